//! Headings: which lines are headings, how deep they are, and by what name they are linked.
//!
//! Editors of official texts number their headings 一、（一）1. and often type them as paragraphs.
//! If a body has no Markdown heading at all, such lines count as headings. Their names are made
//! of their words without the numbering, so that a link survives a heading put before them.

use super::hard_wrapped;
use super::passage::{Kind, Passage};
use super::stream::{self, Piece};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A heading as it is printed.
pub(super) struct Title {
    /// Index of the piece that starts it.
    pub piece: usize,
    /// 2 to 6.
    pub level: u8,
    pub id: String,
    pub text: String,
    pub range: Range<usize>,
}

/// The longest line that is taken for a heading, in characters.
const LONGEST_HEADING: usize = 60;
/// How the names of footnotes, of the parts of every page (a theme's ids begin with `ui-`) and of
/// the preview begin. No heading has such a name.
pub(super) const RESERVED: [&str; 4] = ["fn-", "fnref-", "ui-", "gongbao-"];
/// The longest name made of a heading's words, in characters.
const LONGEST_ID: usize = 60;

/// Reads `{#name}` at the end of headings, and takes out headings without words. Returns where
/// those were.
///
/// The parser's own option would swallow every `{…}` at the end of a heading.
pub(super) fn with_explicit_ids(pieces: Vec<Piece<'_>>) -> (Vec<Piece<'_>>, Vec<Range<usize>>) {
    let mut kept: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    let mut empty = Vec::new();
    let mut start = 0;
    for piece in pieces {
        match &piece.event {
            Event::Start(Tag::Heading { .. }) => start = kept.len(),
            Event::End(TagEnd::Heading(_)) => {
                let explicit = take_explicit_id(&mut kept, start);
                let heading = kept.get_mut(start);
                if let Some(Piece { event: Event::Start(Tag::Heading { id, .. }), .. }) = heading {
                    *id = explicit;
                }
                let has_words = kept.iter().skip(start).any(|piece| {
                    matches!(piece.event, Event::Text(_) | Event::Code(_))
                        || matches!(piece.event, Event::Start(Tag::Image { .. }))
                });
                if !has_words {
                    empty.push(piece.range);
                    kept.truncate(start);
                    continue;
                }
            }
            _ => {}
        }
        kept.push(piece);
    }
    (kept, empty)
}

