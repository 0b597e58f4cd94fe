//! Document numbers in the text: which of them name a document of the register.

use super::doc_id::DocId;
use super::faults;
use super::scope::Scope;
use super::serials::precedes_series;
use crate::diagnostic::{Checked, Diagnostic};
use crate::markdown::Citation;
use crate::number::DocNumber;
use std::collections::BTreeSet;

/// A number in the text that names a document of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResolvedCitation {
    pub to: DocId,
    /// Byte in the run before the bracket where the code begins.
    pub start: usize,
}

/// Abbreviations of provinces. Of all abbreviations only another of these can precede one in a
/// code.
const PROVINCES: &str = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕甘青宁新";

/// Further abbreviations of places and bodies with which codes begin. Before a code they make it
/// another one: 国医协发 is not 医协发.
const BODIES: &str = "国中市省县区社";

/// Resolves the citations of all public documents, by [`DocId`] and in the order of the outline.
pub(super) fn resolve(scope: &Scope) -> Checked<Vec<Vec<Option<ResolvedCitation>>>> {
    let mut diagnostics = Vec::new();
    let codes: BTreeSet<&str> = scope
        .filing
        .config
        .issuers
        .codes()
        .chain(scope.index.by_number.keys().map(|number| &*number.code))
        .collect();
    let citations = scope
        .documents()
        .map(|(id, document)| {
            let citations = document.outline.citations.iter();
            citations.map(|c| find(c, id, scope, &codes, &mut diagnostics)).collect()
        })
        .collect();
    Checked::new(citations, diagnostics)
}

/// Returns the document that a citation in the document `from` names, if it names another one.
fn find(
    citation: &Citation,
    from: DocId,
    scope: &Scope,
    codes: &BTreeSet<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ResolvedCitation> {
    let candidate = &citation.candidate;
    let (at, number) = candidate.readings().find(|(_, number)| codes.contains(&*number.code))?;
    let start = at - candidate.start;
    let (before, code) = candidate.run.split_at_checked(start)?;
    if before.chars().next_back().is_some_and(|c| continues_to_left(code, c)) {
        return None;
    }
    match scope.index.by_number.get(&number) {
        Some(to) => (*to != from).then_some(ResolvedCitation { to: *to, start }),
        None => {
            if is_missing(&number, scope) {
                let key = scope.filing.withheld_key();
                diagnostics.push(faults::citation_dangling(citation, start, &number, key));
            }
            None
        }
    }
}

/// Returns whether a code, with the character before it, is another code.
fn continues_to_left(code: &str, before: char) -> bool {
    let names_a_province = code.starts_with(|c| PROVINCES.contains(c));
    PROVINCES.contains(before) || (!names_a_province && BODIES.contains(before))
}

/// Returns whether a number that is not in the register ought to be there. Of a year without any
/// document here, nothing can be said.
fn is_missing(number: &DocNumber, scope: &Scope) -> bool {
    let year = scope.serials.get(&(number.code.clone(), number.year));
    let series = scope.filing.config.issuers.of_code(&number.code);
    year.is_some_and(|year| !year.published.is_empty() && year.lacks(number.serial.number))
        && !scope.filing.unread_numbers.may_hold(number)
        && !series.is_some_and(|(_, series)| precedes_series(number.year, series))
}
