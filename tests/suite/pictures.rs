//! Statistics, relation graphs and cards.

use crate::harness::Site;
use gongbao::build::Memos;

/// Four documents of two years, categories and issuers; one of them repealed.
fn site() -> Site {
    Site::basic()
        .notice("旧规定", "number: 鲁医协发〔2025〕1号\ndate: 2025-03-15\ntopics: [制度]", "正文。")
        .notice(
            "新规定",
            "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15\ntopics: [制度, 会员服务]\nrepeals: 鲁医协发〔2025〕1号",
            "正文。",
        )
        .notice("联合", "number: 鲁医协发〔2026〕2号\ndate: 2026-04-15\nissuer: [山东省医院协会, 山东省社会办医疗机构协会]", "正文。")
        .edit("content/reports/one.md", "---\ntitle: 调研报告\ndate: 2026-05-01\nissuer: 山东省医院协会\n---\n正文。\n")
}

/// Returns the rows of the table with a caption, without tags.
fn rows(page: &str, caption: &str) -> Vec<Vec<String>> {
    let (_, table) = page.split_once(&format!(">{caption}</caption>")).expect("the table");
    let (body, _) = table.split_once("</tbody>").expect("its end");
    let (_, body) = body.split_once("<tbody>").expect("its body");
    let cells = |row: &str| -> Vec<String> {
        let bare = |cell: &str| cell.split('<').filter_map(|part| part.split('>').nth(1)).collect();
        row.replace("<td>", "\u{1}<td>").split('\u{1}').map(bare).collect()
    };
    body.split("<tr>").skip(1).map(str::trim).map(cells).collect()
}

#[test]
fn statistics_count_the_registered_documents() {
    let outcome = site().build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    let page = outcome.page("/statistics/");
    assert_eq!(
        rows(&page, "各年文件数数据表"),
        [["2025年", "1", "0", "0", "1", "0"], ["2026年", "3", "0", "0", "2", "1"]]
    );
    let validity = rows(&page, "文件有效性数据表");
    assert_eq!(validity[0], ["现行有效", "3", "75.0%"]);
    assert_eq!(validity[3], ["已废止", "1", "25.0%"]);
    let categories = rows(&page, "各栏目文件数数据表");
    assert_eq!(categories[2], ["通知公告", "3", "75.0%"]);
    let issuers = rows(&page, "各发文机关文件数数据表");
    assert_eq!(issuers[0], ["山东省医院协会", "4", "100.0%"]);
    assert_eq!(issuers[1], ["山东省社会办医疗机构协会", "1", "25.0%"]);
    let topics = rows(&page, "各主题文件数数据表");
    assert_eq!(topics, [["制度", "2", "50.0%"], ["会员服务", "1", "25.0%"]]);
    let list = "/search/?kind=document&amp;";
    for link in ["/notices/2025/", "/notices/"].map(str::to_owned).into_iter().chain(
        [
            "year=2025",
            "validity=repealed",
            "issuer=%E5%B1%B1%E4%B8%9C%E7%9C%81%E5%8C%BB%E9%99%A2%E5%8D%8F%E4%BC%9A",
            "topic=%E5%88%B6%E5%BA%A6",
        ]
        .map(|facet| format!("{list}{facet}")),
    ) {
        assert!(page.contains(&format!("href=\"{link}\"")), "{link}");
    }
    assert!(!page.contains(&format!("{list}validity=annulled")), "no link to an empty list");
    assert!(!page.contains("/reports/2025/"), "no link without a page");
}

#[test]
fn statistics_are_linked_from_every_page_and_in_the_sitemap() {
    let outcome = site().build();
    for page in ["/", "/notices/", "/lyxf/2026/1/"] {
        assert!(outcome.page(page).contains("href=\"/statistics/\""), "{page}");
    }
    assert!(outcome.text("sitemap.xml").contains("<loc>https://example.org/statistics/</loc>"));
    let empty = Site::basic().build().page("/statistics/");
    assert!(empty.contains("暂无文件") && !empty.contains("NaN"), "{empty}");
}

