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
use crate::comparison::{Profile, similarity};
use crate::document::{Document, RelationKind};
use std::collections::BTreeMap;
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
    // A profile is as large as its text: it is kept only as long as another document needs it.
    let mut wanted: BTreeMap<DocId, usize> = BTreeMap::new();
    for (other, _) in candidates.iter().flatten() {
        *wanted.entry(*other).or_default() += 1;
    }
    let mut profiles: BTreeMap<DocId, Profile> = BTreeMap::new();
    let previous = zip(scope.documents(), &candidates).map(|((_, document), candidates)| {
        let own = candidates.first().map(|_| profile(document))?;
        let mut best = None;
        for (other, min) in candidates {
            let theirs = profiles.entry(*other).or_insert_with(|| profile(scope.document(*other)));
            let share = similarity(&own, theirs);
            if share >= *min && best.is_none_or(|(most, _)| share > most) {
                best = Some((share, *other));
            }
            let left = wanted.entry(*other).or_default();
            *left = left.saturating_sub(1);
            if *left == 0 {
                profiles.remove(other);
            }
        }
        best.map(|(_, other)| other)
    });
    previous.collect()
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

fn profile(document: &Document) -> Profile {
    let file = &document.source.text;
    Profile::of_all(document.outline.blocks.iter().map(|block| block.text(file)))
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
