//! Where a document is filed: its category, its bundle and its issuers.

use super::bundles::Bundles;
use super::filing::Filing;
use super::hidden::Hidden;
use super::publication::Unpublished;
use super::schedule::{self, Schedule};
use super::{faults, issuers, visibility};
use crate::date::Moment;
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::document::Document;
use crate::document::section::Section;
use crate::source::SitePath;
use jiff::civil::Date;
use rayon::prelude::*;
use std::sync::Arc;

/// A public document with its place, before its references are resolved.
pub(super) struct Placed {
    pub document: Arc<Document>,
    /// Index into the public categories.
    pub section: usize,
    /// The folder of the innermost bundle that the document heads or lies in.
    pub bundle: Option<String>,
    /// Names as the document bears them, the lead first.
    pub issuers: Vec<String>,
    /// Current names of the issuers under which it is filed.
    pub filed_under: Vec<String>,
    pub published: Option<Moment>,
    pub deadline: Option<Moment>,
    pub schedule: Option<Schedule>,
    /// Set where only a preview shows the document.
    pub unpublished: Option<Unpublished>,
}

/// Returns the day by which documents are ordered: 成文日期, else the earliest day there is.
pub(super) fn order_date(document: &Document) -> Date {
    document.front.date.as_ref().map_or(Date::MIN, |date| date.value)
}

/// Returns the public categories, lightest first. One that is hidden with a bundle is reported.
pub(super) fn public_sections(filing: &Filing, bundles: &Bundles) -> Checked<Vec<Arc<Section>>> {
    let mut diagnostics = Vec::new();
    let mut sections = Vec::new();
    for section in &filing.sections {
        match visibility::hidden_bundle(&section.source.path, filing, bundles) {
            Some(head) => diagnostics.push(faults::category_hidden(section, head)),
            None => sections.push(Arc::clone(section)),
        }
    }
    sections.sort_by(|a, b| (a.weight, &a.folder).cmp(&(b.weight, &b.folder)));
    Checked::new(sections, diagnostics)
}

/// Places the public documents, in the order of their paths. One that lies in no category is
/// reported and left out.
pub(super) fn place(
    filing: &Filing,
    bundles: &Bundles,
    hidden: &Hidden,
    sections: &[Arc<Section>],
) -> Checked<Vec<Placed>> {
    let documents = filing.documents.iter();
    let mut documents: Vec<&Arc<Document>> =
        documents.filter(|document| !hidden.contains(&document.source.path)).collect();
    documents.sort_by(|a, b| a.source.path.cmp(&b.source.path));
    let place = |document: &&Arc<Document>| place_one(document, filing, bundles, sections);
    let all: Vec<Checked<Option<Placed>>> = documents.par_iter().map(place).collect();
    let mut diagnostics = Vec::new();
    let placed = all.into_iter().filter_map(|placed| placed.collect_into(&mut diagnostics));
    let placed = placed.collect();
    Checked::new(placed, diagnostics)
}

fn place_one(
    document: &Arc<Document>,
    filing: &Filing,
    bundles: &Bundles,
    sections: &[Arc<Section>],
) -> Checked<Option<Placed>> {
    let mut diagnostics = Vec::new();
    let head = head_over(document, bundles);
    let section = section_of(&document.source.path, sections);
    check(document, section.map(|index| &*sections[index]), head, &mut diagnostics);
    let Some(section) = section else { return Checked::new(None, diagnostics) };
    issuers::check(document, filing.config, &mut diagnostics);
    let bundle = bundles.around(&document.source.path).next();
    let issuers = issuers::names(document, head, &filing.config.issuers);
    let placed = Placed {
        document: Arc::clone(document),
        section,
        bundle: bundle.map(|(folder, _)| folder.to_owned()),
        filed_under: issuers::filed_under(document, &issuers, &filing.config.issuers),
        issuers,
        published: filing.published(document),
        deadline: filing.deadline(document),
        schedule: schedule::schedule(document, filing),
        unpublished: visibility::unpublished(document, filing, bundles),
    };
    Checked::new(Some(placed), diagnostics)
}

/// Reports of hidden documents what [`place`] reports of public ones.
pub(super) fn check_hidden(
    filing: &Filing,
    bundles: &Bundles,
    hidden: &Hidden,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for document in filing.documents.iter().filter(|d| hidden.contains(&d.source.path)) {
        let section = section_of(&document.source.path, &filing.sections);
        let section = section.map(|index| &*filing.sections[index]);
        check(document, section, head_over(document, bundles), diagnostics);
        issuers::check(document, filing.config, diagnostics);
    }
}

/// Returns the head of the innermost bundle that a document lies in without being its head.
fn head_over<'a>(document: &Document, bundles: &Bundles<'a>) -> Option<&'a Document> {
    let (_, head) = bundles.around(&document.source.path).next()?;
    (head.source.path != document.source.path).then_some(head)
}

/// Returns the index of the deepest category whose folder holds the file.
fn section_of(path: &SitePath, sections: &[Arc<Section>]) -> Option<usize> {
    let folder = path.folder().strip_prefix("content")?.trim_start_matches('/');
    sections
        .iter()
        .enumerate()
        .filter(|(_, section)| {
            !section.folder.is_empty()
                && (folder == section.folder
                    || folder.strip_prefix(&*section.folder).is_some_and(|r| r.starts_with('/')))
        })
        .max_by_key(|(_, section)| section.folder.len())
        .map(|(index, _)| index)
}

/// Checks that a document has what its category asks for, and nothing that belongs elsewhere.
fn check(
    document: &Document,
    section: Option<&Section>,
    head: Option<&Document>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(section) = section else {
        diagnostics.push(faults::category_missing(document));
        return;
    };
    let front = &document.front;
    let is_article =
        head.is_some_and(|head| head.front.issue.is_some() || head.front.has_unreadable_issue);
    if front.date.is_none()
        && !front.has_unreadable_date
        && section.kind.needs_date()
        && !is_article
    {
        // A draft may wait for its date: it is not published before it has one.
        let mut missing = front.date_missing();
        if front.is_draft {
            missing.severity = Severity::Warning;
        }
        diagnostics.push(missing);
    }
    if let Some(issue) = &front.issue {
        if !section.kind.has_issues() {
            diagnostics.push(faults::issue_elsewhere(document, issue.span.clone(), &section.title));
        } else if document.source.path.file_name() != "index.md" {
            diagnostics.push(faults::issue_without_bundle(document, issue.span.clone()));
        }
    }
    if let Some(column) = front.column.as_ref().filter(|_| !is_article) {
        diagnostics.push(faults::column_elsewhere(document, column));
    }
}
