//! The serials of each series and year: given once, never reused, from 1 upward.

use super::{Filing, faults};
use crate::config::Series;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::number::{DocNumber, Serial};
use crate::source::SitePath;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// By 代字 of site.yaml and year, the serials that a register shows: published ones and those
/// given but not published. Hidden documents are in neither.
pub type Serials = BTreeMap<(String, u16), YearSerials>;

#[derive(Clone, Debug, Default)]
pub struct YearSerials {
    pub published: BTreeSet<Serial>,
    /// 未公开
    pub withheld: BTreeSet<u32>,
    /// Given to nobody, as far as the content tells; in order.
    pub gaps: Vec<RangeInclusive<u32>>,
    /// The highest serial given, whoever may read it.
    pub last: u32,
}

impl YearSerials {
    /// Whether a serial was given to nobody, or lies beyond the last that was given.
    pub fn lacks(&self, serial: u32) -> bool {
        let before = self.gaps.partition_point(|gap| *gap.end() < serial);
        self.gaps.get(before).is_some_and(|gap| gap.contains(&serial))
            || (serial > self.last && !self.withheld.contains(&serial))
    }
}

/// A register of more serials than this in one year is a slip of the finger.
const MOST_IN_A_YEAR: u32 = 100_000;

/// `hidden` are the files of documents that are not public.
pub(super) fn by_year(
    filing: &Filing,
    hidden: &BTreeSet<SitePath>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Serials {
    let is_public = |document: &Document| !hidden.contains(&document.source.path);
    let mut serials = Serials::new();
    let mut documents: BTreeMap<(&str, u16), BTreeMap<Serial, &Document>> = BTreeMap::new();
    for document in &filing.documents {
        let Some(number) = &document.front.number else { continue };
        check_date(document, diagnostics);
        let DocNumber { code, year, serial } = &number.value;
        if filing.config.issuers.of_code(code).is_none() {
            continue;
        }
        documents.entry((code, *year)).or_default().entry(*serial).or_insert(document);
        let of_year = serials.entry((code.clone(), *year)).or_default();
        if is_public(document) {
            of_year.published.insert(*serial);
        }
    }
    for (_, series) in filing.config.issuers.series() {
        for (year, withheld) in &series.withheld {
            let key = (series.code.value.clone(), *year);
            serials.entry(key).or_default().withheld.clone_from(withheld);
        }
    }
    let mut unread: BTreeMap<(&str, u16), BTreeSet<u32>> = BTreeMap::new();
    for number in filing.unread_numbers.found() {
        unread.entry((&number.code, number.year)).or_default().insert(number.serial.number);
    }
    let none = BTreeSet::new();
    let key = filing.config.key_names.language().pick("不公开", "withheld");
    for ((code, year), given) in &documents {
        let Some(of_year) = serials.get_mut(&((*code).to_owned(), *year)) else { continue };
        let Some((_, series)) = filing.config.issuers.of_code(code) else { continue };
        for (serial, document) in given {
            if is_public(document) && of_year.withheld.contains(&serial.number) {
                diagnostics.push(faults::withheld_but_published(
                    document,
                    series.code.span.clone(),
                    filing.config.key_names.language().pick("不公开", "withheld"),
                ));
                of_year.withheld.remove(&serial.number);
            }
        }
        let unread = unread.get(&(*code, *year)).unwrap_or(&none);
        let mut taken: BTreeSet<u32> = given.keys().map(|serial| serial.number).collect();
        of_year.last = taken.last().copied().unwrap_or(0).min(MOST_IN_A_YEAR);
        taken.extend(&of_year.withheld);
        taken.extend(unread);
        if filing.unread_numbers.is_unclear() || precedes_series(*year, series) {
            continue;
        }
        of_year.gaps = gaps(&taken, of_year.last);
        for gap in &of_year.gaps {
            let before = given.range(..Serial::new(*gap.start())).next_back().map(|(_, d)| *d);
            let after = given.range(Serial::new(*gap.end())..).next().map(|(_, d)| *d);
            let withheld = with(&of_year.withheld, gap);
            diagnostics.push(faults::gap(code, *year, gap, (key, &withheld), before, after));
        }
    }
    serials
}

/// Whether a year lies before the series began as far as the site is concerned.
pub fn precedes_series(year: u16, series: &Series) -> bool {
    series.since.is_some_and(|since| year < since)
}

/// What is not taken between 1 and the last.
fn gaps(taken: &BTreeSet<u32>, last: u32) -> Vec<RangeInclusive<u32>> {
    let mut gaps = Vec::new();
    let mut next = 1;
    for serial in taken.range(..=last) {
        if next < *serial {
            gaps.push(next..=serial - 1);
        }
        next = serial.saturating_add(1);
    }
    gaps
}

/// The highest serial given or withheld in each series and year, for all at once.
#[derive(Debug)]
pub struct HighestSerials<'a> {
    given: BTreeMap<(&'a str, u16), u32>,
}

impl<'a> HighestSerials<'a> {
    pub fn of(filing: &'a Filing) -> HighestSerials<'a> {
        let mut given: BTreeMap<(&str, u16), u32> = BTreeMap::new();
        let typed = filing.documents.iter().filter_map(|document| document.front.number.as_ref());
        let numbers = typed.map(|number| &number.value).chain(filing.unread_numbers.found());
        let numbers = numbers.map(|number| (&*number.code, number.year, number.serial.number));
        let withheld = filing.config.issuers.series().flat_map(|(_, series)| {
            let of_year = |(year, serials): (&u16, &'a BTreeSet<u32>)| {
                Some((&*series.code.value, *year, *serials.last()?))
            };
            series.withheld.iter().filter_map(of_year)
        });
        for (code, year, serial) in numbers.chain(withheld) {
            let highest = given.entry((code, year)).or_default();
            *highest = serial.max(*highest);
        }
        HighestSerials { given }
    }

    /// The next number to give: one above the highest.
    pub fn next(&self, code: &str, year: u16) -> DocNumber {
        let highest = self.given.get(&(code, year)).copied().unwrap_or(0);
        DocNumber { code: code.to_owned(), year, serial: Serial::new(highest.saturating_add(1)) }
    }
}

/// A number of one year on a date of another. Around new year the two may differ by one.
fn check_date(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    if let (Some(number), Some(date)) = (&document.front.number, &document.front.date) {
        let (of_number, of_date) = (i32::from(number.value.year), i32::from(date.value.year()));
        if of_number != of_date {
            diagnostics.push(faults::number_against_date(
                number,
                date,
                (of_number - of_date).abs() > 1,
            ));
        }
    }
}

/// What `withheld` has to say of a year where further serials are added: `2-6,9`.
pub(super) fn with(withheld: &BTreeSet<u32>, further: &RangeInclusive<u32>) -> String {
    let mut ranges: Vec<RangeInclusive<u32>> = Vec::new();
    let mut serials: Vec<RangeInclusive<u32>> = withheld.iter().map(|one| *one..=*one).collect();
    serials.push(further.clone());
    serials.sort_by_key(|range| *range.start());
    for range in serials {
        match ranges.last_mut() {
            Some(last) if range.start().saturating_sub(1) <= *last.end() => {
                *last = *last.start()..=(*last.end()).max(*range.end());
            }
            _ => ranges.push(range),
        }
    }
    ranges.iter().map(range_text).collect::<Vec<_>>().join(",")
}

/// `3`, `3-4`
pub(super) fn range_text(range: &RangeInclusive<u32>) -> String {
    match (range.start(), range.end()) {
        (one, last) if one == last => one.to_string(),
        (first, last) => format!("{first}-{last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{gaps, with};
    use std::collections::BTreeSet;

    #[test]
    fn gaps_lie_between_what_is_taken() {
        let taken = BTreeSet::from([2, 3, 7, 12]);
        assert_eq!(gaps(&taken, 7), [1..=1, 4..=6]);
        assert_eq!(gaps(&BTreeSet::from([1, 2]), 2), []);
        assert_eq!(gaps(&BTreeSet::from([100_000]), 100_000), [1..=99_999]);
    }

    #[test]
    fn withheld_serials_are_written_as_ranges() {
        assert_eq!(with(&BTreeSet::new(), &(2..=2)), "2");
        assert_eq!(with(&BTreeSet::from([1, 4]), &(2..=3)), "1-4");
        assert_eq!(with(&BTreeSet::from([9, 11]), &(2..=6)), "2-6,9,11");
    }
}
