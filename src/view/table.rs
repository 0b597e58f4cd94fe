//! A table of data that lies beside a page.

use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct TableView {
    /// What it is a table of: the title of its page.
    pub caption: String,
    pub columns: Vec<TableColumnView>,
    /// Cells of plain text; every row has as many as there are columns.
    pub rows: Vec<Vec<String>>,
    /// The name of the file: `members.csv`
    pub file: String,
    /// Where the file can be downloaded.
    pub url: String,
    /// 12 KB
    pub size_text: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct TableColumnView {
    pub name: String,
    /// Whether all its cells are figures.
    pub figures: bool,
}
