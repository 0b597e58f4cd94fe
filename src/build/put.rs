//! From an address to a file of the sink.

use crate::address::url;
use crate::output::Sink;
use std::io;

/// Puts a file where its address says.
pub(super) fn put(sink: &dyn Sink, address: &str, bytes: &[u8]) -> io::Result<()> {
    match url::file_of(address) {
        Some(path) => sink.put(&path, bytes),
        None => Err(io::Error::other(format!("no file can have the address {address}"))),
    }
}
