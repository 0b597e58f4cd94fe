//! Where the links and citations of a body lead: decided by the caller, which knows every document.

use std::collections::BTreeMap;

/// Where the links and citations of an [`Outline`](super::outline::Outline) lead, each list in its order. A
/// list that is shorter counts as filled up with `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Resolved {
    /// The address to render; `None` renders what was typed.
    pub links: Vec<Option<String>>,
    /// What is known of pictures, by the place of their link in `links`.
    pub pictures: BTreeMap<usize, KnownPicture>,
    /// The addresses of the subtitles of recordings, by the place of their link in `links`.
    pub subtitles: BTreeMap<usize, String>,
    /// `None` renders the number as plain text.
    pub citations: Vec<Option<Cited>>,
    /// The numbers of standards; `None` renders one as plain text.
    pub standards: Vec<Option<CitedWhole>>,
    /// `None` renders the citation as plain text.
    pub articles: Vec<Option<CitedWhole>>,
}

/// A picture of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownPicture {
    /// In pixels, as it is shown.
    pub width: u32,
    pub height: u32,
    /// Addresses of the same picture by width, the narrowest first; none if there is but one.
    pub sources: Vec<(u32, String)>,
}

/// The document that a citation refers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cited {
    /// Byte of `candidate.run` at which the code of the number begins.
    pub start: usize,
    pub href: String,
    pub title: String,
}

/// The standard or the article that a citation refers to, all of which is a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CitedWhole {
    pub href: String,
    pub title: String,
}
