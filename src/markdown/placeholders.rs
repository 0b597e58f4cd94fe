//! Emphasis that closes beside Chinese punctuation: `**强调。**后文`.
//!
//! CommonMark asks for a space or punctuation around such a delimiter, and Chinese has no spaces.
//! Until the parser knows the rule for Chinese, it parses a copy of the text in which the characters
//! beside delimiters are replaced by placeholders of the same length in bytes: letters or punctuation
//! marks, whichever makes CommonMark's rule decide correctly. The originals are restored in the events.
//!
//! The rule is that of the `cjk-friendly` extension: Chinese punctuation beside a delimiter counts
//! as a letter; a Chinese letter beside a delimiter counts as punctuation if other punctuation is on
//! the delimiter's other side. `_` keeps CommonMark's rule, because file names such as
//! 附件_汇总表_2026 occur in Chinese sentences.

use super::indents::Copy;
use crate::han;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

/// Private-use characters, which the parser takes for letters.
const LETTERS: RangeInclusive<char> = '\u{e000}'..='\u{f8ff}';
/// Braille patterns, which the parser takes for punctuation and which hardly any text contains.
const PUNCTUATION: RangeInclusive<char> = '\u{2801}'..='\u{28ff}';

/// A copy of a text with placeholders in it, and the originals.
pub(super) struct Placeholders {
    /// As many bytes as the original, so that every offset is the same in both.
    pub text: String,
    originals: HashMap<char, char>,
}

impl Placeholders {
    /// Replaces the characters of a text that need it; `None` if none does. `laid` is a copy of the text
    /// in which the beginnings of lines were replaced.
    pub fn assign(text: &str, laid: Copy<'_>) -> Option<Placeholders> {
        let Copy { text: laid, space } = laid;
        let replacements = replacements(&laid);
        let originals: HashMap<char, char> = space.map(|space| (space, ' ')).into_iter().collect();
        if replacements.is_empty() {
            return match laid {
                Cow::Borrowed(_) => None,
                Cow::Owned(text) => Some(Placeholders { text, originals }),
            };
        }
        let mut pool = Pool::unused_in(text);
        let mut copy = String::with_capacity(text.len());
        let mut from = 0;
        for (at, original, class) in replacements {
            let Some(placeholder) = pool.placeholder(original, class) else { continue };
            copy.push_str(laid.get(from..at).unwrap_or_default());
            copy.push(placeholder);
            from = at + original.len_utf8();
        }
        copy.push_str(laid.get(from..).unwrap_or_default());
        let assigned = pool.assigned.into_iter().map(|((c, _), p)| (p, c));
        let originals = originals.into_iter().chain(assigned).collect();
        Some(Placeholders { text: copy, originals })
    }

    /// Restores the originals in an event that was parsed at `range` of the copy; `text` is the
    /// original text.
    pub fn restore<'a>(&self, event: Event<'_>, text: &'a str, range: &Range<usize>) -> Event<'a> {
        match event {
            Event::Text(parsed) => Event::Text(self.restore_slice(&parsed, text, range)),
            Event::Code(code) => Event::Code(self.restore_text(&code)),
            Event::Html(html) => Event::Html(self.restore_slice(&html, text, range)),
            Event::InlineHtml(html) => Event::InlineHtml(self.restore_slice(&html, text, range)),
            Event::FootnoteReference(label) => Event::FootnoteReference(self.restore_text(&label)),
            Event::Start(tag) => Event::Start(self.restore_tag(tag)),
            other => other.into_static(),
        }
    }

    fn restore_tag(&self, tag: Tag<'_>) -> Tag<'static> {
        match tag {
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                Tag::CodeBlock(CodeBlockKind::Fenced(self.restore_text(&info)))
            }
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(self.restore_text(&label)),
            Tag::Link { link_type, dest_url, title, id } => Tag::Link {
                link_type,
                dest_url: self.restore_text(&dest_url),
                title: self.restore_text(&title),
                id: self.restore_text(&id),
            },
            Tag::Image { link_type, dest_url, title, id } => Tag::Image {
                link_type,
                dest_url: self.restore_text(&dest_url),
                title: self.restore_text(&title),
                id: self.restore_text(&id),
            },
            other => other.into_static(),
        }
    }

    /// Returns what was typed, if the parser took it as it is.
    fn restore_slice<'a>(&self, parsed: &str, text: &'a str, range: &Range<usize>) -> CowStr<'a> {
        match text.get(range.clone()) {
            Some(slice) if self.text.get(range.clone()) == Some(parsed) => CowStr::Borrowed(slice),
            _ => self.restore_text(parsed),
        }
    }

    fn restore_text(&self, text: &str) -> CowStr<'static> {
        let original = |c| self.originals.get(&c).copied().unwrap_or(c);
        CowStr::from(text.chars().map(original).collect::<String>())
    }
}

