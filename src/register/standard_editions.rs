//! Editions of standards, which their numbers tell: a newer one says that it makes the older one void.

use super::faults;
use super::relations::{RelationTarget, ResolvedRelation};
use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::document::RelationKind;
use std::iter::zip;

/// Checks that of two editions of a standard the newer one says that it makes the other void.
pub(super) fn check(
    scope: &Scope,
    relations: &[Vec<ResolvedRelation>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let numbers = &scope.index.by_standard;
    for ((older, before), (newer, id)) in zip(numbers, numbers.iter().skip(1)) {
        let makes_void = |relation: &ResolvedRelation| {
            use RelationKind::{Annuls, Repeals, Replaces};
            matches!(relation.kind, Annuls | Repeals | Replaces)
                && matches!(relation.to, RelationTarget::Document(to) if to == *before)
        };
        if newer.is_edition_of(older) && !relations[id.0].iter().any(makes_void) {
            let (document, other) = (scope.document(*id), scope.document(*before));
            diagnostics.extend(faults::standard_edition_unrelated(document, other, older));
        }
    }
}
