//! Newsletters as readers meet them: articles among those of their issue, issues as covers; and long topics by year.

use crate::harness::Site;

const ISSUERS: &str = "issuer: 山东省医院协会\n";

/// Two issues, the first with articles in two columns, and a notice among them.
fn newsletters() -> Site {
    let issue = |number: u8, date: &str| {
        format!(
            "---\ntitle: 会讯第{number}期\ndate: {date}\n{ISSUERS}issue: {{year: 2026, number: {number}, total: {}}}\n---\n卷首。\n",
            34 + number
        )
    };
    let article = |title: &str, weight: u8, column: &str| {
        format!(
            "---\ntitle: {title}\nweight: {weight}\ncolumn: {column}\n{ISSUERS}---\n正文有几句话。\n"
        )
    };
    Site::basic()
        .edit("content/newsletters/a/index.md", &issue(1, "2026-03-01"))
        .edit("content/newsletters/a/one.md", &article("甲文", 1, "政策"))
        .edit("content/newsletters/a/two.md", &article("乙文", 2, "案例"))
        .edit("content/newsletters/a/three.md", &article("丙文", 3, "政策"))
        .edit("content/newsletters/b/index.md", &issue(2, "2026-09-01"))
        .edit("content/newsletters/b/only.md", &article("独文", 1, "政策"))
        .edit(
            "content/newsletters/call.md",
            &format!("---\ntitle: 征稿启事\nslug: call\ndate: 2026-02-01\n{ISSUERS}---\n投稿。\n"),
        )
}

/// The part of a page from one text to another.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("no {from} in {page}"));
    rest.split_once(to).unwrap_or_else(|| panic!("no {to} in {rest}")).0
}

#[test]
fn article_lists_the_others_of_its_issue() {
    let outcome = newsletters().build();
    let page = outcome.page("/newsletters/2026/1/two/");
    let others = between(&page, "id=\"ui-issue-others\">", "</div></section>");
    let order: Vec<usize> = ["<h3>政策", ">甲文</a>", ">丙文</a>", "<h3>案例", ">乙文</span>"]
        .map(|part| others.find(part).unwrap_or_else(|| panic!("{part} is not in {others}")))
        .to_vec();
    assert!(order.is_sorted(), "{others}");
    assert!(others.contains("aria-current=\"page\">乙文</span>"), "{others}");
    assert!(!others.contains("/newsletters/2026/1/two/"), "{others}");
    assert!(!outcome.page("/newsletters/2026/2/only/").contains("ui-issue-others"));
}

#[test]
fn article_has_no_validity_and_no_signature() {
    let outcome = newsletters().build();
    let page = outcome.page("/newsletters/2026/1/one/");
    assert!(
        !page.contains("有效") || !between(&page, "<main", "</main>").contains("有效"),
        "{page}"
    );
    assert!(!page.contains("class=\"signer\""), "{page}");
    assert!(outcome.page("/newsletters/2026/call/").contains("现行有效"));
}

#[test]
fn issue_leads_to_those_before_and_after() {
    let outcome = newsletters().build();
    let first = outcome.page("/newsletters/2026/1/");
    assert!(
        first.contains("<span>下一期</span> 会讯第2期") && !first.contains("上一期"),
        "{first}"
    );
    assert!(outcome.page("/newsletters/2026/2/").contains("<span>上一期</span> 会讯第1期"));
}

#[test]
fn newsletter_lists_its_issues_as_covers_and_the_rest_below() {
    let outcome = newsletters().build();
    for address in ["/newsletters/", "/newsletters/2026/"] {
        let page = outcome.page(address);
        let covers = between(&page, "<div class=\"covers\">", "<ul class=\"items\">");
        assert_eq!(covers.matches("<section class=\"issue\"").count(), 2, "{covers}");
        assert!(covers.contains("2026年第2期（总第36期）</a>") && covers.contains(">甲文</a>"));
        let rest = between(&page, "<ul class=\"items\">", "</ul>");
        assert!(rest.contains("征稿启事") && !rest.contains("会讯第"), "{rest}");
    }
    assert!(!Site::with_notice().build().page("/notices/").contains("covers"));
}

/// Notices of one topic, so many of 2025 and of 2026.
fn topic_of(count_2025: usize, count_2026: usize) -> Site {
    let years = [(2025, count_2025), (2026, count_2026)];
    let all = years.into_iter().flat_map(|(year, count)| (1..=count).map(move |n| (year, n)));
    all.fold(Site::basic(), |site, (year, number)| {
        let front = format!(
            "title: 通知{year}之{number}\nslug: n{year}-{number}\ndate: {year}-02-01\n{ISSUERS}topics: [质量]\n"
        );
        site.edit(
            &format!("content/notices/{year}-{number}.md"),
            &format!("---\n{front}---\n正文。\n"),
        )
    })
}

#[test]
fn long_topic_has_its_years() {
    let outcome = topic_of(31, 2).build();
    let list = "/topics/zhi-liang/";
    let first = outcome.page(list);
    for year in ["/topics/zhi-liang/2026/", "/topics/zhi-liang/2025/"] {
        assert!(first.contains(&format!("href=\"{year}\"")), "{first}");
    }
    let year = outcome.page("/topics/zhi-liang/2026/");
    assert!(year.contains("通知2026之1") && !year.contains("通知2025之"), "{year}");
    assert!(year.contains("aria-current=\"page\">2026年"), "{year}");
    assert!(outcome.has("topics/zhi-liang/2025/page/2/index.html"));
    let sitemap = outcome.text("sitemap.xml");
    assert!(sitemap.contains("https://example.org/topics/zhi-liang/2025/page/2/"), "{sitemap}");
}

#[test]
fn topic_of_one_page_has_no_years() {
    let outcome = topic_of(28, 2).build();
    assert!(!outcome.has("topics/zhi-liang/2026/index.html"));
    assert!(!outcome.page("/topics/zhi-liang/").contains("class=\"years\""));
}
