//! The text of a document: from the HTML of its page to the HTML of an article.
//!
//! The tree of the page is walked, and each element is written anew by one match. What the match does not
//! name is written without its element, so nothing of a text is lost.

use super::labels::Labels;
use super::look;
use super::notes::{Link, Notes};
use super::numbering::{self, Numbering};
use super::table::{Cell, Table};
use super::tags::{has_brackets, has_class, is_block};
use super::widths::width;
use super::writer::{Writer, escape};
use crate::html_tree::{ROOT, Tree};

/// How deep elements are followed; what lies deeper is read as text.
const MAX_DEPTH: usize = 150;
/// How many lists and quotations inside of each other have an indent.
const MAX_INDENTS: usize = 4;
const LIST_INDENT: f32 = 24.0;
const QUOTE_INDENT: f32 = 17.0;
/// The room in px for a table in a cell: none is so narrow that it stays one.
const ROOM_IN_CELL: f32 = 60.0;

/// Writes a text into an article.
pub(super) struct Body<'a> {
    pub out: Writer,
    pub notes: &'a mut Notes,
    /// The footnotes, which stand behind everything else.
    pub footnotes: String,
    labels: Labels,
    tree: Tree,
    paragraph: &'static str,
}

/// What an element stands in.
#[derive(Clone, Copy)]
struct Around {
    room: f32,
    depth: usize,
    indents: usize,
    /// Whether it is a part of the text itself, not of a list, a quotation or a cell.
    is_top: bool,
    in_code: bool,
}

