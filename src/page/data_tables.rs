//! The tables of data that lie beside pages, read from their files.

use crate::address::{BodyLinks, ResolvedLinks};
use crate::data_table::{self, DataTable};
use crate::diagnostic::{Checked, Diagnostic};
use crate::markdown::Outline;
use crate::register::{DocId, Register};
use crate::scheme::Scheme;
use crate::source::{SitePath, Spanned, Tree};
use std::collections::BTreeMap;

/// The tables of all public pages that have one.
#[derive(Debug, Default)]
pub struct Tables {
    pub(super) documents: BTreeMap<DocId, PageTable>,
    /// By index of the category.
    pub(super) sections: BTreeMap<usize, PageTable>,
}

/// A table with its file.
#[derive(Debug)]
pub(super) struct PageTable {
    pub file: SitePath,
    pub size: usize,
    pub table: DataTable,
}

impl Tables {
    /// Returns the rows of the table of a document; none if it has no table.
    pub fn rows(&self, id: DocId) -> impl Iterator<Item = &Vec<String>> {
        self.documents.get(&id).into_iter().flat_map(|found| &found.table.rows)
    }
}

/// Reads the tables of all public pages. A file that no link of the page may lead to is reported with the links.
pub fn tables(register: &Register, links: &ResolvedLinks, tree: &Tree) -> Checked<Tables> {
    let mut diagnostics = Vec::new();
    let mut tables = Tables::default();
    for (id, entry) in register.ids().zip(&register.entries) {
        let document = &entry.document;
        let Some(data) = &document.front.data else { continue };
        let links = &links.documents[id.0];
        let table = table(data, &document.outline, links, tree, &mut diagnostics);
        tables.documents.extend(table.map(|table| (id, table)));
    }
    for (index, section) in register.sections.iter().enumerate() {
        let Some(data) = &section.data else { continue };
        let links = &links.sections[index];
        let table = table(data, &section.outline, links, tree, &mut diagnostics);
        tables.sections.extend(table.map(|table| (index, table)));
    }
    Checked::new(tables, diagnostics)
}

fn table(
    data: &Spanned<String>,
    outline: &Outline,
    links: &BodyLinks,
    tree: &Tree,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<PageTable> {
    let index = outline.links.iter().rposition(|link| link.span == data.span)?;
    let file = links.files.iter().find(|(link, _)| *link == index).map(|(_, file)| file);
    let Some(file) = file else {
        let leads_to_page = links.resolved.links.get(index).is_some_and(Option::is_some);
        if leads_to_page || Scheme::parse(&data.value) != Scheme::Relative {
            diagnostics.push(data_table::no_file(&data.span, &data.value));
        }
        return None;
    };
    if file.extension() != "csv" {
        diagnostics.push(data_table::no_table_format(&data.span, file.file_name()));
        return None;
    }
    // What cannot be read is found when the file is published.
    let bytes = (tree.read)(file).ok()?;
    let table = data_table::read(file, &bytes, &data.span).collect_into(diagnostics)?;
    Some(PageTable { file: file.clone(), size: bytes.len(), table })
}
