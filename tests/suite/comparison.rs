//! What has changed between two texts, and between two editions of a rule.

use crate::harness::Site;
use gongbao::comparison::{Row, RunKind, rows};
use proptest::prelude::*;
use std::time::{Duration, Instant};

const PARTS: &[&str] = &[
    "第一条　",
    "会员",
    "应当",
    "遵守章程",
    "。",
    "；",
    "，",
    "“",
    "”",
    "（",
    "）",
    "2026",
    "年",
    "3.5%",
    "a b",
    "\n",
    "甲",
    "乙",
    "🏥",
    "e\u{301}",
    " ",
];

fn paragraph() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PARTS), 1..12).prop_map(|parts| parts.concat())
}

/// What is done to a text to make another of it.
#[derive(Clone, Debug)]
enum Edit {
    Keep,
    Drop,
    Insert(String),
    Replace(String),
    Append(String),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => Just(Edit::Keep),
        1 => Just(Edit::Drop),
        1 => paragraph().prop_map(Edit::Insert),
        1 => paragraph().prop_map(Edit::Replace),
        2 => paragraph().prop_map(Edit::Append),
    ]
}

fn texts() -> impl Strategy<Value = (Vec<String>, Vec<String>)> {
    prop::collection::vec((paragraph(), edit()), 0..14).prop_map(|edited| {
        let older = edited.iter().map(|(text, _)| text.clone()).collect();
        let newer = edited
            .into_iter()
            .flat_map(|(text, edit)| match edit {
                Edit::Keep => vec![text],
                Edit::Drop => vec![],
                Edit::Insert(more) => vec![more, text],
                Edit::Replace(other) => vec![other],
                Edit::Append(more) => vec![text + &more],
            })
            .collect();
        (older, newer)
    })
}

fn compare(older: &[String], newer: &[String]) -> Vec<Row> {
    let older: Vec<&str> = older.iter().map(String::as_str).collect();
    let newer: Vec<&str> = newer.iter().map(String::as_str).collect();
    rows(&older, &newer)
}

/// Checks that rows hold each paragraph of both texts once, in order and word for word, and that nothing
/// is shown as changed that is not.
fn check(older: &[String], newer: &[String], rows: &[Row]) {
    let (mut before, mut after) = (0, 0);
    let mut next = |is_older: bool, index: usize| {
        let counter = if is_older { &mut before } else { &mut after };
        assert_eq!(index, *counter, "{rows:?}");
        *counter += 1;
    };
    for row in rows {
        match row {
            Row::Same { older: o, newer: n } => {
                next(true, *o);
                next(false, *n);
                assert_eq!(older[*o], newer[*n]);
            }
            Row::Changed { older: o, newer: n, runs } => {
                next(true, *o);
                next(false, *n);
                let side = |left_out: RunKind| -> String {
                    let runs = runs.iter().filter(|run| run.kind != left_out);
                    runs.map(|run| run.text.as_str()).collect()
                };
                assert_eq!(side(RunKind::Newer), older[*o], "{runs:?}");
                assert_eq!(side(RunKind::Older), newer[*n], "{runs:?}");
                assert!(runs.iter().any(|run| run.kind == RunKind::Both), "{runs:?}");
                assert!(runs.iter().any(|run| run.kind != RunKind::Both), "{runs:?}");
                assert!(runs.iter().all(|run| !run.text.is_empty()), "{runs:?}");
                assert!(runs.windows(2).all(|pair| pair[0].kind != pair[1].kind), "{runs:?}");
            }
            Row::Removed { older: o } => next(true, *o),
            Row::Added { newer: n } => next(false, *n),
        }
    }
    assert_eq!((before, after), (older.len(), newer.len()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn rows_hold_both_texts_word_for_word((older, newer) in texts()) {
        let rows = compare(&older, &newer);
        check(&older, &newer, &rows);
        prop_assert_eq!(&rows, &compare(&older, &newer));
        if older == newer {
            let all_same = rows.iter().all(|row| matches!(row, Row::Same { .. }));
            prop_assert!(all_same);
        }
    }
}

#[test]
fn rows_hold_all_short_texts_word_for_word() {
    let words = ["会员应当遵守章程。", "会员应当缴纳会费。", "2026"];
    let mut texts: Vec<Vec<String>> = vec![Vec::new()];
    for length in 0..4 {
        let longest: Vec<_> = texts.iter().filter(|text| text.len() == length).cloned().collect();
        for text in longest {
            texts.extend(words.map(|word| [&*text, &[word.to_owned()]].concat()));
        }
    }
    for older in &texts {
        for newer in &texts {
            check(older, newer, &compare(older, newer));
        }
    }
}

/// Characters in an order that looks random and is always the same.
fn noise(seed: u64, length: usize, alphabet: u64) -> String {
    let mut state = seed;
    let next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from_u32(0x4e00 + u32::try_from((state >> 33) % alphabet).unwrap_or(0))
            .unwrap_or('一')
    };
    std::iter::repeat_with(next).take(length).collect()
}

fn cut(text: &str, length: usize) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    characters.chunks(length).map(|chunk| chunk.iter().collect()).collect()
}