impl<'a> Body<'a> {
    /// Reads the HTML of a body. One that is nested deeper than any text is shown with its tags.
    pub fn read(
        html: &str,
        paragraph: &'static str,
        accent: &str,
        notes: &'a mut Notes,
    ) -> Body<'a> {
        // With a doctype paragraphs end where a table begins, as on the page.
        let parsed = Tree::parse(&format!("<!DOCTYPE html><body>{html}"));
        let tree = parsed.or_else(|| {
            let mut shown = "<!DOCTYPE html><p>".to_owned();
            escape(html, &mut shown);
            Tree::parse(&shown)
        });
        let tree = tree.unwrap_or_default();
        let labels = notes.labels;
        let out = Writer::new(accent);
        Body { out, notes, footnotes: String::new(), labels, tree, paragraph }
    }

    pub fn write(&mut self) {
        let around =
            Around { room: look::PHONE, depth: 0, indents: 0, is_top: true, in_code: false };
        self.children(ROOT, around);
    }

    fn children(&mut self, node: usize, around: Around) {
        let children = self.tree.children(node).to_vec();
        if around.depth > MAX_DEPTH {
            let text = self.tree.text_below(node, |_, _| false);
            self.out.text(&text);
            return;
        }
        for (index, child) in children.iter().enumerate() {
            let beside = [index.checked_sub(1), Some(index + 1)]
                .map(|at| at.and_then(|at| children.get(at)).copied());
            let around = Around { depth: around.depth + 1, ..around };
            if self.tree.text(*child).is_some() {
                self.text(*child, node, beside, around);
            } else {
                self.element(*child, around);
            }
        }
    }

    /// Writes a text. White space beside blocks would become empty items and lines in the editor.
    fn text(&mut self, node: usize, parent: usize, beside: [Option<usize>; 2], around: Around) {
        let text = self.tree.text(node).unwrap_or_default();
        if around.in_code {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.out.html.push_str("<br>");
                }
                self.out.text(line);
            }
            return;
        }
        let is_edge = |beside: Option<usize>| match beside {
            Some(beside) => self.tree.name(beside).is_some_and(is_block),
            None => self.tree.name(parent).is_none_or(is_block),
        };
        let is_blank = text.chars().all(|c| c.is_ascii_whitespace());
        if !(is_blank && beside.into_iter().any(is_edge)) {
            self.out.words(text);
        }
    }

    fn inside(&mut self, node: usize, tag: &str, style: &str, around: Around) {
        self.out.open(tag, style);
        self.children(node, around);
        self.out.close(tag);
    }

    /// Writes a text or an element between blocks.
    fn node(&mut self, node: usize, around: Around) {
        match self.tree.text(node) {
            Some(text) if !text.trim().is_empty() => self.out.words(text),
            Some(_) => {}
            None => self.element(node, around),
        }
    }

    fn element(&mut self, node: usize, around: Around) {
        let Some(name) = self.tree.name(node).map(str::to_owned) else { return };
        let inner = Around { is_top: false, ..around };
        match name.as_str() {
            "p" if has_class(&self.tree, node, "picture") => {
                self.inside(node, "p", look::CENTRED, inner);
            }
            "p" if around.is_top => self.inside(node, "p", self.paragraph, inner),
            "p" => self.inside(node, "p", look::INNER_PARAGRAPH, inner),
            "h1" | "h2" => self.inside(node, "h2", look::HEADINGS[0], inner),
            "h3" => self.inside(node, "h3", look::HEADINGS[1], inner),
            "h4" | "h5" | "h6" => self.inside(node, &name, look::HEADINGS[2], inner),
            "section" if has_class(&self.tree, node, "footnotes") => self.footnotes(node, inner),
            // The region in which a table scrolls.
            "section" if has_class(&self.tree, node, "table") => self.children(node, around),
            "div" | "section" | "article" | "aside" | "details" => {
                self.inside(node, "section", look::BLOCK, around);
            }
            "figure" => self.inside(node, "section", look::CENTRED, inner),
            "figcaption" => self.inside(node, "section", look::CAPTION, inner),
            "summary" | "dt" => self.inside(node, "section", look::TERM, inner),
            "dl" => self.inside(node, "section", look::BLOCK, inner),
            "dd" => {
                self.indented(node, "section", (look::LIST, look::FLAT_LIST), LIST_INDENT, inner)
            }
            "blockquote" => {
                let styles = (look::QUOTE, look::FLAT_QUOTE);
                self.indented(node, "blockquote", styles, QUOTE_INDENT, inner);
            }
            "ul" => self.indented(node, "ul", (look::LIST, look::FLAT_LIST), LIST_INDENT, inner),
            "ol" => self.ordered(node, inner),
            "li" if has_class(&self.tree, node, "task") => {
                self.inside(node, "li", look::TASK, inner)
            }
            "li" => self.inside(node, "li", look::ITEM, inner),
            "input" => {
                let is_done = self.tree.attribute(node, "checked").is_some();
                self.out.text(if is_done { "☑" } else { "☐" });
            }
            "table" => self.table(node, inner),
            "pre" => {
                let inner = Around { in_code: true, ..inner };
                self.inside(node, "pre", look::CODE_BLOCK, inner);
                // The last line end is none that is seen.
                for end in ["</code></pre>", "</pre>"] {
                    let before = self.out.html.strip_suffix(end);
                    if let Some(length) =
                        before.and_then(|html| html.strip_suffix("<br>")).map(str::len)
                    {
                        self.out.html.truncate(length);
                        self.out.html.push_str(end);
                    }
                }
            }
            "code" if around.in_code => self.inside(node, "code", look::PLAIN_CODE, inner),
            "code" | "kbd" | "samp" | "var" => self.inside(node, "code", look::CODE, inner),
            "hr" => self.out.open("hr", look::RULE),
            "br" => self.out.html.push_str("<br>"),
            "img" => self.picture(node),
            "a" => self.link(node, inner),
            "strong" | "b" => self.inside(node, "strong", look::STRONG, inner),
            "em" | "i" | "cite" | "dfn" => self.inside(node, "em", look::EMPHASIS, inner),
            "u" | "ins" => self.inside(node, "span", look::UNDERLINED, inner),
            "del" | "s" => self.inside(node, "span", look::STRUCK, inner),
            "mark" => self.inside(node, "span", look::MARKED, inner),
            "small" => self.inside(node, "span", look::SMALL, inner),
            "sup" if has_class(&self.tree, node, "footnote-ref") => {
                let number = self.tree.text_below(node, |_, _| false);
                let mark = self.labels.footnote(number.trim());
                self.out.element("sup", look::NOTE_MARK, &mark);
            }
            "sup" => self.inside(node, "sup", look::RAISED, inner),
            "sub" => self.inside(node, "sub", look::LOWERED, inner),
            "span" if has_class(&self.tree, node, "nb") => {
                self.inside(node, "span", look::UNBROKEN, inner);
            }
            "q" => self.between("“", "”", node, inner),
            "rt" if !has_brackets(&self.tree, node) => self.between("（", "）", node, inner),
            // What shows nothing; the sanitiser has removed it already.
            "script" | "style" | "head" | "template" | "col" | "colgroup" => {}
            _ => self.children(node, around),
        }
    }

    fn between(&mut self, before: &str, behind: &str, node: usize, around: Around) {
        self.out.text(before);
        self.children(node, around);
        self.out.text(behind);
    }

    fn indented(
        &mut self,
        node: usize,
        tag: &str,
        (style, flat): (&str, &str),
        indent: f32,
        around: Around,
    ) {
        let margin = if around.indents == 0 { look::OUTER_MARGIN } else { look::INNER_MARGIN };
        let (room, indents) = (around.room - indent, around.indents + 1);
        if around.indents < MAX_INDENTS {
            let inner = Around { room, indents, ..around };
            self.inside(node, tag, &format!("{margin}{style}"), inner);
        } else {
            self.inside(node, tag, &format!("{margin}{flat}"), around);
        }
    }

    fn ordered(&mut self, node: usize, around: Around) {
        let numbers = match numbering::of_list(&self.tree, node) {
            Numbering::Counted(kind) => {
                let styles = [look::LIST, look::FLAT_LIST].map(|style| format!("{style}{kind}"));
                return self.indented(node, "ol", (&styles[0], &styles[1]), LIST_INDENT, around);
            }
            Numbering::Written(numbers) => numbers,
        };
        let items = self.tree.children(node).to_vec();
        self.out.open("section", look::BLOCK);
        for (item, number) in items.into_iter().zip(numbers) {
            if let Some(number) = number {
                self.out.open("section", look::ITEM);
                self.out.text(&format!("{number}. "));
                self.children(item, around);
                self.out.close("section");
            } else {
                self.node(item, around);
            }
        }
        self.out.close("section");
    }

    fn link(&mut self, node: usize, around: Around) {
        if has_class(&self.tree, node, "footnote-back") {
            return;
        }
        let href = self.tree.attribute(node, "href").unwrap_or_default().to_owned();
        let text = self.tree.text_below(node, |_, _| false);
        let is_own =
            has_class(&self.tree, node, "original") || has_class(&self.tree, node, "provision");
        let link =
            if is_own || href.is_empty() { Link::Text } else { self.notes.link(&href, &text) };
        match link {
            Link::Text => self.children(node, around),
            Link::WeChat(address) => {
                let mut attribute = " href=\"".to_owned();
                escape(&address, &mut attribute);
                attribute.push('"');
                self.out.open_with("a", look::LINK, &attribute);
                self.children(node, around);
                self.out.close("a");
            }
            Link::Note(address) => {
                self.children(node, around);
                let number = self.notes.number(address);
                self.out.element("sup", look::NOTE_MARK, &self.labels.note(number));
            }
        }
    }

    fn picture(&mut self, node: usize) {
        let description = self.tree.attribute(node, "alt").unwrap_or_default();
        let Some(src) = self.tree.attribute(node, "src") else {
            return self.out.text(description);
        };
        let mark = self.notes.picture(src, description);
        self.out.element("span", look::PICTURE, &mark);
    }

    fn footnotes(&mut self, node: usize, around: Around) {
        let before = self.out.take();
        let is_item = |node: &usize| self.tree.name(*node) == Some("li");
        let items: Vec<usize> =
            self.tree.below(node, |_, _| false).into_iter().filter(is_item).collect();
        // A list in a footnote has items too; a footnote has an id.
        let own = |item: &usize| {
            let id = self.tree.attribute(*item, "id").unwrap_or_default();
            id.strip_prefix("fn-").map(str::to_owned).map(|number| (*item, number))
        };
        let own: Vec<(usize, String)> = items.iter().filter_map(own).collect();
        for (item, number) in own {
            self.out.open("section", look::NOTE);
            self.out.text(&self.labels.footnote(&number));
            // The mark and the first paragraph share a line.
            let parts = self.tree.children(item).to_vec();
            let first = parts.iter().copied().find(|part| self.tree.name(*part).is_some());
            match first.filter(|first| self.tree.name(*first) == Some("p")) {
                Some(first) => {
                    self.children(first, around);
                    let rest = parts.into_iter().skip_while(|part| *part != first).skip(1);
                    rest.for_each(|part| self.node(part, around));
                }
                None => self.children(item, around),
            }
            self.out.close("section");
        }
        self.footnotes = std::mem::replace(&mut self.out.html, before);
    }

    fn table(&mut self, node: usize, around: Around) {
        let mut table = Table::default();
        let mut rows: Vec<(usize, bool)> = Vec::new();
        for part in self.tree.children(node).to_vec() {
            match self.tree.name(part).unwrap_or_default() {
                "caption" => self.inside(part, "section", look::CAPTION, around),
                "thead" | "tbody" | "tfoot" => {
                    let is_head = self.tree.name(part) == Some("thead");
                    let of_part = self.tree.children(part).iter();
                    rows.extend(of_part.map(|row| (*row, is_head)));
                }
                _ => {}
            }
        }
        let before = self.out.take();
        for (row, is_head) in rows {
            if self.tree.name(row) != Some("tr") {
                continue;
            }
            let cells = self.tree.children(row).to_vec().into_iter();
            let cells: Vec<Cell> = cells.filter_map(|cell| self.cell(cell, around)).collect();
            if is_head && table.head == table.rows.len() {
                table.head += 1;
            }
            table.rows.push(cells);
        }
        self.out.html = before;
        table.write(around.room, self.labels, &mut self.out);
    }

    fn cell(&mut self, node: usize, around: Around) -> Option<Cell> {
        let is_head = match self.tree.name(node)? {
            "th" => true,
            "td" => false,
            _ => return None,
        };
        self.children(node, Around { room: ROOM_IN_CELL, indents: MAX_INDENTS, ..around });
        let span = |name| self.tree.attribute(node, name).and_then(|span| span.trim().parse().ok());
        let alignment =
            ["left", "center", "right"].into_iter().find(|a| has_class(&self.tree, node, a));
        let unbroken = self.tree.below(node, |_, _| false).into_iter();
        let unbroken = unbroken.filter(|part| has_class(&self.tree, *part, "nb"));
        let unbroken = unbroken.map(|part| width(&self.tree.text_below(part, |_, _| false)));
        let (columns, rows) = (span("colspan").unwrap_or(1), span("rowspan").unwrap_or(1));
        Some(Cell {
            text: self.tree.text_below(node, |_, _| false),
            is_head,
            is_whole: has_class(&self.tree, node, "nb"),
            unbroken: unbroken.fold(0.0, f32::max),
            alignment: alignment.unwrap_or_default(),
            columns,
            rows,
            html: self.out.take().trim().to_owned(),
        })
    }
}
