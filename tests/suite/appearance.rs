//! What makes a site look like its association: logo, colour, QR code, a style sheet of its own.

use crate::harness::{Outcome, Site};
use gongbao::language::Language;

const SITE: &str = "title: 示例<门户>\nbase_url: https://example.org/portal/\nissuers:\n  - {name: 山东省医院协会, code: 鲁医协发, slug: lyxf}\n";
const SVG: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 40'/>";

fn with(settings: &str) -> Site {
    Site::with_notice()
        .edit("site.yaml", &format!("{SITE}{settings}"))
        .bytes("static/logo.svg", SVG)
        .bytes("static/images/dark.svg", SVG)
        .bytes("static/code.jpg", b"jpg")
}

/// Builds with these settings and returns a page that has no fault.
fn page(settings: &str) -> (Outcome, String) {
    let outcome = with(settings).build();
    assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
    let html = outcome.page("/lyxf/2026/1/");
    (outcome, html)
}

#[test]
fn logo_stands_beside_the_name_with_its_size_and_one_for_the_dark_view() {
    let name = "示例&lt;门户&gt;";
    for (settings, source, text) in [
        ("logo: static/logo.svg\n", "", format!("<span>{name}</span>")),
        ("标志: static/logo.svg\n", "", format!("<span>{name}</span>")),
        (
            "logo: {light: static/logo.svg, dark: ./static/images/dark.svg, has_name: true}\n",
            "<source srcset=\"/portal/images/dark.svg\" media=\"(prefers-color-scheme: dark)\">",
            format!("<span class=\"hidden\">{name}</span>"),
        ),
        (
            "标志: {浅色: static/logo.svg, 深色: static/images/dark.svg, 含站名: 是}\n",
            "<source srcset=\"/portal/images/dark.svg\" media=\"(prefers-color-scheme: dark)\">",
            format!("<span class=\"hidden\">{name}</span>"),
        ),
    ] {
        let (outcome, html) = page(settings);
        let image =
            "<img class=\"logo\" src=\"/portal/logo.svg\" width=\"120\" height=\"40\" alt=\"\">";
        let expected = format!("<picture>{source}{image}</picture>{text}</a>");
        assert!(html.contains(&expected), "{expected}\n{html}");
        assert!(outcome.has("logo.svg"));
    }
    let (_, html) = page("");
    assert!(html.contains(&format!("<a href=\"/portal/\">{name}</a>")), "{html}");
}

#[test]
fn qr_code_of_the_account_stands_at_the_foot() {
    for settings in [
        "wechat: {name: 甲<会>, qr: static/code.jpg}\n",
        "公众号: {名称: 甲<会>, 二维码: static/code.jpg}\n",
    ] {
        let (_, html) = page(settings);
        assert!(html.contains("<img src=\"/portal/code.jpg\" width=\"112\" height=\"112\" alt=\"微信公众号“甲&lt;会&gt;”的二维码\" loading=\"lazy\">"), "{html}");
        assert!(html.contains("<figcaption>微信公众号：甲&lt;会&gt;</figcaption>"), "{html}");
    }
}

#[test]
fn colour_of_the_site_has_a_style_sheet_after_that_of_the_theme() {
    let (outcome, html) = page("accent: \"#1D4F86\"\n");
    let link = html.split("href=\"/portal/").find(|link| link.starts_with("assets/accent-"));
    let path = link.and_then(|link| link.split('"').next()).expect("a style sheet");
    let css = outcome.text(path);
    assert!(
        css.starts_with(":root{--accent:#1d4f86;--accent-ground:#eff3f7;--on-accent:#ffffff}"),
        "{css}"
    );
    assert!(css.contains("(prefers-color-scheme:dark){:root{--accent:#5"), "{css}");
    assert!(html.find("/site.css") < html.find(path), "{html}");
    let (other, _) = page("主色: \"#17623b\"\n");
    assert!(!other.has(path), "another colour has another address");
    let (_, html) = page("");
    assert!(!html.contains("accent-"), "{html}");
}

