//! The index of the search: what is put into it, and where it lies.

use super::Memos;
use super::files::put;
use crate::markdown;
use crate::output::Sink;
use crate::page::Site;
use crate::register::{DocId, ValidityKind};
use crate::search;
use crate::source::Fingerprint;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

/// The files of an index: address and bytes.
pub(super) type Index = io::Result<Vec<(String, Vec<u8>)>>;

/// Where the index of the search lies.
pub(super) const SEARCH: &str = "search/";

/// The index of the search. All of it is made anew when a document changes; which of its files
/// have changed is for the sink to find.
pub(super) fn publish_search(site: &Site, memos: &mut Memos, sink: &dyn Sink) -> io::Result<()> {
    let settings = search::Settings {
        base_path: site.addresses.href("/"),
        synonyms: synonyms(site),
        categories: site
            .register
            .sections
            .iter()
            .map(|section| (section.folder.clone(), section.title.clone()))
            .collect(),
        validities: ValidityKind::ALL
            .iter()
            .map(|kind| (kind.key().to_owned(), site.validity_name(*kind).to_owned()))
            .collect(),
    };
    let input = (records(site), settings);
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
                files.push((format!("/{SEARCH}{path}"), bytes.to_vec()));
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

/// The words of site.yaml, and former names of issuers for the names of today.
fn synonyms(site: &Site) -> BTreeMap<String, Vec<String>> {
    let mut synonyms = site.config.synonyms.clone();
    for issuer in site.config.issuers.iter().filter(|issuer| !issuer.former_names.is_empty()) {
        let former = issuer.former_names.iter().map(|name| name.value.clone());
        synonyms.entry(issuer.name.value.clone()).or_default().extend(former);
    }
    synonyms
}

/// What the search learns of every public document.
fn records(site: &Site) -> Vec<search::Record> {
    let register = site.register;
    let record = |id: &DocId| {
        let entry = register.entry(*id);
        let blocks = entry.document.outline.blocks.iter().map(|block| search::Block {
            kind: match block.kind {
                markdown::BlockKind::Heading => search::BlockKind::Heading,
                markdown::BlockKind::Text => search::BlockKind::Text,
            },
            text: block.text.clone(),
        });
        search::Record {
            url: site.addresses.document(*id).to_owned(),
            title: entry.title().to_owned(),
            number: entry.number().map(ToString::to_string),
            issuers: entry.filed_under.clone(),
            date: site.link(*id).date.map(|date| date.iso).unwrap_or_default(),
            category: register.section_of(*id).folder.clone(),
            topics: entry.document.front.topics.iter().map(|topic| topic.value.clone()).collect(),
            validity: entry.validity.kind.key().to_owned(),
            blocks: blocks.collect(),
        }
    };
    // In the order of their paths, so that a new document moves few of the others.
    register.ids().map(|id| record(&id)).collect()
}
