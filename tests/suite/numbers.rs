//! Document numbers as they occur in real documents: `tests/fixtures/number-variants.tsv`.

use gongbao::number::{DocNumber, StandardNumber, find, find_standards, recognise};

fn rows() -> Vec<(String, String, String)> {
    let text = include_str!("../fixtures/number-variants.tsv");
    let rows: Vec<_> = text
        .lines()
        .skip(1)
        .map(|line| {
            let mut cells = line.split('\t').map(|cell| cell.replace("<LF>", "\n"));
            let mut cell = || cells.next().unwrap_or_default();
            (cell(), cell(), cell())
        })
        .collect();
    assert!(rows.len() > 40);
    rows
}

#[test]
fn every_variant_parses_to_its_canonical_form_and_nothing_else_parses() {
    for (raw, canonical, kind) in rows() {
        let parsed = DocNumber::parse(&raw).map(|number| number.to_string());
        let is_number = canonical.contains('〔') && canonical.ends_with('号');
        let expected = is_number.then_some(canonical);
        assert_eq!(parsed, expected, "{raw} ({kind})");
    }
}

#[test]
fn other_identifiers_are_recognised() {
    for (raw, canonical, kind) in rows() {
        let is_number = canonical.contains('〔') && canonical.ends_with('号');
        if !is_number && kind != "trap" {
            assert!(recognise(&raw).is_some(), "{raw} ({kind}) has no name");
        }
    }
}

#[test]
fn every_variant_is_found_in_running_text() {
    for (raw, canonical, _) in rows() {
        if !(canonical.contains('〔') && canonical.ends_with('号')) {
            continue;
        }
        let text = format!("现根据《办法》（{raw}）的要求，请各单位遵照执行。");
        let found = find(&text);
        let read = found
            .iter()
            .any(|candidate| candidate.readings().any(|(_, n)| n.to_string() == canonical));
        assert!(read, "{raw} in: {text}");
    }
}

#[test]
fn every_standard_parses_to_its_canonical_form_and_nothing_else_does() {
    for (raw, canonical, kind) in rows() {
        let parsed = StandardNumber::parse(&raw).map(|number| number.to_string());
        let is_standard = kind.starts_with("group standard");
        assert_eq!(parsed, is_standard.then_some(canonical), "{raw} ({kind})");
        assert_eq!(!find_standards(&raw).is_empty(), is_standard, "{raw} ({kind})");
    }
}

#[test]
fn malformed_numbers_do_not_panic() {
    for text in [
        "〔",
        "〔2026",
        "〔2026〕",
        "〔2026〕第",
        "((((((((((",
        "〔2026〕1号〔2026〕1号",
        "\u{0}",
        "号号号",
    ] {
        DocNumber::parse(text);
        find(text);
        recognise(text);
    }
    let long = "〔2026〕".repeat(50_000);
    assert!(find(&long).is_empty());
}