#[test]
fn hostile_texts_are_compared_in_bounded_time() {
    // As long as is still compared whole, as paragraphs are still paired by what they say, and longer.
    for length in [7_000, 9_900, 100_000] {
        let (a, b) = (noise(1, length, 3_000), noise(2, length, 3_000));
        let (few_a, few_b) = (noise(3, length, 2), noise(4, length, 2));
        for (name, older, newer) in [
            ("one paragraph of noise", vec![a.clone()], vec![b.clone()]),
            ("one paragraph of two characters", vec![few_a.clone()], vec![few_b.clone()]),
            ("a paragraph for each character", cut(&a, 1), cut(&b, 1)),
            ("a paragraph for each of two characters", cut(&few_a, 1), cut(&few_b, 1)),
            ("short paragraphs", cut(&a, 11), cut(&b, 11)),
            ("long paragraphs", cut(&a, 100), cut(&b, 100)),
            ("similar short paragraphs", cut(&few_a, 11), cut(&few_b, 11)),
            ("similar long paragraphs", cut(&few_a, 100), cut(&few_b, 100)),
            ("sentences without words", vec!["。".repeat(length)], vec!["。；".repeat(length / 2)]),
            ("short sentences", vec![few_a.replace('一', "。")], vec![few_b.replace('一', "。")]),
            ("the reverse", cut(&a, 1), cut(&a, 1).into_iter().rev().collect()),
            ("nothing", vec![], cut(&a, 10)),
        ] {
            let start = Instant::now();
            let rows = compare(&older, &newer);
            let taken = start.elapsed();
            assert!(taken < Duration::from_secs(5), "{name}, {length}: {taken:?}");
            check(&older, &newer, &rows);
        }
    }
}

/// A rule of five articles, the second with a word of its own.
fn rule(word: &str) -> String {
    format!(
        "## 第一章　总则\n\n第一条　为了规范会员管理，制定本办法。\n\n第二条　会员每年缴纳会费{word}元，于三月底以前交清。\n\n\
         第三条　会员有权参加协会的活动。\n\n第四条　会员可以申请退会。\n\n第五条　本办法自印发之日起施行。"
    )
}

fn documents(first: (&str, &str), second: (&str, &str)) -> Site {
    let document = |site: Site, name: &str, (front, body): (&str, &str), number: &str| {
        let text = format!(
            "---\ntitle: 会员管理办法\nnumber: 鲁医协发〔{number}\n{front}\n---\n\n{body}\n"
        );
        site.edit(&format!("content/notices/{name}.md"), &text)
    };
    let site = document(Site::basic(), "first", first, "2024〕1号");
    document(site, "second", second, "2026〕1号")
}

const CHANGES: &str = "lyxf/2026/1/changes/index.html";