fn take_explicit_id(pieces: &mut Vec<Piece<'_>>, start: usize) -> Option<CowStr<'static>> {
    let last = pieces.get_mut(start + 1..)?.last_mut()?;
    let Event::Text(words) = &mut last.event else { return None };
    let (before, id) = words.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let apart = before.is_empty() || before.ends_with(char::is_whitespace);
    if id.is_empty() || !apart || !id.chars().all(plain) {
        return None;
    }
    let id = CowStr::from(id.to_owned());
    let kept = before.trim_end().len();
    if kept == 0 {
        pieces.pop();
        return Some(id);
    }
    if last.range.len() == words.len() {
        last.range.end = last.range.start + kept;
    }
    let shorter = match &*words {
        CowStr::Borrowed(words) => CowStr::Borrowed(words.get(..kept).unwrap_or(words)),
        words => CowStr::from(words.get(..kept).unwrap_or(words).to_owned()),
    };
    *words = shorter;
    Some(id)
}

/// Makes headings of the paragraphs that are numbered like headings, if there is no heading.
/// Returns whether it was so.
pub(super) fn infer(pieces: Vec<Piece<'_>>) -> (Vec<Piece<'_>>, bool) {
    if pieces.iter().any(|p| matches!(p.event, Event::Start(Tag::Heading { .. }))) {
        return (pieces, false);
    }
    let lines = heading_lines(&pieces);
    if lines.is_empty() {
        return (pieces, false);
    }
    let mut inferred = Vec::with_capacity(pieces.len());
    let mut lines = lines.into_iter().peekable();
    for (index, mut piece) in pieces.into_iter().enumerate() {
        while lines.next_if(|line| line.end <= index).is_some() {}
        if let Some(line) = lines.peek().filter(|line| line.start <= index) {
            let inner = index.saturating_sub(line.start).min(line.end - 1 - index);
            match inner {
                0 if index == line.start => {
                    let level = line.level;
                    let (id, classes, attrs) = (None, Vec::new(), Vec::new());
                    piece.event = Event::Start(Tag::Heading { level, id, classes, attrs });
                    piece.range = line.range.clone();
                }
                0 => piece.event = Event::End(TagEnd::Heading(line.level)),
                // A heading is bold already.
                1 if line.bold => continue,
                _ => {}
            }
        }
        inferred.push(piece);
    }
    (inferred, true)
}

/// A paragraph that is a heading.
struct Line {
    start: usize,
    end: usize,
    level: HeadingLevel,
    /// Whether its second and its last piece but one make it bold.
    bold: bool,
    /// In characters.
    length: usize,
    range: Range<usize>,
}

fn heading_lines(pieces: &[Piece<'_>]) -> Vec<Line> {
    let longest = hard_wrapped::longest_whole_line(pieces).unwrap_or(LONGEST_HEADING);
    let mut lines = Vec::new();
    let mut depth = 0usize;
    for (start, piece) in pieces.iter().enumerate() {
        match piece.event {
            Event::Start(Tag::Paragraph) if depth == 0 => {
                lines.extend(heading_line(pieces, start).filter(|line| line.length <= longest));
            }
            _ => {}
        }
        match piece.event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    lines
}

fn heading_line(pieces: &[Piece<'_>], start: usize) -> Option<Line> {
    let mut words = String::new();
    let mut end = start + 1;
    for piece in pieces.get(start + 1..)? {
        end += 1;
        match &piece.event {
            Event::End(TagEnd::Paragraph) => break,
            Event::Text(more) | Event::Code(more) => words.push_str(more),
            Event::FootnoteReference(_) => {}
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) => {}
            Event::End(_) => {}
            _ => return None,
        }
        if words.len() > 4 * LONGEST_HEADING {
            return None;
        }
    }
    let opens_bold = matches!(pieces.get(start + 1)?.event, Event::Start(Tag::Strong));
    let bold = opens_bold && stream::end_of(pieces, start + 1) == end - 1;
    // What begins bold and goes on plain is a heading within its paragraph.
    if opens_bold && !bold {
        return None;
    }
    let words = words.trim();
    // A sentence is text, and so is a line that an extracted page cut in the middle of one.
    let sentence = words.contains(['。', '；']) || words.ends_with(['，', '、', ',', ';']);
    let length = words.chars().count();
    let cut = hard_wrapped::has_open_pair(words);
    let level = match numbering(words)? {
        (Numbering::Han, rest) if !rest.is_empty() => HeadingLevel::H1,
        (Numbering::BracketedHan, rest) if !rest.is_empty() => HeadingLevel::H2,
        (Numbering::Digits, rest) if bold && !rest.is_empty() => HeadingLevel::H3,
        _ => return None,
    };
    let range = pieces.get(start + 1)?.range.start..pieces.get(end - 2)?.range.end;
    (!cut && !sentence).then_some(Line { start, end, level, bold, length, range })
}

/// The ways in which headings are numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    /// 一、
    Han,
    /// （一）
    BracketedHan,
    /// 1. or 1、
    Digits,
    /// （1）or 第一章
    Other,
}

/// How a line is numbered, and the words behind the number.
fn numbering(line: &str) -> Option<(Numbering, &str)> {
    if let Some(inner) = line.strip_prefix(['（', '(']) {
        let (in_han, rest) = leading_number(inner)?;
        let rest = rest.strip_prefix(['）', ')'])?.trim_start();
        return Some((if in_han { Numbering::BracketedHan } else { Numbering::Other }, rest));
    }
    if let Some(inner) = line.strip_prefix('第') {
        let (_, rest) = leading_number(inner)?;
        let rest = rest.strip_prefix("部分").or(rest.strip_prefix(['编', '章', '节', '条']))?;
        return Some((Numbering::Other, rest.trim_start()));
    }
    let (in_han, rest) = leading_number(line)?;
    if in_han {
        return Some((Numbering::Han, rest.strip_prefix('、')?.trim_start()));
    }
    let rest = rest.strip_prefix(['.', '．', '、'])?;
    // 1.2 is a number of another kind, or a version.
    let whole = !rest.starts_with(|c: char| c.is_ascii_digit());
    whole.then_some((Numbering::Digits, rest.trim_start()))
}

/// Whether a text begins with a number in Han characters or in digits, and what follows it.
fn leading_number(text: &str) -> Option<(bool, &str)> {
    let rest = text.trim_start_matches(|c| "〇零一二三四五六七八九十百".contains(c));
    if rest.len() < text.len() {
        return Some((true, rest));
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=3).contains(&(text.len() - rest.len())).then_some((false, rest))
}

/// Names the headings and gives them their levels.
pub(super) fn titles(pieces: &[Piece<'_>], passages: &[Passage]) -> Vec<Title> {
    let headings: Vec<(usize, &Passage, HeadingLevel, Option<&str>)> = passages
        .iter()
        .filter(|passage| passage.kind == Kind::Heading)
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
    let mut names = Names::default();
    // What an editor named keeps its name, whatever stands before it.
    let explicit: Vec<Option<String>> =
        headings.iter().map(|(.., id)| id.map(|id| names.claim(id))).collect();
    let mut ladder = Ladder::default();
    headings
        .into_iter()
        .zip(explicit)
        .map(|((piece, passage, level, _), explicit)| Title {
            piece,
            level: ladder.step(level as u8),
            id: explicit.unwrap_or_else(|| names.claim(&slug(&passage.text))),
            text: passage.text.clone(),
            range: pieces.get(piece).map_or(0..0, |piece| piece.range.clone()),
        })
        .collect()
}

/// The levels above the heading at hand, as typed and as printed.
#[derive(Default)]
struct Ladder(Vec<(u8, u8)>);

impl Ladder {
    /// The level to print: one below the nearest heading that was typed with a higher one.
    fn step(&mut self, typed: u8) -> u8 {
        while self.0.pop_if(|(above, _)| *above >= typed).is_some() {}
        let printed = self.0.last().map_or(2, |(_, printed)| (printed + 1).min(6));
        self.0.push((typed, printed));
        printed
    }
}

#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    counts: HashMap<String, usize>,
}

impl Names {
    /// The name itself, or the first free one of name-2, name-3 …
    fn claim(&mut self, name: &str) -> String {
        let reserved = RESERVED.iter().any(|taken| name.starts_with(taken));
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

/// A name made of the words of a heading: 一、总体要求 → 总体要求.
fn slug(text: &str) -> String {
    let words = |text: &str| {
        let mut slug = String::new();
        for c in text.chars().flat_map(char::to_lowercase).take(LONGEST_ID) {
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
        .map(words)
        .find(|slug| !slug.is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Ladder, Names, slug};

    #[test]
    fn slugs_keep_han_and_drop_numbering() {
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
    fn levels_start_at_two_and_skip_none() {
        let levels = |typed: &[u8]| -> Vec<u8> {
            let mut ladder = Ladder::default();
            typed.iter().map(|level| ladder.step(*level)).collect()
        };
        assert_eq!(levels(&[1, 2, 3, 2, 1]), [2, 3, 4, 3, 2]);
        assert_eq!(levels(&[3, 3, 5, 6, 3]), [2, 2, 3, 4, 2]);
        assert_eq!(levels(&[2, 1, 3, 2]), [2, 2, 3, 3]);
        assert_eq!(levels(&[1, 2, 3, 4, 5, 6]), [2, 3, 4, 5, 6, 6]);
    }

    #[test]
    fn names_are_unique() {
        let mut names = Names::default();
        let claimed: Vec<String> = ["甲", "甲-2", "甲", "甲", "fn-1", "ui-main"]
            .iter()
            .map(|name| names.claim(name))
            .collect();
        assert_eq!(claimed, ["甲", "甲-2", "甲-3", "甲-4", "section-fn-1", "section-ui-main"]);
    }
}
