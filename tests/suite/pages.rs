//! Addresses of pages, lists, hidden documents, conflicts.

use crate::harness::{Outcome, Site};

#[test]
fn every_kind_of_page_has_its_address() {
    let site = Site::with_notice()
        .notice("无号文件", "issuer: 山东省医院协会\ndate: 2026-04-01\ntopics: [高质量发展]\naliases: [/old/1.html, 旧址]", "正文。")
        .edit("content/newsletters/2025-2/index.md", "---\ntitle: 会讯\ndate: 2025-12-26\nissue: {year: 2025, number: 2, total: 34}\n---\n卷首。\n")
        .edit("content/newsletters/2025-2/first.md", "---\ntitle: 第一篇\ncolumn: 十五五政策专栏\n---\n正文。\n")
        .edit("content/newsletters/2025-2/second.md", "---\ntitle: 第二篇\ncolumn: 创新案例集锦\nweight: -1\n---\n正文。\n");
    let outcome = site.build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    for path in [
        "index.html",
        "notices/index.html",
        "notices/2026/index.html",
        "lyxf/index.html",
        "lyxf/2026/index.html",
        "lyxf/2026/1/index.html",
        "lsyxf/index.html",
        "notices/2026/wu-hao-wen-jian/index.html",
        "newsletters/2025/2/index.html",
        "newsletters/2025/2/first/index.html",
        "newsletters/2025/index.html",
        "topics/index.html",
        "topics/gao-zhi-liang-fa-zhan/index.html",
        "topics/gao-zhi-liang-fa-zhan/feed.xml",
        "search/index.html",
        "feed.xml",
        "feed.json",
        "notices/feed.xml",
        "lyxf/feed.json",
        "data/documents.json",
        "data/documents.csv",
        "sitemap.xml",
        "robots.txt",
        "404.html",
        "old/1.html",
        "旧址/index.html",
    ] {
        assert!(outcome.has(path), "{path} is missing: {:?}", outcome.files.keys());
    }
    let issue = outcome.page("/newsletters/2025/2/");
    assert!(issue.contains("2025年第2期（总第34期）"));
    let (first, second) = (issue.find("第一篇"), issue.find("第二篇"));
    assert!(second < first && second.is_some(), "lighter articles come first");
    let redirect = outcome.text("旧址/index.html");
    assert!(redirect.contains("url=/notices/2026/wu-hao-wen-jian/"), "{redirect}");
}

#[test]
fn long_lists_are_paginated() {
    let mut site = Site::basic();
    for n in 1..=45 {
        site = site.notice(
            &format!("n{n}"),
            &format!("number: 鲁医协发〔2026〕{n}号\ndate: 2026-03-15"),
            "正文。",
        );
    }
    let outcome = site.build();
    assert!(outcome.has("notices/page/3/index.html") && !outcome.has("notices/page/4/index.html"));
    let second = outcome.page("/notices/page/2/");
    assert!(second.contains("鲁医协发〔2026〕25号") && !second.contains("鲁医协发〔2026〕26号"));
    assert!(outcome.page("/lyxf/2026/").contains("鲁医协发〔2026〕45号"));
}

#[test]
fn drafts_and_internal_documents_leave_no_trace_in_the_output() {
    let secret = "机密标记甲乙丙";
    let hidden = |name: &str, key: &str| {
        Site::with_notice()
            .edit(
                &format!("content/notices/{name}/index.md"),
                &format!("---\ntitle: 关于{secret}的通知\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-04-01\ntopics: [{secret}主题]\n{key}\naliases: [{secret}]\nrepeals: 鲁医协发〔2026〕1号\nattachments: [{{title: 附, file: a.pdf}}]\n---\n\n{secret}，见鲁医协发〔2026〕1号。\n"),
            )
            .bytes(&format!("content/notices/{name}/a.pdf"), secret.as_bytes())
    };
    for (name, key) in
        [("x1", "visibility: internal"), ("x2", "draft: true"), ("x3", "公开属性: 内部")]
    {
        let outcome = hidden(name, key).build();
        let diagnostic = if key.starts_with("draft") { &[][..] } else { &["relation-from-hidden"] };
        assert_eq!(outcome.ids(), diagnostic, "{}", outcome.report());
        for (path, bytes) in &outcome.files {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains(secret) && !path.contains(name), "{key}: {path}");
            assert!(!text.contains("鲁医协发〔2026〕2号"), "{key}: {path}");
        }
    }
    let mut shown = hidden("x2", "draft: true");
    shown.options.drafts = true;
    assert!(shown.build().has("lyxf/2026/2/index.html"));
}

