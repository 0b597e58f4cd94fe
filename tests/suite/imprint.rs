//! The imprint at the foot of every page: who publishes the site, records, links to others.

use crate::harness::{Outcome, Site};
use gongbao::language::Language;

const SITE: &str = "title: 示例门户\nbase_url: https://example.org/portal/\nissuers:\n  - {name: 山东省医院协会, code: 鲁医协发, slug: lyxf}\n";

/// Builds a site with these settings beside the usual ones.
fn site(settings: &str) -> Outcome {
    Site::with_notice().edit("site.yaml", &format!("{SITE}{settings}")).build()
}

/// What stands between `<footer` and the end of the page.
fn foot(outcome: &Outcome) -> String {
    let html = outcome.page("/lyxf/2026/1/");
    html.split_once("<footer").map(|(_, foot)| foot.to_owned()).expect("a footer")
}

#[test]
fn imprint_stands_at_the_foot_of_every_page_in_both_languages_of_keys() {
    let english = "organizer: 秘书处\naddress: 示例路<1>号\npostcode: 010000\nphone: [0531-86900000转12, 12320]\n\
        email: a@example.cn\noffice_hours: 工作日\ncopyright: © 2026 协会\nicp: 鲁ICP备12345678号-1\n\
        police_record: 鲁公网安备 37010202000001号\nfriend_links:\n  - {title: 中国医院协会, url: \"https://www.example.com/\"}\n  - {title: 本站通知, url: notices}\n";
    let chinese = "主办单位: 秘书处\n地址: 示例路<1>号\n邮编: 010000\n电话: [0531-86900000转12, 12320]\n\
        邮箱: a@example.cn\n办公时间: 工作日\n版权: © 2026 协会\nICP备案号: 鲁ICP备12345678号-1\n\
        公安备案号: 鲁公网安备 37010202000001号\n友情链接:\n  - {标题: 中国医院协会, 网址: \"https://www.example.com/\"}\n  - {标题: 本站通知, 网址: notices}\n";
    let outcome = site(english);
    assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
    let foot_of_english = foot(&outcome);
    for part in [
        "主办：秘书处",
        "示例路&lt;1&gt;号",
        "邮编 010000",
        "<a href=\"tel:053186900000;ext=12\">0531-86900000转12</a>",
        "<a href=\"tel:12320\">12320</a>",
        "<a href=\"mailto:a@example.cn\">a@example.cn</a>",
        "工作日",
        "© 2026 协会",
        "<a href=\"https://beian.miit.gov.cn/\" rel=\"noreferrer\">鲁ICP备12345678号-1</a>",
        "<a href=\"https://beian.mps.gov.cn/#/query/webSearch?code=37010202000001\" rel=\"noreferrer\">鲁公网安备 37010202000001号</a>",
        "<a href=\"https://www.example.com/\">中国医院协会</a>",
        "<a href=\"/portal/notices/\">本站通知</a>",
    ] {
        assert!(foot_of_english.contains(part), "{part}\n{foot_of_english}");
    }
    let outcome = site(chinese);
    assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
    assert_eq!(foot(&outcome), foot_of_english);
}

#[test]
fn nothing_stands_at_the_foot_that_site_yaml_does_not_say() {
    let foot = foot(&site(""));
    for part in ["foot-contact", "foot-friends", "主办", "beian"] {
        assert!(!foot.contains(part), "{part}\n{foot}");
    }
}

#[test]
fn unusual_value_of_the_imprint_is_a_warning_and_leads_nowhere() {
    for (id, typed, zh, en) in [
        ("postcode-form", "postcode: 25001", "“postcode”读不懂：25001", "has six digits"),
        ("postcode-form", "邮编: 二五", "“邮编”读不懂：二五", "has six digits"),
        (
            "phone-form",
            "phone: 86900000、86900001",
            "几个的，写成 [号码, 号码]",
            "one telephone number",
        ),
        ("email-form", "邮箱: a＠b.cn", "例如：邮箱: office@example.org", "one e-mail address"),
        ("record-form", "icp: 12345678", "省份简称、ICP备、数字、号", "as on the certificate"),
        ("record-form", "police_record: 鲁公网安备 1号", "公网安备、14 位数字", "14 digits"),
    ] {
        let outcome = site(&format!("{typed}\n"));
        assert_eq!(outcome.ids(), [id], "{typed}\n{}", outcome.report());
        assert!(!outcome.diagnostic(id).is_error(), "{typed}");
        let chinese = outcome.report_in(Language::Chinese);
        assert!(chinese.contains(zh), "{typed}\n{chinese}");
        let english = outcome.report_in(Language::English);
        assert!(english.contains(en), "{typed}\n{english}");
        let (_, value) = typed.split_once(": ").expect("a value");
        let foot = foot(&outcome);
        assert!(foot.contains(value), "{foot}");
        assert!(!foot.contains("href=\"tel:") && !foot.contains("href=\"mailto:"), "{foot}");
        assert!(!foot.contains("?code="), "{foot}");
    }
}

#[test]
fn dead_and_unsafe_friend_links_are_errors() {
    for (url, id, zh, en) in [
        ("/notice/", "link-dead", "“friend_links”里的“url”没有着落", "did you mean /notices/?"),
        ("www.cha.org.cn", "link-dead", "外站地址前面要写 https://", "begins with https://"),
        ("cha.org.cn/a", "link-dead", "url: \"https://cha.org.cn/a\"", "begins with https://"),
        ("javascript:alert(1)", "link-unsafe", "“url”不能用这样的地址", "cannot lead there"),
    ] {
        let outcome = site(&format!("friend_links: [{{title: 甲, url: \"{url}\"}}]\n"));
        assert!(outcome.diagnostic(id).is_error(), "{url}");
        assert!(outcome.report_in(Language::Chinese).contains(zh), "{}", outcome.report());
        let english = outcome.report_in(Language::English);
        assert!(english.contains(en), "{english}");
    }
    let outcome = site("友情链接: [{标题: 甲, 网址: /x/}]\n");
    assert!(outcome.report().contains("“友情链接”里的“网址”没有着落"), "{}", outcome.report());
}
