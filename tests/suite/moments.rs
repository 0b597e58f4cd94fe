//! The moment of the build: documents that wait for their 发布日期, marks in a preview, pages that name
//! the day, and implausible dates.

use crate::harness::{Outcome, Site};
use gongbao::register::LeftOut;

const SECRET: &str = "机密标记甲乙丙";

/// Asserts that neither paths nor bytes of the output contain these words.
fn assert_absent(outcome: &Outcome, wanted: &[&str]) {
    for (path, bytes) in &outcome.files {
        let text = String::from_utf8_lossy(bytes);
        for secret in wanted {
            assert!(!text.contains(secret) && !path.contains(secret), "{secret} in {path}");
        }
    }
}

/// A site with a bundle and its file, with a key that says when it is published.
fn published_on(key: &str) -> Site {
    Site::with_notice()
        .edit(
            "content/notices/shenmi-er/index.md",
            &format!("---\ntitle: 关于{SECRET}的通知\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-04-01\n{key}\ntopics: [{SECRET}主题]\naliases: [{SECRET}]\nrepeals: 鲁医协发〔2026〕1号\nattachments: [{{title: 附, file: a.pdf}}]\n---\n\n{SECRET}，见鲁医协发〔2026〕1号。\n"),
        )
        .bytes("content/notices/shenmi-er/a.pdf", SECRET.as_bytes())
}

#[test]
fn document_is_published_from_its_moment_on() {
    for (published, before, after) in [
        ("2026-11-23", "2026-11-22", "2026-11-23"),
        ("2026-11-23", "2026-11-22T23:59", "2026-11-23T00:00"),
        ("2026-11-22 18:00", "2026-11-22T17:59", "2026-11-22T18:00"),
        ("2026-11-22 18:00", "2026-11-22 17:59", "2026-11-22"),
        ("2026年11月22日 18:00", "2026-11-21", "2026-11-22"),
        // The site's time zone is +08:00.
        ("2026-11-22T20:00Z", "2026-11-22", "2026-11-23"),
        ("2026-11-22T20:00Z", "2026-11-23T03:59", "2026-11-23T04:00"),
        ("2026-11-23T04:00+12:00", "2026-11-22T23:59", "2026-11-23T00:00"),
    ] {
        let site = published_on(&format!("published: {published}"));
        let outcome = site.clone().on(before).build();
        assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
        assert_absent(&outcome, &[SECRET, "鲁医协发〔2026〕2号", "shenmi-er"]);
        let left_out = outcome.built.left_out;
        assert_eq!((left_out.waiting, left_out.drafts, left_out.internal), (1, 0, 0));
        let outcome = site.on(after).build();
        assert!(outcome.has("lyxf/2026/2/index.html"), "{published} on {after}");
        assert!(outcome.has("lyxf/2026/2/a.pdf"));
        assert_eq!(outcome.built.left_out, LeftOut::default());
        assert!(!outcome.page("/lyxf/2026/2/").contains("badge-waiting"));
    }
}

#[test]
fn date_is_the_moment_without_a_published_key() {
    let site = Site::with_notice().notice(
        SECRET,
        "number: 鲁医协发〔2026〕2号\ndate: 2026-11-23",
        "正文。",
    );
    let outcome = site.clone().build();
    assert_absent(&outcome, &[SECRET]);
    assert_eq!(outcome.ids(), [] as [&str; 0], "the date may be that of the next day");
    assert!(site.on("2026-11-23").build().has("lyxf/2026/2/index.html"));
    // An earlier 发布日期 takes precedence over the date.
    let early = Site::basic().notice(
        "one",
        "number: 鲁医协发〔2026〕1号\ndate: 2026-11-23\npublished: 2026-11-20",
        "正文。",
    );
    let outcome = early.build();
    assert!(outcome.has("lyxf/2026/1/index.html"));
    assert_eq!(outcome.ids(), ["published-early"], "{}", outcome.report());
}

#[test]
fn number_of_a_waiting_document_is_taken() {
    let site = published_on("published: 2026-12-01").notice(
        "two",
        "number: 鲁医协发〔2026〕2号\ndate: 2026-04-02",
        "正文。",
    );
    assert!(site.build().ids().contains(&"number-taken"));
}

