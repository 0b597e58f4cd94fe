//! The HTML of tables: a region that scrolls, a head, and a body if there are rows.

use super::stream::Stream;
use super::writer::HtmlWriter;
use crate::han;
use pulldown_cmark::{Alignment, Event};
use std::ops::Range;

/// The table that is being rendered.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    /// How many tables the body has had, this one included.
    count: usize,
    /// Whether its caption has begun it.
    is_begun: bool,
    column: usize,
    in_head: bool,
    in_body: bool,
    keeps: Keeps,
}

/// What of the text of the cell at hand is kept on one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Keeps {
    /// Outside of cells, and in a cell that is kept on one line as a whole.
    #[default]
    Nothing,
    /// 12.5个百分点 in a sentence.
    Figures,
    /// （万元） in a heading.
    Units,
}

impl Table {
    /// Starts the next table, unless its caption has done so. Its region is called as the caption says, else by `label` and
    /// its number.
    pub fn start(&mut self, label: &str, caption: Option<&str>, out: &mut HtmlWriter) {
        if self.is_begun {
            self.is_begun = false;
            return;
        }
        self.start_region(label, caption, out);
        self.is_begun = caption.is_some();
        out.push("<table>\n");
    }

    /// Starts the region of the next table. A wide table scrolls by itself, and must be reachable by keyboard for that. The
    /// number distinguishes the regions for those who use a screen reader.
    pub fn start_region(&mut self, label: &str, caption: Option<&str>, out: &mut HtmlWriter) {
        *self = Table { count: self.count + 1, ..Table::default() };
        out.push_on_new_line("<section class=\"table\" tabindex=\"0\"");
        out.attribute("aria-label", caption.unwrap_or(&format!("{label}{}", self.count)));
        out.push(">\n");
    }

    /// Ends the region of a table.
    pub fn end_region(&mut self, out: &mut HtmlWriter) {
        out.push_on_new_line("</section>\n");
    }

    /// Takes how the columns are aligned.
    pub fn align(&mut self, alignments: &[Alignment]) {
        self.alignments = alignments.to_vec();
    }

    pub fn end(&mut self, out: &mut HtmlWriter) {
        if self.in_body {
            out.push("</tbody>\n");
        }
        out.push("</table>\n");
        self.end_region(out);
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

    /// Returns what of the text that comes next is kept on one line.
    pub fn keeps(&self) -> Keeps {
        self.keeps
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
        let is_whole = is_kept_on_one_line(text);
        self.keeps = if is_whole {
            Keeps::Nothing
        } else if self.in_head {
            Keeps::Units
        } else {
            Keeps::Figures
        };
        let unbroken = is_whole.then_some("nb");
        let classes: Vec<&str> = [alignment, unbroken].into_iter().flatten().collect();
        self.column += 1;
        out.push_on_new_line(if self.in_head { "<th scope=\"col\"" } else { "<td" });
        if !classes.is_empty() {
            out.push(&format!(" class=\"{}\"", classes.join(" ")));
        }
        out.push(">");
    }

    pub fn end_cell(&mut self, out: &mut HtmlWriter) {
        self.keeps = Keeps::Nothing;
        out.push(if self.in_head { "</th>\n" } else { "</td>\n" });
    }
}

/// Returns whether the block of HTML that starts at `start` is one table and nothing else.
pub(super) fn is_typed_table(stream: &Stream<'_>, start: usize) -> bool {
    let mut html = String::new();
    for piece in stream.pieces.get(start..stream.end_of(start)).unwrap_or_default() {
        if let Event::Html(line) = &piece.event {
            html.push_str(&line.to_ascii_lowercase());
        }
    }
    let inside = html.trim().strip_prefix("<table").and_then(|rest| rest.strip_suffix("</table>"));
    inside.is_some_and(|inside| {
        inside.starts_with(['>', ' ', '\n'])
            && !inside.contains("<table")
            && !inside.contains("</table")
    })
}

/// How wide the text of a cell on one line may be, in half characters: a word, and a figure with
/// its unit.
const MAX_WORD_WIDTH: usize = 8;
const MAX_FIGURE_WIDTH: usize = 24;

/// How many Han characters a unit may have: 1.2个百分点, 2026年12月31日前.
const MAX_UNIT_LENGTH: usize = 6;

/// Units that stand behind a figure, longer ones first.
const UNITS: [&str; 3] = ["个百分点", "百分点", "万亿元"];
const SCALES: [char; 2] = ['万', '亿'];
const SHORT_UNITS: &str = "元人件次张家所例台个名项天年月日";

/// How long a unit in brackets may be, in characters.
const MAX_UNIT_IN_BRACKETS: usize = 8;

impl Keeps {
    /// Returns the parts of a text that are kept on one line, in order.
    pub fn parts(self, text: &str) -> Vec<Range<usize>> {
        match self {
            Keeps::Nothing => Vec::new(),
            Keeps::Figures => figures(text),
            Keeps::Units => units_in_brackets(text),
        }
    }
}

/// Returns the figures with a unit of Han characters, between which a line could break.
fn figures(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = at + start;
        let behind = text.get(start..).unwrap_or_default();
        let digits = behind.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
        let end = start + digits.unwrap_or(behind.len());
        let unit = text.get(end..).map_or(0, unit_at);
        if unit > 0 {
            found.push(start..end + unit);
        }
        at = end + unit;
    }
    found
}

/// Returns the length of the unit that a text begins with, in bytes; 0 if there is none.
fn unit_at(text: &str) -> usize {
    if let Some(unit) = UNITS.into_iter().find(|unit| text.starts_with(unit)) {
        return unit.len();
    }
    let rest = text.trim_start_matches(SCALES);
    let scale = text.len() - rest.len();
    let unit = rest.chars().next().filter(|c| SHORT_UNITS.contains(*c)).map_or(0, char::len_utf8);
    scale + unit
}

fn units_in_brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('（') {
        let Some(behind) = text.get(start + '（'.len_utf8()..) else { continue };
        let Some(length) = behind.find(['（', '）']) else { continue };
        let (Some(unit), true) = (behind.get(..length), behind[length..].starts_with('）')) else {
            continue;
        };
        if (1..=MAX_UNIT_IN_BRACKETS).contains(&unit.chars().count()) {
            found.push(start..start + length + 2 * '（'.len_utf8());
        }
    }
    found
}

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
    use super::{Keeps, is_kept_on_one_line};

    fn kept(keeps: Keeps, text: &str) -> Vec<&str> {
        keeps.parts(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn figures_in_sentences_and_units_of_headings_are_kept_whole() {
        for (text, expected) in [
            ("比上年增长12.5个百分点，投入1,234.5万元。", &["12.5个百分点", "1,234.5万元"][..]),
            ("共3家、5,000人次，3亿。", &["3家", "5,000人", "3亿"]),
            ("2026年12月31日前", &["2026年", "12月", "31日"]),
            ("见5.2，占97.7%", &[]),
            ("7", &[]),
            ("", &[]),
        ] {
            assert_eq!(kept(Keeps::Figures, text), expected, "{text}");
            assert!(kept(Keeps::Nothing, text).is_empty());
        }
        for (text, expected) in [
            ("完成数量（百分点）", &["（百分点）"][..]),
            ("数量（万元）（含税）", &["（万元）", "（含税）"]),
            ("数量（", &[]),
            ("数量（）", &[]),
            ("数量（按第十二条第三款计算）", &[]),
        ] {
            assert_eq!(kept(Keeps::Units, text), expected, "{text}");
        }
    }

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
