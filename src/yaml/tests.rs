use super::*;
use crate::source::SitePath;
use proptest::prelude::*;
use serde_json::Value as Json;

const KNOWN: &[&str] = &["title", "标题", "date", "附件", "summary", "note"];

fn read_text(text: &str) -> Checked<Option<Node>> {
    let source = Source::decode(SitePath::new("a.md"), text.as_bytes());
    read(&source, 0..source.text.len(), KNOWN)
}

fn as_json(text: &str) -> Json {
    let Checked { value, diagnostics } = read_text(text);
    assert!(diagnostics.is_empty(), "{text}: {diagnostics:?}");
    json(&value.expect("a tree"))
}

#[test]
fn entry_that_quotation_marks_do_not_help_is_skipped() {
    // Whatever is done with the first line, the lines below it cannot be read with it.
    for text in ["'a'b: 'x'y\n", "? 'a' 'b'\n: 'c' 'd'\n", "k: 'a' 'b'\n  - 'c\n", "'': x\n"] {
        assert!(read_text(text).diagnostics.len() < 4, "{text}");
    }
}

#[test]
fn only_the_unreadable_entry_is_quoted() {
    let Checked { value, diagnostics } =
        read_text("一句话\ndate: 1\ntopics: [甲]\nnote: a: b # c\n");
    assert_eq!(json(&value.expect("a tree"))["topics"], serde_json::json!(["甲"]));
    let edits: Vec<&str> = diagnostics.iter().flat_map(|d| &d.fix).map(|e| &*e.text).collect();
    assert_eq!(edits, ["'a: b'"]);
}

#[test]
fn places_below_a_quoted_entry_are_right_with_carriage_returns_too() {
    for end in ["\n", "\r\n"] {
        let text = format!("title: title: ---{end}:标题: ---{end}未知: 甲{end}");
        let source = Source::decode(SitePath::new("a.md"), text.as_bytes());
        let Checked { value, diagnostics } = read(&source, 0..text.len(), KNOWN);
        for span in diagnostics.iter().filter_map(|diagnostic| diagnostic.at.as_ref()) {
            assert!(text.get(span.range()).is_some(), "{span:?}");
        }
        let Some(Value::Map(entries)) = value.map(|node| node.value) else { panic!("{text:?}") };
        let keys: Vec<&str> = entries.iter().map(|(key, _)| &text[key.span.range()]).collect();
        assert_eq!(keys, ["title", ":标题", "未知"], "{text:?}");
    }
}

#[test]
fn text_folded_over_lines_has_no_spaces_between_han_characters() {
    for typed in [
        "关于召开\n  第四届理事会\n  的通知",
        "\"关于召开\n  第四届理事会\n\n  的通知\"",
        "'关于召开\n  第四届理事会\n  的通知'",
        ">-\n  关于召开\n  第四届理事会\n  的通知",
    ] {
        let title = as_json(&format!("title: {typed}\n"))["title"].to_string();
        assert_eq!(title.replace("\\n", ""), "\"关于召开第四届理事会的通知\"", "{typed}");
    }
    // A space that was typed stays, as it does between other words.
    let title = as_json("title: 张三 李四\n  王 五\n  2026\n  a\n  b\n");
    assert_eq!(title["title"], "张三 李四王 五 2026 a b");
}

#[test]
fn dashes_between_keys_are_not_read_as_a_value() {
    for text in ["title: 甲\n- 乙\ndate: 1\n", "title: 甲\n----\ndate: 1\n"] {
        let value = read_text(text).value.expect("a tree");
        assert_eq!(json(&value)["date"], 1, "{text}");
    }
}

/// Words that look like structure.
const WORDS: &[&str] = &[
    "本通知",
    "附件：一份",
    "标题：甲",
    "date:2026",
    "- 项",
    "－ 项",
    "· 项",
    "a",
    "2026",
    "（一）",
    "#号",
    "甲、乙",
    "----",
    "note",
    "，",
    "title",
    "x:y",
    "“引”",
    "|",
    ">",
];

/// Words that may stand in quotation marks only.
const LOUD: &[&str] = &["标题: 甲", " # 注", "[", "}", "{", "note: b", "*a", "&b", "%", "@"];

fn words(pool: Vec<&'static str>) -> impl Strategy<Value = Vec<String>> {
    let line = prop::collection::vec(prop::sample::select(pool), 1..4).prop_map(|w| w.concat());
    prop::collection::vec(line, 1..4)
}

fn indented(lines: &[String], by: usize) -> String {
    lines.iter().map(|line| format!("\n{}{line}", " ".repeat(by))).collect()
}

