//! What stands at the top of every page: an announcement for some days, and a navigation of two levels.

use crate::harness::{Outcome, Site};
use gongbao::language::Language;

const SITE: &str = "title: 示例门户\nbase_url: https://example.org/portal/\nissuers:\n  - {name: 山东省医院协会, code: 鲁医协发, slug: lyxf}\n";

fn on(day: &str, settings: &str) -> Outcome {
    Site::with_notice().edit("site.yaml", &format!("{SITE}{settings}")).on(day).build()
}

fn site(settings: &str) -> Outcome {
    on("2026-11-22", settings)
}

/// What a page has above its main part.
fn head(outcome: &Outcome, address: &str) -> String {
    let html = outcome.page(address);
    let body = html.split_once("<body").map(|(_, body)| body).expect("a body");
    body.split_once("<main").map(|(head, _)| head.to_owned()).expect("a main part")
}

#[test]
fn announcement_is_shown_from_its_first_day_to_its_last() {
    for settings in [
        "announcement: {text: 网站维护<甲>, url: notices, from: 2026-05-01, until: 2026年5月3日}\n",
        "提示: {内容: 网站维护<甲>, 网址: /notices/, 开始日期: 2026-05-01, 结束日期: 2026-05-03}\n",
    ] {
        for (day, is_shown) in [
            ("2026-04-30", false),
            ("2026-05-01", true),
            ("2026-05-03", true),
            ("2026-05-04", false),
        ] {
            let outcome = on(day, settings);
            let shown =
                "<p class=\"announcement\"><a href=\"/portal/notices/\">网站维护&lt;甲&gt;</a></p>";
            let html = outcome.page("/");
            assert_eq!(html.contains(shown), is_shown, "{day}\n{html}");
            assert_eq!(html.contains("网站维护"), is_shown, "{day}");
        }
    }
    for (settings, day, is_shown) in [
        ("announcement: 网站维护\n", "2030-01-01", true),
        ("announcement: {text: 网站维护, from: 2026-06-01}\n", "2026-05-31", false),
        ("announcement: {text: 网站维护, from: 2026-06-01}\n", "2030-01-01", true),
        ("announcement: {text: 网站维护, until: 2026-06-01}\n", "2026-05-31", true),
        ("announcement: {text: 网站维护, until: 2026-06-01}\n", "2026-06-02", false),
    ] {
        let html = on(day, settings).page("/");
        assert_eq!(html.contains("<p class=\"announcement\">网站维护</p>"), is_shown, "{settings}");
    }
}

#[test]
fn faults_of_an_announcement_are_reported_in_both_languages() {
    for (settings, id, is_error, zh, en) in [
        (
            "announcement: {text: 甲, until: 五月}\n",
            "date-unclear",
            true,
            "“until”的日期读不懂：五月",
            "`until` is no day",
        ),
        (
            "提示: {内容: 甲, 开始日期: 2026/5/1}\n",
            "date-form",
            false,
            "写成 开始日期: 2026-05-01",
            "type 开始日期: 2026-05-01",
        ),
        (
            "announcement: {text: 甲, from: 2026-05-01 12:00}\n",
            "date-form",
            false,
            "读作 2026-05-01",
            "read as 2026-05-01",
        ),
        (
            "announcement: {text: 甲, from: 2026-05-02, until: 2026-05-01}\n",
            "period-backwards",
            true,
            "“until”在“from”之前",
            "`until` lies before `from`",
        ),
        ("announcement: {from: 2026-05-02}\n", "key-missing", true, "text", "text"),
        (
            "announcement: {text: 甲, url: /nowhere-at-all/}\n",
            "link-dead",
            true,
            "“announcement”里的“url”没有着落",
            "of `announcement` leads nowhere",
        ),
        (
            "announcement: {text: 甲, url: 'javascript:x'}\n",
            "link-unsafe",
            true,
            "“url”不能用这样的地址",
            "cannot lead there",
        ),
    ] {
        let outcome = site(settings);
        assert_eq!(outcome.ids(), [id], "{settings}\n{}", outcome.report());
        assert_eq!(outcome.diagnostic(id).is_error(), is_error, "{settings}");
        let (chinese, english) =
            (outcome.report_in(Language::Chinese), outcome.report_in(Language::English));
        assert!(chinese.contains(zh), "{chinese}");
        assert!(english.contains(en), "{english}");
    }
    let fixed = site("announcement: {text: 甲, from: 2026/5/1}\n").fixed("site.yaml");
    assert!(fixed.contains("from: 2026-05-01}"), "{fixed}");
}

#[test]
fn entries_of_the_navigation_may_have_others_below_them() {
    for settings in [
        "navigation:\n  - {title: 首页, url: /}\n  - {title: 文献, children: [{title: 报告, url: reports}, {title: 通知, url: /notices/}]}\n  - {title: 关于, url: /topics/, children: [{title: 甲<会>, url: \"https://example.com/\"}]}\n",
        "导航:\n  - {标题: 首页, 网址: /}\n  - {标题: 文献, 下级: [{标题: 报告, 网址: reports}, {标题: 通知, 网址: /notices/}]}\n  - {标题: 关于, 网址: /topics/, 下级: [{标题: 甲<会>, 网址: \"https://example.com/\"}]}\n",
    ] {
        let outcome = site(settings);
        assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
        let head = head(&outcome, "/notices/");
        let nav = head.split_once("<nav").map(|(_, nav)| nav.replace('\n', "")).expect("a nav");
        for part in [
            "<li><a href=\"/portal/\">首页</a></li>",
            "<li><details name=\"ui-nav\"><summary>文献</summary><ul><li><a href=\"/portal/reports/\">报告</a></li><li><a href=\"/portal/notices/\" aria-current=\"page\">通知</a></li></ul></details></li>",
            "<summary>关于</summary><ul><li><a href=\"/portal/topics/\">关于</a></li><li><a href=\"https://example.com/\">甲&lt;会&gt;</a></li></ul>",
        ] {
            assert!(nav.contains(part), "{part}\n{nav}");
        }
        let document = self::head(&outcome, "/lyxf/2026/1/");
        assert!(
            document.contains("<a href=\"/portal/notices/\" aria-current=\"true\">通知</a>"),
            "{document}"
        );
    }
}

#[test]
fn entries_below_others_are_checked_like_all() {
    for (entry, id, zh, en) in [
        (
            "{title: 甲, children: [{title: 乙, url: /notice/}]}",
            "link-dead",
            "是不是 /notices/？",
            "did you mean /notices/?",
        ),
        (
            "{title: 甲, children: [{title: 乙, url: 'javascript:x'}]}",
            "link-unsafe",
            "不能用这样的地址",
            "cannot lead there",
        ),
        ("{title: 甲, children: [{title: 乙}]}", "key-missing", "url", "url"),
        ("{title: 甲}", "key-missing", "url", "url"),
        ("{title: 甲, children: }", "key-missing", "url", "url"),
        (
            "{title: 甲, url: /, children: [{title: 乙, url: /, children: [{title: 丙, url: /}]}]}",
            "key-unknown",
            "导航只有两级",
            "has two levels",
        ),
    ] {
        let outcome = site(&format!("navigation: [{entry}]\n"));
        assert_eq!(outcome.ids(), [id], "{entry}\n{}", outcome.report());
        assert!(outcome.diagnostic(id).is_error(), "{entry}");
        assert!(outcome.report_in(Language::Chinese).contains(zh), "{}", outcome.report());
        let english = outcome.report_in(Language::English);
        assert!(english.contains(en), "{english}");
    }
}
