//! A rendered body for readers who see it without its page: in a feed.

use super::raw_html::{GLOBAL_ATTRIBUTES, TAGS, keeps};
use super::tags::RAW_TEXT_TAGS;
use crate::scheme;
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::HashSet;
use url::Url;

/// Returns rendered HTML with only harmless tags and attributes, and with whole addresses; relative
/// ones, fragments too, are those of the page at `base`. Ids and classes are left out, because the
/// scripts and style sheets that use them are not there.
pub fn portable(html: &str, base: &str) -> String {
    let set = |names: &[&'static str]| names.iter().copied().collect::<HashSet<_>>();
    let relative = Url::parse(base).map_or(UrlRelative::Deny, UrlRelative::RewriteWithBase);
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().map(|(tag, _)| *tag).filter(|tag| *tag != "input").collect())
        .clean_content_tags(set(RAW_TEXT_TAGS))
        .tag_attributes(TAGS.iter().map(|(tag, own)| (*tag, set(own))).collect())
        .generic_attributes(set(GLOBAL_ATTRIBUTES))
        .url_schemes(scheme::ALLOWED.into_iter().chain(["data"]).collect())
        .url_relative(relative)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(|_, attribute, value| {
            keeps(attribute, value).then_some(Cow::Borrowed(value))
        });
    builder.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::portable;

    fn of(html: &str) -> String {
        portable(html, "https://example.org/portal/lyxf/2026/1/")
    }

    #[test]
    fn addresses_are_whole() {
        for (address, whole) in [
            ("#fn-1", "https://example.org/portal/lyxf/2026/1/#fn-1"),
            ("/portal/a/", "https://example.org/portal/a/"),
            ("b.pdf", "https://example.org/portal/lyxf/2026/1/b.pdf"),
            ("https://a.cn/?b=1&amp;c", "https://a.cn/?b=1&amp;c"),
            ("mailto:a@b.cn", "mailto:a@b.cn"),
        ] {
            let html = of(&format!("<a href=\"{address}\">x</a>"));
            assert_eq!(html, format!("<a href=\"{whole}\">x</a>"));
        }
        let image = of("<img src=\"/portal/a.png\" alt=\"图\">");
        assert_eq!(image, "<img src=\"https://example.org/portal/a.png\" alt=\"图\">");
    }

    #[test]
    fn what_only_the_page_uses_is_left_out() {
        let html = "<div class=\"table\" role=\"region\" tabindex=\"0\"><p id=\"a\" onclick=\"b()\" lang=\"en\">x</p></div>";
        assert_eq!(of(html), "<div><p lang=\"en\">x</p></div>");
        assert_eq!(of("a<script>b()</script><style>c{}</style><iframe src=\"/d\"></iframe>"), "a");
        assert_eq!(of("<a href=\"javascript:b()\">x</a>"), "<a>x</a>");
    }
}
