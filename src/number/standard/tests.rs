use super::{StandardNumber, find_standards};
use proptest::prelude::*;

fn canonical(text: &str) -> Option<String> {
    StandardNumber::parse(text).map(|number| number.to_string())
}

#[test]
fn typed_variants_have_one_canonical_form() {
    for variant in [
        "T/SDHA 001—2026",
        "T/SDHA 001-2026",
        "T/SDHA001－2026",
        "T/SDHA 001–2026",
        "T/SDHA 001——2026",
        "T/SDHA　001 — 2026",
        "Ｔ／ＳＤＨＡ ００１—２０２６",
        "t/sdha 001-2026",
        "T / SDHA 001 - 2026",
        "T_SDHA 001-2026",
        "\u{feff}T/SD\u{200b}HA\n001—2026",
        "《T/SDHA 001—2026》",
        "（T/SDHA 001-2026）",
    ] {
        assert_eq!(canonical(variant).as_deref(), Some("T/SDHA 001—2026"), "{variant}");
    }
    for (typed, expected) in [
        ("T/SDHA 001.1-2026", "T/SDHA 001.1—2026"),
        ("T/31SCTA 12-2020", "T/31SCTA 12—2020"),
        ("T/SDHA2 12-2020", "T/SDHA2 12—2020"),
        ("GB/T9704-2012", "GB/T 9704—2012"),
        ("gb 18466-2005", "GB 18466—2005"),
        ("GB18466-2005", "GB 18466—2005"),
        ("WS/T 313－2019", "WS/T 313—2019"),
        ("GBZ/T 213-2008", "GBZ/T 213—2008"),
        ("DB37/T1234-2020", "DB37/T 1234—2020"),
        ("DB3701/T 5.12-2020", "DB3701/T 5.12—2020"),
    ] {
        assert_eq!(canonical(typed).as_deref(), Some(expected), "{typed}");
    }
}

#[test]
fn text_that_is_no_number_of_a_standard_is_refused() {
    for text in [
        "",
        "T",
        "T/",
        "T/SDHA",
        "T/SDHA 001",
        "T/SDHA—2026",
        "T/SDHA 000—2026",
        "T/SDHA 001—26",
        "T/SDHA 001—1026",
        "T/SDHA 001—20266",
        "T/SDHA 001—2026A",
        "T/SDHA 001.—2026",
        "T/2026 001—2026",
        "TSDHA 001—2026",
        "X/SDHA 001—2026",
        "SDHA 001—2026",
        "COVID-19 2020",
        "notices/2026-08.md",
        "000014349/2018-00222",
        "鲁医协发〔2026〕1号",
        "《T/SDHA 001—2026》的说明",
    ] {
        assert_eq!(canonical(text), None, "{text}");
    }
}

#[test]
fn numbers_are_found_in_running_text() {
    let text = "按《医院感染管理规范》（T/SDHA 001-2026）和GB/T9704—2012、WS/T 313-2019执行，\
        另见t/sdha 2—2025。网址 example.org/T/SDHA 003—2026，型号 XT/SDHA 004—2026、\
        T/SDHA 005—2026A 不是编号。";
    let found = find_standards(text);
    let shown: Vec<(&str, String)> =
        found.iter().map(|f| (&text[f.range.clone()], f.number.to_string())).collect();
    let expected = [
        ("T/SDHA 001-2026", "T/SDHA 001—2026"),
        ("GB/T9704—2012", "GB/T 9704—2012"),
        ("WS/T 313-2019", "WS/T 313—2019"),
        ("t/sdha 2—2025", "T/SDHA 2—2025"),
    ];
    assert_eq!(shown, expected.map(|(typed, number)| (typed, number.to_owned())));
}

#[test]
fn numbers_are_ordered_by_serial_and_editions_are_neighbours() {
    let typed = ["T/A 10—2020", "T/A 9.2—2020", "T/A 9—2021", "T/A 9—2018", "T/A 9.10—2020"];
    let mut numbers: Vec<StandardNumber> =
        typed.iter().filter_map(|text| StandardNumber::parse(text)).collect();
    numbers.sort();
    let printed: Vec<String> = numbers.iter().map(StandardNumber::to_string).collect();
    assert_eq!(
        printed,
        ["T/A 9—2018", "T/A 9—2021", "T/A 9.2—2020", "T/A 9.10—2020", "T/A 10—2020"]
    );
    assert!(numbers[0].is_edition_of(&numbers[1]) && !numbers[1].is_edition_of(&numbers[2]));
}

/// A number with a code that ends in a letter, so that the space before its serial may be missing.
fn number() -> impl Strategy<Value = StandardNumber> {
    let society = "[A-Z0-9]{0,6}[A-Z]".prop_map(|code| format!("T/{code}"));
    let others = prop::sample::select(vec!["GB", "GB/T", "GBZ/T", "WS/T", "YY", "DB37/T"]);
    let prefix = prop_oneof![society, others.prop_map(str::to_owned)];
    (prefix, "0{0,2}[1-9][0-9]{0,4}(\\.[0-9]{1,2})?", 1900u16..=2100)
        .prop_map(|(prefix, serial, year)| StandardNumber { prefix, serial, year })
}

/// How a number is typed: which spaces and which dash, in lower case, in full width.
fn typed() -> impl Strategy<Value = (StandardNumber, String)> {
    let space = || prop::sample::select(vec!["", " ", "  ", "　", "\u{a0}", "\u{200b}"]);
    let dash = prop::sample::select(vec!["-", "－", "—", "–", "——", "--", "‐", "−"]);
    let spaces = (space(), space(), space(), space());
    (number(), spaces, dash, any::<bool>(), any::<bool>()).prop_map(
        |(number, (a, b, c, d), dash, is_lower, is_wide)| {
            let prefix = number.prefix.replace('/', &format!("{a}/{b}"));
            let text = format!("{prefix}{c}{}{d}{dash}{d}{}", number.serial, number.year);
            let cased = if is_lower { text.to_lowercase() } else { text };
            let wide = |c: char| match c {
                '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
                c => c,
            };
            let typed = if is_wide { cased.chars().map(wide).collect() } else { cased };
            (number, typed)
        },
    )
}

/// A part of a number, or what may stand where it does not belong.
fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "T/A", "GB/T", "gb", "T", "/", "_", "1", "07", "2026", ".", "-", "—", "一", " ", "　",
        "甲", "x", "\u{200b}",
    ])
}

proptest! {
    #[test]
    fn canonical_form_is_read_as_the_number_that_it_shows(number in number()) {
        let shown = number.to_string();
        prop_assert_eq!(StandardNumber::parse(&shown), Some(number.clone()));
        prop_assert!(number.is_canonical(&shown));
    }

    #[test]
    fn every_variant_is_the_same_number_alone_and_in_a_text((number, typed) in typed()) {
        prop_assert_eq!(StandardNumber::parse(&typed), Some(number.clone()), "{}", typed);
        let found = find_standards(&format!("按照《{typed}》执行"));
        prop_assert_eq!(found.into_iter().map(|f| f.number).collect::<Vec<_>>(), vec![number]);
    }

    #[test]
    fn what_is_found_is_what_its_place_is_read_as(words in prop::collection::vec(word(), 0..40)) {
        let text = words.concat();
        for found in find_standards(&text) {
            let typed = &text[found.range.clone()];
            prop_assert_eq!(StandardNumber::parse(typed), Some(found.number), "{}", typed);
        }
        StandardNumber::parse(&text);
    }
}
