//! Categories: their addresses by slug, categories in categories, and those that are one page.

use crate::harness::{Outcome, Site};

fn category(site: Site, folder: &str, front: &str) -> Site {
    site.edit(&format!("content/{folder}/_index.md"), &format!("---\n{front}\n---\n"))
}

fn document(site: Site, path: &str) -> Site {
    site.edit(
        &format!("content/{path}"),
        "---\ntitle: 办法\nissuer: 山东省医院协会\ndate: 2026-03-15\n---\n\n正文，见[上级](@/政策/_index.md)。\n",
    )
}

fn with_slugs(above: &str, below: &str) -> Outcome {
    let site = category(Site::basic(), "政策", &format!("title: 政策法规\n{above}"));
    let site = category(site, "政策/地方", &format!("title: 地方政策\n{below}"));
    let site = document(site, "政策/a.md");
    document(site, "政策/地方/b.md").build()
}

#[test]
fn slug_of_a_category_stands_for_its_folder_in_all_addresses_below() {
    let outcome = with_slugs("slug: zhengce", "短名: difang");
    assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
    for path in
        ["zhengce", "zhengce/2026", "zhengce/2026/a", "zhengce/difang", "zhengce/difang/2026/b"]
    {
        assert!(outcome.has(&format!("{path}/index.html")), "{path} {:?}", outcome.files.keys());
    }
    assert!(outcome.has("zhengce/feed.xml"));
    assert!(!outcome.files.keys().any(|path| path.contains("政策")));
    let page = outcome.page("/zhengce/difang/2026/b/");
    assert!(page.contains("<a href=\"/zhengce/\">上级</a>"), "{page}");
    assert!(page.contains("<a href=\"/zhengce/difang/\">地方政策</a>"), "{page}");
}

#[test]
fn category_below_keeps_its_folder_under_the_slug_of_the_one_above() {
    let outcome = with_slugs("slug: zhengce", "weight: 3");
    assert!(outcome.has("zhengce/地方/2026/b/index.html"), "{:?}", outcome.files.keys());
}

#[test]
fn slug_that_cannot_be_used_is_reported() {
    assert_eq!(with_slugs("slug: a/b", "weight: 3").ids(), ["slug-form"]);
    // Two pages at one address.
    let taken = with_slugs("slug: notices", "weight: 3");
    assert!(taken.ids().contains(&"address-taken"), "{}", taken.report());
}

#[test]
fn navigation_opens_the_only_page_of_a_category_that_says_nothing_itself() {
    let page = |site: Site, name: &str| {
        site.edit(
            &format!("content/about/{name}.md"),
            &format!("---\ntitle: {name}\n---\n\n正文。\n"),
        )
    };
    let about = |body: &str| {
        let text = format!("---\ntitle: 关于\nkind: page\n---\n\n{body}\n");
        page(Site::basic().edit("content/about/_index.md", &text), "site")
    };
    let leads_to = |site: Site, address: &str| {
        let home = site.build().page("/");
        home.contains(&format!("<a href=\"{address}\">关于</a>"))
    };
    assert!(leads_to(about(""), "/about/site/"));
    assert!(leads_to(about("本会简介。"), "/about/"));
    assert!(leads_to(page(about(""), "contact"), "/about/"));
    assert!(about("").build().has("about/index.html"));
}
