//! Numbers of standards in texts and relations: which of them name a document of the register.

use super::doc_id::DocId;
use super::faults;
use super::scope::Scope;
use crate::diagnostic::{Checked, Diagnostic, Suggestions};
use crate::document::{Document, Reference, Relation};
use crate::number::StandardNumber;

/// Returns the standards that the texts of all public documents name, by [`DocId`] and in the order of the
/// outline; `None` where none is named, or the document itself. One that has a prefix of the site's own
/// standards and is not there is reported. Another edition than that of the site is not there.
pub(super) fn cited(scope: &Scope) -> Checked<Vec<Vec<Option<DocId>>>> {
    let mut diagnostics = Vec::new();
    let mut suggestions = Suggestions::default();
    let cited = scope.documents().map(|(id, document)| {
        let citations = document.outline.standard_citations.iter();
        let found = citations.map(|citation| {
            let to = scope.index.by_standard.get(&citation.number).copied();
            if to.is_none() && is_missing(&citation.number, scope) {
                let near = suggestions.ask(|| scope.index.near_standard(&citation.number));
                diagnostics.push(faults::standard_citation_dangling(citation, near));
            }
            to.filter(|to| *to != id)
        });
        found.collect()
    });
    let cited = cited.collect();
    Checked::new(cited, diagnostics)
}

/// Returns whether a number that is not in the register ought to be there: it has the prefix of standards of
/// the site, and no document that is hidden or could not be read may have it.
fn is_missing(number: &StandardNumber, scope: &Scope) -> bool {
    let is_own = scope.index.has_standards_of(&number.prefix);
    is_own && !scope.standards.contains_key(number) && scope.filing.unread.is_empty()
}

/// Checks the number of a standard that is not in the register, to which a document has a relation. That an
/// edition is older than the site is no fault.
pub(super) fn check_outside(
    number: &StandardNumber,
    relation: &Relation<Reference>,
    document: &Document,
    scope: &Scope,
    suggestions: &mut Suggestions,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let own = document.front.standard.as_ref();
    let is_earlier = own.is_some_and(|own| own.value.is_edition_of(number));
    if !is_earlier && is_missing(number, scope) {
        let near = suggestions.ask(|| scope.index.near_standard(number));
        diagnostics.push(faults::standard_not_here(relation, number, document, near));
    }
}
