//! The faults of a body that can be found without knowing any other document.

use super::faults;
use super::footnotes::Footnotes;
use super::outline::{Link, LinkForm, LinkKind, RawHtml};
use super::passage::PassageKind;
use super::piece::Piece;
use super::raw_html::{self, Loss};
use super::raw_links::RawSurvey;
use super::stream::Stream;
use super::unsupported_syntax::{self, UnsupportedSyntax};
use crate::diagnostic::Diagnostic;
use crate::scheme::Scheme;
use crate::source::Span;
use pulldown_cmark::{Event, Tag};
use std::collections::HashSet;
use std::ops::Range;

/// Checks the bytes `body`, which were read into `stream`. `links` are all links of the outline.
pub(super) fn check(
    stream: &Stream<'_>,
    body: Range<usize>,
    links: &[Link],
    raw: &RawSurvey,
    html: RawHtml,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    found.extend(stream.empty_headings.iter().map(|at| faults::heading_empty(stream.span(at))));
    check_links(stream, links, &mut found);
    if html == RawHtml::Sanitised {
        check_unsafe_links(links, &mut found);
        check_html(stream, raw, &mut found);
    }
    for image in &raw.images_without_alt {
        found.push(faults::raw_image_without_alt(stream.span(&image.range), &image.source));
    }
    check_footnotes(stream, &mut found);
    check_syntax(stream, body, &mut found);
    found
}

fn check_links(stream: &Stream<'_>, links: &[Link], found: &mut Vec<Diagnostic>) {
    for (link, index) in links.iter().zip(stream.links()) {
        let at = link.span.clone();
        let is_image = link.kind == LinkKind::Image;
        if link.target.trim().is_empty() {
            found.push(faults::link_without_target(at.clone(), &link.text));
        }
        if is_image && link.text.is_empty() {
            found.push(faults::image_without_alt(at, &link.target));
        } else if link.text.is_empty() && !holds_image(stream, index) {
            found.push(faults::link_without_text(at, &link.target));
        }
    }
}

fn check_unsafe_links(links: &[Link], found: &mut Vec<Diagnostic>) {
    for link in links.iter().filter(|link| link.form == LinkForm::Markdown) {
        // A disguised scheme, which only people would take for one, may begin the name of a file.
        // `address::Links` decides that, because it knows the files.
        let has_scheme = Scheme::parse_like_browsers(&link.target) != Scheme::Relative;
        if has_scheme && raw_html::is_unsafe(&link.target, link.kind) {
            found.push(faults::link_unsafe(link.span.clone(), &link.target));
        }
    }
}

fn holds_image(stream: &Stream<'_>, link: usize) -> bool {
    let inside = stream.pieces.get(link + 1..stream.end_of(link)).unwrap_or_default();
    inside.iter().any(|piece| matches!(piece.event, Event::Start(Tag::Image { .. })))
}

fn check_html(stream: &Stream<'_>, raw: &RawSurvey, found: &mut Vec<Diagnostic>) {
    if let Some(place) = &stream.too_deep {
        found.push(faults::html_too_deep(stream.span(place)));
        return;
    }
    // The renderer writes these ids itself.
    let kept: HashSet<usize> =
        raw.ids.iter().filter(|id| id.kept).map(|id| id.range.start).collect();
    let mut add = |at: Span, loss: &Loss<'_>| {
        let is_id = loss.attribute.is_some_and(|name| name.eq_ignore_ascii_case("id"));
        if is_id && kept.contains(&at.start) {
            return;
        }
        found.push(match loss.attribute {
            Some(attribute) => faults::attribute_removed(at, loss.tag, attribute),
            None => faults::tag_removed(at, loss.tag),
        });
    };
    for passage in stream.passages.iter().filter(|p| p.kind == PassageKind::Html) {
        for loss in raw_html::losses(&passage.mapped.text) {
            add(stream.span(&passage.mapped.source(loss.range.clone())), &loss);
        }
    }
    for piece in &stream.pieces {
        let Event::InlineHtml(tag) = &piece.event else { continue };
        for loss in raw_html::losses(tag) {
            add(stream.span_in(piece, tag, loss.range.clone()), &loss);
        }
    }
}