#[test]
fn files_of_hidden_articles_are_not_published() {
    let site = Site::basic()
        .edit("content/newsletters/2025-2/index.md", "---\ntitle: 会讯\ndate: 2025-12-26\nissuer: 山东省医院协会\nissue: {year: 2025, number: 2}\n---\n![图](open.png)\n")
        .edit("content/newsletters/2025-2/secret.md", "---\ntitle: 内部\nvisibility: internal\nattachments: [{title: 附, file: secret.pdf}]\n---\n[见](other.xlsx)\n")
        .bytes("content/newsletters/2025-2/open.png", b"open")
        .bytes("content/newsletters/2025-2/secret.pdf", b"secret")
        .bytes("content/newsletters/2025-2/other.xlsx", b"secret");
    let outcome = site.build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    assert!(outcome.has("newsletters/2025/2/open.png"));
    assert!(!outcome.files.values().any(|bytes| bytes == b"secret"), "{:?}", outcome.files.keys());
}

/// A site with a notice that links to an address, and with a file.
fn linking(address: &str, file: &str) -> Site {
    let front = "number: 鲁医协发〔2026〕2号\ndate: 2026-04-01";
    Site::with_notice().notice("two", front, &format!("[甲]({address})")).bytes(file, b"x")
}

/// Asserts that the English message about an address has no Chinese but typed words.
fn assert_english_without_han(outcome: &Outcome) {
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    for diagnostic in
        outcome.built.diagnostics.iter().filter(|diagnostic| diagnostic.id == "address-taken")
    {
        let texts =
            [Some(&diagnostic.message), diagnostic.label.as_ref(), diagnostic.help.as_ref()];
        for text in texts.into_iter().flatten().chain(diagnostic.also.iter().map(|(_, text)| text))
        {
            let own = ["会议", "汇议", "医疗", "一疗"];
            let english = own.iter().fold(text.en.clone(), |text, own| text.replace(own, ""));
            assert!(!english.contains(is_han), "{english}");
        }
    }
}

#[test]
fn address_claimed_twice_is_an_error_that_names_both() {
    for site in [
        Site::with_notice().notice(
            "two",
            "number: 鲁医协发〔2026〕2号\ndate: 2026-04-01\naliases: [/lyxf/2026/1/]",
            "",
        ),
        Site::basic().notice("会议", "issuer: 甲\ndate: 2026-04-01", "").notice(
            "汇议",
            "issuer: 甲\ndate: 2026-04-01",
            "",
        ),
        Site::basic().notice("a", "issuer: 甲\ndate: 2026-04-01\ntopics: [医疗]", "").notice(
            "b",
            "issuer: 甲\ndate: 2026-04-01\ntopics: [一疗]",
            "",
        ),
        Site::with_notice().bytes("static/lyxf/2026/1/index.html", b"x"),
        Site::with_notice().bytes("static/lyxf", b"a file where a folder must be"),
        linking("/lyxf/2026/1/index.html", "content/lyxf/2026/1/index.html"),
    ] {
        let outcome = site.build();
        let fault = outcome.diagnostic("address-taken");
        assert!(fault.is_error());
        assert!(fault.at.is_some() || !fault.also.is_empty(), "{}", outcome.report());
        assert!(fault.help.is_some(), "{}", outcome.report());
        assert_english_without_han(&outcome);
    }
    for path in ["index.html", "404.html", "feed.xml", "robots.txt", "data/documents.csv"] {
        let outcome = linking(&format!("/{path}"), &format!("content/{path}")).build();
        assert!(
            outcome.diagnostic("address-taken").message.en.contains(&format!("content/{path}"))
        );
        assert_english_without_han(&outcome);
    }
}

