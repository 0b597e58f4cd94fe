//! Where a document belongs: its category, its bundle, its issue.

use super::hidden::Hiding;
use super::{DocId, Entry, Filing, LeftOut, Register, Unpublished, Validity, faults, issuers};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::document::section::Section;
use crate::source::SitePath;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) struct Placed {
    pub entries: Vec<Entry>,
    /// The categories that are public, in the order given.
    pub sections: Vec<Arc<Section>>,
    pub hidden: BTreeSet<SitePath>,
    pub left_out: LeftOut,
}

/// Gives each public document its place; what has none is reported.
pub(super) fn place(
    filing: &Filing,
    all_sections: Vec<Arc<Section>>,
    hiding: &Hiding,
    diagnostics: &mut Vec<Diagnostic>,
) -> Placed {
    let bundles: BTreeMap<&str, &Arc<Document>> = filing
        .documents
        .iter()
        .filter(|document| document.source.path.file_name() == "index.md")
        .map(|document| (document.source.path.folder(), document))
        .collect();
    let mut hidden = BTreeSet::new();
    let mut sections = Vec::new();
    for section in &all_sections {
        match hiding.bundle_over(&section.source.path) {
            Some(head) => {
                diagnostics.push(faults::hidden_category(section, head));
                hidden.insert(section.source.path.clone());
            }
            None => sections.push(Arc::clone(section)),
        }
    }
    let entries = Vec::new();
    let mut placed = Placed { entries, sections, hidden, left_out: LeftOut::default() };
    let mut documents: Vec<&Arc<Document>> = filing.documents.iter().collect();
    documents.sort_by(|a, b| a.source.path.cmp(&b.source.path));
    for document in documents {
        let path = &document.source.path;
        let bundle = bundle_of(path, &bundles);
        let unpublished = hiding.reason(document);
        if hiding.hides(document) {
            placed.hidden.insert(path.clone());
            placed.left_out.count(unpublished.unwrap_or(Unpublished::Internal));
            let section = section_of(path, &all_sections).map(|index| &*all_sections[index]);
            check(document, section, bundle, diagnostics);
            issuers::issued(document, bundle, filing, diagnostics);
            continue;
        }
        let section = section_of(path, &placed.sections);
        check(document, section.map(|index| &*placed.sections[index]), bundle, diagnostics);
        let Some(section) = section else { continue };
        let issued = issuers::issued(document, bundle, filing, diagnostics);
        placed.entries.push(Entry {
            document: Arc::clone(document),
            section,
            issue: None,
            bundle: bundle.map(|(folder, _)| folder.to_owned()),
            issuers: issued.names,
            filed_under: issued.filed_under,
            relations: Vec::new(),
            reverse: Vec::new(),
            attachments: Vec::new(),
            attached_to: Vec::new(),
            citations: Vec::new(),
            cited_by: Vec::new(),
            validity: Validity::default(),
            published: filing.published(document),
            deadline: filing.deadline(document),
            unpublished,
        });
    }
    placed
}

/// Links articles to the issue whose bundle they lie in.
pub(super) fn into_issues(
    register: &mut Register,
    filing: &Filing,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for index in 0..register.entries.len() {
        let entry = &register.entries[index];
        let path = entry.document.source.path.clone();
        let Some(bundle) = entry.bundle.clone().filter(|_| path.file_name() != "index.md") else {
            continue;
        };
        let head = SitePath::new(&format!("{bundle}/index.md"));
        if filing.unread.contains(&head) {
            continue;
        }
        let issue = register.by_path.get(&head).copied();
        if let Some(id) = issue.filter(|id| register.entry(*id).issue_number().is_some()) {
            register.entries[index].issue = Some(id);
            continue;
        }
        let front = issue.map(|id| &register.entry(id).document.front);
        let document = &register.entries[index].document;
        let key_names = front.map_or(document.front.key_names, |front| front.key_names);
        // What is wrong with an issue that could not be read is reported already.
        if !front.is_some_and(|front| front.has_unreadable_issue) {
            diagnostics.push(faults::stray_article(document, &head, &key_names.line("issue")));
        }
    }
}

/// The deepest category whose folder holds the file.
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

/// The bundle a file lies in: the nearest folder above it that has an `index.md`.
fn bundle_of<'a>(
    path: &'a SitePath,
    bundles: &BTreeMap<&str, &'a Arc<Document>>,
) -> Option<(&'a str, &'a Arc<Document>)> {
    path.folders().find_map(|folder| Some((folder, *bundles.get(folder)?)))
}

/// What a document of a category must have.
fn check(
    document: &Document,
    section: Option<&Section>,
    bundle: Option<(&str, &Arc<Document>)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(section) = section else {
        diagnostics.push(faults::no_category(document));
        return;
    };
    let front = &document.front;
    let is_article = bundle.is_some_and(|(_, head)| {
        (head.front.issue.is_some() || head.front.has_unreadable_issue)
            && head.source.path != document.source.path
    });
    if front.date.is_none()
        && !front.has_unreadable_date
        && section.kind.needs_date()
        && !is_article
    {
        diagnostics.push(front.date_missing());
    }
    if let Some(issue) = &front.issue {
        if !section.kind.has_issues() {
            diagnostics.push(faults::issue_elsewhere(document, issue.span.clone(), &section.title));
        } else if document.source.path.file_name() != "index.md" {
            diagnostics.push(faults::issue_no_bundle(document, issue.span.clone()));
        }
    }
    if let Some(column) = front.column.as_ref().filter(|_| !is_article) {
        diagnostics.push(faults::column_elsewhere(document, column));
    }
}

/// The articles of every issue, in the order in which its contents list them: by weight, then by
/// the name of the file.
pub(super) fn articles(register: &Register) -> BTreeMap<DocId, Vec<DocId>> {
    let mut issues: BTreeMap<DocId, Vec<DocId>> = BTreeMap::new();
    for id in register.ids() {
        let entry = register.entry(id);
        if entry.issue_number().is_some() {
            issues.entry(id).or_default();
        }
        if let Some(issue) = entry.issue {
            issues.entry(issue).or_default().push(id);
        }
    }
    for articles in issues.values_mut() {
        articles.sort_by_key(|id| {
            let document = &register.entry(*id).document;
            (document.front.weight, document.source.path.clone())
        });
    }
    issues
}
