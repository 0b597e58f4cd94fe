//! The blocks of an article.

use super::article::is_skipped;
use crate::html_tree::Tree;
use crate::import::flow::{
    Align, Block, Cell, Flow, Inline, Look, Paragraph, Picture, PictureSource, Position, Run, Table,
};
use crate::import::remark::Remark;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// How deep elements are followed; what lies deeper is read as text.
const MAX_DEPTH: usize = 150;
const MAX_SPAN: usize = 200;

/// Reads the article below a node.
pub(super) fn read(tree: &Tree, root: usize) -> Flow {
    let mut reader =
        Reader { tree, flow: Flow::default(), blocks: Vec::new(), open: Paragraph::default() };
    let around = Around::default();
    reader.children(root, &around);
    reader.end_paragraph(&around);
    reader.flow.blocks = reader.blocks;
    reader.flow
}

/// What the elements around a text say of it.
#[derive(Clone, Default)]
struct Around {
    look: Look,
    link: Option<String>,
    align: Align,
    outline: Option<u8>,
    /// The kind of list, how deep it is, and the number of the item.
    list: Option<List>,
    keeps_lines: bool,
    depth: usize,
}

#[derive(Clone, Copy)]
struct List {
    is_numbered: bool,
    level: u8,
    number: u32,
}

struct Reader<'a> {
    tree: &'a Tree,
    flow: Flow,
    blocks: Vec<Block>,
    open: Paragraph,
}

