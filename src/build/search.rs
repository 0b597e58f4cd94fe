//! The index of the search: made anew when a document changes, else taken from the last build.

use super::put::{put, put_shared};
use crate::address::url;
use crate::export;
use crate::output::Sink;
use crate::page::Site;
use crate::search::{self, Settings};
use rayon::prelude::*;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// The address of the folder of the index.
const FOLDER: &str = "/search/";

/// The index of the last build, if another build may follow.
#[derive(Default)]
pub(super) struct IndexMemo {
    is_enabled: bool,
    last: Option<Index>,
}

/// The files of an index, address and bytes, with the fingerprint of what they were made from.
struct Index {
    made_from: String,
    files: Vec<(String, Arc<[u8]>)>,
}

impl IndexMemo {
    pub fn enabled() -> IndexMemo {
        IndexMemo { is_enabled: true, last: None }
    }
}

/// Publishes the index. One that was made from the same is not made again, whether the last build
/// or an earlier run of the program made it.
pub(super) fn publish_search(site: &Site, memo: &mut IndexMemo, sink: &dyn Sink) -> io::Result<()> {
    let settings = export::settings(site);
    if !memo.is_enabled {
        if keep_published(&settings.made_from, sink)? {
            return Ok(());
        }
        let write = |path: &str, bytes: &[u8]| put(sink, &address(path), bytes);
        return search::index(&export::records(site), &settings, &write).map(|_| ());
    }
    let index = match memo.last.take() {
        Some(index) if index.made_from == settings.made_from => index,
        _ => Index { files: files(site, &settings)?, made_from: settings.made_from },
    };
    let index = memo.last.insert(index);
    index.files.par_iter().try_for_each(|(address, bytes)| put_shared(sink, address, bytes))
}

/// Keeps the published index, if it was made from `made_from` and is whole.
fn keep_published(made_from: &str, sink: &dyn Sink) -> io::Result<bool> {
    let published =
        |path: &str| url::file_of(&address(path)).and_then(|path| sink.published(&path));
    let read = |path: &str| published(path).ok_or(io::ErrorKind::NotFound.into());
    // One that cannot be read, or has another format, is made anew.
    let Ok(Some(files)) = search::files_made_from(made_from, &read) else { return Ok(false) };
    if !files.par_iter().all(|path| published(path).is_some()) {
        return Ok(false);
    }
    for path in files.iter().filter_map(|path| url::file_of(&address(path))) {
        if sink.wants(&path)? {
            return Err(io::Error::other(format!("{path} was changed while it was being kept")));
        }
    }
    Ok(true)
}

/// The address of a file of the index.
fn address(path: &str) -> String {
    format!("{FOLDER}{path}")
}

fn files(site: &Site, settings: &Settings) -> io::Result<Vec<(String, Arc<[u8]>)>> {
    let files = Mutex::new(Vec::new());
    let write = |path: &str, bytes: &[u8]| {
        let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
        files.push((address(path), Arc::from(bytes)));
        Ok(())
    };
    search::index(&export::records(site), settings, &write)?;
    Ok(files.into_inner().unwrap_or_else(PoisonError::into_inner))
}
