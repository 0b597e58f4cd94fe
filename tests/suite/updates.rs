//! `/updates/` tells by day what is new and what has changed; `/subscribe/` leads to every feed.

use crate::harness::{SITE, Site};

/// The words of the list: `2026-03-15 新发布 关于one的通知 …`, in its order.
fn listed(page: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for day in page.split("<section class=\"update-day\"").skip(1) {
        let (_, rest) = day.split_once("datetime=\"").expect("a day");
        let (date, rest) = rest.split_once('"').expect("a date");
        for item in rest.split("<li class=\"item\">").skip(1) {
            let (item, _) = item.split_once("</li>").expect("an end");
            let texts = item.split('<').filter_map(|part| Some(part.split_once('>')?.1.trim()));
            let words: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
            lines.push(format!("{date} {}", words.join(" ")));
        }
    }
    lines
}

fn updates(site: &Site, day: &str) -> Vec<String> {
    let outcome = site.clone().on(day).build();
    assert!(!outcome.built.diagnostics.iter().any(|d| d.is_error()), "{}", outcome.report());
    listed(&outcome.page("/updates/"))
}

/// A notice of each kind that something happens to.
fn eventful() -> Site {
    Site::with_notice()
        .notice("two", "number: 鲁医协发〔2026〕2号\ndate: 2026-06-01\nrepeals: 鲁医协发〔2026〕1号\neffective: 2026-07-01", "正文。")
        .notice("corrected", "date: 2026-04-01\nchanges: [{date: 2026-04-03, note: 更正附件}, {date: 2026-12-24, note: 将来}]", "正文。")
        .notice("征集案例", "date: 2026-04-02\ndeadline: 2026-04-20", "正文。")
        .notice("培训", "date: 2026-04-02\ndeadline: 2026-04-21 12:00", "正文。")
        .notice("short", "date: 2026-04-05\nexpires: 2026-04-30", "正文。")
}

#[test]
fn list_tells_by_day_what_happened() {
    let lines = updates(&eventful(), "2026-07-01");
    let expected = [
        "2026-07-01 施行 关于two的通知 鲁医协发〔2026〕2号 通知公告",
        "2026-07-01 废止 关于one的通知 鲁医协发〔2026〕1号 通知公告 见 鲁医协发〔2026〕2号",
        "2026-06-01 新发布 关于two的通知 鲁医协发〔2026〕2号 通知公告",
        "2026-05-01 失效 关于short的通知 通知公告",
        "2026-04-21 报名截止 关于培训的通知 通知公告",
        "2026-04-20 征集截止 关于征集案例的通知 通知公告",
        "2026-04-05 新发布 关于short的通知 通知公告",
        "2026-04-03 修改 关于corrected的通知 通知公告 更正附件",
    ];
    assert_eq!(lines[..8], expected, "{lines:#?}");
    // Three were published on two days, and the first one before.
    assert_eq!(lines.len(), 12, "{lines:#?}");
    assert_eq!(lines[11], "2026-03-15 新发布 关于one的通知 鲁医协发〔2026〕1号 通知公告");
}

#[test]
fn nothing_is_listed_before_its_day() {
    for (day, words, count) in [
        ("2026-06-30", "废止", 0),
        ("2026-07-01", "废止", 1),
        ("2026-04-30", "失效", 0),
        ("2026-05-01", "失效", 1),
        ("2026-04-20", "征集截止", 0),
        ("2026-04-21", "征集截止", 1),
        ("2026-04-21T11:00", "报名截止", 0),
        ("2026-04-21T13:00", "报名截止", 1),
        ("2026-12-23", "将来", 0),
        ("2026-12-24", "将来", 1),
    ] {
        let lines = updates(&eventful(), day);
        let found = lines.iter().filter(|line| line.contains(words)).count();
        assert_eq!(found, count, "{day}: {words} in {lines:#?}");
    }
}

#[test]
fn every_relation_that_changes_validity_has_its_word() {
    for (relation, word) in [
        ("amends", Some("被修改")),
        ("replaces", Some("被代替")),
        ("repeals", Some("废止")),
        ("annuls", Some("撤销")),
        ("forwards", None),
        ("interprets", None),
    ] {
        let front = format!("date: 2026-06-01\n{relation}: 鲁医协发〔2026〕1号");
        let lines = updates(&Site::with_notice().notice("two", &front, "正文。"), "2026-07-01");
        let about: Vec<&String> = lines.iter().filter(|line| line.contains("关于one")).collect();
        assert_eq!(about.len(), 1 + usize::from(word.is_some()), "{relation}: {lines:#?}");
        if let Some(word) = word {
            assert!(about[0].starts_with(&format!("2026-06-01 {word} ")), "{relation}: {about:?}");
            assert!(about[0].ends_with("见 关于two的通知"), "{about:?}");
        }
    }
}

#[test]
fn what_an_annulled_document_did_did_not_happen() {
    let site = eventful().notice(
        "three",
        "number: 鲁医协发〔2026〕3号\ndate: 2026-08-01\nannuls: 鲁医协发〔2026〕2号",
        "正文。",
    );
    let lines = updates(&site, "2026-09-01");
    assert!(!lines.iter().any(|line| line.contains("废止")), "{lines:#?}");
    assert!(lines[1].starts_with("2026-08-01 撤销 关于two"), "{lines:#?}");
}

