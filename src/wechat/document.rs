//! A document around its text: head, addressees, attachments, signature, and what the article names at its end.

use super::body::Body;
use super::labels::Labels;
use super::look;
use super::notes::{Link, Notes};
use super::table::{Cell, Table};
use super::writer::{Writer, escape};
use crate::phrases;
use crate::view::{ColumnView, DocumentView, TableView};

/// A longer table of data is read on the site, where it can be sorted and filtered.
const MOST_ROWS: usize = 60;

/// Writes a document, with its columns if it is an issue of a newsletter.
pub(super) fn write(
    page: &DocumentView,
    columns: &[ColumnView],
    accent: &str,
    notes: &mut Notes,
) -> String {
    let labels = notes.labels;
    let mut out = Writer::new(accent);
    out.open("section", look::ARTICLE);
    write_head(page, notes, &mut out);
    if !page.recipients.is_empty() && !page.recipients_below {
        let names = page.recipients.join(labels.comma()) + labels.colon().trim_end();
        out.element("p", look::RECIPIENTS, &names);
    }
    let is_formal = page.number.is_some() || matches!(&*page.kind, "notice" | "initiative");
    let paragraph = if is_formal { look::FORMAL_PARAGRAPH } else { look::PARAGRAPH };
    let mut body = Body::read(&page.content, paragraph, accent, notes);
    body.write();
    out.html.push_str(&body.out.html);
    let footnotes = body.footnotes;
    if let Some(table) = &page.table {
        write_table(table, notes, &mut out);
    }
    for column in columns {
        write_column(column, notes, &mut out);
    }
    write_attachments(page, notes, &mut out);
    write_close(page, labels, &mut out);
    if !footnotes.is_empty() {
        out.open("section", look::NOTES);
        out.element("p", look::NOTE, labels.footnotes());
        out.html.push_str(&footnotes);
        out.close("section");
    }
    if !notes.links.is_empty() {
        out.open("section", look::NOTES);
        out.element("p", look::NOTE, labels.links());
        for (index, address) in notes.links.iter().enumerate() {
            out.element("p", look::NOTE, &format!("{}{address}", labels.note(index + 1)));
        }
        out.close("section");
    }
    out.open("section", look::NOTES);
    let original = labels.original(!page.attachments.is_empty());
    out.element("p", look::NOTE, &format!("{original}{}", page.permalink));
    out.close("section");
    out.close("section");
    out.html
}

fn write_head(page: &DocumentView, notes: &mut Notes, out: &mut Writer) {
    let labels = notes.labels;
    let issuers: Vec<&str> = page.issuers.iter().map(|issuer| &*issuer.name).collect();
    if page.form.is_some() && !issuers.is_empty() {
        for issuer in &issuers {
            out.element("p", look::MARK, issuer);
        }
        if let Some(number) = &page.number {
            out.element("p", look::NUMBER, number);
        }
        out.open("hr", look::RED_RULE);
    } else {
        let issue = page.issue.as_ref().map(|issue| &*issue.label);
        let kicker: Vec<&str> = issue.into_iter().chain(page.column.as_deref()).collect();
        if !kicker.is_empty() {
            out.element("p", look::KICKER, &kicker.join("　"));
        }
    }
    write_title(&page.title, out);
    let mut facts: Vec<(&str, String)> = Vec::new();
    if let (Some(number), None) = (&page.number, &page.form) {
        facts.push((labels.number(), number.clone()));
    }
    facts.extend(page.standard.iter().map(|standard| (labels.standard(), standard.clone())));
    if !issuers.is_empty() {
        facts.push((labels.issuers(), issuers.join(labels.comma())));
    }
    let dates = [
        (labels.date(), &page.date),
        (labels.effective(), &page.effective),
        (labels.deadline(), &page.deadline),
    ];
    facts
        .extend(dates.into_iter().filter_map(|(label, d)| Some((label, d.as_ref()?.text.clone()))));
    facts.extend(page.link.iter().map(|link| (labels.link(), link.clone())));
    facts.extend(page.validity.reason.iter().map(|reason| ("", reason.clone())));
    if facts.is_empty() && page.facts.is_empty() {
        return;
    }
    out.open("section", look::FACTS);
    for (label, text) in facts {
        out.element("p", look::FACT, &format!("{label}{text}"));
    }
    for fact in &page.facts {
        out.open("p", look::FACT);
        out.text(&format!("{}{}", fact.label, labels.colon()));
        match &fact.url {
            Some(url) => write_link(&fact.text, url, notes, out),
            None => out.text(&fact.text),
        }
        out.close("p");
    }
    out.close("section");
}

