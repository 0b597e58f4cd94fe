//! Invisible characters are reported and fixed wherever they are typed, and harmless in what is written.

use crate::harness::{SITE, Site};
use gongbao::invisible as characters;
use quick_xml::Reader;
use quick_xml::events::Event;

/// Each with whether it is an error.
const CHARACTERS: &[(char, bool)] = &[
    ('\u{1}', true),
    ('\u{7}', true),
    ('\u{1b}', true),
    ('\u{7f}', true),
    ('\u{9b}', true),
    ('\u{fdd0}', true),
    ('\u{fffe}', true),
    ('\u{ffff}', true),
    ('\u{1ffff}', true),
    ('\u{202e}', true),
    ('\u{2067}', true),
    ('\u{200b}', false),
    ('\u{2060}', false),
    ('\u{ad}', false),
    ('\u{200d}', false),
    ('\u{feff}', false),
    ('\u{3164}', false),
];

/// Lines of front matter in which `@` stands for the character.
const PLACES: &[&str] = &[
    "genre: 通@知",
    "summary: 摘@要",
    "note: 公@开",
    "topics: [质@量]",
    "recipients: [各@单位]",
    "signature: [甲@会]",
    "aliases: [/old@place/]",
    "extra: {a: 甲@乙}",
    "extra: {甲@乙: a}",
    "changes: [{date: 2026-04-01, note: 更@正}]",
    "summary: |\n  第一行\n  第@二行",
    "column: 专@栏",
];

fn notice(line: &str) -> String {
    format!(
        "---\ntitle: 关于开会的通知\nissuer: 山东省医院协会\ndate: 2026-05-08\n{line}\n---\n\n正文。\n"
    )
}

#[test]
fn invisible_character_is_reported_and_removed_by_its_fix() {
    let path = "content/notices/bad.md";
    for (c, harms) in CHARACTERS {
        for place in PLACES {
            let text = notice(&place.replace('@', &c.to_string()));
            let outcome = Site::basic().edit(path, &text).build();
            let diagnostics = outcome.report();
            assert!(!outcome.built.diagnostics.is_empty(), "{c:?} {place}");
            let errors = outcome.built.diagnostics.iter().any(|d| d.is_error());
            assert!(errors || !harms, "{c:?} {place}\n{diagnostics}");
            assert!(
                diagnostics.chars().all(|c| c == '\n' || characters::harmful(c).is_none()),
                "{diagnostics:?}"
            );
            let after = outcome.fixed(path);
            assert_eq!(after, text.replace(*c, ""), "{c:?} {place}\n{diagnostics}");
        }
        // Written as an escape.
        let escape = format!("title: \"关于\\U{:08X}开会的通知\"", u32::from(*c));
        let text = notice("genre: 通知").replace("title: 关于开会的通知", &escape);
        let outcome = Site::basic().edit(path, &text).build();
        let fault = outcome.diagnostic("text-invisible");
        assert_eq!((fault.is_error(), fault.fix.len()), (*harms, 0), "{c:?}\n{}", outcome.report());
    }
}

#[test]
fn invisible_characters_are_found_in_settings_and_categories() {
    for c in ['\u{202e}', '\u{fffe}', '\u{200b}'] {
        let settings = SITE.replace("测试门户", &format!("测试{c}门户"));
        let outcome = Site::with_notice().edit("site.yaml", &settings).build();
        assert_eq!(outcome.fixed("site.yaml"), SITE, "{}", outcome.report());
        let index = format!("---\ntitle: 通知{c}公告\nkind: notice\n---\n");
        let outcome = Site::with_notice().edit("content/notices/_index.md", &index).build();
        let after = outcome.fixed("content/notices/_index.md");
        assert_eq!(after, index.replace(c, ""), "{}", outcome.report());
    }
}

#[test]
fn invisible_characters_that_a_script_needs_are_kept() {
    let line = "extra: {甲: \"葛\u{e0100}\", 乙: \"می\u{200c}خواهم\", 丙: \"👨\u{200d}👩\"}";
    let outcome = Site::basic().edit("content/notices/a.md", &notice(line)).build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
}