#[test]
fn every_chart_has_a_title_and_a_description() {
    let page = site().build().page("/statistics/");
    let charts: Vec<&str> = page.split("<svg class=\"chart\"").skip(1).collect();
    assert_eq!(charts.len(), 5);
    for chart in charts {
        assert!(chart.starts_with(" role=\"img\" aria-labelledby=\""), "{chart}");
        for part in ["<title id=", "<desc id=", "<rect"] {
            assert!(chart.contains(part), "{part}");
        }
    }
    assert!(page.contains("2026年最多，3件，占75.0%。"));
}

#[test]
fn address_of_the_statistics_cannot_be_claimed() {
    for site in [
        site().edit("content/statistics/_index.md", "---\ntitle: 统计\nkind: report\n---\n"),
        site().notice(
            "别",
            "number: 鲁医协发〔2026〕3号\ndate: 2026-05-15\naliases: [/statistics/]",
            "",
        ),
        site().bytes("static/statistics/index.html", b"x"),
    ] {
        let outcome = site.build();
        assert!(outcome.diagnostic("address-taken").is_error());
        assert!(outcome.report().contains("文件统计页"), "{}", outcome.report());
    }
}

#[test]
fn graph_is_shown_from_three_relations_on() {
    let site = site()
        .notice("更早", "number: 鲁医协发〔2025〕2号\ndate: 2025-04-15", "")
        .notice(
            "中间",
            "number: 鲁医协发〔2026〕3号\ndate: 2026-05-15\nrepeals: 鲁医协发〔2025〕2号\nreplies_to: 国卫函〔2024〕9号",
            "",
        );
    let two = site.build();
    assert_eq!(two.ids(), [] as [&str; 0], "{}", two.report());
    assert!(
        !two.page("/lyxf/2026/3/").contains("class=\"graph\""),
        "two relations are listed in words"
    );

    let three = site
        .notice(
            "更晚",
            "number: 鲁医协发〔2026〕4号\ndate: 2026-06-15\namends: 鲁医协发〔2026〕3号",
            "",
        )
        .build();
    assert_eq!(three.ids(), [] as [&str; 0], "{}", three.report());
    let page = three.page("/lyxf/2026/3/");
    let (_, graph) = page.split_once("class=\"graph\"").expect("a graph");
    let (graph, after) = graph.split_once("</figure>").expect("its end");
    let at = |part: &str| graph.find(part).unwrap_or_else(|| panic!("no {part} in {graph}"));
    let above = at("<a href=\"/lyxf/2025/2/\"><title>关于更早的通知</title>");
    let own = at("<g class=\"graph-own\">");
    let below = at("<a href=\"/lyxf/2026/4/\"><title>关于更晚的通知</title>");
    assert!(above < own && own < below && at("<g class=\"graph-outside\">") < own);
    for verb in ["废止", "答复", "修改"] {
        assert!(graph.contains(&format!(">{verb}</text>")), "{verb}");
    }
    assert!(after.contains("<ol class=\"timeline\">"), "the relations in words too");
}

/// A font that draws every character as a box.
const FONT: &[u8] = include_bytes!("../fixtures/box.ttf");

fn with_card(site: Site) -> Site {
    let settings = format!("{}card: {{font: fonts/box.ttf}}\n", crate::harness::SITE);
    site.edit("site.yaml", &settings).bytes("fonts/box.ttf", FONT)
}

