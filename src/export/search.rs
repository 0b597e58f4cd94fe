//! What the search learns of the site: one record for each public document.

use crate::address::url;
use crate::document::FieldValue;
use crate::markdown;
use crate::page::{self, Site};
use crate::register::{DocId, ValidityKind};
use crate::search;
use crate::source::Fingerprint;
use crate::words::Counted;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The settings of the search: names of categories and validities, synonyms, and a fingerprint of these and of all [`records`].
pub fn settings(site: &Site) -> search::Settings {
    let words = site.words();
    let mut settings = search::Settings {
        made_from: String::new(),
        base_path: site.addresses.href(url::HOME),
        synonyms: synonyms(site),
        categories: site
            .register
            .sections
            .iter()
            .map(|section| (section.folder.clone(), section.title.clone()))
            .collect(),
        kinds: Counted::ALL
            .iter()
            .map(|kind| (kind.key().to_owned(), words.counted(*kind).to_owned()))
            .collect(),
        validities: ValidityKind::ALL
            .iter()
            .map(|kind| (kind.key().to_owned(), words.validity(*kind).to_owned()))
            .collect(),
        facets: facets(site),
    };
    settings.made_from = fingerprint(site, &settings).hex();
    settings
}

/// The declared fields by which readers may narrow down, each once.
fn facets(site: &Site) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let sections = site.register.sections.iter().flat_map(|section| &section.fields);
    for field in sections.filter(|field| field.is_facet) {
        if !names.contains(&field.key) {
            names.push(field.key.clone());
        }
    }
    names
}

/// The words of site.yaml, and former names of issuers for the names of today.
pub(super) fn synonyms(site: &Site) -> BTreeMap<String, Vec<String>> {
    let mut synonyms = site.config.synonyms.clone();
    for issuer in site.config.issuers.iter().filter(|issuer| !issuer.former_names.is_empty()) {
        let former = issuer.former_names.iter().map(|name| name.value.clone());
        synonyms.entry(issuer.name.value.clone()).or_default().extend(former);
    }
    synonyms
}

/// The fingerprint of everything that an index is made from, without making the records: of a
/// document, its file and what the rest of the site decides about it. Another version of the program
/// makes another index.
fn fingerprint(site: &Site, settings: &search::Settings) -> Fingerprint {
    let of_document = |index: usize| {
        let id = DocId(index);
        let entry = site.register.entry(id);
        let mut parts: Vec<&[u8]> = vec![
            entry.document.source.fingerprint.bytes(),
            site.addresses.document(id).as_bytes(),
            site.register.section_of(id).folder.as_bytes(),
            entry.validity.kind.key().as_bytes(),
        ];
        let others = [date_of(site, id), year_of(site, id), counted_as(site, id).join(" ")];
        parts.extend(others.iter().map(|part| part.as_bytes()));
        parts.extend(entry.filed_under.iter().map(|name| name.as_bytes()));
        let facts = page::declared_facts(site, id);
        parts.extend(facts.iter().flat_map(|fact| [fact.key.as_bytes(), fact.text.as_bytes()]));
        parts.extend(site.tables.rows(id).flatten().map(|cell| cell.as_bytes()));
        *Fingerprint::of_parts(&parts).bytes()
    };
    let documents: Vec<[u8; 16]> =
        (0..site.register.entries.len()).into_par_iter().map(of_document).collect();
    let program = format!("{} {}", env!("CARGO_PKG_VERSION"), search::FORMAT);
    let settings = format!("{settings:?}");
    Fingerprint::of_parts(&[program.as_bytes(), settings.as_bytes(), documents.as_flattened()])
}

/// The date by which results are sorted; empty if there is none.
fn date_of(site: &Site, id: DocId) -> String {
    page::date_of(&site.register, id).map(|date| date.to_string()).unwrap_or_default()
}

fn year_of(site: &Site, id: DocId) -> String {
    page::filed_year(site, id).map(|year| year.to_string()).unwrap_or_default()
}

/// The keys of what a document counts as.
fn counted_as(site: &Site, id: DocId) -> Vec<String> {
    page::counted_as(site, id).into_iter().map(|kind| kind.key().to_owned()).collect()
}

/// What the search learns of every public document.
pub fn records(site: &Site) -> impl search::Records {
    SiteRecords(site)
}

/// The documents in the order of their paths, so that a new one moves few of the others.
struct SiteRecords<'s>(&'s Site);

impl search::Records for SiteRecords<'_> {
    fn count(&self) -> usize {
        self.0.register.entries.len()
    }

    fn record(&self, index: usize) -> search::Record<'_> {
        let (site, id) = (self.0, DocId(index));
        let entry = site.register.entry(id);
        let blocks = entry.document.outline.blocks.iter().map(|block| search::Block {
            kind: match block.kind {
                markdown::BlockKind::Heading => search::BlockKind::Heading,
                markdown::BlockKind::Text | markdown::BlockKind::Code => search::BlockKind::Text,
            },
            text: Cow::Borrowed(block.text(&entry.document.source.text)),
        });
        // What stands under declared keys is found as the text is.
        let facts = page::declared_facts(site, id).into_iter().map(|fact| search::Block {
            kind: search::BlockKind::Text,
            text: Cow::Owned(site.words().fact_line(&fact.label, &fact.text)),
        });
        let front = &entry.document.front;
        let shown = front.facts.iter().map(|(fact, text)| search::Block {
            kind: search::BlockKind::Text,
            text: Cow::Owned(site.words().fact_line(site.words().fact(fact), text)),
        });
        let subtitle = front.subtitle.iter().map(|subtitle| search::Block {
            kind: search::BlockKind::Heading,
            text: Cow::Borrowed(&**subtitle),
        });
        let declared = entry.document.front.declared.iter();
        let facets = declared.filter(|declared| declared.field.is_facet).filter_map(|declared| {
            match &declared.value {
                FieldValue::Text(text) => Some((declared.field.key.clone(), text.clone())),
                _ => None,
            }
        });
        let rows = site.tables.rows(id).map(|row| search::Block {
            kind: search::BlockKind::Text,
            text: Cow::Owned(row.join(" ")),
        });
        search::Record {
            url: site.addresses.document(id).to_owned(),
            title: entry.title().to_owned(),
            number: entry.identifiers().reduce(|number, standard| format!("{number}　{standard}")),
            issuers: entry.filed_under.clone(),
            date: date_of(site, id),
            year: year_of(site, id),
            kinds: counted_as(site, id),
            category: site.register.section_of(id).folder.clone(),
            genre: entry.document.genre().unwrap_or_default().to_owned(),
            topics: entry.document.front.topics.iter().map(|topic| topic.value.clone()).collect(),
            validity: entry.validity.kind.key().to_owned(),
            facets: facets.collect(),
            blocks: subtitle.chain(blocks).chain(shown).chain(facts).chain(rows).collect(),
        }
    }
}
