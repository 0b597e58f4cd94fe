//! The list of words of a site: what it finds in documents, what its edits make, and its own faults.

use crate::harness::{Outcome, Site};
use gongbao::language::Language;
use std::fs;

const FRONT: &str =
    "---\ntitle: 关于测试的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-05-08\n---\n\n";

fn build(list: &str, text: &str) -> Outcome {
    Site::basic().edit("words.yaml", list).edit("content/notices/one.md", text).build()
}

fn starter() -> String {
    fs::read_to_string("starter/words.yaml").expect("the list of a new site")
}

/// The text after the edits of all diagnostics.
fn fixed(outcome: &Outcome, text: &str) -> String {
    let mut text = text.to_owned();
    let mut edits: Vec<_> = outcome.built.diagnostics.iter().flat_map(|d| d.fix.clone()).collect();
    edits.sort();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

#[test]
fn words_are_found_in_titles_and_bodies_and_nowhere_else() {
    let list = "登陆: 登录\n";
    let text = "---\ntitle: 关于登陆系统的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-05-08\nextra: {登陆: 登陆}\n---\n\n\
                请登陆[登陆页](https://登陆.cn/登陆)，**登**陆 `登陆`，`甲`登陆`登陆`。\n\n\
                <https://example.org/登陆>、![登陆](登陆.png)\n\n```\n登陆\n```\n\n根据《登陆办法》，登陆&#38;。\n";
    let outcome = build(list, text);
    let found = outcome.built.diagnostics.iter().filter(|found| found.id == "word-wrong");
    let places: Vec<(&str, bool)> = found
        .map(|found| {
            let at = found.at.as_ref().expect("a place");
            let line = text[..at.start].rsplit('\n').next().expect("a line");
            (line, found.fix.is_empty())
        })
        .collect();
    assert_eq!(
        places,
        [
            ("title: 关于", false),
            ("请", false),
            ("请登陆[", false),
            ("请登陆[登陆页](https://登陆.cn/登陆)，**", true),
            ("请登陆[登陆页](https://登陆.cn/登陆)，**登**陆 `登陆`，`甲`", false),
            ("根据《", true),
            ("根据《登陆办法》，", false),
        ],
        "{}",
        outcome.report()
    );
    let after = fixed(&outcome, text);
    assert!(
        after.contains("title: 关于登录系统的通知")
            && after.contains("请登录[登录页](https://登陆.cn/登陆)")
    );
}

#[test]
fn every_form_of_a_list_is_read() {
    for list in [
        "帐号: 账号\n",
        "帐号: [账号]\n",
        "帐号: {right: 账号, reason: 规范}\n",
        "帐号:\n  正词: 账号\n  例外: [蚊帐号]\n",
        "- 帐号: 账号\n",
        "# 词表\n\n- {wrong: 帐号, right: 账号}\n",
        "- 错词: 帐号\n  正词: 账号\n  理由: 规范\n",
        "[{错误: 帐号, 正确: 账号}]\n",
        "\u{feff}帐号： 账号\n",
    ] {
        let outcome = build(list, &format!("{FRONT}帐号，蚊帐号。\n"));
        let found: Vec<&str> = outcome.ids().into_iter().filter(|id| *id == "word-wrong").collect();
        let expected = if list.contains("蚊") { 1 } else { 2 };
        assert_eq!(found.len(), expected, "{list}\n{}", outcome.report());
    }
    // Keys have the names that the list gives them.
    for (list, zh, en) in [
        ("帐号: 账号\n", "“例外”", "`except`"),
        ("登陆: 登录\n帐号: {正词: 账号}\n", "“例外”", "`例外`"),
        ("- {wrong: 帐号, right: 账号}\n", "“except”", "`except`"),
    ] {
        let help = build(list, &format!("{FRONT}帐号。\n")).diagnostic("word-wrong").help.clone();
        let help = help.expect("what to type");
        assert!(help.zh.contains(zh) && help.en.contains(en), "{help:?}");
    }
    let outcome = build("帐号: [账号, 账户]\n", &format!("{FRONT}帐号。\n"));
    let found = outcome.diagnostic("word-wrong");
    assert!(
        found.fix.is_empty() && found.message.zh.contains("“账号”或“账户”"),
        "{}",
        outcome.report()
    );
}

#[test]
fn faults_of_a_list_are_reported_in_their_place() {
    let list = "登陆: 登陆\n帐号:\n帐户: 账户\n帐户: 账目\n布署: {正词: 部署, 例外: [署名]}\n账户: 账号\n截止到: {right: 截至, reson: 甲, 备注: 乙}\n";
    let outcome = build(list, &format!("{FRONT}正文。\n"));
    let lines: Vec<(&str, usize)> = outcome
        .built
        .diagnostics
        .iter()
        .map(|found| {
            let at =
                found.at.as_ref().filter(|at| at.file.as_str() == "words.yaml").expect("a place");
            (found.id, list[..at.start].matches('\n').count() + 1)
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("word-list", 1),
            ("word-list", 2),
            ("word-list", 3),
            ("word-list", 4),
            ("word-list", 5),
            ("key-unknown", 7),
            ("key-unknown", 7),
        ],
        "{}",
        outcome.report()
    );
    assert!(outcome.report().contains("“登陆”的正词还是它自己"), "{}", outcome.report());
    for language in [Language::Chinese, Language::English] {
        let report = outcome.report_in(language);
        assert!(report.contains("words.yaml:5"), "{report}");
    }
    for (list, id) in
        [("- 登陆\n- 帐号: 账号\n", "word-list"), ("- {wrong: 登陆\n", "yaml-unreadable")]
    {
        let outcome = build(list, &format!("{FRONT}正文。\n"));
        assert_eq!(outcome.ids(), [id], "{}", outcome.report());
    }
}

#[test]
fn list_of_a_new_site_finds_what_is_wrong_and_leaves_near_words_alone() {
    let outcome = build(&starter(), &format!("{FRONT}正文。\n"));
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    let entries = starter();
    let wrong: Vec<&str> = entries
        .lines()
        .filter(|line| !line.starts_with(['#', ' ']))
        .filter_map(|line| line.split_once(':').map(|(wrong, _)| wrong))
        .collect();
    assert!(wrong.len() >= 20, "{wrong:?}");
    for wrong in wrong {
        let outcome = build(&starter(), &format!("{FRONT}甲{wrong}乙。\n"));
        assert_eq!(outcome.ids(), ["word-wrong"], "{wrong}\n{}", outcome.report());
    }
    for right in [
        "请登录网站注册账号，对公账户另行通知，台风登陆系统性影响评估",
        "报名截止到5月20日，征集截止到月底，截至目前共有50家单位",
        "以发布署名为准，公布署名顺序，统一部署",
        "西部份额较大，内部份数不限，全部、部分单位",
        "沟通迅速，交通迅猛发展，通讯地址，通信系统",
        "张松驰援灾区，小松驰骋球场，管理松弛",
        "会议记要点，会议纪要",
        "按部就班，再接再厉，迫不及待，名列前茅，墨守成规，一筹莫展，辐射防护",
    ] {
        let outcome = build(&starter(), &format!("{FRONT}{right}。\n"));
        assert_eq!(outcome.ids(), [] as [&str; 0], "{right}\n{}", outcome.report());
    }
}

#[test]
fn word_may_be_allowed_in_one_place() {
    let body = "<!-- check: allow word-wrong -->\n登陆作战。\n";
    let outcome = build("登陆: 登录\n", &format!("{FRONT}{body}"));
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
}

#[test]
fn addresses_that_are_typed_as_text_are_left_alone() {
    let body = "见https://app.example.org/app，发至app@example.org，或者下载app。\n";
    let text = format!("{FRONT}{body}");
    let outcome = build("app: 应用\n", &text);
    let expected = body.replace("下载app", "下载应用");
    assert_eq!(fixed(&outcome, &text), format!("{FRONT}{expected}"), "{}", outcome.report());
}
