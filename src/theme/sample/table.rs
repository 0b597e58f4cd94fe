//! A table of data beside a page.

use super::HOSTILE;
use crate::view::{TableColumnView, TableView};

pub(super) fn table() -> TableView {
    let column = |name: &str, figures| TableColumnView { name: name.to_owned(), figures };
    TableView {
        caption: HOSTILE.to_owned(),
        columns: vec![column(HOSTILE, false), column("床位", true)],
        rows: vec![vec![HOSTILE.to_owned(), "1,200".to_owned()]],
        file: HOSTILE.to_owned(),
        url: "/portal/notices/a.csv".to_owned(),
        size_text: "12 KB".to_owned(),
    }
}
