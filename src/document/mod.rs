//! Parses one file of the content: front matter, body, and the outline of the body.
//!
//! Nothing here knows of other documents; `register` relates them.

mod attachment;
mod faults;
mod fence;
mod front;
mod issue;
mod keys;
mod kind;
mod relation;
mod values;
mod write;

pub mod genre;
pub mod section;

pub use attachment::{Attached, Attachment};
pub use front::{Change, FrontMatter, Reference};
pub use issue::Issue;
pub use keys::{Fact, KEYS};
pub use kind::Kind;
pub use relation::{Relation, RelationKind};
pub use write::FrontMatterBuilder;

use crate::diagnostic::{Checked, Diagnostic};
use crate::markdown::{self, Outline, RawHtml};
use crate::source::{Source, Span};
use std::ops::Range;
use std::sync::Arc;

/// One document as its editor wrote it.
#[derive(Debug)]
pub struct Document {
    pub source: Arc<Source>,
    pub front: FrontMatter,
    /// The bytes of the body in the source.
    pub body: Range<usize>,
    pub outline: Outline,
}

impl Document {
    /// Returns 文种 as typed, else as the title names it.
    pub fn genre(&self) -> Option<&str> {
        self.front.genre.as_deref().or_else(|| genre::of_title(&self.front.title.value))
    }
}

/// Reads a document, on a site where raw HTML is as `html` says. The value is `None` if it has no usable front matter; what is wrong with it
/// is reported in any case.
pub fn parse(source: &Arc<Source>, html: RawHtml) -> Checked<Option<Document>> {
    let Checked { value: split, mut diagnostics } = fence::split(source, &front::known());
    let Some(split) = split else {
        return Checked::new(None, diagnostics);
    };
    let front = front::read(source, split.front.clone()).collect_into(&mut diagnostics);
    diagnostics.extend(sample_left(source, split.front.clone()));
    let outline =
        markdown::outline(source, split.body.clone(), html).collect_into(&mut diagnostics);
    let document = front.map(|front| Document {
        source: Arc::clone(source),
        front,
        body: split.body,
        outline,
    });
    Checked::new(document, diagnostics)
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
