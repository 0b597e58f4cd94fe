//! Attachments: where they begin in a text, and the list of them (附件说明).

use super::piece::{Title, line_of, tight};
use crate::date::{self, Parsed};
use crate::import::flow::Block;
use crate::lines::label_length;

/// A text, cut where its attachments begin.
pub(super) struct Pieces {
    pub main: Vec<Block>,
    pub attached: Vec<Attached>,
}

pub(super) struct Attached {
    pub number: Option<usize>,
    /// The title that stands beside 附件1：.
    pub title: Option<String>,
    pub blocks: Vec<Block>,
}

/// What the list of attachments says of one.
pub(super) struct Listed<'a> {
    pub titles: &'a [String],
    pub number: Option<usize>,
    pub index: usize,
}

/// The longest title of an attachment, in characters.
const MAX_TITLE_CHARS: usize = 100;

/// A line that begins with 附件.
struct Mark {
    number: Option<usize>,
    title: String,
    has_colon: bool,
}

impl Mark {
    /// Reads 附件, 附件：, 附件1, 附件 1：名单.
    fn of(line: &str) -> Option<Mark> {
        let rest = line.strip_prefix("附件").or_else(|| line.strip_prefix("附 件"))?.trim_start();
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let han = rest.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
        let (number, rest) = if digits.len() < rest.len() {
            (rest.get(..rest.len() - digits.len()).and_then(|n| n.parse().ok()), digits)
        } else if han.len() < rest.len() {
            let written = rest.get(..rest.len() - han.len()).unwrap_or_default();
            (date::numeral(written).and_then(|n| usize::try_from(n).ok()), han)
        } else {
            (None, rest)
        };
        let rest = rest.trim_start();
        let behind = rest.strip_prefix(['：', ':', '.', '．', '、']);
        let has_colon = rest.starts_with(['：', ':']);
        let is_apart = line.get("附件".len()..).is_some_and(|r| r.starts_with(char::is_whitespace));
        let title = behind.unwrap_or(rest).trim();
        // 附件所列名单以…… is a sentence.
        if !title.is_empty() && behind.is_none() && number.is_none() && !is_apart {
            return None;
        }
        let is_sentence = title.contains('。') || title.chars().count() > MAX_TITLE_CHARS;
        (!is_sentence).then(|| Mark { number, title: title.to_owned(), has_colon })
    }
}

/// Cuts a text where its attachments begin: at a line 附件 alone behind the signature or at the
/// beginning of a page.
pub(super) fn split(blocks: Vec<Block>) -> Pieces {
    let mut cuts: Vec<(usize, Mark)> = Vec::new();
    let mut has_date = false;
    let mut has_text = false;
    for (index, block) in blocks.iter().enumerate() {
        let Some(line) = line_of(block).filter(|line| !line.is_empty()) else { continue };
        if let Some(mark) = Mark::of(&line).filter(|_| has_text) {
            let begins_page = index > 0
                && blocks[..index]
                    .iter()
                    .rev()
                    .find(|b| !is_empty(b))
                    .is_some_and(|block| matches!(block, Block::PageEnd));
            let is_start = if mark.title.is_empty() {
                has_date || begins_page || !is_list_before_date(&blocks, index)
            } else {
                (has_date || begins_page) && !is_one_of_a_list(&blocks, index)
            };
            if is_start {
                cuts.push((index, mark));
                continue;
            }
        }
        has_date |= is_date(&line) || ends_with_date(&line);
        has_text = true;
    }
    let mut rest = blocks;
    let mut attached = Vec::new();
    while let Some((index, mark)) = cuts.pop() {
        let blocks = rest.split_off(index).into_iter().skip(1).collect();
        let title = Some(mark.title).filter(|title| !title.is_empty());
        attached.push(Attached { number: mark.number, title, blocks });
    }
    attached.reverse();
    Pieces { main: rest, attached }
}

fn is_empty(block: &Block) -> bool {
    block.paragraph().is_some_and(|paragraph| paragraph.is_empty())
}

/// Returns whether a line 附件： is the heading of a list that precedes the signature.
fn is_list_before_date(blocks: &[Block], mark: usize) -> bool {
    const FARTHEST: usize = 20;
    let mut lines = blocks.iter().skip(mark + 1).take(FARTHEST).filter_map(line_of);
    let mut lines = lines.by_ref().filter(|line| !line.is_empty());
    let first_is_item = lines.next().is_some_and(|line| label_length(&line) > 0);
    first_is_item && lines.find(|line| label_length(line) == 0 && is_date(line)).is_some()
}