/// Writes the title so that a phone breaks it between words, into lines of about equal width.
fn write_title(title: &str, out: &mut Writer) {
    let lines = phrases::lines(title, look::TITLE_COLUMNS, usize::MAX);
    out.open("h1", look::TITLE);
    // A space at the end of a line is left out, and a long word goes beyond it.
    if lines.concat() == title
        && lines.iter().all(|line| phrases::width(line) <= look::TITLE_COLUMNS)
    {
        for line in &lines {
            out.element("span", look::UNBROKEN, line);
        }
    } else {
        out.text(title);
    }
    out.close("h1");
}

/// The articles of an issue in a column.
fn write_column(column: &ColumnView, notes: &mut Notes, out: &mut Writer) {
    if !column.name.is_empty() {
        out.element("p", look::SUBHEAD, &column.name);
    }
    for article in &column.articles {
        out.open("p", look::ENTRY);
        write_link(&article.title, &article.url, notes, out);
        out.close("p");
        if !article.summary.is_empty() {
            out.element("p", look::ENTRY_SUMMARY, &article.summary);
        }
    }
}

/// The table of data beside a document, if it is short enough to be read in an article; in any case its file.
fn write_table(table: &TableView, notes: &mut Notes, out: &mut Writer) {
    let cell = |text: &str, is_head: bool, is_figure: bool| {
        let mut html = String::new();
        escape(text, &mut html);
        let alignment = if is_figure { "right" } else { "" };
        let text = text.to_owned();
        Cell {
            html,
            text,
            is_head,
            is_whole: is_figure,
            alignment,
            columns: 1,
            rows: 1,
            ..Cell::default()
        }
    };
    if table.rows.len() <= MOST_ROWS {
        out.element("p", look::CAPTION, &table.caption);
        let head = table.columns.iter().map(|column| cell(&column.name, true, false)).collect();
        let rows = table.rows.iter().map(|row| {
            let cells = row.iter().zip(&table.columns);
            cells.map(|(text, column)| cell(text, false, column.figures)).collect()
        });
        let rows = std::iter::once(head).chain(rows).collect();
        Table { rows, head: 1 }.write(look::PHONE, notes.labels, out);
    }
    out.open("p", look::FACT);
    out.text(notes.labels.data());
    write_link(&table.file, &table.url, notes, out);
    out.text(&notes.labels.in_brackets(&table.size_text));
    out.close("p");
}

fn write_attachments(page: &DocumentView, notes: &mut Notes, out: &mut Writer) {
    for attachment in &page.attachments {
        out.open("p", look::RECIPIENTS);
        out.text(&format!("{}{}", attachment.label, notes.labels.colon()));
        write_link(&attachment.title, &attachment.url, notes, out);
        if let Some(size) = &attachment.size_text {
            let kind = format!("{} {size}", attachment.extension);
            out.text(&notes.labels.in_brackets(kind.trim()));
        }
        out.close("p");
    }
}

fn write_link(title: &str, url: &str, notes: &mut Notes, out: &mut Writer) {
    out.text(title);
    if let Link::Note(address) | Link::WeChat(address) = notes.link(url, title) {
        let number = notes.number(address);
        out.element("sup", look::NOTE_MARK, &notes.labels.note(number));
    }
}

/// Signature, date, note, and those who get a copy.
fn write_close(page: &DocumentView, labels: Labels, out: &mut Writer) {
    let is_signed = !page.signature.is_empty() || page.number.is_some();
    for name in &page.signature {
        out.element("p", look::SIGNATURE, name);
    }
    if let Some(date) = page.date.as_ref().filter(|_| is_signed) {
        out.element("p", look::SIGNATURE, &date.text);
    }
    if let Some(note) = &page.note {
        out.element("p", look::RECIPIENTS, labels.in_brackets(note).trim_start());
    }
    let below: &[String] = if page.recipients_below { &page.recipients } else { &[] };
    for (label, names) in [(labels.recipients(), below), (labels.copies(), &*page.copies)] {
        if !names.is_empty() {
            let names = names.join(labels.comma());
            out.element("p", look::FACT, &format!("{label}{names}{}", labels.full_stop()));
        }
    }
}
