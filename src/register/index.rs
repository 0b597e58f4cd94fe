//! Public documents by number and by path.

use super::doc_id::DocId;
use crate::diagnostic::nearest;
use crate::document::{Document, Reference};
use crate::number::{DocNumber, Serial, StandardNumber};
use crate::source::SitePath;
use std::collections::BTreeMap;

/// Finds the document that a number or a path names.
pub(super) struct Index {
    /// Of several documents with one number, the first by path.
    pub by_number: BTreeMap<DocNumber, DocId>,
    /// Likewise, by the number of a standard.
    pub by_standard: BTreeMap<StandardNumber, DocId>,
    /// By the path of the file.
    pub by_path: BTreeMap<SitePath, DocId>,
}

impl Index {
    /// Indexes documents that are given in the order of their ids.
    pub fn of<'a>(documents: impl Iterator<Item = &'a Document>) -> Index {
        let mut index = Index {
            by_number: BTreeMap::new(),
            by_standard: BTreeMap::new(),
            by_path: BTreeMap::new(),
        };
        for (position, document) in documents.enumerate() {
            let id = DocId(position);
            index.by_path.insert(document.source.path.clone(), id);
            if let Some(number) = &document.front.number {
                index.by_number.entry(number.value.clone()).or_insert(id);
            }
            if let Some(number) = &document.front.standard {
                index.by_standard.entry(number.value.clone()).or_insert(id);
            }
        }
        index
    }

    /// Returns the document that a reference in the file `from` names.
    pub fn find(&self, reference: &Reference, from: &SitePath) -> Option<DocId> {
        match reference {
            Reference::Number(number) => self.by_number.get(number).copied(),
            Reference::Standard(number) => self.by_standard.get(number).copied(),
            Reference::Path(typed) => {
                path_candidates(typed, from).iter().find_map(|path| self.by_path.get(path).copied())
            }
        }
    }

    /// Returns whether the site has a standard with a prefix.
    pub fn has_standards_of(&self, prefix: &str) -> bool {
        let first = StandardNumber { prefix: prefix.to_owned(), serial: "0".to_owned(), year: 0 };
        self.by_standard.range(first..).next().is_some_and(|(found, _)| found.prefix == prefix)
    }

    /// Returns the number of a standard that is most like another one: that of another edition, or one with
    /// a typing mistake.
    pub fn near_standard(&self, number: &StandardNumber) -> Option<&StandardNumber> {
        let known: Vec<(String, &StandardNumber)> =
            self.by_standard.keys().map(|number| (number.to_string(), number)).collect();
        let edition = known.iter().rev().find(|(_, known)| known.is_edition_of(number));
        let found = edition.or_else(|| {
            let near = nearest(&number.to_string(), known.iter().map(|(text, _)| &**text))?;
            known.iter().find(|(text, _)| text == near)
        });
        found.map(|(_, number)| *number)
    }

    /// Returns a number that differs from another by one typing mistake in the serial, or by one
    /// year. The cost does not depend on how many numbers there are.
    pub fn near_number(&self, number: &DocNumber) -> Option<&DocNumber> {
        let DocNumber { code, year, serial } = number;
        let known = |year: u16, number: u32| {
            let serial = Serial { number, ..*serial };
            let number = DocNumber { code: code.clone(), year, serial };
            self.by_number.get_key_value(&number).map(|(number, _)| number)
        };
        let years = [year.saturating_sub(1), year.saturating_add(1)];
        misspelt_serials(serial.number)
            .into_iter()
            .find_map(|serial| known(*year, serial))
            .or_else(|| years.into_iter().find_map(|year| known(year, serial.number)))
    }
}

/// Returns the serials that differ from one by a digit too many, too few or wrong, or by two
/// neighbouring digits swapped.
fn misspelt_serials(serial: u32) -> Vec<u32> {
    let typed = serial.to_string().into_bytes();
    let mut misspelt: Vec<Vec<u8>> = Vec::new();
    for at in 0..=typed.len() {
        let (before, after) = typed.split_at(at);
        if let [first, rest @ ..] = after {
            misspelt.push([before, rest].concat());
            if let [second, rest @ ..] = rest {
                misspelt.push([before, &[*second, *first], rest].concat());
            }
        }
        for digit in b'0'..=b'9' {
            misspelt.push([before, &[digit], after.get(1..).unwrap_or_default()].concat());
            misspelt.push([before, &[digit], after].concat());
        }
    }
    let number = |text: Vec<u8>| String::from_utf8(text).ok()?.parse().ok();
    let numbers = misspelt.into_iter().filter_map(number);
    numbers.filter(|number| *number > 0 && *number != serial).collect()
}

/// Returns the files that a typed path may mean, likeliest first: `notices/a.md` in the content
/// folder, `a.md` beside the document, or the bundle `notices/conf`.
pub(super) fn path_candidates(typed: &str, from: &SitePath) -> Vec<SitePath> {
    let mut paths = Vec::new();
    for folder in ["content", from.folder()] {
        for end in ["", "/index.md", ".md"] {
            paths.extend(SitePath::resolve(folder, &format!("{typed}{end}")));
        }
    }
    paths
}
