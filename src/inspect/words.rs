//! Words that the site writes otherwise, by its own list (`words.yaml`), in titles and bodies.
//!
//! Code and addresses mean themselves. The name of another document in 《》 is reported, but only a person
//! knows whether it is really called so.

use super::faults;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::markdown::{BlockKind, Link};
use crate::source::Span;
use crate::word_list::{Hit, WordList};
use std::ops::Range;

pub(super) fn check(document: &Document, list: &WordList, found: &mut Vec<Diagnostic>) {
    check_title(document, list, found);
    let source = &document.source;
    let mut code = Code { text: &source.text, at: 0, marks: 0 };
    // Addresses that are their own text; most texts have no wrong word, so they are looked for late.
    let mut addresses: Option<Vec<Range<usize>>> = None;
    for block in document.outline.blocks.iter().filter(|block| block.kind != BlockKind::Code) {
        let text = block.text(&source.text);
        let mut names = Names::default();
        for hit in list.find(text) {
            let is_name = names.contains(text, hit.range.start);
            let span = block.span(&source.path, hit.range.clone());
            let addresses = addresses.get_or_insert_with(|| addresses_of(&document.outline.links));
            let is_code = code.contains(span.start);
            if is_code || is_within(addresses, span.start) || is_in_address(text, &hit.range) {
                continue;
            }
            let typed = source.text.get(span.range()).unwrap_or_default();
            let is_certain = typed == hit.word.wrong && !is_name;
            found.push(fault(span, &hit, list, is_certain));
        }
    }
}

/// Checks the title, which has its place only if it was typed as it is read.
fn check_title(document: &Document, list: &WordList, found: &mut Vec<Diagnostic>) {
    let source = &document.source;
    let title = &document.front.title;
    let typed = source.text.get(title.span.range()).unwrap_or_default();
    let offset = typed.find(&*title.value);
    let mut names = Names::default();
    for hit in list.find(&title.value) {
        let is_name = names.contains(&title.value, hit.range.start);
        let span = match offset {
            Some(offset) => {
                let start = title.span.start + offset;
                Span::new(&source.path, start + hit.range.start..start + hit.range.end)
            }
            None => title.span.clone(),
        };
        found.push(fault(span, &hit, list, offset.is_some() && !is_name));
    }
}

fn fault(span: Span, hit: &Hit<'_>, list: &WordList, is_certain: bool) -> Diagnostic {
    // What may be markup, or end a value of YAML, is not for an edit to type.
    let is_plain = |c: char| !c.is_ascii_punctuation() && !c.is_control();
    let diagnostic = faults::word_wrong(span.clone(), hit.word, list.key_names.as_ref());
    match &hit.word.right[..] {
        [right] if is_certain && right.chars().all(is_plain) => diagnostic.fix(span, right.clone()),
        _ => diagnostic,
    }
}

/// Where a text stands in 《》. Asked from the first place to the last, it reads the text once.
#[derive(Default)]
struct Names {
    at: usize,
    open: usize,
}

impl Names {
    fn contains(&mut self, text: &str, place: usize) -> bool {
        let passed = text.get(self.at..place).unwrap_or_default();
        self.open = passed.matches(['《', '》']).fold(self.open, |open, mark| {
            if mark == "《" { open + 1 } else { open.saturating_sub(1) }
        });
        self.at = place;
        self.open > 0
    }
}

/// Where text stands between backticks on its line. Asked from the first place to the last, it reads the
/// file once.
struct Code<'t> {
    text: &'t str,
    at: usize,
    /// The backticks on the line before.
    marks: usize,
}

impl Code<'_> {
    fn contains(&mut self, place: usize) -> bool {
        if place < self.at {
            (self.at, self.marks) = (0, 0);
        }
        let passed = self.text.get(self.at..place).unwrap_or_default();
        let marks = |text: &str| text.bytes().filter(|byte| *byte == b'`').count();
        self.marks = match passed.rsplit_once('\n') {
            Some((_, line)) => marks(line),
            None => self.marks + marks(passed),
        };
        self.at = place;
        self.marks % 2 == 1
    }
}

fn addresses_of(links: &[Link]) -> Vec<Range<usize>> {
    let is_address = |link: &&Link| !link.text.is_empty() && link.target.ends_with(&link.text);
    let mut addresses: Vec<Range<usize>> =
        links.iter().filter(is_address).map(|link| link.span.range()).collect();
    addresses.sort_by_key(|range| range.start);
    addresses
}

/// How far an address that was typed as text is followed on each side of a word, in bytes.
const MAX_ADDRESS: usize = 500;

/// Returns whether a place is in a web or mail address that was typed as text.
fn is_in_address(text: &str, place: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let before = bytes[..place.start].iter().rev().take(MAX_ADDRESS);
    let start = place.start - before.take_while(|byte| byte.is_ascii_graphic()).count();
    let after = bytes[place.end..].iter().take(MAX_ADDRESS);
    let end = place.end + after.take_while(|byte| byte.is_ascii_graphic()).count();
    let run = text.get(start..end).unwrap_or_default();
    run.contains("://") || run.contains('@')
}

/// Returns whether a place is in one of some ranges, which are in order and do not overlap.
fn is_within(ranges: &[Range<usize>], place: usize) -> bool {
    let next = ranges.partition_point(|range| range.start <= place);
    next.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|last| last.contains(&place))
}
