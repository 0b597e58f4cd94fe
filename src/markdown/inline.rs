//! The HTML of a body: what stands inside of a line.

use super::html::{Address, Renderer};
use super::raw_links::Replacement;
use super::{Labels, LinkKind, RawHtml, escape, raw};
use pulldown_cmark::{Event, Tag, TagEnd};

/// Emphasis inside of emphasis beyond this depth is printed as plain text.
const DEEPEST_STYLE: usize = 16;

/// What an editor writes in place of a description when an image says nothing.
const DECORATIVE: [&str; 2] = ["装饰", "decorative"];

impl Renderer<'_> {
    pub fn inline(&mut self, index: usize, event: &Event<'_>) {
        match event {
            Event::Text(words) => self.words(index, words),
            Event::Code(code) => {
                self.out.push_str("<code>");
                escape::text(&mut self.out, code);
                self.out.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) if self.shows_tags() => {
                escape::text(&mut self.out, html);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(index, html),
            Event::SoftBreak if self.stream.joints.contains(&index) => {}
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => {
                if !self.out.is_empty() && !self.out.ends_with('\n') {
                    self.out.push('\n');
                }
                self.out.push_str("<hr>\n");
            }
            Event::FootnoteReference(label) => self.reference(label),
            Event::TaskListMarker(done) => {
                let Labels { done: yes, open: no, .. } = self.labels;
                let (checked, label) = if *done { (" checked", yes) } else { ("", no) };
                self.out.push_str(&format!(
                    "<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> "
                ));
            }
            _ => {}
        }
    }

    /// Prints HTML as it was typed, but for the addresses in it that are resolved and the names
    /// that stay.
    fn raw_html(&mut self, index: usize, html: &str) {
        let mut from = 0;
        for (range, by) in self.replacements.remove(&index).unwrap_or_default() {
            let Some(before) = html.get(from..range.start) else { continue };
            self.typed_html(before);
            match by {
                Replacement::Address(address) => self.typed_html(&address),
                Replacement::Attribute(attribute) => self.out.push_str(&attribute),
            }
            from = range.end;
        }
        self.typed_html(html.get(from..).unwrap_or_default());
    }

    fn typed_html(&mut self, html: &str) {
        let start = self.out.len();
        self.out.push_str(html);
        self.typed.push(start..self.out.len());
    }

    pub fn start_inline(&mut self, index: usize, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis => self.open_style("<em>"),
            Tag::Strong => self.open_style("<strong>"),
            Tag::Strikethrough => self.open_style("<del>"),
            Tag::Link { title, .. } => {
                let href = self.href(index);
                self.links.push(href.is_some());
                if let Some(href) = href {
                    self.out.push_str("<a href=\"");
                    self.out.push_str(&href);
                    self.out.push('"');
                    self.title(title);
                    if is_external(&href) {
                        self.out.push_str(" rel=\"noopener\"");
                    }
                    self.out.push('>');
                }
            }
            _ => {}
        }
    }

    pub fn end_inline(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.close_style("</em>"),
            TagEnd::Strong => self.close_style("</strong>"),
            TagEnd::Strikethrough => self.close_style("</del>"),
            TagEnd::Link if self.links.pop() == Some(true) => self.out.push_str("</a>"),
            _ => {}
        }
    }

    /// Prints the image that starts at a piece.
    pub fn image(&mut self, index: usize) {
        let title = match self.stream.pieces.get(index).map(|piece| &piece.event) {
            Some(Event::Start(Tag::Image { title, .. })) => title.as_ref(),
            _ => "",
        };
        self.img(index, title);
    }

    /// Prints the image that starts at a piece, with its title as a caption below.
    pub fn figure(&mut self, index: usize, caption: &str) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str("<figure>");
        self.img(index, "");
        self.out.push_str("<figcaption>");
        escape::text(&mut self.out, caption);
        self.out.push_str("</figcaption></figure>\n");
    }

    fn img(&mut self, index: usize, title: &str) {
        let mut description = self.stream.words(index);
        if DECORATIVE.contains(&description.as_str()) {
            description.clear();
        }
        let Some(src) = self.href(index) else {
            escape::text(&mut self.out, &description);
            return;
        };
        self.out.push_str("<img src=\"");
        self.out.push_str(&src);
        self.out.push_str("\" alt=\"");
        escape::text(&mut self.out, &description);
        self.out.push('"');
        self.title(title);
        self.out.push_str(" loading=\"lazy\">");
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            escape::text(&mut self.out, title);
            self.out.push('"');
        }
    }

    /// The address of the link or image that starts at a piece, escaped; `None` if it has none or
    /// may not have it.
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
        let is_image = kind == LinkKind::Image;
        let unsafe_target = self.raw == RawHtml::Sanitised && raw::is_unsafe(target, is_image);
        (!unsafe_target && !target.trim().is_empty()).then_some(href)
    }

    /// Prints words, with the numbers in them that are cited as links.
    fn words(&mut self, index: usize, words: &str) {
        let mut from = 0;
        for (range, cited) in self.cited.remove(&index).unwrap_or_default() {
            let (Some(before), Some(number)) =
                (words.get(from..range.start), words.get(range.clone()))
            else {
                continue;
            };
            escape::text(&mut self.out, before);
            self.out.push_str("<a class=\"citation\" href=\"");
            escape::text(&mut self.out, &cited.href);
            self.out.push('"');
            self.title(&cited.title);
            self.out.push('>');
            escape::text(&mut self.out, number);
            self.out.push_str("</a>");
            from = range.end;
        }
        escape::text(&mut self.out, words.get(from..).unwrap_or_default());
    }

    fn reference(&mut self, label: &str) {
        let Some(number) = self.footnotes.number(label) else { return };
        let count = self.references.entry(number).or_insert(0);
        *count += 1;
        let id = match *count {
            1 => format!("fnref-{number}"),
            count => format!("fnref-{number}-{count}"),
        };
        // A link cannot stand in a link.
        self.out.push_str(&match self.links.contains(&true) {
            true => format!("<sup class=\"footnote-ref\" id=\"{id}\">{number}</sup>"),
            false => format!(
                "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{id}\" \
                 role=\"doc-noteref\">{number}</a></sup>"
            ),
        });
    }

    fn open_style(&mut self, tag: &str) {
        self.style_depth += 1;
        if self.style_depth <= DEEPEST_STYLE {
            self.out.push_str(tag);
        }
    }

    fn close_style(&mut self, tag: &str) {
        if self.style_depth <= DEEPEST_STYLE {
            self.out.push_str(tag);
        }
        self.style_depth = self.style_depth.saturating_sub(1);
    }
}

/// Whether an address leads to another host.
fn is_external(href: &str) -> bool {
    let scheme = |name: &str| href.get(..name.len()).is_some_and(|s| s.eq_ignore_ascii_case(name));
    scheme("http://") || scheme("https://") || scheme("//")
}
