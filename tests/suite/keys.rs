//! How messages name keys: as the editor typed them, in both languages, in every kind of file.

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

/// Values of which each key finds at least one wrong.
const WRONG: [&str; 15] = [
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

/// A file whose other lines are right; the line of the key stands second if the fence is first.
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

/// A site of files that give a key these values, one each.
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

/// Why a message does not name the key as it is typed.
fn misnamed(diagnostic: &Diagnostic, typed: &str, other: &str) -> Option<String> {
    let help = diagnostic.help.clone().unwrap_or(diagnostic.message.clone());
    let texts = [
        format!("{} {}", diagnostic.message.zh, help.zh),
        format!("{} {}", diagnostic.message.en, help.en),
    ];
    texts.into_iter().find(|text| {
        let mut named = vec![format!("“{typed}”"), format!("`{typed}`"), format!("{typed}: ")];
        // What is said of a key inside the value names that key.
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
fn every_message_names_the_key_as_it_is_typed() {
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
            check(&front(key, &WRONG, language).build(), key, language);
        }
    }
    for key in section::KEYS {
        for language in LANGUAGES {
            check(&index(key, &WRONG, language).build(), key, language);
        }
    }
    assert!(faults.is_empty(), "{}\n{} faults", faults.join("\n"), faults.len());
}

#[test]
fn every_message_about_site_yaml_names_the_key_as_it_is_typed() {
    let mut faults = Vec::new();
    for (key, language) in
        config::KEYS.iter().flat_map(|key| LANGUAGES.map(|language| (key, language)))
    {
        let (typed, other) = (key.name_in(language), key.name_in(other(language)));
        let mut count = 0;
        for value in WRONG {
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
fn the_examples_of_keys_are_right() {
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

fn notice(front: &str) -> Outcome {
    Site::basic().edit("content/notices/a.md", &format!("---\n{front}\n---\n\n正文。\n")).build()
}

#[test]
fn what_people_type_leads_to_the_key_they_mean() {
    for (typed, meant) in [
        ("文号: 鲁医协发〔2026〕1号", "发文字号"),
        ("字号: 鲁医协发〔2026〕1号", "发文字号"),
        ("编号: 鲁医协发〔2026〕1号", "发文字号"),
        ("文件编号: 鲁医协发〔2026〕1号", "发文字号"),
        ("关键词: [甲]", "主题"),
        ("关键字: [甲]", "主题"),
        ("标签: [甲]", "主题"),
        ("tag: 甲", "topics"),
        ("tags: 甲", "topics"),
        ("Keywords: 甲", "topics"),
        ("description: 一句话", "summary"),
        ("publishdate: 2026-05-09", "published"),
        ("落款: 甲", "署名"),
        ("发文单位: 山东省医院协会", "发文机关"),
        ("发布单位: 山东省医院协会", "发文机关"),
        ("抄松: 甲", "抄送"),
        ("recipient: 甲", "recipients"),
    ] {
        let outcome = notice(&format!("标题: 关于开会的通知\n成文日期: 2026-05-08\n{typed}"));
        let diagnostics = outcome.diagnostic("key-unknown");
        assert_eq!(
            diagnostics.fix.first().map(|edit| &*edit.text),
            Some(meant),
            "{}",
            outcome.report()
        );
        assert!(diagnostics.help.as_ref().is_some_and(|help| help.zh.contains(meant)), "{typed}");
        // It is read as what it means, so nothing else follows from it.
        let ids = outcome.ids();
        let follows = ids.iter().find(|id| !["key-unknown", "issuer-missing"].contains(id));
        assert_eq!(follows, None, "{}", outcome.report());
    }
    for (typed, meant) in [
        ("日期: 2026-05-08", "成文日期"),
        ("时间: 2026-05-08", "成文日期"),
        ("发文日期: 2026-05-08", "成文日期"),
    ] {
        let outcome = notice(&format!("标题: 关于开会的通知\n发文机关: 山东省医院协会\n{typed}"));
        assert_eq!(outcome.ids(), ["key-unknown"], "{}", outcome.report());
        assert_eq!(outcome.diagnostic("key-unknown").fix[0].text, meant);
    }
    // What may mean another thing is asked, not mended.
    for (typed, meant) in [
        ("印发日期", "成文日期"),
        ("单位", "发文机关"),
        ("来源", "发文机关"),
        ("部门", "发文机关"),
        ("密级", "公开属性"),
    ] {
        let outcome = notice(&format!("标题: 关于开会的通知\n{typed}: 甲"));
        let diagnostics = outcome.diagnostic("key-unknown");
        assert!(
            diagnostics.fix.is_empty() && diagnostics.message.zh.contains(typed),
            "{}",
            outcome.report()
        );
        assert!(
            diagnostics.help.as_ref().is_some_and(|help| help.zh.contains(meant)),
            "{}",
            outcome.report()
        );
    }
    for (typed, word) in [
        ("分类", "文件夹"),
        ("category", "文件夹"),
        ("作者", "附加: {作者: "),
        ("author", "附加: {作者: "),
    ] {
        let outcome = notice(&format!("标题: 关于开会的通知\n成文日期: 2026-05-08\n{typed}: 甲"));
        let diagnostics = outcome.diagnostic("key-unknown");
        assert!(
            diagnostics.help.as_ref().is_some_and(|help| help.zh.contains(word)),
            "{}",
            outcome.report()
        );
    }
}

#[test]
fn an_alias_beside_the_key_itself_is_not_mended() {
    let outcome =
        notice("标题: 关于开会的通知\n成文日期: 2026-05-08\n日期: 2026-05-09\n文号: 甲\n字号: 乙");
    let twice: Vec<&Diagnostic> = outcome
        .built
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.id == "key-unknown")
        .collect();
    assert_eq!(twice.len(), 3, "{}", outcome.report());
    assert!(twice[0].fix.is_empty() && twice[0].also.len() == 1, "{}", outcome.report());
    assert!(!twice[1].fix.is_empty() && twice[2].fix.is_empty(), "{}", outcome.report());
}

#[test]
fn an_empty_value_is_pointed_at() {
    for (front, name) in [
        ("标题:\n成文日期: 2026-05-08", "标题"),
        ("title: \"\"\ndate: 2026-05-08", "title"),
        ("标题: 关于开会的通知\n成文日期:", "成文日期"),
        ("title: 关于开会的通知\ndate: ''", "date"),
    ] {
        let outcome = notice(front);
        let diagnostics = outcome.diagnostic("key-empty");
        assert_eq!(diagnostics.message.zh, format!("“{name}”后面没有内容"));
        let at = diagnostics.at.as_ref().expect("a place");
        assert_eq!(&outcome.source("content/notices/a.md")[at.range()], name);
        assert!(!outcome.ids().contains(&"key-missing"), "{}", outcome.report());
    }
}

#[test]
fn the_most_keys_decide_the_language_of_a_missing_one() {
    for (front, line) in [
        ("标题: 关于开会的通知\n发文机关: 山东省医院协会", "加一行：成文日期: 2026-03-15"),
        ("标题: 关于开会的通知\nissuer: 山东省医院协会\n主送: 甲", "加一行：成文日期: 2026-03-15"),
        ("title: 关于开会的通知\nissuer: 山东省医院协会\n主送: 甲", "加一行：date: 2026-03-15"),
    ] {
        let outcome = notice(front);
        let diagnostics = outcome.diagnostic("key-missing");
        assert!(
            diagnostics.help.as_ref().is_some_and(|help| help.zh == line),
            "{}",
            outcome.report()
        );
    }
}

#[test]
fn a_wrong_choice_shows_what_stands_there() {
    let front = "标题: 关于开会的通知\n成文日期: 2026-05-08\n公开属性: 秘密";
    let diagnostics = notice(front);
    let diagnostics = &diagnostics.diagnostic("value-type").message;
    assert_eq!(diagnostics.zh, "“公开属性”只能写 公开 或 内部，这里写的是“秘密”");
    assert_eq!(diagnostics.en, "`公开属性` is 公开 or 内部, not `秘密`");
    let site =
        Site::basic().edit("content/notices/_index.md", "---\ntitle: 甲\nsort_by: 拼音\n---\n");
    let outcome = site.build();
    assert_eq!(
        outcome.diagnostic("value-type").message.zh,
        "“sort_by”只能写 date、number、weight 或 title，这里写的是“拼音”"
    );
}

#[test]
fn an_attachment_may_be_a_file_name_alone() {
    for front in [
        "附件: 回执.docx",
        "附件:\n  - 回执.docx\n  - 名单.xlsx",
        "附件: [回执.docx, {标题: 名单, 文件: 名单.xlsx}]",
        "附件:\n  - 标题: 回执.docx\n  - 文件: 名单.xlsx",
        "attachments: [{file: 回执.docx}]",
        "附件: 回执",
    ] {
        let text = format!(
            "---\n标题: 关于开会的通知\n发文字号: 鲁医协发〔2026〕1号\n成文日期: 2026-05-08\n{front}\n---\n\n正文。\n"
        );
        let outcome = Site::basic()
            .edit("content/notices/a/index.md", &text)
            .bytes("content/notices/a/回执.docx", b"docx")
            .bytes("content/notices/a/名单.xlsx", b"xlsx")
            .build();
        assert!(
            !outcome.built.diagnostics.iter().any(Diagnostic::is_error),
            "{}",
            outcome.report()
        );
        let attached = &outcome.catalogue()["documents"][0]["attachments"];
        assert_eq!(attached[0]["title"], "回执", "{front}");
    }
}

#[test]
fn an_issue_is_read_as_its_cover_prints_it() {
    let site = |issue: &str| {
        Site::basic()
            .edit(
                "content/newsletters/2026-1/index.md",
                &format!("---\n标题: 会讯\n成文日期: 2026-05-08\n发文机关: 山东省医院协会\n期号: {issue}\n---\n"),
            )
            .edit("content/newsletters/2026-1/甲.md", "---\n标题: 甲\n---\n\n正文。\n")
    };
    for issue in
        ["2026年第1期（总第35期）", "2026 年第 1 期 (总第 35 期)", "{年: 2026, 期: 1, 总期: 35}"]
    {
        let outcome = site(issue).build();
        assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
        assert!(outcome.page("/newsletters/2026/1/").contains("35"), "{issue}");
    }
    for issue in ["春季号", "[2026, 1]", "{年: 2026}", "", "2026年第0期", "true"] {
        let outcome = site(issue).build();
        assert_eq!(outcome.ids().len(), 1, "nothing follows from it: {}", outcome.report());
        assert!(outcome.built.diagnostics[0].is_error());
    }
}

/// Faults of keys inside values, and those whose cure is a key of another file: what is typed in
/// the one language and in the other, what is reported, and the key that the message names.
#[test]
fn keys_inside_values_and_of_other_files_are_named_as_they_are_typed() {
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
