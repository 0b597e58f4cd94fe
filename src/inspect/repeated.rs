//! Parts of a document that the page prints from its front matter and that were pasted into the body
//! as well: title, number and recipients above the text; 附件说明, signature and date below it.
//!
//! They are looked for from the top and from the bottom as far as they reach, so a sentence that names the
//! same association is not one of them.

use super::faults::{self, Repeated};
use crate::date::{self, Parsed};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, FrontMatter};
use crate::markdown::{Block, BlockKind};
use crate::number::DocNumber;
use crate::organisation::is_organisation;
use crate::source::Span;
use std::ops::Range;

/// How many blocks may be the title: editors break a long one into lines.
const MAX_TITLE_LINES: usize = 3;

pub(super) fn check(document: &Document, found: &mut Vec<Diagnostic>) {
    let text = &*document.source.text;
    let blocks: Vec<&Block> =
        document.outline.blocks.iter().filter(|block| block.kind != BlockKind::Code).collect();
    let texts: Vec<&str> = blocks.iter().map(|block| block.text(text)).collect();
    let head = head(&document.front, &texts);
    let from = head.last().map_or(0, |part| part.blocks.end);
    let foot = foot(&document.front, texts.get(from..).unwrap_or_default());
    let foot = foot
        .into_iter()
        .map(|part| Part { blocks: part.blocks.start + from..part.blocks.end + from, ..part });
    for part in head.into_iter().chain(foot) {
        let (Some(first), Some(last)) =
            (blocks.get(part.blocks.start), blocks.get(part.blocks.end - 1))
        else {
            continue;
        };
        let path = &document.source.path;
        let start = first.span(path, 0..first.text(text).len()).start;
        let end = last.span(path, 0..last.text(text).len()).end;
        let edit = whole_lines(text, start..end).filter(|_| part.is_certain);
        let edit = edit.map(|lines| Span::new(path, lines));
        found.push(faults::printed_twice(Span::new(path, start..end), part.what, edit));
    }
}

/// Some blocks that repeat what the page prints.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    what: Repeated,
    blocks: Range<usize>,
    /// Whether they say the same and nothing else.
    is_certain: bool,
}

/// Returns a text without white space, in which two spellings of the same are equal.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Returns the parts at the top of the body.
fn head(front: &FrontMatter, texts: &[&str]) -> Vec<Part> {
    let title = bare(&front.title.value);
    let mut parts = Vec::new();
    let mut at = 0;
    while at < texts.len() {
        let lines = (1..=MAX_TITLE_LINES.min(texts.len() - at))
            .find(|lines| !title.is_empty() && bare(&texts[at..at + lines].concat()) == title);
        let (what, length) = match lines {
            Some(lines) => (Repeated::Title, lines),
            None if is_number(front, texts[at]) => (Repeated::Number, 1),
            None if is_mark(front, texts[at]) => (Repeated::Mark, 1),
            None if is_recipients(front, texts[at]) => (Repeated::Recipients, 1),
            None => break,
        };
        parts.push(Part { what, blocks: at..at + length, is_certain: true });
        at += length;
    }
    // A name alone may be what the text begins with.
    if parts.iter().all(|part| part.what == Repeated::Mark) {
        parts.clear();
    }
    parts
}

fn is_number(front: &FrontMatter, text: &str) -> bool {
    let number = front.number.as_ref();
    number.is_some_and(|number| DocNumber::parse(text.trim()).as_ref() == Some(&number.value))
}

/// Returns whether a text is the head of the paper: 某某协会文件.
fn is_mark(front: &FrontMatter, text: &str) -> bool {
    let text = bare(text);
    let name = text.strip_suffix("文件").unwrap_or(&text);
    front.issuer.iter().any(|issuer| bare(&issuer.value) == name)
}

fn is_recipients(front: &FrontMatter, text: &str) -> bool {
    let Some(names) = text.trim().strip_suffix(['：', ':']) else { return false };
    let names = names.split(['、', '，', ',', '；', ';']).map(bare);
    !front.recipients.is_empty()
        && names.eq(front
            .recipients
            .iter()
            .flat_map(|name| name.split(['、', '，', ',', '；', ';']))
            .map(bare))
}

