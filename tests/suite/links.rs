//! Links in Markdown and raw HTML are resolved, and dead ones reported.

use crate::harness::Site;

/// A bundle, 鲁医协发〔2026〕2号, with a picture.
fn bundle(body: &str) -> Site {
    let front = "title: 关于开会的通知\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-04-01";
    Site::with_notice()
        .edit("content/notices/two/index.md", &format!("---\n{front}\n---\n\n{body}\n"))
        .bytes("content/notices/two/会场 照片.png", b"open")
}

const PAGE: &str = "/lyxf/2026/2/";
const PICTURE: &str = "/lyxf/2026/2/%E4%BC%9A%E5%9C%BA%20%E7%85%A7%E7%89%87.png";

#[test]
fn addresses_in_raw_html_are_resolved() {
    for (html, printed) in [
        (
            "<img src=\"会场 照片.png\" alt=\"会场\">",
            format!("<img src=\"{PICTURE}\" alt=\"会场\">"),
        ),
        (
            "文<img alt='会场' src=会场%20照片.png>。",
            format!("<img alt=\"会场\" src=\"{PICTURE}\">"),
        ),
        (
            "<div>\n<a class=x-b\nhref='会场&#32;照片.png'>图</a>\n</div>",
            format!("<a class=\"x-b\" href=\"{PICTURE}\">"),
        ),
        ("<a href=\"../one.md#甲\">一</a>", "<a href=\"/lyxf/2026/1/#甲\">".to_owned()),
        ("<a href='鲁医协发〔2026〕1号'>一</a>", "<a href=\"/lyxf/2026/1/\">".to_owned()),
        (
            "<a href=\"/notices?a=1&amp;b=2\">列表</a>",
            "<a href=\"/notices/?a=1&amp;b=2\">".to_owned(),
        ),
        (
            "<blockquote cite=@/notices/one.md>引</blockquote>",
            "<blockquote cite=\"/lyxf/2026/1/\">".to_owned(),
        ),
        ("<a href=\"https://a.cn/x\">外</a>", "<a href=\"https://a.cn/x\">".to_owned()),
        ("<a href=\"#x\" id=x>这里</a>", "href=\"#x\"".to_owned()),
    ] {
        let site = bundle(&format!("{html}\n\n![照片](<会场 照片.png>)\n")).notice(
            "one",
            "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15",
            "## 甲\n\n正文。",
        );
        let outcome = site.build();
        assert_eq!(outcome.ids(), [] as [&str; 0], "{html}: {}", outcome.report());
        let page = outcome.page(PAGE);
        assert!(page.contains(&printed), "{html}: no {printed} in {page}");
    }
}

#[test]
fn addresses_in_raw_html_begin_with_the_base_path() {
    let mut site = bundle("<a href=\"/notices/\">列表</a><img alt=\"\" src=\"会场 照片.png\">");
    site.options.base_url = gongbao::config::BaseUrl::parse("https://host/portal/");
    let page = site.build().page(PAGE);
    assert!(page.contains("href=\"/portal/notices/\""), "{page}");
    assert!(page.contains(&format!("src=\"/portal{PICTURE}\"")), "{page}");
}

#[test]
fn raw_html_of_articles_loose_documents_and_categories_is_resolved_and_checked() {
    let article = |body: &str| {
        let issue = "---\ntitle: 会讯\ndate: 2025-12-26\nissuer: 山东省医院协会\nissue: {year: 2025, number: 2}\n---\n";
        Site::basic()
            .edit("content/newsletters/2025-2/index.md", issue)
            .edit("content/newsletters/2025-2/a.md", &format!("---\ntitle: 甲\n---\n{body}\n"))
            .bytes("content/newsletters/2025-2/a.png", b"open")
    };
    let loose = |body: &str| {
        Site::basic()
            .notice("one", "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15", body)
            .bytes("content/notices/a.png", b"open")
    };
    let category = |body: &str| {
        Site::with_notice()
            .edit("content/notices/_index.md", &format!("---\ntitle: 通知公告\n---\n{body}\n"))
            .bytes("content/notices/a.png", b"open")
    };
    type Made<'m> = &'m dyn Fn(&str) -> Site;
    let places: [(Made, &str, &str); 3] = [
        (&article, "/newsletters/2025/2/a/", "/newsletters/2025/2/a.png"),
        (&loose, "/lyxf/2026/1/", "/notices/a.png"),
        (&category, "/notices/", "/notices/a.png"),
    ];
    for (made, page, address) in places {
        let outcome = made("<img src=\"a.png\" alt=\"图\">").build();
        assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
        assert!(outcome.page(page).contains(&format!("<img src=\"{address}\"")), "{page}");
        assert!(outcome.has(&address[1..]), "{address}");
        let unseen = "<a href=\"没有.pdf\">无</a>\n\n![图](a.png)";
        assert_eq!(made(unseen).build().ids(), ["link-dead"], "{page}");
        let undescribed = "<img src=\"a.png\">";
        assert_eq!(made(undescribed).build().ids(), ["image-without-alt"], "{page}");
    }
}

