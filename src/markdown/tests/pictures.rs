//! Pictures: their sizes and sources, captions, galleries.

use super::{rendered, source};
use crate::markdown::{KnownPicture, Labels, RawHtml, Resolved, html};

fn known(width: u32, height: u32) -> KnownPicture {
    let sources = [(480, "/p/a,b-480.jpg"), (width, "a.png")];
    let sources = sources.map(|(width, address)| (width, address.to_owned())).to_vec();
    KnownPicture { width, height, sources: if width > 480 { sources } else { Vec::new() } }
}

/// Renders a body whose first pictures are known.
fn with(text: &str, pictures: Vec<KnownPicture>, raw: RawHtml) -> String {
    let links = pictures.iter().map(|_| Some("a.png".to_owned())).collect();
    let pictures = pictures.into_iter().enumerate().collect();
    let resolved = Resolved { links, pictures, ..Resolved::default() };
    html(&source(text), 0..text.len(), &resolved, raw, Labels::CHINESE)
}

fn sanitised(text: &str, (width, height): (u32, u32)) -> String {
    with(text, vec![known(width, height)], RawHtml::Sanitised)
}

const SOURCES: &str =
    "srcset=\"/p/a%2Cb-480.jpg 480w, a.png 800w\" sizes=\"(min-width: 45rem) 43rem, 95vw\"";

#[test]
fn pictures_have_their_size_and_wide_ones_lead_to_their_file() {
    let image = format!(
        "<img src=\"a.png\" alt=\"图\" {SOURCES} width=\"800\" height=\"600\" loading=\"lazy\" decoding=\"async\">"
    );
    assert_eq!(
        sanitised("![图](a.png)\n", (800, 600)),
        format!("<p class=\"picture\"><a class=\"original\" href=\"a.png\">{image}</a></p>\n")
    );
    // No link in a link, and none without words.
    let in_link = sanitised("[![图](a.png)](b.html)\n", (800, 600));
    assert_eq!(in_link.matches("<a ").count(), 1, "{in_link}");
    let in_html = sanitised("<a href=\"b.html\">![图](a.png)</a>\n", (800, 600));
    assert_eq!(in_html.matches("<a ").count(), 1, "{in_html}");
    for (text, size) in [("![装饰](a.png)\n", (800, 600)), ("![图](a.png)\n", (320, 4000))] {
        let html = sanitised(text, size);
        assert!(!html.contains("<a ") && html.contains("width="), "{html}");
    }
}

#[test]
fn typed_pictures_get_what_their_tags_leave_open() {
    for raw in [RawHtml::Sanitised, RawHtml::Trusted] {
        let html = |text: &str| with(text, vec![known(800, 600)], raw);
        for text in ["<img src=a.png alt=图>\n", "甲<img alt=\"图\" src='a.png'>乙\n"] {
            let html = html(text);
            assert!(
                html.contains(&format!("\"a.png\" {SOURCES} width=\"800\" height=\"600\"")),
                "{html}"
            );
            assert_eq!(html.matches("<img").count(), 1, "{html}");
        }
        let html = html("<img src=\"a.png\" alt=\"图\" width=\"90\">\n");
        assert!(html.contains(SOURCES) && !html.contains("800\""), "{html}");
    }
    // What an editor types there could lead to another host.
    let typed = "<img src=\"a.png\" alt=\"图\" srcset=\"https://evil.test/x 1x\" sizes=\"1px\">\n";
    let html = sanitised(typed, (800, 600));
    assert!(!html.contains("evil") && !html.contains("sizes"), "{html}");
}

#[test]
fn several_pictures_in_a_paragraph_are_a_gallery() {
    let html = with(
        "![会场](a.png \"开幕式\")\n![合影](b.png)\n![装饰](c.png)\n",
        vec![known(800, 600), known(300, 200)],
        RawHtml::Sanitised,
    );
    let figures: Vec<&str> = html.lines().collect();
    assert_eq!((figures[0], figures[4]), ("<div class=\"gallery\">", "</div>"), "{html}");
    assert!(figures[1].starts_with("<figure><a class=\"original\" href=\"a.png\"><img "), "{html}");
    assert!(figures[1].contains("21rem, 48vw") && !figures[1].contains("title="), "{html}");
    assert!(figures[1].ends_with("</a><figcaption>开幕式</figcaption></figure>"), "{html}");
    assert!(figures[2].ends_with("<figcaption>合影</figcaption></figure>"), "{html}");
    assert!(figures[3].ends_with("loading=\"lazy\"></figure>"), "{html}");
    for text in ["![会场](a.png)![合影](b.png)\n", "![会场](a.png)  \n![合影](b.png)\n"] {
        assert_eq!(rendered(text).matches("<figure>").count(), 2, "{text}");
    }
    for text in [
        "![会场](a.png)和![合影](b.png)\n",
        "[![会场](a.png)](x)\n![合影](b.png)\n",
        "![会场](a.png)\n",
    ] {
        assert!(!rendered(text).contains("gallery"), "{text}");
    }
}

#[test]
fn recordings_of_the_site_are_played() {
    let play = |text: &str, file: &str, raw| {
        let links = vec![Some(file.to_owned())];
        let subtitles = [(0, "/a.vtt".to_owned())].into();
        let resolved = Resolved { links, subtitles, ..Resolved::default() };
        html(&source(text), 0..text.len(), &resolved, raw, Labels::CHINESE)
    };
    assert_eq!(
        play("![年会“实录”](a.mp4)\n", "/a.mp4", RawHtml::Trusted),
        "<p class=\"picture\"><span class=\"recording\">\
         <video src=\"/a.mp4\" controls preload=\"metadata\" aria-label=\"年会“实录”\">\
         <track kind=\"captions\" src=\"/a.vtt\" srclang=\"zh\" label=\"字幕\" default></video>\
         <a href=\"/a.mp4\">视频：年会“实录”</a></span></p>\n"
    );
    // Typed HTML beside it does not take the player away.
    let beside = play("![讲话](a.M4A)\n\n<b>甲</b>\n", "/a.M4A", RawHtml::Sanitised);
    for kept in
        ["<audio src=\"/a.M4A\" controls", "<track kind=\"captions\"", "class=\"recording\""]
    {
        assert!(beside.contains(kept), "{kept}: {beside}");
    }
    let figure = play("![讲话](a.ogg \"会长讲话\")\n", "/a.ogg", RawHtml::Sanitised);
    assert!(
        figure.contains("<figure><span") && figure.contains("<figcaption>会长讲话"),
        "{figure}"
    );
    let in_link = play("<a href=\"b.html\">![讲话](a.mp3)</a>\n", "/a.mp3", RawHtml::Sanitised);
    assert!(in_link.contains(">讲话</a>") && !in_link.contains("<audio"), "{in_link}");
    // One of another site is not loaded by the pages' policy.
    assert!(!rendered("![讲话](https://example.org/a.mp3)\n").contains("<audio"));
}
