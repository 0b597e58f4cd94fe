//! Scans the tags in a piece of HTML as an editor typed it, each with its place.
//!
//! The sanitiser works on a tree without places, which messages need. This scanner decides nothing
//! about safety.

use std::ops::Range;

/// Tags whose content is no HTML and is removed with them.
pub(super) const RAW_TEXT_TAGS: &[&str] = &["script", "style"];

/// A tag as typed. A comment, and an element of [`RAW_TEXT_TAGS`], is one tag up to its end.
pub(super) struct Tag<'h> {
    pub range: Range<usize>,
    /// Empty for comments and declarations.
    pub name: &'h str,
    pub closes: bool,
    pub attributes: Vec<Attribute<'h>>,
}

pub(super) struct Attribute<'h> {
    pub range: Range<usize>,
    pub name: &'h str,
    pub value: &'h str,
    /// Of the value with its quotation marks, if it has any; empty if there is no value.
    pub value_range: Range<usize>,
}

impl<'h> Tag<'h> {
    pub fn first(html: &'h str) -> Option<Tag<'h>> {
        tags(html).next()
    }

    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The tags of a piece of HTML, in order.
pub(super) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut scanner = Scanner { html, at: 0 };
    std::iter::from_fn(move || scanner.next_tag())
}

struct Scanner<'h> {
    html: &'h str,
    at: usize,
}

impl<'h> Scanner<'h> {
    fn rest(&self) -> &'h str {
        self.html.get(self.at..).unwrap_or_default()
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'h str {
        let rest = self.rest();
        let length = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// Skips to the end of the next `needle`, or to the end of the text.
    fn skip_past(&mut self, needle: &str) {
        let rest = self.rest();
        self.at += rest.find(needle).map_or(rest.len(), |found| found + needle.len());
    }

    fn next_tag(&mut self) -> Option<Tag<'h>> {
        loop {
            self.at += self.rest().find('<')?;
            let start = self.at;
            let unnamed = |range| Tag { range, name: "", closes: true, attributes: Vec::new() };
            if self.rest().starts_with("<!--") {
                self.skip_past("-->");
                return Some(unnamed(start..self.at));
            }
            if self.rest().starts_with("<!") || self.rest().starts_with("<?") {
                self.skip_past(">");
                return Some(unnamed(start..self.at));
            }
            self.at += 1;
            let closes = self.rest().starts_with('/');
            self.at += usize::from(closes);
            if !self.rest().starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let name = self.take_while(|c| !c.is_ascii_whitespace() && c != '/' && c != '>');
            let attributes = std::iter::from_fn(|| self.next_attribute()).collect();
            self.skip_past(">");
            if !closes && RAW_TEXT_TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag)) {
                self.skip_element(name);
            }
            return Some(Tag { range: start..self.at, name, closes, attributes });
        }
    }

    fn next_attribute(&mut self) -> Option<Attribute<'h>> {
        self.take_while(|c| c.is_ascii_whitespace() || c == '/');
        let start = self.at;
        let name = self.take_while(|c| !c.is_ascii_whitespace() && !matches!(c, '/' | '>' | '='));
        if name.is_empty() && !self.rest().starts_with('=') {
            return None;
        }
        let mut end = self.at;
        self.take_while(|c| c.is_ascii_whitespace());
        let mut value = "";
        let mut value_range = end..end;
        if self.rest().starts_with('=') {
            self.at += 1;
            self.take_while(|c| c.is_ascii_whitespace());
            value_range.start = self.at;
            let quote = self.rest().chars().next().filter(|c| matches!(c, '"' | '\''));
            if let Some(quote) = quote {
                self.at += 1;
                value = self.take_while(|c| c != quote);
                self.at = (self.at + 1).min(self.html.len());
            } else {
                value = self.take_while(|c| !c.is_ascii_whitespace() && c != '>');
            }
            end = self.at;
            value_range.end = end;
        }
        Some(Attribute { range: start..end, name, value, value_range })
    }

    /// Skips past the closing tag of an element whose content is no HTML, or to the end of the text.
    fn skip_element(&mut self, name: &str) {
        loop {
            self.skip_past("</");
            let rest = self.rest();
            let closes = rest.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
            if closes || rest.is_empty() {
                self.skip_past(">");
                return;
            }
        }
    }
}
