//! The register: every public document filed under its number, category, issuer, year and topic,
//! its references resolved in both directions and its validity derived.
//!
//! Each pass makes a value from those before it: first the documents are placed, then their
//! references are resolved to ids, and at the end all is joined into complete entries. Drafts,
//! internal documents and those that wait for their 发布日期 take part in the checks (a number is
//! taken even if few may read it) and are then left behind, so that no later stage can show them.

mod articles;
mod attachments;
mod bundles;
mod citations;
mod copies;
mod dates;
mod doc_id;
mod editions;
mod entry;
mod events;
mod faults;
mod filing;
mod hidden;
mod hidden_references;
mod holders;
mod index;
mod issuers;
mod issues;
mod lists;
mod numbers;
mod placement;
mod publication;
mod ranges;
mod references;
mod relations;
mod schedule;
mod scope;
mod serials;
mod standard_editions;
mod standard_references;
mod standards;
mod unread;
mod updates;
mod validity;
mod visibility;

pub use articles::ResolvedArticle;
pub use attachments::{AttachmentTarget, ResolvedAttachment};
pub use citations::ResolvedCitation;
pub use doc_id::DocId;
pub use entry::Entry;
pub use faults::NUMBER_IN_TITLE;
pub use filing::Filing;
pub use hidden::Hidden;
pub use lists::{Lists, RegisterList, RegisterYear};
pub use numbers::number_in_title;
pub use publication::{LeftOut, Unpublished, time_zone};
pub use relations::{RelationTarget, ResolvedRelation};
pub use schedule::{EventState, Schedule};
pub use serials::{HighestSerials, Serials, YearSerials, precedes_series};
pub use unread::UnreadNumbers;
pub use updates::{Update, UpdateKind};
pub use validity::{Validity, ValidityKind};

use crate::diagnostic::Checked;
use crate::document::section::Section;
use crate::number::{DocNumber, StandardNumber};
use crate::source::SitePath;
use bundles::Bundles;
use index::Index;
use references::Outgoing;
use scope::Scope;
use std::collections::{BTreeMap, BTreeSet};
use std::iter::zip;
use std::sync::Arc;

/// All public documents, filed.
#[derive(Debug)]
pub struct Register {
    /// In the order of their paths.
    pub entries: Vec<Entry>,
    /// The public categories, lightest first.
    pub sections: Vec<Arc<Section>>,
    /// Of several documents with one number, the first by path.
    pub by_number: BTreeMap<DocNumber, DocId>,
    /// Likewise, by the number of a standard.
    pub by_standard: BTreeMap<StandardNumber, DocId>,
    /// By the path of the file.
    pub by_path: BTreeMap<SitePath, DocId>,
    pub lists: Lists,
    pub serials: Serials,
    /// What links must not lead to.
    pub hidden: Hidden,
    /// The targets in hidden documents and categories as typed, each with the file it stands in. It
    /// is all that later stages learn of them.
    pub hidden_targets: Vec<(SitePath, String)>,
    /// How many documents are hidden, and why.
    pub left_out: LeftOut,
}

