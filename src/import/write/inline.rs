//! Writes what stands in a paragraph: looks, links, footnotes and pictures.

use super::escape::{self, Place};
use super::parts::{Parts, Written, picture_name};
use crate::import::flow::{Inline, Paragraph, Picture, Position, Run};
use crate::scheme;

/// Whether bold text is marked; headings and the heads of tables are bold anyway.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bold {
    Marked,
    Omitted,
}

/// Collects what is needed beside the text while it is written.
pub(super) struct Writer<'a> {
    pub parts: Parts<'a>,
    /// The footnotes that were referred to, in order.
    pub referred: Vec<usize>,
    written: Written,
}

impl<'a> Writer<'a> {
    pub fn new(parts: Parts<'a>) -> Writer<'a> {
        Writer { parts, referred: Vec::new(), written: Written::default() }
    }

    pub fn finish(self, text: String) -> Written {
        Written { text, ..self.written }
    }

    /// Writes a paragraph without escaping the beginnings of its lines.
    pub fn line(&mut self, paragraph: &Paragraph, bold: Bold) -> String {
        self.inlines(paragraph, bold, Place::Text, "\\\n")
    }

    /// Writes a paragraph in a cell of a Markdown table.
    pub fn cell(&mut self, paragraph: &Paragraph, bold: Bold) -> String {
        self.inlines(paragraph, bold, Place::Cell, "<br>")
    }

    fn inlines(
        &mut self,
        paragraph: &Paragraph,
        bold: Bold,
        place: Place,
        line_end: &str,
    ) -> String {
        let inlines = trimmed(&paragraph.inlines);
        let mut written = String::new();
        let mut line_start = 0;
        let mut at = 0;
        while let Some(inline) = inlines.get(at) {
            match inline {
                Inline::Text(run) => {
                    let is_same = |inline: &&Inline| match inline {
                        Inline::Text(next) => next.look.bold == run.look.bold,
                        _ => false,
                    };
                    let group: Vec<&Inline> = inlines.iter().skip(at).take_while(is_same).collect();
                    at += group.len();
                    let inner: String = group
                        .into_iter()
                        .filter_map(|inline| match inline {
                            Inline::Text(run) => Some(self.run(run, place)),
                            _ => None,
                        })
                        .collect();
                    let next = inlines.get(at).and_then(first_char);
                    if run.look.bold && bold == Bold::Marked {
                        push_bold(&mut written, &inner, next);
                    } else {
                        written.push_str(&inner);
                    }
                    continue;
                }
                // A mark of a break stands behind something, or it would show.
                Inline::Break
                    if written.get(line_start..).is_none_or(|line| line.trim().is_empty()) =>
                {
                    written.truncate(line_start);
                }
                Inline::Break => {
                    let kept = written.trim_end().len();
                    written.truncate(kept);
                    written.push_str(line_end);
                    line_start = written.len();
                }
                Inline::Note(note) => written.push_str(&format!("[^{}]", self.number_of(*note))),
                Inline::Picture(index) => written.push_str(&self.picture(*index)),
            }
            at += 1;
        }
        written
    }

    /// Returns the number of a footnote, by the order of the references.
    pub fn number_of(&mut self, note: usize) -> usize {
        let known = self.referred.iter().position(|referred| *referred == note);
        known.unwrap_or_else(|| {
            self.referred.push(note);
            self.referred.len() - 1
        }) + 1
    }

    fn run(&mut self, run: &Run, place: Place) -> String {
        let address = self.address(run);
        if address.as_deref() == Some(run.text.trim()) && run.text.contains("://") {
            return format!("<{}>", run.text.trim());
        }
        let place = if address.is_some() && place == Place::Text { Place::Link } else { place };
        let text = escape::text(&run.text, place);
        let text = with_look(run, text);
        match address {
            Some(address) => format!("[{text}]({address})"),
            None => text,
        }
    }

    /// Returns the address of a link, if a page can have it.
    pub fn address(&mut self, run: &Run) -> Option<String> {
        let link = run.link.as_deref()?.trim();
        let is_whole = ["http://", "https://", "mailto:", "tel:"]
            .iter()
            .any(|start| link.get(..start.len()).is_some_and(|s| s.eq_ignore_ascii_case(start)));
        let inside = self.parts.links.get(link).map(String::as_str);
        let link = inside.unwrap_or(link);
        if inside.is_none() && (!is_whole || !scheme::is_link(link)) {
            if !self.written.links_left_out.iter().any(|known| known == link) {
                self.written.links_left_out.push(link.to_owned());
            }
            return None;
        }
        let mut address = String::new();
        for c in link.chars() {
            match c {
                '(' => address.push_str("%28"),
                ')' => address.push_str("%29"),
                '<' => address.push_str("%3C"),
                '>' => address.push_str("%3E"),
                '\\' => address.push_str("%5C"),
                '"' => address.push_str("%22"),
                c if c.is_whitespace() || c.is_control() => address.push_str("%20"),
                c => address.push(c),
            }
        }
        Some(address)
    }

    fn picture(&mut self, index: usize) -> String {
        let Some(picture) = self.parts.pictures.get(index) else { return String::new() };
        let description = self.description(index, picture);
        format!("![{}]({})", escape::text(&description, Place::Link), picture_name(index, picture))
    }

    /// Notes that a picture is used, and returns its description.
    pub fn description(&mut self, index: usize, picture: &Picture) -> String {
        self.written.pictures.push(index);
        if picture.description.is_empty() {
            self.written.without_description += 1;
            return format!("图片{}：请写说明", index + 1);
        }
        picture.description.clone()
    }
}

/// Returns what stands in a paragraph without the white space at its edges.
pub(super) fn trimmed(inlines: &[Inline]) -> Vec<Inline> {
    let mut kept = inlines.to_vec();
    let is_blank = |inline: &Inline| match inline {
        Inline::Text(run) => run.text.trim().is_empty(),
        Inline::Break => true,
        _ => false,
    };
    while kept.first().is_some_and(is_blank) {
        kept.remove(0);
    }
    while kept.last().is_some_and(is_blank) {
        kept.pop();
    }
    if let Some(Inline::Text(run)) = kept.first_mut() {
        run.text = run.text.trim_start().to_owned();
    }
    if let Some(Inline::Text(run)) = kept.last_mut() {
        run.text = run.text.trim_end().to_owned();
    }
    kept
}

fn first_char(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(run) => run.text.chars().next(),
        Inline::Break => Some('\n'),
        Inline::Note(_) => Some('['),
        Inline::Picture(_) => Some('!'),
    }
}

