//! What has changed between two editions of a document.

use super::head::{self, Subject};
use super::site::Site;
use crate::address::url;
use crate::comparison::{self, Row, RunKind};
use crate::document::Document;
use crate::markdown::BlockKind;
use crate::register::DocId;
use crate::view::{
    ChangesPage, ComparisonGroup, ComparisonRow, EditionView, Head, LinkView, RunView, View,
};
use std::collections::BTreeMap;

/// So many unchanged paragraphs in a row are folded.
const MIN_FOLDED: usize = 3;

/// The page that compares a document with the edition before.
pub(super) fn view(site: &Site, id: DocId) -> (View, Head) {
    let entry = site.register.entry(id);
    // A page without an edition before is not in the list of pages.
    let before = entry.previous_edition.unwrap_or(id);
    let newer = Text::of(&entry.document);
    let older = Text::of(&site.register.entry(before).document);
    let rows = rows(&older, &newer);
    let count = |key: &str| rows.iter().filter(|row| row.key == key).count();
    let title = site.words().changes(entry.title());
    let address = url::changes(site.addresses.document(id));
    let subject = Subject {
        title: &title,
        column: &title,
        address: &address,
        description: "",
        indexed: true,
        feeds: Vec::new(),
    };
    let head = head::of_list(site, &subject);
    let view = ChangesPage {
        older: site.link(before),
        newer: site.link(id),
        changed: count("changed"),
        added: count("added"),
        removed: count("removed"),
        unchanged: count("same"),
        groups: groups(rows),
        editions: editions(site, id),
        title,
    };
    (View::Changes(Box::new(view)), head)
}

/// The editions of a document, oldest first; none if there is no other.
pub(super) fn editions(site: &Site, id: DocId) -> Vec<EditionView> {
    let editions = site.register.editions(id).into_iter().map(|edition| {
        let entry = site.register.entry(edition);
        let address = url::changes(site.addresses.document(edition));
        EditionView {
            document: site.link(edition),
            current: edition == id,
            changes: entry.previous_edition.map(|_| LinkView {
                title: site.words().changes(entry.title()),
                url: site.addresses.href(&address),
            }),
        }
    });
    editions.collect()
}

/// The paragraphs of a document.
struct Text<'d> {
    paragraphs: Vec<&'d str>,
    /// What each is called, and whether it is a heading.
    names: Vec<(Option<String>, bool)>,
}

impl<'d> Text<'d> {
    fn of(document: &'d Document) -> Text<'d> {
        let outline = &document.outline;
        // By where they begin in the file.
        let labels: BTreeMap<usize, (usize, &str)> = outline
            .provisions
            .iter()
            .map(|provision| (provision.span.start, (provision.span.end, &*provision.label)))
            .collect();
        let mut text = Text { paragraphs: Vec::new(), names: Vec::new() };
        for block in &outline.blocks {
            let paragraph = block.text(&document.source.text);
            let start = block.span(&document.source.path, 0..paragraph.len()).start;
            let provision = labels.range(..=start).next_back();
            let label =
                provision.filter(|(_, (end, _))| start < *end).map(|(_, (_, label))| *label);
            let is_heading = block.kind == BlockKind::Heading;
            let name =
                label.map(str::to_owned).or_else(|| is_heading.then(|| paragraph.to_owned()));
            text.paragraphs.push(paragraph);
            text.names.push((name, is_heading));
        }
        text
    }

    fn row(&self, key: &str, index: usize, runs: Vec<RunView>) -> ComparisonRow {
        let (label, heading) = self.names.get(index).cloned().unwrap_or_default();
        ComparisonRow { key: key.to_owned(), number: None, label, heading, runs }
    }

    fn whole(&self, key: &str, index: usize, run: &str) -> ComparisonRow {
        let text = self.paragraphs.get(index).copied().unwrap_or_default().to_owned();
        self.row(key, index, vec![RunView { key: run.to_owned(), text }])
    }
}

fn rows(older: &Text, newer: &Text) -> Vec<ComparisonRow> {
    let rows = comparison::rows(&older.paragraphs, &newer.paragraphs).into_iter();
    let rows = rows.enumerate().map(|(index, row)| {
        let row = match row {
            Row::Same { newer: at, .. } => return newer.whole("same", at, "both"),
            Row::Removed { older: at } => older.whole("removed", at, "older"),
            Row::Added { newer: at } => newer.whole("added", at, "newer"),
            Row::Changed { newer: at, runs, .. } => {
                let runs = runs.into_iter().map(|run| RunView {
                    key: match run.kind {
                        RunKind::Both => "both",
                        RunKind::Older => "older",
                        RunKind::Newer => "newer",
                    }
                    .to_owned(),
                    text: run.text,
                });
                newer.row("changed", at, runs.collect())
            }
        };
        ComparisonRow { number: Some(index + 1), ..row }
    });
    rows.collect()
}

/// Puts rows that are the same apart where they are many.
fn groups(rows: Vec<ComparisonRow>) -> Vec<ComparisonGroup> {
    let mut groups: Vec<ComparisonGroup> = Vec::new();
    for row in rows {
        let folded = row.key == "same";
        match groups.last_mut().filter(|group| group.folded == folded) {
            Some(group) => group.rows.push(row),
            None => groups.push(ComparisonGroup { folded, rows: vec![row] }),
        }
    }
    for group in &mut groups {
        group.folded &= group.rows.len() >= MIN_FOLDED;
    }
    groups
}
