//! What `check --fix` makes of the documents of editors. It changes what it has reported and nothing
//! else: no key moves into the body, no text becomes another, no byte is lost.

mod fixed;
mod mutations;
mod properties;

use fixed::{TemporarySite, assert_unchanged, fix};

#[test]
fn fixes_of_many_faults_leave_none() {
    // A document with many faults, each of which has a certain fix.
    let bad = "\u{feff}---\r\ntitle：关于开会的通知\r\nnumber: 鲁医协发[2026]第03号\r\ndate:2026/5/8\r\n\
               recipients:\r\n\t- 各会员单位\r\ntopcis: [学术会议]\r\nsummary:\u{3000}一句话\r\n——\r\n\r\n正文。\r\n";
    let fixed = fix(bad);
    assert_eq!(fixed.after.ids(), [] as [&str; 0], "{}", fixed.text());
    // Line ends and the byte-order mark are the editor's choice and stay.
    assert_eq!(
        fixed.text(),
        "\u{feff}---\r\ntitle: 关于开会的通知\r\nnumber: 鲁医协发〔2026〕3号\r\ndate: 2026-05-08\r\n\
         recipients:\r\n  - 各会员单位\r\ntopics: [学术会议]\r\nsummary: 一句话\r\n---\r\n\r\n正文。\r\n"
    );
}

#[test]
fn dashes_in_a_block_text_do_not_end_the_front_matter() {
    for dashes in ["----", "－－－", "———", "- - -", "+++"] {
        let text = format!(
            "---\ntitle: 甲\ndate: 2026-03-15\nsummary: |\n  第一行\n  {dashes}\n  第二行\nvisibility: internal\n---\n正文\n"
        );
        let fixed = assert_unchanged(text.as_bytes());
        assert_eq!(fixed.after.ids(), [] as [&str; 0], "{dashes}");
        assert!(fixed.after.document.expect("a document").front.is_internal);
    }
}

#[test]
fn fence_is_not_inserted_where_a_key_follows() {
    for text in [
        "---\ntitle: 甲\ndate: 2026-03-15\n----\nvisibility: internal\n---\n正文\n",
        "---\ntitle: 甲\ndate: 2026-03-15\n----\n\nvisibility：internal\n\n正文\n",
        "---\ntitle: 甲\ndate: 2026-03-15\n----\n正文\n\ndraft: true\n---\n",
        "---\ntitle: 甲\ndate: 2026-03-15\n\nvisibility: internal\n正文\nvisibility: internal\n",
        "---\ntitle: 甲\ndate: 2026-03-15\n正文\n\n草稿：是\n",
        "---\ntitle: 甲\ndate: 2026-03-15\n ---\nvisibility: internal\n",
        "关于开会的通知\n\nvisibility: internal\n",
    ] {
        let fixed = fix(text);
        assert!(!fixed.after.is_published(), "{text}");
        assert!(!fixed.after.body().contains("visibility"), "{text}\n{}", fixed.text());
    }
}

#[test]
fn organisation_name_above_a_pasted_document_is_not_taken_for_a_title() {
    for text in [
        "山东省医院协会\n\n关于开会的通知\n\n正文。\n",
        "　山东省医院协会文件\n关于开会的通知\n",
        "# 山东省医院协会秘书处\n\n正文。\n",
    ] {
        assert_eq!(fix(text).text(), text);
    }
    let title = "关于成立山东省医院协会分支机构工作委员会\n\n正文。\n";
    assert!(fix(title).text().starts_with("---\ntitle: 关于成立"), "{}", fix(title).text());
}

#[test]
fn open_quotation_does_not_swallow_the_keys_below_it() {
    for (opens, closes) in [("note：\"一", "summary: 二\""), ("附注:'一", "摘要: 二'")] {
        let text = format!(
            "---\ntitle: 甲\ndate: 2026-03-15\n{opens}\nvisibility: internal\n{closes}\n---\n正文\n"
        );
        let fixed = fix(&text);
        assert!(!fixed.after.is_published(), "{}", fixed.text());
    }
}

#[test]
fn indented_dashes_are_not_taken_for_a_fence() {
    for fence in [" ---", "  ---", "\t---", "\u{3000}---", "  ----", " －－－"] {
        let text = format!(
            "---\ntitle: 甲\ndate: 2026-03-15\nsummary: |\n  一\n{fence}\n  二\nvisibility: internal\n---\n正文\n"
        );
        let fixed = fix(&text);
        assert!(!fixed.after.is_published(), "{fence}");
        assert!(!fixed.after.body().contains("visibility"), "{fence}");
    }
}

