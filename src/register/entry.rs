//! One document of the register, with everything that is known of it.

use super::articles::ResolvedArticle;
use super::attachments::ResolvedAttachment;
use super::citations::ResolvedCitation;
use super::doc_id::DocId;
use super::placement::Placed;
use super::publication::Unpublished;
use super::references::{Incoming, Outgoing};
use super::relations::ResolvedRelation;
use super::schedule::Schedule;
use super::validity::Validity;
use crate::date::Moment;
use crate::document::{Document, Issue, RelationKind};
use crate::number::{DocNumber, StandardNumber};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One filed document.
#[derive(Debug)]
pub struct Entry {
    pub document: Arc<Document>,
    /// Index into [`Register::sections`](crate::register::Register::sections).
    pub section: usize,
    /// The newsletter issue that an article belongs to.
    pub issue: Option<DocId>,
    /// The folder of the innermost bundle that the document heads or lies in.
    pub bundle: Option<String>,
    /// Names as the document bears them, the lead first.
    pub issuers: Vec<String>,
    /// Current names of the issuers under which it is filed: its own, former names resolved, and
    /// the one to whose series its number belongs.
    pub filed_under: Vec<String>,
    pub relations: Vec<ResolvedRelation>,
    /// Relations of other documents to this one, each with its source; oldest first.
    pub reverse: Vec<(RelationKind, DocId)>,
    pub attachments: Vec<ResolvedAttachment>,
    pub attached_to: Vec<DocId>,
    /// One for each citation of the outline; `None` where it names no other document of the
    /// register.
    pub citations: Vec<Option<ResolvedCitation>>,
    /// One for each number of a standard in the outline, likewise.
    pub standard_citations: Vec<Option<DocId>>,
    pub cited_by: Vec<DocId>,
    /// One for each citation of an article in the outline; `None` where no document of the register has
    /// it.
    pub article_citations: Vec<Option<ResolvedArticle>>,
    /// The provisions of this document that others cite, in order, each with a document that does.
    pub cited_articles: Vec<(usize, DocId)>,
    /// The document that this one is the new text of, and those that are the new text of this one, oldest
    /// first.
    pub previous_edition: Option<DocId>,
    pub next_editions: Vec<DocId>,
    pub validity: Validity,
    /// 发布日期 as typed, in the time zone of the site.
    pub published: Option<Moment>,
    /// 截止日期 in the time zone of the site.
    pub deadline: Option<Moment>,
    /// When the event of the document takes place.
    pub schedule: Option<Schedule>,
    /// Set where only a preview shows the document.
    pub unpublished: Option<Unpublished>,
}

impl Entry {
    /// Joins all that the passes found out about one document.
    pub(super) fn new(
        placed: Placed,
        outgoing: Outgoing,
        incoming: Incoming,
        (previous_edition, next_editions): (Option<DocId>, Vec<DocId>),
        validity: Validity,
    ) -> Entry {
        Entry {
            document: placed.document,
            section: placed.section,
            issue: outgoing.issue,
            bundle: placed.bundle,
            issuers: placed.issuers,
            filed_under: placed.filed_under,
            relations: outgoing.relations,
            reverse: incoming.relations,
            attachments: outgoing.attachments,
            attached_to: incoming.attached_to,
            citations: outgoing.citations,
            standard_citations: outgoing.standards,
            cited_by: incoming.cited_by,
            article_citations: outgoing.articles,
            cited_articles: incoming.cited_articles,
            previous_edition,
            next_editions,
            validity,
            published: placed.published,
            deadline: placed.deadline,
            schedule: placed.schedule,
            unpublished: placed.unpublished,
        }
    }

    pub fn number(&self) -> Option<&DocNumber> {
        self.document.front.number.as_ref().map(|number| &number.value)
    }

    /// 标准编号
    pub fn standard(&self) -> Option<&StandardNumber> {
        self.document.front.standard.as_ref().map(|number| &number.value)
    }

    /// Returns the numbers that the document bears: 发文字号, 标准编号.
    pub fn identifiers(&self) -> impl Iterator<Item = String> + '_ {
        let number = self.number().map(ToString::to_string);
        number.into_iter().chain(self.standard().map(ToString::to_string))
    }

    /// Returns what a list calls the document by: 发文字号, else 标准编号.
    pub fn identifier(&self) -> Option<String> {
        self.identifiers().next()
    }

    /// Returns whether one of the documents that made it void says that it replaces it.
    pub fn is_replaced(&self) -> bool {
        let by = &self.validity.by;
        self.reverse.iter().any(|(kind, id)| *kind == RelationKind::Replaces && by.contains(id))
    }

    /// 成文日期
    pub fn date(&self) -> Option<Date> {
        self.document.front.date.as_ref().map(|date| date.value)
    }

    pub fn title(&self) -> &str {
        &self.document.front.title.value
    }

    pub fn issue_number(&self) -> Option<Issue> {
        self.document.front.issue.as_ref().map(|issue| issue.value)
    }

    /// Returns the documents whose numbers stand in the text, in order of appearance, then those of which
    /// only articles are cited; each once. `id` is that of the entry itself.
    pub fn cites(&self, id: DocId) -> Vec<DocId> {
        let mut seen = BTreeSet::from([id]);
        let numbers = self.citations.iter().flatten().map(|cited| cited.to);
        let articles = self.article_citations.iter().flatten().map(|cited| cited.to);
        let standards = self.standard_citations.iter().flatten().copied();
        numbers.chain(standards).chain(articles).filter(|to| seen.insert(*to)).collect()
    }
}
