use super::*;
use crate::diagnostic::Checked;
use crate::document::{self, Attached, FrontMatter, Reference, RelationKind};
use crate::markdown::RawHtml;
use crate::number::DocNumber;
use crate::source::{SitePath, Source};
use crate::yaml::Value;
use proptest::prelude::*;
use std::sync::Arc;

/// What YAML and editors find difficult, next to what titles are made of.
const PARTS: &[&str] = &[
    "关于",
    "通知",
    "：",
    ":",
    " ",
    ": ",
    " #",
    "#",
    "'",
    "\"",
    "''",
    "[",
    "]",
    "{",
    "}",
    ",",
    "《",
    "》",
    "“",
    "”",
    "-",
    "- ",
    "—",
    "?",
    "!",
    "&",
    "*",
    "@",
    "%",
    "|",
    ">",
    "\\",
    "true",
    "null",
    "2026-03-15",
    "1.50",
    "\u{3000}",
    "~",
    "title: x",
    "…",
    "yes",
    "0x1F",
    "1e3",
    "12:30",
    "<<",
    "---",
    "...",
    "=",
    "`",
];

/// What separates topics, and what no line of text holds.
const SEPARATORS: &[&str] = &["，", "、", "；", "\n", "\n\n", "\t", "\r\n", "\u{85}"];

/// Characters that are reported wherever they stand, and are written all the same.
const INVISIBLE: &[&str] =
    &["\u{7}", "\u{2028}", "\u{200b}", "\u{202e}", "\u{feff}", "\u{fffe}", "\u{1ffff}", "\u{7f}"];

fn any_text() -> impl Strategy<Value = String> {
    let parts: Vec<&str> = PARTS.iter().chain(SEPARATORS).chain(INVISIBLE).copied().collect();
    prop::collection::vec(prop::sample::select(parts), 0..7).prop_map(|parts| parts.concat())
}

/// A text that the reader takes as it is: one line, with no white space at its ends.
fn line_of_text() -> impl Strategy<Value = String> {
    let parts = prop::collection::vec(prop::sample::select(PARTS), 1..7);
    let text = parts.prop_map(|parts| parts.concat().trim().to_owned());
    text.prop_filter("text that is not blank", |text| !text.is_empty())
}

fn lines_of_text() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(line_of_text(), 1..4)
}

fn day() -> impl Strategy<Value = Date> {
    (1990_i16..2090, 1_i8..13, 1_i8..29)
        .prop_map(|(year, month, day)| Date::constant(year, month, day))
}

