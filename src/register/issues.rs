//! Issues of newsletters, and the articles that belong to them.

use super::copies::is_named_copy;
use super::doc_id::DocId;
use super::faults;
use super::placement::Placed;
use super::scope::Scope;
use crate::diagnostic::{Checked, Diagnostic};
use crate::document::Issue;
use crate::source::{SitePath, Spanned};
use std::collections::BTreeMap;

/// Checks that each issue of a newsletter is there once.
pub(super) fn check_numbers(documents: &[Placed], diagnostics: &mut Vec<Diagnostic>) {
    let mut by_number: BTreeMap<(usize, u16, u32), Vec<&Spanned<Issue>>> = BTreeMap::new();
    for placed in documents {
        if let Some(issue) = &placed.document.front.issue {
            let key = (placed.section, issue.value.year, issue.value.number);
            by_number.entry(key).or_default().push(issue);
        }
    }
    for holders in by_number.into_values() {
        let is_original = |issue: &&Spanned<Issue>| !is_named_copy(&issue.span.file);
        let original = holders.iter().position(is_original).unwrap_or(0);
        for (index, issue) in holders.iter().enumerate() {
            if index != original {
                diagnostics.push(faults::issue_taken(issue, holders[original]));
            }
        }
    }
}

/// Returns the issue that each document is an article of, by [`DocId`]: the head of the bundle
/// that the document lies in. A bundle that is no issue is reported.
pub(super) fn of_articles(scope: &Scope) -> Checked<Vec<Option<DocId>>> {
    let mut diagnostics = Vec::new();
    let issues = scope.documents.iter();
    let issues = issues.map(|placed| of_article(placed, scope, &mut diagnostics)).collect();
    Checked::new(issues, diagnostics)
}

fn of_article(article: &Placed, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) -> Option<DocId> {
    let document = &article.document;
    if document.source.path.file_name() == "index.md" {
        return None;
    }
    let head = SitePath::new(&format!("{}/index.md", article.bundle.as_ref()?));
    if scope.filing.unread.contains(&head) {
        return None;
    }
    let id = scope.index.by_path.get(&head).copied();
    let front = id.map(|id| &scope.document(id).front);
    if front.is_some_and(|front| front.issue.is_some()) {
        return id;
    }
    // What is wrong with an issue that could not be read is reported already.
    if !front.is_some_and(|front| front.has_unreadable_issue) {
        let key_names = front.map_or(document.front.key_names, |front| front.key_names);
        diagnostics.push(faults::article_stray(document, &head, &key_names.line("issue")));
    }
    None
}
