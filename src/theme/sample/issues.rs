//! Samples of newsletters: an issue, its contents and its cover.

use super::{HOSTILE, date, document_link, link, status};
use crate::view::{
    ColumnView, DocumentView, IssueCover, IssueView, LinkView, NewsletterPage, View,
};

pub fn issue(total: Option<u32>) -> IssueView {
    IssueView {
        title: format!("会讯{HOSTILE}"),
        url: "/portal/newsletters/2025/2/".to_owned(),
        year: 2025,
        number: 2,
        total,
        label: "2025年第2期（总第34期）".to_owned(),
    }
}

pub fn cover(total: Option<u32>, article_count: usize) -> IssueCover {
    IssueCover {
        category: link(HOSTILE, "/portal/newsletters/"),
        issue: issue(total),
        date: total.map(|_| date(15)),
        status: total.map(|_| status()),
        articles: vec![link(HOSTILE, "/portal/newsletters/2025/2/one/"); article_count.min(4)],
        article_count,
    }
}

pub fn contents() -> Vec<ColumnView> {
    [HOSTILE, ""]
        .map(|name| ColumnView { name: name.to_owned(), articles: vec![document_link(HOSTILE)] })
        .to_vec()
}

pub fn newsletter(
    page: DocumentView,
    total: Option<u32>,
    columns: Vec<ColumnView>,
    previous: Option<LinkView>,
) -> View {
    let issue = issue(total);
    View::Newsletter(Box::new(NewsletterPage { page, issue, columns, previous, next: None }))
}