#[test]
fn addresses_that_differ_only_in_case_or_normalisation_are_an_error() {
    let plain = "issuer: 甲\ndate: 2026-04-01";
    let slugged = |site: Site, name: &str, slug: &str| {
        site.notice(name, &format!("{plain}\nslug: {slug}"), "")
    };
    let aliased =
        |alias: &str| Site::with_notice().notice("b", &format!("{plain}\naliases: [{alias}]"), "");
    for (site, one, other) in [
        (
            slugged(slugged(Site::basic(), "a", "Report"), "b", "report"),
            "/notices/2026/Report/",
            "/notices/2026/report/",
        ),
        (
            slugged(slugged(Site::basic(), "a", "ΟΔΟΣ"), "b", "οδος"),
            "/notices/2026/ΟΔΟΣ/",
            "/notices/2026/οδος/",
        ),
        (aliased("/LYXF/2026/1/"), "/lyxf/2026/1/", "/LYXF/2026/1/"),
        (aliased("/caf\u{e9}/, /cafe\u{301}/"), "/caf\u{e9}/", "/cafe\u{301}/"),
        (
            Site::basic().bytes("static/Logo.PNG", b"1").bytes("static/logo.png", b"2"),
            "/Logo.PNG",
            "/logo.png",
        ),
        (Site::with_notice().bytes("static/LYXF", b"1"), "/LYXF", "/lyxf/"),
        (Site::basic().bytes("static/a/B", b"1").bytes("static/A/b/c", b"2"), "/a/B", "/A/b/c"),
    ] {
        let outcome = site.build();
        let fault =
            outcome.built.diagnostics.iter().find(|diagnostic| diagnostic.id == "address-alike");
        let fault = fault.unwrap_or_else(|| panic!("{one} and {other}"));
        assert!(fault.is_error());
        for text in [&fault.message.zh, &fault.message.en] {
            assert!(text.contains(one) && text.contains(other), "{one} {other}: {text}");
        }
    }
    // Addresses that differ in other ways are no conflict.
    let site = slugged(slugged(Site::basic(), "a", "Report"), "b", "reports");
    let site = site.bytes("static/A/one", b"1").bytes("static/a/two", b"2");
    assert!(
        site.build().built.diagnostics.iter().all(|diagnostic| diagnostic.id != "address-alike")
    );
}

#[test]
fn too_long_address_is_an_error() {
    for alias in ["a/".repeat(2_100), "长".repeat(86), format!("{}/", "长/".repeat(260))] {
        let front = format!("issuer: 甲\ndate: 2026-04-01\naliases: [/{alias}]");
        let outcome = Site::basic().notice("a", &front, "").build();
        let fault = outcome.diagnostic("address-form");
        assert!(fault.is_error() && fault.at.is_some());
        assert!(fault.message.zh.len() < 400, "{}", fault.message.zh);
    }
    let deep = format!("static/{}x", "d/".repeat(500));
    assert!(Site::basic().bytes(&deep, b"x").build().diagnostic("address-form").is_error());
    let front = format!("issuer: 甲\ndate: 2026-04-01\naliases: [/{}]", "a/".repeat(490));
    let fine = Site::basic().notice("a", &front, "").build();
    assert!(fine.built.diagnostics.iter().all(|diagnostic| diagnostic.id != "address-form"));
}

