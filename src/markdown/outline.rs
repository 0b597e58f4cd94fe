//! What a body contains, and the faults an editor should hear of.

use super::footnotes::Footnotes;
use super::passage::{self, Kind};
use super::raw_links::{self, RawId, RawSurvey};
use super::stream::{Piece, Stream};
use super::{
    Block, BlockKind, Citation, Heading, Link, LinkForm, LinkKind, Outline, faults, foreign, raw,
};
use crate::diagnostic::{Checked, Diagnostic};
use crate::scheme::Scheme;
use crate::source::{Source, Span};
use pulldown_cmark::{Event, LinkType, Tag};
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// Reads the bytes `body` of a source as Markdown and lists what is in it.
pub fn outline(source: &Source, body: Range<usize>) -> Checked<Outline> {
    let whole = body.clone();
    let stream = Stream::read(source, body);
    let survey = Survey { source, stream: &stream };
    let raw = raw_links::survey(&stream);
    let headings = survey.headings();
    let outline = Outline {
        anchors: anchors(&headings, &raw),
        headings,
        links: survey.links().chain(survey.raw_links(&raw)).collect(),
        citations: survey.citations(),
        blocks: survey.blocks(),
    };
    let mut diagnostics: Vec<Diagnostic> =
        stream.empty_headings.iter().map(|at| faults::heading_empty(survey.span(at))).collect();
    survey.judge_links(&outline.links, &mut diagnostics);
    for image in &raw.undescribed {
        let at = survey.span(&image.range);
        diagnostics.push(faults::raw_image_without_alt(at, &image.source));
    }
    survey.judge_html(&raw, &mut diagnostics);
    survey.judge_footnotes(&mut diagnostics);
    diagnostics.extend(foreign::judge(source, &stream, whole));
    Checked::new(outline, diagnostics)
}

/// The address that a link or an image was typed with; `None` for other events.
pub(super) fn target(event: &Event<'_>) -> Option<(LinkKind, String)> {
    match event {
        Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) => {
            Some((LinkKind::Link, format!("mailto:{dest_url}")))
        }
        Event::Start(Tag::Link { dest_url, .. }) => Some((LinkKind::Link, dest_url.to_string())),
        Event::Start(Tag::Image { dest_url, .. }) => Some((LinkKind::Image, dest_url.to_string())),
        _ => None,
    }
}

fn anchors(headings: &[Heading], raw: &RawSurvey) -> BTreeMap<String, bool> {
    let mut anchors: BTreeMap<String, bool> = BTreeMap::new();
    for RawId { id, kept, .. } in &raw.ids {
        *anchors.entry(id.clone()).or_default() |= kept;
    }
    anchors.extend(headings.iter().map(|heading| (heading.id.clone(), true)));
    anchors
}

struct Survey<'s> {
    source: &'s Source,
    stream: &'s Stream<'s>,
}

