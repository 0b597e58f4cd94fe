//! What pages say of themselves to machines: schema.org, Open Graph, the tags of pages.

use crate::harness::{Outcome, SITE, Site};
use serde_json::{Value as Json, json};

fn graph(outcome: &Outcome, address: &str) -> (Json, Json) {
    let page = outcome.page(address);
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("JSON-LD");
    let (data, _) = rest.split_once("</script>").expect("an end");
    let data: Json = serde_json::from_str(data).expect("JSON");
    (data["@graph"][0].clone(), data["@graph"][1].clone())
}

fn steps(crumbs: &Json) -> Vec<String> {
    let items = crumbs["itemListElement"].as_array().expect("items");
    let step =
        |item: &Json| format!("{} {}", item["position"], item["item"].as_str().unwrap_or(""));
    items.iter().map(step).collect()
}

fn newsletter() -> Site {
    Site::with_notice()
        .edit(
            "content/newsletters/2026-1/index.md",
            "---\ntitle: 第一期\ndate: 2026-05-01\nissue: {year: 2026, number: 1}\n---\n",
        )
        .edit("content/newsletters/2026-1/first.md", "---\ntitle: 第一篇\n---\n正文。\n")
}

#[test]
fn article_is_part_of_its_issue_and_the_issue_of_its_periodical() {
    let outcome = newsletter().build();
    let periodical = json!({
        "@type": "Periodical",
        "name": "会讯",
        "url": "https://example.org/newsletters/",
    });
    let (issue, _) = graph(&outcome, "/newsletters/2026/1/");
    assert_eq!(issue["@type"], "PublicationIssue");
    assert_eq!(issue["isPartOf"], periodical);
    let (article, crumbs) = graph(&outcome, "/newsletters/2026/1/first/");
    assert_eq!(article["isPartOf"]["@type"], "PublicationIssue");
    assert_eq!(article["isPartOf"]["@id"], "https://example.org/newsletters/2026/1/");
    assert_eq!(article["isPartOf"]["issueNumber"], 1);
    assert_eq!(article["isPartOf"]["isPartOf"], periodical);
    assert_eq!(
        steps(&crumbs),
        [
            "1 https://example.org/",
            "2 https://example.org/newsletters/",
            "3 https://example.org/newsletters/2026/1/",
            "4 https://example.org/newsletters/2026/1/first/",
        ]
    );
    let (notice, crumbs) = graph(&outcome, "/lyxf/2026/1/");
    assert_eq!(notice["isPartOf"]["@type"], "CollectionPage");
    assert_eq!(steps(&crumbs).len(), 3);
}

#[test]
fn document_states_publisher_validity_and_attachments() {
    let front = "number: 鲁医协发〔2026〕2号\ndate: 2026-06-01\nrepeals: 鲁医协发〔2026〕1号\nexpires: 2028-12-31\nchanges: [{date: 2026-12-24, note: 将来}, {date: 2026-07-01, note: 更正}]\nattachments: [{title: 回执, file: huizhi.docx}]";
    let outcome = Site::with_notice()
        .edit(
            "content/notices/two/index.md",
            &format!("---\ntitle: 第二件\n{front}\n---\n正文。\n"),
        )
        .bytes("content/notices/two/huizhi.docx", b"docx")
        .build();
    let (one, _) = graph(&outcome, "/lyxf/2026/1/");
    assert_eq!(one["creativeWorkStatus"], "已废止");
    let (two, _) = graph(&outcome, "/lyxf/2026/2/");
    assert_eq!(two["creativeWorkStatus"], "现行有效");
    assert_eq!(two["expires"], "2028-12-31");
    assert_eq!(two["dateModified"], "2026-07-01");
    let publisher = json!({
        "@type": "Organization",
        "name": "山东省医院协会",
        "url": "https://example.org/lyxf/",
    });
    assert_eq!(two["publisher"], publisher);
    assert_eq!(two["author"], json!([publisher]));
    assert_eq!(two["associatedMedia"][0]["name"], "回执");
    let file = two["associatedMedia"][0]["contentUrl"].as_str().expect("an address");
    assert!(outcome.has(file.strip_prefix("https://example.org/").expect("ours")), "{file}");
    assert_eq!(one.get("associatedMedia"), None);
}

fn meta(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("\"{name}\" content=\"")).expect(name);
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[test]
fn lists_describe_themselves_and_keep_the_name_of_their_column() {
    let site = (0..25).fold(Site::with_notice(), |site, index| {
        site.notice(&format!("n{index}"), "date: 2026-05-01\ntopics: [医疗质量]", "正文。")
    });
    let outcome = site.edit("site.yaml", &format!("{SITE}description: 全站的说明\n")).build();
    let second = outcome.page("/notices/page/2/");
    assert_eq!(meta(&second, "ColumnName"), "通知公告");
    assert_eq!(meta(&outcome.page("/lyxf/2026/"), "ColumnName"), "山东省医院协会发文登记");
    assert_eq!(meta(&outcome.page("/"), "ColumnName"), "首页");
    for address in ["/lyxf/", "/lyxf/2026/", "/topics/", "/topics/yi-liao-zhi-liang/"] {
        let description = meta(&outcome.page(address), "description");
        assert!(!description.is_empty() && description != "全站的说明", "{address}: {description}");
    }
    // The name of the site stands beside the title, not in it.
    for (address, title) in
        [("/lyxf/", "山东省医院协会发文登记"), ("/lyxf/2026/1/", "关于one的通知")]
    {
        let page = outcome.page(address);
        assert_eq!(meta(&page, "og:title"), title);
        assert_eq!(meta(&page, "og:site_name"), "测试门户");
    }
    // Title and heading of a register are one name.
    let register = outcome.page("/lyxf/");
    assert!(register.contains("<title>山东省医院协会发文登记 - 测试门户</title>"));
    assert!(register.contains("发文登记</span></h1>"), "{register}");
}

#[test]
fn page_of_a_document_draws_the_code_of_its_address_once() {
    let outcome = newsletter().build();
    let page = outcome.page("/lyxf/2026/1/");
    assert_eq!(page.matches("d=\"M4 4.5h7m").count(), 1, "{page}");
    assert_eq!(page.matches("<use href=\"#ui-qr\"/>").count(), 1);
    // It is that of the whole address: with another one it is another.
    let moved = newsletter().edit("site.yaml", &SITE.replace("example.org", "example.com")).build();
    let code = |outcome: &Outcome| {
        let page = outcome.page("/lyxf/2026/1/");
        page.split_once("shape-rendering=\"crispEdges\" d=\"").expect("a code").1[..500].to_owned()
    };
    assert_ne!(code(&outcome), code(&moved));
    assert!(!outcome.page("/notices/").contains("ui-qr"));
}
