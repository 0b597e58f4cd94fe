//! The serials of each 代字 and year: given once, never reused, from 1 upward.

use super::{Filing, faults};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::number::{DocNumber, Serial};
use crate::source::SitePath;
use std::collections::{BTreeMap, BTreeSet};

/// By 代字 and year, the serials that a register shows: published ones and those given but
/// not published. Hidden documents are in neither.
pub type Serials = BTreeMap<(String, u16), Year>;

#[derive(Clone, Debug, Default)]
pub struct Year {
    pub published: BTreeSet<Serial>,
    /// 未公开
    pub withheld: BTreeSet<u32>,
    /// Given to nobody, as far as the content tells.
    pub gaps: BTreeSet<u32>,
    /// The highest serial given, whoever may read it.
    pub last: u32,
}

/// A register of more serials than this in one year is a slip of the finger.
const MOST_IN_A_YEAR: u32 = 100_000;

pub(super) fn shelve(
    filing: &Filing,
    hidden: &BTreeSet<SitePath>,
    told: &mut Vec<Diagnostic>,
) -> Serials {
    let mut serials = Serials::new();
    let mut documents: BTreeMap<(String, u16), BTreeMap<Serial, &Document>> = BTreeMap::new();
    for document in &filing.documents {
        let Some(number) = &document.front.number else { continue };
        let DocNumber { code, year, serial } = &number.value;
        check_date(document, told);
        documents.entry((code.clone(), *year)).or_default().entry(*serial).or_insert(document);
        let shelf = serials.entry((code.clone(), *year)).or_default();
        if !hidden.contains(&document.source.path) {
            shelf.published.insert(*serial);
        }
    }
    for issuer in &filing.config.issuers {
        let Some(code) = &issuer.code else { continue };
        for (year, withheld) in &issuer.withheld {
            serials.entry((code.value.clone(), *year)).or_default().withheld.clone_from(withheld);
        }
    }
    for ((code, year), given) in &documents {
        let Some(shelf) = serials.get_mut(&(code.clone(), *year)) else { continue };
        let numbers: BTreeSet<u32> = given.keys().map(|serial| serial.number).collect();
        for (serial, document) in given {
            let is_public = !hidden.contains(&document.source.path);
            if is_public && shelf.withheld.contains(&serial.number) {
                let span =
                    filing.config.issuer_of_code(code).map(|issuer| issuer.name.span.clone());
                told.push(faults::withheld_but_published(document, span));
                shelf.withheld.remove(&serial.number);
            }
        }
        let last = numbers.last().copied().unwrap_or(0).min(MOST_IN_A_YEAR);
        shelf.last = last;
        shelf.gaps =
            (1..last).filter(|n| !numbers.contains(n) && !shelf.withheld.contains(n)).collect();
        for gap in runs(&shelf.gaps) {
            let before = given.range(..Serial::new(*gap.start())).next_back().map(|(_, d)| *d);
            let after = given.range(Serial::new(*gap.end())..).next().map(|(_, d)| *d);
            told.push(faults::gap(code, *year, &gap, before, after));
        }
    }
    serials
}

/// The next number to give: one above the highest given or withheld.
pub fn next_serial(filing: &Filing, code: &str, year: u16) -> DocNumber {
    let given = filing.documents.iter().filter_map(|document| {
        let number = &document.front.number.as_ref()?.value;
        (number.code == code && number.year == year).then_some(number.serial.number)
    });
    let withheld = filing
        .config
        .issuer_of_code(code)
        .and_then(|issuer| issuer.withheld.get(&year)?.last().copied())
        .unwrap_or(0);
    let highest = given.max().unwrap_or(0).max(withheld);
    DocNumber { code: code.to_owned(), year, serial: Serial::new(highest.saturating_add(1)) }
}

/// A number of one year on a date of another. Around new year the two may differ by one.
fn check_date(document: &Document, told: &mut Vec<Diagnostic>) {
    if let (Some(number), Some(date)) = (&document.front.number, &document.front.date) {
        let (of_number, of_date) = (i32::from(number.value.year), i32::from(date.value.year()));
        if of_number != of_date {
            told.push(faults::number_against_date(number, date, (of_number - of_date).abs() > 1));
        }
    }
}

/// Consecutive numbers as ranges.
pub(super) fn runs(numbers: &BTreeSet<u32>) -> Vec<std::ops::RangeInclusive<u32>> {
    let mut runs: Vec<std::ops::RangeInclusive<u32>> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some(run) if *run.end() + 1 == *number => *run = *run.start()..=*number,
            _ => runs.push(*number..=*number),
        }
    }
    runs
}
