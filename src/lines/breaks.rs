//! What the end of a typed line means, where Chinese text goes on below it.
//!
//! Markdown joins the lines of a paragraph. Editors who type official texts put no empty line before
//! （一） or between 时间： and 地点：, and mean a new line all the same; in a text that was cut at the
//! edge of a page a line may begin with （一） and mean nothing by it.

use super::label::label_length;
use super::line::{Line, SLACK, WIDTHS, ends_sentence};
use crate::han;

/// The longest name in `名：值`, in characters.
const MAX_NAME: usize = 6;
/// The columns of a line up to which `名：值` is an entry rather than a sentence with a colon.
const MAX_ENTRY: usize = 44;

/// What stands between a line and the one below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// They are one sentence.
    Nothing,
    Line,
    Paragraph,
}

/// Returns what the end of the line `before` means. `width` is that of the page if the text was cut
/// at its edge.
pub fn between_lines(before: &str, after: &str, width: Option<usize>) -> Between {
    let (before, after) = (before.trim(), after.trim());
    if begins_paragraph(after) {
        let is_new = has_separate_label(after)
            || !is_reference(after) && (ends_sentence(before) || !may_be_cut(before, width));
        return if is_new { Between::Paragraph } else { Between::Nothing };
    }
    let is_short_entry = |line: &str| is_entry(line) && Line::new(line).edge() <= MAX_ENTRY;
    let is_line = if is_short_entry(after) {
        is_entry(before) || ends_sentence(before)
    } else {
        is_short_entry(before) && !may_be_cut(before, width)
    };
    if is_line { Between::Line } else { Between::Nothing }
}

/// Returns whether a line that another one follows may be the middle of a sentence. A line that is
/// shorter than any page is complete.
pub fn may_be_cut(line: &str, width: Option<usize>) -> bool {
    let page = width.unwrap_or(*WIDTHS.start() + SLACK);
    !ends_sentence(line) && Line::new(line).is_full(page)
}

/// Returns whether a line begins with a label: 二、 and not 八、九次会议, which is an enumeration.
pub fn is_item(line: &str) -> bool {
    let length = label_length(line);
    let rest = line.get(length..).unwrap_or_default();
    length > 0 && !rest.starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'])
}

/// Returns whether a line is a name and its value: 地点：济南.
pub fn is_entry(line: &str) -> bool {
    let mut name = line.chars().filter(|c| !c.is_whitespace()).take(MAX_NAME + 1);
    let end = name.by_ref().find(|c| !c.is_alphanumeric());
    matches!(end, Some('：' | ':')) && line.starts_with(han::is_han)
}

/// Returns whether a line begins with a label of a paragraph. `1.` is one of Markdown's own lists; 第五条 and
/// 附件 are words unless something separates them from what follows.
fn begins_paragraph(line: &str) -> bool {
    if !is_item(line) {
        return false;
    }
    let rest = line.get(label_length(line)..).unwrap_or_default();
    if line.starts_with('第') {
        return has_separate_label(line);
    }
    if line.starts_with("附件") {
        let rest = rest
            .trim_start()
            .trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        return rest.is_empty() || rest.starts_with(['：', ':', '.', '．', '、', ' ', '\u{3000}']);
    }
    let is_ascii = line.get(..label_length(line)).is_some_and(str::is_ascii);
    !is_ascii || rest.trim_start().starts_with(han::is_cjk)
}

/// Returns whether a line begins with 第五条, and a space, a colon or nothing follows.
fn has_separate_label(line: &str) -> bool {
    if !line.starts_with('第') {
        return false;
    }
    let rest = line.get(label_length(line)..).unwrap_or_default();
    // 第五条之一
    let rest = rest
        .strip_prefix('之')
        .map_or(rest, |rest| rest.trim_start_matches(|c| "一二三四五六七八九十".contains(c)));
    label_length(line) > 0
        && (rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || "：:【".contains(c)))
}

/// Returns whether a label is the rest of a reference: （一）项的规定.
fn is_reference(line: &str) -> bool {
    let rest = line.get(label_length(line)..).unwrap_or_default();
    rest.starts_with(['项', '款', '目', '条', '、', '，', '至', '和', '或', '及', '）'])
}

#[cfg(test)]
mod tests {
    use super::{Between, between_lines};

    #[test]
    fn labels_begin_a_paragraph() {
        for after in [
            "（一）甲",
            "(二)甲",
            "1、甲",
            "①甲",
            "第一条 甲",
            "附件：甲",
            "附件1：甲",
            "附件 2",
            "二、甲",
        ] {
            for before in ["如下：", "完成。", "会议议程", "（一）甲"] {
                assert_eq!(
                    between_lines(before, after, None),
                    Between::Paragraph,
                    "{before}/{after}"
                );
            }
        }
        // A line that a page has cut goes on, whatever the next one begins with.
        let cut = "各单位要认真组织落实，按照本通知所附名单中列明的";
        for after in ["（一）甲", "1、甲", "①甲", "附件：甲"] {
            assert_eq!(between_lines(cut, after, None), Between::Nothing, "{after}");
            assert_eq!(between_lines(cut, after, Some(48)), Between::Nothing, "{after}");
            assert_eq!(between_lines(cut, after, Some(64)), Between::Paragraph, "{after}");
        }
        for (before, after) in [
            ("依照", "（一）项办理"),
            ("见", "附件所列名单"),
            ("依照", "第五条规定办理"),
            ("第七、", "八、九次会议"),
            ("foo", "1. bar"),
            ("2026年", "1.5万元"),
        ] {
            assert_eq!(between_lines(before, after, None), Between::Nothing, "{before}/{after}");
        }
    }

    #[test]
    fn short_entries_keep_their_lines() {
        for (before, after) in [
            ("联系人：张老师", "电话：0531-12345678"),
            ("事项如下。", "时间：5月8日"),
            ("时间：5月8日", "请各单位参加。"),
            ("地点：山东省济南市历下区某某路某某大厦三楼第二会议室", "联系人：张老师"),
        ] {
            assert_eq!(between_lines(before, after, None), Between::Line, "{before}/{after}");
        }
        for (before, after) in [
            ("会议于下周召开，时间", "地点：另行通知"),
            ("甲。", "会议指出：要加强组织领导，落实工作责任，按期完成各项任务"),
            ("甲", "乙"),
            ("foo: bar", "baz: bim"),
            ("地点：山东省济南市历下区某某路某某大厦三楼第二", "会议室"),
        ] {
            assert_eq!(between_lines(before, after, None), Between::Nothing, "{before}/{after}");
        }
    }
}
