//! The table of data beside a page, as the page shows it.

use super::data_tables::PageTable;
use super::site::Site;
use super::size_text::size_text;
use crate::data_table::Column;
use crate::register::DocId;
use crate::view::{TableColumnView, TableView};

pub(super) fn of_document(site: &Site, id: DocId) -> Option<TableView> {
    let title = site.register.entry(id).title();
    site.tables.documents.get(&id).map(|found| view(site, title, found))
}

pub(super) fn of_section(site: &Site, index: usize) -> Option<TableView> {
    let title = &site.register.sections[index].title;
    site.tables.sections.get(&index).map(|found| view(site, title, found))
}

fn view(site: &Site, title: &str, found: &PageTable) -> TableView {
    let PageTable { file, size, table } = found;
    let column =
        |column: &Column| TableColumnView { name: column.name.clone(), figures: column.is_figures };
    TableView {
        caption: title.to_owned(),
        columns: table.columns.iter().map(column).collect(),
        rows: table.rows.clone(),
        file: file.file_name().to_owned(),
        url: site.addresses.href(&site.file_address(file)),
        size_text: size_text(*size as u64),
    }
}