#[test]
fn what_happened_before_publication_was_never_news() {
    let front = "date: 2019-03-01\npublished: 2026-05-01\neffective: 2019-04-01\nexpires: 2020-01-01\ndeadline: 2019-05-01\nchanges: [{date: 2019-06-01, note: 早年}]";
    let lines = updates(&Site::basic().notice("old", front, "正文。"), "2026-07-01");
    assert_eq!(lines, ["2026-05-01 新发布 关于old的通知 通知公告"]);
}

#[test]
fn issue_is_one_update_and_a_later_article_another() {
    let site = Site::basic()
        .edit(
            "content/newsletters/2026-1/index.md",
            "---\ntitle: 会讯\ndate: 2026-05-01\nissue: {year: 2026, number: 1}\n---\n",
        )
        .edit("content/newsletters/2026-1/first.md", "---\ntitle: 第一篇\n---\n正文。\n")
        .edit(
            "content/newsletters/2026-1/late.md",
            "---\ntitle: 补发的一篇\ndate: 2026-05-20\n---\n正文。\n",
        );
    let lines = updates(&site, "2026-07-01");
    assert_eq!(lines, ["2026-05-20 新发布 补发的一篇 会讯", "2026-05-01 新发布 会讯 会讯"]);
}

#[test]
fn hidden_documents_and_what_they_do_are_not_listed() {
    for hidden in ["visibility: internal", "draft: true", "published: 2027-01-01"] {
        let front = format!("date: 2026-06-01\n{hidden}\nrepeals: 鲁医协发〔2026〕1号");
        let outcome = Site::with_notice().notice("机密甲", &front, "正文。").build();
        let page = outcome.page("/updates/");
        assert!(!page.contains("机密甲"), "{hidden}");
        assert_eq!(listed(&page).len(), 1, "{hidden}");
    }
}

#[test]
fn long_lists_have_pages() {
    let site = (0..130).fold(Site::basic(), |site, index| {
        let front = format!("date: 2026-{:02}-{:02}", 1 + index / 28, 1 + index % 28);
        site.notice(&format!("n{index}"), &front, "正文。")
    });
    let outcome = site.build();
    let pages = ["/updates/", "/updates/page/2/", "/updates/page/3/"];
    let all: Vec<String> = pages.iter().flat_map(|page| listed(&outcome.page(page))).collect();
    assert_eq!(all.len(), 130);
    assert!(all.is_sorted_by(|a, b| a[..10] >= b[..10]), "{all:#?}");
    assert_eq!(listed(&outcome.page(pages[0])).len(), 60);
    assert!(!outcome.has("updates/page/4/index.html"));
    assert!(outcome.page(pages[0]).contains("href=\"/updates/page/3/\""));
    let empty = Site::basic().build().page("/updates/");
    assert!(empty.contains("暂无文件。"), "{empty}");
}

#[test]
fn subscribing_leads_to_every_feed() {
    let several = "  - name: 甲协会\n    slug: jx\n    codes: [{code: 甲协发, slug: jxf}, {code: 甲协函, slug: jxh}]\n";
    let outcome = Site::with_notice()
        .edit("site.yaml", &format!("{SITE}{several}").replace("example.org/", "example.org/p/"))
        .notice("two", "date: 2026-05-01\ntopics: [医疗质量, 学术会议]", "正文。")
        .build();
    assert!(!outcome.built.diagnostics.iter().any(|d| d.is_error()), "{}", outcome.report());
    let page = outcome.page("/subscribe/");
    let mut found = 0;
    for address in page.split("<code>").skip(1).filter_map(|rest| rest.split('<').next()) {
        let path = address.strip_prefix("https://example.org/p/").expect("a whole address");
        assert!(outcome.has(path), "{address} is no file");
        assert!(page.contains(&format!("data-copy=\"{address}\"")), "{address}");
        let json = address.replace(".xml", ".json");
        assert!(page.contains(&format!("href=\"{json}\"")), "{json}");
        found += 1;
    }
    // The hosts of all feeds are published; those of pages without documents of their own are too.
    let feeds = outcome.files.keys().filter(|path| path.ends_with("feed.xml")).count();
    assert_eq!(found, feeds);
    for words in ["用微信", "用浏览器", "用邮件程序", "用阅读器"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(page.contains("href=\"/p/updates/\""));
    // Without scripts the buttons are hidden, and the addresses are text.
    assert!(page.matches("data-copy=").count() == page.matches("class=\"js-only quiet\"").count());
}

#[test]
fn both_pages_are_linked_and_cannot_be_claimed() {
    let outcome = eventful().build();
    for page in ["/", "/notices/", "/lyxf/2026/1/"] {
        let page = outcome.page(page);
        assert!(page.contains("href=\"/updates/\"") && page.contains("href=\"/subscribe/\""));
    }
    for address in ["updates", "subscribe"] {
        let sitemap = outcome.text("sitemap.xml");
        assert!(sitemap.contains(&format!("<loc>https://example.org/{address}/</loc>")));
        let text = "---\ntitle: 统计\nkind: report\n---\n";
        let site = eventful().edit(&format!("content/{address}/_index.md"), text);
        assert!(site.build().ids().contains(&"address-taken"), "{}", site.build().report());
    }
}
