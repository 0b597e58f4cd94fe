//! The contents of a document: its headings, and the articles of a rule below them.

use crate::markdown::{Outline, ProvisionKind};
use crate::view::TocEntry;

/// Articles and divisions that are paragraphs stand below all headings, of which the lowest level is 6.
fn level(kind: ProvisionKind) -> Option<u8> {
    match kind {
        ProvisionKind::Part => Some(7),
        ProvisionKind::Chapter => Some(8),
        ProvisionKind::Section => Some(9),
        ProvisionKind::Article => Some(10),
        ProvisionKind::Item => None,
    }
}

/// Returns the contents as a tree.
pub(super) fn view(outline: &Outline) -> Vec<TocEntry> {
    let headings = outline.headings.iter().map(|heading| {
        let (id, title) = (heading.id.clone(), heading.text.clone());
        let entry = TocEntry { id, title, level: heading.level, article: false, children: vec![] };
        (heading.span.start, entry)
    });
    let provisions = outline.provisions.iter().filter_map(|provision| {
        let level = level(provision.kind).filter(|_| !provision.is_heading)?;
        let title = format!("{}\u{3000}{}", provision.label, provision.start);
        let (id, title) = (provision.id.clone(), title.trim_end().to_owned());
        let article = provision.kind == ProvisionKind::Article;
        let entry = TocEntry { id, title, level, article, children: vec![] };
        Some((provision.span.start, entry))
    });
    let mut entries: Vec<(usize, TocEntry)> = headings.chain(provisions).collect();
    entries.sort_by_key(|(start, _)| *start);
    tree(entries.into_iter().map(|(_, entry)| entry))
}

fn tree(entries: impl Iterator<Item = TocEntry>) -> Vec<TocEntry> {
    let mut roots: Vec<TocEntry> = Vec::new();
    for entry in entries {
        let mut list = &mut roots;
        while list.last().is_some_and(|last| last.level < entry.level) {
            let last = list.len() - 1;
            list = &mut list[last].children;
        }
        list.push(entry);
    }
    roots
}

/// Returns how many entries the contents have on all levels.
pub(super) fn count(entries: &[TocEntry]) -> usize {
    entries.iter().map(|entry| 1 + count(&entry.children)).sum()
}