/// A value as it is typed behind a key that is indented by `indent`.
fn value(indent: usize) -> BoxedStrategy<String> {
    let all: Vec<&str> = WORDS.iter().chain(LOUD).copied().collect();
    let quiet: Vec<&str> = WORDS.to_vec();
    let more = move |lines: &[String]| indented(&lines[1..], indent + 2);
    let plain = words(quiet.clone()).prop_map(move |l| format!("文{}{}", l[0], more(&l)));
    let single = words(all.clone()).prop_map(move |l| format!("'{}{}'", l[0], more(&l)));
    let double = words(all.clone()).prop_map(move |l| format!("\"{}{}\"", l[0], more(&l)));
    let head = prop::sample::select(&["|", ">", "|-", ">+", "| # 注: x", "> # 附件：", "&x |"][..]);
    let block = (head, words(all.clone()), 1..4_usize)
        .prop_map(move |(head, lines, by)| format!("{head}{}", indented(&lines, indent + by)));
    let sized = words(all).prop_map(move |l| format!("|2-{}", indented(&l, indent + 4)));
    let flow = words(quiet.clone()).prop_map(move |l| {
        let items: Vec<String> = l.iter().map(|item| format!("'{item}'")).collect();
        format!("[{}]", items.join(&format!(",\n{}", " ".repeat(indent + 1))))
    });
    let group = words(quiet).prop_map(move |l| {
        let items: Vec<String> =
            l.iter().enumerate().map(|(i, t)| format!("k{i}: \"{t}\"")).collect();
        format!("{{{}}}", items.join(&format!(",\n{}", " ".repeat(indent + 3))))
    });
    let leaf = prop_oneof![plain, single, double, block, sized, flow, group].boxed();
    if indent >= 4 {
        return leaf;
    }
    let below = value(indent + 2);
    let map = prop::collection::vec(below.clone(), 1..3).prop_map(move |values| {
        let entry = |(i, v): (usize, String)| format!("\n{}键{i}: {v}", " ".repeat(indent + 2));
        values.into_iter().enumerate().map(entry).collect::<String>()
    });
    let list = prop::collection::vec(value(indent + 4), 1..3).prop_map(move |values| {
        let item = |v: String| format!("\n{}- 项: {v}", " ".repeat(indent + 2));
        values.into_iter().map(item).collect::<String>()
    });
    prop_oneof![3 => leaf, 1 => map, 1 => list].boxed()
}

fn entries() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(value(0), 1..5).prop_map(|values| {
        values.into_iter().enumerate().map(|(i, v)| format!("键{i}: {v}\n")).collect()
    })
}

/// What the library itself makes of a text, spaces between Han characters left out.
fn library(text: &str) -> Option<Json> {
    let mut options = serde_yaml::Options::default();
    options.strict_booleans = true;
    let read = serde_yaml::from_str_with_options::<Json>(text, options).ok()?;
    read.is_object().then(|| without_spaces(read))
}

fn without_spaces(json: Json) -> Json {
    match json {
        Json::String(text) => Json::String(text.replace(' ', "")),
        Json::Array(items) => items.into_iter().map(without_spaces).collect(),
        Json::Object(map) => map.into_iter().map(|(k, v)| (k, without_spaces(v))).collect(),
        other => other,
    }
}

const SLIPS: &[&str] =
    &["title：甲", "date:2026-03-15", "标题：\"甲\"", "note\u{3000}: x", "附件﹕甲"];

#[test]
fn place_of_a_fault_behind_a_byte_order_mark_is_right() {
    let text = "date: 1\n\u{feff}：}{乙\n";
    let found = read_text(text).diagnostics;
    let places = found.iter().filter_map(|fault| Some(&text[fault.at.as_ref()?.range()]));
    assert_eq!(places.collect::<Vec<_>>(), ["：", "}"]);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300, ..ProptestConfig::default()
    })]

    #[test]
    fn valid_yaml_is_read_as_the_library_reads_it(
        entries in entries(),
        at in any::<prop::sample::Index>(),
        piece in prop::sample::select(&["", "", "\"", "'", ":", "\n", " ", "：", "- ", "[", "#", "|"][..]),
        windows in any::<bool>(),
    ) {
        let text = entries.concat();
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let at = starts[at.index(starts.len())];
        let text = format!("{}{piece}{}", &text[..at], &text[at..]);
        let Some(expected) = library(&text) else { return Ok(()) };
        let typed = if windows { text.replace('\n', "\r\n") } else { text.clone() };
        let Checked { value, diagnostics } = read_text(&typed);
        prop_assert!(!diagnostics.iter().any(|d| d.is_error() || !d.fix.is_empty()), "{text}\n{diagnostics:?}");
        prop_assert_eq!(without_spaces(json(&value.expect("a tree"))), expected, "{}", text);
    }

    #[test]
    fn fix_of_a_slip_stays_in_its_line(
        entries in entries(),
        at in any::<prop::sample::Index>(),
        slip in prop::sample::select(SLIPS),
    ) {
        let at = at.index(entries.len() + 1);
        let text = format!("{}{slip}\n{}", entries[..at].concat(), entries[at..].concat());
        if library(&entries.concat()).is_none() {
            return Ok(());
        }
        let place = entries[..at].concat().len();
        let place = place..place + slip.len();
        let Checked { value, diagnostics } = read_text(&text);
        for edit in diagnostics.iter().flat_map(|diagnostic| &diagnostic.fix) {
            let range = edit.span.range();
            prop_assert!(place.start <= range.start && range.end <= place.end, "{edit:?} in\n{text}");
        }
        let mut read = without_spaces(json(&value.expect("a tree")));
        let expected = library(&entries.concat()).expect("read above");
        let map = read.as_object_mut().expect("a map");
        map.retain(|key, _| key.starts_with('键'));
        prop_assert_eq!(read, expected, "{}", text);
    }
}
