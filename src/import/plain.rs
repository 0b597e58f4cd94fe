//! Reads plain text in any usual encoding, and the text of a PDF as `pdftotext -layout` writes it.

use super::flow::{Align, Block, Cell, Flow, Paragraph, Table};
use super::remark::Remark;
use super::symbols;
use crate::failure::Failure;
use crate::lines::{self, Line};
use crate::source::{Encoding, SitePath, Source};
use std::collections::BTreeMap;

const TAB_WIDTH: usize = 4;

pub(super) fn read(bytes: &[u8]) -> Result<Flow, Failure> {
    let source = Source::decode(SitePath::new("text"), bytes);
    let mut flow = Flow::default();
    match &source.encoding {
        Encoding::Utf8 => {}
        Encoding::Foreign { name, is_lossless: true } => flow.remarks.push(Remark::DecodedAs(name)),
        Encoding::Foreign { name, is_lossless: false } => {
            flow.remarks.push(Remark::DecodedAs(name));
            flow.remarks.push(Remark::BrokenBytes(source.text.matches('\u{fffd}').count().max(1)));
        }
        Encoding::Broken(places) => flow.remarks.push(Remark::BrokenBytes(places.len())),
    }
    let lines = without_furniture(lines_of(&source.text), &mut flow.remarks);
    let cut = lines.len();
    let lines = lines::rejoin(lines);
    if lines.len() < cut {
        flow.remarks.push(Remark::LinesJoined(cut - lines.len()));
    }
    let widest = lines.iter().map(Line::edge).max().unwrap_or(0);
    flow.blocks = blocks(lines, widest, &mut flow.remarks);
    Ok(flow)
}

/// Splits a text into lines without the white space at their edges, which is kept as numbers.
fn lines_of(text: &str) -> Vec<Line<'static>> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut lines = Vec::new();
    let (mut is_after_blank, mut is_after_page) = (false, false);
    for page in text.split('\u{c}') {
        for line in page.split(['\n', '\u{b}', '\u{85}', '\u{2028}', '\u{2029}']) {
            let visible: String = line.chars().filter(|c| !c.is_control() || *c == '\t').collect();
            let bare = visible.trim();
            if bare.is_empty() {
                is_after_blank = true;
                continue;
            }
            let indent: usize = visible.chars().take_while(|c| c.is_whitespace()).map(width).sum();
            let (after_blank, after_page) =
                (std::mem::take(&mut is_after_blank), std::mem::take(&mut is_after_page));
            lines.push(Line { indent, after_blank, after_page, ..Line::new(bare.to_owned()) });
        }
        is_after_page = true;
    }
    lines
}

/// Returns how many columns a character takes.
fn width(c: char) -> usize {
    if c == '\t' { TAB_WIDTH } else { lines::columns(c) }
}

/// Removes page numbers, and lines that stand at the edge of most pages.
fn without_furniture(lines: Vec<Line<'static>>, remarks: &mut Vec<Remark>) -> Vec<Line<'static>> {
    let repeated = repeated_at_edges(&lines);
    let mut removed = Vec::new();
    let mut kept: Vec<Line<'static>> = Vec::new();
    let mut moved_page = false;
    let count = lines.len();
    let ends_page: Vec<bool> =
        (0..count).map(|at| lines.get(at + 1).is_none_or(|next| next.after_page)).collect();
    let has_pages = lines.iter().any(|line| line.after_page);
    for (mut line, ends_page) in lines.into_iter().zip(ends_page) {
        let is_at_edge = has_pages && (ends_page || line.after_page);
        // 1/2 in the middle of a page is a fraction.
        let may_be_fraction = !line.text.starts_with('第') && line.text.contains('/');
        let is_number = lines::is_page_number(&line.text) && (is_at_edge || !may_be_fraction)
            || is_at_edge && lines::is_bare_number(&line.text)
            || is_at_edge && repeated.contains(&without_digits(&line.text));
        if is_number {
            // The page ends here, whatever else marks it.
            moved_page = true;
            removed.push(line.text.into_owned());
            continue;
        }
        line.after_page |= std::mem::take(&mut moved_page);
        kept.push(line);
    }
    if !removed.is_empty() {
        removed.dedup();
        remarks.push(Remark::FurnitureRemoved(removed));
    }
    kept
}

/// Returns the lines that begin or end most pages, without their digits.
fn repeated_at_edges(lines: &[Line<'_>]) -> Vec<String> {
    const FEWEST_PAGES: usize = 3;
    let pages = 1 + lines.iter().filter(|line| line.after_page).count();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if line.after_page || lines.get(at + 1).is_some_and(|next| next.after_page) {
            *counts.entry(without_digits(&line.text)).or_default() += 1;
        }
    }
    let is_repeated =
        |(_, count): &(String, usize)| pages >= FEWEST_PAGES && *count * 3 >= pages * 2;
    counts.into_iter().filter(is_repeated).map(|(text, _)| text).collect()
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

/// Makes paragraphs of lines, and tables of those with as many tabs as the next.
fn blocks(lines: Vec<Line<'static>>, widest: usize, remarks: &mut Vec<Remark>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut layout = 0;
    let mut symbols_left = 0;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if line.after_page {
            blocks.push(Block::PageEnd);
        }
        let tabs = line.text.matches('\t').count();
        let rest = lines.get(at..).unwrap_or_default();
        let is_row = |(index, row): &(usize, &Line)| {
            row.text.matches('\t').count() == tabs && (*index == 0 || !row.after_page)
        };
        // Asked for every line of a text without tabs this would take the square of its length.
        let rows = if tabs > 0 { rest.iter().enumerate().take_while(is_row).count() } else { 0 };
        if rows > 1 {
            blocks.push(Block::Table(table(rest.iter().take(rows))));
            at += rows;
            continue;
        }
        layout += usize::from(lines::has_gap(&line.text));
        let (bullet, text) = without_bullet(&line.text);
        let (text, unknown) = symbols::replaced(text);
        symbols_left += unknown;
        let mut paragraph = Paragraph::of_text(&text);
        paragraph.bullet = bullet.then_some(0);
        paragraph.align = align(line, widest);
        blocks.push(Block::Paragraph(paragraph));
        at += 1;
    }
    if symbols_left > 0 {
        remarks.push(Remark::UnknownSymbols(symbols_left));
    }
    if layout > 2 {
        remarks.push(Remark::LayoutKept(layout));
    }
    blocks
}

/// Takes the bullet off a line, which is a symbol or a dot apart from the text.
fn without_bullet(line: &str) -> (bool, &str) {
    let is_bullet = |c: char| symbols::is_symbol(c) || c == '•';
    let rest = line.strip_prefix(is_bullet).filter(|rest| rest.starts_with(char::is_whitespace));
    (rest.is_some(), rest.map_or(line, str::trim_start))
}

fn table<'a>(lines: impl Iterator<Item = &'a Line<'a>>) -> Table {
    let cell = |text: &str| Cell {
        paragraphs: vec![Paragraph::of_text(text.trim())],
        columns: 1,
        rows: 1,
    };
    Table { rows: lines.map(|line| line.text.split('\t').map(cell).collect()).collect() }
}

/// Returns how a line was set, by the spaces around it.
fn align(line: &Line<'_>, widest: usize) -> Align {
    const CLEARLY: usize = 6;
    let (left, right) = (line.indent, widest.saturating_sub(line.edge()));
    if left < CLEARLY {
        Align::Start
    } else if left.abs_diff(right) <= CLEARLY {
        Align::Center
    } else if left > right * 2 {
        Align::End
    } else {
        Align::Start
    }
}
