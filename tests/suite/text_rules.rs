//! Rules of the text on whole documents: what they find, what they leave alone, what their edits make.

use crate::harness::{Outcome, Site};
use gongbao::diagnostic::Edit;

const FRONT: &str = "---\ntitle: 关于召开第四届理事会的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-05-08\nissuer: 山东省医院协会\nrecipients: [各会员单位, 各分支机构]\nattachments: [{title: 参会回执, document: notices/two.md}, {title: 汇总表, document: notices/three.md}]\nnote: 此件公开发布\n---\n\n";

fn site(text: &str) -> Site {
    Site::basic()
        .notice("two", "date: 2026-05-08\nissuer: 山东省医院协会", "回执。")
        .notice("three", "date: 2026-05-08\nissuer: 山东省医院协会", "汇总表。")
        .edit("content/notices/one.md", text)
}

fn build(body: &str) -> Outcome {
    site(&format!("{FRONT}{body}")).build()
}

/// The body after the edits of all diagnostics with an id.
fn fixed(body: &str, id: &str) -> String {
    let mut text = format!("{FRONT}{body}");
    let outcome = site(&text).build();
    let found = outcome.built.diagnostics.iter().filter(|diagnostic| diagnostic.id == id);
    let mut edits: Vec<Edit> = found.flat_map(|diagnostic| diagnostic.fix.clone()).collect();
    edits.sort();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text.strip_prefix(FRONT).expect("the front matter is as it was").to_owned()
}

#[test]
fn whole_document_pasted_into_the_body_is_reduced_to_its_text() {
    let pasted = "山东省医院协会文件\n\n鲁医协发〔2026〕1号\n\n# 关于召开第四届理事会的通知\n\n各会员单位、各分支机构：\n\n正文甲。\n\n正文乙。\n\n附件：1.参会回执\n\n2.汇总表\n\n山东省医院协会\n\n2026年5月8日\n\n（此件公开发布）\n";
    let outcome = build(pasted);
    assert!(outcome.ids().iter().all(|id| *id == "printed-twice"), "{}", outcome.report());
    assert_eq!(outcome.ids().len(), 8, "{}", outcome.report());
    assert_eq!(fixed(pasted, "printed-twice"), "正文甲。\n\n正文乙。\n\n");
    let in_lines = "关于召开\n\n第四届理事会的通知\n\n正文。\n\n附件：1. 参会回执  2. 汇总表\n\n山东省医院协会　2026年5月8日\n";
    assert_eq!(fixed(in_lines, "printed-twice"), "正文。\n\n");
}

#[test]
fn signature_that_is_not_the_same_is_reported_without_an_edit() {
    let body = "正文。\n\n山东省医院协会秘书处\n\n2026年5月8日\n";
    assert_eq!(build(body).ids(), ["printed-twice", "printed-twice"]);
    assert_eq!(fixed(body, "printed-twice"), body);
}

#[test]
fn text_that_names_the_same_is_no_repetition() {
    for body in [
        "山东省医院协会\n\n定于5月召开会议。\n",
        "各会员单位：\n\n正文。\n",
        "正文。\n\n关于召开第四届理事会的通知\n\n正文。\n",
        "正文。\n\n山东省医院协会\n\n正文。\n",
        "正文。\n\n2026年5月8日\n",
        "正文。\n\n山东省医院协会\n\n2026年5月9日\n\n以上日期不同。\n",
        "正文。\n\n附件：1.另一份表\n",
        "鲁医协发〔2026〕2号\n\n正文。\n",
    ] {
        let outcome = build(body);
        let ids = outcome.ids();
        assert!(!ids.contains(&"printed-twice"), "{body}\n{}", outcome.report());
    }
}

#[test]
fn table_that_an_edit_makes_is_read_as_one() {
    let body = "情况如下：\n地市\t机构数\t占比\n济南\t25\t14.3%\n青岛\t30\t\n以上。\n";
    let table = "情况如下：\n\n| 地市 | 机构数 | 占比 |\n|---|---|---|\n| 济南 | 25 | 14.3% |\n| 青岛 | 30 |  |\n\n以上。\n";
    assert_eq!(fixed(body, "table-unmarked"), table);
    let outcome = build(table);
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    assert!(outcome.page("/lyxf/2026/1/").contains("济南</td>"));
    let windows = body.replace('\n', "\r\n");
    assert_eq!(fixed(&windows, "table-unmarked"), table.replace('\n', "\r\n"));
}

#[test]
fn ordinals_are_counted_level_by_level() {
    let count = |body: &str| {
        let outcome = build(body);
        outcome.ids().iter().filter(|id| **id == "ordinal-order").count()
    };
    assert_eq!(count("一、甲\n\n正文。\n\n二、乙\n\n正文。\n\n四、丁\n\n正文。\n"), 1);
    assert_eq!(count("一、甲\n\n（一）乙\n\n（一）丙\n\n（三）丁\n"), 2);
    for body in [
        // Each 一、 has its own （一）, and an appendix counts anew.
        "一、甲\n\n（一）乙\n\n（二）丙\n\n二、丁\n\n（一）戊\n\n附件\n\n一、己\n\n二、庚\n",
        // An extract may begin later.
        "三、甲\n\n四、乙\n",
        "一、甲\n\n三、四季度安排如下。\n\n二、乙\n",
        "一、甲。\n\n一是加强。\n\n二是改进。\n",
    ] {
        assert_eq!(count(body), 0, "{body}");
    }
}

#[test]
fn invisible_characters_are_removed_and_bullets_become_a_list() {
    let body = "医\u{200b}院协\u{ad}会。\n\n\u{f06c}\t甲事项\n\n\u{f06c} 乙事项\n";
    let outcome = build(body);
    assert_eq!(outcome.ids(), ["text-invisible", "text-private-use", "text-private-use"]);
    assert_eq!(fixed(body, "text-invisible").lines().next(), Some("医院协会。"));
    let list = fixed(body, "text-private-use");
    assert!(list.ends_with("- 甲事项\n\n- 乙事项\n"), "{list}");
    // A separator of lines stood for a break, which an edit must not lose.
    let broken = "甲\u{2028}乙。\n";
    assert_eq!(fixed(broken, "text-invisible"), broken);
    assert_eq!(
        build("葛\u{e0100}城，👨\u{200d}👩\u{200d}👧。`\u{f06c}`\u{3000}\u{a0}。\n").ids().len(),
        1
    );
    assert_eq!(
        build("葛\u{e0100}城，👨\u{200d}👩\u{200d}👧。\u{3000}\u{a0}完。\n").ids(),
        [] as [&str; 0]
    );
}
