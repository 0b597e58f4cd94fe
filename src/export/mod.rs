//! Everything that is published beside the pages, declared as one list of [`Output`]s.
//!
//! A new output is a function in a file of its own that returns its `Output`s, and a line in
//! [`outputs`]. That claims its address, makes it known to links, and publishes it.

mod calendar;
mod catalogue;
mod dcat;
mod engine;
mod engine_documents;
mod engine_settings;
mod feed;
mod feed_content;
mod files;
mod host_headers;
mod host_rules;
mod opensearch;
mod output;
mod paper;
mod search;
mod sitemap;

pub use dcat::CATALOGUE_SCHEMA;
pub use engine::Engine;
pub use engine_documents::engine_documents;
pub use engine_settings::engine_settings;
pub use files::accent_sheet;
pub use host_headers::host_headers;
pub use host_rules::{WebServer, host_rules};
pub use output::{Make, Output};
pub use paper::{Paper, papers};
pub use search::{records, settings};

use crate::address::{Addresses, MakeClaim, PublishedFiles};
use crate::card::Card;
use crate::config::Config;
use crate::output::{MANIFEST, SEARCH_ENTRY};
use crate::page::Page;
use crate::register::Register;
use crate::source::Tree;
use crate::theme::Theme;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the list of outputs is made from, before links are resolved.
pub struct Inputs<'a> {
    pub tree: &'a Tree,
    pub theme: Option<&'a Theme>,
    pub config: &'a Config,
    pub register: &'a Register,
    pub addresses: &'a Addresses,
    pub files: &'a PublishedFiles,
    pub pages: &'a Arc<[Page]>,
    /// The cards of documents, by address.
    pub cards: BTreeMap<String, Card>,
}

/// The address of each output with its claim.
pub fn claims<'a>(outputs: &'a [Output]) -> impl Iterator<Item = (&'a str, MakeClaim<'a>)> {
    outputs.iter().map(|output| {
        let make: MakeClaim = Box::new(|| output.claim.clone());
        (output.address.as_str(), make)
    })
}

/// Lists every output of the site.
pub fn outputs(inputs: Inputs<'_>) -> Vec<Output<'_>> {
    let Inputs { tree, theme, config, register, addresses, files, pages, cards } = inputs;
    let mut outputs = Vec::new();
    outputs.extend(files::of_content(files, register));
    outputs.extend(files::of_static_folder(tree));
    outputs.extend(files::of_theme(theme));
    outputs.extend(feed::outputs(register, config, addresses));
    outputs.extend(calendar::outputs(register));
    outputs.extend(catalogue::outputs());
    outputs.extend(dcat::outputs());
    outputs.extend(sitemap::outputs(pages));
    outputs.extend(paper::outputs(pages, config));
    outputs.extend(
        cards.into_iter().map(|(address, card)| Output::generated(&address, Make::Card(card))),
    );
    outputs.push(Output::generated(&format!("/{SEARCH_ENTRY}"), Make::Elsewhere));
    outputs.push(opensearch::output());
    outputs.push(Output::generated(&format!("/{MANIFEST}"), Make::Elsewhere));
    outputs.push(files::highlight());
    outputs.extend(files::accent(config));
    outputs.extend(host_rules::outputs(tree, config));
    outputs.extend(host_headers::outputs(tree));
    outputs
}
