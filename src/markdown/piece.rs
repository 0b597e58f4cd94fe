//! The events of the Markdown parser, each with its place in the file.

use super::outline::LinkKind;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// One event, and the bytes of the file that it was parsed from.
pub(super) struct Piece<'a> {
    pub event: Event<'a>,
    pub range: Range<usize>,
}

/// Returns the index after the end of the element that starts at `start`; `start + 1` if none does.
pub(super) fn end_of(pieces: &[Piece<'_>], start: usize) -> usize {
    let mut depth = 0usize;
    for (index, piece) in pieces.iter().enumerate().skip(start) {
        match piece.event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    pieces.len()
}

/// Returns the address that a link or an image was typed with; `None` for other events.
pub(super) fn link_target(event: &Event<'_>) -> Option<(LinkKind, String)> {
    match event {
        Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) => {
            Some((LinkKind::Link, format!("mailto:{dest_url}")))
        }
        Event::Start(Tag::Link { dest_url, .. }) => Some((LinkKind::Link, dest_url.to_string())),
        Event::Start(Tag::Image { dest_url, .. }) => Some((LinkKind::Image, dest_url.to_string())),
        _ => None,
    }
}

/// Returns whether the paragraph that starts at `start` consists of images, which may be links, and nothing else.
pub(super) fn is_picture(pieces: &[Piece<'_>], start: usize) -> bool {
    let mut at = start + 1;
    let mut images = 0;
    while let Some(piece) = pieces.get(at) {
        match &piece.event {
            Event::Start(Tag::Image { .. }) => {
                images += 1;
                at = end_of(pieces, at);
                continue;
            }
            Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link) | Event::SoftBreak => {}
            Event::End(TagEnd::Paragraph) => return images > 0,
            _ => return false,
        }
        at += 1;
    }
    false
}

/// Returns the caption, if the paragraph that starts at `start` is a single image with a title.
pub(super) fn figure_caption<'p>(pieces: &'p [Piece<'_>], start: usize) -> Option<&'p str> {
    let Event::Start(Tag::Image { title, .. }) = &pieces.get(start + 1)?.event else { return None };
    let end = end_of(pieces, start + 1);
    let is_alone = matches!(pieces.get(end)?.event, Event::End(TagEnd::Paragraph));
    (is_alone && !title.trim().is_empty()).then_some(&**title)
}

/// Returns the images of the paragraph that starts at `start`, if it consists of several and nothing else.
pub(super) fn gallery(pieces: &[Piece<'_>], start: usize) -> Option<Vec<usize>> {
    let mut images = Vec::new();
    let mut at = start + 1;
    while let Some(piece) = pieces.get(at) {
        match &piece.event {
            Event::Start(Tag::Image { .. }) => {
                images.push(at);
                at = end_of(pieces, at);
                continue;
            }
            Event::SoftBreak | Event::HardBreak => {}
            Event::Text(text) if text.trim().is_empty() => {}
            Event::End(TagEnd::Paragraph) => return (images.len() > 1).then_some(images),
            _ => return None,
        }
        at += 1;
    }
    None
}

/// Returns the piece without the first `cut` bytes of its text.
pub(super) fn without_start(piece: Piece<'_>, cut: usize) -> Piece<'_> {
    if cut == 0 {
        return piece;
    }
    let Piece { event, mut range } = piece;
    let event = match event {
        Event::Text(CowStr::Borrowed(text)) => {
            if range.len() == text.len() {
                range.start += cut;
            }
            Event::Text(CowStr::Borrowed(text.get(cut..).unwrap_or(text)))
        }
        Event::Text(text) => Event::Text(CowStr::from(text.get(cut..).unwrap_or(&text).to_owned())),
        other => other,
    };
    Piece { event, range }
}
