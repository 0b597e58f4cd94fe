//! The addresses and ids in the HTML that editors type.
//!
//! A browser loads `<img src>` as it loads a Markdown image, so these addresses are resolved and
//! checked by the same rules, and rendered relative to the page instead of the file.

use super::outline::{LinkForm, LinkKind, RawHtml};
use super::passage::PassageKind;
use super::picture_attributes::{Shown, sources};
use super::raw_html;
use super::resolved::KnownPicture;
use super::stream::Stream;
use super::tags::{Attribute, Tag, tags};
use super::{escape, titles};
use pulldown_cmark::{Event, TagEnd};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The attributes that browsers read addresses from, and what they lead to.
const ADDRESSES: &[(&str, &[&str], LinkKind)] = &[
    ("href", &["a", "area", "link", "image", "use"], LinkKind::Link),
    ("xlink:href", &["a", "image", "use"], LinkKind::Link),
    ("src", &["img", "input"], LinkKind::Image),
    ("src", &["audio", "embed", "iframe", "script", "source", "track", "video"], LinkKind::Link),
    ("srcset", &["img", "source"], LinkKind::Image),
    ("poster", &["video"], LinkKind::Image),
    ("background", &["body", "table", "td", "th", "tr"], LinkKind::Image),
    ("cite", &["blockquote", "del", "ins", "q"], LinkKind::Link),
    ("data", &["object"], LinkKind::Link),
    ("longdesc", &["img"], LinkKind::Link),
];

/// An address in raw HTML.
pub(super) struct RawLink {
    pub kind: LinkKind,
    pub form: LinkForm,
    /// As typed, with character references resolved.
    pub target: String,
    /// Bytes of the file.
    pub range: Range<usize>,
    /// Indices of the pieces that hold it, with the bytes of their texts: an attribute may span
    /// several lines, each of which is a piece.
    pub parts: Vec<(usize, Range<usize>)>,
    /// Whether the range is the whole value, quotation marks included.
    pub is_whole: bool,
    /// What of a picture its tag leaves open.
    pub open: Open,
}

/// What the tag of a picture leaves open, so that the program may say it.
#[derive(Clone, Copy, Default)]
pub(super) struct Open {
    pub sources: bool,
    pub size: bool,
}

impl Open {
    fn of(tag: &Tag<'_>, attribute: &str) -> Open {
        if !tag.is("img") || attribute != "src" {
            return Open::default();
        }
        let lacks = |name: &str| !tag.attributes.iter().any(|a| a.name.eq_ignore_ascii_case(name));
        Open { sources: lacks("srcset"), size: lacks("width") && lacks("height") && lacks("style") }
    }
}

/// An id, or the name of an anchor, in raw HTML.
pub(super) struct RawId {
    pub id: String,
    /// Whether it is still there after the HTML is sanitised.
    pub kept: bool,
    /// Bytes of the file.
    pub range: Range<usize>,
    /// The pieces that hold the whole attribute, with the bytes of their texts.
    pub parts: Vec<(usize, Range<usize>)>,
}

/// An image in raw HTML without `alt`.
pub(super) struct ImageWithoutAlt {
    pub range: Range<usize>,
    pub source: String,
}

/// The links, ids and images in the raw HTML of a body.
#[derive(Default)]
pub(super) struct RawSurvey {
    pub links: Vec<RawLink>,
    pub ids: Vec<RawId>,
    pub images_without_alt: Vec<ImageWithoutAlt>,
    /// The ids that are taken.
    taken: HashSet<String>,
}

/// What is rendered in place of a part of a piece's text.
pub(super) enum Replacement {
    /// An address; it is sanitised as typed HTML is.
    Address(String),
    /// An attribute that the program generated.
    Attribute(String),
}

