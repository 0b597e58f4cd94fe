//! HTML that editors type: what of it is kept, and what is removed.
//!
//! One table says which tags and attributes are harmless. The sanitiser applies it, and
//! [`losses`] uses it to report to the editor what is removed.

use super::outline::LinkKind;
use super::source_map::MappedText;
use super::tags::{RAW_TEXT_TAGS, tags};
use crate::scheme;
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// The tags that are kept, each with its own attributes.
pub(super) const TAGS: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang", "rel", "download"]),
    ("abbr", &[]),
    ("article", &[]),
    ("aside", &[]),
    ("audio", &["src", "controls", "preload"]),
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
    ("details", &["open"]),
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
    ("td", &["colspan", "rowspan"]),
    ("tfoot", &[]),
    ("th", &["colspan", "rowspan", "scope", "abbr"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("track", &["kind", "src", "srclang", "label", "default"]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("video", &["src", "controls", "preload"]),
    ("wbr", &[]),
];

/// Attributes that every tag may have. None of them is used by the scripts and style sheets of a
/// theme; those are [`RESERVED_ATTRIBUTES`].
pub(super) const GLOBAL_ATTRIBUTES: &[&str] = &["lang", "dir", "title", "aria-label"];

/// Attributes by which scripts and style sheets find the parts of a page. Only the program itself
/// may set them, or a text could pose as a control. An editor's own classes begin with
/// [`CUSTOM_CLASS_PREFIX`].
const RESERVED_ATTRIBUTES: &[&str] = &["id", "class", "role", "tabindex", "srcset", "sizes"];

/// The prefix of classes that an editor may use; no theme uses it.
const CUSTOM_CLASS_PREFIX: &str = "x-";

/// Precedes the value of each reserved attribute that the program writes, so that the sanitiser can
/// distinguish it from one that was typed. No typed value can begin with it: the character is removed
/// from typed HTML, and no character reference of HTML denotes it (`&#x80;` is the euro sign).
const GENERATED_MARK: char = '\u{80}';

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let set = |names: &[&'static str]| names.iter().copied().collect::<HashSet<_>>();
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().map(|(tag, _)| *tag).collect())
        .clean_content_tags(set(RAW_TEXT_TAGS))
        .tag_attributes(TAGS.iter().map(|(tag, own)| (*tag, set(own))).collect())
        .generic_attributes(set(&[GLOBAL_ATTRIBUTES, RESERVED_ATTRIBUTES].concat()))
        // A field that readers can type into could be used to collect what they type.
        .set_tag_attribute_values(HashMap::from([(
            "input",
            HashMap::from([("type", "checkbox"), ("disabled", "")]),
        )]))
        // Which of them are kept is decided by `keeps`; of `data:` only pictures are.
        .url_schemes(scheme::ALLOWED.into_iter().chain(["data"]).collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(|_, attribute, value| {
            if !RESERVED_ATTRIBUTES.contains(&attribute) {
                return keeps(attribute, value).then_some(Cow::Borrowed(value));
            }
            if let Some(own) = value.strip_prefix(GENERATED_MARK) {
                return Some(Cow::Borrowed(own));
            }
            let kept = custom_classes(attribute, value);
            (!kept.is_empty()).then(|| Cow::Owned(kept.join(" ")))
        });
    builder
});

/// Returns whether the value of a typed attribute is kept, for an attribute that its tag may have.
pub(super) fn keeps(attribute: &str, value: &str) -> bool {
    match attribute {
        "src" => scheme::is_image(value),
        "href" | "cite" => scheme::is_link(value),
        _ => true,
    }
}

/// Returns the classes of a typed attribute that are kept.
fn custom_classes<'v>(attribute: &str, value: &'v str) -> Vec<&'v str> {
    let classes = value.split_ascii_whitespace().filter(|_| attribute == "class");
    classes.filter(|class| class.starts_with(CUSTOM_CLASS_PREFIX)).collect()
}

/// Removes from a rendered body what could harm its readers. `typed` are the parts of it that an
/// editor typed as HTML, in order; the program generated the rest.
pub(super) fn sanitise(html: &str, typed: &[Range<usize>]) -> String {
    let mut marked = String::with_capacity(html.len() + html.len() / 16);
    let mut from = 0;
    for part in typed {
        mark_generated(html.get(from..part.start).unwrap_or_default(), &mut marked);
        marked.extend(
            html.get(part.clone()).unwrap_or_default().chars().filter(|c| *c != GENERATED_MARK),
        );
        from = part.end.max(from);
    }
    mark_generated(html.get(from..).unwrap_or_default(), &mut marked);
    SANITISER.clean(&marked).to_string()
}

/// Marks the reserved attributes of HTML that the program generated. Quotation marks in its texts are
/// escaped, so a name before `="` is an attribute.
fn mark_generated(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(at) = rest.find("=\"") {
        let (before, after) = rest.split_at(at);
        let name = before.rsplit(' ').next().unwrap_or_default();
        out.extend(before.chars().filter(|c| *c != GENERATED_MARK));
        out.push_str("=\"");
        if RESERVED_ATTRIBUTES.contains(&name) {
            out.push(GENERATED_MARK);
        }
        rest = after.get(2..).unwrap_or_default();
    }
    out.extend(rest.chars().filter(|c| *c != GENERATED_MARK));
}

/// How deep typed tags may be nested. Parsing them as browsers do takes time that grows with the
/// square of the depth.
const MAX_TAG_DEPTH: usize = 200;

