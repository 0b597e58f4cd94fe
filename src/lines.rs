//! Joins lines that were one paragraph before a PDF, a printed page or an e-mail program cut them.
//!
//! There are two cases. A text that is hard-wrapped has lines that are nearly as long as each other;
//! a line that is shorter ends its paragraph. In any other text each line is a paragraph, but a page
//! may have ended in the middle of one.
//!
//! The import joins what it reads, the checks of the text ask whether a body has such lines, and the
//! reading of a body asks what the end of a line means (`breaks.rs`).

mod breaks;
mod label;
mod line;
mod page_number;

pub use breaks::{Between, between_lines, is_entry, is_item, may_be_cut};
pub use label::label_length;
pub use line::{Line, columns, ends_sentence, has_open_pair};
pub use page_number::{is_bare_number, is_page_number};

use crate::han;
use line::{SLACK, WIDTHS};

/// Texts with fewer lines are too short to tell.
const FEWEST_LINES: usize = 8;
/// The length in bytes from which a paragraph is joined with nothing more. Each line asks for the whole paragraph,
/// so that one of any length would take a time that grows as its square.
const LONGEST: usize = 30_000;
/// Joins the lines that belong together.
pub fn rejoin(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    match page_width(&lines) {
        Some(width) => rejoin_wrapped(lines, width),
        None => rejoin_pages(lines),
    }
}