fn check_footnotes(stream: &Stream<'_>, found: &mut Vec<Diagnostic>) {
    let footnotes = Footnotes::collect(&stream.pieces);
    let span = |piece: usize| {
        let range = stream.pieces.get(piece).map_or(0..0, |piece| piece.range.clone());
        stream.span(&range)
    };
    for definition in &footnotes.unused {
        found.push(faults::footnote_unused(span(definition.piece), &definition.label));
    }
    for (definition, first) in &footnotes.repeated {
        let (at, first) = (span(definition.piece), span(*first));
        found.push(faults::footnote_repeated(at, &definition.label, first));
    }
    let references = undefined_references(stream);
    let mistyped: HashSet<&str> = references
        .iter()
        .filter(|reference| reference.colon.is_some())
        .map(|reference| reference.label)
        .collect();
    for reference in &references {
        let label = reference.label;
        match &reference.colon {
            Some(colon) => found.push(faults::footnote_colon(colon.clone(), label)),
            None if mistyped.contains(label) => {}
            None => found.push(faults::footnote_undefined(reference.span.clone(), label)),
        }
    }
}

/// A `[^label]` that the parser left as text, because no definition has that label.
struct UndefinedReference<'s> {
    label: &'s str,
    span: Span,
    /// The full-width colon after it, which keeps the parser from reading a definition.
    colon: Option<Span>,
}

fn undefined_references<'s>(stream: &'s Stream<'_>) -> Vec<UndefinedReference<'s>> {
    let mut references = Vec::new();
    for passage in &stream.passages {
        if matches!(passage.kind, PassageKind::Code | PassageKind::Html) {
            continue;
        }
        let mut opens_line = true;
        for piece in stream.pieces.get(passage.pieces.clone()).unwrap_or_default() {
            if let Event::Text(text) = &piece.event {
                references.extend(undefined_references_in(stream, piece, text, opens_line));
            }
            opens_line = matches!(piece.event, Event::SoftBreak);
        }
    }
    references
}

fn undefined_references_in<'t>(
    stream: &Stream<'_>,
    piece: &Piece<'_>,
    text: &'t str,
    opens_line: bool,
) -> Vec<UndefinedReference<'t>> {
    let mut references = Vec::new();
    for (at, _) in text.match_indices("[^") {
        let Some(inner) = text.get(at + 2..) else { continue };
        let Some(length) = inner.find([']', '[', ' ', '\n']).filter(|length| *length > 0) else {
            continue;
        };
        let (label, rest) = inner.split_at(length);
        let Some(rest) = rest.strip_prefix(']') else { continue };
        let before = stream.text.get(..piece.range.start);
        let is_escaped = at == 0 && before.is_some_and(|text| text.ends_with('\\'));
        if is_escaped {
            continue;
        }
        let end = at + 2 + length + 1;
        let colon = (at == 0 && opens_line && rest.starts_with('：'))
            .then(|| stream.span_in(piece, text, end..end + '：'.len_utf8()));
        let span = stream.span_in(piece, text, at..end);
        references.push(UndefinedReference { label, span, colon });
    }
    references
}

/// Reports the first use of each kind of unsupported syntax.
fn check_syntax(stream: &Stream<'_>, body: Range<usize>, found: &mut Vec<Diagnostic>) {
    let text = stream.text.get(body.clone()).unwrap_or_default();
    if !unsupported_syntax::may_occur(text) {
        return;
    }
    let literal = literal_ranges(stream);
    let is_literal = |start: usize| {
        let next = literal.partition_point(|range| range.end <= start);
        literal.get(next).is_some_and(|range| range.contains(&start))
    };
    for syntax in UnsupportedSyntax::ALL {
        let place = unsupported_syntax::find(syntax, text)
            .map(|at| body.start + at.start..body.start + at.end)
            .find(|at| !is_literal(at.start));
        if let Some(place) = place {
            found.push(faults::unsupported_syntax(Span::new(stream.path, place), syntax));
        }
    }
}

/// Returns where braces and brackets are literal: in code, in HTML and in a heading with an id of its
/// own. The ranges are sorted and do not overlap.
fn literal_ranges(stream: &Stream<'_>) -> Vec<Range<usize>> {
    let is_literal = |event: &Event<'_>| {
        matches!(
            event,
            Event::Start(Tag::CodeBlock(_))
                | Event::Code(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::Start(Tag::Heading { id: Some(_), .. })
        )
    };
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for piece in stream.pieces.iter().filter(|piece| is_literal(&piece.event)) {
        // A heading contains the code in it.
        match ranges.last_mut().filter(|last| piece.range.start < last.end) {
            Some(last) => last.end = last.end.max(piece.range.end),
            None => ranges.push(piece.range.clone()),
        }
    }
    ranges
}
