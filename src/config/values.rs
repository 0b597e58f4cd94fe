//! Settings one by one, each checked.

use super::base::BaseUrl;
use super::entries::entries;
use super::faults;
use super::slug::is_slug;
use crate::diagnostic::nearest;
use crate::source::Spanned;
use crate::yaml::{Choice, Fields, Value};
use std::collections::BTreeMap;

/// The languages that a portal can be in.
pub(super) const LANGUAGES: &[Choice] = &[("zh-CN", &[]), ("en", &[])];

/// Other names of these languages, in lower case.
const OTHER_NAMES: [(&str, &[&str]); 2] = [
    (
        "zh-CN",
        &["zh", "zh_cn", "zh-hans", "zh-hans-cn", "cn", "chinese", "中文", "汉语", "简体中文"],
    ),
    ("en", &["en-us", "en-gb", "en_us", "en_gb", "english", "英文", "英语"]),
];

pub(super) fn base_url(fields: &mut Fields) -> Option<BaseUrl> {
    let typed = fields.text("base_url")?;
    let parsed = BaseUrl::parse(&typed.value);
    if parsed.as_ref().is_some_and(BaseUrl::is_example) {
        let span = typed.span.clone();
        fields.diagnostics.push(faults::base_url_example(span, &fields.key_names, &typed.value));
    }
    if parsed.is_none() {
        fields.diagnostics.push(faults::base_url(typed.span, &fields.key_names, &typed.value));
    }
    parsed
}

pub(super) fn language(fields: &mut Fields) -> Option<String> {
    let typed = fields.text("language")?;
    let languages = LANGUAGES.iter().map(|(language, _)| *language);
    if languages.clone().any(|language| language == typed.value) {
        return Some(typed.value);
    }
    let lower = typed.value.to_lowercase();
    let named = OTHER_NAMES.iter().find(|(language, names)| {
        names.contains(&&*lower) || language.eq_ignore_ascii_case(&lower)
    });
    let meant = named.map(|(language, _)| *language);
    let near = meant.or_else(|| nearest(&typed.value, languages));
    let span = typed.span.clone();
    let mut diagnostic = faults::language(span.clone(), &fields.key_names, &typed.value, near);
    // What is only near is left to the editor.
    if let Some(meant) = meant {
        diagnostic = diagnostic.fix(span, meant);
    }
    fields.diagnostics.push(diagnostic);
    None
}

pub(super) fn time_zone(fields: &mut Fields) -> Option<String> {
    let typed = fields.text("time_zone")?;
    if is_offset(&typed.value) {
        return Some(typed.value);
    }
    fields.diagnostics.push(faults::time_zone(
        typed.span,
        &fields.key_names,
        &typed.value,
        meant_offset(&typed.value),
    ));
    None
}

/// Returns whether a text is an offset such as `+08:00`: a sign, two digits of at most 14 hours,
/// two of minutes.
fn is_offset(text: &str) -> bool {
    let [sign, h1, h2, b':', m1, m2] = text.as_bytes() else { return false };
    let digits = [h1, h2, m1, m2].into_iter().all(u8::is_ascii_digit);
    let value = |tens: &u8, ones: &u8| (tens - b'0') * 10 + ones - b'0';
    matches!(sign, b'+' | b'-')
        && digits
        && (value(h1, h2), value(m1, m2)) <= (14, 0)
        && value(m1, m2) < 60
}

/// Returns the offset that another spelling means: `+8`, `+0800`, `UTC+8`, 北京时间.
fn meant_offset(typed: &str) -> Option<String> {
    let lower = typed.to_lowercase();
    let names = ["asia/shanghai", "asia/chongqing", "prc", "北京时间", "东八区", "东8区", "中国"];
    if names.contains(&&*lower) {
        return Some("+08:00".to_owned());
    }
    if ["utc", "gmt", "z"].contains(&&*lower) {
        return Some("+00:00".to_owned());
    }
    let bare = ["utc", "gmt"].into_iter().find_map(|name| lower.strip_prefix(name));
    let bare = bare.unwrap_or(&lower).trim().replace(['：', '−', '－', '＋'], ":");
    let (sign, digits) = match bare.strip_prefix(['+', ':']) {
        Some(digits) => ('+', digits),
        None => bare.strip_prefix('-').map_or(('+', &*bare), |digits| ('-', digits)),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "00"),
    };
    let is_number =
        |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let offset = format!("{sign}{hours:0>2}:{minutes:0>2}");
    (is_number(hours) && is_number(minutes) && is_offset(&offset)).then_some(offset)
}

pub(super) fn theme(fields: &mut Fields) -> Option<String> {
    let typed = fields.text("theme")?;
    if is_slug(&typed.value) {
        return Some(typed.value);
    }
    fields.diagnostics.push(faults::slug(typed.span, &fields.key_names, "theme", &typed.value));
    None
}

pub(super) fn card_font(fields: &mut Fields) -> Option<Spanned<String>> {
    let mut card = fields.group("card")?;
    let font = card.text("font");
    fields.merge(card);
    font
}

pub(super) fn topic_slugs(fields: &mut Fields) -> BTreeMap<String, String> {
    let mut slugs = BTreeMap::new();
    for (topic, value) in entries(fields, "topics") {
        match value.value {
            Value::Text(slug) | Value::Number(slug) if is_slug(&slug) => {
                slugs.insert(topic.value, slug);
            }
            _ => fields.diagnostics.push(faults::topic_slug(
                value.span,
                &fields.key_names,
                &topic.value,
            )),
        }
    }
    slugs
}

pub(super) fn synonyms(fields: &mut Fields) -> BTreeMap<String, Vec<String>> {
    let mut synonyms = BTreeMap::new();
    for (word, value) in entries(fields, "synonyms") {
        let items = match value.value {
            Value::List(items) => {
                items.into_iter().filter(|item| item.value != Value::Null).collect()
            }
            _ => vec![value],
        };
        let words: Vec<String> = items
            .into_iter()
            .filter_map(|item| match item.value {
                Value::Text(text) | Value::Number(text) => Some(text),
                _ => {
                    fields.diagnostics.push(faults::synonym(item.span, &fields.key_names));
                    None
                }
            })
            .collect();
        synonyms.insert(word.value, words);
    }
    synonyms
}

#[cfg(test)]
mod tests {
    use super::{is_offset, meant_offset};

    #[test]
    fn only_a_sign_and_two_by_two_digits_are_an_offset() {
        for right in ["+08:00", "-03:30", "+14:00", "+00:00", "-12:00", "+05:45"] {
            assert!(is_offset(right), "{right}");
        }
        for wrong in [
            "++8:+0", "+8:00", "+0800", "08:00", "+08:60", "+15:00", "+14:30", "+08:00 ", " 8:00",
            "+08：00", "CST", "", "+-8:00", "+08:+1", "+٠٨:00",
        ] {
            assert!(!is_offset(wrong), "{wrong}");
        }
    }

    #[test]
    fn other_spellings_of_offsets_are_understood() {
        for (typed, expected) in [
            ("+8", Some("+08:00")),
            ("8", Some("+08:00")),
            ("+0800", Some("+08:00")),
            ("UTC+8", Some("+08:00")),
            ("gmt-3:30", Some("-03:30")),
            ("北京时间", Some("+08:00")),
            ("Asia/Shanghai", Some("+08:00")),
            ("UTC", Some("+00:00")),
            ("CST", None),
            ("++8:+0", None),
            ("+99", None),
            ("+8:0:0", None),
            ("", None),
            ("八", None),
        ] {
            assert_eq!(meant_offset(typed).as_deref(), expected, "{typed}");
        }
    }
}
