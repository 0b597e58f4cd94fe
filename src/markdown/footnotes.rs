//! Footnotes: numbered in the order in which the text refers to them, rendered at the end.

use super::piece::Piece;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// The definitions of a body and what refers to them.
pub(super) struct Footnotes {
    /// In the order in which they are rendered.
    pub numbered: Vec<Footnote>,
    /// Number of the footnote that each reference means, by label.
    numbers: HashMap<String, usize>,
    /// For each piece that starts a definition, the index after its end.
    ends: HashMap<usize, usize>,
    pub unused: Vec<Definition>,
    /// Definitions whose label was taken, with the piece that took it.
    pub repeated: Vec<(Definition, usize)>,
}

pub(super) struct Footnote {
    /// Indices of the pieces inside of it.
    pub pieces: Range<usize>,
}

pub(super) struct Definition {
    pub label: String,
    pub piece: usize,
}

impl Footnotes {
    /// Collects the footnotes of a body from all of its pieces.
    pub fn collect(all: &[Piece<'_>]) -> Footnotes {
        let mut footnotes = Footnotes {
            numbered: Vec::new(),
            numbers: HashMap::new(),
            ends: HashMap::new(),
            unused: Vec::new(),
            repeated: Vec::new(),
        };
        let mut definitions: HashMap<String, usize> = HashMap::new();
        let mut order = Vec::new();
        let mut open = Vec::new();
        for (index, piece) in all.iter().enumerate() {
            match &piece.event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    open.push(index);
                    match definitions.get(&key(label)) {
                        None => {
                            definitions.insert(key(label), index);
                            order.push(Definition { label: label.to_string(), piece: index });
                        }
                        Some(first) => footnotes
                            .repeated
                            .push((Definition { label: label.to_string(), piece: index }, *first)),
                    }
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some(start) = open.pop() {
                        footnotes.ends.insert(start, index + 1);
                    }
                }
                _ => {}
            }
        }
        if !definitions.is_empty() {
            footnotes.number_references(all, 0..all.len(), &definitions);
            // A footnote may refer to another one, which is then numbered after it.
            let mut next = 0;
            while let Some(pieces) = footnotes.numbered.get(next).map(|note| note.pieces.clone()) {
                footnotes.number_references(all, pieces, &definitions);
                next += 1;
            }
        }
        footnotes.unused =
            order.into_iter().filter(|d| !footnotes.numbers.contains_key(&key(&d.label))).collect();
        footnotes
    }

    /// Returns the number of the footnote with a label, counted from 1.
    pub fn number(&self, label: &str) -> Option<usize> {
        self.numbers.get(&key(label)).copied()
    }

    /// Returns the index after the definition that starts at `start`.
    pub fn end(&self, start: usize) -> Option<usize> {
        self.ends.get(&start).copied()
    }

    /// Numbers the footnotes that a range of pieces refers to, without the definitions inside of it.
    fn number_references(
        &mut self,
        pieces: &[Piece<'_>],
        range: Range<usize>,
        definitions: &HashMap<String, usize>,
    ) {
        let mut index = range.start;
        while let Some(piece) = pieces.get(index).filter(|_| index < range.end) {
            index = match &piece.event {
                Event::Start(Tag::FootnoteDefinition(_)) => self.end(index).unwrap_or(range.end),
                Event::FootnoteReference(label) => {
                    self.number_reference(label, definitions);
                    index + 1
                }
                _ => index + 1,
            };
        }
    }

    fn number_reference(&mut self, label: &str, definitions: &HashMap<String, usize>) {
        let Some(definition) = definitions.get(&key(label)) else { return };
        let Some(end) = self.end(*definition) else { return };
        if let std::collections::hash_map::Entry::Vacant(number) = self.numbers.entry(key(label)) {
            self.numbered.push(Footnote { pieces: definition + 1..end - 1 });
            number.insert(self.numbered.len());
        }
    }
}

/// Labels are compared without regard to case.
fn key(label: &str) -> String {
    label.to_lowercase()
}
