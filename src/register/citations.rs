//! Numbers written in the text of a document: which of them are in the register.

use super::{DocId, Filing, Register, faults, precedes_series};
use crate::diagnostic::Diagnostic;
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

/// Abbreviations of places and bodies with which codes begin: before a code they make it another
/// (国医协发 is not 医协发).
const BEGINS_A_CODE: [&str; 2] = [PLACES, "国中市省县区社"];

/// Abbreviations of provinces. Nothing but another of them stands before one in a code.
const PLACES: &str = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕甘青宁新";

pub(super) fn cite(register: &mut Register, filing: &Filing, diagnostics: &mut Vec<Diagnostic>) {
    let codes: BTreeSet<String> = filing
        .config
        .issuers
        .codes()
        .chain(register.by_number.keys().map(|number| &*number.code))
        .map(str::to_owned)
        .collect();
    for index in 0..register.entries.len() {
        let document = register.entries[index].document.clone();
        let mut filed = Vec::with_capacity(document.outline.citations.len());
        for citation in &document.outline.citations {
            filed.push(resolve(citation, DocId(index), register, filing, &codes, diagnostics));
        }
        let cited: BTreeSet<DocId> =
            filed.iter().flatten().map(|c: &ResolvedCitation| c.to).collect();
        for other in cited {
            register.entries[other.0].cited_by.push(DocId(index));
        }
        register.entries[index].citations = filed;
    }
}

/// Whether a number is of a year before its series began as far as the site is concerned.
fn is_before_its_series(number: &DocNumber, filing: &Filing) -> bool {
    let series = filing.config.issuers.of_code(&number.code);
    series.is_some_and(|(_, series)| precedes_series(number.year, series))
}

fn resolve(
    citation: &Citation,
    from: DocId,
    register: &Register,
    filing: &Filing,
    codes: &BTreeSet<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ResolvedCitation> {
    let candidate = &citation.candidate;
    let (at, number) = candidate.readings().find(|(_, number)| codes.contains(&number.code))?;
    let start = at - candidate.start;
    let (before, code) = candidate.run.split_at_checked(start)?;
    let names_a_place = code.starts_with(|c| PLACES.contains(c));
    let begins_a_code = |c: char| match names_a_place {
        true => PLACES.contains(c),
        false => BEGINS_A_CODE.iter().any(|beginnings| beginnings.contains(c)),
    };
    if before.chars().next_back().is_some_and(begins_a_code) {
        return None;
    }
    match register.by_number.get(&number) {
        Some(to) => (*to != from).then_some(ResolvedCitation { to: *to, start }),
        None => {
            // Of a year without any document here, nothing can be said.
            let year = register.serials.get(&(number.code.clone(), number.year));
            let is_unknown = year
                .is_some_and(|y| !y.published.is_empty() && y.lacks(number.serial.number))
                && !filing.unread_numbers.may_hold(&number)
                && !is_before_its_series(&number, filing);
            if is_unknown {
                diagnostics.push(faults::citation_dangling(
                    citation,
                    start,
                    &number,
                    filing.config.key_names.language().pick("不公开", "withheld"),
                ));
            }
            None
        }
    }
}