impl Reader<'_> {
    fn children(&mut self, node: usize, around: &Around) {
        if around.depth > MAX_DEPTH {
            let text = self.tree.text_below(node, is_skipped);
            self.text(&text, around);
            return;
        }
        let mut number = around.list.map_or(0, |list| list.number);
        for child in self.tree.children(node).to_vec() {
            if let Some(text) = self.tree.text(child) {
                let text = text.to_owned();
                self.text(&text, around);
                continue;
            }
            if is_skipped(self.tree, child) {
                if self
                    .tree
                    .name(child)
                    .is_some_and(|name| ["iframe", "video", "audio"].contains(&name))
                {
                    let name = self.tree.name(child).unwrap_or_default().to_owned();
                    self.flow.remarks.push(Remark::PictureNotShown(name));
                }
                continue;
            }
            let mut inner = Around { depth: around.depth + 1, ..around.clone() };
            if self.tree.name(child) == Some("li") {
                number += 1;
                if let Some(list) = &mut inner.list {
                    list.number = number;
                }
            }
            self.element(child, inner);
        }
    }

    fn element(&mut self, node: usize, mut around: Around) {
        let name = self.tree.name(node).unwrap_or_default().to_owned();
        self.style(node, &mut around);
        match &*name {
            "b" | "strong" => around.look.bold = true,
            "del" | "s" | "strike" => around.look.struck = true,
            "sup" => around.look.position = Position::Above,
            "sub" => around.look.position = Position::Below,
            "a" => around.link = self.tree.attribute(node, "href").map(str::to_owned),
            "br" => {
                self.open.inlines.push(Inline::Break);
                return;
            }
            "img" => return self.picture(node),
            "table" => return self.table(node, &around),
            "ul" | "ol" => {
                let level = around.list.map_or(0, |list| list.level.saturating_add(1));
                let start = self.tree.attribute(node, "start").and_then(|start| start.parse().ok());
                let number = start.unwrap_or(1_u32).saturating_sub(1);
                around.list = Some(List { is_numbered: name == "ol", level, number });
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                around.outline = name.get(1..).and_then(|level| level.parse().ok());
            }
            "pre" => around.keeps_lines = true,
            _ => {}
        }
        if !is_block(&name) {
            self.children(node, &around);
            return;
        }
        let outside = around.clone();
        self.end_paragraph(&outside);
        if name == "li" {
            self.begin_item(&around);
        }
        self.children(node, &around);
        self.end_paragraph(&around);
    }

    fn begin_item(&mut self, around: &Around) {
        match around.list {
            Some(list) if list.is_numbered => {
                let text = format!("{}. ", list.number);
                self.open.push(Run { text, ..Run::default() });
            }
            list => self.open.bullet = Some(list.map_or(0, |list| list.level)),
        }
    }

    fn style(&mut self, node: usize, around: &mut Around) {
        let style = self.tree.attribute(node, "style").unwrap_or_default().to_lowercase();
        let align = self.tree.attribute(node, "align").unwrap_or_default().to_lowercase();
        for declaration in style.split(';') {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let value = value.trim();
            match property.trim() {
                "text-align" => around.align = align_of(value).unwrap_or(around.align),
                "font-weight" => {
                    around.look.bold =
                        matches!(value, "bold" | "bolder" | "600" | "700" | "800" | "900");
                }
                "text-decoration" if value.contains("line-through") => around.look.struck = true,
                _ => {}
            }
        }
        around.align = align_of(&align).unwrap_or(around.align);
    }

    fn text(&mut self, text: &str, around: &Around) {
        if around.keeps_lines {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.open.inlines.push(Inline::Break);
                }
                self.run(line.to_owned(), around);
            }
            return;
        }
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if !is_space {
                shown.push(c);
            } else if !shown.ends_with(' ') {
                shown.push(' ');
            }
        }
        self.run(shown, around);
    }

    fn run(&mut self, text: String, around: &Around) {
        let is_first = self.open.inlines.is_empty();
        if is_first && text.trim().is_empty() {
            return;
        }
        self.open.push(Run { text, look: around.look, link: around.link.clone() });
    }

    fn end_paragraph(&mut self, around: &Around) {
        let mut paragraph = std::mem::take(&mut self.open);
        if paragraph.is_empty() {
            return;
        }
        paragraph.align = around.align;
        paragraph.outline = around.outline;
        self.blocks.push(Block::Paragraph(paragraph));
    }

    fn picture(&mut self, node: usize) {
        let source = ["data-src", "src", "data-original"]
            .iter()
            .filter_map(|name| self.tree.attribute(node, name))
            .find(|source| !source.trim().is_empty());
        let Some(source) = source.map(|source| source.trim().to_owned()) else { return };
        let description = self.tree.attribute(node, "alt").unwrap_or_default().trim().to_owned();
        let is_made_up = ["图片", "image", "img", "图像"].contains(&&*description.to_lowercase());
        let description = if is_made_up { String::new() } else { description };
        let picture = if let Some(data) = source.strip_prefix("data:image/") {
            let Some((kind, data)) = data.split_once(";base64,") else { return };
            let Ok(bytes) = STANDARD.decode(data.trim()) else { return };
            let extension = kind.split(['+', ';']).next().unwrap_or("png").to_owned();
            Picture { extension, source: PictureSource::Bytes(bytes), description }
        } else if source.contains("://") || source.starts_with("//") || source.starts_with("data:")
        {
            self.flow.remarks.push(Remark::PictureElsewhere(source));
            return;
        } else {
            let path = source.split(['?', '#']).next().unwrap_or(&source);
            let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
            let extension =
                path.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
            Picture { extension, source: PictureSource::Beside(path), description }
        };
        let is_safe = picture.extension.bytes().all(|b| b.is_ascii_alphanumeric());
        if picture.extension.is_empty() || !is_safe || picture.extension.len() > 5 {
            self.flow.remarks.push(Remark::PictureNotShown(picture.extension));
            return;
        }
        self.open.inlines.push(Inline::Picture(self.flow.pictures.len()));
        self.flow.pictures.push(picture);
    }

    /// Reads a table. One with a single column, or with a table in it, only arranges the page.
    fn table(&mut self, node: usize, around: &Around) {
        self.end_paragraph(around);
        let inside = self.tree.below(node, is_skipped);
        let is_nested = inside.iter().any(|node| self.tree.name(*node) == Some("table"));
        let rows: Vec<Vec<usize>> = inside
            .iter()
            .filter(|node| self.tree.name(**node) == Some("tr"))
            .map(|row| {
                let is_cell = |cell: &usize| matches!(self.tree.name(*cell), Some("td" | "th"));
                self.tree.children(*row).iter().copied().filter(is_cell).collect()
            })
            .filter(|cells: &Vec<usize>| !cells.is_empty())
            .collect();
        if is_nested || rows.iter().all(|row| row.len() == 1) {
            self.children(node, around);
            self.end_paragraph(around);
            return;
        }
        let mut table = Table::default();
        for row in rows {
            let mut cells = Vec::new();
            for cell in row {
                let span = |name: &str| {
                    let span = self.tree.attribute(cell, name).and_then(|span| span.parse().ok());
                    span.unwrap_or(1_usize).clamp(1, MAX_SPAN)
                };
                let (columns, rows) = (span("colspan"), span("rowspan"));
                cells.push(Cell { paragraphs: self.cell(cell, around), columns, rows });
            }
            table.rows.push(cells);
        }
        // A caption stands before the table.
        for caption in inside.iter().filter(|node| self.tree.name(**node) == Some("caption")) {
            self.children(*caption, around);
            self.end_paragraph(around);
        }
        self.blocks.push(Block::Table(table));
    }

    fn cell(&mut self, node: usize, around: &Around) -> Vec<Paragraph> {
        let outside = std::mem::take(&mut self.blocks);
        let inner = Around { align: Align::Start, outline: None, list: None, ..around.clone() };
        self.children(node, &inner);
        self.end_paragraph(&inner);
        let inside = std::mem::replace(&mut self.blocks, outside);
        inside
            .into_iter()
            .filter_map(|block| match block {
                Block::Paragraph(paragraph) => Some(paragraph),
                _ => None,
            })
            .collect()
    }
}

fn align_of(value: &str) -> Option<Align> {
    match value {
        "center" => Some(Align::Center),
        "right" | "end" => Some(Align::End),
        "left" | "start" | "justify" => Some(Align::Start),
        _ => None,
    }
}

fn is_block(name: &str) -> bool {
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "address",
        "center",
        "hr",
        "body",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "details",
        "summary",
        "fieldset",
    ]
    .contains(&name)
}
