//! Messages name a key as the editor typed it, in the language of the file and in no other.

use crate::harness::{Outcome, Site};
use gongbao::config;
use gongbao::diagnostic::Diagnostic;
use gongbao::document::{self, section};
use gongbao::language::Language;
use gongbao::yaml::Key;

const LANGUAGES: [Language; 2] = [Language::English, Language::Chinese];

fn other(language: Language) -> Language {
    match language {
        Language::Chinese => Language::English,
        Language::English => Language::Chinese,
    }
}

/// Values of which at least one is wrong for each key.
const WRONG_VALUES: [&str; 15] = [
    "",
    "[甲, 乙]",
    "[[甲]]",
    "{甲: 乙}",
    "瞎写",
    "www.example.org",
    "99999999999",
    "true",
    "2026-02-30",
    "0226-03-15",
    "2029-03-15",
    "2026/3/15",
    "2026-03-15 10:00",
    "鲁医协发[2026]第01号",
    "甲、乙",
];

/// A line in the language of the keys.
fn line(keys: &[Key], name: &str, language: Language, value: &str) -> String {
    let key = keys.iter().find(|key| key.name == name).expect("a key");
    format!("{}: {value}\n", key.name_in(language))
}

/// A file with the line of the key first, and correct lines for the others.
fn file(
    keys: &[Key],
    key: &Key,
    value: &str,
    language: Language,
    others: &[(&str, &str)],
) -> String {
    let mut text = format!("{}: {value}\n", key.name_in(language));
    for (name, value) in others.iter().filter(|(name, _)| *name != key.name) {
        text.push_str(&line(keys, name, language, value));
    }
    text
}

/// A site with one document for each value of a key.
fn front(key: &Key, values: &[&str], language: Language) -> Site {
    let others =
        [("title", "关于开会的通知"), ("date", "2026-05-08"), ("issuer", "山东省医院协会")];
    let mut site = Site::basic();
    for (index, value) in values.iter().enumerate() {
        let text = file(document::KEYS, key, value, language, &others);
        // 期号 belongs to newsletters.
        let path = match key.name {
            "issue" => format!("content/newsletters/{index}/index.md"),
            _ => format!("content/notices/{index}.md"),
        };
        site = site.edit(&path, &format!("---\n{text}---\n\n正文。\n"));
    }
    site
}

/// A site with one category for each value of a key.
fn index(key: &Key, values: &[&str], language: Language) -> Site {
    let mut site = Site::basic();
    for (index, value) in values.iter().enumerate() {
        let text = file(section::KEYS, key, value, language, &[("title", "通知公告")]);
        site = site.edit(&format!("content/c{index}/_index.md"), &format!("---\n{text}---\n"));
    }
    site
}

fn settings(key: &Key, value: &str, language: Language) -> Site {
    let others = [("title", "测试门户"), ("base_url", "https://portal.test/")];
    Site::basic().edit("site.yaml", &file(config::KEYS, key, value, language, &others))
}

/// What is reported of the first line that gives the key.
fn found_in<'a>(outcome: &'a Outcome, typed: &str) -> Vec<&'a Diagnostic> {
    let of_line = |diagnostic: &&Diagnostic| {
        diagnostic.at.as_ref().is_some_and(|at| {
            let text = outcome.source(at.file.as_str());
            let start = text[..at.start].rfind('\n').map_or(0, |newline| newline + 1);
            text[start..].starts_with(&format!("{typed}:"))
        })
    };
    outcome.built.diagnostics.iter().filter(of_line).collect()
}

/// Returns the text of a message that does not name the key as it is typed.
fn misnamed(diagnostic: &Diagnostic, typed: &str, other: &str) -> Option<String> {
    let help = diagnostic.help.clone().unwrap_or(diagnostic.message.clone());
    let texts = [
        format!("{} {}", diagnostic.message.zh, help.zh),
        format!("{} {}", diagnostic.message.en, help.en),
    ];
    texts.into_iter().find(|text| {
        let mut named = vec![format!("“{typed}”"), format!("`{typed}`"), format!("{typed}: ")];
        // A message about a key inside the value names that key.
        match diagnostic.id {
            "key-unknown" => named.extend(["“甲”", "`甲`"].map(str::to_owned)),
            "key-missing" => {
                let has_han = text.chars().any(|c| ('一'..='龥').contains(&c));
                named.extend(has_han.then(|| text.clone()));
            }
            _ => {}
        }
        let wrong = [format!("“{other}”"), format!("`{other}`"), format!(" {other}: ")];
        !named.iter().any(|name| text.contains(name))
            || wrong.iter().any(|name| text.contains(name))
    })
}