/// Returns whether the line before or behind is an attachment, too, so that both are a list.
fn is_one_of_a_list(blocks: &[Block], mark: usize) -> bool {
    let near = |block: Option<&Block>| {
        block
            .and_then(line_of)
            .is_some_and(|line| Mark::of(&line).is_some_and(|m| !m.title.is_empty()))
    };
    near(blocks.get(mark + 1)) || mark > 0 && near(blocks.get(mark - 1))
}

/// Returns whether a line is a date and nothing else.
pub(super) fn is_date(line: &str) -> bool {
    date_of(line).is_some()
}

/// Returns the date that a line is, spaces inside included.
pub(super) fn date_of(line: &str) -> Option<jiff::civil::Date> {
    let bare = tight(line);
    if !bare.contains(['年', '-', '.', '/']) || bare.chars().count() > 16 {
        return None;
    }
    match date::parse(&bare) {
        Parsed::Standard(typed) | Parsed::Nonstandard(typed) if typed.moment.time.is_none() => {
            Some(typed.moment.date)
        }
        _ => None,
    }
}

/// Returns whether a line ends with a date behind the name of an organisation.
fn ends_with_date(line: &str) -> bool {
    let last = line.rsplit([' ', '\u{3000}', '\t']).next().unwrap_or_default();
    last.len() < line.len() && is_date(last)
}

/// Takes the list of attachments out of a text and returns the titles.
pub(super) fn take_list(blocks: &mut Vec<Block>) -> Vec<String> {
    const FARTHEST: usize = 40;
    let first = blocks.len().saturating_sub(FARTHEST);
    let is_start = |index: &usize| {
        line_of(&blocks[*index])
            .and_then(|line| Mark::of(&line))
            .is_some_and(|mark| mark.has_colon || mark.number.is_some() && !mark.title.is_empty())
    };
    let Some(mut start) = (first.max(1)..blocks.len()).rev().find(is_start) else {
        return Vec::new();
    };
    // 附件1：…, 附件2：… stand below each other.
    while start > 1 && is_start(&(start - 1)) {
        start -= 1;
    }
    let mut titles = Vec::new();
    let mut end = start;
    while let Some(line) = blocks.get(end).and_then(line_of) {
        let mark = Mark::of(&line);
        let is_item = end > start && label_length(&line) > 0 && mark.is_none();
        let title = match mark {
            Some(mark) if end == start || is_start(&end) => mark.title,
            _ if is_item && line.chars().count() <= MAX_TITLE_CHARS && !line.contains('。') => {
                line
            }
            _ if line.is_empty() && end > start => {
                end += 1;
                continue;
            }
            _ => break,
        };
        if !title.is_empty() {
            titles.extend(items(&title));
        }
        end += 1;
    }
    if titles.is_empty() {
        return titles;
    }
    blocks.drain(start..end);
    titles
}

/// Returns the titles in an entry: one without its number, or several in one line.
fn items(entry: &str) -> Vec<String> {
    let mut items = Vec::new();
    for part in entry.split(['\t', '\n']).flat_map(|part| part.split("\u{3000}\u{3000}")) {
        let part = part.trim();
        let bare = part.get(label_length(part)..).unwrap_or(part).trim();
        let bare = bare.trim_end_matches(['；', ';', '。']).trim();
        if !bare.is_empty() {
            items.push(bare.to_owned());
        }
    }
    items
}

/// Returns the title of an attachment: as the list has it if both are the same text, else its own.
pub(super) fn title(own: Option<Title>, listed: Listed) -> Option<Title> {
    let index = listed.number.map_or(listed.index, |number| number.saturating_sub(1));
    let listed = listed.titles.get(index);
    match (own, listed) {
        (Some(own), Some(listed)) if tight(&own.text) == tight(listed) => {
            Some(Title { text: listed.clone(), is_guess: false, ..own })
        }
        (Some(own), Some(listed)) if own.is_guess => {
            Some(Title { text: listed.clone(), ..Title::default() })
        }
        (None, Some(listed)) => Some(Title { text: listed.clone(), ..Title::default() }),
        (own, _) => own,
    }
}