/// Returns the width of the page if a text is hard-wrapped.
pub fn page_width(lines: &[Line<'_>]) -> Option<usize> {
    if lines.len() < FEWEST_LINES {
        return None;
    }
    let mut edges: Vec<usize> = lines.iter().map(Line::edge).collect();
    edges.sort_unstable();
    let width = edges[(edges.len() - 1) * 9 / 10];
    if !WIDTHS.contains(&width) {
        return None;
    }
    let is_full =
        |line: &&Line<'_>| (width.saturating_sub(SLACK)..=width + SLACK).contains(&line.edge());
    let full: Vec<&Line<'_>> = lines.iter().filter(is_full).collect();
    let unfinished = full.iter().filter(|line| !ends_sentence(&line.text)).count();
    let longer = edges.iter().filter(|edge| **edge > width + SLACK).count();
    let is_wrapped = full.len() * 5 >= lines.len() * 2
        && unfinished * 2 > full.len()
        && longer * 20 <= lines.len();
    is_wrapped.then_some(width)
}

/// Joins the lines of a text that is hard-wrapped to a width.
pub fn rejoin_wrapped(lines: Vec<Line<'_>>, width: usize) -> Vec<Line<'_>> {
    let full_from = width.saturating_sub(SLACK);
    let gaps = lines.iter().skip(1).filter(|line| line.after_blank).count();
    // With a blank line after nearly every line it means nothing.
    let blank_ends = gaps * 5 < lines.len() * 3;
    let margin = margin(&lines, full_from);
    let has_indents = lines.iter().any(|line| is_indented(line, margin));
    let mut joined: Vec<Line<'_>> = Vec::new();
    let mut is_last_cut = false;
    for line in lines {
        let has_gap = has_gap(&line.text);
        let is_cut = line.is_full(width) && !has_gap;
        let continues = is_last_cut
            && joined.last().is_some_and(|last| {
                let after_end = line.after_blank && !line.after_page && blank_ends;
                let is_new = line.is_first || after_end || is_indented(&line, margin) || has_gap;
                last.text.len() < LONGEST
                    && !is_new
                    && (label_length(&line.text) == 0 || !has_indents && !ends_sentence(&last.text))
            });
        match joined.last_mut() {
            Some(last) if continues => join(last, &line),
            _ => joined.push(line),
        }
        is_last_cut = is_cut;
    }
    joined
}

/// Returns the column in which most full lines begin.
fn margin(lines: &[Line<'_>], full_from: usize) -> usize {
    let mut indents: Vec<usize> =
        lines.iter().filter(|line| line.edge() >= full_from).map(|line| line.indent).collect();
    indents.sort_unstable();
    // A third of the way: first lines of paragraphs are indented more.
    indents.get(indents.len() / 3).copied().unwrap_or(0)
}

/// Returns whether a line begins a paragraph by its indentation of about two characters.
fn is_indented(line: &Line<'_>, margin: usize) -> bool {
    line.indent >= margin + 2
}

/// Returns whether a line has columns: two pieces of text far from each other.
pub fn has_gap(text: &str) -> bool {
    text.contains("   ") || text.contains('\t') || text.contains("\u{3000}\u{3000}\u{3000}")
}

/// Joins a line that was cut in the middle of a sentence with the one that ends it.
fn rejoin_pages(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut joined: Vec<Line<'_>> = Vec::new();
    for line in lines {
        match joined.last_mut() {
            Some(last)
                if last.text.len() < LONGEST
                    && is_cut(&last.text)
                    && completes(&last.text, &line) =>
            {
                join(last, &line);
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// Returns whether a line was cut: it has sentences, or an open bracket, and no end.
fn is_cut(text: &str) -> bool {
    const FEWEST_CHARS: usize = 14;
    let is_prose = text.contains(['，', '。', '；']) && text.chars().count() >= FEWEST_CHARS;
    // 一、提高认识，加强领导 is a heading.
    let may_be_heading = label_length(text) > 0 && !text.contains(['。', '；']);
    !ends_sentence(text) && (is_prose && !may_be_heading || has_open_pair(text)) && !has_gap(text)
}

/// Returns whether a line is the rest of the sentence that `before` begins.
fn completes(before: &str, line: &Line<'_>) -> bool {
    let text = &line.text;
    let is_entry = text.chars().take(12).any(|c| matches!(c, '：' | ':')) && !has_open_pair(before);
    let has_end = ends_sentence(text) && !text.ends_with(['：', ':']);
    let goes_on = has_end || text.contains(['。', '；']);
    label_length(text) == 0 && !is_entry && goes_on && !has_gap(text)
}

/// Appends the next line of a paragraph.
pub fn append(text: &mut String, next: &str) {
    text.push_str(between(text, next));
    text.push_str(next);
}

/// Joins a line with the next one of its paragraph.
fn join(line: &mut Line<'_>, next: &Line<'_>) {
    append(line.text.to_mut(), &next.text);
    line.count += next.count;
}

/// Returns what stands between two lines of a paragraph: a space between words, nothing between
/// characters.
pub fn between(before: &str, after: &str) -> &'static str {
    let is_word = |c: char| c.is_alphanumeric() && !han::is_cjk(c);
    let (before, after) = (before.chars().next_back(), after.chars().next());
    let both_words = before.zip(after).is_some_and(|(before, after)| {
        (is_word(before) || matches!(before, ',' | '.' | ';' | ':' | ')'))
            && is_word(after)
            && !han::is_cjk(before)
    });
    if both_words { " " } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Line<'_>> {
        let line = |text| Line {
            indent: str::chars(text).take_while(|c| c.is_whitespace()).map(columns).sum(),
            ..Line::new(text.trim())
        };
        text.lines().map(line).collect()
    }

    fn rejoined(text: &str) -> Vec<String> {
        rejoin(lines(text)).into_iter().map(|line| line.text.into_owned()).collect()
    }

    #[test]
    fn sentence_that_a_page_has_cut_is_joined_and_nothing_else() {
        let cut = "本会围绕会员需求，组织开展多种形式的交流活\n动，取得了良好效果。";
        assert_eq!(rejoined(cut).len(), 1);
        for whole in [
            "联系人：王某，某某医院质量管理办公室工作人员\n电话：0531-12345678。",
            "一、提高认识，加强组织领导与统筹协调工作\n各单位要高度重视。",
            "本会围绕会员需求，组织开展多种形式的交流活动\n一、提高认识。",
            "关于召开会议的通知\n各会员单位：",
        ] {
            assert_eq!(rejoined(whole).len(), 2, "{whole}");
        }
    }

    #[test]
    fn hard_wrapped_text_is_joined_up_to_its_short_lines() {
        let sentence = "各会员单位要高度重视会员服务工作，结合实际制定计划，明确责任分工，";
        let wrap = |text: &str, indent: &str| {
            let chars: Vec<char> = text.chars().collect();
            let lines: Vec<String> = chars.chunks(20).map(|chunk| chunk.iter().collect()).collect();
            format!("{indent}{}", lines.join("\n"))
        };
        let paragraph = format!("{}按时完成。", sentence.repeat(3));
        let text = format!(
            "一、总体要求\n{}\n（一）工作目标\n{}\n{}",
            wrap(&paragraph, ""),
            wrap(&paragraph, ""),
            wrap(&format!("1.{paragraph}"), "")
        );
        let expected = vec![
            "一、总体要求".to_owned(),
            paragraph.clone(),
            "（一）工作目标".to_owned(),
            paragraph.clone(),
            format!("1.{paragraph}"),
        ];
        assert_eq!(rejoined(&text), expected);
    }
}
