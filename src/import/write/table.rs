//! Writes tables: in Markdown, or in HTML where cells are merged.

use super::escape;
use super::inline::{Bold, Writer, trimmed};
use super::parts::picture_name;
use crate::import::flow::{Cell, Inline, Paragraph, Position, Run, Table};

pub(super) fn markdown(table: &Table, writer: &mut Writer) -> String {
    let is_merged = table.cells().any(|cell| cell.columns > 1 || cell.rows > 1);
    let widths: Vec<usize> = table.rows.iter().map(Vec::len).collect();
    let is_even = widths.windows(2).all(|pair| pair[0] == pair[1]);
    if is_merged || !is_even { as_html(table, writer) } else { as_markdown(table, writer) }
}

fn as_markdown(table: &Table, writer: &mut Writer) -> String {
    let mut lines = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let bold = if index == 0 { Bold::Omitted } else { Bold::Marked };
        let cells: Vec<String> = row.iter().map(|cell| in_line(cell, bold, writer)).collect();
        lines.push(format!("| {} |", cells.join(" | ")));
        if index == 0 {
            lines.push(format!("|{}", " --- |".repeat(row.len())));
        }
    }
    lines.join("\n")
}

fn in_line(cell: &Cell, bold: Bold, writer: &mut Writer) -> String {
    let shown = cell.paragraphs.iter().filter(|paragraph| !paragraph.is_empty());
    let written: Vec<String> = shown.map(|paragraph| writer.cell(paragraph, bold)).collect();
    written.join("<br>")
}

fn as_html(table: &Table, writer: &mut Writer) -> String {
    let mut lines = vec!["<table>".to_owned()];
    let mut notes = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let name = if index == 0 { "th" } else { "td" };
        let mut line = String::from("<tr>");
        for cell in row {
            let mut tag = name.to_owned();
            if cell.columns > 1 {
                tag.push_str(&format!(" colspan=\"{}\"", cell.columns));
            }
            if cell.rows > 1 {
                tag.push_str(&format!(" rowspan=\"{}\"", cell.rows));
            }
            let shown = cell.paragraphs.iter().filter(|paragraph| !paragraph.is_empty());
            let written: Vec<String> =
                shown.map(|paragraph| paragraph_html(paragraph, writer, &mut notes)).collect();
            line.push_str(&format!("<{tag}>{}</{name}>", written.join("<br>")));
        }
        lines.push(line + "</tr>");
    }
    lines.push("</table>".to_owned());
    let table = lines.join("\n");
    if notes.is_empty() {
        return table;
    }
    // Markdown is not read in HTML, so the references stand below the table.
    format!("{table}\n\n{}", notes.concat())
}

fn paragraph_html(paragraph: &Paragraph, writer: &mut Writer, notes: &mut Vec<String>) -> String {
    let mut html = String::new();
    for inline in trimmed(&paragraph.inlines) {
        match inline {
            Inline::Text(run) => html.push_str(&run_html(&run, writer)),
            Inline::Break => html.push_str("<br>"),
            Inline::Note(note) => notes.push(format!("[^{}]", writer.number_of(note))),
            Inline::Picture(index) => {
                let Some(picture) = writer.parts.pictures.get(index) else { continue };
                let description = escape::html(&writer.description(index, picture));
                let name = picture_name(index, picture);
                html.push_str(&format!("<img src=\"{name}\" alt=\"{description}\">"));
            }
        }
    }
    html
}

fn run_html(run: &Run, writer: &mut Writer) -> String {
    let mut html = escape::html(&run.text);
    if run.text.trim().is_empty() {
        return html;
    }
    let mut enclose = |name: &str| html = format!("<{name}>{html}</{name}>");
    match run.look.position {
        Position::Line => {}
        Position::Above => enclose("sup"),
        Position::Below => enclose("sub"),
    }
    if run.look.struck {
        enclose("del");
    }
    if run.look.bold {
        enclose("strong");
    }
    match writer.address(run) {
        Some(address) => format!("<a href=\"{}\">{html}</a>", escape::html(&address)),
        None => html,
    }
}
