//! The headings of a body as they are rendered: their levels, and the ids by which they are linked.
//!
//! An id is made of the words of a heading without its numbering, so that a link survives a heading
//! that is inserted before it.

use super::headings::Ranks;
use super::numbering::numbering;
use super::passage::{Passage, PassageKind};
use super::piece::Piece;
use pulldown_cmark::{Event, HeadingLevel, Tag};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A heading as it is rendered.
pub(super) struct Title {
    /// Index of the piece that starts it.
    pub piece: usize,
    /// 2 to 6.
    pub level: u8,
    pub id: String,
    pub text: String,
    pub range: Range<usize>,
    /// Whether it was a line of text, not a Markdown heading.
    pub inferred: bool,
}

/// Prefixes of the ids of footnotes, of the parts of a page (a theme's ids begin with `ui-`) and of
/// the preview. No heading gets an id that begins so.
pub(super) const RESERVED_ID_PREFIXES: [&str; 4] = ["fn-", "fnref-", "ui-", "gongbao-"];
/// The longest id that is made of a heading's text, in characters.
const MAX_ID_CHARS: usize = 60;

/// Gives each heading its level and its id. Returns also the ids that are taken then.
pub(super) fn titles(
    pieces: &[Piece<'_>],
    passages: &[Passage],
    ranks: &Ranks,
) -> (Vec<Title>, Ids) {
    let headings: Vec<(usize, &Passage, HeadingLevel, Option<&str>)> = passages
        .iter()
        .filter(|passage| passage.kind == PassageKind::Heading)
        .filter_map(|passage| {
            let piece = passage.pieces.start.checked_sub(1)?;
            match &pieces.get(piece)?.event {
                Event::Start(Tag::Heading { level, id, .. }) => {
                    Some((piece, passage, *level, id.as_deref()))
                }
                _ => None,
            }
        })
        .collect();
    let mut ids = Ids::default();
    // An id of the editor's own is claimed first: it must not depend on the headings before it.
    let explicit: Vec<Option<String>> =
        headings.iter().map(|(.., id)| id.map(|id| ids.claim(id))).collect();
    let mut levels = Levels::default();
    let titles = headings
        .into_iter()
        .zip(explicit)
        .map(|((piece, passage, level, _), explicit)| Title {
            piece,
            level: levels.next(ranks.get(&piece).copied().unwrap_or(level as u16 * 10)),
            id: explicit.unwrap_or_else(|| ids.claim(&slug(passage.mapped.text.trim()))),
            text: passage.mapped.text.trim().to_owned(),
            range: pieces.get(piece).map_or(0..0, |piece| piece.range.clone()),
            inferred: ranks.contains_key(&piece),
        })
        .collect();
    (titles, ids)
}

/// The headings that enclose the current one: how each ranks, and its level as rendered.
#[derive(Default)]
struct Levels(Vec<(u16, u8)>);

impl Levels {
    /// Returns the level to render: one below the nearest heading that ranks higher.
    fn next(&mut self, rank: u16) -> u8 {
        while self.0.pop_if(|(above, _)| *above >= rank).is_some() {}
        let rendered = self.0.last().map_or(2, |(_, rendered)| (rendered + 1).min(6));
        self.0.push((rank, rendered));
        rendered
    }
}

/// The ids that are taken.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    counts: HashMap<String, usize>,
}

impl Ids {
    /// Returns the name itself, or the first free one of name-2, name-3 …
    pub fn claim(&mut self, name: &str) -> String {
        let reserved = RESERVED_ID_PREFIXES.iter().any(|prefix| name.starts_with(prefix));
        let name = if reserved { format!("section-{name}") } else { name.to_owned() };
        if self.taken.insert(name.clone()) {
            return name;
        }
        let count = self.counts.entry(name.clone()).or_insert(1);
        loop {
            *count += 1;
            let next = format!("{name}-{count}");
            if self.taken.insert(next.clone()) {
                return next;
            }
        }
    }
}

/// Makes an id of the text of a heading: 一、总体要求 → 总体要求.
fn slug(text: &str) -> String {
    let hyphenated = |text: &str| {
        let mut slug = String::new();
        for c in text.chars().flat_map(char::to_lowercase).take(MAX_ID_CHARS) {
            if c.is_alphanumeric() {
                slug.push(c);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        slug.truncate(slug.trim_end_matches('-').len());
        slug
    };
    [numbering(text).map_or("", |(_, rest)| rest), text, "section"]
        .into_iter()
        .map(hyphenated)
        .find(|slug| !slug.is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Ids, Levels, slug};

    #[test]
    fn slug_keeps_han_and_drops_numbering() {
        for (text, expected) in [
            ("一、总体要求", "总体要求"),
            ("（一）提高站位", "提高站位"),
            ("(二) 加强领导", "加强领导"),
            ("1. Open Data", "open-data"),
            ("第一章 总则", "总则"),
            ("第三部分：保障措施", "保障措施"),
            ("1.2 版本", "1-2-版本"),
            ("2026年工作要点", "2026年工作要点"),
            ("“十五五”规划（草案）", "十五五-规划-草案"),
            ("三、", "三"),
            ("……", "section"),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn levels_start_at_two_and_are_never_skipped() {
        let levels = |ranks: &[u16]| -> Vec<u8> {
            let mut levels = Levels::default();
            ranks.iter().map(|rank| levels.next(*rank)).collect()
        };
        assert_eq!(levels(&[1, 2, 3, 2, 1]), [2, 3, 4, 3, 2]);
        assert_eq!(levels(&[3, 3, 5, 6, 3]), [2, 2, 3, 4, 2]);
        assert_eq!(levels(&[2, 1, 3, 2]), [2, 2, 3, 3]);
        assert_eq!(levels(&[1, 2, 3, 4, 5, 6]), [2, 3, 4, 5, 6, 6]);
    }

    #[test]
    fn ids_are_unique() {
        let mut ids = Ids::default();
        let claimed: Vec<String> = ["甲", "甲-2", "甲", "甲", "fn-1", "ui-main"]
            .iter()
            .map(|name| ids.claim(name))
            .collect();
        assert_eq!(claimed, ["甲", "甲-2", "甲-3", "甲-4", "section-fn-1", "section-ui-main"]);
    }
}
