//! THE pipeline: read → parse → file → compose → render → publish.
//!
//! Whoever reads [`build`] has seen the system. It runs whole on every change; what is slow is
//! answered from the [`Memos`] of the last run where nothing has changed.

mod index;
mod outputs;
mod render;

use crate::address::{self, Addresses, ContentFiles, Links};
use crate::allow;
use crate::card;
use crate::config::{self, BaseUrl, Config};
use crate::date::Moment;
use crate::diagnostic::{Checked, Diagnostic, in_order};
use crate::document::section::{self, Section};
use crate::document::{self, Document};
use crate::export::{self, Paper};
use crate::markdown;
use crate::memo::Memo;
use crate::output::Sink;
use crate::page::{self, Site};
use crate::register::{self, Filing, LeftOut, UnreadNumbers};
use crate::source::{Fingerprint, SitePath, Source, Tree};
use crate::theme;
use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

/// What a build is asked for, beside the content.
#[derive(Clone, Debug)]
pub struct Options {
    /// "Now" for everything that depends on it; no stage reads a clock.
    pub now: Moment,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether documents that wait for their 发布日期 are shown.
    pub waiting: bool,
    /// In place of `base_url` in site.yaml.
    pub base_url: Option<BaseUrl>,
    /// Whether the caller can print what site.yaml wants as `paper`; pages link to a PDF only then.
    pub can_print: bool,
}

impl Options {
    /// What is published at a moment, and nothing besides.
    pub fn at(now: Moment) -> Options {
        Options { now, drafts: false, waiting: false, base_url: None, can_print: true }
    }
}

/// The answers of the last build.
pub struct Memos {
    documents: Memo<Checked<Option<Arc<Document>>>>,
    pages: Memo<Result<String, Box<Diagnostic>>>,
    search: Memo<index::Index>,
    cards: Memo<Vec<u8>>,
    templates: Option<theme::Parsed>,
}

/// What a build came to. With an error among the diagnostics, what the sink took is not to be
/// published.
#[derive(Debug)]
pub struct Built {
    pub documents: usize,
    pub pages: usize,
    pub base_url: BaseUrl,
    /// What can be printed, in the order of the register.
    pub papers: Vec<Paper>,
    /// Whether site.yaml wants it printed.
    pub wants_paper: bool,
    /// How many documents are not published, and why.
    pub left_out: LeftOut,
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds the site: from the files of the tree to the files of the sink. An `Err` is a fault of
/// the machine; faults of the content are in the answer.
pub fn build(
    tree: &Tree,
    options: &Options,
    memos: &mut Memos,
    sink: &dyn Sink,
) -> io::Result<Built> {
    let mut diagnostics = Vec::new();

    let config = configure(tree, options).collect_into(&mut diagnostics);
    let theme = theme::load(tree, &config.theme, &config.language, &mut memos.templates)
        .collect_into(&mut diagnostics);
    let face = card::load_face(tree, config.card_font.as_ref()).collect_into(&mut diagnostics);
    let content = parse(tree, memos).collect_into(&mut diagnostics);
    diagnostics.retain(|diagnostic| {
        !(config.trust_html && markdown::SANITISER_FAULT_IDS.contains(&diagnostic.id))
    });
    let filing = Filing {
        documents: content.documents,
        sections: content.sections,
        unread: content.unread,
        unread_numbers: content.unread_numbers,
        assets: &tree.assets,
        config: &config,
        now: options.now,
        drafts: options.drafts,
        waiting: options.waiting,
    };
    let register = register::file(&filing).collect_into(&mut diagnostics);

    let addresses = Addresses::of(&register, &config);
    address::keep_addresses(&register, &config, &addresses, &mut diagnostics);
    let pages = page::compose(&register, &config, &addresses);
    let files = ContentFiles::new(&register, &addresses, &tree.assets, &filing.unread);
    let published = address::published_files(&register, &config, &addresses, &files)
        .collect_into(&mut diagnostics);
    address::check_active(&published, tree, &mut diagnostics);
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
    let claims = page::claims(&pages, &register, &config)
        .chain(outputs.iter().map(|output| (output.address.as_str(), output.claim.clone())));
    let known =
        address::check_claims(claims, &page::reported_clashes(&pages, &register), &mut diagnostics);
    let links = Links {
        register: &register,
        addresses: &addresses,
        config: &config,
        files: &files,
        known: &known,
    };
    let links = links.resolve_all().collect_into(&mut diagnostics);
    address::check_typed(&register, &config, &known, &mut diagnostics);
    let site = Site::new(&register, &config, &addresses, options.now, face.as_ref(), links);

    let built = |diagnostics| Built {
        documents: register.entries.len(),
        pages: pages.len(),
        base_url: config.base_url.clone(),
        papers: Vec::new(),
        wants_paper: false,
        left_out: register.left_out,
        diagnostics: in_order(allow::apply(tree, diagnostics)),
    };
    let Some(theme) = &theme else { return Ok(built(diagnostics)) };
    page::check_templates(&register, |template| theme.has(template), &mut diagnostics);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(built(diagnostics));
    }
    let renderer = render::renderer(theme, &site);
    diagnostics.extend(render::render(&pages, &site, &renderer, memos, sink)?);
    outputs::publish_outputs(&outputs, &site, tree, memos, sink)?;
    index::publish_search(&site, memos, sink)?;
    Ok(Built {
        papers: export::papers(&site, &pages),
        wants_paper: config.paper,
        ..built(diagnostics)
    })
}

