//! The search index finds every phrase, ranks as specified, and refuses damaged files.

mod fields;

use crate::properties::cases;
use gongbao::search::{
    Answer, Block, BlockKind, Order, Query, Record, Settings, index, query, tokens,
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

type Files = BTreeMap<String, Vec<u8>>;

fn record(number: usize, title: &str, blocks: &[&str]) -> Record<'static> {
    Record {
        url: format!("/notices/2026/d{number}/"),
        title: title.into(),
        number: None,
        issuers: vec!["山东省医院协会".into()],
        date: format!("2026-01-{:02}", number % 28 + 1),
        year: "2026".into(),
        kinds: vec!["document".into()],
        category: if number.is_multiple_of(2) { "notices" } else { "reports" }.into(),
        topics: Vec::new(),
        genre: String::new(),
        validity: "in-force".into(),
        facets: Vec::new(),
        blocks: blocks
            .iter()
            .map(|text| Block { kind: BlockKind::Text, text: (*text).to_owned().into() })
            .collect(),
    }
}

fn numbered(number: usize, title: &str, code: &str) -> Record<'static> {
    Record {
        number: Some(code.into()),
        url: format!("/lyxf/2026/{number}/"),
        ..record(number, title, &["正文"])
    }
}

fn indexed(records: &[Record]) -> Files {
    with_settings(records, &Settings { base_path: "/".into(), ..Settings::default() })
}

fn with_settings(records: &[Record], settings: &Settings) -> Files {
    let files = Mutex::new(Files::new());
    let put = |path: &str, bytes: &[u8]| {
        let before = files.lock().unwrap().insert(path.to_owned(), bytes.to_vec());
        assert!(before.is_none(), "{path} was written twice");
        Ok(())
    };
    index(&records, settings, &put).unwrap();
    files.into_inner().unwrap()
}

fn ask(files: &Files, wanted: Query) -> io::Result<Answer> {
    query(&|path| files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into()), &wanted)
}

fn found(files: &Files, text: &str) -> Vec<String> {
    let wanted = Query { text: text.into(), limit: usize::MAX, ..Query::default() };
    ask(files, wanted).unwrap().hits.into_iter().map(|hit| hit.record.url).collect()
}

#[test]
fn tokens_equal_those_of_the_browser() {
    let cases: serde_json::Value = serde_json::from_str(include_str!("../tokens.json")).unwrap();
    for case in cases.as_array().unwrap() {
        let text = case["text"].as_str().unwrap();
        let expected: Vec<&str> =
            case["tokens"].as_array().unwrap().iter().filter_map(|token| token.as_str()).collect();
        let actual: Vec<String> = tokens(text).into_iter().map(|token| token.text).collect();
        assert_eq!(actual, expected, "{text}");
    }
}

#[test]
fn phrase_is_found_across_words_but_not_across_blocks() {
    let files = indexed(&[
        record(1, "推动高质量发展", &["医院管理", "水平提升"]),
        record(2, "质量", &["发展质量，发现量"]),
    ]);
    assert_eq!(found(&files, "量发展"), ["/notices/2026/d1/"]);
    assert!(found(&files, "管理水平").is_empty());
}

#[test]
fn phrase_ignores_punctuation_and_spaces_within_a_block() {
    let files = indexed(&[record(1, "通知", &["医疗、护理（含 药事）服务"])]);
    assert_eq!(found(&files, "护理含药事服务").len(), 1);
    assert_eq!(found(&files, "\"护理 含药事\"").len(), 1);
}

#[test]
fn space_means_and_minus_means_not() {
    let files = indexed(&[record(1, "甲", &["医院评审"]), record(2, "乙", &["医院", "评审标准"])]);
    assert_eq!(found(&files, "医院 评审").len(), 2);
    assert_eq!(found(&files, "医院 -标准"), ["/notices/2026/d1/"]);
}

#[test]
fn part_of_a_word_is_found_after_the_whole_word_unless_in_quotes() {
    let files = indexed(&[
        record(1, "ZBXMJD612345A号项目", &["中标公告，按ISO9001执行"]),
        record(2, "别的项目", &["编号MJD612345"]),
        record(3, "又一件", &["共612345项，２０２６年"]),
    ]);
    let (part, whole) = ("/notices/2026/d1/".to_owned(), "/notices/2026/d2/".to_owned());
    assert_eq!(found(&files, "MJD612345"), [whole.clone(), part.clone()]);
    assert_eq!(found(&files, "ｍｊｄ6 项目"), [whole.clone(), part.clone()]);
    assert_eq!(found(&files, "\"MJD612345\""), [whole]);
    for of_part in ["zb", "12345a"] {
        assert_eq!(found(&files, of_part), [part.as_str()]);
    }
    // A year is not looked for inside other numbers, nor the end of a word by two characters.
    for none in ["6123", "o9", "mjd6123456"] {
        assert!(found(&files, none).is_empty(), "{none}");
    }
}

