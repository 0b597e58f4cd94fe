use super::{DocNumber, OtherIdentifier, find, recognise};

fn canonical(text: &str) -> Option<String> {
    DocNumber::parse(text).map(|number| number.to_string())
}

#[test]
fn typed_variants_have_one_canonical_form() {
    for variant in [
        "鲁医协发〔2026〕1号",
        "鲁医协发[2026]1号",
        "鲁医协发［２０２６］１号",
        "鲁医协发（2026）第1号",
        "鲁医协发 ( 2026年 ) 第 001 号",
        "鲁医协发【2026〕1号",
        "鲁医协发﹝2026﹞1號",
        "\u{feff}鲁医协发〔20\u{200b}26〕\n1 号",
        "（鲁医协发〔2026〕1号）",
    ] {
        assert_eq!(canonical(variant).as_deref(), Some("鲁医协发〔2026〕1号"), "{variant}");
    }
    assert_eq!(canonical("沪卫医〔2020〕914－1号").as_deref(), Some("沪卫医〔2020〕914-1号"));
    assert_eq!(canonical("国卫(中医)发[2020]3号").as_deref(), Some("国卫（中医）发〔2020〕3号"));
}

#[test]
fn text_that_is_no_document_number_is_refused() {
    for text in [
        "",
        "号",
        "〔2026〕1号",
        "会议于（2026）年第3次召开",
        "会议于（2026）3号楼召开",
        "（2026）年度计划已下达",
        "京ICP备19014909号",
        "京ICP备（2019）14909号",
        "鲁医协发〔2026〕号",
        "鲁医协发〔2026〕0号",
        "鲁医协发〔202〕1号",
        "鲁医协发〔2026〕1",
        "鲁医协发2026年1号",
        "鲁医协发〔2026〕100号至110号",
        "鲁医协发〔2026〕6-7号",
        "鲁医协发〔2026〕6、7号",
        "中华人民共和国主席令〔2021〕81号",
        "中国人民银行公告〔2020〕第18号",
        "鲁医协发〔2026〕99999999999号",
    ] {
        assert_eq!(canonical(text), None, "{text}");
    }
}

#[test]
fn ranges_are_recognised_and_are_no_numbers() {
    for text in
        ["〔2026〕6-7号", "〔2026〕6－7号", "〔2026〕6至7号", "〔2026〕6、7号", "〔2026〕6号、7号"]
    {
        let text = format!("鲁医协发{text}");
        assert_eq!(recognise(&text), Some(OtherIdentifier::Range), "{text}");
        assert_eq!(canonical(&text), None, "{text}");
        assert!(find(&text).iter().all(|found| found.serial.sub.is_none()), "{text}");
    }
    assert_eq!(recognise("国务院令第783号"), Some(OtherIdentifier::Order));
}

#[test]
fn numbers_are_ordered_by_code_year_and_serial() {
    let mut numbers: Vec<DocNumber> =
        ["甲发〔2026〕10号", "甲发〔2026〕9-1号", "甲发〔2026〕9号", "甲发〔2025〕11号"]
            .iter()
            .filter_map(|text| DocNumber::parse(text))
            .collect();
    numbers.sort();
    let printed: Vec<String> = numbers.iter().map(DocNumber::to_string).collect();
    assert_eq!(
        printed,
        ["甲发〔2025〕11号", "甲发〔2026〕9号", "甲发〔2026〕9-1号", "甲发〔2026〕10号"]
    );
}
