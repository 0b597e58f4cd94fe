//! 置顶 and 推荐: where such documents stand, and until which day.

use crate::harness::{Outcome, SITE, Site};

/// Fifteen notices of one category, the oldest of which says `front` too.
fn site(front: &str) -> Site {
    let text = "---\ntitle: 通知公告\nkind: notice\npaginate_by: 5\n---\n";
    let site = Site::basic().edit("content/notices/_index.md", text);
    let site = (2..=15).fold(site, |site, n| {
        site.notice(&format!("第{n}件事"), &format!("date: 2026-05-{n:02}"), "正文。")
    });
    site.notice(
        "入会",
        &format!("date: 2025-05-01\n{front}"),
        "请新会员照此办理入会手续，备齐材料。",
    )
}

fn built(site: &Site) -> Outcome {
    let outcome = site.build();
    assert!(!outcome.built.diagnostics.iter().any(|d| d.is_error()), "{}", outcome.report());
    outcome
}

/// The titles that a page lists, in their order.
fn titles(page: &str) -> Vec<&str> {
    let links = page.split("class=\"item-title\"").skip(1);
    links.filter_map(|rest| rest.split(['>', '<']).nth(1)).collect()
}

/// A section of the home page.
fn section<'p>(page: &'p str, class: &str) -> Option<&'p str> {
    let rest = page.split(&format!("<section class=\"{class}\"")).nth(1)?;
    rest.split("</section>").next()
}

const PINNED: &str = "关于入会的通知";
const MARK: &str = "<span class=\"badge badge-pinned\">置顶</span>";

#[test]
fn pinned_document_stands_first_on_the_first_page_of_its_category_and_nowhere_else() {
    let plain = built(&site(""));
    let outcome = built(&site("置顶: 是"));
    let first = outcome.page("/notices/");
    assert_eq!(titles(&first)[0], PINNED);
    assert_eq!(titles(&first)[1..], titles(&plain.page("/notices/"))[..4]);
    assert_eq!(first.matches(MARK).count(), 1);
    for page in ["/notices/page/2/", "/notices/page/3/"] {
        let page = outcome.page(page);
        assert!(!page.contains(PINNED) && !page.contains(MARK));
    }
    let of_year = outcome.page("/notices/2025/");
    assert!(of_year.contains(PINNED) && !of_year.contains(MARK));
}

#[test]
fn pinned_document_stands_first_in_latest() {
    let home = built(&site("pinned: true")).page("/");
    let latest = section(&home, "latest").expect("latest");
    assert_eq!(titles(latest)[..2], [PINNED, "关于第15件事的通知"]);
    assert_eq!(latest.matches(MARK).count(), 1);
}

#[test]
fn last_day_is_included_and_a_past_one_is_no_fault() {
    for (now, holds) in [("2026-06-29", true), ("2026-06-30", true), ("2026-07-01", false)] {
        let site = site("置顶: 2026年6月30日\n推荐: 2026-06-30").on(now);
        let outcome = built(&site);
        assert_eq!(outcome.ids(), [] as [&str; 0], "{now}: {}", outcome.report());
        assert_eq!(titles(&outcome.page("/notices/"))[0] == PINNED, holds, "{now}");
        assert_eq!(section(&outcome.page("/"), "featured").is_some(), holds, "{now}");
        let catalogue = outcome.catalogue();
        let documents = catalogue["documents"].as_array().expect("documents");
        let own = documents.iter().find(|document| document["title"] == PINNED).expect("it");
        assert_eq!((own["pinned"] == true, own["featured"] == true), (holds, holds), "{now}");
    }
}

#[test]
fn words_for_no_pin_nothing() {
    for front in ["置顶: 否", "pinned: false", "置顶:", "置顶: \"\""] {
        assert_ne!(titles(&built(&site(front)).page("/notices/"))[0], PINNED, "{front}");
    }
}

#[test]
fn value_that_is_neither_a_word_nor_a_day_is_an_error() {
    for (front, id) in [
        ("置顶: 长期", "until-form"),
        ("featured: soon", "until-form"),
        ("推荐: [是]", "until-form"),
        ("pinned: 1", "until-form"),
        ("置顶: 2026-02-30", "date-none"),
        ("置顶: 2026/6/30", "date-form"),
        ("推荐: 2026-06-30 10:00", "date-time"),
    ] {
        let outcome = site(front).build();
        assert_eq!(outcome.ids(), [id], "{front}: {}", outcome.report());
    }
}

#[test]
fn featured_documents_have_a_section_with_their_summaries_and_stand_nowhere_else() {
    let site = ["第3件事", "第4件事", "第5件事", "第6件事"].iter().fold(site(""), |site, name| {
        let day = name.chars().nth(1).expect("a digit");
        let front = format!("date: 2026-05-0{day}\nfeatured: true");
        site.notice(name, &front, "这里说明为什么推荐它，有一两句话。")
    });
    let home = built(&site).page("/");
    let featured = section(&home, "featured").expect("featured");
    let expected = ["关于第6件事的通知", "关于第5件事的通知", "关于第4件事的通知"];
    assert_eq!(titles(featured), expected);
    assert_eq!(featured.matches("这里说明为什么推荐它").count(), 3);
    assert!(featured.contains("2026年5月6日"), "{featured}");
    for title in expected {
        assert_eq!(home.matches(&format!(">{title}<")).count(), 1, "{title}");
    }
    // A site that does not name the section shows them where they would stand.
    let home = built(&site.edit("site.yaml", &format!("{SITE}首页: [最新发布]\n"))).page("/");
    assert!(section(&home, "featured").is_none());
}

#[test]
fn articles_of_newsletters_may_be_featured() {
    let issue = "---\ntitle: 会讯第2期\ndate: 2025-12-26\nissuer: 山东省医院协会\nissue: {year: 2025, number: 2, total: 34}\n---\n卷首。\n";
    let article = "---\ntitle: 强基工程进展\n推荐: 是\n---\n正文。\n";
    let site = Site::basic()
        .edit("content/newsletters/2025-2/index.md", issue)
        .edit("content/newsletters/2025-2/one.md", article);
    let home = built(&site).page("/");
    assert_eq!(titles(section(&home, "featured").expect("featured")), ["强基工程进展"]);
    assert_eq!(home.matches("强基工程进展").count(), 1);
    assert!(section(&home, "issue").is_some());
    // A featured issue has no cover beside that.
    let issue = issue.replace("issue:", "featured: true\nissue:");
    let home = built(&site.edit("content/newsletters/2025-2/index.md", &issue)).page("/");
    let featured = section(&home, "featured").expect("featured");
    assert_eq!(titles(featured), ["会讯第2期", "强基工程进展"]);
    assert!(section(&home, "issue").is_none());
}
