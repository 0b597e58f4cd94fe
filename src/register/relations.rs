//! Relations between documents: numbers and paths as typed become documents.

use super::attachments::{AttachmentTarget, ResolvedAttachment};
use super::doc_id::DocId;
use super::faults;
use super::scope::Scope;
use super::standard_references;
use crate::diagnostic::{Checked, Diagnostic, Suggestions};
use crate::document::{Document, Reference, Relation, RelationKind};
use crate::number::DocNumber;
use std::collections::BTreeSet;
use std::iter::zip;

/// A relation whose other end is known, or known to be outside.
#[derive(Clone, Debug)]
pub struct ResolvedRelation {
    pub kind: RelationKind,
    pub to: RelationTarget,
}

#[derive(Clone, Debug)]
pub enum RelationTarget {
    Document(DocId),
    /// A document of another body, or one that was not published: only its number is known, here in
    /// its canonical form.
    Outside(String),
}

/// Returns whether a relation changes the validity of its other end.
pub(super) fn changes_validity(kind: RelationKind) -> bool {
    use RelationKind::{Amends, Annuls, Repeals, Replaces};
    matches!(kind, Amends | Annuls | Repeals | Replaces)
}

/// Resolves the relations of all public documents, by [`DocId`]. What leads nowhere, or to the
/// document itself, is reported and left out.
pub(super) fn resolve(
    scope: &Scope,
    attachments: &[Vec<ResolvedAttachment>],
) -> Checked<Vec<Vec<ResolvedRelation>>> {
    let mut diagnostics = Vec::new();
    let mut suggestions = Suggestions::default();
    let relations: Vec<Vec<ResolvedRelation>> = zip(scope.documents(), attachments)
        .map(|((id, document), attachments)| {
            let resolved = document.front.relations.iter().filter_map(|relation| {
                let to = find(relation, document, scope, &mut suggestions, &mut diagnostics)?;
                if let RelationTarget::Document(other) = to {
                    if other == id {
                        diagnostics.push(faults::relation_to_itself(relation));
                        return None;
                    }
                    let may_be_later = forwards_or_issues(relation.kind)
                        && attachments.iter().any(|attachment| is_document(attachment, other));
                    if !may_be_later {
                        check_order(relation, document, scope.document(other), &mut diagnostics);
                    }
                }
                Some(ResolvedRelation { kind: relation.kind, to })
            });
            resolved.collect()
        })
        .collect();
    check_repeal_circles(scope, &relations, &mut diagnostics);
    Checked::new(relations, diagnostics)
}

/// Returns the other end of a relation. A number always has one: it is outside if it is not in the
/// register, and reported if it should be there. A path that leads nowhere is reported.
fn find(
    relation: &Relation<Reference>,
    document: &Document,
    scope: &Scope,
    suggestions: &mut Suggestions,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<RelationTarget> {
    let path = &document.source.path;
    if let Some(id) = scope.index.find(&relation.to.value, path) {
        return Some(RelationTarget::Document(id));
    }
    match &relation.to.value {
        Reference::Number(number) => {
            check_outside(number, relation, document, scope, diagnostics);
            Some(RelationTarget::Outside(number.to_string()))
        }
        Reference::Standard(number) => {
            standard_references::check_outside(
                number,
                relation,
                document,
                scope,
                suggestions,
                diagnostics,
            );
            Some(RelationTarget::Outside(number.to_string()))
        }
        Reference::Path(typed) => {
            if !scope.is_unread(&relation.to.value, path) {
                diagnostics.push(faults::relation_dangling(
                    document,
                    relation,
                    typed,
                    scope.index,
                    suggestions,
                ));
            }
            None
        }
    }
}

/// Checks a number that is not in the register. One of the site's own series is reported unless it
/// is withheld, hidden or possibly that of an unread file.
fn check_outside(
    number: &DocNumber,
    relation: &Relation<Reference>,
    document: &Document,
    scope: &Scope,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let filing = scope.filing;
    let year = scope.serials.get(&(number.code.clone(), number.year));
    let is_known = scope.holders.contains_key(number)
        || year.is_some_and(|year| year.withheld.contains(&number.serial.number))
        || filing.unread_numbers.may_hold(number);
    if !is_known && let Some((_, series)) = filing.config.issuers.of_code(&number.code) {
        let key = filing.withheld_key();
        let diagnostic =
            faults::relation_not_here(relation, number, document, series, key, scope.index);
        diagnostics.push(diagnostic);
    }
}

/// Returns whether a relation is to a document that is often attached and signed later than the
/// one that carries it.
fn forwards_or_issues(kind: RelationKind) -> bool {
    matches!(kind, RelationKind::Forwards | RelationKind::Issues)
}

fn is_document(attachment: &ResolvedAttachment, id: DocId) -> bool {
    matches!(attachment.to, AttachmentTarget::Document(to) if to == id)
}

/// Checks that a document acts on one that is not later.
fn check_order(
    relation: &Relation<Reference>,
    document: &Document,
    other: &Document,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let (Some(mine), Some(theirs)) = (&document.front.date, &other.front.date)
        && mine.value < theirs.value
    {
        diagnostics.push(faults::relation_to_later(relation, mine, theirs, other));
    }
}

/// Checks that no document, over any number of steps, makes void what makes it void.
fn check_repeal_circles(
    scope: &Scope,
    relations: &[Vec<ResolvedRelation>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut done: BTreeSet<DocId> = BTreeSet::new();
    for (start, _) in scope.documents() {
        // The path is kept here and not on the stack, which a long chain would exhaust.
        let mut path: Vec<(DocId, Vec<DocId>)> = vec![(start, made_void_by(start, relations))];
        while let Some((id, rest)) = path.last_mut() {
            let id = *id;
            match rest.pop() {
                Some(next) if done.contains(&next) => {}
                Some(next) => match path.iter().position(|(id, _)| *id == next) {
                    Some(begin) => {
                        let circle: Vec<&Document> =
                            path[begin..].iter().map(|(id, _)| scope.document(*id)).collect();
                        diagnostics.push(faults::repeal_circular(&circle));
                    }
                    None => path.push((next, made_void_by(next, relations))),
                },
                None => {
                    done.insert(id);
                    path.pop();
                }
            }
        }
    }
}

/// Returns the documents of the register that a document makes void.
fn made_void_by(id: DocId, relations: &[Vec<ResolvedRelation>]) -> Vec<DocId> {
    use RelationKind::{Annuls, Repeals, Replaces};
    let void = relations[id.0].iter().filter_map(|relation| match (relation.kind, &relation.to) {
        (Annuls | Repeals | Replaces, RelationTarget::Document(other)) => Some(*other),
        _ => None,
    });
    void.collect()
}
