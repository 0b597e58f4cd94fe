//! Extracts the outline of a body: its headings, links, citations and blocks of plain text.

use super::checks;
use super::outline::{Block, BlockKind, Citation, Heading, Link, LinkForm, Outline, RawHtml};
use super::passage::PassageKind;
use super::piece;
use super::raw_html;
use super::raw_links::{self, RawId, RawSurvey};
use super::source_map::MappedText;
use super::stream::Stream;
use crate::diagnostic::Checked;
use crate::han;
use crate::source::{Source, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// Reads the bytes `body` of a source as Markdown. Returns what is in it, with the faults found.
pub fn outline(source: &Source, body: Range<usize>, html: RawHtml) -> Checked<Outline> {
    let stream = Stream::read(source, body.clone());
    let raw = raw_links::survey(&stream);
    let headings = headings(&stream);
    let (blocks, word_count) = blocks(&stream);
    let outline = Outline {
        anchors: anchors(&headings, &raw),
        headings,
        links: markdown_links(&stream).chain(html_links(&stream, &raw)).collect(),
        citations: citations(&stream),
        blocks,
        word_count,
    };
    let diagnostics = checks::check(&stream, body, &outline.links, &raw, html);
    Checked::new(outline, diagnostics)
}

fn headings(stream: &Stream<'_>) -> Vec<Heading> {
    let titles = stream.titles.iter().filter(|title| !title.text.is_empty());
    titles
        .map(|title| Heading {
            level: title.level,
            id: title.id.clone(),
            text: title.text.clone(),
            span: stream.span(&title.range),
            inferred: stream.inferred,
        })
        .collect()
}

fn anchors(headings: &[Heading], raw: &RawSurvey) -> BTreeMap<String, bool> {
    let mut anchors: BTreeMap<String, bool> = BTreeMap::new();
    for RawId { id, kept, .. } in &raw.ids {
        *anchors.entry(id.clone()).or_default() |= kept;
    }
    anchors.extend(headings.iter().map(|heading| (heading.id.clone(), true)));
    anchors
}

fn markdown_links(stream: &Stream<'_>) -> impl Iterator<Item = Link> {
    stream.links().filter_map(|index| {
        let piece = stream.pieces.get(index)?;
        let (kind, target) = piece::link_target(&piece.event)?;
        let (form, text) = (LinkForm::Markdown, stream.link_text(index));
        Some(Link { kind, form, target, text, span: stream.span(&piece.range) })
    })
}

fn html_links(stream: &Stream<'_>, raw: &RawSurvey) -> impl Iterator<Item = Link> {
    raw.links.iter().map(|link| Link {
        kind: link.kind,
        form: link.form,
        target: link.target.clone(),
        text: String::new(),
        span: stream.span(&link.range),
    })
}

fn citations(stream: &Stream<'_>) -> Vec<Citation> {
    let passages = stream.passages.iter();
    passages
        .flat_map(|passage| {
            passage.citations.iter().map(|candidate| {
                let range = candidate.start..candidate.end;
                Citation {
                    span: Span::new(stream.path, passage.mapped.source(range.clone())),
                    map: passage.mapped.map.slice(range),
                    candidate: candidate.clone(),
                }
            })
        })
        .collect()
}

/// Returns the texts of all blocks, and how many Han characters and Latin words they have.
fn blocks(stream: &Stream<'_>) -> (Vec<Block>, usize) {
    let mut words = 0;
    let mut blocks = Vec::with_capacity(stream.passages.len());
    for passage in &stream.passages {
        let kind = match passage.kind {
            PassageKind::Heading => BlockKind::Heading,
            PassageKind::Text | PassageKind::Html => BlockKind::Text,
            PassageKind::Code => BlockKind::Code,
        };
        let paragraph = passage.pieces.start.checked_sub(1);
        let caption = paragraph.and_then(|start| caption(stream, start));
        let mapped = match (caption, passage.kind) {
            (Some(caption), _) => caption,
            (None, PassageKind::Heading | PassageKind::Text) => passage.mapped.trimmed(),
            (None, PassageKind::Code) => passage.mapped.trimmed_end(),
            (None, PassageKind::Html) => raw_html::plain_text(&passage.mapped),
        };
        if !mapped.text.is_empty() {
            words += word_count(&mapped.text);
            blocks.push(Block::new(kind, mapped));
        }
    }
    blocks.shrink_to_fit();
    (blocks, words)
}

/// Counts Han characters and Latin words.
fn word_count(text: &str) -> usize {
    let mut count = 0;
    let mut in_word = false;
    for c in text.chars() {
        let is_han = han::is_han(c);
        let is_word = !is_han && c.is_alphanumeric();
        count += usize::from(is_han || (is_word && !in_word));
        in_word = is_word;
    }
    count
}

/// Returns the caption, if the paragraph that starts at a piece is a figure.
fn caption(stream: &Stream<'_>, paragraph: usize) -> Option<MappedText> {
    let caption = piece::figure_caption(&stream.pieces, paragraph)?.trim();
    let image = stream.pieces.get(paragraph + 1)?.range.clone();
    let mut mapped = MappedText::default();
    mapped.push(caption, stream.text, title_source(stream.text, &image, caption));
    Some(mapped)
}

/// Returns the place of the title in `![…](… "title")`; that of the whole image if the title is
/// spelled differently in the file, or is part of a link definition elsewhere.
fn title_source(file: &str, image: &Range<usize>, title: &str) -> Range<usize> {
    let typed = file.get(image.clone()).unwrap_or_default();
    let found = typed.strip_suffix(')').and_then(|typed| {
        let quoted = typed.trim_end().strip_suffix(['"', '\'', ')'])?.trim_end();
        quoted.strip_suffix(title).map(str::len)
    });
    found.map_or(image.clone(), |at| image.start + at..image.start + at + title.len())
}
