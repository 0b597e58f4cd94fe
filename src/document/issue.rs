//! 期号: the issue of a newsletter, as three numbers or as printed on its cover.

use super::faults;
use crate::date::numeral;
use crate::source::Spanned;
use crate::yaml::{Fields, Key, Shape, Value};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// 2025年第2期（总第34期）.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Issue {
    pub year: u16,
    pub number: u32,
    pub total: Option<u32>,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}年第{}期", self.year, self.number)?;
        match self.total {
            Some(total) => write!(f, "（总第{total}期）"),
            None => Ok(()),
        }
    }
}

pub(super) const ISSUE_KEYS: &[Key] = &[
    Key::new("year", "年", "2025")
        .shape(Shape::Integer(1900, 2100))
        .required()
        .about("年份", "The year")
        .aliases(&["年份", "年度"]),
    Key::new("number", "期", "2")
        .shape(Shape::Integer(1, 9999))
        .required()
        .about("这一年的第几期", "The number within the year")
        .aliases(&["期数", "期号", "第几期", "issue", "no"]),
    Key::new("total", "总期", "34")
        .shape(Shape::Integer(1, 999_999))
        .about("总第几期", "The number among all issues")
        .aliases(&["总期数", "总期号", "总第", "总"]),
];

/// Reads the issue, or reports why it cannot be read.
pub(super) fn issue(fields: &mut Fields) -> Option<Spanned<Issue>> {
    if let Some(at) = fields.empty("issue") {
        fields.diagnostics.push(crate::yaml::empty_value(at, &fields.key_names, "issue"));
        return None;
    }
    let node = fields.take("issue")?;
    let span = node.span.clone();
    let issue = match &node.value {
        Value::Map(_) => {
            let mut group = fields.group_of("issue", node);
            let issue = from_numbers(&mut group);
            fields.merge(group);
            issue?
        }
        Value::Text(text) | Value::Number(text) => match parse(text) {
            Some(issue) => issue,
            None => {
                fields.diagnostics.push(faults::issue_unclear(span, &fields.key_names, Some(text)));
                return None;
            }
        },
        _ => {
            fields.diagnostics.push(faults::issue_unclear(span, &fields.key_names, None));
            return None;
        }
    };
    Some(Spanned::new(issue, span))
}

fn from_numbers(group: &mut Fields) -> Option<Issue> {
    let year = group.integer("year");
    let number = group.integer("number");
    let total = group.integer("total");
    Some(Issue {
        year: year?.value as u16,
        number: number?.value as u32,
        total: total.map(|total| total.value as u32),
    })
}

/// Parses 2026年第1期（总第35期）: with spaces, in brackets of any width, in Chinese numerals, with or
/// without the second half.
fn parse(typed: &str) -> Option<Issue> {
    let text: String = typed.nfkc().filter(|c| !c.is_whitespace()).collect();
    let (year, rest) = text.split_once('年')?;
    let (number, rest) = rest.split_once('期')?;
    let total = match rest.trim_matches(['(', ')', '[', ']', '〔', '〕', ',', '、', '·', '/']) {
        "" => None,
        rest => {
            let rest = rest.strip_prefix('总')?;
            let rest = rest.strip_suffix('期').unwrap_or(rest);
            Some(numeral(rest.trim_start_matches('第'))?)
        }
    };
    let between = |value: i16, from: i16, to: i16| (from..=to).contains(&value).then_some(value);
    Some(Issue {
        year: between(numeral(year)?, 1900, 2100)? as u16,
        number: between(numeral(number.trim_start_matches('第'))?, 1, 9999)? as u32,
        total: match total {
            Some(total) => Some(between(total, 1, i16::MAX)? as u32),
            None => None,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn issue_is_read_in_the_forms_of_covers() {
        for (typed, shown) in [
            ("2026年第1期（总第35期）", "2026年第1期（总第35期）"),
            ("2026年第1期(总第35期)", "2026年第1期（总第35期）"),
            ("2026 年第 1 期 （总第 35 期）", "2026年第1期（总第35期）"),
            ("２０２６年第１期（总第３５期）", "2026年第1期（总第35期）"),
            ("2026年1期 总35期", "2026年第1期（总第35期）"),
            ("2026年第1期（总第35）", "2026年第1期（总第35期）"),
            ("2026年第1期，总第35期", "2026年第1期（总第35期）"),
            ("二〇二六年第十二期", "2026年第12期"),
            ("2026年第1期", "2026年第1期"),
        ] {
            assert_eq!(parse(typed).map(|i| i.to_string()).as_deref(), Some(shown), "{typed}");
        }
    }

    #[test]
    fn other_texts_are_no_issue() {
        for typed in [
            "",
            "2026",
            "第1期",
            "总第35期",
            "2026年",
            "2026年第期",
            "2026年第0期",
            "26年第1期",
            "2026年第1期（春季）",
            "2026年第1期（总第0期）",
            "年期",
            "2026年第99999999999期",
            "2026年第十十期",
        ] {
            assert_eq!(parse(typed), None, "{typed}");
        }
    }
}