#[test]
fn document_number_in_any_form_ranks_first() {
    let mut records: Vec<Record> = (1..=30)
        .map(|n| numbered(n, "关于工作的通知", &format!("鲁医协发〔2026〕{n}号")))
        .collect();
    records.push(record(40, "汇编", &["见鲁医协发〔2026〕1号和鲁医协发〔2026〕11号"]));
    let files = indexed(&records);
    for text in [
        "鲁医协发〔2026〕1号",
        "鲁医协发[2026]1",
        "鲁医协发（2026）第01号",
        "2026年1号",
        "lyxf 2026 1",
        "〔2026〕1号",
        "〔２０２６〕１号",
    ] {
        let first = found(&files, text).into_iter().next();
        assert_eq!(first.as_deref(), Some("/lyxf/2026/1/"), "{text}");
    }
    assert!(!found(&files, "2026年1号").contains(&"/lyxf/2026/11/".to_owned()));
    assert!(!found(&files, "1号").contains(&"/lyxf/2026/11/".to_owned()));
}

#[test]
fn traditional_and_simplified_find_each_other() {
    let files = indexed(&[record(1, "質量評價", &["醫院"]), record(2, "质量评价", &["医院"])]);
    assert_eq!(found(&files, "质量评价").len(), 2);
    assert_eq!(found(&files, "質量評價").len(), 2);
}

#[test]
fn title_outranks_text_and_newer_documents_rank_first_among_equals() {
    let files = indexed(&[
        record(3, "甲", &["医保支付"]),
        record(2, "医保支付", &["甲"]),
        record(5, "乙", &["医保支付"]),
    ]);
    assert_eq!(
        found(&files, "医保支付"),
        ["/notices/2026/d2/", "/notices/2026/d5/", "/notices/2026/d3/"]
    );
    let dated =
        Query { text: "医保支付".into(), order: Order::Date, limit: 1, ..Query::default() };
    let answer = ask(&files, dated).unwrap();
    assert_eq!((answer.total, answer.hits[0].record.url.as_str()), (3, "/notices/2026/d5/"));
}

#[test]
fn facet_narrows_the_results() {
    let files = indexed(&[record(1, "医院", &[]), record(2, "医院", &[]), record(4, "医院", &[])]);
    let facets = BTreeMap::from([("category".to_owned(), vec!["notices".to_owned()])]);
    assert_eq!(
        ask(&files, Query { text: "医院".into(), facets, limit: 9, ..Query::default() })
            .unwrap()
            .total,
        2
    );
}

#[test]
fn document_without_a_value_matches_no_facet() {
    let bare = Record {
        date: String::new(),
        year: String::new(),
        issuers: Vec::new(),
        ..record(1, "关于本站", &["医院"])
    };
    let files = indexed(&[bare, record(2, "医院", &[])]);
    let year = |value: &str| {
        let facets = BTreeMap::from([("year".to_owned(), vec![value.to_owned()])]);
        let wanted = Query { text: "医院".into(), facets, limit: 9, ..Query::default() };
        ask(&files, wanted).unwrap().total
    };
    assert_eq!((year("2026"), year("")), (1, 0));
    assert_eq!(found(&files, "医院").len(), 2);
}

#[test]
fn synonyms_find_each_other_but_not_in_quotes() {
    let synonyms = BTreeMap::from([("卫健委".to_owned(), vec!["卫生健康委员会".to_owned()])]);
    let settings = Settings { base_path: "/".into(), synonyms, ..Settings::default() };
    let files = with_settings(
        &[record(1, "卫健委来函", &[]), record(2, "卫生健康委员会来函", &[])],
        &settings,
    );
    assert_eq!(found(&files, "卫健委").len(), 2);
    assert_eq!(found(&files, "卫生健康委员会").len(), 2);
    assert_eq!(found(&files, "\"卫健委\"").len(), 1);
}

#[test]
fn malformed_query_is_answered() {
    let files = indexed(&[record(1, "医院<script>", &["正文"])]);
    let long = "医院".repeat(5000);
    let many = "医院 ".repeat(500);
    for text in [
        "",
        " ",
        "，。！？",
        "<script>alert(1)</script>",
        "😀👍",
        "-",
        "\"",
        "-医院",
        "\u{0}\u{1f}",
        &long,
        &many,
    ] {
        let answer = ask(&files, Query { text: text.into(), limit: 3, ..Query::default() });
        assert!(answer.is_ok(), "{text:.20}");
    }
    assert_eq!(found(&files, &many).len(), 1);
}

#[test]
fn empty_site_has_an_index() {
    assert!(found(&indexed(&[]), "医院").is_empty());
}

