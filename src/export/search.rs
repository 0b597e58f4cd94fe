//! What the search learns of the site: one record for each public document.

use crate::address::url;
use crate::markdown;
use crate::page::Site;
use crate::register::{DocId, ValidityKind};
use crate::search;
use std::collections::BTreeMap;

/// The settings of the search: names of categories and validities, synonyms.
pub fn settings(site: &Site) -> search::Settings {
    let words = site.words();
    search::Settings {
        base_path: site.addresses.href(url::HOME),
        synonyms: synonyms(site),
        categories: site
            .register
            .sections
            .iter()
            .map(|section| (section.folder.clone(), section.title.clone()))
            .collect(),
        validities: ValidityKind::ALL
            .iter()
            .map(|kind| (kind.key().to_owned(), words.validity(*kind).to_owned()))
            .collect(),
    }
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
pub fn records(site: &Site) -> Vec<search::Record> {
    let register = site.register;
    let record = |id: &DocId| {
        let entry = register.entry(*id);
        let blocks = entry.document.outline.blocks.iter().map(|block| search::Block {
            kind: match block.kind {
                markdown::BlockKind::Heading => search::BlockKind::Heading,
                markdown::BlockKind::Text | markdown::BlockKind::Code => search::BlockKind::Text,
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
