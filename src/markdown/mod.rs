//! Markdown as Chinese editors write it: what a text contains, and what a reader sees of it.
//!
//! A body is walked twice: once when the document is read ([`outline`]), to learn its headings,
//! links and cited numbers, and once when the whole register is known ([`html`]), to print it with
//! those links resolved. Both walk the same [`stream`], so that the n-th link of the one is the
//! n-th link of the other. The links of raw HTML follow those of Markdown.

mod escape;
mod faults;
mod footnotes;
mod foreign;
mod han;
mod hard_wrapped;
mod headings;
mod highlight;
mod html;
mod inline;
mod outline;
mod passage;
mod prose;
mod raw;
mod raw_links;
mod shadow;
mod stream;
mod tags;
#[cfg(test)]
mod tests;

pub use faults::link_unsafe;
pub use highlight::highlight_css;
pub use html::html;
pub use outline::outline;

use crate::number;
use crate::source::Span;
use std::collections::BTreeMap;

/// What a body contains, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    pub headings: Vec<Heading>,
    /// Those of Markdown, then those of raw HTML.
    pub links: Vec<Link>,
    /// The ids that a fragment can lead to, those of raw HTML included, each with whether it is
    /// still there when the HTML was sanitised.
    pub anchors: BTreeMap<String, bool>,
    pub citations: Vec<Citation>,
    pub blocks: Vec<Block>,
}

/// One entry of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// As rendered, 2 to 6: the title of the page is 1.
    pub level: u8,
    pub id: String,
    pub text: String,
    pub span: Span,
    /// Whether it was a line such as 一、总体要求 rather than a Markdown heading.
    pub inferred: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    Link,
    Image,
}

/// How a link was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkForm {
    Markdown,
    /// An attribute of raw HTML.
    Html {
        /// Whether it is still there when the HTML was sanitised.
        kept: bool,
    },
}

/// A link or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub kind: LinkKind,
    pub form: LinkForm,
    /// As typed, escapes and entities resolved.
    pub target: String,
    /// The text of the link, or the description of the image; empty in raw HTML.
    pub text: String,
    /// Of the whole link; in raw HTML, of the address.
    pub span: Span,
}

impl Outline {
    /// Whether a fragment leads to a place in the body.
    pub fn has_anchor(&self, id: &str, raw: RawHtml) -> bool {
        self.anchors.get(id).is_some_and(|kept| *kept || raw == RawHtml::Trusted)
    }
}

/// A document number in running text, outside of links and code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Its offsets count in the text of its block, which nobody else has: use `run` and `span`.
    pub candidate: number::Candidate,
    pub span: Span,
}

impl Citation {
    /// The place of the number alone, when its code begins at byte `start` of `candidate.run`; the
    /// place of the whole candidate if the editor's tags or line breaks cut it.
    pub fn span_from(&self, start: usize) -> Span {
        let length = self.candidate.end - self.candidate.start;
        let unbroken = self.span.end - self.span.start == length;
        let start = if unbroken && start <= length { start } else { 0 };
        Span::new(&self.span.file, self.span.start + start..self.span.end)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Heading,
    Text,
}

/// The plain text of a paragraph, heading, list item, table cell, footnote, caption or code block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    pub text: String,
}

/// Where the links and citations of an [`Outline`] lead, each list in its order; what is missing
/// at the end counts as `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Resolved {
    /// The address to print; `None` prints what was typed.
    pub links: Vec<Option<String>>,
    /// `None` leaves the number plain text.
    pub citations: Vec<Option<Cited>>,
}

/// The document that a citation means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cited {
    /// Byte of `candidate.run` at which the code of the number begins.
    pub start: usize,
    pub href: String,
    pub title: String,
}

/// What becomes of HTML that an editor typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RawHtml {
    /// Only harmless tags and attributes stay.
    Sanitised,
    /// Everything stays, unsafe link targets too.
    Trusted,
}

/// What is said of the parts of a body to those who hear the page, in the language of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labels {
    /// Before the number of a table.
    pub table: &'static str,
    pub footnotes: &'static str,
    /// Before and after the number of the footnote that a link goes back to.
    pub footnote_back: (&'static str, &'static str),
    /// A task that is done.
    pub done: &'static str,
    /// A task that is not.
    pub open: &'static str,
}

impl Labels {
    pub const CHINESE: Labels = Labels {
        table: "表格",
        footnotes: "脚注",
        footnote_back: ("回到正文脚注", "处"),
        done: "已完成",
        open: "未完成",
    };
    pub const ENGLISH: Labels = Labels {
        table: "Table ",
        footnotes: "Footnotes",
        footnote_back: ("Back to reference ", ""),
        done: "done",
        open: "not done",
    };
}

/// The faults that [`outline`] tells and that do not hold where HTML is [`RawHtml::Trusted`].
pub const SANITISER_FAULT_IDS: [&str; 2] = [faults::HTML_REMOVED, faults::LINK_UNSAFE];
