//! From an address to a file of the sink.

use crate::address::url;
use crate::output::{MakeLater, OutPath, Sink};
use std::io;
use std::sync::Arc;

/// Puts a file where its address says.
pub(super) fn put(sink: &dyn Sink, address: &str, bytes: &[u8]) -> io::Result<()> {
    sink.put(&path_of(address)?, bytes)
}

/// Puts a file whose bytes are kept for the next build.
pub(super) fn put_shared(sink: &dyn Sink, address: &str, bytes: &Arc<[u8]>) -> io::Result<()> {
    sink.put_shared(&path_of(address)?, bytes)
}

/// Puts a file that is made now, or when somebody wants it.
pub(super) fn put_later(sink: &dyn Sink, address: &str, make: MakeLater) -> io::Result<()> {
    sink.put_later(&path_of(address)?, make)
}

fn path_of(address: &str) -> io::Result<OutPath> {
    url::file_of(address)
        .ok_or_else(|| io::Error::other(format!("no file can have the address {address}")))
}
