//! Tables of a Word file, with their merged cells.

use crate::import::flow::{Block, Cell, Paragraph, Table};
use crate::import::xml::Element;
use std::collections::BTreeSet;

const MAX_COLUMNS: usize = 200;

/// Reads a table, whose cells `read_cell` reads. One of a single column is a frame around a text, and read as
/// that text.
pub(super) fn read(
    element: &Element,
    read_cell: &mut dyn FnMut(&Element) -> Vec<Block>,
) -> Vec<Block> {
    let mut table = Table::default();
    // For each column, the row and the index of the cell that reaches down.
    let mut above: Vec<Option<(usize, usize)>> = Vec::new();
    let mut frame = Vec::new();
    // For each row, the columns in which its cells begin.
    let mut starts: Vec<Vec<usize>> = Vec::new();
    for row in rows(element) {
        let mut cells: Vec<Cell> = Vec::new();
        let mut columns_of_row = Vec::new();
        let mut column = row_skip(row);
        for element in row_cells(row) {
            let none = Element::default();
            let properties = element.child("tcPr").unwrap_or(&none);
            let columns = properties.value("gridSpan").and_then(|span| span.parse().ok());
            let columns = columns.unwrap_or(1).clamp(1, MAX_COLUMNS);
            let merge = properties.child("vMerge");
            let continues = merge.is_some_and(|m| m.attribute("val") != Some("restart"));
            if above.len() < column + columns {
                above.resize((column + columns).min(MAX_COLUMNS * 2), None);
            }
            let upper = above.get(column).copied().flatten().filter(|_| continues);
            let blocks = read_cell(element);
            frame.extend(blocks.iter().cloned());
            let place = match upper {
                Some((row, index)) if row < table.rows.len() => {
                    let last = table.rows.len();
                    if let Some(cell) = table.rows[row].get_mut(index) {
                        cell.rows = cell.rows.max(last - row + 1);
                        cell.paragraphs
                            .extend(paragraphs(&blocks).into_iter().filter(|p| !p.is_empty()));
                    }
                    upper
                }
                _ => {
                    columns_of_row.push(column);
                    cells.push(Cell { paragraphs: paragraphs(&blocks), columns, rows: 1 });
                    Some((table.rows.len(), cells.len() - 1))
                }
            };
            for slot in above.iter_mut().skip(column).take(columns) {
                *slot = place.filter(|_| merge.is_some());
            }
            column += columns;
        }
        table.rows.push(cells);
        starts.push(columns_of_row);
    }
    merge_grid(&mut table, &starts);
    let is_frame = table.rows.iter().all(|row| row.len() <= 1);
    if is_frame { frame } else { vec![Block::Table(table)] }
}

/// Makes one column of those that no cell separates: Word has a column for every edge that was ever
/// moved.
fn merge_grid(table: &mut Table, starts: &[Vec<usize>]) {
    let edges: BTreeSet<usize> = starts.iter().flatten().copied().collect();
    for (row, starts) in table.rows.iter_mut().zip(starts) {
        for (cell, start) in row.iter_mut().zip(starts) {
            cell.columns = edges.range(*start..start + cell.columns).count().max(1);
        }
    }
}

/// How many columns are left out at the beginning of a row.
fn row_skip(row: &Element) -> usize {
    let skipped =
        row.child("trPr").and_then(|properties| properties.value("gridBefore")?.parse().ok());
    skipped.unwrap_or(0).min(MAX_COLUMNS)
}

/// Returns the rows that were not deleted, also those in content controls.
fn rows(element: &Element) -> Vec<&Element> {
    let mut rows = Vec::new();
    for child in element.elements() {
        match &*child.name {
            "tr" if child.child("trPr").is_none_or(|p| p.child("del").is_none()) => {
                rows.push(child)
            }
            "tr" | "tblPr" | "tblGrid" => {}
            _ => rows.extend(self::rows(child)),
        }
    }
    rows
}

fn row_cells(row: &Element) -> Vec<&Element> {
    let mut cells = Vec::new();
    for child in row.elements() {
        match &*child.name {
            "tc" => cells.push(child),
            "trPr" | "tblPrEx" => {}
            _ => cells.extend(row_cells(child)),
        }
    }
    cells
}

/// Returns the paragraphs of a cell; a table in it is written cell by cell.
fn paragraphs(blocks: &[Block]) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => paragraphs.push(paragraph.clone()),
            Block::Table(table) => {
                paragraphs.extend(table.cells().flat_map(|cell| cell.paragraphs.iter().cloned()));
            }
            Block::Markdown(_) | Block::PageEnd => {}
        }
    }
    paragraphs
}