#[test]
fn invisible_character_in_a_file_name_is_reported() {
    let outcome =
        Site::basic().edit("content/notices/a\u{202e}b.md", &notice("genre: 通知")).build();
    assert!(outcome.diagnostic("file-name").is_error(), "{}", outcome.report());
    assert!(!outcome.report().contains('\u{202e}'));
    let outcome = Site::basic()
        .edit(
            "content/notices/a/index.md",
            &notice("attachments: [{title: 一, file: 名\u{200b}单.pdf}]"),
        )
        .bytes("content/notices/a/名\u{200b}单.pdf", b"%PDF")
        .build();
    assert!(!outcome.diagnostic("file-name").is_error(), "{}", outcome.report());
}

/// Returns why a text is not well-formed XML 1.0.
fn is_xml(text: &str) -> Result<(), String> {
    let is_character = |c: char| matches!(u32::from(c), 0x9 | 0xa | 0xd | 0x20..=0xd7ff | 0xe000..=0xfffd | 0x10000..=0x10ffff);
    if let Some(c) = text.chars().find(|c| !is_character(*c)) {
        return Err(format!("{c:?}"));
    }
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => return Ok(()),
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    attribute.map_err(|error| error.to_string())?;
                }
            }
            Event::GeneralRef(reference) => {
                let name = String::from_utf8_lossy(&reference).into_owned();
                let number = name.strip_prefix('#').map(|number| match number.strip_prefix('x') {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => number.parse().ok(),
                });
                let known = match number {
                    Some(number) => number.and_then(char::from_u32).is_some_and(is_character),
                    None => ["amp", "lt", "gt", "quot", "apos"].contains(&&*name),
                };
                if !known {
                    return Err(name);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn feeds_are_well_formed_whatever_characters_a_text_has() {
    assert!(
        is_xml("<a>\u{fffe}</a>").is_err()
            && is_xml("<a>&#xFFFE;</a>").is_err()
            && is_xml("<a").is_err()
    );
    assert!(is_xml("<a b='c'>甲&amp;</a>").is_ok());
    let all: String = (0..0x3100u32)
        .chain(0xfd00..0x10100)
        .chain(0x1fff0..0x20010)
        .chain(0x10fff0..0x110000)
        .filter_map(char::from_u32)
        .filter(|c| !matches!(c, '\n' | '\r' | '<' | '>' | '`' | '[' | '|'))
        .collect();
    let body = format!("第一段{all}。\n\n## 标题{}\n\n正文<b>甲</b>{all}", &all[..40]);
    let outcome = Site::basic()
        .notice("a", "issuer: 山东省医院协会\ndate: 2026-05-08\ntopics: [\"甲 & <乙>\"]", &body)
        .build();
    assert!(!outcome.built.diagnostics.iter().any(|d| d.is_error()), "{}", outcome.report());
    let mut count = 0;
    for (path, bytes) in &outcome.files {
        let text = String::from_utf8_lossy(bytes);
        if path.ends_with(".xml") {
            count += 1;
            assert_eq!(is_xml(&text), Ok(()), "{path}");
        }
        if path.ends_with(".json") {
            serde_json::from_str::<serde_json::Value>(&text).expect(path);
            assert!(text.chars().all(|c| characters::harmful(c).is_none()), "{path}");
        }
        if path.ends_with("/a/index.html") {
            let main = text
                .split("<div class=\"body")
                .nth(1)
                .and_then(|body| body.split("</article>").next());
            assert!(
                main.expect("a body").chars().all(|c| characters::harmful(c).is_none()),
                "{path}"
            );
        }
    }
    assert!(count > 5, "{count} feeds");
}

#[test]
fn more_than_thirty_topics_are_an_error() {
    let topics = |count: usize| {
        let topics: Vec<String> = (0..count).map(|n| format!("主题{n}")).collect();
        Site::basic()
            .edit("content/notices/a.md", &notice(&format!("topics: [{}]", topics.join(", "))))
            .build()
    };
    assert_eq!(topics(30).ids(), [] as [&str; 0]);
    for count in [31, 8000] {
        let many = topics(count);
        assert!(many.diagnostic("topics-many").is_error() && many.files.is_empty(), "{count}");
    }
}
