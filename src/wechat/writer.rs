//! Writes the HTML of an article: elements that have nothing but a style.

use super::look;
use std::fmt::Write;

/// A longer word may be broken anywhere.
const LONGEST_WORD: usize = 24;

/// HTML that is being written.
#[derive(Debug)]
pub(super) struct Writer {
    pub html: String,
    accent: String,
}

impl Writer {
    pub fn new(accent: &str) -> Writer {
        Writer { html: String::new(), accent: accent.to_owned() }
    }

    /// Takes what was written, and begins anew.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.html)
    }

    pub fn open(&mut self, tag: &str, style: &str) {
        self.open_with(tag, style, "");
    }

    /// Opens an element with more than a style; `attributes` begin with a space.
    pub fn open_with(&mut self, tag: &str, style: &str, attributes: &str) {
        let _ = write!(self.html, "<{tag}{attributes}");
        if !style.is_empty() {
            let style = look::with_colours(style, &self.accent);
            let _ = write!(self.html, " style=\"{style}\"");
        }
        self.html.push('>');
    }

    pub fn close(&mut self, tag: &str) {
        let _ = write!(self.html, "</{tag}>");
    }

    pub fn text(&mut self, text: &str) {
        escape(text, &mut self.html);
    }

    /// Writes a text in which long words may be broken: between Chinese text an address would begin a line
    /// and leave the one before it stretched.
    pub fn words(&mut self, text: &str) {
        let is_end = |c: char| !c.is_ascii_graphic();
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.split(is_end).next().unwrap_or_default();
            let end = word.len() + rest[word.len()..].chars().next().map_or(0, char::len_utf8);
            if word.len() > LONGEST_WORD {
                self.element("span", look::LONG_WORD, word);
            } else {
                self.text(word);
            }
            self.text(&rest[word.len()..end]);
            rest = &rest[end..];
        }
    }

    /// Writes an element that holds a text.
    pub fn element(&mut self, tag: &str, style: &str, text: &str) {
        self.open(tag, style);
        self.text(text);
        self.close(tag);
    }
}

/// Appends a text to HTML.
pub(super) fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}