fn language() -> impl Strategy<Value = Language> {
    prop::sample::select(&[Language::Chinese, Language::English][..])
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn values(texts: &[crate::source::Spanned<String>]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}

/// Reads lines as YAML, without what the reader of front matter makes of them.
fn read_yaml(lines: &str) -> Vec<Value> {
    let source = Source::decode(SitePath::new("a.md"), lines.as_bytes());
    let checked = yaml::read(&source, 0..lines.len(), &["title", "标题"]);
    let mut others = checked.diagnostics.iter().filter(|d| d.id != "text-invisible");
    assert!(others.next().is_none(), "{lines}: {:?}", checked.diagnostics);
    match checked.value.map(|node| node.value) {
        Some(Value::Map(entries)) => entries.into_iter().map(|(_, node)| node.value).collect(),
        other => panic!("{lines}: {other:?}"),
    }
}

/// Reads a file; nothing may be wrong with it.
fn read_file(file: &str) -> FrontMatter {
    let source = Arc::new(Source::decode(SitePath::new("content/a.md"), file.as_bytes()));
    let Checked { value, diagnostics } =
        document::parse(&source, RawHtml::Sanitised, &document::DeclaredFields::default());
    assert!(diagnostics.is_empty(), "{file}: {diagnostics:?}");
    value.expect("a document").front
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500, ..ProptestConfig::default()
    })]

    #[test]
    fn any_text_is_read_as_it_was_written(text in any_text(), language in language()) {
        let lines = FrontMatterBuilder::new(language).text("title", &text).lines;
        prop_assert_eq!(read_yaml(&lines), [Value::Text(text.clone())], "{}", lines);
    }

    #[test]
    fn any_list_is_read_as_it_was_written(
        texts in prop::collection::vec(any_text(), 0..4), language in language(),
    ) {
        let lines = FrontMatterBuilder::new(language).list("title", &borrowed(&texts)).lines;
        let read = read_yaml(&lines).into_iter().next();
        let Some(Value::List(nodes)) = read else { panic!("{lines}: {read:?}") };
        let read: Vec<Value> = nodes.into_iter().map(|node| node.value).collect();
        let expected: Vec<Value> = texts.iter().map(|text| Value::Text(text.clone())).collect();
        prop_assert_eq!(read, expected, "{}", lines);
    }

    #[test]
    fn texts_and_lists_of_front_matter_are_read_as_they_were_written(
        language in language(),
        title in line_of_text(),
        (summary, genre, column) in (line_of_text(), line_of_text(), line_of_text()),
        (issuer, signature) in (lines_of_text(), lines_of_text()),
        (slug, aliases) in (line_of_text(), lines_of_text()),
    ) {
        let file = FrontMatterBuilder::new(language)
            .text("title", &title)
            .list("issuer", &borrowed(&issuer))
            .text("genre", &genre)
            .list("signature", &borrowed(&signature))
            .text("summary", &summary)
            .text("column", &column)
            .text("slug", &slug)
            .list("aliases", &borrowed(&aliases))
            .with_body("正文。\n");
        let front = read_file(&file);
        prop_assert_eq!(&front.title.value, &title);
        prop_assert_eq!(values(&front.issuer), issuer);
        prop_assert_eq!(front.genre, Some(genre));
        prop_assert_eq!(front.signature, signature);
        prop_assert_eq!(front.summary, Some(summary));
        prop_assert_eq!(front.column.map(|column| column.value), Some(column));
        prop_assert_eq!(front.slug.map(|slug| slug.value), Some(slug));
        prop_assert_eq!(values(&front.aliases), aliases);
    }

    #[test]
    fn dates_numbers_and_maps_are_read_as_they_were_written(
        language in language(),
        (date, changed) in (day(), day()),
        (year, serial, weight) in (1990_u16..2090, 1_u32..9999, -1000_i64..1000),
        total in prop::option::of(1_u32..9999),
        attachments in prop::collection::vec((line_of_text(), line_of_text()), 1..4),
        note in line_of_text(),
    ) {
        let number = DocNumber { code: "鲁医协发".into(), year, serial: crate::number::Serial::new(serial) };
        let issue = Issue { year, number: serial, total };
        let maps: Vec<[(&str, &str); 2]> =
            attachments.iter().map(|(title, file)| [("title", &**title), ("file", &**file)]).collect();
        let maps: Vec<&[(&str, &str)]> = maps.iter().map(|map| &map[..]).collect();
        let file = FrontMatterBuilder::new(language)
            .text("title", "关于开会的通知")
            .text("number", &number.to_string())
            .date("date", date)
            .list("repeals", &[&number.to_string(), "notices/a.md"])
            .issue(issue)
            .maps("attachments", &maps)
            .maps("changes", &[&[("date", &changed.to_string()), ("note", &note)]])
            .integer("weight", weight)
            .yes("draft")
            .sample("summary")
            .with_body("正文。\n");
        let front = read_file(&file);
        prop_assert_eq!(front.number.map(|number| number.value), Some(number.clone()));
        prop_assert_eq!(front.date.map(|date| date.value), Some(date));
        prop_assert_eq!(front.issue.map(|issue| issue.value), Some(issue));
        let read = front.attachments.iter().map(|attachment| match &attachment.to {
            Attached::File(file) => (attachment.title.value.clone(), file.value.clone()),
            Attached::Document(document) => panic!("{document:?}"),
        });
        prop_assert_eq!(read.collect::<Vec<_>>(), attachments);
        let read = front.relations.into_iter().map(|relation| (relation.kind, relation.to.value));
        let repeals = [Reference::Number(number), Reference::Path("notices/a.md".to_owned())];
        let expected = repeals.map(|reference| (RelationKind::Repeals, reference));
        prop_assert_eq!(read.collect::<Vec<_>>(), expected);
        let read = front.changes.into_iter().map(|change| (change.date, change.note));
        prop_assert_eq!(read.collect::<Vec<_>>(), [(changed, note)]);
        prop_assert!(front.weight == weight && front.is_draft && front.summary.is_none());
    }
}

#[test]
fn titles_stay_bare_where_they_can() {
    for title in ["关于召开年会的通知", "关于转发《通知》的函", "关于召开：年会的通知", "A report"]
    {
        assert_eq!(yaml::scalar(title), title);
    }
}
