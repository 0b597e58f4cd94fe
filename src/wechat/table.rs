//! Tables: as they are where a phone shows them whole, else each row as a record of lines `列名：值`.
//!
//! A table that scrolls by itself does not survive WeChat's editor, and one that is shrunk cannot be read. So
//! a table that does not fit at 14 or at 12 px becomes records, in which merged cells stand again and again.

use super::labels::Labels;
use super::look;
use super::widths::{self, Fit, Text};
use super::writer::Writer;
use std::ops::Range;

/// How many columns or rows a cell may span.
const MAX_SPAN: usize = 60;

/// A cell with its content as HTML.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub html: String,
    /// Its text, by which its width is estimated.
    pub text: String,
    pub is_head: bool,
    pub is_whole: bool,
    /// The width of the widest part of it that may not be broken, in em.
    pub unbroken: f32,
    /// `left`, `center`, `right`, or nothing.
    pub alignment: &'static str,
    pub columns: usize,
    pub rows: usize,
}

/// The cells of a table by rows, as they were typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub rows: Vec<Vec<Cell>>,
    /// How many rows at the top are marked as the head.
    pub head: usize,
}

/// A cell with its place.
struct Placed<'t> {
    cell: &'t Cell,
    columns: Range<usize>,
    rows: Range<usize>,
}

/// The cells with their places, and which of them each row has, from left to right.
struct Grid<'t> {
    placed: Vec<Placed<'t>>,
    rows: Vec<Vec<usize>>,
    columns: usize,
}

impl<'t> Grid<'t> {
    /// Gives each cell its place, as browsers do.
    fn of(table: &'t Table) -> Grid<'t> {
        let count = table.rows.len();
        let mut grid = Grid { placed: Vec::new(), rows: vec![Vec::new(); count], columns: 0 };
        // Up to which row each column is taken by a cell above.
        let mut taken: Vec<usize> = Vec::new();
        for (row, cells) in table.rows.iter().enumerate() {
            let mut column = 0;
            for cell in cells {
                while taken.get(column).is_some_and(|until| *until > row) {
                    column += 1;
                }
                let end = column + cell.columns.clamp(1, MAX_SPAN);
                let below = (row + cell.rows.clamp(1, MAX_SPAN)).min(count);
                if taken.len() < end {
                    taken.resize(end, 0);
                }
                for taken in taken.get_mut(column..end).unwrap_or_default() {
                    *taken = below;
                }
                for row in grid.rows.get_mut(row..below).unwrap_or_default() {
                    row.push(grid.placed.len());
                }
                grid.placed.push(Placed { cell, columns: column..end, rows: row..below });
                column = end;
            }
            grid.columns = grid.columns.max(column);
        }
        for row in &mut grid.rows {
            row.sort_by_key(|index| grid.placed.get(*index).map(|placed| placed.columns.start));
        }
        grid
    }

    /// The cells of a row, those from above too.
    fn row(&self, row: usize) -> impl Iterator<Item = &Placed<'t>> {
        let indices = self.rows.get(row).into_iter().flatten();
        indices.filter_map(|index| self.placed.get(*index))
    }

    /// Returns what stands over each column in the first rows, as HTML.
    fn headings(&self, head: usize, labels: Labels) -> Vec<String> {
        let mut headings = vec![String::new(); self.columns];
        for row in 0..head {
            for placed in self.row(row).filter(|placed| placed.rows.start == row) {
                let html = &placed.cell.html;
                for heading in headings.get_mut(placed.columns.clone()).unwrap_or_default() {
                    if !heading.is_empty() && !html.is_empty() {
                        heading.push_str(labels.slash());
                    }
                    heading.push_str(html);
                }
            }
        }
        headings
    }
}

impl Table {
    /// Writes the table so that it fits into `room` px.
    pub fn write(&self, room: f32, labels: Labels, out: &mut Writer) {
        let grid = Grid::of(self);
        if grid.columns == 0 {
            return;
        }
        let texts = grid.placed.iter().filter(|placed| placed.columns.len() == 1);
        let texts: Vec<Text> = texts
            .map(|Placed { cell, columns, .. }| Text {
                column: columns.start,
                text: cell.text.clone(),
                is_whole: cell.is_whole,
                unbroken: cell.unbroken,
            })
            .collect();
        match widths::fit(grid.columns, &texts, room) {
            Some(fit) => write_rows(&grid, &fit, out),
            None => self.write_records(&grid, labels, out),
        }
    }

