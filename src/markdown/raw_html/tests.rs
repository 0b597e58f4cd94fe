use super::{LinkKind, MappedText, TagDepth, is_unsafe, losses, plain_text, sanitise};
use proptest::prelude::*;

fn lost(html: &str) -> Vec<String> {
    losses(html)
        .iter()
        .map(|loss| match loss.attribute {
            Some(attribute) => format!("{}.{attribute}", loss.tag),
            None => loss.tag.to_owned(),
        })
        .collect()
}

/// Sanitises HTML all of which an editor typed.
fn clean(html: &str) -> String {
    let whole = 0..html.len();
    sanitise(html, std::slice::from_ref(&whole))
}

#[test]
fn losses_list_removed_tags_and_attributes() {
    assert!(
        lost("<div class=\"x-a x-b\" lang=en title='1'>文</div><!-- <font> --><br/>").is_empty()
    );
    assert_eq!(lost("<FONT color=red>文</FONT>"), ["FONT"]);
    assert_eq!(
        lost("<td style=\"a>b\" colspan=2 onclick=x()><a href='java\nscript:x'>"),
        ["td.style", "td.onclick", "a.href"]
    );
    assert_eq!(lost("<script>if (a<b) <i></script><iframe src=x>"), ["script", "iframe"]);
    assert!(lost("a < b, 甲<乙, <").is_empty());
    assert_eq!(lost("<script"), ["script"]);
}

#[test]
fn sanitiser_removes_exactly_what_losses_lists() {
    for html in [
        "<div class=\"x-a\" title=\"b\">文</div>",
        "<ruby>漢<rt>han</rt></ruby>",
        "<details open=\"\"><summary>甲</summary>乙</details>",
        "<table><tbody><tr><td colspan=\"2\">甲</td></tr></tbody></table>",
        "<a href=\"../a.md\" rel=\"noopener\">甲</a>",
        "<img src=\"data:image/png;base64,AA==\" alt=\"甲\">",
    ] {
        assert!(lost(html).is_empty(), "{html}");
        assert_eq!(clean(html), html);
    }
    for html in [
        "<script>x()</script>",
        "<p style=\"color:red\">",
        "<p onclick=\"x()\">",
        "<a href=\"javascript:x\">",
        "<a href=\"java&#115;cript:x\">",
        "<a href=\"&#x6A;avascript&colon;x\">",
        "<a href='data:text/html,\"x'>",
        "<a href=\"data:text/html,x\">",
        "<a href=\"data:image/png,x\">",
        "<img src=\"file:x\">",
        "<img src=\"data:image/svg+xml,x\">",
        "<q cite=\"ms-word:x\">",
        "<iframe src=\"x\">",
        "<form action=\"x\">",
        "<p data-print=\"x\">",
        "<p id=\"x\">",
        "<p id=\"x-a\">",
        "<p class=\"hidden\">",
        "<p class=\"x-a hidden\">",
        "<p role=\"search\">",
        "<p tabindex=\"1\">",
        "<p aria-controls=\"x\">",
        "<details name=\"x\">",
    ] {
        assert_eq!(lost(html).len(), 1, "{html}");
        let clean = clean(html);
        let harms = [
            "script", "style", "onclick", "data", "iframe", "form", "file", "ms-word", "id=",
            "hidden", "role", "tabindex", "aria", "name",
        ];
        for harm in harms {
            assert!(!clean.contains(harm), "{clean}");
        }
    }
}

#[test]
fn allowed_addresses_with_character_references_are_kept() {
    for html in
        ["<a href=\"/a?b=1&amp;c=2\">", "<a href='?a&b'>", "<a href=\"https&#58;//example.org/\">"]
    {
        assert!(lost(html).is_empty(), "{html}");
        assert!(clean(html).contains("href"), "{html}");
    }
}