/// Files the documents: places them, resolves what they refer to, and lists them.
pub fn file(filing: &Filing) -> Checked<Register> {
    let mut diagnostics = Vec::new();

    let bundles = Bundles::of(&filing.documents);
    let hidden = visibility::hidden(filing, &bundles);
    let left_out = visibility::left_out(filing, &bundles, &hidden);
    let sections = placement::public_sections(filing, &bundles).collect_into(&mut diagnostics);
    // Where documents are placed does not matter to their numbers.
    let (documents, (holders, serials)) = rayon::join(
        || placement::place(filing, &bundles, &hidden, &sections),
        || (numbers::holders(filing), serials::by_year(filing, &hidden)),
    );
    let documents = documents.collect_into(&mut diagnostics);
    placement::check_hidden(filing, &bundles, &hidden, &mut diagnostics);
    dates::check(filing, &mut diagnostics);

    let holders = holders.collect_into(&mut diagnostics);
    numbers::check_titles(filing, &holders, &mut diagnostics);
    let standards = standards::holders(filing).collect_into(&mut diagnostics);
    let serials = serials.collect_into(&mut diagnostics);
    issues::check_numbers(&documents, &mut diagnostics);
    let index = Index::of(documents.iter().map(|placed| &*placed.document));

    let scope = Scope {
        filing,
        documents: &documents,
        index: &index,
        hidden: &hidden,
        holders: &holders,
        standards: &standards,
        serials: &serials,
    };
    let hidden_targets = hidden_references::check(&scope, &bundles).collect_into(&mut diagnostics);
    let issues = issues::of_articles(&scope).collect_into(&mut diagnostics);
    let attachments = attachments::resolve(&scope).collect_into(&mut diagnostics);
    let relations = relations::resolve(&scope, &attachments).collect_into(&mut diagnostics);
    let citations = citations::resolve(&scope).collect_into(&mut diagnostics);
    let cited_standards = standard_references::cited(&scope).collect_into(&mut diagnostics);
    standard_editions::check(&scope, &relations, &mut diagnostics);
    let articles = articles::References { relations: &relations, citations: &citations };
    let articles = articles::resolve(&scope, &articles).collect_into(&mut diagnostics);
    let previous = editions::previous(&scope, &relations);
    let next = editions::next(&scope, &previous);
    let cited = zip(zip(citations, cited_standards), articles);
    let outgoing: Vec<Outgoing> =
        zip(zip(issues, attachments), zip(relations, cited))
            .map(|((issue, attachments), (relations, ((citations, standards), articles)))| {
                Outgoing { issue, attachments, relations, citations, standards, articles }
            })
            .collect();
    let incoming = references::incoming(&documents, &outgoing);
    let validities = validity::derive(&documents, &incoming, filing.now.date);

    let references = zip(zip(outgoing, incoming), zip(previous, next));
    let entries: Vec<Entry> = zip(zip(documents, references), validities)
        .map(|((placed, ((outgoing, incoming), editions)), validity)| {
            Entry::new(placed, outgoing, incoming, editions, validity)
        })
        .collect();
    let register = Register {
        lists: lists::all(&entries, &sections, &serials, filing),
        entries,
        sections,
        by_number: index.by_number,
        by_standard: index.by_standard,
        by_path: index.by_path,
        serials,
        hidden,
        hidden_targets,
        left_out,
    };
    Checked::new(register, diagnostics)
}

/// How many editions before and after one are listed.
const MAX_LISTED_EDITIONS: usize = 20;

impl Register {
    pub fn entry(&self, id: DocId) -> &Entry {
        &self.entries[id.0]
    }

    pub fn section_of(&self, id: DocId) -> &Section {
        &self.sections[self.entry(id).section]
    }

    pub fn ids(&self) -> impl Iterator<Item = DocId> + use<> {
        (0..self.entries.len()).map(DocId)
    }

    /// Returns whether a path is that of something that appears in no output.
    pub fn hides(&self, path: &SitePath) -> bool {
        self.hidden.covers(path)
    }

    /// Returns whether a file lies in a public bundle together with a hidden document. To which of
    /// the two it belongs cannot be seen then.
    pub fn shares_bundle_with_hidden(&self, file: &SitePath) -> bool {
        file.folders().any(|folder| {
            self.by_path.contains_key(&*format!("{folder}/index.md"))
                && self.hidden.lies_below(folder)
        })
    }

    /// Returns the editions of a document, itself included, oldest first; nothing if there is no other.
    pub fn editions(&self, id: DocId) -> Vec<DocId> {
        let mut found = BTreeSet::from([id]);
        let mut first = id;
        while let Some(before) =
            self.entry(first).previous_edition.filter(|_| found.len() <= MAX_LISTED_EDITIONS)
        {
            // Documents that replace each other in a circle are an error, which is reported.
            if !found.insert(before) {
                break;
            }
            first = before;
        }
        let (mut open, mut seen) = (vec![first], BTreeSet::from([first]));
        while let Some(edition) = open.pop().filter(|_| found.len() <= 2 * MAX_LISTED_EDITIONS) {
            for next in self.entry(edition).next_editions.iter().take(MAX_LISTED_EDITIONS) {
                found.insert(*next);
                if seen.insert(*next) {
                    open.push(*next);
                }
            }
        }
        let mut editions: Vec<DocId> = found.into_iter().collect();
        editions.sort_by_key(|id| (placement::order_date(&self.entry(*id).document), *id));
        if editions.len() > 1 { editions } else { Vec::new() }
    }
}