#[test]
fn base_path_precedes_every_address() {
    let mut site = Site::with_notice().notice(
        "two",
        "number: 鲁医协发〔2026〕2号\ndate: 2026-04-01",
        "[一](@/notices/one.md)、[二](/notices/)，鲁医协发〔2026〕1号。",
    );
    site.options.base_url = gongbao::config::BaseUrl::parse("https://host/portal/");
    let outcome = site.build();
    for (path, bytes) in outcome.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        for attribute in ["href=\"/", "src=\"/", "action=\"/", "content=\"0; url=/"] {
            for (at, _) in text.match_indices(attribute) {
                let rest = &text[at + attribute.len() - 1..];
                assert!(rest.starts_with("/portal/"), "{path}: {}", &rest[..rest.len().min(60)]);
            }
        }
    }
    assert!(outcome.text("sitemap.xml").contains("<loc>https://host/portal/lyxf/2026/1/</loc>"));
}

#[test]
fn scripts_in_typed_text_are_escaped_or_removed() {
    let site = Site::basic().notice(
        "one",
        "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15\nsummary: '</script><script>alert(1)</script>'\ntopics: ['<img src=x onerror=alert(2)>']",
        "<script>alert(3)</script>\n\n<a href=\"javascript:alert(4)\" onclick=\"alert(5)\">x</a> <img src=x alt=x onerror=alert(6)>",
    );
    let site = site.bytes("content/notices/x", b"x");
    let outcome = site.build();
    assert!(!outcome.built.diagnostics.iter().any(|d| d.is_error()), "{}", outcome.report());
    for (path, bytes) in &outcome.files {
        if path.ends_with(".html") {
            let text = String::from_utf8_lossy(bytes);
            for wrong in [
                "<script>alert",
                "<img src=x onerror",
                "onerror=alert(6)",
                "onclick=",
                "href=\"javascript:",
            ] {
                assert!(!text.contains(wrong), "{path} holds {wrong}");
            }
        }
    }
}

#[test]
fn head_has_the_metadata_that_machines_read() {
    let outcome = Site::with_notice().build();
    let page = outcome.page("/lyxf/2026/1/");
    for part in [
        "<link rel=\"canonical\" href=\"https://example.org/lyxf/2026/1/\"",
        "property=\"og:title\"",
        "application/ld+json",
        "name=\"DC.identifier\" content=\"鲁医协发〔2026〕1号\"",
        "name=\"SiteName\" content=\"测试门户\"",
        "name=\"SiteDomain\" content=\"example.org\"",
        "name=\"ColumnName\" content=\"通知公告\"",
        "name=\"ArticleTitle\"",
        "name=\"PubDate\" content=\"2026-03-15 00:00\"",
        "name=\"Url\" content=\"https://example.org/lyxf/2026/1/\"",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
}

#[test]
fn template_fault_is_reported_with_file_and_line() {
    let site = Site::with_notice()
        .edit("templates/page.html", "<h1>{{ page.title }}</h1>\n{{ page.nothing.here }}\n");
    let outcome = site.build();
    let fault = outcome.diagnostic("template-fault");
    let at = fault.at.as_ref().expect("a place");
    assert_eq!(at.file.as_str(), "templates/page.html");
    assert!(outcome.report().contains("templates/page.html:2:"), "{}", outcome.report());
    let broken = Site::with_notice().edit("templates/404.html", "{% if %}");
    assert!(broken.build().diagnostic("template-fault").is_error());
}

#[test]
fn fact_is_shown_on_the_page_and_in_the_catalogue() {
    let front = "number: 鲁医协发〔2026〕2号\ndate: 2026-04-01\n联系方式: 秘书处 <0531>";
    let outcome = Site::with_notice().notice("two", front, "正文。").build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    let page = outcome.page("/lyxf/2026/2/");
    assert!(page.contains("<dt>联系方式</dt><dd>秘书处 &lt;0531&gt;</dd>"), "{page}");
    assert!(!outcome.page("/lyxf/2026/1/").contains("联系方式"));
    let catalogue: serde_json::Value =
        serde_json::from_str(&outcome.text("data/documents.json")).unwrap();
    assert_eq!(catalogue["documents"][0]["facts"], serde_json::json!({"contact": "秘书处 <0531>"}));
}