#[test]
fn articles_wait_with_their_issue_or_by_themselves() {
    let issue = |key: &str| {
        format!(
            "---\ntitle: 会讯\ndate: 2026-10-26\nissuer: 山东省医院协会\nissue: {{year: 2026, number: 2}}\n{key}\n---\n卷首。\n"
        )
    };
    let site = |key: &str, article: &str| {
        Site::with_notice().edit("content/newsletters/2026-2/index.md", &issue(key)).edit(
            "content/newsletters/2026-2/first.md",
            &format!("---\ntitle: {SECRET}\n{article}\n---\n{SECRET}\n"),
        )
    };
    let outcome = site("published: 2026-12-01 10:00", "date: 2026-10-20").build();
    assert_absent(&outcome, &[SECRET, "newsletters/2026/2/"]);
    let left_out = outcome.built.left_out;
    assert_eq!(left_out.waiting, 2);
    assert_eq!(left_out.next_due.map(|next| next.to_string()).as_deref(), Some("2026-12-01 10:00"));
    let outcome = site("", "published: 2026-12-01").build();
    assert!(outcome.has("newsletters/2026/2/index.html"));
    assert_absent(&outcome, &[SECRET]);
    // An article is published with its issue.
    let outcome = site("published: 2026-11-02 09:30", "column: 专栏").build();
    let catalogue = outcome.catalogue().to_string();
    assert_eq!(catalogue.matches("\"published\":\"2026-11-02 09:30\"").count(), 2, "{catalogue}");
}

#[test]
fn build_counts_unpublished_documents() {
    let site = published_on("published: 2026-12-03 10:00")
        .notice("甲", "issuer: 山东省医院协会\ndate: 2026-11-30\npublished: 2026-12-01 10:00", "")
        .notice("乙", "issuer: 山东省医院协会\ndate: 2026-03-15\ndraft: true", "")
        .notice("丙", "issuer: 山东省医院协会\ndate: 2026-03-15\nvisibility: internal", "")
        .notice("丁", "issuer: 山东省医院协会\ndate: 2026-03-15\nvisibility: internal\npublished: 2026-11-30\ndraft: true", "");
    let left_out = site.build().built.left_out;
    assert_eq!((left_out.waiting, left_out.drafts, left_out.internal), (2, 1, 2));
    assert_eq!(left_out.next_due.map(|next| next.to_string()).as_deref(), Some("2026-12-01 10:00"));
}

#[test]
fn only_a_preview_marks_unpublished_documents() {
    let bundle = |key: &str| {
        published_on(key).notice(
            "一般",
            "issuer: 山东省医院协会\ndate: 2026-03-15",
            "见[新文件](@/notices/shenmi-er/index.md)。",
        )
    };
    for (key, class, chinese, english) in [
        (
            "published: 2026-12-01 10:00",
            "badge-waiting",
            "待发布 <time datetime=\"2026-12-01T10:00\">2026年12月1日 10:00",
            "To be published",
        ),
        ("draft: true", "badge-draft", "草稿", "Draft"),
    ] {
        let mut site = bundle(key);
        (site.options.drafts, site.options.waiting) = (true, true);
        let outcome = site.build();
        assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
        for page in ["/lyxf/2026/2/", "/", "/notices/", "/lyxf/2026/", "/lyxf/2026/1/"] {
            let page = outcome.page(page);
            assert!(page.contains(class) && page.contains(chinese), "{key}: {page}");
        }
        assert!(!outcome.page("/notices/2026/yi-ban/").contains(class));
        let english_site =
            site.clone().edit("site.yaml", &format!("{}language: en\n", crate::harness::SITE));
        assert!(english_site.build().page("/lyxf/2026/2/").contains(english));
    }
    // `build --drafts` marks drafts too and leaves out waiting documents.
    let mut site = published_on("draft: true").notice(
        SECRET,
        "issuer: 山东省医院协会\ndate: 2026-03-15\npublished: 2026-12-01",
        "",
    );
    site.options.drafts = true;
    let outcome = site.build();
    assert!(outcome.page("/lyxf/2026/2/").contains("badge-draft"));
    assert!(!outcome.has(&format!("notices/2026/{SECRET}/index.html")));
    assert_eq!(outcome.built.left_out.waiting, 1);
    let published = Site::with_notice().build();
    for (path, bytes) in published.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("badge-draft") && !text.contains("badge-waiting"), "{path}");
    }
}