#[test]
fn messages_about_front_matter_name_the_key_as_typed() {
    let mut faults = Vec::new();
    let mut check = |outcome: &Outcome, key: &Key, language: Language| {
        let (typed, other) = (key.name_in(language), key.name_in(other(language)));
        let diagnostics = found_in(outcome, typed);
        if diagnostics.is_empty() && key.name != "extra" {
            faults.push(format!("{typed}: nothing is wrong"));
        }
        for diagnostic in diagnostics {
            let fault = misnamed(diagnostic, typed, other);
            faults.extend(fault.map(|text| format!("{typed}: [{}] {text}", diagnostic.id)));
        }
    };
    for key in document::KEYS {
        for language in LANGUAGES {
            check(&front(key, &WRONG_VALUES, language).build(), key, language);
        }
    }
    for key in section::KEYS {
        for language in LANGUAGES {
            check(&index(key, &WRONG_VALUES, language).build(), key, language);
        }
    }
    assert!(faults.is_empty(), "{}\n{} faults", faults.join("\n"), faults.len());
}

#[test]
fn messages_about_site_yaml_name_the_key_as_typed() {
    let mut faults = Vec::new();
    for (key, language) in
        config::KEYS.iter().flat_map(|key| LANGUAGES.map(|language| (key, language)))
    {
        let (typed, other) = (key.name_in(language), key.name_in(other(language)));
        let mut count = 0;
        for value in WRONG_VALUES {
            let site = settings(key, value, language);
            let diagnostics = config::read(site.tree().text("site.yaml")).diagnostics;
            count += diagnostics.len();
            for diagnostic in &diagnostics {
                let fault = misnamed(diagnostic, typed, other);
                faults.extend(fault.map(|text| format!("{typed}: [{}] {text}", diagnostic.id)));
            }
        }
        if count == 0 && key.name != "extra" {
            faults.push(format!("{typed}: nothing is wrong"));
        }
    }
    assert!(faults.is_empty(), "{}\n{} faults", faults.join("\n"), faults.len());
}

#[test]
fn examples_of_keys_are_valid() {
    let is_of_form = |diagnostic: &&Diagnostic| {
        ["key-unknown", "value-type", "key-missing", "key-empty"].contains(&diagnostic.id)
            || diagnostic.id.ends_with("-unclear")
            || diagnostic.id.ends_with("-form")
            || diagnostic.id.starts_with("yaml-")
    };
    for language in LANGUAGES {
        let fronts =
            document::KEYS.iter().map(|key| front(key, &[key.example_in(language)], language));
        let indexes =
            section::KEYS.iter().map(|key| index(key, &[key.example_in(language)], language));
        let settings =
            config::KEYS.iter().map(|key| settings(key, key.example_in(language), language));
        for site in fronts.chain(indexes).chain(settings) {
            let outcome = site.build();
            let wrong = outcome.built.diagnostics.iter().find(is_of_form);
            assert_eq!(wrong, None, "{}", outcome.report());
        }
    }
}

