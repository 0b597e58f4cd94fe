//! The HTML of tables: a region that scrolls, a head, and a body if there are rows.

use super::writer::HtmlWriter;
use pulldown_cmark::Alignment;

/// The table that is being rendered.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    /// How many tables the body has had, this one included.
    count: usize,
    column: usize,
    in_head: bool,
    in_body: bool,
}

impl Table {
    /// Starts the next table; `label` is what its region is called, before the number.
    pub fn start(&mut self, alignments: &[Alignment], label: &str, out: &mut HtmlWriter) {
        let count = self.count + 1;
        *self = Table { alignments: alignments.to_vec(), count, ..Table::default() };
        // A wide table scrolls by itself, and must be reachable by keyboard for that. The number
        // distinguishes the regions for those who use a screen reader.
        out.push_on_new_line(&format!(
            "<section class=\"table\" tabindex=\"0\" aria-label=\"{label}{count}\">\n<table>\n",
        ));
    }

    pub fn end(&mut self, out: &mut HtmlWriter) {
        if self.in_body {
            out.push("</tbody>\n");
        }
        out.push("</table>\n</section>\n");
    }

    pub fn start_head(&mut self, out: &mut HtmlWriter) {
        self.in_head = true;
        out.push_on_new_line("<thead>\n<tr>\n");
    }

    pub fn end_head(&mut self, out: &mut HtmlWriter) {
        self.in_head = false;
        out.push("</tr>\n</thead>\n");
    }

    pub fn start_row(&mut self, out: &mut HtmlWriter) {
        if !self.in_body {
            out.push_on_new_line("<tbody>\n");
            self.in_body = true;
        }
        self.column = 0;
        out.push_on_new_line("<tr>\n");
    }

    pub fn start_cell(&mut self, out: &mut HtmlWriter) {
        // Classes, because a strict content security policy forbids inline styles.
        let alignment = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::None) | None => "",
        };
        self.column += 1;
        out.push_on_new_line(if self.in_head { "<th scope=\"col\"" } else { "<td" });
        out.push(alignment);
        out.push(">");
    }

    pub fn end_cell(&mut self, out: &mut HtmlWriter) {
        out.push(if self.in_head { "</th>\n" } else { "</td>\n" });
    }
}
