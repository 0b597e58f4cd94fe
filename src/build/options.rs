//! What a build is asked for beside the content, and what it answers.

use crate::config::BaseUrl;
use crate::date::Moment;
use crate::diagnostic::Diagnostic;
use crate::export::Paper;
use crate::history::{History, Unavailable};
use crate::media::{NoCache, PictureCache};
use crate::page::Site;
use crate::register::LeftOut;
use crate::stage::Observed;
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
    /// Whether pictures and office documents are read for what they carry unseen.
    pub checks_metadata: bool,
    /// Where smaller variants of pictures are kept for the next build; none are made where there is no such place.
    pub pictures: Option<Arc<dyn PictureCache>>,
    /// What git knows of the files, if it was asked: it is where site.yaml wants `history`.
    pub history: Option<Result<Arc<History>, Unavailable>>,
    pub parts: Parts,
    /// Who is to know which stage begins.
    pub observed: Observed,
}

/// What a build puts into the sink. Everything is checked in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    All,
    /// Without the index of the search, about which nothing is reported.
    AllButSearch,
    /// The index alone, of a site that is there already.
    SearchOnly,
    /// Nothing: the site itself is wanted.
    SiteOnly,
}

impl Options {
    /// What is published at a moment, and nothing besides.
    pub fn at(now: Moment) -> Options {
        Options {
            now,
            drafts: false,
            waiting: false,
            base_url: None,
            can_print: true,
            checks_metadata: true,
            pictures: Some(Arc::new(NoCache)),
            history: None,
            parts: Parts::All,
            observed: Observed::default(),
        }
    }
}

/// The result of a build. With an error among the diagnostics, what the sink took must not be
/// published.
#[derive(Debug)]
pub struct Built {
    pub documents: usize,
    pub pages: usize,
    pub base_url: BaseUrl,
    /// The documents that can be printed, in the order of the register; none if the caller cannot
    /// print.
    pub papers: Vec<Paper>,
    /// Whether site.yaml wants them printed.
    pub wants_paper: bool,
    /// How many documents are not published, and why.
    pub left_out: LeftOut,
    /// What all outputs are made from, if it is wanted.
    pub site: Option<Arc<Site>>,
    pub diagnostics: Vec<Diagnostic>,
}
