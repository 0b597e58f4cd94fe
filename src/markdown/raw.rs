//! HTML that editors type: what of it stays, and what of it is lost.
//!
//! One table says which tags and attributes are harmless. The sanitiser obeys it, and the scanner
//! reads it to tell the editor where something is lost.

use super::tags::{WHOLE, tags};
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// The tags that stay, each with its own attributes.
const TAGS: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang", "rel", "download"]),
    ("abbr", &[]),
    ("article", &[]),
    ("aside", &[]),
    ("b", &[]),
    ("bdi", &[]),
    ("bdo", &[]),
    ("blockquote", &["cite"]),
    ("br", &[]),
    ("caption", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("dd", &[]),
    ("del", &["cite", "datetime"]),
    ("details", &["open", "name"]),
    ("dfn", &[]),
    ("div", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("hr", &[]),
    ("i", &[]),
    ("img", &["src", "alt", "width", "height", "loading", "decoding"]),
    ("input", &["type", "disabled", "checked"]),
    ("ins", &["cite", "datetime"]),
    ("kbd", &[]),
    ("li", &["value"]),
    ("mark", &[]),
    ("ol", &["start", "type", "reversed"]),
    ("p", &[]),
    ("pre", &[]),
    ("q", &["cite"]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("section", &[]),
    ("small", &[]),
    ("span", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("tfoot", &[]),
    ("th", &["colspan", "rowspan", "headers", "scope", "abbr"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("wbr", &[]),
];

/// Attributes that every tag may have, and beginnings of such.
const ATTRIBUTES: &[&str] = &["class", "id", "lang", "dir", "title", "role", "tabindex"];
const ATTRIBUTE_PREFIXES: &[&str] = &["data-", "aria-"];

/// The kinds of address that stay; `data:` only for pictures, see [`is_unsafe`].
const SCHEMES: &[&str] = &[
    "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "geo", "magnet", "webcal", "weixin",
    "xmpp", "data",
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let set = |names: &[&'static str]| names.iter().copied().collect::<HashSet<_>>();
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().map(|(tag, _)| *tag).collect())
        .clean_content_tags(set(WHOLE))
        .tag_attributes(TAGS.iter().map(|(tag, own)| (*tag, set(own))).collect())
        .generic_attributes(set(ATTRIBUTES))
        .generic_attribute_prefixes(set(ATTRIBUTE_PREFIXES))
        // A field in which readers could type would be a trap.
        .set_tag_attribute_values(HashMap::from([(
            "input",
            HashMap::from([("type", "checkbox"), ("disabled", "")]),
        )]))
        .url_schemes(set(SCHEMES))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(|tag, attribute, value| {
            let address = matches!(attribute, "href" | "src" | "cite");
            (!address || !is_unsafe(value, tag == "img")).then_some(Cow::Borrowed(value))
        });
    builder
});

/// Takes out of a rendered body what could harm its readers.
pub(super) fn sanitise(html: &str) -> String {
    SANITISER.clean(html).to_string()
}

/// How deep the tags that editors type may stand in each other. Parsing them as browsers do takes
/// time that grows with the square of the depth.
const DEEPEST: usize = 200;

/// Tags that close themselves, or that the next of their kind closes.
const SHALLOW: &[&str] = &[
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li",
    "link", "meta", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th",
    "thead", "tr", "track", "wbr",
];

/// Watches how deep the tags of a text are nested: the names of those that are open.
#[derive(Default)]
pub(super) struct Depth(Vec<String>);

impl Depth {
    /// Takes in the next piece of HTML. Returns whether it is still of a depth that is meant.
    pub fn admits(&mut self, html: &str) -> bool {
        for tag in tags(html).filter(|tag| !SHALLOW.iter().any(|name| tag.is(name))) {
            if tag.closes {
                // As in browsers, an end without a beginning closes nothing.
                let open = self.0.iter().rposition(|name| tag.is(name));
                self.0.truncate(open.unwrap_or(self.0.len()));
            } else {
                self.0.push(tag.name.to_owned());
            }
            if self.0.len() > DEEPEST {
                return false;
            }
        }
        true
    }
}

/// Whether an address runs a program or carries a document of its own.
pub(super) fn is_unsafe(target: &str, is_image: bool) -> bool {
    // Browsers pass over white space and control characters before and inside the scheme.
    let bare: String = target
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .take(16)
        .flat_map(char::to_lowercase)
        .collect();
    bare.starts_with("javascript:")
        || bare.starts_with("vbscript:")
        || (bare.starts_with("data:") && !(is_image && bare.starts_with("data:image/")))
}

/// Something that the sanitiser takes out of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Loss<'h> {
    /// Bytes of the text that was scanned.
    pub range: Range<usize>,
    pub tag: &'h str,
    /// The attribute that is lost; `None` if the whole tag is.
    pub attribute: Option<&'h str>,
}

/// What of a piece of HTML is lost, in order.
pub(super) fn losses(html: &str) -> Vec<Loss<'_>> {
    let mut losses = Vec::new();
    for tag in tags(html).filter(|tag| !tag.closes) {
        let known = TAGS.iter().find(|(name, _)| tag.is(name));
        let Some((_, own)) = known else {
            losses.push(Loss { range: tag.range, tag: tag.name, attribute: None });
            continue;
        };
        for attribute in tag.attributes {
            let name = attribute.name.to_ascii_lowercase();
            let allowed = own.contains(&name.as_str())
                || ATTRIBUTES.contains(&name.as_str())
                || ATTRIBUTE_PREFIXES.iter().any(|prefix| name.starts_with(prefix));
            let address = matches!(name.as_str(), "href" | "src" | "cite");
            if !allowed || (address && is_unsafe(attribute.value, tag.name == "img")) {
                let (range, attribute) = (attribute.range, Some(attribute.name));
                losses.push(Loss { range, tag: tag.name, attribute });
            }
        }
    }
    losses
}

/// The words of a piece of HTML, tags taken away.
pub(super) fn words(html: &str) -> String {
    let mut words = String::new();
    let mut from = 0;
    for tag in tags(html) {
        words.push_str(html.get(from..tag.range.start).unwrap_or_default());
        from = tag.range.end;
    }
    words.push_str(html.get(from..).unwrap_or_default());
    let decoded = ["&nbsp;", "&lt;", "&gt;", "&quot;", "&amp;"]
        .into_iter()
        .zip([" ", "<", ">", "\"", "&"])
        .fold(words, |words, (entity, plain)| match words.contains(entity) {
            true => words.replace(entity, plain),
            false => words,
        });
    decoded.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{Depth, is_unsafe, losses, sanitise, words};

    fn lost(html: &str) -> Vec<String> {
        losses(html)
            .iter()
            .map(|loss| match loss.attribute {
                Some(attribute) => format!("{}.{attribute}", loss.tag),
                None => loss.tag.to_owned(),
            })
            .collect()
    }

    #[test]
    fn what_is_lost_is_known() {
        assert!(lost("<div class=\"a\" id=b data-x='1'>文</div><!-- <font> --><br/>").is_empty());
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
    fn the_sanitiser_loses_the_same() {
        for html in [
            "<div class=\"a\" id=\"b\" data-x=\"1\">文</div>",
            "<ruby>漢<rt>han</rt></ruby>",
            "<details open=\"\"><summary>甲</summary>乙</details>",
            "<table><tbody><tr><td colspan=\"2\">甲</td></tr></tbody></table>",
            "<a href=\"../a.md\" rel=\"noopener\">甲</a>",
            "<img src=\"data:image/png;base64,AA==\" alt=\"甲\">",
        ] {
            assert!(lost(html).is_empty(), "{html}");
            assert_eq!(sanitise(html), html);
        }
        for html in [
            "<script>x()</script>",
            "<p style=\"color:red\">",
            "<p onclick=\"x()\">",
            "<a href=\"javascript:x\">",
            "<a href=\"data:text/html,x\">",
            "<iframe src=\"x\">",
            "<form action=\"x\">",
        ] {
            assert_eq!(lost(html).len(), 1, "{html}");
            let clean = sanitise(html);
            for harm in ["script", "style", "onclick", "data:", "iframe", "form"] {
                assert!(!clean.contains(harm), "{clean}");
            }
        }
    }

    #[test]
    fn a_field_is_never_one_to_type_in() {
        let field = sanitise("<input type=\"text\" value=\"x\" checked>");
        assert!(field.contains("type=\"checkbox\"") && field.contains("disabled"), "{field}");
        assert!(!field.contains("text") && !field.contains("value"), "{field}");
    }

    #[test]
    fn depth_counts_what_stays_open() {
        assert!(Depth::default().admits(&"<div><p></div></b>".repeat(500)));
        assert!(Depth::default().admits(&"<tr><td>甲".repeat(500)));
        assert!(!Depth::default().admits(&"<div></b></p>".repeat(500)));
        let mut depth = Depth::default();
        assert!(!(0..500).all(|_| depth.admits("<b>")));
    }

    #[test]
    fn disguised_schemes_are_seen() {
        assert!(is_unsafe(" Java\tScript:x", false));
        assert!(is_unsafe("\u{1}vbscript:x", false));
        assert!(is_unsafe("data:image/png;base64,x", false));
        assert!(!is_unsafe("data:image/png;base64,x", true));
        assert!(!is_unsafe("https://a/javascript:", false));
    }

    #[test]
    fn words_are_what_is_between_tags() {
        assert_eq!(words("<dl>\n<dt>甲&amp;乙</dt><style>x</style>\n</dl>\n"), "甲&乙");
    }
}