/// Strikes a text out, or sets it above or below the line.
fn with_look(run: &Run, text: String) -> String {
    if text.trim().is_empty() {
        return text;
    }
    let text = match run.look.position {
        Position::Line => text,
        Position::Above => format!("<sup>{text}</sup>"),
        Position::Below => format!("<sub>{text}</sub>"),
    };
    if run.look.struck { format!("<del>{text}</del>") } else { text }
}

/// Appends bold text. The asterisks stand directly at the text, and only where Markdown takes them
/// for what they are.
fn push_bold(written: &mut String, inner: &str, next: Option<char>) {
    let text = inner.trim();
    if text.is_empty() {
        written.push_str(inner);
        return;
    }
    let start = inner.len() - inner.trim_start().len();
    let end = start + text.len();
    let (before, after) = (inner.get(..start), inner.get(end..));
    written.push_str(before.unwrap_or_default());
    let outside_before = written.chars().next_back();
    let outside_after = after.and_then(|after| after.chars().next()).or(next);
    // Punctuation that only Chinese has is understood beside the marks by the reader of this site.
    let is_chinese = |c: char| matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}');
    let is_punctuation =
        |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() && !is_chinese(c));
    let is_free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let opens = !is_punctuation(text.chars().next()) || is_free(outside_before);
    let closes = !is_punctuation(text.chars().next_back()) || is_free(outside_after);
    let touches = outside_before == Some('*') || outside_before == Some('\\');
    // A tag at an edge is neither text nor punctuation to whoever counts marks.
    let is_tagged = text.starts_with('<') || text.ends_with('>');
    if opens && closes && !touches && !is_tagged {
        written.push_str(&format!("**{text}**"));
    } else {
        written.push_str(&format!("<strong>{text}</strong>"));
    }
    written.push_str(after.unwrap_or_default());
}