/// Returns the path of the card that a page names.
fn card_of(page: &str) -> String {
    let named = "<meta property=\"og:image\" content=\"https://example.org/";
    let (_, rest) = page.split_once(named).unwrap_or_else(|| panic!("no card in {page}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// Returns the pixels of a card as indices into its palette.
fn pixels(bytes: &[u8]) -> Vec<u8> {
    let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    let mut reader = decoder.read_info().expect("a PNG");
    assert_eq!((reader.info().width, reader.info().height), (1200, 630));
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut pixels).expect("a picture");
    pixels
}

#[test]
fn cards_are_drawn_if_a_font_is_set() {
    let outcome = with_card(site()).build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    let page = outcome.page("/lyxf/2026/1/");
    for part in [
        "property=\"og:image:width\" content=\"1200\"",
        "property=\"og:image:height\" content=\"630\"",
        "property=\"og:image:alt\" content=\"测试门户：关于新规定的通知（鲁医协发〔2026〕1号，2026年3月15日）\"",
        "name=\"twitter:card\" content=\"summary_large_image\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let card = card_of(&page);
    let drawn = pixels(&outcome.files[&card]);
    let at = |x: usize, y: usize| drawn[y * 1200 + x];
    let rule = (at(80, 160), at(1119, 160));
    assert_eq!((at(79, 160), at(1120, 160)), (0, 0), "a margin on both sides");
    assert!(rule.0 == rule.1 && rule.0 > 0, "a rule from margin to margin");
    let inks = |rows: std::ops::Range<usize>| {
        drawn[rows.start * 1200..rows.end * 1200].iter().filter(|pixel| **pixel > 0).count()
    };
    assert!(inks(60..150) > 1000 && inks(190..520) > 1000 && inks(530..600) > 1000);
    assert_eq!((inks(0..60), inks(610..630)), (0, 0));

    let other = card_of(&outcome.page("/lyxf/2026/2/"));
    assert_ne!(card, other);
    assert_ne!(pixels(&outcome.files[&other]), drawn);
}

#[test]
fn address_of_a_card_depends_on_its_content() {
    let mut memos = Memos::enabled();
    let before = with_card(site()).build_with(&mut memos);
    let again = with_card(site()).build_with(&mut memos);
    let path = card_of(&before.page("/lyxf/2026/1/"));
    assert_eq!(before.files[&path], again.files[&path]);
    let renamed =
        with_card(site().notice("改名", "number: 鲁医协发〔2026〕3号\ndate: 2026-05-15", ""));
    let renamed = renamed.edit(
        "content/notices/新规定.md",
        "---\ntitle: 另一标题\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-03-15\n---\n正文。\n",
    );
    let after = renamed.build_with(&mut memos);
    assert!(after.files == renamed.build().files, "a memo gives the same cards");
    assert_ne!(card_of(&after.page("/lyxf/2026/1/")), path);
    assert!(!after.has(&path), "no page names it");
    assert_eq!(card_of(&after.page("/lyxf/2026/2/")), card_of(&before.page("/lyxf/2026/2/")));
}

#[test]
fn no_cards_without_a_font() {
    let outcome = site().build();
    assert!(!outcome.files.keys().any(|path| path.starts_with("cards/")));
    let page = outcome.page("/lyxf/2026/1/");
    assert!(!page.contains("og:image") && page.contains("property=\"og:title\""));
}

#[test]
fn invalid_font_is_an_error() {
    let settings = |font: &str| format!("{}card: {{font: {font}}}\n", crate::harness::SITE);
    for (font, word) in [
        ("fonts/bax.ttf", "是不是 fonts/box.ttf"),
        ("fonts/no.ttf", "不是字体"),
        ("../box.ttf", "没有字体文件"),
    ] {
        let site = with_card(site()).bytes("fonts/no.ttf", b"no font");
        let outcome = site.edit("site.yaml", &settings(font)).build();
        assert!(outcome.diagnostic("card-font").is_error());
        assert!(outcome.report().contains(word), "{font}: {}", outcome.report());
    }
    let empty = site().edit("site.yaml", &format!("{}card: {{}}\n", crate::harness::SITE)).build();
    assert!(empty.report().contains("font"), "{}", empty.report());
}

#[test]
fn title_of_any_length_fits_on_the_card() {
    for title in
        ["一".to_owned(), "长".repeat(400), "W".repeat(90), "🏥".repeat(30), "\u{301}".to_owned()]
    {
        let text = format!(
            "---\ntitle: {title}\nnumber: 鲁医协发〔2026〕9号\ndate: 2026-06-15\n---\n正文。\n"
        );
        let outcome = with_card(Site::basic()).edit("content/notices/title.md", &text).build();
        let drawn = pixels(&outcome.files[&card_of(&outcome.page("/lyxf/2026/9/"))]);
        let beyond = |x: usize| drawn.chunks(1200).any(|row| row[x] > 0);
        assert!(!beyond(1121) && !beyond(1199), "{title} exceeds the margins");
        assert!(drawn[522 * 1200..530 * 1200].iter().all(|pixel| *pixel == 0), "{title}");
    }
}