#[test]
fn pages_that_depend_on_the_day_name_it() {
    let site = Site::with_notice()
        .notice("二", "number: 鲁医协发〔2026〕2号\ndate: 2026-03-16\nexpires: 2026-12-31", "正文。")
        .notice("三", "number: 鲁医协发〔2026〕3号\ndate: 2026-03-17\neffective: 2027-01-01\nrepeals: 鲁医协发〔2026〕4号", "正文。")
        .notice("四", "number: 鲁医协发〔2026〕4号\ndate: 2026-03-17", "正文。")
        .notice("五", "number: 鲁医协发〔2026〕5号\ndate: 2026-03-17\ndeadline: 2026-11-22 17:00", "正文。")
        .notice("六", "number: 鲁医协发〔2026〕6号\ndate: 2026-03-17\nexpires: 2026-06-30", "正文。");
    let outcome = site.clone().on("2026-11-22T16:00").build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    let as_of = "截至2026年11月22日";
    for page in [
        "/lyxf/2026/2/",
        "/lyxf/2026/3/",
        "/lyxf/2026/4/",
        "/lyxf/2026/5/",
        "/lyxf/2026/",
        "/lyxf/",
        "/",
    ] {
        assert!(outcome.page(page).contains(as_of), "{page}");
    }
    for page in ["/lyxf/2026/1/", "/lyxf/2026/6/", "/notices/"] {
        assert!(!outcome.page(page).contains(as_of), "{page} changes every day needlessly");
    }
    assert!(!outcome.page("/lyxf/2026/5/").contains("已截止"));
    assert!(outcome.page("/lyxf/2026/5/").contains("2026年11月22日 17:00"));
    // After the deadline the page no longer depends on the day.
    let later = site.clone().on("2026-11-22T18:00").build();
    assert!(later.page("/lyxf/2026/5/").contains("已截止"));
    assert!(!later.page("/lyxf/2026/5/").contains(as_of));
    assert!(!later.page("/").contains(as_of));
    let english = site.edit("site.yaml", &format!("{}language: en\n", crate::harness::SITE));
    assert!(english.build().page("/lyxf/2026/2/").contains("as of 22 November 2026"));
}

#[test]
fn next_day_changes_only_pages_that_depend_on_the_day() {
    let mut site = Site::basic();
    for n in 1..=20 {
        let expires = if n == 7 { "\nexpires: 2026-12-31" } else { "" };
        site = site.notice(
            &format!("n{n}"),
            &format!("number: 鲁医协发〔2026〕{n}号\ndate: 2026-03-15{expires}"),
            "正文。",
        );
    }
    let (one, two) = (site.clone().on("2026-11-22").build(), site.on("2026-11-23").build());
    let changed: Vec<&str> = one
        .files
        .iter()
        .filter(|(path, bytes)| two.files.get(*path) != Some(*bytes))
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(
        changed,
        [
            "data/documents.json",
            "in-force/index.html",
            "lyxf/2026/7/index.html",
            "lyxf/2026/index.html",
            "lyxf/index.html",
            "statistics/index.html"
        ]
    );
}

#[test]
fn implausible_date_is_a_warning() {
    for (front, ids) in [
        ("date: 2062-03-15", &["date-future"][..]),
        ("date: 2026-11-24", &["date-future"]),
        ("date: 2026-11-23", &[]),
        ("date: 2027-03-15\npublished: 2026-11-20", &["published-early", "date-future"]),
        ("date: 2027-03-15\npublished: 2027-03-16", &[]),
        ("date: 2026-03-15\npublished: 2099-01-01", &["published-far"]),
        ("date: 2026-03-15\npublished: 2027-11-01 10:00", &[]),
        ("date: 0226-03-15", &["date-year"]),
        ("date: 1899-03-15", &["date-year"]),
        ("date: 1915-02-05", &[]),
        ("date: 2026-03-15\nexpires: 9206-01-01", &["date-year"]),
        (
            "date: 2026-03-15\neffective: 2026-04-01\nexpires: 2031-03-31\ndeadline: 2026-04-01 17:00",
            &[],
        ),
        // That is 04:00 on the 16th at +08:00, not before its date.
        ("date: 2026-03-16\npublished: 2026-03-15T20:00Z", &[]),
        ("date: 2026-03-16\npublished: 2026-03-15T20:00", &["published-early"]),
        ("date: 2027-03-15\ndraft: true", &[]),
    ] {
        let site =
            Site::basic().notice("一", &format!("issuer: 山东省医院协会\n{front}"), "正文。");
        let outcome = site.build();
        let mut diagnostics = outcome.ids();
        diagnostics.sort();
        let mut wanted = ids.to_vec();
        wanted.sort();
        assert_eq!(diagnostics, wanted, "{front}: {}", outcome.report());
    }
    let outcome =
        Site::basic().notice("一", "issuer: 山东省医院协会\ndate: 2062-03-15", "").build();
    assert!(outcome.report().contains("2062"), "the report names the year");
}
