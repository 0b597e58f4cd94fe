//! Paragraphs that were cut into lines, as the text of a PDF file is: each line has become a paragraph of
//! its own, or has a hard break behind it.
//!
//! Which lines belong together is decided in [`lines`], as for an import. Here it is only asked about
//! lines that are text and nothing else, and only prose is reported: lists of names, addresses and poems have
//! lines of equal length, too, but no sentence that ends within one.

use super::faults;
use crate::diagnostic::{Diagnostic, Edit};
use crate::document::Document;
use crate::lines::{self, Line, is_entry, is_item};
use crate::markdown::BlockKind;
use crate::source::Span;
use std::ops::Range;

/// How many lines have to be joined with the one before; fewer may be an accident.
const FEWEST_CUTS: usize = 4;

/// Characters that may mean something else once the text goes on behind them.
const MARKUP: &[char] = &['*', '_', '`', '~', '[', ']', '<', '&', '$', '\\'];

pub(super) fn check(document: &Document, found: &mut Vec<Diagnostic>) {
    let path = &document.source.path;
    let text = &*document.source.text;
    let typed = typed_lines(document);
    let lines: Vec<Line<'_>> = typed.iter().map(|line| line.read(text)).collect();
    // Most texts are none of these, and this is quickly seen.
    let unfinished = lines.iter().filter(|line| !ends_with_mark(&line.text, SENTENCE_ENDS)).count();
    if unfinished * 5 <= lines.len() {
        return;
    }
    let Some(width) = lines::page_width(&lines) else { return };
    let mut tally = Tally::default();
    let mut edits = Vec::new();
    let mut first = None;
    let mut at = 0;
    let mut is_below_open_item = false;
    for paragraph in lines::rejoin_wrapped(lines, width) {
        let parts = &typed[at..at + paragraph.count];
        at += paragraph.count;
        let is_item = is_item(&paragraph.text) || is_entry(&paragraph.text);
        let is_ended = lines::ends_sentence(&paragraph.text);
        // Below an item that fills its line and has no mark at its end another one may have none, too.
        let has_markup = || parts.iter().any(|line| text[line.range.clone()].contains(MARKUP));
        let is_certain = is_ended && !(is_item && is_below_open_item) && !has_markup();
        is_below_open_item = is_item && !is_ended && paragraph.is_full(width);
        let pairs = || parts.iter().zip(parts.iter().skip(1));
        let cuts = pairs().filter(|(_, after)| after.begins != Begin::SameParagraph).count();
        if cuts == 0 {
            continue;
        }
        first = first.or(parts.first());
        tally.paragraphs += 1;
        tally.cuts += cuts;
        for (before, _) in pairs() {
            let line = &text[before.range.clone()];
            tally.bare += usize::from(!ends_with_mark(line, ANY_MARK));
            tally.sentences += sentence_ends_within(line);
        }
        if is_certain {
            let cut = pairs().filter(|(_, after)| after.begins != Begin::SameParagraph);
            edits.extend(cut.map(|(before, after)| {
                let between =
                    lines::between(&text[before.range.clone()], &text[after.range.clone()]);
                let span = Span::new(path, before.range.end..after.range.start);
                Edit { span, text: between.to_owned() }
            }));
        }
    }
    if let Some(first) = first.filter(|_| tally.is_prose()) {
        let at = Span::new(path, first.range.clone());
        found.push(faults::lines_wrapped(at, tally.paragraphs, edits));
    }
}

/// What the lines that were cut are like.
#[derive(Default)]
struct Tally {
    paragraphs: usize,
    cuts: usize,
    /// Of the lines before a cut, those without any punctuation at their end.
    bare: usize,
    /// The sentences that end within such lines.
    sentences: usize,
}

impl Tally {
    fn is_prose(&self) -> bool {
        self.cuts >= FEWEST_CUTS
            && self.bare * 3 >= self.cuts * 2
            && self.sentences >= (self.cuts / 8).max(1)
    }
}

/// How a line begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begin {
    /// It only goes on in the file: Markdown joins it with the line before.
    SameParagraph,
    /// Below a hard break.
    Break,
    /// Below nothing but white space.
    Blank,
    /// Below something else, or as what is never in the middle of a paragraph.
    First,
}

/// A line of the file that is text and nothing else.
struct TypedLine {
    /// Its text in the file.
    range: Range<usize>,
    indent: usize,
    begins: Begin,
}

