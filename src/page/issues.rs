//! Issues of newsletters (会讯): their contents by column, their neighbours and their covers.

use super::dates::{date_of, date_view};
use super::document_link::status;
use super::links::{issue_view, link_view};
use super::site::Site;
use crate::address::url;
use crate::register::{DocId, Register};
use crate::view::{ColumnView, IssueCover, LinkView};
use std::collections::BTreeMap;

/// How many articles a cover names.
pub(super) const ON_COVER: usize = 4;

/// The articles of an issue by column, in the order in which the columns first appear.
pub(super) fn columns(site: &Site, issue: DocId) -> Vec<ColumnView> {
    let register = &*site.register;
    let mut columns: Vec<ColumnView> = Vec::new();
    for article in articles(site, issue) {
        let name = register.entry(*article).document.front.column.as_ref();
        let name = name.map(|column| column.value.clone()).unwrap_or_default();
        let link = site.link(*article);
        match columns.iter_mut().find(|column| column.name == name) {
            Some(column) => column.articles.push(link),
            None => columns.push(ColumnView { name, articles: vec![link] }),
        }
    }
    columns
}

/// The articles of the issue that an article belongs to, itself among them; empty where there is no other.
pub(super) fn contents_around(site: &Site, article: DocId) -> Vec<ColumnView> {
    match site.register.entry(article).issue {
        Some(issue) if articles(site, issue).len() > 1 => columns(site, issue),
        _ => Vec::new(),
    }
}

/// The issues before and after one, by year and number.
pub(super) fn neighbours(register: &Register, id: DocId) -> (Option<DocId>, Option<DocId>) {
    let section = register.entry(id).section;
    let issues: BTreeMap<_, DocId> = register
        .lists
        .issues
        .keys()
        .filter(|issue| register.entry(**issue).section == section)
        .filter_map(|issue| Some((register.entry(*issue).issue_number()?, *issue)))
        .collect();
    let Some(own) = register.entry(id).issue_number() else { return (None, None) };
    let before = issues.range(..own).next_back().map(|(_, id)| *id);
    let after = issues.range(own..).nth(1).map(|(_, id)| *id);
    (before, after)
}

/// The articles of an issue in the order of its contents; none for any other document.
pub(super) fn articles(site: &Site, issue: DocId) -> &[DocId] {
    site.register.lists.issues.get(&issue).map_or(&[], Vec::as_slice)
}

/// The cover of an issue, which names the first of these articles; `None` for any other document.
pub(super) fn cover(site: &Site, id: DocId, named: &[DocId]) -> Option<IssueCover> {
    let section = site.register.section_of(id);
    Some(IssueCover {
        category: LinkView {
            title: section.title.clone(),
            url: site.addresses.href(&url::section(&section.address)),
        },
        issue: issue_view(site, id)?,
        date: date_of(&site.register, id).map(|date| date_view(site.words(), date)),
        status: status(site.words(), site.register.entry(id).unpublished),
        articles: named.iter().take(ON_COVER).map(|id| link_view(site, *id)).collect(),
        article_count: articles(site, id).len(),
    })
}
