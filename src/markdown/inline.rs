//! The HTML of what is inside of a line: text, emphasis, links, images, raw HTML.

mod pictures;
mod recordings;

use super::escape;
use super::footnotes::Footnotes;
use super::labels::Labels;
use super::marks::{self, Mark, Marks};
use super::outline::{LinkKind, RawHtml};
use super::piece;
use super::provision_label::ProvisionKind;
use super::raw_html;
use super::raw_links::{self, Replacement};
use super::resolved::{KnownPicture, Resolved};
use super::stream::Stream;
use super::table::Keeps;
use super::tags;
use super::writer::HtmlWriter;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// Emphasis inside of emphasis beyond this depth is rendered as plain text.
const MAX_STYLE_DEPTH: usize = 16;

pub(super) struct InlineRenderer<'p> {
    pub out: HtmlWriter,
    pub footnotes: Footnotes,
    stream: &'p Stream<'p>,
    raw: RawHtml,
    labels: Labels,
    /// Where each link leads, by the piece that starts it.
    addresses: HashMap<usize, Address<'p>>,
    /// What is known of pictures, by the piece that starts each.
    pictures: HashMap<usize, &'p KnownPicture>,
    /// The addresses of the subtitles of recordings, by the piece that starts each.
    subtitles: HashMap<usize, &'p str>,
    /// What is written in place of addresses and ids in raw HTML, by piece.
    replacements: HashMap<usize, Vec<(Range<usize>, Replacement)>>,
    /// The parts of a piece's text that are links of themselves, by piece.
    marks: Marks<'p>,
    /// How often each footnote has been referred to so far.
    references: HashMap<usize, usize>,
    /// The links that are open; `false` for one that is not rendered.
    open_links: Vec<bool>,
    /// Whether a link is open that was typed as HTML.
    in_html_link: bool,
    style_depth: usize,
    /// What of a text is kept on one line, in the cell of a table.
    keeps: Keeps,
}

enum Address<'p> {
    Resolved(LinkKind, &'p str),
    Typed(LinkKind, String),
}

