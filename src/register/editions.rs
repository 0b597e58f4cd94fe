//! Editions: which document another one is the new text of.
//!
//! A document that replaces another is its next edition if both are divided into articles and a fifth of
//! their texts is the same; any other that replaces or amends one (a whole text, not a list of amendments), if half
//! is the same. Of several the most similar is meant. So what has changed can be shown, and is
//! worth showing.

use super::doc_id::DocId;
use super::placement::order_date;
use super::relations::{RelationTarget, ResolvedRelation};
use super::scope::Scope;
use crate::comparison::similarity;
use crate::document::{Document, RelationKind};
use rayon::prelude::*;
use std::iter::zip;

/// How similar two rules must be of which one replaces the other, of 100.
const MIN_OF_RULES: u32 = 20;
/// How similar all others must be.
const MIN_OF_OTHERS: u32 = 50;

/// Returns the edition before each document, by [`DocId`].
pub(super) fn previous(scope: &Scope, relations: &[Vec<ResolvedRelation>]) -> Vec<Option<DocId>> {
    let candidates: Vec<Vec<(DocId, u32)>> = zip(scope.documents(), relations)
        .map(|((_, document), relations)| candidates(scope, document, relations))
        .collect();
    // Of several equally similar ones the first.
    let previous = |(index, candidates): (usize, &Vec<(DocId, u32)>)| {
        let mut best = None;
        for (other, min) in candidates {
            let (document, other_document) = (scope.document(DocId(index)), scope.document(*other));
            let share = similarity(document.profile(), other_document.profile());
            if share >= *min && best.is_none_or(|(most, _)| share > most) {
                best = Some((share, *other));
            }
        }
        best.map(|(_, other)| other)
    };
    candidates.par_iter().enumerate().map(previous).collect()
}

/// Returns the documents that one may be the new text of, each with how similar it must be.
fn candidates(
    scope: &Scope,
    document: &Document,
    relations: &[ResolvedRelation],
) -> Vec<(DocId, u32)> {
    let candidates = relations.iter().filter_map(|relation| {
        let RelationTarget::Document(to) = relation.to else { return None };
        let other = scope.document(to);
        let is_issue = document.front.issue.is_some() || other.front.issue.is_some();
        let are_rules = is_rule(document) && is_rule(other);
        let min = match relation.kind {
            RelationKind::Replaces if are_rules => MIN_OF_RULES,
            RelationKind::Replaces | RelationKind::Amends => MIN_OF_OTHERS,
            _ => return None,
        };
        (!is_issue).then_some((to, min))
    });
    candidates.collect()
}

fn is_rule(document: &Document) -> bool {
    document.outline.articles().next().is_some()
}

/// Turns the editions round: returns those after each document, oldest first.
pub(super) fn next(scope: &Scope, previous: &[Option<DocId>]) -> Vec<Vec<DocId>> {
    let mut next: Vec<Vec<DocId>> = vec![Vec::new(); previous.len()];
    for (index, before) in previous.iter().enumerate() {
        if let Some(before) = before {
            next[before.0].push(DocId(index));
        }
    }
    for editions in &mut next {
        editions.sort_by_key(|id| (order_date(scope.document(*id)), *id));
    }
    next
}
