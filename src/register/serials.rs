//! The serials of each series and year: given once, never reused, from 1 upward.

use super::faults;
use super::filing::Filing;
use super::hidden::Hidden;
use super::ranges::{gaps, withheld_line};
use super::unread::UnreadNumbers;
use crate::config::{Config, Series};
use crate::diagnostic::{Checked, Diagnostic};
use crate::document::Document;
use crate::number::{DocNumber, Serial};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// The serials of every series of site.yaml, by 代字 and year. Hidden documents are in neither
/// `published` nor `withheld`.
pub type Serials = BTreeMap<(String, u16), YearSerials>;

#[derive(Clone, Debug)]
pub struct YearSerials {
    pub published: BTreeSet<Serial>,
    /// 未公开: given, but not published.
    pub withheld: BTreeSet<u32>,
    /// Serials that nothing is known of, in order.
    pub gaps: Vec<RangeInclusive<u32>>,
    /// The highest serial given, be it to a public document or a hidden one.
    pub last: u32,
}

impl YearSerials {
    /// Returns whether a serial was never given: it lies in a gap, or beyond the last.
    pub fn lacks(&self, serial: u32) -> bool {
        let before = self.gaps.partition_point(|gap| *gap.end() < serial);
        self.gaps.get(before).is_some_and(|gap| gap.contains(&serial))
            || (serial > self.last && !self.withheld.contains(&serial))
    }
}

/// The highest serial up to which gaps are looked for; a higher one is taken for a typing mistake.
const MAX_SERIAL: u32 = 100_000;

/// What was given in one series and year.
#[derive(Default)]
struct Given<'a> {
    /// By serial; of several documents with one number, the first.
    documents: BTreeMap<Serial, &'a Document>,
    published: BTreeSet<Serial>,
}

/// Returns the serials of every series and year. Gaps, and withheld serials that are published, are
/// reported.
pub(super) fn by_year(filing: &Filing, hidden: &Hidden) -> Checked<Serials> {
    let mut diagnostics = Vec::new();
    let mut given: BTreeMap<(&str, u16), Given> = BTreeMap::new();
    for document in &filing.documents {
        let Some(number) = &document.front.number else { continue };
        check_date(document, &mut diagnostics);
        let DocNumber { code, year, serial } = &number.value;
        let of_year = given.entry((code, *year)).or_default();
        of_year.documents.entry(*serial).or_insert(document);
        if !hidden.contains(&document.source.path) {
            of_year.published.insert(*serial);
        }
    }
    let mut unread: BTreeMap<(&str, u16), BTreeSet<u32>> = BTreeMap::new();
    for number in filing.unread_numbers.found() {
        unread.entry((&number.code, number.year)).or_default().insert(number.serial.number);
    }
    let (nothing_given, nothing_unread) = (Given::default(), BTreeSet::new());
    let mut serials = Serials::new();
    for (_, series) in filing.config.issuers.series() {
        let code = &*series.code.value;
        let years = given.range((code, 0)..=(code, u16::MAX)).map(|((_, year), _)| *year);
        let years: BTreeSet<u16> = years.chain(series.withheld.keys().copied()).collect();
        for year in years {
            let given = given.get(&(code, year)).unwrap_or(&nothing_given);
            let unread = unread.get(&(code, year)).unwrap_or(&nothing_unread);
            let of_year = of_year(series, year, given, unread, filing, hidden);
            let of_year = of_year.collect_into(&mut diagnostics);
            serials.insert((code.to_owned(), year), of_year);
        }
    }
    Checked::new(serials, diagnostics)
}

fn of_year(
    series: &Series,
    year: u16,
    given: &Given,
    unread: &BTreeSet<u32>,
    filing: &Filing,
    hidden: &Hidden,
) -> Checked<YearSerials> {
    let mut diagnostics = Vec::new();
    let key = filing.withheld_key();
    let mut withheld = series.withheld.get(&year).cloned().unwrap_or_default();
    for (serial, document) in &given.documents {
        if !hidden.contains(&document.source.path) && withheld.remove(&serial.number) {
            let code = series.code.span.clone();
            diagnostics.push(faults::withheld_but_published(document, code, key));
        }
    }
    let mut taken: BTreeSet<u32> = given.documents.keys().map(|serial| serial.number).collect();
    let last = taken.last().copied().unwrap_or(0).min(MAX_SERIAL);
    taken.extend(&withheld);
    taken.extend(unread);
    let is_unknown = filing.unread_numbers.is_unclear() || precedes_series(year, series);
    let gaps = if is_unknown { Vec::new() } else { gaps(&taken, last) };
    for gap in &gaps {
        let before =
            given.documents.range(..Serial::new(*gap.start())).next_back().map(|(_, d)| *d);
        let after = given.documents.range(Serial::new(*gap.end())..).next().map(|(_, d)| *d);
        let line = withheld_line(key, year, &withheld, gap);
        diagnostics.push(faults::number_gap(&series.code.value, year, gap, &line, before, after));
    }
    let published = given.published.clone();
    Checked::new(YearSerials { published, withheld, gaps, last }, diagnostics)
}

/// Returns whether a year lies before the first of which site.yaml expects all numbers.
pub fn precedes_series(year: u16, series: &Series) -> bool {
    series.since.is_some_and(|since| year < since)
}

/// The highest serial given or withheld in each series and year.
#[derive(Debug)]
pub struct HighestSerials<'a>(BTreeMap<(&'a str, u16), u32>);

impl<'a> HighestSerials<'a> {
    /// `given` are the numbers of documents; those of `unread` may be given too.
    pub fn of(
        given: impl Iterator<Item = &'a DocNumber>,
        unread: &'a UnreadNumbers,
        config: &'a Config,
    ) -> HighestSerials<'a> {
        let numbers = given.chain(unread.found());
        let numbers = numbers.map(|number| (&*number.code, number.year, number.serial.number));
        let withheld = config.issuers.series().flat_map(|(_, series)| {
            let of_year = |(year, serials): (&u16, &'a BTreeSet<u32>)| {
                Some((&*series.code.value, *year, *serials.last()?))
            };
            series.withheld.iter().filter_map(of_year)
        });
        let mut highest: BTreeMap<(&str, u16), u32> = BTreeMap::new();
        for (code, year, serial) in numbers.chain(withheld) {
            let of_year = highest.entry((code, year)).or_default();
            *of_year = serial.max(*of_year);
        }
        HighestSerials(highest)
    }

    /// Returns the next number to give: one above the highest.
    pub fn next(&self, code: &str, year: u16) -> DocNumber {
        let highest = self.0.get(&(code, year)).copied().unwrap_or(0);
        DocNumber { code: code.to_owned(), year, serial: Serial::new(highest.saturating_add(1)) }
    }
}

/// Checks that the year of a number is that of the date. Around new year the two may differ by one.
fn check_date(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    if let (Some(number), Some(date)) = (&document.front.number, &document.front.date)
        && i32::from(number.value.year) != i32::from(date.value.year())
    {
        diagnostics.push(faults::number_against_date(number, date));
    }
}
