//! The page of what is in force, and the addresses that lead to lists without a word.

use crate::harness::Site;

fn rule(site: Site, name: &str, front: &str) -> Site {
    let text = format!("---\ntitle: {name}管理办法\n{front}\n---\n正文。\n");
    site.edit(&format!("content/notices/{name}.md"), &text)
}

fn site() -> Site {
    let site = Site::with_notice()
        .edit("content/reports/all.md", "---\ntitle: 年度报告\ndate: 2026-02-01\n---\n正文。\n")
        .edit(
            "content/newsletters/one/index.md",
            "---\ntitle: 会讯\ndate: 2025-12-26\nissue: {year: 2026, number: 1}\n---\n",
        )
        .edit(
            "content/newsletters/one/text.md",
            "---\ntitle: 一篇文章\ndate: 2025-12-26\ntopics: [培训]\n---\n正文。\n",
        );
    let site = rule(site, "会员", "number: 鲁医协发〔2026〕2号\ndate: 2026-03-16\ntopics: [培训]");
    let site = rule(
        site,
        "财务",
        "number: 鲁医协发〔2026〕3号\ndate: 2026-03-17\namends: 鲁医协发〔2026〕2号",
    );
    rule(site, "印章", "number: 鲁医协发〔2026〕4号\ndate: 2026-03-18\nexpires: 2026-04-01")
}

#[test]
fn what_is_in_force_is_listed_by_category() {
    let outcome = site().build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    let page = outcome.page("/in-force/");
    let main = page.split("<main").nth(1).expect("a main part");
    for (title, is_listed) in [
        ("关于one的通知", true),
        ("会员管理办法", true),
        ("财务管理办法", true),
        ("年度报告", true),
        ("会讯", true),
        ("印章管理办法", false),
        ("一篇文章", false),
    ] {
        let item = format!("\">{title}</a>");
        assert_eq!(main.contains(&item), is_listed, "{title}: {main}");
    }
    assert!(main.contains("共5件，其中1件已被修改"), "{main}");
    assert!(main.contains("badge-amended"), "{main}");
    assert!(main.contains("<a href=\"/in-force/#ui-category-"), "{main}");
    for from in ["/", "/statistics/", "/search/", "/notices/"] {
        assert!(outcome.page(from).contains("href=\"/in-force/\""), "{from}");
    }
    let hidden = outcome.page("/search/");
    let noscript =
        hidden.split("<noscript>").nth(1).and_then(|rest| rest.split("</noscript>").next());
    assert!(noscript.is_some_and(|text| text.contains("href=\"/in-force/\"")), "{hidden}");
    assert!(outcome.text("sitemap.xml").contains("<loc>https://example.org/in-force/</loc>"));
}

#[test]
fn long_list_of_what_is_in_force_is_divided_and_leads_to_the_right_page() {
    let mut site = Site::basic();
    for serial in 1..=150 {
        let front = format!("number: 鲁医协发〔2026〕{serial}号\ndate: 2026-03-15");
        site = site.notice(&format!("n{serial}"), &front, "正文。");
    }
    let report = "---\ntitle: 年度报告\ndate: 2026-02-01\n---\n正文。\n";
    let outcome = site.edit("content/reports/all.md", report).build();
    let (first, second) = (outcome.page("/in-force/"), outcome.page("/in-force/page/2/"));
    let items = |page: &str| page.matches("class=\"item-title\"").count();
    assert_eq!((items(&first), items(&second)), (100, 51));
    assert!(
        first.contains("第1页，共2页") && first.contains("href=\"/in-force/page/2/\" rel=\"next\"")
    );
    let anchor = second.split("<h2 id=\"").nth(2).and_then(|rest| rest.split('"').next());
    let anchor = anchor.expect("the second category of the page");
    assert!(second[second.find(anchor).unwrap()..].contains("年度报告"), "{second}");
    assert!(first.contains(&format!("<a href=\"/in-force/page/2/#{anchor}\"")), "{first}");
}

#[test]
fn figures_lead_to_lists_and_articles_are_no_documents_of_the_statistics() {
    let outcome = site().build();
    let home = outcome.page("/");
    for (list, count, of) in [
        ("kind=document", 6, "件文件"),
        ("kind=numbered", 4, "件编有文号"),
        ("kind=document&amp;validity=in-force", 4, "件现行有效"),
    ] {
        let figure = format!("<a href=\"/search/?{list}\"><strong>{count}</strong> {of}</a>");
        assert!(home.contains(&figure), "{figure}: {home}");
    }
    // The topic is on a rule and on an article, whose issue counts once.
    let statistics = outcome.page("/statistics/");
    assert!(statistics.contains(">培训</a></th><td>1</td><td>16.7%</td>"), "{statistics}");
    assert!(outcome.page("/topics/pei-xun/").contains("共2件"));
}

#[test]
fn home_page_leads_from_some_rules_to_all() {
    let newer = (5..=12).fold(site(), |site, serial| {
        let front = format!("number: 鲁医协发〔2026〕{serial}号\ndate: 2026-05-15");
        site.notice(&format!("n{serial}"), &front, "正文。")
    });
    let home = newer.build().page("/");
    let rules = "<a href=\"/search/?kind=rule&amp;validity=in-force&amp;validity=amended\">全部现行制度（2件）";
    assert!(home.contains(rules), "{home}");
}

#[test]
fn address_of_what_is_in_force_cannot_be_claimed() {
    let outcome =
        site().edit("content/in-force/_index.md", "---\ntitle: 有效\nkind: report\n---\n").build();
    assert!(outcome.diagnostic("address-taken").is_error());
    assert!(outcome.report().contains("现行有效文件页"), "{}", outcome.report());
}
