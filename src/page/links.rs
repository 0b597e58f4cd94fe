//! Things where they are only named: documents, issuers, issues, topics.

use super::site::Site;
use crate::address::url;
use crate::register::DocId;
use crate::view::{IssueView, IssuerLink, LinkView, TaxonomyView, TermView};
use std::cmp::Reverse;

pub(super) fn link_view(site: &Site, id: DocId) -> LinkView {
    LinkView {
        title: site.register.entry(id).title().to_owned(),
        url: site.addresses.href(site.addresses.document(id)),
    }
}

/// An issuer by any of its names, as a link under that name.
pub(super) fn issuer_link(site: &Site, name: &str) -> IssuerLink {
    let issuer = site.config.issuers.named(name);
    let today = issuer.map_or(name, |issuer| &issuer.name.value);
    let series = issuer.map_or(&[][..], |issuer| &issuer.series);
    IssuerLink {
        name: name.to_owned(),
        codes: series.iter().map(|series| series.code.value.clone()).collect(),
        url: site.addresses.issuer(name).map(|address| site.addresses.href(address)),
        count: site.register.lists.issuers.get(today).map_or(0, Vec::len),
    }
}

pub(super) fn issue_view(site: &Site, id: DocId) -> Option<IssueView> {
    let entry = site.register.entry(id);
    let issue = entry.issue_number()?;
    Some(IssueView {
        title: entry.title().to_owned(),
        url: site.addresses.href(site.addresses.document(id)),
        year: issue.year,
        number: issue.number,
        total: issue.total,
        label: site.words().issue(issue),
    })
}

pub(super) fn taxonomy(site: &Site) -> TaxonomyView {
    TaxonomyView {
        name: site.words().topics().to_owned(),
        slug: "topics".to_owned(),
        url: site.addresses.href(url::TOPICS),
    }
}

pub(super) fn term(site: &Site, name: &str) -> TermView {
    let list = site.register.lists.topics.get(name);
    TermView {
        name: name.to_owned(),
        slug: site.addresses.topic_slug(name).to_owned(),
        url: site.addresses.href(&site.addresses.topic(name)),
        page_count: list.map_or(0, Vec::len),
    }
}

/// The topics with the most documents.
pub(super) fn most_used_topics(site: &Site, count: usize) -> Vec<TermView> {
    let mut terms: Vec<TermView> =
        site.register.lists.topics.keys().map(|name| term(site, name)).collect();
    terms.sort_by_key(|term| Reverse(term.page_count));
    terms.truncate(count);
    terms
}