/// Returns the parts at the bottom of the body, in the order of the text.
fn foot(front: &FrontMatter, texts: &[&str]) -> Vec<Part> {
    let is_printed =
        front.number.is_some() || !front.issuer.is_empty() || !front.signature.is_empty();
    let mut parts: Vec<Part> = Vec::new();
    let mut end = texts.len();
    while let Some(last) = end.checked_sub(1) {
        let text = texts[last];
        let is_dated = parts.last().is_some_and(|part| part.what == Repeated::Date);
        let part = if !is_printed {
            None
        } else if front.note.as_deref().is_some_and(|note| is_note(text, note)) {
            Some((Repeated::Note, true))
        } else if is_date(front, text) {
            Some((Repeated::Date, true))
        } else if is_signature(front, text) {
            Some((Repeated::Signature, true))
        } else if is_dated && is_organisation(&bare(text)) || ends_with_date(front, text) {
            Some((Repeated::Signature, false))
        } else {
            None
        };
        let part = part.map(|(what, is_certain)| Part { what, blocks: last..end, is_certain });
        let part = part.or_else(|| enclosures(front, texts.get(..end)?));
        let Some(part) = part else { break };
        end = part.blocks.start;
        parts.push(part);
    }
    parts.reverse();
    // Without the name above it, a date may be the end of the text; and what is left of a
    // signature would stand alone.
    let unsure = parts.iter().any(|part| part.what == Repeated::Signature && !part.is_certain);
    if unsure {
        for part in parts.iter_mut().filter(|part| part.what == Repeated::Date) {
            part.is_certain = false;
        }
    }
    let is_signed = parts.iter().any(|part| part.what == Repeated::Signature);
    parts.retain(|part| part.what != Repeated::Date || is_signed);
    parts
}

fn is_note(text: &str, note: &str) -> bool {
    let text = bare(text);
    let inner = text.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    inner.unwrap_or(&text) == bare(note)
}

fn is_date(front: &FrontMatter, text: &str) -> bool {
    let Some(own) = front.date.as_ref().map(|date| date.value) else { return false };
    match date::parse(&bare(text)) {
        Parsed::Standard(typed) | Parsed::Nonstandard(typed) => typed.moment.date == own,
        Parsed::NoSuchDay | Parsed::Unclear => false,
    }
}

fn is_signature(front: &FrontMatter, text: &str) -> bool {
    let names: Vec<&str> = if front.signature.is_empty() {
        front.issuer.iter().map(|issuer| &*issuer.value).collect()
    } else {
        front.signature.iter().map(String::as_str).collect()
    };
    let text = bare(text);
    let dated = front.date.as_ref().map(|date| date::in_chinese(date.value));
    let name = dated.and_then(|dated| text.strip_suffix(&*dated)).unwrap_or(&text);
    names.iter().any(|own| bare(own) == name) || !names.is_empty() && bare(&names.concat()) == name
}

/// Returns whether a text is a name and the date of the document, which were two lines.
fn ends_with_date(front: &FrontMatter, text: &str) -> bool {
    let Some(date) = front.date.as_ref().map(|date| date::in_chinese(date.value)) else {
        return false;
    };
    bare(text).strip_suffix(&*date).is_some_and(is_organisation)
}

/// Returns 附件说明, if the texts end with it: 附件： and the titles that the page prints.
fn enclosures(front: &FrontMatter, texts: &[&str]) -> Option<Part> {
    let titles: Vec<String> =
        front.attachments.iter().map(|attachment| bare(&attachment.title.value)).collect();
    if titles.is_empty() {
        return None;
    }
    let most = texts.len().min(titles.len() + 1);
    (1..=most).find_map(|length| {
        let start = texts.len() - length;
        let all = bare(&texts[start..].concat());
        let listed =
            all.strip_prefix("附件").filter(|rest| rest.starts_with(['：', ':', '1', '１']))?;
        let is_mark = |c: char| c.is_ascii_digit() || "：:.．、１２３４５６７８９".contains(c);
        let rest = titles.iter().try_fold(listed, |rest, title| {
            let rest = rest.trim_start_matches(is_mark);
            // A title may begin with a number itself.
            rest.strip_prefix(&**title).or_else(|| {
                rest.strip_prefix(title.trim_start_matches(is_mark)).filter(|_| !title.is_empty())
            })
        })?;
        let is_whole = rest.trim_end_matches(['。', '；', ';']).is_empty();
        is_whole.then_some(Part {
            what: Repeated::Enclosures,
            blocks: start..texts.len(),
            is_certain: true,
        })
    })
}

/// Returns the lines of some bytes with the empty lines below, if nothing but marks of a heading or of
/// emphasis stands beside them.
fn whole_lines(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let start = text.get(..range.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = text.get(range.end..)?;
    let length = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
    let is_mark = |c: char| c.is_whitespace() || "#*".contains(c);
    let beside = text.get(start..range.start)?.chars().chain(rest.get(..length)?.chars());
    if !beside.into_iter().all(is_mark) {
        return None;
    }
    let below = rest.get(length..)?;
    let blank: usize =
        below.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    Some(start..range.end + length + blank)
}
