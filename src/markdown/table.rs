//! The HTML of tables: a region that scrolls, a head, and a body if there are rows.

use super::writer::HtmlWriter;
use crate::han;
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

    /// Starts a cell with this plain text.
    pub fn start_cell(&mut self, text: &str, out: &mut HtmlWriter) {
        // Classes, because a strict content security policy forbids inline styles.
        let alignment = match self.alignments.get(self.column) {
            Some(Alignment::Left) => Some("left"),
            Some(Alignment::Center) => Some("center"),
            Some(Alignment::Right) => Some("right"),
            Some(Alignment::None) | None => None,
        };
        let unbroken = is_kept_on_one_line(text).then_some("nb");
        let classes: Vec<&str> = [alignment, unbroken].into_iter().flatten().collect();
        self.column += 1;
        out.push_on_new_line(if self.in_head { "<th scope=\"col\"" } else { "<td" });
        if !classes.is_empty() {
            out.push(&format!(" class=\"{}\"", classes.join(" ")));
        }
        out.push(">");
    }

    pub fn end_cell(&mut self, out: &mut HtmlWriter) {
        out.push(if self.in_head { "</th>\n" } else { "</td>\n" });
    }
}

/// How wide the text of a cell on one line may be, in half characters: a word, and a figure with
/// its unit.
const MAX_WORD_WIDTH: usize = 8;
const MAX_FIGURE_WIDTH: usize = 24;

/// How many Han characters a unit may have: 1.2个百分点, 2026年12月31日前.
const MAX_UNIT_LENGTH: usize = 6;

/// Returns whether the text of a cell is a figure with its unit or a short word, of which no reader
/// expects half on the next line.
fn is_kept_on_one_line(text: &str) -> bool {
    let text = text.trim();
    let width: usize = text.chars().map(|c| if han::is_cjk(c) { 2 } else { 1 }).sum();
    let is_sentence = text.contains(['，', '。', '；', '、', '：', '？', '！', '\n']);
    let is_figure = text.contains(|c: char| c.is_ascii_digit())
        && text.chars().filter(|c| han::is_han(*c)).count() <= MAX_UNIT_LENGTH
        && width <= MAX_FIGURE_WIDTH;
    !text.is_empty() && !is_sentence && (width <= MAX_WORD_WIDTH || is_figure)
}

#[cfg(test)]
mod tests {
    use super::is_kept_on_one_line;

    #[test]
    fn figures_with_their_units_and_short_words_stay_on_one_line() {
        for text in [
            "5,443,012",
            "97.7%",
            "1,234.56 万元",
            "−3.25‰",
            "12.5个百分点",
            "2026年12月31日前",
            "济南",
        ] {
            assert!(is_kept_on_one_line(text), "{text}");
        }
        for text in [
            "",
            " ",
            "由办公室牵头",
            "第1季度全部完成的数量",
            "3月，5月",
            "https://example.org/2026/a",
        ] {
            assert!(!is_kept_on_one_line(text), "{text}");
        }
    }
}
