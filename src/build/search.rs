//! The index of the search: made anew when a document changes, else taken from the last build.

use super::memos::Memos;
use super::put::put;
use crate::export;
use crate::output::Sink;
use crate::page::Site;
use crate::search;
use crate::source::Fingerprint;
use rayon::prelude::*;
use std::io;
use std::sync::{Mutex, PoisonError};

/// Where the index of the search lies.
const FOLDER: &str = "/search/";

/// Publishes the index. Which of its files have changed is for the sink to find.
pub(super) fn publish_search(site: &Site, memos: &mut Memos, sink: &dyn Sink) -> io::Result<()> {
    let input = (export::records(site), export::settings(site));
    let made = memos.search.each(
        &[input],
        |(records, settings)| {
            let of = |text: String| Fingerprint::of(text.as_bytes()).hex();
            let parts: Vec<String> = rayon::iter::once(of(format!("{settings:?}")))
                .chain(records.par_iter().map(|record| of(format!("{record:?}"))))
                .collect();
            Fingerprint::of(parts.concat().as_bytes())
        },
        |(records, settings)| {
            let files = Mutex::new(Vec::new());
            let take = |path: &str, bytes: &[u8]| {
                let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
                files.push((format!("{FOLDER}{path}"), bytes.to_vec()));
                Ok(())
            };
            search::index(records, settings, &take)?;
            Ok(files.into_inner().unwrap_or_else(PoisonError::into_inner))
        },
        |_, files| match &**files {
            Ok(files) => files.par_iter().try_for_each(|(path, bytes)| put(sink, path, bytes)),
            Err(error) => Err(io::Error::new(error.kind(), error.to_string())),
        },
    );
    made.into_iter().collect()
}
