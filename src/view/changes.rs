//! What the page shows that compares two editions of a document.

use super::common::{DocumentLink, LinkView};
use serde::Serialize;

/// `changes.html`: variables `title older newer category groups changed added removed unchanged editions`.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesPage {
    pub title: String,
    pub older: DocumentLink,
    pub newer: DocumentLink,
    /// The paragraphs of both, side by side.
    pub groups: Vec<ComparisonGroup>,
    /// How many paragraphs differ, are new, are gone and are as they were.
    pub changed: usize,
    pub added: usize,
    pub removed: usize,
    pub unchanged: usize,
    pub editions: Vec<EditionView>,
}

/// Rows that follow each other: all unchanged and many, or others.
#[derive(Clone, Debug, Serialize)]
pub struct ComparisonGroup {
    /// Whether nothing in it has changed, so that it may be folded.
    pub folded: bool,
    pub rows: Vec<ComparisonRow>,
}

/// A paragraph of one text and that of the other.
#[derive(Clone, Debug, Serialize)]
pub struct ComparisonRow {
    /// `same`, `changed`, `added` or `removed`
    pub key: String,
    /// Its number among all rows, for an id; none if it is the same.
    pub number: Option<usize>,
    /// The article or the heading; none for other paragraphs.
    pub label: Option<String>,
    pub heading: bool,
    pub runs: Vec<RunView>,
}

/// A part of the text that both have, or only one.
#[derive(Clone, Debug, Serialize)]
pub struct RunView {
    /// `both`, `older` or `newer`
    pub key: String,
    pub text: String,
}

/// An edition in the list of all.
#[derive(Clone, Debug, Serialize)]
pub struct EditionView {
    pub document: DocumentLink,
    /// Whether it is the one being shown.
    pub current: bool,
    /// What has changed in it since the edition before; none for the first.
    pub changes: Option<LinkView>,
}
