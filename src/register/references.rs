//! What each document refers to, and, the other way round, what refers to each.

use super::articles::{self, ResolvedArticle};
use super::attachments::{AttachmentTarget, ResolvedAttachment};
use super::citations::ResolvedCitation;
use super::doc_id::DocId;
use super::placement::{Placed, order_date};
use super::relations::{RelationTarget, ResolvedRelation};
use crate::document::RelationKind;
use std::collections::BTreeSet;
use std::iter::zip;

/// What one document refers to.
pub(super) struct Outgoing {
    /// The newsletter issue that an article belongs to.
    pub issue: Option<DocId>,
    pub attachments: Vec<ResolvedAttachment>,
    pub relations: Vec<ResolvedRelation>,
    /// One for each citation of the outline; `None` where it names no other document of the
    /// register.
    pub citations: Vec<Option<ResolvedCitation>>,
    /// One for each number of a standard in the outline; `None` where it names no other document of the
    /// register.
    pub standards: Vec<Option<DocId>>,
    /// One for each citation of an article; `None` where no document of the register has it.
    pub articles: Vec<Option<ResolvedArticle>>,
}

/// What refers to one document.
#[derive(Default)]
pub(super) struct Incoming {
    pub attached_to: Vec<DocId>,
    /// Oldest first.
    pub relations: Vec<(RelationKind, DocId)>,
    pub cited_by: Vec<DocId>,
    /// The provisions that others cite, each with one that does.
    pub cited_articles: Vec<(usize, DocId)>,
}

/// Turns all references round.
pub(super) fn incoming(documents: &[Placed], outgoing: &[Outgoing]) -> Vec<Incoming> {
    let mut incoming: Vec<Incoming> = documents.iter().map(|_| Incoming::default()).collect();
    for (index, references) in outgoing.iter().enumerate() {
        let from = DocId(index);
        for attachment in &references.attachments {
            if let AttachmentTarget::Document(to) = attachment.to {
                incoming[to.0].attached_to.push(from);
            }
        }
        for relation in &references.relations {
            if let RelationTarget::Document(to) = relation.to {
                incoming[to.0].relations.push((relation.kind, from));
            }
        }
        let numbers = references.citations.iter().flatten().map(|cited| cited.to);
        let standards = references.standards.iter().flatten().copied();
        let articles = references.articles.iter().flatten().map(|cited| cited.to);
        let cited: BTreeSet<DocId> =
            numbers.chain(standards).chain(articles).filter(|to| *to != from).collect();
        for to in cited {
            incoming[to.0].cited_by.push(from);
        }
    }
    let cited = articles::citing(outgoing.iter().map(|references| &*references.articles));
    for (references, cited) in zip(&mut incoming, cited) {
        references.cited_articles = cited.into_iter().collect();
    }
    for references in &mut incoming {
        references
            .relations
            .sort_by_key(|(kind, from)| (order_date(&documents[from.0].document), *kind, *from));
    }
    incoming
}