impl<'p> InlineRenderer<'p> {
    pub fn new(
        stream: &'p Stream<'p>,
        resolved: &'p Resolved,
        raw: RawHtml,
        labels: Labels,
    ) -> InlineRenderer<'p> {
        let raw_hrefs = resolved.links.get(stream.links().count()..).unwrap_or_default();
        let raw_pictures = |index: usize| resolved.pictures.get(&(stream.links().count() + index));
        InlineRenderer {
            out: HtmlWriter::with_capacity(stream.text.len() * 3 / 2),
            footnotes: Footnotes::collect(&stream.pieces),
            stream,
            raw,
            labels,
            addresses: addresses(stream, resolved),
            pictures: known_pictures(stream, resolved),
            subtitles: subtitles(stream, resolved),
            replacements: raw_links::survey(stream).replacements(raw_hrefs, &raw_pictures, raw),
            marks: marks::marks(stream, resolved),
            references: HashMap::new(),
            open_links: Vec::new(),
            in_html_link: false,
            style_depth: 0,
            keeps: Keeps::Nothing,
        }
    }

    /// Sets what of the text that comes next is kept on one line.
    pub fn keep(&mut self, keeps: Keeps) {
        self.keeps = keeps;
    }

    /// Returns whether typed tags are rendered as text, because they are too many to be parsed.
    pub fn shows_tags(&self) -> bool {
        self.raw == RawHtml::Sanitised && self.stream.too_deep.is_some()
    }

    /// Renders an event that neither starts nor ends an element.
    pub fn event(&mut self, index: usize, event: &Event<'_>) {
        match event {
            Event::Text(text) => self.text(index, text),
            Event::Code(code) => {
                self.out.push("<code>");
                self.out.text(code);
                self.out.push("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) if self.shows_tags() => self.out.text(html),
            Event::Html(html) | Event::InlineHtml(html) => {
                let link = tags::tags(html).filter(|tag| tag.is("a")).last();
                self.in_html_link = link.map_or(self.in_html_link, |tag| !tag.closes);
                self.raw_html(index, html);
            }
            Event::SoftBreak if self.stream.collapsed_breaks.contains(&index) => {}
            Event::SoftBreak => self.out.push("\n"),
            Event::HardBreak => self.out.push("<br>\n"),
            Event::Rule => self.out.push_on_new_line("<hr>\n"),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::TaskListMarker(is_done) => {
                let Labels { done, open, .. } = self.labels;
                let (checked, label) = if *is_done { (" checked", done) } else { ("", open) };
                self.out.push(&format!(
                    "<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> "
                ));
            }
            _ => {}
        }
    }

    pub fn start(&mut self, index: usize, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis => self.open_style("<em>"),
            Tag::Strong => self.open_style("<strong>"),
            Tag::Strikethrough => self.open_style("<del>"),
            Tag::Link { title, .. } => {
                let href = self.href(index);
                self.open_links.push(href.is_some());
                if let Some(href) = href {
                    self.out.push("<a href=\"");
                    self.out.push(&href);
                    self.out.push("\"");
                    self.out.attribute("title", title);
                    if is_external(&href) {
                        self.out.push(" rel=\"noopener\"");
                    }
                    self.out.push(">");
                }
            }
            _ => {}
        }
    }

    pub fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.close_style("</em>"),
            TagEnd::Strong => self.close_style("</strong>"),
            TagEnd::Strikethrough => self.close_style("</del>"),
            TagEnd::Link if self.open_links.pop() == Some(true) => self.out.push("</a>"),
            _ => {}
        }
    }

    /// Returns the address of the link or image that starts at a piece, escaped; `None` if it has
    /// none or an unsafe one.
    fn href(&self, index: usize) -> Option<String> {
        let mut href = String::new();
        let (target, kind) = match self.addresses.get(&index)? {
            Address::Resolved(kind, target) => {
                escape::text(&mut href, target);
                (*target, *kind)
            }
            Address::Typed(kind, target) => {
                escape::address(&mut href, target);
                (target.as_str(), *kind)
            }
        };
        let is_unsafe = self.raw == RawHtml::Sanitised && raw_html::is_unsafe(target, kind);
        (!is_unsafe && !target.trim().is_empty()).then_some(href)
    }

    /// Renders text, with what is cited in it and the labels of provisions as links.
    fn text(&mut self, index: usize, text: &str) {
        let mut from = 0;
        for (range, mark) in self.marks.remove(&index).unwrap_or_default() {
            let (Some(before), Some(marked)) =
                (text.get(from..range.start), text.get(range.clone()))
            else {
                continue;
            };
            self.unmarked(before);
            match mark {
                Mark::Cited { href, title } => {
                    self.out.push("<a class=\"citation\" href=\"");
                    self.out.text(href);
                    self.out.push("\"");
                    self.out.attribute("title", title);
                }
                Mark::Address(href) => {
                    self.out.push("<a");
                    self.out.attribute("href", href);
                    if is_external(href) {
                        self.out.push(" rel=\"noopener\"");
                    }
                }
                Mark::Label(provision) => {
                    self.out.push(match provision.kind {
                        ProvisionKind::Item => "<a class=\"provision provision-item\"",
                        _ => "<a class=\"provision\"",
                    });
                    let id = if provision.is_heading_id { "" } else { &provision.id };
                    self.out.attribute("id", id);
                    self.out.attribute("href", &format!("#{}", provision.id));
                    self.out.attribute("title", self.labels.provision);
                }
            }
            self.out.push(">");
            self.out.text(marked);
            self.out.push("</a>");
            from = range.end;
        }
        self.unmarked(text.get(from..).unwrap_or_default());
    }

    fn unmarked(&mut self, text: &str) {
        let mut from = 0;
        for kept in self.keeps.parts(text) {
            self.out.text(text.get(from..kept.start).unwrap_or_default());
            self.out.push("<span class=\"nb\">");
            self.out.text(text.get(kept.clone()).unwrap_or_default());
            self.out.push("</span>");
            from = kept.end;
        }
        self.out.text(text.get(from..).unwrap_or_default());
    }

    /// Renders the id of the provision whose paragraph or heading starts at a piece, if its label cannot
    /// be a link that has the id.
    pub fn provision_id(&mut self, start: usize) {
        let provisions = &self.stream.provisions;
        let found = provisions.binary_search_by_key(&start, |provision| provision.start);
        let Some(provision) = found.ok().and_then(|found| provisions.get(found)) else { return };
        if provision.text.is_none() && !provision.is_heading_id {
            self.out.push("<span");
            self.out.attribute("id", &provision.id);
            self.out.push("></span>");
        }
    }

    /// Renders HTML as it was typed, except for resolved addresses and the ids that are kept.
    fn raw_html(&mut self, index: usize, html: &str) {
        let mut from = 0;
        for (range, replacement) in self.replacements.remove(&index).unwrap_or_default() {
            let Some(before) = html.get(from..range.start) else { continue };
            self.out.push_typed(before);
            match replacement {
                Replacement::Address(address) => self.out.push_typed(&address),
                Replacement::Attribute(attribute) => self.out.push(&attribute),
            }
            from = range.end;
        }
        self.out.push_typed(html.get(from..).unwrap_or_default());
    }

    fn footnote_reference(&mut self, label: &str) {
        let Some(number) = self.footnotes.number(label) else { return };
        let count = self.references.entry(number).or_insert(0);
        *count += 1;
        let id = match *count {
            1 => format!("fnref-{number}"),
            count => format!("fnref-{number}-{count}"),
        };
        // A link cannot be inside of a link.
        let html = if self.open_links.contains(&true) {
            format!("<sup class=\"footnote-ref\" id=\"{id}\">{number}</sup>")
        } else {
            format!(
                "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{id}\" \
                 role=\"doc-noteref\">{number}</a></sup>"
            )
        };
        self.out.push(&html);
    }

    fn open_style(&mut self, tag: &str) {
        self.style_depth += 1;
        if self.style_depth <= MAX_STYLE_DEPTH {
            self.out.push(tag);
        }
    }

    fn close_style(&mut self, tag: &str) {
        if self.style_depth <= MAX_STYLE_DEPTH {
            self.out.push(tag);
        }
        self.style_depth = self.style_depth.saturating_sub(1);
    }
}

