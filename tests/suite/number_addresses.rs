//! Numbers as addresses, `/鲁医协发〔2026〕1号/`: what leads from them to documents. The headers of hosts.

use crate::harness::{SITE, Site};

#[test]
fn raw_number_has_a_page_only_if_the_address_does_not_follow_from_it() {
    let outcome = Site::with_notice()
        .notice(
            "转载",
            "number: 国卫医发〔2018〕8号\ndate: 2018-04-01\nissuer: 国家卫生健康委员会",
            "正文。",
        )
        .notice(
            "引用",
            "number: 鲁医协发〔2026〕2号\ndate: 2026-04-01",
            "见[文件](/鲁医协发[2026]1号/)。",
        )
        .build();
    assert!(!outcome.has("鲁医协发〔2026〕1号/index.html"));
    let other = outcome.text("国卫医发〔2018〕8号/index.html");
    assert!(other.contains("url=/notices/2018/zhuan-zai/"), "{other}");
    let missing = outcome.text("404.html");
    assert!(missing.contains("<a href=\"/lyxf/\" data-code=\"鲁医协发\">"), "{missing}");
    let rules = outcome.text("_redirects");
    let code = "%E9%B2%81%E5%8C%BB%E5%8D%8F%E5%8F%91";
    let first =
        format!("/{code}%E3%80%94:year%E3%80%95:serial%E5%8F%B7/ /lyxf/:year/:serial/ 301\n");
    assert!(rules.starts_with(&first), "{rules}");
    assert!(rules.contains(&format!("\n/{code}[:year]:serial%E5%8F%B7 /lyxf/")), "{rules}");
    assert!(rules.lines().count() <= 100);
    let linked = outcome.page("/lyxf/2026/2/");
    assert!(linked.contains("<a href=\"/lyxf/2026/1/\">文件</a>"), "{linked}");
}

#[test]
fn redirects_of_the_site_are_kept() {
    let outcome = Site::with_notice().edit("static/_redirects", "/a /b 301\n").build();
    assert_eq!(outcome.text("_redirects"), "/a /b 301\n");
}

#[test]
fn site_without_codes_has_no_redirects() {
    let site = Site::basic().edit("site.yaml", "title: 门户\nbase_url: https://h.example/\n");
    assert!(!site.build().has("_redirects"));
}

#[test]
fn old_address_that_is_a_number_comes_before_the_rules_of_codes() {
    let outcome = Site::with_notice()
        .notice("two", "date: 2026-04-01\naliases: [/鲁医协发〔1999〕7号/, /old/]", "正文。")
        .build();
    assert!(outcome.has("鲁医协发〔1999〕7号/index.html"));
    let rules = outcome.text("_redirects");
    let old = "/%E9%B2%81%E5%8C%BB%E5%8D%8F%E5%8F%91%E3%80%941999%E3%80%957%E5%8F%B7/ /notices/2026/two/ 301\n";
    assert!(rules.starts_with(old), "{rules}");
    assert!(!rules.contains("/old"), "{rules}");
}

#[test]
fn old_address_that_is_the_number_of_another_document_is_an_error() {
    let alias = |alias: &str| {
        let front = format!("date: 2026-04-01\naliases: \"{alias}\"");
        Site::with_notice().notice("two", &front, "正文。").build()
    };
    let text = format!("{:?}", alias("/鲁医协发[2026]1号/").diagnostic("address-taken"));
    assert!(
        text.contains("content/notices/one.md") && text.contains("content/notices/two.md"),
        "{text}"
    );
    assert_eq!(alias("/鲁医协发[2026]9号/").ids(), Vec::<&str>::new());
}

#[test]
fn navigation_understands_numbers() {
    let site = Site::with_notice();
    let entry = "navigation:\n  - {title: 章程, url: \"/鲁医协发[2026]1号/\"}\n";
    let page = site.edit("site.yaml", &format!("{SITE}{entry}")).build().page("/");
    assert!(page.contains("<a href=\"/lyxf/2026/1/\">章程</a>"), "{page}");
}

#[test]
fn headers_of_hosts_repeat_the_policy_of_the_pages() {
    let outcome = Site::with_notice().build();
    let (headers, page) = (outcome.text("_headers"), outcome.page("/"));
    let policy = page.split_once("Content-Security-Policy\" content=\"").unwrap().1;
    let policy = policy.split('"').next().unwrap();
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(policy.contains("object-src 'none'"), "{policy}");
    // But for the plugin by which a browser shows a PDF file.
    let policy = policy.replace("object-src 'none'", "object-src 'self'");
    let first = format!("/*\n  Content-Security-Policy: {policy}; frame-ancestors 'self'\n");
    assert!(headers.starts_with(&first), "{headers}");
    assert!(headers.contains("\n  Strict-Transport-Security: max-age=31536000\n"), "{headers}");
    // A host that is reached by http, and a path on it.
    let plain = "title: 门户\nbase_url: http://h.example/门户/\n";
    let headers = Site::basic().edit("site.yaml", plain).build().text("_headers");
    assert!(headers.starts_with("/%E9%97%A8%E6%88%B7/*\n  Content-"), "{headers}");
    assert!(!headers.contains("Strict-Transport-Security"), "{headers}");
    let own = Site::with_notice().edit("static/_headers", "/*\n  A: b\n").build();
    assert_eq!(own.text("_headers"), "/*\n  A: b\n");
}
