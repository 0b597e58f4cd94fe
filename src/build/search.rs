//! The index of the search: made anew when a document changes, else taken from the last build.

use super::put::put;
use crate::export;
use crate::output::Sink;
use crate::page::Site;
use crate::search::{self, Settings};
use crate::source::Fingerprint;
use rayon::prelude::*;
use std::io;
use std::sync::{Mutex, PoisonError};

/// The address of the folder of the index.
const FOLDER: &str = "/search/";

/// The files of an index, address and bytes, with the fingerprint of what they were made from.
struct Index {
    fingerprint: Fingerprint,
    files: Vec<(String, Vec<u8>)>,
}

/// The index of the last build, if another build may follow.
#[derive(Default)]
pub(super) struct IndexMemo {
    is_enabled: bool,
    last: Option<Index>,
}

impl IndexMemo {
    pub fn enabled() -> IndexMemo {
        IndexMemo { is_enabled: true, last: None }
    }
}

/// Publishes the index. Which of its files have changed is for the sink to find.
pub(super) fn publish_search(site: &Site, memo: &mut IndexMemo, sink: &dyn Sink) -> io::Result<()> {
    let settings = export::settings(site);
    if !memo.is_enabled {
        let write = |path: &str, bytes: &[u8]| put(sink, &format!("{FOLDER}{path}"), bytes);
        return search::index(&export::records(site), &settings, &write).map(|_| ());
    }
    let fingerprint = export::search_fingerprint(site, &settings);
    let index = match memo.last.take() {
        Some(index) if index.fingerprint == fingerprint => index,
        _ => Index { fingerprint, files: files(site, &settings)? },
    };
    let index = memo.last.insert(index);
    index.files.par_iter().try_for_each(|(address, bytes)| put(sink, address, bytes))
}

fn files(site: &Site, settings: &Settings) -> io::Result<Vec<(String, Vec<u8>)>> {
    let files = Mutex::new(Vec::new());
    let write = |path: &str, bytes: &[u8]| {
        let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
        files.push((format!("{FOLDER}{path}"), bytes.to_vec()));
        Ok(())
    };
    search::index(&export::records(site), settings, &write)?;
    Ok(files.into_inner().unwrap_or_else(PoisonError::into_inner))
}