/// Each case: a site in one of the two languages, the diagnostic, the key that its message names, and
/// the name in the other language that it must not contain.
#[test]
fn messages_name_keys_inside_values_and_keys_of_other_files_as_typed() {
    let site = |chinese: bool, lines: &str| {
        let keys = if chinese {
            "标题: 测试门户\n网址: https://portal.test/\n发文机关:\n  - {名称: 山东省医院协会, 代字: 鲁医协发, 短名: lyxf, 不公开: {2026: \"5\"}}\n"
        } else {
            "title: 测试门户\nbase_url: https://portal.test/\nissuers:\n  - {name: 山东省医院协会, code: 鲁医协发, slug: lyxf, withheld: {2026: \"5\"}}\n"
        };
        Site::basic().edit("site.yaml", &format!("{keys}{lines}"))
    };
    let notice = |site: Site, name: &str, chinese: bool, number: u32, lines: &str, body: &str| {
        let keys = if chinese {
            ["标题", "发文字号", "成文日期"]
        } else {
            ["title", "number", "date"]
        };
        let [title, numbered, date] = keys;
        let front = format!(
            "{title}: 关于{name}的通知\n{numbered}: 鲁医协发〔2026〕{number}号\n{date}: 2026-05-08"
        );
        site.edit(
            &format!("content/notices/{name}/index.md"),
            &format!("---\n{front}\n{lines}\n---\n\n{body}\n"),
        )
    };
    let one = |chinese: bool, lines: &str, body: &str| {
        notice(site(chinese, ""), "a", chinese, 1, lines, body)
    };
    let pick = |chinese: bool, zh: &'static str, en: &'static str| if chinese { zh } else { en };
    for chinese in [true, false] {
        let pick = |zh: &'static str, en: &'static str| pick(chinese, zh, en);
        let issued =
            pick("导航: [{标题: 甲, 网址: /x/}]\n", "navigation: [{title: 甲, url: /x/}]\n");
        let aliased = pick("旧址: [/lyxf/2026/1/]", "aliases: [/lyxf/2026/1/]");
        let lapsed = pick(
            "废止: 鲁医协发〔2026〕1号\n公开属性: 内部",
            "repeals: 鲁医协发〔2026〕1号\nvisibility: internal",
        );
        let unnumbered = |site: Site, name: &str| {
            let keys = pick(
                "标题: 通知\n发文机关: 甲会\n成文日期: 2026-05-08\n短名: x",
                "title: 通知\nissuer: 甲会\ndate: 2026-05-08\nslug: x",
            );
            site.edit(&format!("content/notices/{name}.md"), &format!("---\n{keys}\n---\n"))
        };
        for (site, id, key, other) in [
            (
                one(chinese, "", "").edit(
                    "site.yaml",
                    &String::from_utf8_lossy(
                        &site(chinese, issued).bytes_of("site.yaml").unwrap_or_default(),
                    ),
                ),
                "link-dead",
                pick("网址", "url"),
                pick("`url", "“网址”"),
            ),
            (
                one(
                    chinese,
                    pick(
                        "附件: [{标题: 甲, 文件: 无.pdf}]",
                        "attachments: [{title: 甲, file: 无.pdf}]",
                    ),
                    "",
                ),
                "attachment-missing",
                pick("文件", "file"),
                pick("`file", "“文件”"),
            ),
            (
                one(
                    chinese,
                    pick(
                        "附件: [{标题: 甲, 文档: notices/无.md}]",
                        "attachments: [{title: 甲, document: notices/无.md}]",
                    ),
                    "",
                ),
                "attachment-missing",
                pick("文档", "document"),
                pick("`document", "“文档”"),
            ),
            (
                notice(one(chinese, "", ""), "b", chinese, 2, aliased, ""),
                "address-taken",
                pick("旧址", "aliases"),
                pick("aliases", "“旧址”"),
            ),
            (
                unnumbered(unnumbered(site(chinese, ""), "a"), "b"),
                "address-taken",
                pick("短名", "slug"),
                pick("slug", "短名"),
            ),
            (
                notice(one(chinese, "", ""), "b", chinese, 2, lapsed, ""),
                "relation-from-hidden",
                pick("失效日期", "expires"),
                pick("expires", "失效日期"),
            ),
            (
                one(chinese, "", "见鲁医协发〔2026〕9号。"),
                "citation-dangling",
                pick("不公开", "withheld"),
                pick("withheld", "“不公开”"),
            ),
            (
                notice(site(chinese, ""), "a", chinese, 5, "", ""),
                "withheld-published",
                pick("不公开", "withheld"),
                pick("`withheld`", "“不公开”"),
            ),
        ] {
            let outcome = site.build();
            let diagnostics = outcome.diagnostic(id);
            let help = diagnostics.help.clone().unwrap_or_else(|| diagnostics.message.clone());
            for text in [
                format!("{} {}", diagnostics.message.zh, help.zh),
                format!("{} {}", diagnostics.message.en, help.en),
            ] {
                assert!(text.contains(key) && !text.contains(other), "[{id}] {key}: {text}");
            }
        }
    }
}
