//! The data types of an outline: what a body of Markdown contains, each part with its place.

use super::ordinal::Ordinal;
use super::provision_label::ProvisionKind;
use super::source_map::{MappedText, SourceMap};
use crate::number;
use crate::source::{SitePath, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a body contains, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    pub headings: Vec<Heading>,
    pub provisions: Vec<Provision>,
    /// Those of Markdown, then those of raw HTML.
    pub links: Vec<Link>,
    /// The ids that a fragment can lead to, those of raw HTML included, each with whether it is
    /// still there after the HTML is sanitised.
    pub anchors: BTreeMap<String, bool>,
    pub citations: Vec<Citation>,
    pub standard_citations: Vec<StandardCitation>,
    pub article_citations: Vec<ArticleCitation>,
    pub short_names: Vec<ShortName>,
    pub blocks: Vec<Block>,
    /// Han characters and Latin words of all blocks.
    pub word_count: usize,
}

impl Outline {
    /// Returns whether a fragment leads to a place in the body.
    pub fn has_anchor(&self, id: &str, raw: RawHtml) -> bool {
        self.anchors.get(id).is_some_and(|kept| *kept || raw == RawHtml::Trusted)
    }

    /// Returns the articles, in the order of the text.
    pub fn articles(&self) -> impl Iterator<Item = &Provision> {
        self.provisions.iter().filter(|provision| provision.kind == ProvisionKind::Article)
    }
}

/// A 章, 节, 条 or 项 of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    pub kind: ProvisionKind,
    pub ordinal: Ordinal,
    /// As rules cite it: 第十二条, 第十二条（一）
    pub label: String,
    /// The fragment that leads to it.
    pub id: String,
    /// How its text begins, in a few characters; of a division its title.
    pub start: String,
    /// Whether it is an entry of `headings`.
    pub is_heading: bool,
    /// Of the heading or the paragraph.
    pub span: Span,
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
        /// Whether it is still there after the HTML is sanitised.
        kept: bool,
    },
    /// The value of a key of front matter.
    FrontMatter,
}

/// A link or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub kind: LinkKind,
    pub form: LinkForm,
    /// As typed, with escapes and entities resolved.
    pub target: String,
    /// The text of the link, or the description of the image; empty in raw HTML, the key as typed in
    /// front matter.
    pub text: String,
    /// Of the whole link; in raw HTML and front matter, of the address.
    pub span: Span,
}

/// What is done with HTML that an editor typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RawHtml {
    /// Only harmless tags and attributes are kept.
    Sanitised,
    /// Everything is kept, unsafe link targets too.
    Trusted,
}

/// A document number in running text, outside of links and code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Its offsets are relative to the text in which it was found, which is not kept: use `span` and
    /// [`Citation::span_from`] for its place.
    pub candidate: number::Candidate,
    pub span: Span,
    /// Of the bytes `candidate.start..candidate.end`, with offsets from `candidate.start`.
    pub(super) map: SourceMap,
}

impl Citation {
    /// Returns the place of the number alone, if its code begins at byte `start` of `candidate.run`.
    pub fn span_from(&self, start: usize) -> Span {
        let length = self.candidate.end - self.candidate.start;
        Span::new(&self.span.file, self.map.source(start..length))
    }
}

/// The number of a standard in running text, outside of links and code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardCitation {
    pub number: number::StandardNumber,
    pub span: Span,
}

/// An article that the text names: 《办法》第十二条.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleCitation {
    pub rule: CitedRule,
    pub article: Ordinal,
    pub item: Option<Ordinal>,
    /// Of the words from 第 on.
    pub span: Span,
}

/// The rule of which an article is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CitedRule {
    /// The text itself: 本办法.
    Own,
    Named(RuleName),
}

/// What a text calls a rule; at least one of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleName {
    /// What stands in 《》.
    pub title: Option<String>,
    /// An index into [`Outline::citations`].
    pub number: Option<usize>,
}

/// A short name that the text gives to a rule: （以下简称《办法》）.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortName {
    pub short: String,
    pub name: RuleName,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Heading,
    Text,
    Code,
}

/// The plain text of a paragraph, heading, list item, table cell, footnote, caption or code block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    text: BlockText,
}

/// Most texts stand in the file as they are read, so they are not held twice: the texts of a site are most of its memory.
#[derive(Clone, Debug, PartialEq, Eq)]
enum BlockText {
    /// The bytes of the file.
    Verbatim { start: u32, end: u32 },
    /// Put together from several places.
    Composed(Box<MappedText>),
}

impl Block {
    pub(super) fn new(kind: BlockKind, mapped: MappedText) -> Block {
        let text = match mapped.verbatim() {
            Some((start, end)) => BlockText::Verbatim { start, end },
            None => BlockText::Composed(Box::new(mapped)),
        };
        Block { kind, text }
    }

    /// Returns the text; `file` is the text of the file that the block was read from.
    pub fn text<'a>(&'a self, file: &'a str) -> &'a str {
        match &self.text {
            BlockText::Verbatim { start, end } => {
                file.get(*start as usize..*end as usize).unwrap_or_default()
            }
            BlockText::Composed(mapped) => &mapped.text,
        }
    }

    /// Returns the place of some bytes of the text in `file`, which is the file that the block was read
    /// from. It reaches from the first to the last byte that they come from, markup between included;
    /// it is empty for a line break alone, which is generated.
    pub fn span(&self, file: &SitePath, range: Range<usize>) -> Span {
        let source = match &self.text {
            BlockText::Verbatim { start, .. } => {
                *start as usize + range.start..*start as usize + range.end
            }
            BlockText::Composed(mapped) => mapped.source(range),
        };
        Span::new(file, source)
    }
}
