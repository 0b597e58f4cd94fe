//! Collects the HTML of a body, and remembers which parts of it an editor typed.

use super::escape;
use std::ops::Range;

#[derive(Default)]
pub(super) struct HtmlWriter {
    pub html: String,
    /// The parts of `html` that an editor typed as HTML, in order: what has to be sanitised.
    pub typed: Vec<Range<usize>>,
}

impl HtmlWriter {
    pub fn with_capacity(bytes: usize) -> HtmlWriter {
        HtmlWriter { html: String::with_capacity(bytes), typed: Vec::new() }
    }

    /// Writes HTML of the program's own.
    pub fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Writes HTML of the program's own at the beginning of a line.
    pub fn push_on_new_line(&mut self, html: &str) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
        self.html.push_str(html);
    }

    /// Writes HTML that an editor typed.
    pub fn push_typed(&mut self, html: &str) {
        let start = self.html.len();
        self.html.push_str(html);
        self.typed.push(start..self.html.len());
    }

    /// Writes text, escaped.
    pub fn text(&mut self, text: &str) {
        escape::text(&mut self.html, text);
    }

    /// Writes an attribute with its value escaped; nothing if the value is empty.
    pub fn attribute(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.html.push(' ');
            self.html.push_str(name);
            self.html.push_str("=\"");
            escape::text(&mut self.html, value);
            self.html.push('"');
        }
    }
}