impl Memos {
    /// For a program that builds once.
    pub fn disabled() -> Memos {
        Memos {
            documents: Memo::disabled(),
            pages: Memo::disabled(),
            search: Memo::disabled(),
            cards: Memo::disabled(),
            templates: None,
        }
    }

    /// For a program that builds again and again.
    pub fn enabled() -> Memos {
        Memos {
            documents: Memo::enabled(),
            pages: Memo::enabled(),
            search: Memo::enabled(),
            cards: Memo::enabled(),
            templates: None,
        }
    }
}

fn configure(tree: &Tree, options: &Options) -> Checked<Config> {
    let mut config = config::read(tree.text("site.yaml"));
    if let Some(base_url) = &options.base_url {
        config.diagnostics.retain(|diagnostic| diagnostic.id != config::BASE_URL_EXAMPLE);
        config.value.base_url = base_url.clone();
    }
    config.value.paper &= options.can_print;
    config
}

/// The content, parsed.
pub struct Content {
    pub documents: Vec<Arc<Document>>,
    pub sections: Vec<Arc<Section>>,
    /// Files that could not be read.
    pub unread: BTreeSet<SitePath>,
    /// What is known of the numbers that could not be read.
    pub unread_numbers: UnreadNumbers,
}

/// Parses every Markdown file of the content.
pub fn parse(tree: &Tree, memos: &mut Memos) -> Checked<Content> {
    let mut diagnostics = Vec::new();
    let mut content = Content {
        documents: Vec::new(),
        sections: Vec::new(),
        unread: BTreeSet::new(),
        unread_numbers: UnreadNumbers::default(),
    };
    let files = tree.texts_under("content/").filter(|source| source.path.extension() == "md");
    let (indexes, files): (Vec<_>, Vec<&Arc<Source>>) =
        files.partition(|source| section::folder_of(&source.path).is_some());
    for source in indexes {
        let folder = section::folder_of(&source.path).unwrap_or_default();
        content
            .sections
            .extend(section::parse(source, folder).collect_into(&mut diagnostics).map(Arc::new));
    }
    let parsed = memos.documents.map(
        &files,
        |source| {
            Fingerprint::of_parts(&[source.path.as_str().as_bytes(), source.fingerprint.bytes()])
        },
        |source| {
            let Checked { value, diagnostics } = document::parse(source);
            Checked::new(value.map(Arc::new), diagnostics)
        },
    );
    for (source, parsed) in files.iter().zip(parsed) {
        diagnostics.extend(parsed.diagnostics.iter().cloned());
        match &parsed.value {
            Some(document) => {
                if document.front.number.is_none() {
                    content.unread_numbers.add_front(&source.text[..document.body.start]);
                }
                content.documents.push(Arc::clone(document));
            }
            None => {
                content.unread_numbers.add(&source.text);
                content.unread.insert(source.path.clone());
            }
        }
    }
    Checked::new(content, diagnostics)
}
