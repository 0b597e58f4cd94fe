//! The genre of a document decides its page: marks of letters and minutes, ended public notices, calls.

use crate::harness::{Outcome, Site};

/// Adds a notice with this title.
fn titled(site: Site, name: &str, title: &str, front: &str) -> Site {
    let text = format!("---\ntitle: {title}\nslug: {name}\n{front}\n---\n\n正文。\n");
    site.edit(&format!("content/notices/{name}.md"), &text)
}

/// Returns the text of the mark (版头) of a page.
fn mark(page: &str) -> Option<String> {
    let start = page.find("<div class=\"mark ")?;
    let end = start + page[start..].find("<h1")?;
    let mut text = String::new();
    let mut in_tag = false;
    for c in page[start..end].chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag && !c.is_whitespace() => text.push(c),
            _ => {}
        }
    }
    Some(text)
}

/// Builds a site that has no errors.
fn build_without_errors(site: &Site) -> Outcome {
    let outcome = site.build();
    assert!(!outcome.built.diagnostics.iter().any(|d| d.is_error()), "{}", outcome.report());
    outcome
}

#[test]
fn genre_decides_the_mark_and_the_form() {
    let number = "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15\nrecipients: [各会员单位]\ncopies: [省卫生健康委]";
    for (title, more, form, expected) in [
        ("关于开会的通知", "", "document", "山东省医院协会文件鲁医协发〔2026〕1号"),
        ("关于商请调研的函", "", "letter", "山东省医院协会鲁医协发〔2026〕1号"),
        ("关于商请调研的复函", "", "letter", "山东省医院协会鲁医协发〔2026〕1号"),
        ("关于设立分会的批复", "", "letter", "山东省医院协会鲁医协发〔2026〕1号"),
        ("关于商请调研", "genre: 函", "letter", "山东省医院协会鲁医协发〔2026〕1号"),
        ("关于商请调研的函", "genre: 通知", "document", "山东省医院协会文件鲁医协发〔2026〕1号"),
        ("会长办公会议纪要", "", "minutes", "山东省医院协会纪要鲁医协发〔2026〕1号"),
        (
            "关于商请联合调研的函",
            "issuer: [山东省医院协会, 山东省社会办医疗机构协会]",
            "letter",
            "山东省医院协会鲁医协发〔2026〕1号",
        ),
        (
            "联席会议纪要",
            "issuer: [山东省医院协会, 山东省社会办医疗机构协会]",
            "minutes",
            "山东省医院协会山东省社会办医疗机构协会纪要鲁医协发〔2026〕1号",
        ),
    ] {
        let outcome = build_without_errors(&titled(
            Site::basic(),
            "one",
            title,
            &format!("{number}\n{more}"),
        ));
        let page = outcome.page("/lyxf/2026/1/");
        assert_eq!(mark(&page).as_deref(), Some(expected), "{title} {more}");
        assert!(page.contains(&format!("official form-{form} ")), "{title} {more}");
        // GB/T 9704, 10.1: letters have no 印发 line; 10.3: minutes have no 主送 above the text.
        assert_eq!(page.contains("印发"), form != "letter", "{title} {more}");
        assert_eq!(page.contains("class=\"recipients\""), form != "minutes", "{title} {more}");
        assert_eq!(page.contains("主送："), form == "minutes", "{title} {more}");
        assert_eq!(page.matches("class=\"mark-lines\"").count(), usize::from(form == "letter"));
    }
}

#[test]
fn minutes_need_no_number_and_articles_have_no_mark() {
    let site = titled(Site::basic(), "minutes", "第三次理事会会议纪要", "date: 2026-03-15")
        .edit(
            "content/newsletters/2026-1/index.md",
            "---\ntitle: 会讯\ndate: 2026-05-01\nissue: {year: 2026, number: 1}\n---\n",
        )
        .edit(
            "content/newsletters/2026-1/talk.md",
            "---\ntitle: 座谈会会议纪要\nslug: talk\n---\n正文。\n",
        );
    let site = titled(site, "letter", "关于商请调研的函", "date: 2026-03-15");
    let outcome = build_without_errors(&site);
    assert_eq!(
        mark(&outcome.page("/notices/2026/minutes/")).as_deref(),
        Some("山东省医院协会纪要")
    );
    assert_eq!(mark(&outcome.page("/notices/2026/letter/")), None);
    assert_eq!(mark(&outcome.page("/newsletters/2026/1/talk/")), None);
}

#[test]
fn expired_public_notice_has_ended_and_is_not_called_expired() {
    let site = titled(
        Site::basic(),
        "names",
        "关于拟表彰名单的公示",
        "date: 2026-07-01\nexpires: 2026-07-07",
    );
    let site = titled(site, "rule", "会费管理办法", "date: 2026-07-02\nexpires: 2026-07-07");
    let outcome = build_without_errors(&site);
    let page = outcome.page("/notices/2026/names/");
    assert!(page.contains("公示结束") && page.contains("公示期至2026年7月7日"), "{page}");
    assert!(page.contains("banner-ended") && !page.contains("失效日期</dt>"), "{page}");
    for path in
        outcome.files.keys().filter(|path| path.contains("names/") && path.ends_with("html"))
    {
        assert!(!outcome.text(path).contains("已失效"), "{path}");
    }
    let home = outcome.page("/");
    assert!(home.contains("badge-ended\">公示结束<"), "{home}");
    assert!(outcome.page("/notices/2026/rule/").contains("已失效"));
    assert_eq!(outcome.catalogue()["documents"][1]["validity"], "ended");
    // Until it ends it is in force.
    let running = build_without_errors(&site.on("2026-07-07")).page("/notices/2026/names/");
    assert!(!running.contains("公示结束"), "{running}");
}

