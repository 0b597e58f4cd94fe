//! Writes blocks as Markdown that shows every character of them, and none besides.

mod escape;
mod inline;
mod parts;
mod table;

use super::flow::{Block, Inline, Paragraph};
use crate::lines;
use inline::Writer;
pub use parts::Written;
pub(super) use parts::{Parts, picture_name};
use std::fmt::Write;

/// Writes blocks as Markdown.
pub(super) fn markdown(blocks: &[Block], parts: Parts) -> Written {
    let mut writer = Writer::new(parts);
    let mut text = String::new();
    let mut before = Item::Other;
    for block in blocks.iter().filter(|block| !block.is_blank()) {
        let (item, written) = match block {
            Block::Paragraph(paragraph) => paragraph_markdown(paragraph, before, &mut writer),
            Block::Table(table) => (Item::Other, table::markdown(table, &mut writer)),
            Block::Markdown(markdown) => (Item::Other, markdown.trim_end().to_owned()),
            Block::PageEnd => continue,
        };
        if written.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str(if before.is_in_one_list(item) { "\n" } else { "\n\n" });
        }
        text.push_str(&written);
        before = item;
    }
    if !text.is_empty() {
        text.push('\n');
    }
    writer.write_notes(&mut text);
    writer.finish(text)
}

/// What a block is for the one after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    Bullet(u8),
    Numbered(u32),
    Other,
}

impl Item {
    fn is_in_one_list(self, next: Item) -> bool {
        matches!(
            (self, next),
            (Item::Bullet(_), Item::Bullet(_)) | (Item::Numbered(_), Item::Numbered(_))
        )
    }
}

fn paragraph_markdown(paragraph: &Paragraph, before: Item, writer: &mut Writer) -> (Item, String) {
    if let Some(level) = paragraph.outline.filter(|_| has_text(paragraph)) {
        let marks = "#".repeat(usize::from(level).clamp(1, 5) + 1);
        let one_line = on_one_line(paragraph);
        let written = writer.line(&one_line, inline::Bold::Omitted);
        return (Item::Other, format!("{marks} {}", escape::heading_end(&written)));
    }
    let written = writer.line(paragraph, inline::Bold::Marked);
    if let Some(level) = paragraph.bullet {
        // An item lies at most one level below the one before it.
        let deepest = if let Item::Bullet(level) = before { level + 1 } else { 0 };
        let level = level.min(deepest);
        let indent = "  ".repeat(usize::from(level));
        let written = escape::line_start(&written).replace('\n', &format!("\n{indent}  "));
        return (Item::Bullet(level), format!("{indent}- {written}"));
    }
    let follows = if let Item::Numbered(number) = before { Some(number) } else { None };
    if let Some((number, width)) = escape::list_number(&written)
        && follows.is_none_or(|before| before.checked_add(1) == Some(number))
    {
        let (label, rest) = written.split_at(width);
        // What follows the label can itself look like the beginning of a list.
        let rest = escape::line_start(rest).replace('\n', &format!("\n{}", " ".repeat(width)));
        return (Item::Numbered(number), format!("{label}{rest}"));
    }
    (Item::Other, escape::line_start(&written))
}

fn has_text(paragraph: &Paragraph) -> bool {
    !paragraph.text().trim().is_empty()
}

/// Joins the lines of a heading.
fn on_one_line(paragraph: &Paragraph) -> Paragraph {
    let mut joined = Paragraph { inlines: Vec::new(), ..paragraph.clone() };
    let mut after_break = false;
    for inline in &paragraph.inlines {
        match inline {
            Inline::Break => after_break = true,
            Inline::Text(run) => {
                let mut run = run.clone();
                if std::mem::take(&mut after_break) {
                    let mut text = joined.text();
                    let before = text.len();
                    lines::append(&mut text, &run.text);
                    run.text = text.split_off(before);
                }
                joined.push(run);
            }
            other => joined.inlines.push(other.clone()),
        }
    }
    joined
}

impl Writer<'_> {
    /// Writes the footnotes that were referred to.
    fn write_notes(&mut self, text: &mut String) {
        let mut written = 0;
        while let Some(note) = self.referred.get(written).copied() {
            let paragraphs = self.parts.notes.get(note).map_or(&[][..], Vec::as_slice);
            let lines: Vec<String> = paragraphs
                .iter()
                .map(|paragraph| escape::line_start(&self.line(paragraph, inline::Bold::Marked)))
                .filter(|line| !line.is_empty())
                .map(|line| line.replace('\n', "\n    "))
                .collect();
            written += 1;
            let _ = write!(text, "\n[^{written}]: {}\n", lines.join("\n\n    "));
        }
    }
}
