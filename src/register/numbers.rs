//! Numbers and issues that are given once, and numbers that stand where they are not looked for.

use super::serials::HighestSerials;
use super::{Filing, Register, faults};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Issue};
use crate::number::{self, DocNumber};
use crate::source::Spanned;
use std::collections::BTreeMap;

/// Every number in use, hidden documents included, with the document that has it by right.
pub(super) type Taken<'a> = BTreeMap<&'a DocNumber, &'a Document>;

/// Each number may be given once. Of several documents with one number the first is right that
/// is not named as a copy.
pub(super) fn taken<'a>(filing: &'a Filing, diagnostics: &mut Vec<Diagnostic>) -> Taken<'a> {
    let mut by_number: BTreeMap<&DocNumber, Vec<(&Spanned<DocNumber>, &Document)>> =
        BTreeMap::new();
    for document in &filing.documents {
        if let Some(number) = &document.front.number {
            by_number.entry(&number.value).or_default().push((number, document));
        }
    }
    let is_original = |(_, d): &(_, &Document)| !faults::is_named_copy(&d.source.path);
    let highest = HighestSerials::of(filing);
    let mut taken = Taken::new();
    for (number, holders) in by_number {
        let right = holders.iter().position(is_original).unwrap_or(0);
        let Some((_, first)) = holders.get(right) else { continue };
        let is_ours = filing.config.issuers.of_code(&number.code).is_some();
        for (again, _) in holders.iter().enumerate().filter(|(i, _)| *i != right).map(|(_, h)| h) {
            let next = is_ours.then(|| highest.next(&number.code, number.year));
            diagnostics.push(faults::number_taken(again, first, next));
        }
        taken.insert(number, first);
    }
    taken
}

/// Each issue of a newsletter is there once.
pub(super) fn check_issues(register: &Register, diagnostics: &mut Vec<Diagnostic>) {
    let mut by_number: BTreeMap<(usize, u16, u32), Vec<&Spanned<Issue>>> = BTreeMap::new();
    for entry in &register.entries {
        if let Some(issue) = &entry.document.front.issue {
            let key = (entry.section, issue.value.year, issue.value.number);
            by_number.entry(key).or_default().push(issue);
        }
    }
    for holders in by_number.into_values() {
        let is_original = |issue: &&Spanned<Issue>| !faults::is_named_copy(&issue.span.file);
        let right = holders.iter().position(is_original).unwrap_or(0);
        let Some(first) = holders.get(right) else { continue };
        for (index, again) in holders.iter().enumerate() {
            if index != right {
                diagnostics.push(faults::issue_taken(again, first));
            }
        }
    }
}

/// Documents whose number stands in their title and nowhere else.
pub(super) fn check_titles(filing: &Filing, numbers: &Taken, diagnostics: &mut Vec<Diagnostic>) {
    for document in filing.documents.iter().filter(|document| document.front.number.is_none()) {
        if let Some((number, title)) = in_title(document)
            && is_its_own(document, &number, filing)
            && !numbers.contains_key(&number)
        {
            diagnostics.push(faults::number_in_title(document, &number, &title));
        }
    }
}

/// Whether a number may be that of the document: of a series of the site, or of an issuer outside.
fn is_its_own(document: &Document, number: &DocNumber, filing: &Filing) -> bool {
    let issuers = &filing.config.issuers;
    let typed = &document.front.issuer;
    let is_outside = |name: &Spanned<String>| issuers.named(&name.value).is_none();
    match issuers.of_code(&number.code) {
        Some((issuer, _)) => {
            let names = |name: &Spanned<String>| {
                issuers.named(&name.value).is_some_and(|i| i.name.value == issuer.name.value)
            };
            typed.is_empty() || typed.iter().any(names)
        }
        None => typed.first().is_some_and(is_outside),
    }
}

/// The number that a title holds.
pub fn number_in_title(document: &Document) -> Option<DocNumber> {
    in_title(document).map(|(number, _)| number)
}

/// The number before a title or in brackets behind it, and the title without it.
fn in_title(document: &Document) -> Option<(DocNumber, String)> {
    let title = &*document.front.title.value;
    let candidates = number::find(title);
    let first = candidates.first()?;
    let last = candidates.last()?;
    let whole = |candidate: &number::Candidate| {
        let (start, number) = candidate.readings().next()?;
        (start == candidate.start).then_some(number)
    };
    let behind = title[last.end..].trim();
    let before = title[..last.start].trim_end();
    let bare = before.strip_suffix(['（', '(']).map(str::trim_end);
    if let Some(bare) = bare.filter(|bare| !bare.is_empty() && matches!(behind, "）" | ")")) {
        return Some((whole(last)?, bare.to_owned()));
    }
    let rest = title[first.end..]
        .trim_start_matches(|c: char| !c.is_alphanumeric() && !"《“（".contains(c));
    (first.start == 0 && !rest.is_empty()).then_some(())?;
    Some((whole(first)?, rest.to_owned()))
}