/// How many attributes a tag may have. Parsing it as browsers do compares each with all others.
const MAX_ATTRIBUTES: usize = 1_000;

/// Finds the first tag that has more than [`MAX_ATTRIBUTES`].
pub(super) fn overloaded(html: &str) -> Option<Range<usize>> {
    tags(html).find(|tag| tag.attributes.len() > MAX_ATTRIBUTES).map(|tag| tag.range)
}

/// Tags that need no end tag, because they are empty or end where the next of their kind begins.
const UNCLOSED: &[&str] = &[
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li",
    "link", "meta", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th",
    "thead", "tr", "track", "wbr",
];

/// Tracks how deep the tags of a text are nested: the names of those that are open.
#[derive(Default)]
pub(super) struct TagDepth(Vec<String>);

impl TagDepth {
    /// Reads the next piece of HTML. Returns whether its tags are nested no deeper than allowed.
    pub fn admits(&mut self, html: &str) -> bool {
        for tag in tags(html).filter(|tag| !UNCLOSED.iter().any(|name| tag.is(name))) {
            if tag.closes {
                // As in browsers, an end tag without a start tag closes nothing.
                let open = self.0.iter().rposition(|name| tag.is(name));
                self.0.truncate(open.unwrap_or(self.0.len()));
            } else {
                self.0.push(tag.name.to_owned());
            }
            if self.0.len() > MAX_TAG_DEPTH {
                return false;
            }
        }
        true
    }
}

/// Returns whether an address is refused as that of a link or an image.
pub(super) fn is_unsafe(target: &str, kind: LinkKind) -> bool {
    match kind {
        LinkKind::Link => !scheme::is_link(target),
        LinkKind::Image => !scheme::is_image(target),
    }
}

/// Something that the sanitiser removes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Loss<'h> {
    /// Bytes of the text that was scanned.
    pub range: Range<usize>,
    pub tag: &'h str,
    /// The attribute that is removed; `None` if the whole tag is.
    pub attribute: Option<&'h str>,
}

/// Lists what the sanitiser removes from a piece of HTML, in order.
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
            let is_allowed =
                own.contains(&name.as_str()) || GLOBAL_ATTRIBUTES.contains(&name.as_str());
            let keeps_all_classes = name == "class" && {
                let mut classes = attribute.value.split_ascii_whitespace();
                classes.all(|class| class.starts_with(CUSTOM_CLASS_PREFIX))
            };
            let is_kept = is_allowed && survives(tag.name, &name, attribute.value);
            if !(is_kept || keeps_all_classes) {
                let (range, attribute) = (attribute.range, Some(attribute.name));
                losses.push(Loss { range, tag: tag.name, attribute });
            }
        }
    }
    losses
}

/// Returns whether the sanitiser keeps an attribute of a tag, whatever its value.
pub(super) fn keeps_attribute(tag: &str, attribute: &str) -> bool {
    let known = TAGS.iter().find(|(name, _)| name.eq_ignore_ascii_case(tag));
    known.is_some_and(|(_, own)| {
        own.iter().chain(GLOBAL_ATTRIBUTES).any(|name| name.eq_ignore_ascii_case(attribute))
    })
}

/// Returns whether the sanitiser keeps a tag.
pub(super) fn keeps_tag(tag: &str) -> bool {
    TAGS.iter().any(|(name, _)| name.eq_ignore_ascii_case(tag))
}

/// Returns whether the value of a typed attribute is kept. If it may contain character references,
/// the sanitiser itself is run on it.
fn survives(tag: &str, name: &str, value: &str) -> bool {
    let is_address = matches!(name, "href" | "src" | "cite");
    if !is_address || !value.contains('&') {
        return keeps(name, value);
    }
    let quote = if value.contains('"') { '\'' } else { '"' };
    let clean = SANITISER.clean(&format!("<{tag} {name}={quote}{value}{quote}>")).to_string();
    clean.contains(&format!(" {name}="))
}

/// Returns the text of a piece of HTML: without its tags, with the commonest entities resolved, and
/// without white space around its lines.
pub(super) fn plain_text(html: &MappedText) -> MappedText {
    let mut text = MappedText::default();
    let mut from = 0;
    for tag in tags(&html.text) {
        text.append(html, from..tag.range.start);
        from = tag.range.end;
    }
    text.append(html, from..html.text.len());
    let text = with_entities_resolved(&text);
    let mut joined = MappedText::default();
    let mut next = 0;
    for line in text.text.split_inclusive('\n') {
        let start = next + line.len() - line.trim_start().len();
        next += line.len();
        let trimmed = line.trim();
        if trimmed.is_empty() {
            continue;
        }
        if !joined.text.is_empty() {
            joined.push_generated("\n");
        }
        joined.append(&text, start..start + trimmed.len());
    }
    joined
}

fn with_entities_resolved(text: &MappedText) -> MappedText {
    const ENTITIES: [(&str, &str); 5] =
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    let mut resolved = MappedText::default();
    let mut from = 0;
    for (at, _) in text.text.match_indices('&') {
        let rest = text.text.get(at..).unwrap_or_default();
        let Some((entity, plain)) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity))
        else {
            continue;
        };
        resolved.append(text, from..at);
        resolved.push_replaced(plain, text.source(at..at + entity.len()));
        from = at + entity.len();
    }
    resolved.append(text, from..text.text.len());
    resolved
}

#[cfg(test)]
mod tests;