/// What the parser should take a placeholder for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum CharClass {
    Letter,
    Punctuation,
}

/// The placeholders that are assigned, one for each original and class, and those that are free.
struct Pool {
    assigned: HashMap<(char, CharClass), char>,
    letters: Box<dyn Iterator<Item = char>>,
    punctuation: Box<dyn Iterator<Item = char>>,
}

impl Pool {
    /// Takes only characters that the text does not contain: others could not be restored.
    fn unused_in(text: &str) -> Pool {
        let mut present: Vec<char> =
            text.chars().filter(|c| LETTERS.contains(c) || PUNCTUATION.contains(c)).collect();
        present.sort_unstable();
        present.dedup();
        let free = move |range: RangeInclusive<char>, present: Vec<char>| {
            Box::new(range.filter(move |c| present.binary_search(c).is_err()))
        };
        Pool {
            assigned: HashMap::new(),
            letters: free(LETTERS, present.clone()),
            punctuation: free(PUNCTUATION, present),
        }
    }

    /// Returns the placeholder for a character; `None` if none of its length is left.
    fn placeholder(&mut self, original: char, class: CharClass) -> Option<char> {
        if original.len_utf8() != 3 {
            return None;
        }
        if let Some(known) = self.assigned.get(&(original, class)) {
            return Some(*known);
        }
        let next = match class {
            CharClass::Letter => self.letters.next(),
            CharClass::Punctuation => self.punctuation.next(),
        }?;
        self.assigned.insert((original, class), next);
        Some(next)
    }
}

/// Finds the characters to replace, in order: each with its byte and the class of its placeholder.
fn replacements(text: &str) -> Vec<(usize, char, CharClass)> {
    let bytes = text.as_bytes();
    let mut replacements: Vec<(usize, char, CharClass)> = Vec::new();
    // A character between two delimiters comes up twice.
    let mut add = |at: usize, c: char, class: CharClass| {
        if replacements.last().is_none_or(|(last, ..)| *last < at) {
            replacements.push((at, c, class));
        }
    };
    let mut at = 0;
    while let Some(offset) = bytes.iter().skip(at).position(|b| matches!(b, b'*' | b'~')) {
        let start = at + offset;
        let delimiter = bytes.get(start);
        let length = bytes.iter().skip(start).take_while(|b| Some(*b) == delimiter).count();
        at = start + length;
        let before = text.get(..start).and_then(|t| t.chars().next_back());
        let after = text.get(at..).and_then(|t| t.chars().next());
        if let Some((c, class)) = before.and_then(|c| Some((c, class_beside(c, after)?))) {
            add(start - c.len_utf8(), c, class);
        }
        if let Some((c, class)) = after.and_then(|c| Some((c, class_beside(c, before)?))) {
            add(at, c, class);
        }
    }
    replacements
}

/// Returns the class that a character beside a delimiter should have, with `opposite` on the
/// delimiter's other side; `None` if it keeps its own.
fn class_beside(c: char, opposite: Option<char>) -> Option<CharClass> {
    let is_opposite_other = opposite.is_some_and(is_other_punctuation);
    if !han::is_cjk(c) {
        None
    } else if han::is_cjk_punctuation(c) {
        (!is_opposite_other).then_some(CharClass::Letter)
    } else {
        is_opposite_other.then_some(CharClass::Punctuation)
    }
}

/// Returns whether a character is punctuation, and not of Chinese text.
fn is_other_punctuation(c: char) -> bool {
    !han::is_cjk(c) && !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assign(text: &str) -> Option<Placeholders> {
        Placeholders::assign(text, Copy { text: Cow::Borrowed(text), space: None })
    }

    #[test]
    fn placeholders_have_the_same_length_and_are_restored() {
        let text = "前**“引号”，**后\u{e000}文**[链](甲*。)**";
        let placeholders = assign(text).expect("delimiters touch Chinese punctuation");
        assert_eq!(placeholders.text.len(), text.len());
        assert_ne!(placeholders.text, text);
        assert_eq!(&*placeholders.restore_text(&placeholders.text), text);
        assert!(assign("强调**重点**文 * 乘").is_none());
    }

    #[test]
    fn text_that_uses_every_placeholder_stays_unchanged() {
        let taken: String = LETTERS.collect();
        let text = format!("{taken}甲**强调。**后");
        let placeholders = assign(&text).expect("a change was wanted");
        assert!(placeholders.text == text);
    }
}
