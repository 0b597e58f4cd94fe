//! Document numbers: each is given once, and stands under its own key instead of in the title.

use super::faults;
use super::filing::Filing;
use super::holders;
use super::serials::HighestSerials;
use crate::diagnostic::{Checked, Diagnostic};
use crate::document::Document;
use crate::number::{self, DocNumber};
use crate::source::Spanned;
use std::collections::BTreeMap;

/// Every number in use, by hidden documents too, with the document that rightly has it.
pub(super) type NumberHolders<'a> = BTreeMap<&'a DocNumber, &'a Document>;

/// Returns the holder of each number; a number that is given again is reported.
pub(super) fn holders<'a>(filing: &'a Filing) -> Checked<NumberHolders<'a>> {
    let holders = holders::holders(filing, |document| document.front.number.as_ref());
    let in_use = holders.by_number.keys().copied();
    let highest = HighestSerials::of(in_use, &filing.unread_numbers, filing.config);
    let again = holders.again.into_iter().map(|(again, holder)| {
        let number = &again.value;
        let is_own = filing.config.issuers.of_code(&number.code).is_some();
        let next = is_own.then(|| highest.next(&number.code, number.year));
        faults::number_taken(again, holder, next)
    });
    let diagnostics = again.collect();
    Checked::new(holders.by_number, diagnostics)
}

/// Reports documents whose number stands in their title and nowhere else.
pub(super) fn check_titles(
    filing: &Filing,
    holders: &NumberHolders,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for document in filing.documents.iter().filter(|document| document.front.number.is_none()) {
        if let Some((number, title)) = in_title(document)
            && may_be_number_of(document, &number, filing)
            && !holders.contains_key(&number)
        {
            diagnostics.push(faults::number_in_title(document, &number, &title));
        }
    }
}

/// Returns whether a number may be that of the document itself: it is of a series of its issuers,
/// or it is of no series of the site and neither is the issuer.
fn may_be_number_of(document: &Document, number: &DocNumber, filing: &Filing) -> bool {
    let issuers = &filing.config.issuers;
    let typed = &document.front.issuer;
    match issuers.of_code(&number.code) {
        Some((issuer, _)) => {
            let is_issuer = |name: &Spanned<String>| {
                issuers.named(&name.value).is_some_and(|i| i.name.value == issuer.name.value)
            };
            typed.is_empty() || typed.iter().any(is_issuer)
        }
        None => typed.first().is_some_and(|name| issuers.named(&name.value).is_none()),
    }
}

/// Returns the number that stands in the title of a document.
pub fn number_in_title(document: &Document) -> Option<DocNumber> {
    in_title(document).map(|(number, _)| number)
}

/// Returns the number before a title or in brackets behind it, and the title without it.
fn in_title(document: &Document) -> Option<(DocNumber, String)> {
    let title = &*document.front.title.value;
    let candidates = number::find(title);
    let first = candidates.first()?;
    let last = candidates.last()?;
    let before = title[..last.start].trim_end();
    let behind = title[last.end..].trim();
    let bare = before.strip_suffix(['（', '(']).map(str::trim_end);
    if let Some(bare) = bare.filter(|bare| !bare.is_empty() && matches!(behind, "）" | ")")) {
        return Some((whole_reading(last)?, bare.to_owned()));
    }
    let rest = title[first.end..]
        .trim_start_matches(|c: char| !c.is_alphanumeric() && !"《“（".contains(c));
    if first.start > 0 || rest.is_empty() {
        return None;
    }
    Some((whole_reading(first)?, rest.to_owned()))
}

/// Returns the number whose code is the whole run of characters before the bracket.
fn whole_reading(candidate: &number::Candidate) -> Option<DocNumber> {
    let (start, number) = candidate.readings().next()?;
    (start == candidate.start).then_some(number)
}
