//! Parses one file of the content: front matter, body, and the outline of the body.
//!
//! Nothing here knows of other documents; `register` relates them.

mod attachment;
mod contact;
mod declared;
mod event;
mod faults;
mod fence;
mod first_page;
mod front;
mod issue;
mod keys;
mod kind;
mod own_title;
mod prominence;
mod relation;
mod values;
mod write;

pub mod genre;
pub mod section;

pub use attachment::{Attached, Attachment};
pub use declared::{
    DeclaredField, DeclaredFields, DeclaredValue, FieldNumber, FieldType, FieldValue,
};
pub use event::{Event, NoticePeriod};
pub use front::{Change, FrontMatter, Reference};
pub use issue::Issue;
pub use keys::{FRONT, Fact, KEYS};
pub use kind::Kind;
pub use prominence::Prominence;
pub use relation::{Relation, RelationKind};
pub use write::FrontMatterBuilder;

use crate::comparison::Profile;
use crate::diagnostic::{Checked, Diagnostic};
use crate::markdown::{self, Outline, RawHtml};
use crate::source::{Source, Span};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// One document as its editor wrote it.
#[derive(Debug)]
pub struct Document {
    pub source: Arc<Source>,
    pub front: FrontMatter,
    /// The bytes of the body in the source.
    pub body: Range<usize>,
    pub outline: Outline,
    /// Kept, as a preview compares the same editions at every change.
    profile: OnceLock<Profile>,
}

impl Document {
    /// Returns what editions are compared by: the whole text.
    pub fn profile(&self) -> &Profile {
        self.profile.get_or_init(|| {
            let blocks = self.outline.blocks.iter();
            Profile::of_all(blocks.map(|block| block.text(&self.source.text)))
        })
    }

    /// Returns 文种 as typed, else as the title names it.
    pub fn genre(&self) -> Option<&str> {
        self.front.genre.as_deref().or_else(|| genre::of_title(&self.front.title.value))
    }
}

/// A document of which only the front matter was read.
#[derive(Debug)]
pub struct Head {
    pub source: Arc<Source>,
    /// Boxed, as it is large and moved with many others.
    pub front: Box<FrontMatter>,
    /// The bytes of the body in the source.
    pub body: Range<usize>,
}

/// Reads a document, on a site where raw HTML is as `html` says and categories declare these fields.
/// The value is `None` if it has no usable front matter; what is wrong with it is reported in any
/// case.
pub fn parse(
    source: &Arc<Source>,
    html: RawHtml,
    declared: &DeclaredFields,
) -> Checked<Option<Document>> {
    let Checked { value: parts, mut diagnostics } = read_front(source, declared);
    let Some((front, body)) = parts else {
        return Checked::new(None, diagnostics);
    };
    let body = match &front {
        Some(front) => own_title::without(&source.text, body, &front.title.value),
        None => body,
    };
    let mut outline = markdown::outline(source, body.clone(), html).collect_into(&mut diagnostics);
    // What front matter leads to is looked for, published and hidden as what the text leads to.
    let links = front.iter().flat_map(|front| &front.declared).filter_map(DeclaredValue::link);
    outline.links.extend(links.cloned());
    let data = front.as_ref().and_then(|front| Some((&front.key_names, front.data.as_ref()?)));
    outline.links.extend(data.map(|(names, data)| values::link_of(names.name("data"), data)));
    let document = front.map(|front| Document {
        source: Arc::clone(source),
        front,
        body,
        outline,
        profile: OnceLock::new(),
    });
    Checked::new(document, diagnostics)
}

/// Reads the front matter of a document and not its body. There is a value if and only if
/// [`parse`] has one; what is wrong is left to `parse`.
pub fn parse_head(source: &Arc<Source>, declared: &DeclaredFields) -> Option<Head> {
    let (front, body) = read_front(source, declared).value?;
    Some(Head { source: Arc::clone(source), front: Box::new(front?), body })
}

/// Splits a document and reads its front matter, if that is usable; returns also where the body
/// lies. The value is `None` if the file cannot be split.
fn read_front(
    source: &Source,
    declared: &DeclaredFields,
) -> Checked<Option<(Option<FrontMatter>, Range<usize>)>> {
    let here = declared.of_document(&source.path);
    let Checked { value: split, mut diagnostics } = fence::split(source, &front::known(&here));
    let Some(split) = split else {
        return Checked::new(None, diagnostics);
    };
    let front = front::read(source, split.front.clone(), &here, declared);
    let front = front.collect_into(&mut diagnostics);
    diagnostics.extend(sample_left(source, split.front));
    Checked::new(Some((front, split.body)), diagnostics)
}

/// The line by which the documents of a new site say that they are samples.
const SAMPLE_LINE: &str = "# 示例文件";

/// Reports a sample document that was not replaced.
fn sample_left(source: &Source, front: Range<usize>) -> Option<Diagnostic> {
    let block = source.text.get(front.clone())?;
    let at = block.find(SAMPLE_LINE).filter(|at| *at == 0 || block[..*at].ends_with('\n'))?;
    let line = block[at..].lines().next().map_or(0, |line| line.trim_end().len());
    let at = front.start + at;
    Some(faults::sample(Span::new(&source.path, at..at + line)))
}
