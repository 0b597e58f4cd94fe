//! THE pipeline: read → parse → file → compose → render → publish.
//!
//! Whoever has read [`build`] has seen the system. It runs whole on every change; what is expensive
//! is taken from the [`Memos`] of the last run where nothing has changed.

mod content;
mod history;
mod inspection;
mod memos;
mod options;
mod outputs;
mod pictures;
mod put;
mod render;
mod search;

pub use content::{Content, Heads, parse, parse_heads};
pub use memos::Memos;
pub use options::{Built, Options, Parts};
pub use render::template_fault;

use crate::address::{self, Addresses, ContentFiles, Links};
use crate::allow;
use crate::card;
use crate::config::{self, Config};
use crate::diagnostic::{Checked, Diagnostic, in_order};
use crate::export;
use crate::output::Sink;
use crate::page::{self, Page, Site};
use crate::register;
use crate::source::Tree;
use crate::stage::Stage;
use crate::theme;
use crate::word_list;
use std::io;
use std::sync::Arc;

/// Builds the site: from the files of the tree to the files of the sink. An `Err` is a fault of
/// the machine; faults of the content are among the diagnostics of the result.
pub fn build(
    tree: &Tree,
    options: &Options,
    memos: &mut Memos,
    sink: &dyn Sink,
) -> io::Result<Built> {
    let mut diagnostics = Vec::new();
    let begin = |stage, count| options.observed.begin(stage, count);

    begin(Stage::Parse, tree.texts.len());
    let config = Arc::new(configure(tree, options).collect_into(&mut diagnostics));
    let theme = theme::load(tree, &config.theme, &config.language, &mut memos.templates)
        .collect_into(&mut diagnostics);
    let face = card::load_face(tree, config.card_font.as_ref()).collect_into(&mut diagnostics);
    let mut pictures = page::site_pictures(tree, &config).collect_into(&mut diagnostics);
    let content = parse(tree, config.raw_html, memos).collect_into(&mut diagnostics);
    let words = word_list::read(tree.text(word_list::FILE)).collect_into(&mut diagnostics);
    diagnostics.extend(inspection::inspect(&content.documents, &words, memos));
    let history = history::checked(&config, options, &content).collect_into(&mut diagnostics);

    begin(Stage::File, content.documents.len());
    let filing = content.filing(tree, &config, options);
    let register = Arc::new(register::file(&filing).collect_into(&mut diagnostics));

    begin(Stage::Compose, register.entries.len());
    // Which pages and other files there are, at which addresses, with which links.
    let addresses = Arc::new(Addresses::of(&register, &config));
    address::keep_addresses(&register, &config, &addresses, &mut diagnostics);
    let pages: Arc<[Page]> = page::compose(&register, &config, &addresses).into();
    let files = ContentFiles::new(&register, &addresses, &tree.assets, &filing.unread);
    let published = address::published_files(&register, &config, &addresses, &files)
        .collect_into(&mut diagnostics);
    address::check_active(&published, tree, &mut diagnostics);
    // The preview would read all pictures and attachments at every change.
    if options.checks_metadata {
        address::check_metadata(&published, &register, tree, &mut diagnostics);
    }
    let outputs = export::outputs(export::Inputs {
        tree,
        theme: theme.as_ref(),
        config: &config,
        register: &register,
        addresses: &addresses,
        files: &published,
        pages: &pages,
        cards: page::cards(&register, &config, face.as_ref()),
    });
    let claims = page::claims(&pages, &register, &config).chain(export::claims(&outputs));
    let clashes = page::reported_clashes(&pages, &register);
    let known = address::check_claims(claims, &clashes, &mut diagnostics);
    address::check_typed(&register, &config, &known, &mut diagnostics);
    begin(Stage::Link, register.entries.len());
    let links = Links::new(&register, &config, &addresses, &files, &known);
    let links = links.resolve_all().collect_into(&mut diagnostics);
    let tables = page::tables(&register, &links, tree).collect_into(&mut diagnostics);
    if let Some(cache) = &options.pictures
        && matches!(options.parts, Parts::All | Parts::AllButSearch)
        && !has_errors(tree, &config, &diagnostics)
    {
        let shown = pictures::shown(&register, &links);
        begin(Stage::Pictures, shown.len());
        pictures.variants = pictures::publish_variants(&shown, &known, tree, &**cache, sink)?;
    }
    let made_of = page::Found { face, pictures, links, tables, history };
    let site = Arc::new(Site::new(&register, &config, &addresses, options.now, made_of));

    // Render and publish, unless there is an error.
    if let Some(theme) = &theme {
        page::check_templates(&register, |template| theme.has(template), &mut diagnostics);
        if !has_errors(tree, &config, &diagnostics) {
            if matches!(options.parts, Parts::All | Parts::AllButSearch) {
                begin(Stage::Render, pages.len());
                diagnostics.extend(render::publish_pages(&pages, &site, theme, tree, sink)?);
                begin(Stage::Output, outputs.len());
                outputs::publish_outputs(&outputs, &site, tree, memos, sink)?;
            }
            if matches!(options.parts, Parts::All | Parts::SearchOnly) {
                begin(Stage::Search, register.entries.len());
                search::publish_search(&site, &mut memos.search, sink)?;
            }
        }
    }
    Ok(Built {
        documents: register.entries.len(),
        pages: pages.len(),
        base_url: config.base_url.clone(),
        papers: if options.can_print { export::papers(&site, &pages) } else { Vec::new() },
        wants_paper: config.paper,
        left_out: register.left_out,
        site: (options.parts == Parts::SiteOnly).then_some(site),
        diagnostics: in_order(config.severities.apply(allow::apply(tree, diagnostics))),
    })
}

/// Returns whether there is an error, or a warning that the site takes for one and no editor allows.
fn has_errors(tree: &Tree, config: &Config, diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
        || config.severities.raise_any()
            && allow::apply(tree, diagnostics.to_vec())
                .iter()
                .any(|diagnostic| config.severities.raise(diagnostic))
}

/// Reads site.yaml, over which the options of the build lie.
fn configure(tree: &Tree, options: &Options) -> Checked<Config> {
    let mut config = config::read(tree.text("site.yaml"));
    if let Some(base_url) = &options.base_url {
        config.diagnostics.retain(|diagnostic| diagnostic.id != config::BASE_URL_EXAMPLE);
        config.value.base_url = base_url.clone();
    }
    config.value.paper &= options.can_print;
    config
}