#[test]
fn opening_fence_is_not_inserted_above_a_fence_that_keys_follow() {
    for first in ["title: 甲\n", "----\ntitle: 甲\n"] {
        let text =
            format!("{first}---\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-03-15\n---\n正文\n");
        assert_unchanged(text.as_bytes());
    }
    for keys in ["date: 2026-03-15\n", "发文字号：鲁医协发〔2026〕2号\n", "正文\nsummary: 一句\n"]
    {
        assert_unchanged(format!("关于开会的通知\n{keys}\n正文\n").as_bytes());
        assert_unchanged(format!("# 关于开会的通知\n\n{keys}---\n正文\n").as_bytes());
    }
}

#[test]
fn missing_closing_fence_is_inserted_below_the_last_key() {
    for (text, expected) in [
        (
            "---\nissuer: 甲\ndate: 2026-03-15\ntitle: 关于开会的通知",
            "---\nissuer: 甲\ndate: 2026-03-15\ntitle: 关于开会的通知\n---\n",
        ),
        (
            "---\r\ndate: 2026-03-15\r\ntitle: 关于开会的通知",
            "---\r\ndate: 2026-03-15\r\ntitle: 关于开会的通知\r\n---\r\n",
        ),
        (
            "---\ndate: 2026-03-15\n\ntitle: 甲乙\n\n正文",
            "---\ndate: 2026-03-15\n\ntitle: 甲乙\n---\n\n正文",
        ),
        (
            "---\ntitle: 甲乙\ndate: 2026-03-15\n各会员单位：\n正文",
            "---\ntitle: 甲乙\ndate: 2026-03-15\n---\n各会员单位：\n正文",
        ),
        (
            "title: 甲乙\ndate: 2026-03-15\n---\n正文",
            "---\ntitle: 甲乙\ndate: 2026-03-15\n---\n正文",
        ),
        (
            "\u{feff}# 关于召开年会: 补充\r\n\r\n正文",
            "\u{feff}---\r\ntitle: '关于召开年会: 补充'\r\n---\r\n\r\n正文",
        ),
    ] {
        assert_eq!(fix(text).text(), expected);
    }
}

#[test]
fn valid_yaml_is_left_alone() {
    for front in [
        "summary: \"本通知包括，\n  附件：回执一份\"",
        "summary: 本通知包括，\n  附件：回执一份",
        "recipients:\n  - |\n    各会员单位\n    附件：一\n  - 'a\n    标题:b'",
        "note: > # 注\n  附件：回执\n  title:x",
        "summary: |2-\n    标题：甲\n  日期:乙",
        "extra: {a: [1,\n  标题：x,\n], b: &c \"附件：\n  甲\", d: *c}",
        "extra:\n  ? a\n  : >+\n    标题：\n\n    date:x\n",
    ] {
        let right = format!("---\ntitle: 甲\ndate: 2026-03-15\n{front}\n---\n正文\n");
        let fixed = assert_unchanged(right.as_bytes());
        assert_eq!(fixed.after.ids(), [] as [&str; 0], "{front}");
        // Fixing a slip elsewhere changes nothing in it.
        let slip = format!("---\ntitle：甲\ndate: 2026-03-15\n{front}\nweight:3\n---\n正文\n");
        let expected = right.replace("\n---\n正", "\nweight: 3\n---\n正");
        assert_eq!(fix(&slip).text(), expected);
    }
}

#[test]
fn file_in_two_encodings_is_reported_by_line_and_left_alone() {
    let utf8 = "---\ntitle: 编码测试通知\ndate: 2026/3/15\nissuer: 山东省医院协会会\n---\n\n各会员单位要认真抓好贯彻落实工作\n\n";
    let (gbk, ..) = encoding_rs::GBK.encode("联系人张老师\n");
    let fixed = assert_unchanged(&[utf8.as_bytes(), &gbk, b"abc\n", &gbk].concat());
    let diagnostics: Vec<_> = fixed
        .after
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.id == "file-encoding")
        .collect();
    let lines = diagnostics.iter().map(|diagnostic| {
        let at = diagnostic.at.as_ref().expect("a place").start;
        fixed.after.source.text[..at].matches('\n').count() + 1
    });
    assert_eq!(lines.collect::<Vec<_>>(), [9, 11]);
    // Cut within a character.
    assert_unchanged(&utf8.as_bytes()[..utf8.len() - 4]);
}

#[test]
fn file_in_gbk_is_fixed_as_a_whole() {
    let text = "---\ntitle: 关于召开全省医院管理工作会议的通知\n成文日期: 2026/5/8\n---\n\n各会员单位要按照要求认真组织，按时报送。\n";
    let (gbk, ..) = encoding_rs::GBK.encode(text);
    assert_eq!(TemporarySite::new().fix(&gbk).text(), text.replace("2026/5/8", "2026-05-08"));
    // Unknown keys suggest that the encoding was guessed wrong.
    let (odd, ..) = encoding_rs::GBK
        .encode("---\n甲乙丙: 关于召开全省医院管理工作会议的通知\ndate: 2026/3/5\n---\n");
    assert_unchanged(&odd);
}
