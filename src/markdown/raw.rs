//! HTML that editors type: what of it stays, and what of it is lost.
//!
//! One table says which tags and attributes are harmless. The sanitiser obeys it, and the scanner
//! reads it to tell the editor where something is lost.

use super::tags::{WHOLE, tags};
use crate::scheme;
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
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("wbr", &[]),
];

/// Attributes that every tag may have. None of them is one that a script or a style sheet of a
/// theme acts on: those are [`OURS`].
const ATTRIBUTES: &[&str] = &["lang", "dir", "title", "aria-label"];

/// Attributes by which scripts and style sheets find the parts of a page. Only the program itself
/// may set them, or a text could take the place of a control. An editor's own classes begin with
/// [`CLASS`].
const OURS: &[&str] = &["id", "class", "role", "tabindex"];

/// How the names of classes begin that an editor may use; no theme has such.
const CLASS: &str = "x-";

/// Stands before the value of each attribute of [`OURS`] that the program prints, so that the
/// sanitiser knows it from one that was typed. No typed value can begin with it: the character is
/// taken out of typed HTML, and no character reference of HTML means it (`&#x80;` is the euro).
const MARK: char = '\u{80}';

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let set = |names: &[&'static str]| names.iter().copied().collect::<HashSet<_>>();
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().map(|(tag, _)| *tag).collect())
        .clean_content_tags(set(WHOLE))
        .tag_attributes(TAGS.iter().map(|(tag, own)| (*tag, set(own))).collect())
        .generic_attributes(set(&[ATTRIBUTES, OURS].concat()))
        // A field in which readers could type would be a trap.
        .set_tag_attribute_values(HashMap::from([(
            "input",
            HashMap::from([("type", "checkbox"), ("disabled", "")]),
        )]))
        // Which of them stay is decided below; of `data:` only pictures do.
        .url_schemes(scheme::ALLOWED.into_iter().chain(["data"]).collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(|_, attribute, value| {
            if !OURS.contains(&attribute) {
                return keeps(attribute, value).then_some(Cow::Borrowed(value));
            }
            if let Some(own) = value.strip_prefix(MARK) {
                return Some(Cow::Borrowed(own));
            }
            let kept = own_classes(attribute, value);
            (!kept.is_empty()).then(|| Cow::Owned(kept.join(" ")))
        });
    builder
});

/// Whether a typed attribute stays, of those that its tag may have.
fn keeps(attribute: &str, value: &str) -> bool {
    match attribute {
        "src" => scheme::is_picture(value),
        "href" | "cite" => scheme::is_link(value),
        _ => true,
    }
}

/// The classes of a typed attribute that stay.
fn own_classes<'v>(attribute: &str, value: &'v str) -> Vec<&'v str> {
    let classes = value.split_ascii_whitespace().filter(|_| attribute == "class");
    classes.filter(|class| class.starts_with(CLASS)).collect()
}

/// Takes out of a rendered body what could harm its readers. `typed` are the parts of it that an
/// editor typed as HTML, in order; the program printed the rest.
pub(super) fn sanitise(html: &str, typed: &[Range<usize>]) -> String {
    let mut marked = String::with_capacity(html.len() + html.len() / 16);
    let mut from = 0;
    for part in typed {
        mark(html.get(from..part.start).unwrap_or_default(), &mut marked);
        marked.extend(html.get(part.clone()).unwrap_or_default().chars().filter(|c| *c != MARK));
        from = part.end.max(from);
    }
    mark(html.get(from..).unwrap_or_default(), &mut marked);
    SANITISER.clean(&marked).to_string()
}

/// Marks the attributes of HTML that the program printed. Quotation marks in its texts are
/// escaped, so a name before `="` is an attribute.
fn mark(printed: &str, out: &mut String) {
    let mut rest = printed;
    while let Some(at) = rest.find("=\"") {
        let (before, after) = rest.split_at(at);
        let name = before.rsplit(' ').next().unwrap_or_default();
        out.extend(before.chars().filter(|c| *c != MARK));
        out.push_str("=\"");
        if OURS.contains(&name) {
            out.push(MARK);
        }
        rest = after.get(2..).unwrap_or_default();
    }
    out.extend(rest.chars().filter(|c| *c != MARK));
}

/// How deep the tags that editors type may stand in each other. Parsing them as browsers do takes
/// time that grows with the square of the depth.
const DEEPEST: usize = 200;

/// How many attributes a tag may have. Parsing it as browsers do compares each with all others.
const MOST_ATTRIBUTES: usize = 1_000;

/// Where the first tag stands that has more attributes than any is meant to have.
pub(super) fn overloaded(html: &str) -> Option<Range<usize>> {
    tags(html).find(|tag| tag.attributes.len() > MOST_ATTRIBUTES).map(|tag| tag.range)
}

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

/// Whether an address may not be that of a link or an image.
pub(super) fn is_unsafe(target: &str, is_image: bool) -> bool {
    let may = if is_image { scheme::is_picture } else { scheme::is_link };
    !may(target)
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
            let allowed = own.contains(&name.as_str()) || ATTRIBUTES.contains(&name.as_str());
            let all_classes = name == "class" && {
                let mut classes = attribute.value.split_ascii_whitespace();
                classes.all(|class| class.starts_with(CLASS))
            };
            let stays = allowed && survives(tag.name, &name, attribute.value);
            if !(stays || all_classes) {
                let (range, attribute) = (attribute.range, Some(attribute.name));
                losses.push(Loss { range, tag: tag.name, attribute });
            }
        }
    }
    losses
}

/// Whether the sanitiser lets an attribute of a tag stay, its value aside.
pub(super) fn may_have(tag: &str, attribute: &str) -> bool {
    let known = TAGS.iter().find(|(name, _)| name.eq_ignore_ascii_case(tag));
    known.is_some_and(|(_, own)| {
        own.iter().chain(ATTRIBUTES).any(|name| name.eq_ignore_ascii_case(attribute))
    })
}

/// Whether the sanitiser lets a tag stay.
pub(super) fn may_stand(tag: &str) -> bool {
    TAGS.iter().any(|(name, _)| name.eq_ignore_ascii_case(tag))
}

/// Whether the value of a typed attribute is kept. Where it may be spelled by character
/// references, the sanitiser itself is asked.
fn survives(tag: &str, name: &str, value: &str) -> bool {
    let is_address = matches!(name, "href" | "src" | "cite");
    if !is_address || !value.contains('&') {
        return keeps(name, value);
    }
    let quote = if value.contains('"') { '\'' } else { '"' };
    let clean = SANITISER.clean(&format!("<{tag} {name}={quote}{value}{quote}>")).to_string();
    clean.contains(&format!(" {name}="))
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
mod tests;