#[test]
fn new_edition_has_a_page_of_what_has_changed() {
    let (old, new) = (rule("二百"), rule("三百"));
    let site = documents(
        ("date: 2024-03-15", &old),
        ("date: 2026-03-15\nreplaces: 鲁医协发〔2024〕1号", &new),
    );
    let outcome = site.build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    let page = outcome.page("/lyxf/2026/1/changes/");
    for part in [
        "<title>新旧对照：会员管理办法 - 测试门户</title>",
        "改动1段，新增0段，删去0段，未改5段。",
        "<li><a class=\"comparison-changed\" href=\"#ui-row-3\">第二条</a></li>",
        "第二条　会员每年缴纳会费<del>二</del><ins>三</ins>百元，于三月底以前交清。</p>",
        "第二条　会员每年缴纳会费<del>二</del>百元，于三月底以前交清。</p>",
        "第二条　会员每年缴纳会费<ins>三</ins>百元，于三月底以前交清。</p>",
        "<details class=\"comparison-same\"><summary>3段未改</summary>",
        "<p class=\"row row-heading\">第一章　总则</p>",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    for address in ["/lyxf/2026/1/", "/lyxf/2024/1/"] {
        let page = outcome.page(address);
        let (_, editions) = page.split_once("<ol class=\"editions\">").expect("a list of editions");
        assert!(editions.contains("href=\"/lyxf/2026/1/changes/\""), "{page}");
        let first = editions.find("鲁医协发〔2024〕1号").expect("the first edition");
        assert!(first < editions.find("鲁医协发〔2026〕1号").expect("the second edition"));
    }
    assert!(outcome.text("sitemap.xml").contains("/lyxf/2026/1/changes/"));
}

#[test]
fn only_editions_are_compared() {
    let (old, new) = (rule("二百"), rule("三百"));
    let other =
        "第一条　印章由综合部保管，不得携带外出。\n\n第二条　用印一律在线申请，审批以后使用。";
    let plain =
        |word: &str| format!("协会定于{word}召开年会，请各单位派员参加，报名截止前报送回执。");
    let (march, april) = (plain("三月"), plain("四月"));
    let amendments = "一、第二条修改为：“会员每年缴纳会费三百元。”";
    for (relation, old, new, is_edition) in [
        ("replaces", &*old, &*new, true),
        ("amends", &*old, &*new, true),
        ("repeals", &*old, &*new, false),
        ("replaces", &*old, other, false),
        ("amends", &*old, amendments, false),
        // Without articles the texts must be more similar.
        ("replaces", &*march, &*april, true),
        ("replaces", &*march, "请各单位在五月底以前报送年度总结，过期不再受理。", false),
    ] {
        let front = format!("date: 2026-03-15\n{relation}: 鲁医协发〔2024〕1号");
        let outcome = documents(("date: 2024-03-15", old), (&front, new)).build();
        assert_eq!(outcome.has(CHANGES), is_edition, "{relation}: {new}");
        let page = outcome.page("/lyxf/2024/1/");
        assert_eq!(page.contains("ui-editions"), is_edition, "{relation}: {new}");
    }
}

#[test]
fn hidden_edition_is_not_compared() {
    let (old, new) = (rule("二百"), rule("三百"));
    let front = "date: 2026-03-15\nreplaces: 鲁医协发〔2024〕1号";
    let site = documents(("date: 2024-03-15\ndraft: true", &old), (front, &new));
    let outcome = site.build();
    assert!(!outcome.has(CHANGES));
    assert!(!outcome.files.values().any(|file| String::from_utf8_lossy(file).contains("二百")));
    let front = "date: 2026-03-15\nreplaces: 鲁医协发〔2024〕1号\ndraft: true";
    let outcome = documents(("date: 2024-03-15", &old), (front, &new)).build();
    assert!(!outcome.has(CHANGES) && !outcome.page("/lyxf/2024/1/").contains("ui-editions"));
}

#[test]
fn editions_that_replace_each_other_in_a_circle_end() {
    let (old, new) = (rule("二百"), rule("三百"));
    let site = documents(
        ("date: 2026-03-15\nreplaces: 鲁医协发〔2026〕1号", &old),
        ("date: 2026-03-15\nreplaces: 鲁医协发〔2024〕1号", &new),
    );
    assert!(site.build().ids().contains(&"repeal-circular"));
}

#[test]
fn address_of_a_comparison_that_is_taken_is_reported() {
    let (old, new) = (rule("二百"), rule("三百"));
    let front = "date: 2026-03-15\nreplaces: 鲁医协发〔2024〕1号";
    let site = documents(("date: 2024-03-15", &old), (front, &new));
    let taken = "date: 2026-01-01\naliases: [/lyxf/2026/1/changes/]";
    let outcome = site.notice("three", taken, "正文。").build();
    assert_eq!(outcome.ids(), ["address-taken"]);
    let report = outcome.report();
    assert!(report.contains("content/notices/second.md 的新旧对照页"), "{report}");
}