impl Survey<'_> {
    fn span(&self, range: &Range<usize>) -> Span {
        let words = self.stream.text.get(range.clone()).unwrap_or_default();
        Span::new(&self.source.path, range.start..range.start + words.trim_end().len())
    }

    /// The place of some bytes of a piece's words; of the piece, if the file has other bytes.
    fn span_in(&self, piece: &Piece<'_>, words: &str, part: Range<usize>) -> Span {
        match self.stream.text.get(piece.range.clone()) == Some(words) {
            true => self.span(&(piece.range.start + part.start..piece.range.start + part.end)),
            false => self.span(&piece.range),
        }
    }

    fn headings(&self) -> Vec<Heading> {
        let titles = self.stream.titles.iter().filter(|title| !title.text.is_empty());
        titles
            .map(|title| Heading {
                level: title.level,
                id: title.id.clone(),
                text: title.text.clone(),
                span: self.span(&title.range),
                inferred: self.stream.inferred,
            })
            .collect()
    }

    fn links(&self) -> impl Iterator<Item = Link> {
        self.stream.links().filter_map(|index| {
            let piece = self.stream.pieces.get(index)?;
            let (kind, target) = target(&piece.event)?;
            let (form, text) = (LinkForm::Markdown, self.stream.words(index));
            Some(Link { kind, form, target, text, span: self.span(&piece.range) })
        })
    }

    fn raw_links(&self, raw: &RawSurvey) -> impl Iterator<Item = Link> {
        raw.links.iter().map(|link| Link {
            kind: link.kind,
            form: link.form,
            target: link.target.clone(),
            text: String::new(),
            span: self.span(&link.range),
        })
    }

    fn citations(&self) -> Vec<Citation> {
        let passages = self.stream.passages.iter();
        passages
            .flat_map(|passage| {
                passage.citations.iter().map(|candidate| Citation {
                    span: self.span(&passage.weave.source(candidate.start..candidate.end)),
                    candidate: candidate.clone(),
                })
            })
            .collect()
    }

    fn blocks(&self) -> Vec<Block> {
        let blocks = self.stream.passages.iter().map(|passage| {
            let kind = match passage.kind {
                Kind::Heading => BlockKind::Heading,
                Kind::Text | Kind::Code | Kind::Html => BlockKind::Text,
            };
            let caption = passage
                .pieces
                .start
                .checked_sub(1)
                .and_then(|start| passage::figure(&self.stream.pieces, start));
            let text = match (caption, passage.kind) {
                (Some(caption), _) => caption.trim().to_owned(),
                (None, Kind::Html) => raw::words(&passage.text),
                (None, _) => passage.text.clone(),
            };
            Block { kind, text }
        });
        blocks.filter(|block| !block.text.is_empty()).collect()
    }

    fn judge_links(&self, links: &[Link], diagnostics: &mut Vec<Diagnostic>) {
        for (link, index) in links.iter().zip(self.stream.links()) {
            let at = link.span.clone();
            let is_image = link.kind == LinkKind::Image;
            // One that is so for people alone may be the name of a file; see `page::Links`.
            let is_scheme = Scheme::parse_like_browsers(&link.target) != Scheme::Relative;
            if is_scheme && raw::is_unsafe(&link.target, is_image) {
                diagnostics.push(faults::link_unsafe(at.clone(), &link.target));
            }
            if link.target.trim().is_empty() {
                diagnostics.push(faults::link_without_target(at.clone(), &link.text));
            }
            if is_image && link.text.is_empty() {
                diagnostics.push(faults::image_without_alt(at, &link.target));
            } else if link.text.is_empty() && !self.holds_image(index) {
                diagnostics.push(faults::link_without_text(at, &link.target));
            }
        }
    }

    fn holds_image(&self, link: usize) -> bool {
        let end = self.stream.end_of(link);
        let inside = self.stream.pieces.get(link + 1..end).unwrap_or_default();
        inside.iter().any(|piece| matches!(piece.event, Event::Start(Tag::Image { .. })))
    }

    fn judge_html(&self, raw: &RawSurvey, diagnostics: &mut Vec<Diagnostic>) {
        if let Some(place) = &self.stream.too_deep {
            diagnostics.push(faults::html_too_deep(self.span(place)));
            return;
        }
        // The renderer prints these itself.
        let kept: HashSet<usize> =
            raw.ids.iter().filter(|id| id.kept).map(|id| id.range.start).collect();
        let mut judge = |at: Span, loss: &raw::Loss<'_>| {
            let is_id = loss.attribute.is_some_and(|name| name.eq_ignore_ascii_case("id"));
            if is_id && kept.contains(&at.start) {
                return;
            }
            diagnostics.push(match loss.attribute {
                Some(attribute) => faults::attribute_removed(at, loss.tag, attribute),
                None => faults::tag_removed(at, loss.tag),
            });
        };
        for passage in self.stream.passages.iter().filter(|p| p.kind == Kind::Html) {
            for loss in raw::losses(&passage.weave.text) {
                judge(self.span(&passage.weave.source(loss.range.clone())), &loss);
            }
        }
        for piece in &self.stream.pieces {
            let Event::InlineHtml(tag) = &piece.event else { continue };
            for loss in raw::losses(tag) {
                judge(self.span_in(piece, tag, loss.range.clone()), &loss);
            }
        }
    }

    fn judge_footnotes(&self, diagnostics: &mut Vec<Diagnostic>) {
        let footnotes = Footnotes::of(self.stream);
        let span = |piece: usize| {
            let range = self.stream.pieces.get(piece).map_or(0..0, |piece| piece.range.clone());
            self.span(&range)
        };
        for definition in &footnotes.unused {
            diagnostics.push(faults::footnote_unused(span(definition.piece), &definition.label));
        }
        for (definition, first) in &footnotes.repeated {
            let (at, first) = (span(definition.piece), span(*first));
            diagnostics.push(faults::footnote_repeated(at, &definition.label, first));
        }
        let marks = self.unread_marks();
        let mistyped: HashSet<&str> =
            marks.iter().filter(|mark| mark.colon.is_some()).map(|mark| mark.label).collect();
        for mark in &marks {
            match &mark.colon {
                Some(colon) => diagnostics.push(faults::footnote_colon(colon.clone(), mark.label)),
                None if mistyped.contains(mark.label) => {}
                None => diagnostics.push(faults::footnote_undefined(mark.span.clone(), mark.label)),
            }
        }
    }

    /// The `[^label]` that stayed text because nothing defines them.
    fn unread_marks(&self) -> Vec<Mark<'_>> {
        let mut marks = Vec::new();
        for passage in &self.stream.passages {
            if matches!(passage.kind, Kind::Code | Kind::Html) {
                continue;
            }
            let mut opens_line = true;
            for piece in self.stream.pieces.get(passage.pieces.clone()).unwrap_or_default() {
                if let Event::Text(words) = &piece.event {
                    marks.extend(self.marks_in(piece, words, opens_line));
                }
                opens_line = matches!(piece.event, Event::SoftBreak);
            }
        }
        marks
    }

    fn marks_in<'m>(&self, piece: &Piece<'_>, words: &'m str, opens_line: bool) -> Vec<Mark<'m>> {
        let mut marks = Vec::new();
        for (at, _) in words.match_indices("[^") {
            let Some(inner) = words.get(at + 2..) else { continue };
            let Some(length) = inner.find([']', '[', ' ', '\n']).filter(|length| *length > 0)
            else {
                continue;
            };
            let (label, rest) = inner.split_at(length);
            let Some(rest) = rest.strip_prefix(']') else { continue };
            let before = self.stream.text.get(..piece.range.start);
            let escaped = at == 0 && before.is_some_and(|text| text.ends_with('\\'));
            if escaped {
                continue;
            }
            let end = at + 2 + length + 1;
            let colon = (at == 0 && opens_line && rest.starts_with('：'))
                .then(|| self.span_in(piece, words, end..end + '：'.len_utf8()));
            marks.push(Mark { label, span: self.span_in(piece, words, at..end), colon });
        }
        marks
    }
}

/// A `[^label]` in the text, and the full-width colon behind it that keeps it from defining.
struct Mark<'m> {
    label: &'m str,
    span: Span,
    colon: Option<Span>,
}