#[test]
fn style_sheet_of_the_site_is_linked_last() {
    let outcome = with("").bytes("static/custom.css", b"a{}").build();
    let html = outcome.page("/lyxf/2026/1/");
    let last = html.rfind("rel=\"stylesheet\"").map(|at| &html[at..]).expect("a style sheet");
    assert!(last.starts_with("rel=\"stylesheet\" href=\"/portal/custom.css\">"), "{last}");
    assert!(outcome.has("custom.css"));
    assert!(!page("").1.contains("custom.css"));
    // A theme may have one, too; the site's replaces it.
    let outcome = with("theme: own\n")
        .bytes("themes/own/static/custom.css", b"b{}")
        .bytes("static/custom.css", b"a{}")
        .build();
    let html = outcome.page("/lyxf/2026/1/");
    let path =
        html.split("href=\"/portal/").find(|link| link.contains("/custom.css")).expect(&html);
    assert_eq!(outcome.text(path.split('"').next().expect("an address")), "a{}");
}

#[test]
fn wrong_pictures_and_colours_are_errors_in_both_languages() {
    for (settings, id, zh, en) in [
        ("logo: logo.svg\n", "picture-missing", "是不是 static/logo.svg？", "type static/logo.svg"),
        (
            "logo: /logo.svg\n",
            "picture-missing",
            "是不是 static/logo.svg？",
            "type static/logo.svg",
        ),
        (
            "logo: static/lgo.svg\n",
            "picture-missing",
            "核对后写成 static/logo.svg",
            "did you mean static/logo.svg",
        ),
        (
            "标志: {浅色: static/logo.svg, 深色: nothing-like-it.png}\n",
            "picture-missing",
            "把图片放进站点的 static/",
            "put the picture into static/",
        ),
        (
            "logo: elsewhere/logo.svg\n",
            "picture-missing",
            "移到 static/，写成 static/logo.svg",
            "type static/logo.svg",
        ),
        ("logo: static/code.jpg\n", "picture-format", "可用的格式：svg png", "formats: svg png"),
        ("logo: static/empty.png\n", "picture-format", "读不出图片", "does not say its size"),
        (
            "wechat: {name: 甲, qr: static/code.pdf}\n",
            "picture-format",
            "svg png jpg",
            "svg png jpg",
        ),
        ("wechat: {name: 甲}\n", "key-missing", "qr", "qr"),
        ("公众号: 甲\n", "value-type", "公众号", "公众号"),
        ("logo: {dark: static/logo.svg}\n", "key-missing", "light", "light"),
        (
            "accent: #1d4f86\n",
            "accent-form",
            "颜色要加引号：accent: \"#b02318\"",
            "a colour needs quotes",
        ),
        ("主色: 红\n", "accent-form", "例如：主色: \"#b02318\"", "hexadecimal"),
        ("accent: \"#f5a623\"\n", "accent-contrast", "对比度是 1.9", "4.5 is the least"),
    ] {
        let outcome = with(settings)
            .bytes("elsewhere/logo.svg", SVG)
            .bytes("static/empty.png", b"")
            .bytes("static/code.pdf", b"")
            .build();
        assert_eq!(outcome.ids(), [id], "{settings}\n{}", outcome.report());
        assert!(outcome.diagnostic(id).is_error(), "{settings}");
        assert!(outcome.report_in(Language::Chinese).contains(zh), "{}", outcome.report());
        let english = outcome.report_in(Language::English);
        assert!(english.contains(en), "{english}");
    }
    // The tone that is proposed is accepted.
    let outcome = with("accent: \"#f5a623\"\n").build();
    let help = outcome.report();
    let tone = help.split("accent: \"").last().and_then(|rest| rest.split('"').next());
    page(&format!("accent: \"{}\"\n", tone.expect("a tone")));
}
