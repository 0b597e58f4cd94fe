//! 副标题, 作者, 来源, 摄影, 审核, 印发机关, 印发日期 and 联系方式: where pages and data show them.

use crate::harness::{Outcome, Site};

fn built(site: &Site) -> Outcome {
    let outcome = site.build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    outcome
}

fn numbered(front: &str) -> Site {
    let front = format!("number: 鲁医协发〔2026〕1号\ndate: 2026-03-15\n{front}");
    Site::basic().notice("大会", &front, "请各单位参加。")
}

const ADDRESS: &str = "/lyxf/2026/1/";

/// The lines of 版记, without markup.
fn colophon(page: &str) -> Option<String> {
    let rest = page.split("<p class=\"printed\">").nth(1)?;
    let line = &rest[..rest.find("</p>").expect("its end")];
    let mut text = String::new();
    let mut is_tag = false;
    for c in line.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            c if !is_tag => text.push(c),
            _ => {}
        }
    }
    Some(text)
}

#[test]
fn subtitle_stands_below_the_title_and_in_feeds_and_data() {
    for typed in ["以某市为例", "——以某市为例", "\"--以某市为例\""] {
        let outcome = built(&numbered(&format!("副标题: {typed}")));
        let page = outcome.page(ADDRESS);
        let title = page.find("</h1>").expect("the title");
        assert!(page[title..].contains("<p class=\"subtitle\">——以某市为例</p>"), "{typed}");
        assert!(page.contains("\"alternativeHeadline\":\"以某市为例\""), "{typed}");
        assert!(outcome.text("feed.xml").contains("的通知——以某市为例</title>"), "{typed}");
        assert!(outcome.text("feed.json").contains("的通知——以某市为例\""), "{typed}");
        assert_eq!(outcome.catalogue()["documents"][0]["subtitle"], "以某市为例");
    }
    assert!(!built(&numbered("")).page(ADDRESS).contains("subtitle"));
}

const CREDITS: &str = "作者: 张三、某医院\n来源: 某市日报\n摄影: 王五\n审核: 赵六";

#[test]
fn article_names_who_made_it_at_its_end_and_among_its_facts() {
    let issue = "---\ntitle: 会讯第2期\ndate: 2025-12-26\nissuer: 山东省医院协会\nissue: {year: 2025, number: 2, total: 34}\n---\n卷首。\n";
    let article = format!("---\ntitle: 强基工程\nslug: one\n{CREDITS}\n---\n正文。\n");
    let site = Site::basic()
        .edit("content/newsletters/2025-2/index.md", issue)
        .edit("content/newsletters/2025-2/one.md", &article);
    let outcome = built(&site);
    let page = outcome.page("/newsletters/2025/2/one/");
    let credits =
        "<p class=\"credits\">（作者：张三、某医院；来源：某市日报；摄影：王五；审核：赵六）</p>";
    assert!(page.contains(credits), "{page}");
    for (label, text) in
        [("作者", "张三、某医院"), ("来源", "某市日报"), ("摄影", "王五"), ("审核", "赵六")]
    {
        assert!(page.contains(&format!("<dt>{label}</dt><dd>{text}</dd>")), "{label}");
    }
    assert!(page.contains("{\"@type\":\"Person\",\"name\":\"张三\"}"), "{page}");
    assert!(page.contains("{\"@type\":\"Organization\",\"name\":\"某医院\"}"), "{page}");
    let feed = outcome.text("feed.xml");
    assert!(feed.contains("<name>张三</name>") && feed.contains("<name>某医院</name>"), "{feed}");
}

#[test]
fn numbered_document_has_them_among_its_facts_alone() {
    let page = built(&numbered(CREDITS)).page(ADDRESS);
    assert!(page.contains("<dt>摄影</dt><dd>王五</dd>"));
    assert!(!page.contains("class=\"credits\""));
}

#[test]
fn last_line_of_colophon_is_as_typed_else_that_of_the_issuer() {
    for (front, line) in [
        ("", "山东省医院协会2026年3月15日印发"),
        ("published: 2026-03-18 10:00", "山东省医院协会2026年3月18日印发"),
        ("印发机关: 协会秘书处", "协会秘书处2026年3月15日印发"),
        ("printed: 2026-03-16\npublished: 2026-03-18", "山东省医院协会2026年3月16日印发"),
        ("印发机关: 协会秘书处\n印发日期: 2026年3月17日", "协会秘书处2026年3月17日印发"),
    ] {
        let page = built(&numbered(front)).page(ADDRESS);
        assert_eq!(colophon(&page).as_deref(), Some(line), "{front}");
    }
}

#[test]
fn letters_have_no_line_for_the_printing_and_unnumbered_documents_only_a_typed_one() {
    let of = |title: &str, front: &str| {
        let text =
            format!("---\ntitle: {title}\ndate: 2026-03-15\nslug: a\n{front}\n---\n\n正文。\n");
        let outcome = built(&Site::basic().edit("content/notices/a.md", &text));
        let is_numbered = front.contains("number");
        colophon(&outcome.page(if is_numbered { ADDRESS } else { "/notices/2026/a/" }))
    };
    let number = "number: 鲁医协发〔2026〕1号\nprinted_by: 协会秘书处";
    assert_eq!(of("关于商请支持的函", number), None);
    assert_eq!(of("关于开会的通知", ""), None);
    let line = of("关于开会的通知", "印发机关: 协会秘书处");
    assert_eq!(line.as_deref(), Some("协会秘书处2026年3月15日印发"));
}

#[test]
fn printing_before_the_date_of_the_document_is_reported() {
    for (day, ids) in [("2026-03-14", &["printed-early"][..]), ("2026-03-15", &[])] {
        let outcome = numbered(&format!("印发日期: {day}")).build();
        assert_eq!(outcome.ids(), ids, "{day}");
    }
}

#[test]
fn contact_is_a_text_or_its_parts_or_several() {
    for (front, shown) in [
        ("联系方式: 秘书处 0531-86000000", "秘书处 0531-86000000"),
        ("联系方式: {姓名: 张三, 部门: 秘书处, 电话: 0531-86000000}", "秘书处 张三 0531-86000000"),
        ("联系方式: [秘书处, {姓名: 李四}]", "秘书处；李四"),
        ("contact: [{name: Li, phone: 0531-86000000}, office]", "Li 0531-86000000; office"),
    ] {
        let page = built(&numbered(front)).page(ADDRESS);
        assert!(page.contains(&format!("<dt>联系方式</dt><dd>{shown}")), "{front}");
        assert!(!page.contains("（联系人："), "{front}");
    }
    for front in
        ["联系方式: [[秘书处]]", "联系方式: true", "联系方式: 86000000", "联系方式: {姓名: [张三]}"]
    {
        assert_eq!(numbered(front).build().ids(), ["value-type"], "{front}");
    }
}

#[test]
fn request_names_whom_to_ask_beside_its_note() {
    let text = "---\ntitle: 关于举办年会的请示\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-03-15\n附注: 此件公开发布\n联系方式: {姓名: 张三, 电话: 0531-86000000}\n---\n\n妥否，请批示。\n";
    let page = built(&Site::basic().edit("content/notices/a.md", text)).page(ADDRESS);
    let notes = "<p class=\"note\">（此件公开发布）</p>\n<p class=\"note\">（联系人：张三 0531-86000000）</p>";
    assert!(page.contains(notes), "{page}");
}
