//! The provisions of a rule: the 章, 节, 条 and 项 that its text is divided into, and their ids.
//!
//! A provision is a heading or a paragraph of the text itself (not of a quotation, a list or a footnote) that
//! begins with its label. An item belongs to the article before it. The id is the label as rules write
//! it, so that a link survives another way of typing; a section's begins with its chapter, an item's
//! with its article, because their numbers begin anew. A number that comes twice, as in a document that
//! carries two rules, is counted: 第一条-2.

use super::passage::{Passage, PassageKind};
use super::piece::Piece;
use super::provision_label::{Label, ProvisionKind};
use super::titles::{Ids, Title};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// A provision as it is rendered.
pub(super) struct Marked {
    pub kind: ProvisionKind,
    pub label: Label,
    /// As rules cite it: 第十二条, 第十二条（一）.
    pub name: String,
    pub id: String,
    /// Index of its passage.
    pub passage: usize,
    /// Index of the piece that starts its paragraph or heading.
    pub start: usize,
    /// Whether the heading has the id already.
    pub is_heading_id: bool,
    /// The piece and the bytes of its text that are the label, if the label can be a link.
    pub text: Option<(usize, Range<usize>)>,
}

/// Finds the provisions of a body, in order.
pub(super) fn provisions(
    pieces: &[Piece<'_>],
    passages: &[Passage],
    titles: &[Title],
    mut ids: Ids,
) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    let mut above = Above::default();
    let mut titles = titles.iter().peekable();
    let mut depth = Depth::default();
    for (index, passage) in passages.iter().enumerate() {
        let Some(start) = passage.pieces.start.checked_sub(1) else { continue };
        let title = titles.next_if(|title| title.piece == start);
        let Some(Piece { event: Event::Start(tag), .. }) = pieces.get(start) else { continue };
        let is_heading = passage.kind == PassageKind::Heading;
        // A footnote may not even be shown.
        if !is_heading && !matches!(tag, Tag::Paragraph) || depth.at(pieces, start) > 0 {
            continue;
        }
        let text = passage.mapped.text.trim_start();
        let indent = passage.mapped.text.len() - text.len();
        let Some(label) = Label::leading(text).filter(|label| {
            is_heading && label.kind != ProvisionKind::Item || begins_text(label, passage, pieces)
        }) else {
            above.forget_article_at(is_heading);
            continue;
        };
        let Some((id, name)) = above.id_and_name(&label) else { continue };
        let own = title.filter(|title| title.text.len() == label.length);
        let id = own.map_or_else(|| ids.claim(&id), |title| title.id.clone());
        above.enter(label.kind, &id, &name);
        found.push(Marked {
            kind: label.kind,
            label,
            name,
            id,
            passage: index,
            start,
            is_heading_id: own.is_some(),
            text: label_text(passage, pieces, indent..indent + label.length),
        });
    }
    found
}

/// Returns whether a label is one in a paragraph, and not the beginning of a sentence that mentions a
/// provision: 第五条修改为. What separates it is a space, a colon, or the end of bold letters.
fn begins_text(label: &Label, passage: &Passage, pieces: &[Piece<'_>]) -> bool {
    if label.is_separate || label.kind == ProvisionKind::Item {
        return true;
    }
    let Some([bold, text, end]) = pieces.get(passage.pieces.start..passage.pieces.start + 3) else {
        return false;
    };
    matches!(bold.event, Event::Start(Tag::Strong))
        && matches!(end.event, Event::End(TagEnd::Strong))
        && matches!(&text.event, Event::Text(text) if text.trim().len() == label.length)
}

/// Returns the piece that a label is the beginning of, if it is in one and only emphasised: a label in
/// a link cannot be a link.
fn label_text(
    passage: &Passage,
    pieces: &[Piece<'_>],
    label: Range<usize>,
) -> Option<(usize, Range<usize>)> {
    let mut parts = passage.parts(label);
    let (piece, range) = parts.next()?;
    let before = pieces.get(passage.pieces.start..piece)?;
    let is_plain = before.iter().all(|before| {
        matches!(before.event, Event::Start(Tag::Strong | Tag::Emphasis | Tag::Strikethrough))
    });
    let is_text = matches!(pieces.get(piece)?.event, Event::Text(_));
    (is_plain && is_text && parts.next().is_none()).then_some((piece, range))
}

/// The provisions that the next one is in.
#[derive(Default)]
struct Above {
    /// Ids.
    part: String,
    chapter: String,
    /// Id and name.
    article: Option<(String, String)>,
}

impl Above {
    /// Returns the id that a provision should have, and its name; `None` for （一） outside of an article,
    /// which is a heading or part of another kind of text.
    fn id_and_name(&self, label: &Label) -> Option<(String, String)> {
        let own = label.canonical();
        let before = match label.kind {
            ProvisionKind::Part | ProvisionKind::Article => "",
            ProvisionKind::Chapter => &self.part,
            ProvisionKind::Section => &self.chapter,
            ProvisionKind::Item => {
                let (id, name) = self.article.as_ref()?;
                return Some((format!("{id}{own}"), format!("{name}{own}")));
            }
        };
        Some((format!("{before}{own}"), own))
    }

    fn enter(&mut self, kind: ProvisionKind, id: &str, name: &str) {
        match kind {
            ProvisionKind::Part => {
                *self = Above { part: id.to_owned(), chapter: id.to_owned(), article: None };
            }
            ProvisionKind::Chapter => (self.chapter, self.article) = (id.to_owned(), None),
            ProvisionKind::Section => self.article = None,
            ProvisionKind::Article => self.article = Some((id.to_owned(), name.to_owned())),
            ProvisionKind::Item => {}
        }
    }

    /// An article ends at a heading that is none.
    fn forget_article_at(&mut self, is_heading: bool) {
        if is_heading {
            self.article = None;
        }
    }
}

/// How deep pieces are inside of quotations, lists, tables and footnotes. Asked in their order.
#[derive(Default)]
struct Depth {
    next: usize,
    depth: usize,
}

impl Depth {
    /// Returns how many elements are open before a piece.
    fn at(&mut self, pieces: &[Piece<'_>], index: usize) -> usize {
        for piece in pieces.get(self.next..index).unwrap_or_default() {
            match piece.event {
                Event::Start(_) => self.depth += 1,
                Event::End(_) => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        self.next = self.next.max(index);
        self.depth
    }
}