fn addresses<'p>(stream: &Stream<'_>, resolved: &'p Resolved) -> HashMap<usize, Address<'p>> {
    let mut hrefs = resolved.links.iter();
    let addresses = stream.links().filter_map(|index| {
        let (kind, typed) = piece::link_target(&stream.pieces.get(index)?.event)?;
        let address = match hrefs.next().and_then(|href| href.as_deref()) {
            Some(href) => Address::Resolved(kind, href),
            None => Address::Typed(kind, typed),
        };
        Some((index, address))
    });
    addresses.collect()
}

fn known_pictures<'p>(
    stream: &Stream<'_>,
    resolved: &'p Resolved,
) -> HashMap<usize, &'p KnownPicture> {
    if resolved.pictures.is_empty() {
        return HashMap::new();
    }
    let links = stream.links().enumerate();
    links.filter_map(|(link, index)| Some((index, resolved.pictures.get(&link)?))).collect()
}

fn subtitles<'p>(stream: &Stream<'_>, resolved: &'p Resolved) -> HashMap<usize, &'p str> {
    if resolved.subtitles.is_empty() {
        return HashMap::new();
    }
    let links = stream.links().enumerate();
    links.filter_map(|(link, index)| Some((index, &**resolved.subtitles.get(&link)?))).collect()
}

/// Returns whether an address leads to another host.
fn is_external(href: &str) -> bool {
    let begins_with =
        |scheme: &str| href.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
    begins_with("http://") || begins_with("https://") || begins_with("//")
}