/// What the program printed keeps its names; what was typed around it cannot have them.
#[test]
fn typed_html_cannot_set_reserved_attributes() {
    let printed = "<h2 id=\"甲\" class=\"task\" tabindex=\"0\" role=\"note\">a=&quot;b</h2>";
    for typed in [
        "<p id=\"甲\">",
        "<p id=\"\u{80}甲\">",
        "<p id=\"&#128;甲\">",
        "<p id=\"&#x80;甲\" class=\"&#x0080;toc\">",
        "<p id='",
        "<div ",
        "<div class=",
        "<b title=\"",
        "<p class=\"toc\" role=\"search\" tabindex=\"3\">",
    ] {
        let html = format!("{typed}{printed}");
        let clean = sanitise(&html, std::slice::from_ref(&(0..typed.len())));
        assert!(clean.matches("id=\"").count() <= 1, "{clean}");
        for harm in ["toc", "search", "=\"3\"", "€", "\u{80}"] {
            assert!(!clean.contains(harm), "{clean}");
        }
        let html = format!("{printed}{typed}");
        let clean = sanitise(&html, std::slice::from_ref(&(printed.len()..html.len())));
        assert!(clean.starts_with(printed.split("=&").next().unwrap_or_default()), "{clean}");
        assert_eq!(clean.matches("id=\"").count(), 1, "{clean}");
    }
}

fn typed_html() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<p",
        "<div",
        "<a",
        "<b>",
        "</div>",
        "</p>",
        "<!--",
        "-->",
        "<svg>",
        "<math>",
        "<style>",
        "<title>",
        "<table>",
        " ",
        "\n",
        "/",
        ">",
        "=",
        "\"",
        "'",
        "`",
        "<",
        "&#128;",
        "&#x80;",
        "\u{80}",
        "\0",
        "id=",
        "class=",
        "role=",
        "tabindex=",
        "data-x=",
        "name=",
        " id=\"main\"",
        " class='toc'",
        " CLASS=toc",
        " id='x-a'",
        " role=x-a",
        " id=\"\u{80}main\"",
        " class='\u{80}toc'",
        "ID=main",
        "main",
        "toc",
        "x-a",
    ]);
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn no_mixture_of_typed_html_sets_reserved_attributes(before in typed_html(), after in typed_html()) {
        let printed = "<h2 id=\"own\" class=\"task\">甲</h2>";
        let html = format!("{before}{printed}{after}");
        let typed = [0..before.len(), before.len() + printed.len()..html.len()];
        let clean = sanitise(&html, &typed);
        let mut own = 0;
        let tags = super::tags(&clean);
        let attributes = tags.flat_map(|tag| tag.attributes.into_iter().map(move |it| (tag.name, it)));
        for (tag, attribute) in attributes {
            match (attribute.name, attribute.value) {
                // An unfinished tag before the heading takes its attributes, and the parser repeats an
                // open <a> or <b> in a table; the heading itself is there once.
                ("id", "own") => own += usize::from(tag == "h2"),
                ("class", value) => prop_assert!(value == "task" || value.starts_with("x-a"), "{}", clean),
                ("id" | "role" | "tabindex" | "name", _) => prop_assert!(false, "{}", clean),
                (name, _) => prop_assert!(!name.starts_with("data-"), "{}", clean),
            }
        }
        prop_assert!(own <= 1, "{}", clean);
    }
}

#[test]
fn input_is_always_a_disabled_checkbox() {
    let field = clean("<input type=\"text\" value=\"x\" checked>");
    assert!(field.contains("type=\"checkbox\"") && field.contains("disabled"), "{field}");
    assert!(!field.contains("text") && !field.contains("value"), "{field}");
}

#[test]
fn tag_depth_counts_unclosed_tags_only() {
    assert!(TagDepth::default().admits(&"<div><p></div></b>".repeat(500)));
    assert!(TagDepth::default().admits(&"<tr><td>甲".repeat(500)));
    assert!(!TagDepth::default().admits(&"<div></b></p>".repeat(500)));
    let mut depth = TagDepth::default();
    assert!(!(0..500).all(|_| depth.admits("<b>")));
}

#[test]
fn disguised_schemes_are_unsafe() {
    assert!(is_unsafe(" Java\tScript:x", LinkKind::Link));
    assert!(is_unsafe("\u{1}vbscript:x", LinkKind::Link));
    assert!(is_unsafe("data:image/png;base64,x", LinkKind::Link));
    assert!(!is_unsafe("data:image/png;base64,x", LinkKind::Image));
    assert!(!is_unsafe("https://a/javascript:", LinkKind::Link));
}

#[test]
fn plain_text_is_what_is_between_tags() {
    let text = |html: &str| {
        let mut mapped = MappedText::default();
        mapped.push(html, html, 0..html.len());
        plain_text(&mapped).text
    };
    assert_eq!(text("<dl>\n<dt>甲&amp;乙</dt><style>x</style>\n</dl>\n"), "甲&乙");
}