/// Lists the addresses and ids in the raw HTML of a body: first those in blocks, then those in lines.
pub(super) fn survey(stream: &Stream<'_>) -> RawSurvey {
    let taken = stream.titles.iter().map(|title| title.id.clone()).collect();
    let mut found = RawSurvey { taken, ..RawSurvey::default() };
    for passage in stream.passages.iter().filter(|passage| passage.kind == PassageKind::Html) {
        let place = |range: Range<usize>| Place {
            range: passage.mapped.source(range.clone()),
            parts: passage.parts(range).collect(),
        };
        tags(&passage.mapped.text).for_each(|tag| found.add_tag(&tag, stream, &place));
    }
    // The description of an image is plain text: tags in it are not rendered.
    let mut image_depth = 0usize;
    for (index, piece) in stream.pieces.iter().enumerate() {
        match &piece.event {
            Event::Start(pulldown_cmark::Tag::Image { .. }) => image_depth += 1,
            Event::End(TagEnd::Image) => image_depth = image_depth.saturating_sub(1),
            Event::InlineHtml(html) if image_depth == 0 => {
                let is_verbatim = stream.text.get(piece.range.clone()) == Some(&**html);
                let start = piece.range.start;
                let place = |range: Range<usize>| Place {
                    range: if is_verbatim {
                        start + range.start..start + range.end
                    } else {
                        piece.range.clone()
                    },
                    parts: vec![(index, range)],
                };
                tags(html).for_each(|tag| found.add_tag(&tag, stream, &place));
            }
            _ => {}
        }
    }
    found
}

/// The place of a part of raw HTML.
struct Place {
    range: Range<usize>,
    parts: Vec<(usize, Range<usize>)>,
}

impl RawSurvey {
    fn add_tag(
        &mut self,
        tag: &Tag<'_>,
        stream: &Stream<'_>,
        place: &dyn Fn(Range<usize>) -> Place,
    ) {
        if tag.closes {
            return;
        }
        // HTML that is nested too deep is rendered as text, unless it is trusted.
        let is_shown = stream.too_deep.is_none();
        let kept = |name: &str| is_shown && raw_html::keeps_attribute(tag.name, name);
        let mut known = HashSet::new();
        for attribute in &tag.attributes {
            let name = attribute.name.to_ascii_lowercase();
            // Of two attributes of one name browsers take the first.
            if !known.insert(name.clone()) {
                continue;
            }
            if name == "id" || (name == "name" && tag.is("a")) {
                let id = with_references_resolved(attribute.value).into_owned();
                let may_stay = name == "id" && is_shown && raw_html::keeps_tag(tag.name);
                let kept = may_stay && is_allowed_id(&id) && self.taken.insert(id.clone());
                let Place { range, parts } = place(attribute.range.clone());
                self.ids.push(RawId { id, kept, range, parts });
            }
            let Some(kind) = link_kind(tag, &name) else { continue };
            let form = LinkForm::Html { kept: kept(&name) };
            let open = Open::of(tag, &name);
            let is_whole = name != "srcset";
            let places = if is_whole {
                vec![(attribute.value, attribute.value_range.clone())]
            } else {
                srcset_addresses(attribute)
            };
            for (target, at) in places {
                let Place { range, parts } = place(at);
                let target = with_references_resolved(target).into_owned();
                self.links.push(RawLink { kind, form, target, range, parts, is_whole, open });
            }
        }
        let has_alt = tag.attributes.iter().any(|a| a.name.eq_ignore_ascii_case("alt"));
        if tag.is("img") && !has_alt && is_shown {
            let source = tag.attributes.iter().find(|a| a.name.eq_ignore_ascii_case("src"));
            let source = source.map_or("", |source| source.value).to_owned();
            self.images_without_alt
                .push(ImageWithoutAlt { range: place(tag.range.clone()).range, source });
        }
    }

    /// Returns what to render in place of resolved addresses and, if the HTML is sanitised, of the ids
    /// that are kept, and what is known of `pictures`, by index of their link: by piece, in the order of the text.
    pub fn replacements<'k>(
        &self,
        hrefs: &[Option<String>],
        pictures: &dyn Fn(usize) -> Option<&'k KnownPicture>,
        raw: RawHtml,
    ) -> HashMap<usize, Vec<(Range<usize>, Replacement)>> {
        let mut replacements: HashMap<usize, Vec<(Range<usize>, Replacement)>> = HashMap::new();
        let mut add = |(piece, range): &(usize, Range<usize>), replacement: Replacement| {
            replacements.entry(*piece).or_default().push((range.clone(), replacement));
        };
        for (index, (link, href)) in self.links.iter().zip(hrefs).enumerate() {
            let Some(href) = href else { continue };
            if let (Some(picture), [.., (piece, range)]) = (pictures(index), &link.parts[..]) {
                let attributes = picture_attributes(picture, link.open);
                add(&(*piece, range.end..range.end), Replacement::Attribute(attributes));
            }
            let mut rendered = String::new();
            escape::text(&mut rendered, href);
            let mut rendered = if link.is_whole { format!("\"{rendered}\"") } else { rendered };
            for part in &link.parts {
                add(part, Replacement::Address(std::mem::take(&mut rendered)));
            }
        }
        let is_sanitised = raw == RawHtml::Sanitised;
        for id in self.ids.iter().filter(|id| is_sanitised && id.kept) {
            let mut rendered = format!(" id=\"{}\"", id.id);
            for part in &id.parts {
                add(part, Replacement::Attribute(std::mem::take(&mut rendered)));
            }
        }
        for parts in replacements.values_mut() {
            parts.sort_by_key(|(range, _)| range.start);
        }
        replacements
    }
}