impl TypedLine {
    fn read<'t>(&self, text: &'t str) -> Line<'t> {
        Line {
            indent: self.indent,
            after_blank: self.begins == Begin::Blank,
            is_first: self.begins == Begin::First,
            ..Line::new(text.get(self.range.clone()).unwrap_or_default())
        }
    }
}

/// Returns the lines of the paragraphs of a document, without those in lists, tables and quotations.
fn typed_lines(document: &Document) -> Vec<TypedLine> {
    let text = &*document.source.text;
    let mut headings = document.outline.headings.iter();
    let mut typed: Vec<TypedLine> = Vec::new();
    let mut is_after_heading = false;
    for block in &document.outline.blocks {
        let is_heading = block.kind == BlockKind::Heading;
        let is_typed = is_heading && headings.next().is_some_and(|heading| !heading.inferred);
        if block.kind == BlockKind::Code || is_typed {
            continue;
        }
        let span = block.span(&document.source.path, 0..block.text(text).len()).range();
        let Some(paragraph) = text.get(span.clone()).filter(|typed| !typed.is_empty()) else {
            continue;
        };
        let above = text.get(..span.start).unwrap_or_default();
        let below = text.get(span.end..).unwrap_or_default();
        let is_blank = |c: char| c.is_whitespace() && c != '\n';
        let (before, after) =
            (above.trim_end_matches(is_blank), below.trim_start_matches(is_blank));
        // Markup beside it: a list, a table, a quotation, emphasis of a whole line.
        let opens_line = before.is_empty() || before.ends_with('\n');
        let closes_line = after.is_empty() || after.starts_with('\n');
        if !opens_line || !closes_line {
            continue;
        }
        let mut begins = match typed.last() {
            Some(last) if !is_heading && !is_after_heading => {
                let between = text.get(last.range.end..span.start).unwrap_or_default();
                if between.trim().is_empty() { Begin::Blank } else { Begin::First }
            }
            _ => Begin::First,
        };
        let mut from = span.start;
        let mut indent = above[before.len()..].chars().map(lines::columns).sum();
        for line in paragraph.split_inclusive('\n') {
            let start = from;
            from += line.len();
            // At the end of a paragraph a backslash is a character like others.
            let bare = if from < span.end { without_break(line) } else { line.trim_end() };
            let trimmed = bare.trim_start();
            let blank = bare.len() - trimmed.len();
            indent += bare[..blank].chars().map(lines::columns).sum::<usize>();
            if trimmed.is_empty() {
                // The mark of a break alone.
                begins = if begins == Begin::SameParagraph { Begin::Break } else { begins };
                continue;
            }
            let is_page = lines::is_page_number(trimmed);
            if is_page || is_item(trimmed) || is_entry(trimmed) {
                begins = Begin::First;
            }
            typed.push(TypedLine { range: start + blank..start + bare.len(), indent, begins });
            indent = 0;
            begins = match (is_page, ends_with_break(line)) {
                (true, _) => Begin::First,
                (false, true) => Begin::Break,
                (false, false) => Begin::SameParagraph,
            };
        }
        is_after_heading = is_heading || begins == Begin::First;
    }
    typed
}

/// Returns whether a line that another one follows ends with a hard break.
fn ends_with_break(line: &str) -> bool {
    let line = line.trim_end_matches(['\n', '\r']);
    line.ends_with("  ") || without_break(line).len() < line.trim_end().len()
}

/// Returns a line without the mark of a hard break and the white space at its end.
fn without_break(line: &str) -> &str {
    let line = line.trim_end();
    let bare = ["\\", "<br>", "<br/>", "<br />"].iter().find_map(|mark| line.strip_suffix(mark));
    bare.map_or(line, str::trim_end)
}

const SENTENCE_ENDS: &[char] = &['。', '；', '：', '！', '？', '…', '.', ';', ':', '!', '?'];

const ANY_MARK: &[char] = &[
    '。', '；', '：', '！', '？', '…', '.', ';', ':', '!', '?', '，', '、', ',', '—', '”', '）',
    '》', ')', '·',
];

fn ends_with_mark(line: &str, marks: &[char]) -> bool {
    line.trim_end_matches(['”', '’', '）', ')', '"']).ends_with(marks)
        || marks.len() > SENTENCE_ENDS.len() && line.ends_with(marks)
}

/// Counts the sentences that end in a line before its own end.
fn sentence_ends_within(line: &str) -> usize {
    let inner = line.trim_end_matches(ANY_MARK);
    inner.matches(['。', '；', '！', '？']).count() + inner.matches(". ").count()
}
