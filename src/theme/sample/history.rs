//! Samples of the commits of a document.

use super::{HOSTILE, date};
use crate::view::{HistoryView, RevisionView};

pub(super) fn history() -> HistoryView {
    let revision = |day, url: Option<&str>| RevisionView {
        date: date(day),
        commit: "2c1bfdb2f5".to_owned(),
        url: url.map(|url| format!("{url}{HOSTILE}")),
    };
    let newest = revision(20, Some("https://example.org/xiehui/portal/commit/2c1bfdb2f5"));
    HistoryView {
        first: revision(16, None),
        last: newest.clone(),
        revisions: vec![newest, revision(18, None)],
        more: 1,
        source: Some(format!("https://example.org/xiehui/portal/blob/2c1bfdb2f5/a.md{HOSTILE}")),
    }
}

/// The same of a repository that is not public.
pub(super) fn private_history() -> HistoryView {
    HistoryView { source: None, more: 0, ..history() }
}
