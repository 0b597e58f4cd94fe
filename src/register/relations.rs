//! Relations resolved: numbers and paths become documents, and each gains its reverse.

use super::attachments::refers_to_unread;
use super::numbers::Taken;
use super::{DocId, Filing, Register, faults};
use crate::diagnostic::{Diagnostic, Suggestions};
use crate::document::{Document, Reference, Relation, RelationKind};
use crate::number::DocNumber;
use crate::source::SitePath;
use std::collections::BTreeSet;

/// A relation whose other end is known, or known to be outside.
#[derive(Clone, Debug)]
pub struct ResolvedRelation {
    pub kind: RelationKind,
    pub to: RelationTarget,
}

#[derive(Clone, Debug)]
pub enum RelationTarget {
    Document(DocId),
    /// A document of another body, or one that was not published: only its number is known.
    Outside(DocNumber),
}

pub(super) fn relate(
    register: &mut Register,
    filing: &Filing,
    numbers: &Taken,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut suggestions = Suggestions::default();
    for index in 0..register.entries.len() {
        let document = register.entries[index].document.clone();
        for relation in &document.front.relations {
            let path = &document.source.path;
            let to = known(relation, path, register)
                .or_else(|| outside(relation, &document, register, filing, numbers, diagnostics));
            let Some(to) = to else {
                if let Reference::Path(typed) = &relation.to.value
                    && !refers_to_unread(&relation.to, path, filing)
                {
                    let suggestions = &mut suggestions;
                    diagnostics.push(faults::relation_dangling(
                        &document,
                        relation,
                        typed,
                        register,
                        suggestions,
                    ));
                }
                continue;
            };
            if let RelationTarget::Document(other) = to {
                if other == DocId(index) {
                    diagnostics.push(faults::relation_to_itself(relation));
                    continue;
                }
                check_dates(register, DocId(index), other, relation, diagnostics);
                register.entries[other.0].reverse.push((relation.kind, DocId(index)));
            }
            register.entries[index].relations.push(ResolvedRelation { kind: relation.kind, to });
        }
    }
    for index in 0..register.entries.len() {
        let mut reverse = std::mem::take(&mut register.entries[index].reverse);
        reverse.sort_by_key(|(kind, by)| (register.order_date(*by), *kind, *by));
        register.entries[index].reverse = reverse;
    }
    tell_circles(register, diagnostics);
}

/// The document of the register that a relation names in the file `from`.
pub(super) fn known(
    relation: &Relation<Reference>,
    from: &SitePath,
    register: &Register,
) -> Option<RelationTarget> {
    let found = match &relation.to.value {
        Reference::Number(number) => register.by_number.get(number).copied(),
        Reference::Path(typed) => register.by_typed_path(typed, from),
    };
    found.map(RelationTarget::Document)
}

/// The number of a document that is not in the register. One of the site's own that is neither
/// withheld nor hidden is reported.
fn outside(
    relation: &Relation<Reference>,
    document: &Document,
    register: &Register,
    filing: &Filing,
    numbers: &Taken,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<RelationTarget> {
    let Reference::Number(number) = &relation.to.value else { return None };
    let year = register.serials.get(&(number.code.clone(), number.year));
    let is_withheld = year.is_some_and(|year| year.withheld.contains(&number.serial.number));
    let is_known =
        numbers.contains_key(number) || is_withheld || filing.unread_numbers.may_hold(number);
    if !is_known && let Some((_, series)) = filing.config.issuers.of_code(&number.code) {
        diagnostics
            .push(faults::relation_not_here(relation, number, document, series, filing, register));
    }
    Some(RelationTarget::Outside(number.clone()))
}

/// A document acts on what was there before it.
fn check_dates(
    register: &Register,
    from: DocId,
    to: DocId,
    relation: &Relation<Reference>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (acting, other) = (register.entry(from), register.entry(to));
    let dates = acting.document.front.date.as_ref().zip(other.document.front.date.as_ref());
    if let Some((mine, theirs)) = dates.filter(|(mine, theirs)| mine.value < theirs.value) {
        let attached = acting
            .attachments
            .iter()
            .any(|a| matches!(a.to, super::AttachmentTarget::Document(id) if id == to));
        let may_be_later =
            matches!(relation.kind, RelationKind::Forwards | RelationKind::Issues) && attached;
        if !may_be_later {
            diagnostics.push(faults::acts_on_later(relation, mine, theirs, other));
        }
    }
}

/// The relations that make another document void, by document.
fn voided_by(register: &Register, id: DocId) -> impl Iterator<Item = DocId> + '_ {
    register.entry(id).relations.iter().filter_map(|relation| match (relation.kind, &relation.to) {
        (
            RelationKind::Repeals | RelationKind::Annuls | RelationKind::Replaces,
            RelationTarget::Document(other),
        ) => Some(*other),
        _ => None,
    })
}

/// A document that, over any number of steps, repeals what repeals it.
fn tell_circles(register: &Register, diagnostics: &mut Vec<Diagnostic>) {
    let mut done: BTreeSet<DocId> = BTreeSet::new();
    for start in register.ids() {
        // Walks with a path of its own, so that a long chain cannot exhaust the stack.
        let mut path: Vec<(DocId, Vec<DocId>)> =
            vec![(start, voided_by(register, start).collect())];
        while let Some((at, rest)) = path.last_mut() {
            let at = *at;
            match rest.pop() {
                Some(next) if done.contains(&next) => {}
                Some(next) => match path.iter().position(|(id, _)| *id == next) {
                    Some(begin) => {
                        let circle: Vec<DocId> = path[begin..].iter().map(|(id, _)| *id).collect();
                        diagnostics.push(faults::circular(register, &circle));
                    }
                    None => path.push((next, voided_by(register, next).collect())),
                },
                None => {
                    done.insert(at);
                    path.pop();
                }
            }
        }
    }
}