/// Returns the attributes of a picture that its tag leaves open.
fn picture_attributes(picture: &KnownPicture, open: Open) -> String {
    let mut attributes = String::new();
    if open.sources {
        attributes.push_str(&sources(picture, Shown::InColumn));
    }
    if open.size {
        attributes.push_str(&format!(" width=\"{}\" height=\"{}\"", picture.width, picture.height));
    }
    attributes
}

/// Returns whether an id has only letters, digits and a few signs, and is none that a page itself uses.
fn is_allowed_id(id: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    let lower = id.to_lowercase();
    !id.is_empty()
        && id.chars().all(is_word)
        && !titles::RESERVED_ID_PREFIXES.iter().any(|prefix| lower.starts_with(prefix))
}

/// Returns what an attribute of a tag leads to; `None` if it holds no address.
fn link_kind(tag: &Tag<'_>, attribute: &str) -> Option<LinkKind> {
    ADDRESSES
        .iter()
        .find(|(name, tags, _)| *name == attribute && tags.iter().any(|name| tag.is(name)))
        .map(|(_, _, kind)| *kind)
}

/// Returns the addresses of a `srcset`: `a.png 1x, b.png 2x`.
fn srcset_addresses<'h>(attribute: &Attribute<'h>) -> Vec<(&'h str, Range<usize>)> {
    let is_quoted = attribute.value_range.len() > attribute.value.len();
    let start = attribute.value_range.start + usize::from(is_quoted);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = attribute.value.get(at..) {
        let is_between = |c: char| c.is_ascii_whitespace() || c == ',';
        let skipped = rest.len() - rest.trim_start_matches(is_between).len();
        let rest = rest.get(skipped..).unwrap_or_default();
        let length = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let address = rest.get(..length).unwrap_or_default();
        let bare = address.trim_end_matches(',');
        if bare.is_empty() {
            break;
        }
        let from = start + at + skipped;
        found.push((bare, from..from + bare.len()));
        at += skipped + length;
        // A comma at the end of the address ends the candidate, else the next comma does.
        if bare.len() == address.len() {
            let rest = attribute.value.get(at..).unwrap_or_default();
            at += rest.find(',').unwrap_or(rest.len());
        }
    }
    found
}

/// Returns the value of an attribute with its character references resolved.
fn with_references_resolved(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    // The sanitiser's parser knows all two thousand of them. It would also resolve `&copy=1`, which
    // is no reference in an attribute; so `&` is escaped where no reference follows.
    let mut text = String::with_capacity(value.len());
    let mut parts = value.split('&');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
        let is_ended = end.is_some_and(|end| end > 0 && part[end..].starts_with(';'));
        text.push_str(if is_ended || part.starts_with('#') { "&" } else { "&amp;" });
        text.push_str(part);
    }
    let text = text.replace('<', "&lt;");
    let clean = ammonia::Builder::empty().clean(&text).to_string();
    let plain =
        [("&nbsp;", "\u{a0}"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
            .into_iter()
            .fold(clean, |text, (entity, plain)| text.replace(entity, plain));
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_references_are_resolved() {
        for (typed, plain) in [
            ("a&amp;b&#46;pdf", "a&b.pdf"),
            ("&#x4E00;&period;pdf", "一.pdf"),
            ("?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"),
            ("&amp;lt;", "&lt;"),
            ("a & b&c", "a & b&c"),
            ("a<b&gt;", "a<b>"),
        ] {
            assert_eq!(with_references_resolved(typed), plain, "{typed}");
        }
    }

    #[test]
    fn srcset_has_several_addresses() {
        let html = "<img srcset='a.png 1x, b,c.png 2x,d.png, e.png'>";
        let tag = Tag::first(html).expect("a tag");
        let found = srcset_addresses(&tag.attributes[0]);
        let addresses: Vec<&str> = found.iter().map(|(address, _)| *address).collect();
        assert_eq!(addresses, ["a.png", "b,c.png", "d.png", "e.png"]);
        assert!(found.iter().all(|(address, at)| html[at.clone()] == **address));
    }
}
