//! Extracts the outline of a body: its headings, links, citations and blocks of plain text.

use super::article_citations::FoundRule;
use super::checks;
use super::outline::{
    ArticleCitation, Block, BlockKind, Citation, CitedRule, Heading, Link, LinkForm, Outline,
    Provision, RawHtml, RuleName, ShortName, StandardCitation,
};
use super::passage::{Passage, PassageKind};
use super::piece;
use super::provision_label::ProvisionKind;
use super::raw_html;
use super::raw_links::{self, RawId, RawSurvey};
use super::source_map::MappedText;
use super::stream::Stream;
use crate::diagnostic::Checked;
use crate::han;
use crate::source::{Source, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// The longest beginning of a provision that is kept, in characters.
const MAX_START_CHARS: usize = 24;

/// Reads the bytes `body` of a source as Markdown. Returns what is in it, with the faults found.
pub fn outline(source: &Source, body: Range<usize>, html: RawHtml) -> Checked<Outline> {
    let stream = Stream::read(source, body.clone());
    let raw = raw_links::survey(&stream);
    let headings = headings(&stream);
    let provisions = provisions(&stream);
    let (blocks, word_count) = blocks(&stream);
    let outline = Outline {
        anchors: anchors(&headings, &provisions, &raw),
        headings,
        provisions,
        links: markdown_links(&stream).chain(html_links(&stream, &raw)).collect(),
        citations: citations(&stream),
        standard_citations: standard_citations(&stream),
        article_citations: article_citations(&stream),
        short_names: short_names(&stream),
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
            inferred: title.inferred,
        })
        .collect()
}

fn provisions(stream: &Stream<'_>) -> Vec<Provision> {
    let provisions = stream.provisions.iter().filter_map(|marked| {
        let passage = stream.passages.get(marked.passage)?;
        let after = passage.mapped.text.trim_start().get(marked.label.length..)?;
        Some(Provision {
            kind: marked.kind,
            ordinal: marked.label.ordinal,
            label: marked.name.clone(),
            id: marked.id.clone(),
            start: start_of(after, marked.kind),
            is_heading: passage.kind == PassageKind::Heading,
            span: Span::new(stream.path, passage.mapped.source(0..passage.mapped.text.len())),
        })
    });
    provisions.collect()
}

/// Returns how the text behind a label begins: a division's title, the first clause of an article.
fn start_of(after: &str, kind: ProvisionKind) -> String {
    let text = after.trim_start_matches(|c: char| c.is_whitespace() || "：:".contains(c));
    let end = if kind.is_division() { None } else { text.find(['，', '。', '；', '：', '\n']) };
    let clause = text.get(..end.unwrap_or(text.len())).unwrap_or(text).trim_end();
    match clause.char_indices().nth(MAX_START_CHARS) {
        Some((cut, _)) => format!("{}…", clause.get(..cut).unwrap_or(clause)),
        None => clause.to_owned(),
    }
}

fn anchors(
    headings: &[Heading],
    provisions: &[Provision],
    raw: &RawSurvey,
) -> BTreeMap<String, bool> {
    let mut anchors: BTreeMap<String, bool> = BTreeMap::new();
    for RawId { id, kept, .. } in &raw.ids {
        *anchors.entry(id.clone()).or_default() |= kept;
    }
    let ids = headings.iter().map(|heading| &heading.id);
    let ids = ids.chain(provisions.iter().map(|provision| &provision.id));
    anchors.extend(ids.map(|id| (id.clone(), true)));
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

fn standard_citations(stream: &Stream<'_>) -> Vec<StandardCitation> {
    let found = stream.passages.iter().flat_map(|passage| {
        passage.standards.iter().map(|found| StandardCitation {
            number: found.number.clone(),
            span: Span::new(stream.path, passage.mapped.source(found.range.clone())),
        })
    });
    found.collect()
}

fn article_citations(stream: &Stream<'_>) -> Vec<ArticleCitation> {
    let found = with_numbers_before(stream).flat_map(|(passage, before)| {
        passage.articles.iter().map(move |found| ArticleCitation {
            rule: match &found.rule {
                FoundRule::Own => CitedRule::Own,
                FoundRule::Named { title, number } => CitedRule::Named(RuleName {
                    title: title.clone(),
                    number: number.map(|number| before + number),
                }),
            },
            article: found.article,
            item: found.item,
            span: Span::new(stream.path, passage.mapped.source(found.range.clone())),
        })
    });
    found.collect()
}

fn short_names(stream: &Stream<'_>) -> Vec<ShortName> {
    let found = with_numbers_before(stream).flat_map(|(passage, before)| {
        passage.short_names.iter().map(move |found| ShortName {
            short: found.short.clone(),
            name: RuleName {
                title: Some(found.title.clone()),
                number: found.number.map(|number| before + number),
            },
        })
    });
    found.collect()
}

/// Returns each passage with how many numbers stand in those before it.
fn with_numbers_before<'s>(stream: &'s Stream<'_>) -> impl Iterator<Item = (&'s Passage, usize)> {
    stream.passages.iter().scan(0, |numbers, passage| {
        let before = *numbers;
        *numbers += passage.citations.len();
        Some((passage, before))
    })
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