#[test]
fn damaged_file_is_refused_without_a_panic() {
    let files =
        indexed(&(0..80).map(|n| record(n, "医院质量", &["高质量发展"])).collect::<Vec<_>>());
    assert_eq!(found(&files, "量发展").len(), 80);
    for path in files.keys().filter(|path| path.as_str() != "search.json") {
        for damage in [
            |bytes: &mut Vec<u8>| bytes[9] ^= 1,
            |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2),
        ] {
            let mut damaged = files.clone();
            damage(damaged.get_mut(path).unwrap());
            let answer =
                ask(&damaged, Query { text: "量发展".into(), limit: 99, ..Query::default() });
            if let Ok(answer) = answer {
                assert_eq!(answer.total, 80, "{path}");
            }
        }
    }
}

#[test]
fn index_does_not_depend_on_threads_or_the_order_of_records() {
    let mut records: Vec<Record> =
        (0..600).map(|n| record(n, &format!("第{n}份通知"), &["医院质量", "服务"])).collect();
    let one = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap()
        .install(|| indexed(&records));
    records.reverse();
    assert!(indexed(&records) == one);
}

#[test]
fn new_document_leaves_older_shards_unchanged() {
    let mut records: Vec<Record> = (0..600)
        .map(|n| Record {
            date: format!("20{:02}-01-01", n / 30),
            ..record(n, &format!("第{n}份通知"), &["医院质量"])
        })
        .collect();
    let before = indexed(&records);
    records.push(Record { date: "2026-12-31".into(), ..record(601, "最新", &["全新内容"]) });
    let after = indexed(&records);
    assert!(
        after
            .keys()
            .filter(|path| path.starts_with("0/"))
            .eq(before.keys().filter(|path| path.starts_with("0/")))
    );
    assert_eq!(found(&after, "全新内容"), ["/notices/2026/d601/"]);
}

#[test]
fn all_files_but_the_entry_are_named_by_their_content() {
    let entry = gongbao::output::SEARCH_ENTRY.strip_prefix("search/").expect("below search/");
    let editions: Vec<Files> = [1, 2, 40, 41, 700]
        .iter()
        .map(|count| {
            let records: Vec<Record> =
                (0..*count).map(|n| record(n, "标题", &["医院质量管理"])).collect();
            indexed(&records)
        })
        .collect();
    for (before, after) in editions.iter().zip(&editions[1..]) {
        assert!(after.contains_key(entry) && before[entry] != after[entry]);
        for (path, bytes) in after.iter().filter(|(path, _)| *path != entry) {
            assert!(before.get(path).is_none_or(|before| before == bytes), "{path} has changed");
        }
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn every_phrase_of_every_document_is_found(
        texts in prop::collection::vec(prop::collection::vec("[医院质量管理發展〇喆𠮷a-c0-3 。，.（）]{1,12}", 1..4), 1..24),
        length in 1usize..6,
    ) {
        let records: Vec<Record> = texts.iter().enumerate()
            .map(|(n, blocks)| record(n, "标题", &blocks.iter().map(String::as_str).collect::<Vec<_>>())).collect();
        let files = indexed(&records);
        for record in &records {
            for block in &record.blocks {
                for run in tokens(&block.text).windows(length) {
                    let phrase = &block.text[run[0].start..run[length - 1].end];
                    prop_assert!(found(&files, &format!("\"{phrase}\"")).contains(&record.url), "{phrase}");
                }
            }
        }
    }

    #[test]
    fn every_part_of_every_code_is_found(
        codes in prop::collection::vec("[A-Za-c0-9Ａ-Ｃé１-３]{2,12}", 1..12),
        from in 0usize..10,
        length in 2usize..12,
    ) {
        let texts: Vec<String> = codes.iter().map(|code| format!("编号{code}的项目")).collect();
        let records: Vec<Record> =
            texts.iter().enumerate().map(|(n, text)| record(n, "标题", &[text])).collect();
        let files = indexed(&records);
        for (code, record) in codes.iter().zip(&records) {
            let letters: Vec<char> = code.chars().collect();
            let end = (from + length).min(letters.len());
            let part: String = letters[from.min(end)..end].iter().collect();
            let has_letter = part.chars().any(char::is_alphabetic);
            let code_has_letter = code.chars().any(char::is_alphabetic);
            let is_findable = match end - from.min(end) {
                _ if part == *code => true,
                0 | 1 => false,
                2 => from == 0 && has_letter,
                length => code_has_letter && (has_letter || length >= 5),
            };
            let hits = found(&files, &part);
            prop_assert!(!is_findable || hits.contains(&record.url), "{part} of {code}: {hits:?}");
        }
    }

    #[test]
    fn random_bytes_are_refused(noise in prop::collection::vec(any::<u8>(), 0..64)) {
        let mut files = indexed(&[record(1, "医院", &["质量"])]);
        for bytes in files.values_mut() {
            *bytes = noise.clone();
        }
        let answer = ask(&files, Query { text: "医院".into(), ..Query::default() });
        prop_assert!(answer.is_err());
    }
}