#[test]
fn addresses_in_code_comments_and_removed_html_are_not_checked() {
    for body in [
        "`<a href=\"没有.pdf\">`",
        "```html\n<img src=\"没有.png\">\n```",
        "<!-- <a href=\"没有.pdf\">旧</a> -->",
        "<iframe src=\"没有.html\"></iframe>",
    ] {
        let outcome = bundle(&format!("{body}\n\n![照片](<会场 照片.png>)")).build();
        assert!(!outcome.built.diagnostics.iter().any(|d| d.is_error()), "{}", outcome.report());
    }
    // Trusted HTML keeps all its tags, so their addresses are checked.
    let trusted = |body: &str| {
        let settings = format!("{}raw_html: trusted\n", crate::harness::SITE);
        bundle(body).edit("site.yaml", &settings)
    };
    let ids = trusted("<iframe src=\"没有.html\"></iframe>").build().ids();
    assert!(ids.contains(&"link-dead"), "{ids:?}");
    let outcome = trusted("<video poster=\"会场 照片.png\"></video>").build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    assert!(outcome.page(PAGE).contains(&format!("poster=\"{PICTURE}\"")));
}

#[test]
fn ids_of_raw_html_are_link_targets_unless_reserved_or_repeated() {
    let ids = |body: &str| bundle(&format!("{body}\n\n![照片](<会场 照片.png>)")).build().ids();
    for body in [
        "[1](#t1)\n\n<p id=\"t1\">注</p>",
        "[结尾](#结尾)\n\n<h3 id=\"结尾\">结尾</h3>",
        "文<span id=z>字</span>，[见](#z)。",
        "[页首](#top)[页首](#)",
        "[节](#%E7%94%B2)\n\n## 甲",
    ] {
        assert_eq!(ids(body), [] as [&str; 0], "{body}");
    }
    for body in ["[1](#t2)\n\n<p id=\"t1\">注</p>", "[1](#t1)\n\n`<p id=\"t1\">`"] {
        assert_eq!(ids(body), ["link-fragment"], "{body}");
    }
    // Ids of the theme and repeated ids are removed.
    for body in ["[1](#ui-main)\n\n<p id=\"ui-main\">", "[1](#x)\n\n`x`\n\n<p id=\"UI-x\">"] {
        assert_eq!(ids(body), ["link-fragment", "html-removed"], "{body}");
    }
    let page = bundle("## 甲\n\n<p id=甲 title=a>一</p><p id='t'>二</p>\n\n<b id=t>三</b>")
        .build()
        .page(PAGE);
    assert_eq!(page.matches("id=\"甲\"").count(), 1, "{page}");
    assert_eq!(page.matches("id=\"t\"").count(), 1, "{page}");
    assert!(page.contains("<p id=\"t\">二</p>"), "{page}");
    assert!(ids("[1](#t1)\n\n<font id=\"t1\">注</font>").contains(&"link-fragment"));
}

#[test]
fn dead_link_is_reported_with_a_suggestion() {
    let build = |body: &str| {
        let site = bundle(&format!("{body}\n\n![照片](<会场 照片.png>)"));
        site.bytes("content/notices/two/DSC_0001.JPG", b"x").build()
    };
    let outcome = build("![图](dsc_0001.jpg)");
    assert!(outcome.report().contains("是不是 DSC_0001.JPG"), "{}", outcome.report());
    let outcome = build("![图](hall.gif)");
    assert!(outcome.report().contains("把图片放进 content/notices/two/"), "{}", outcome.report());
    for (body, fixed) in [
        ("[www.cha.org.cn](www.cha.org.cn/a)", "[www.cha.org.cn](https://www.cha.org.cn/a)"),
        ("[官网](<cha.org.cn>)", "[官网](<https://cha.org.cn>)"),
        ("<a href='www.cha.org.cn'>官网</a>", "<a href='https://www.cha.org.cn'>官网</a>"),
        ("<a href=www.cha.org.cn>官网</a>", "<a href=https://www.cha.org.cn>官网</a>"),
    ] {
        let outcome = build(body);
        let fault = outcome.diagnostic("link-dead");
        assert!(outcome.report().contains("外站地址前面要写 https://"), "{}", outcome.report());
        let [edit] = &fault.fix[..] else { panic!("no fix for {body}") };
        let mut text = bundle(body).tree().texts["content/notices/two/index.md"].text.to_string();
        text.replace_range(edit.span.range(), &edit.text);
        assert!(text.contains(fixed), "{text}");
    }
}

#[test]
fn citation_begins_where_a_known_code_begins() {
    let outcome = bundle("按我省鲁医协发〔2026〕1号办理，其中鲁医协发〔2026〕1号已作废。\n\n![照片](<会场 照片.png>)").build();
    assert_eq!(outcome.page(PAGE).matches("class=\"citation\"").count(), 2);
    let outcome =
        bundle("见省医协发〔2026〕1号、鲁社医协发〔2026〕1号。\n\n![照片](<会场 照片.png>)")
            .build();
    assert_eq!(outcome.page(PAGE).matches("class=\"citation\"").count(), 0);
    let outcome = bundle("又见鲁医协发〔2026〕9号。\n\n![照片](<会场 照片.png>)").build();
    let at = outcome.diagnostic("citation-dangling").at.clone().expect("a place");
    let text = &bundle("又见鲁医协发〔2026〕9号。").tree().texts[&at.file].text.to_string();
    assert_eq!(&text[at.range()], "鲁医协发〔2026〕9号");
}
