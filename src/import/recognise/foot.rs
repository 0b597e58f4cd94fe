//! The foot of a document, from its end upward: 版记, 附注, date, signature, and the list of attachments.

use super::attachments::{date_of, take_list};
use super::piece::{Piece, line_of, tight};
use crate::import::flow::{Align, Block, Paragraph};
use crate::lines::{ends_sentence, label_length};
use crate::organisation::is_organisation;
use jiff::civil::Date;

/// The longest line with a date in it that is read, in bytes.
const MAX_LINE_BYTES: usize = 600;

/// Takes the foot off a text.
pub(super) fn take(piece: &mut Piece, known: &[&str]) {
    take_colophon(piece);
    piece.listed = take_list(&mut piece.blocks);
    drop_blank_end(&mut piece.blocks);
    take_signature(piece, known);
    drop_blank_end(&mut piece.blocks);
    if piece.listed.is_empty() {
        piece.listed = take_list(&mut piece.blocks);
    }
}

fn drop_blank_end(blocks: &mut Vec<Block>) {
    while blocks.pop_if(|block| block.is_blank()).is_some() {}
}

/// Takes 版记: 抄送, 印发机关 and 印发日期. Word files have it in a table as often as in paragraphs.
fn take_colophon(piece: &mut Piece) {
    const FARTHEST: usize = 8;
    let start = piece.blocks.len().saturating_sub(FARTHEST);
    let mut at = piece.blocks.len();
    while at > start.max(1) {
        at -= 1;
        let Some(lines) = colophon_lines(&piece.blocks[at]) else { continue };
        piece.blocks.remove(at);
        for line in lines {
            take_colophon_line(&line, piece);
        }
    }
}

/// Returns the lines of a block if all of them belong to 版记.
fn colophon_lines(block: &Block) -> Option<Vec<String>> {
    let lines: Vec<String> = match block {
        Block::Paragraph(paragraph) if paragraph.is_text() => {
            paragraph.text().lines().map(str::to_owned).collect()
        }
        Block::Table(table) => table
            .rows
            .iter()
            .map(|row| {
                let cells = row.iter().flat_map(|cell| cell.paragraphs.iter().map(Paragraph::text));
                cells.collect::<Vec<_>>().join("  ")
            })
            .collect(),
        _ => return None,
    };
    let lines: Vec<String> =
        lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    (!lines.is_empty() && lines.iter().all(|line| is_colophon(line))).then_some(lines)
}

const COPIES: [&str; 4] = ["抄送", "抄报", "分送", "报送"];

fn is_colophon(line: &str) -> bool {
    let bare = tight(line);
    copies(&bare).is_some()
        || bare.ends_with("印发") && print_date(&bare).is_some()
        || bare.starts_with("主题词：")
        || bare.trim_start_matches('（').starts_with("共印") && bare.chars().count() <= 12
}

fn copies(bare: &str) -> Option<&str> {
    let rest = COPIES.iter().find_map(|word| bare.strip_prefix(word))?;
    rest.strip_prefix(['：', ':'])
}

/// Returns the date in 某某办公室 2026年3月15日印发.
fn print_date(bare: &str) -> Option<Date> {
    let before = bare.strip_suffix("印发").filter(|before| before.len() <= MAX_LINE_BYTES)?;
    let starts = before.char_indices().filter(|(_, c)| c.is_ascii_digit() || "二〇".contains(*c));
    starts.map(|(at, _)| before.get(at..).unwrap_or_default()).find_map(date_of)
}

fn take_colophon_line(line: &str, piece: &mut Piece) {
    let bare = tight(line);
    if let Some(names) = copies(&bare) {
        let names = super::head::names(names.trim_end_matches('。'));
        piece.copies.extend(names);
        return;
    }
    piece.likely_date = piece.likely_date.or_else(|| print_date(&bare));
    piece.left.push(line.to_owned());
}

