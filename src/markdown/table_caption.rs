//! 表1 各市名额: the paragraph that names a table, as offices write it above the table.

use super::stream::Stream;
use pulldown_cmark::{Event, Tag};

/// What such a paragraph begins with, before its number.
const NAMES: [&str; 3] = ["附表", "表", "Table "];

/// A longer paragraph is a sentence about the table.
const MAX_LENGTH: usize = 60;

/// Returns the text of the paragraph that starts at `start` if it is the caption of the table directly after it.
pub(super) fn table_caption(stream: &Stream<'_>, start: usize) -> Option<String> {
    let next = stream.pieces.get(stream.end_of(start))?;
    let Event::Start(Tag::Table(_)) = next.event else { return None };
    let text = stream.link_text(start);
    is_caption(&text).then_some(text)
}

fn is_caption(text: &str) -> bool {
    let Some(rest) = NAMES.iter().find_map(|name| text.strip_prefix(name)) else { return false };
    let rest = rest.trim_start();
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十-—.－．".contains(c);
    let name = rest.trim_start_matches(is_number);
    let is_numbered = rest.starts_with(|c: char| is_number(c) && !"-—.－．".contains(c));
    let is_apart = name.is_empty() || name.starts_with([' ', '\u{3000}', '：', ':', '、']);
    is_numbered && is_apart && !name.contains('。') && text.chars().count() <= MAX_LENGTH
}

#[cfg(test)]
mod tests {
    use super::is_caption;

    #[test]
    fn caption_is_a_name_with_a_number_apart_from_what_follows() {
        for text in [
            "表1 各市名额",
            "表 1　各市名额",
            "表一：各市名额",
            "附表2-1 回执",
            "表3",
            "Table 2: Places",
            "表1. 各市名额",
        ] {
            assert!(is_caption(text), "{text}");
        }
        for text in [
            "表1列出四项会议的基本情况。",
            "表 各市名额",
            "表1 列出了名额。见下。",
            "表现良好",
            "各市名额表1",
            "表-1 甲",
        ] {
            assert!(!is_caption(text), "{text}");
        }
        assert!(!is_caption(&format!("表1 {}", "长".repeat(60))));
    }
}