    fn write_records(&self, grid: &Grid<'_>, labels: Labels, out: &mut Writer) {
        let head = self.head_rows();
        let headings = grid.headings(head, labels);
        let mut is_shown = vec![false; grid.columns];
        for row in head..grid.rows.len() {
            out.open("section", look::RECORD);
            for (index, placed) in grid.row(row).enumerate() {
                let is_across = placed.columns.len() == grid.columns;
                if !is_across {
                    is_shown.get_mut(placed.columns.clone()).unwrap_or_default().fill(true);
                }
                // Over a merged cell stand several headings.
                let mut over: Vec<&str> = Vec::new();
                for heading in headings.get(placed.columns.clone()).unwrap_or_default() {
                    if !is_across && !heading.is_empty() && !over.contains(&heading.as_str()) {
                        over.push(heading);
                    }
                }
                let heading = over.join(labels.comma());
                write_line(&heading, placed.cell, index == 0, labels, out);
            }
            out.close("section");
        }
        // Headings over no cell, as those of a form to be filled in, are written all the same; one over several columns once.
        let left = headings.iter().zip(is_shown).filter(|(_, is_shown)| !is_shown);
        let mut left: Vec<&String> = left.map(|(heading, _)| heading).collect();
        left.dedup();
        if head == grid.rows.len() || left.iter().any(|heading| !heading.is_empty()) {
            out.open("section", look::RECORD);
            for (index, heading) in left.into_iter().enumerate() {
                write_line(heading, &Cell::default(), index == 0, labels, out);
            }
            out.close("section");
        }
    }

    /// Returns how many rows are headings: those of `thead`, else the first ones whose cells all are.
    fn head_rows(&self) -> usize {
        let is_head = |row: &&Vec<Cell>| !row.is_empty() && row.iter().all(|cell| cell.is_head);
        self.head.max(self.rows.iter().take_while(is_head).count())
    }
}

fn write_rows(grid: &Grid<'_>, fit: &Fit, out: &mut Writer) {
    out.open("table", &format!("{};font-size:{}px", look::TABLE, fit.size));
    out.open("tbody", "");
    for row in 0..grid.rows.len() {
        out.open("tr", "");
        for Placed { cell, columns, rows } in grid.row(row).filter(|own| own.rows.start == row) {
            let (tag, style) =
                if cell.is_head { ("th", look::HEAD_CELL) } else { ("td", look::CELL) };
            let mut style = style.to_owned();
            if let (1, Some(share)) = (columns.len(), fit.shares.get(columns.start)) {
                style += &format!(";width:{share}%");
            }
            let usual = if cell.is_head { "center" } else { "left" };
            let alignment = if cell.alignment.is_empty() { usual } else { cell.alignment };
            style += &format!(";text-align:{alignment}");
            if cell.is_whole {
                style += ";white-space:nowrap";
            }
            let mut attributes = String::new();
            for (name, span) in [("colspan", columns.len()), ("rowspan", rows.len())] {
                if span > 1 {
                    attributes += &format!(" {name}=\"{span}\"");
                }
            }
            out.open_with(tag, &style, &attributes);
            out.html.push_str(&cell.html);
            out.close(tag);
        }
        out.close("tr");
    }
    out.close("tbody");
    out.close("table");
}

/// The beginnings of elements that stand on lines of their own.
const BLOCKS: [&str; 8] = ["<p", "<section", "<ul", "<ol", "<blockquote", "<table", "<h", "<br"];

/// Writes a line of a record.
fn write_line(heading: &str, cell: &Cell, is_first: bool, labels: Labels, out: &mut Writer) {
    if heading.is_empty() && cell.html.is_empty() {
        return;
    }
    out.open("section", if is_first { look::RECORD_HEAD } else { look::RECORD_LINE });
    if !heading.is_empty() {
        let has_blocks = BLOCKS.iter().any(|block| heading.contains(block));
        let tag = if has_blocks { "section" } else { "span" };
        out.open(tag, look::RECORD_LABEL);
        out.html.push_str(heading);
        if !has_blocks && !heading.ends_with([':', '：']) {
            out.text(labels.colon());
        }
        out.close(tag);
    }
    if cell.is_whole {
        out.open("span", look::UNBROKEN);
        out.html.push_str(&cell.html);
        out.close("span");
    } else {
        out.html.push_str(&cell.html);
    }
    out.close("section");
}