#[test]
fn home_page_lists_by_publication_and_category_by_date() {
    let mut site = Site::basic();
    for day in 1..=9 {
        site = site.notice(&format!("n{day}"), &format!("date: 2026-10-{day:02}"), "正文。");
    }
    let site = site.notice("old", "date: 2023-02-01\npublished: 2026-11-20", "正文。");
    let outcome = build_without_errors(&site);
    let home = outcome.page("/");
    let latest = &home[home.find("class=\"latest\"").expect("latest")..];
    let first =
        latest.find("class=\"item-title\"").map(|at| &latest[at..at + 160]).expect("an item");
    assert!(first.contains("关于old的通知") && first.contains("href=\"/notices/2023/"), "{first}");
    assert!(latest.contains("datetime=\"2026-11-20\">2026年11月20日</time>"), "{latest}");
    // The category sorts by the date that it shows.
    let list = outcome.page("/notices/");
    assert!(list.find("关于n9的通知") < list.find("关于old的通知"));
    assert!(!list.contains("日发布"));
}

#[test]
fn heading_of_open_calls_follows_their_kind() {
    let call = |name: &str, title: &str| {
        titled(Site::basic(), name, title, "date: 2026-11-01\ndeadline: 2026-12-01")
    };
    for (title, heading) in [
        ("关于征集创新案例的通知", "正在征集"),
        ("关于召开学术年会的通知", "正在报名"),
        ("关于缴纳会费的通知", "近期截止"),
    ] {
        let home = build_without_errors(&call("one", title)).page("/");
        for known in ["正在征集", "正在报名", "近期截止"] {
            assert_eq!(home.contains(known), known == heading, "{title}: {known}");
        }
    }
    let both = titled(
        call("one", "关于征集创新案例的通知"),
        "two",
        "关于缴纳会费的通知",
        "date: 2026-11-01\ndeadline: 2026-11-30",
    );
    let home = build_without_errors(&both).page("/");
    let calls = &home[home.find("class=\"calls\"").expect("calls")
        ..home.find("class=\"latest\"").unwrap_or(home.len())];
    assert_eq!(calls.matches("class=\"item-title\"").count(), 2, "{calls}");
    // There is no heading without a call.
    assert!(!build_without_errors(&Site::with_notice()).page("/").contains("class=\"calls\""));
}

#[test]
fn category_of_pages_does_not_mention_missing_documents() {
    let site = Site::with_notice().edit(
        "content/members/_index.md",
        "---\ntitle: 会员名录\nkind: page\n---\n\n| 单位 | 市 |\n|---|---|\n| 甲医院 | 济南 |\n",
    );
    let outcome = build_without_errors(&site);
    let page = outcome.page("/members/");
    assert!(page.contains("甲医院") && !page.contains("暂无文件"), "{page}");
    let home = outcome.page("/");
    assert!(!home.contains("0件") && !home.contains("暂无文件"), "{home}");
    assert!(
        !outcome
            .page("/search/")
            .contains("<span class=\"count\">0</span></a></li>\n<li><a href=\"/topics")
    );
    // The page of an empty category of documents says so.
    assert!(outcome.page("/reports/").contains("暂无文件"));
}

#[test]
fn documents_and_issues_name_the_module_that_completes_them_for_printing() {
    let issue = "---\ntitle: 第1期\ndate: 2026-06-30\nissue: {year: 2026, number: 1}\n---\n";
    let site = Site::with_notice()
        .edit("content/newsletters/_index.md", "---\ntitle: 会讯\nkind: newsletter\n---\n")
        .edit("content/newsletters/2026-1/index.md", issue);
    let outcome = build_without_errors(&site);
    for (address, completes) in
        [("/lyxf/2026/1/", true), ("/newsletters/2026/1/", true), ("/notices/", false)]
    {
        let page = outcome.page(address);
        let module = page.split("data-paper=\"").nth(1).and_then(|rest| rest.split('"').next());
        assert_eq!(
            module.is_some_and(|module| module.contains("paper.js")),
            completes,
            "{address}"
        );
    }
}

#[test]
fn recipients_that_leave_no_text_on_the_first_page_stand_in_the_colophon() {
    // A name and its comma fill half a line; a title of more lines leaves less room.
    for (genre, more_of_title, most) in
        [("通知", "", 18), ("函", "", 28), ("通知", "某项十分重要的工作及其后续安排与经费保障", 16)]
    {
        for count in [most, most + 1] {
            let names = vec!["某某市某某区某某人民医院院"; count].join(", ");
            let site = Site::with_notice().edit(
                "content/notices/two.md",
                &format!("---\ntitle: 关于{more_of_title}的{genre}\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-04-01\nrecipients: [{names}]\n---\n正文。\n"),
            );
            let outcome = build_without_errors(&site);
            let page = outcome.page("/lyxf/2026/2/");
            let below = count > most;
            assert_eq!(page.contains("class=\"recipients\""), !below, "{genre} {count}");
            assert_eq!(page.contains("<span>主送：</span>"), below, "{genre} {count}");
            let reported = outcome.built.diagnostics.iter().any(|d| d.id == "recipients-crowd");
            assert_eq!(reported, below, "{genre} {count}");
        }
    }
}
