//! What editors may type for a key or a value: other names, short forms, empty values.

mod messages;

use crate::harness::{Outcome, Site};
use gongbao::diagnostic::Diagnostic;

fn notice(front: &str) -> Outcome {
    Site::basic().edit("content/notices/a.md", &format!("---\n{front}\n---\n\n正文。\n")).build()
}

#[test]
fn unknown_key_is_reported_with_the_key_it_means() {
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
        // It is read as that key, so no other diagnostic follows.
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
    // An ambiguous name gets advice and no fix.
    for (typed, meant) in [("单位", "发文机关"), ("部门", "发文机关"), ("密级", "公开属性")]
    {
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
    for (typed, word) in [("分类", "文件夹"), ("category", "文件夹")] {
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
fn alias_beside_the_key_itself_has_no_fix() {
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
fn empty_value_is_reported_at_its_key() {
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
fn missing_key_is_named_in_the_language_of_most_keys() {
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
fn wrong_choice_is_reported_with_the_allowed_values() {
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
fn attachment_may_be_a_file_name_alone() {
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
fn issue_is_read_in_the_form_printed_on_covers() {
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
        assert_eq!(outcome.ids().len(), 1, "one diagnostic: {}", outcome.report());
        assert!(outcome.built.diagnostics[0].is_error());
    }
}