/// Takes 附注, the date and the signatures.
fn take_signature(piece: &mut Piece, known: &[&str]) {
    let mut end = piece.blocks.len();
    let note = last_line(&piece.blocks, end).filter(|(_, line)| is_note(line));
    if let Some((at, _)) = &note {
        end = *at;
    }
    let Some((at, line)) = last_line(&piece.blocks, end) else { return };
    let (signature, date) = split_date(&line);
    let Some(date) = date else {
        // A signature without a date is recognised by its name only.
        if note.is_none() && known.contains(&&*tight(&line)) && piece.blocks.len() > 2 {
            piece.signature = vec![tight(&line)];
            piece.blocks.truncate(at);
        }
        return;
    };
    let mut signatures = Vec::new();
    let mut start = at;
    if let Some(signature) = signature {
        if !names_signatory(&signature, Align::End, known) {
            return;
        }
        signatures.extend(several(&signature));
    }
    while let Some((above, line)) = last_line(&piece.blocks, start) {
        let align = piece.blocks[above].paragraph().map_or(Align::Start, |p| p.align);
        let is_far = signatures.len() >= 8 || at - above > 12;
        if is_far || !names_signatory(&line, align, known) {
            break;
        }
        for name in several(&line).into_iter().rev() {
            signatures.insert(0, name);
        }
        start = above;
    }
    // A date at the end of a text without a signature may belong to its last sentence.
    let align = piece.blocks[at].paragraph().map_or(Align::Start, |p| p.align);
    if signatures.is_empty() && align == Align::Start && piece.blocks.len() < 3 {
        return;
    }
    piece.date = Some(date);
    piece.signature = signatures;
    // The page prints the brackets itself.
    piece.note = note.map(|(_, line)| line.trim_matches(['（', '(', '）', ')']).to_owned());
    piece.blocks.truncate(start);
}

/// Returns the last line that is not empty before an index, and its index.
fn last_line(blocks: &[Block], end: usize) -> Option<(usize, String)> {
    for (index, block) in blocks.iter().enumerate().take(end).rev() {
        match block {
            Block::Paragraph(paragraph) if paragraph.is_empty() => {}
            Block::PageEnd => {}
            Block::Paragraph(paragraph) if paragraph.is_text() => {
                return Some((index, line_of(block)?));
            }
            _ => return None,
        }
    }
    None
}

/// Returns whether a line is 附注: in brackets as a whole.
fn is_note(line: &str) -> bool {
    let inner = line.strip_prefix(['（', '(']).and_then(|l| l.strip_suffix(['）', ')']));
    inner.is_some_and(|inner| {
        !inner.contains(['（', '(', '）', ')'])
            && inner.chars().count() <= 80
            && label_length(line) == 0
    })
}

/// Splits 某某协会　　2026年3月15日.
fn split_date(line: &str) -> (Option<String>, Option<Date>) {
    if let Some(date) = date_of(line) {
        return (None, Some(date));
    }
    if line.len() > MAX_LINE_BYTES {
        return (None, None);
    }
    let at = line.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    for at in at {
        let (name, rest) = line.split_at(at);
        if let Some(date) = date_of(rest) {
            return (Some(name.trim().to_owned()), Some(date));
        }
    }
    (None, None)
}

/// Returns whether a line names who signs.
fn names_signatory(line: &str, align: Align, known: &[&str]) -> bool {
    let bare = tight(line);
    let count = bare.chars().count();
    let is_name = known.contains(&&*bare) || several(line).iter().all(|name| is_organisation(name));
    let is_set_apart = align != Align::Start
        && (2..=24).contains(&count)
        && label_length(&bare) == 0
        && !bare.contains(['，', '、', '；'])
        && !ends_sentence(&bare);
    is_name || is_set_apart
}

/// Returns the names in a line, which wide spaces separate.
fn several(line: &str) -> Vec<String> {
    let wide = line.replace(['\u{3000}', '\t'], "  ");
    let names = wide.split("  ").map(tight).filter(|name| !name.is_empty());
    let names: Vec<String> = names.collect();
    // 山 东 省 医 院 协 会 is one name.
    let is_spread = names.iter().all(|name| name.chars().count() == 1);
    if is_spread { vec![names.concat()] } else { names }
}
