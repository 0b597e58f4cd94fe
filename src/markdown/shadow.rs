//! Emphasis that closes beside Chinese punctuation: `**强调。**后文`.
//!
//! CommonMark asks for a space or punctuation around such a delimiter, and Chinese has no spaces.
//! Until the parser knows the rule for Chinese, it reads a shadow of the text: of the same length
//! byte for byte, in which characters that touch a delimiter are replaced by stand-ins of the
//! kind that makes CommonMark's rule decide rightly. Afterwards every stand-in is put back.
//!
//! The rule is that of the `cjk-friendly` extension: Chinese punctuation beside a delimiter counts
//! as a letter; a Chinese character before or after one counts as punctuation if foreign
//! punctuation stands on the other side. `_` keeps CommonMark's rule, because file names such as
//! 附件_汇总表_2026 stand in Chinese sentences.

use super::han;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

/// Private characters, which the parser takes for letters.
const LETTERS: RangeInclusive<char> = '\u{e000}'..='\u{f8ff}';
/// Braille, which the parser takes for punctuation and which hardly any text contains.
const MARKS: RangeInclusive<char> = '\u{2801}'..='\u{28ff}';

pub(super) struct Shadow {
    pub text: String,
    originals: HashMap<char, char>,
}

impl Shadow {
    /// Casts the shadow of a text; `None` if it would be the text itself.
    pub fn cast(text: &str) -> Option<Shadow> {
        let changes = changes(text);
        if changes.is_empty() {
            return None;
        }
        let mut understudies = Understudies::not_in(text);
        let mut shadow = String::with_capacity(text.len());
        let mut from = 0;
        for (at, original, part) in changes {
            let Some(stand_in) = understudies.cast(original, part) else { continue };
            shadow.push_str(text.get(from..at).unwrap_or_default());
            shadow.push(stand_in);
            from = at + original.len_utf8();
        }
        shadow.push_str(text.get(from..).unwrap_or_default());
        let originals = understudies.cast.into_iter().map(|((c, _), s)| (s, c)).collect();
        Some(Shadow { text: shadow, originals })
    }

    /// Puts the originals back into an event that the parser read at `range` of the shadow.
    pub fn lift<'a>(&self, event: Event<'_>, text: &'a str, range: &Range<usize>) -> Event<'a> {
        match event {
            Event::Text(words) => match text.get(range.clone()) {
                Some(slice) if self.text.get(range.clone()) == Some(&*words) => {
                    Event::Text(CowStr::Borrowed(slice))
                }
                _ => Event::Text(self.restore(&words)),
            },
            Event::Code(code) => Event::Code(self.restore(&code)),
            Event::Html(html) => Event::Html(self.restore(&html)),
            Event::InlineHtml(html) => Event::InlineHtml(self.restore(&html)),
            Event::FootnoteReference(label) => Event::FootnoteReference(self.restore(&label)),
            Event::Start(tag) => Event::Start(self.lift_tag(tag)),
            other => other.into_static(),
        }
    }

    fn lift_tag(&self, tag: Tag<'_>) -> Tag<'static> {
        match tag {
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                Tag::CodeBlock(CodeBlockKind::Fenced(self.restore(&info)))
            }
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(self.restore(&label)),
            Tag::Link { link_type, dest_url, title, id } => Tag::Link {
                link_type,
                dest_url: self.restore(&dest_url),
                title: self.restore(&title),
                id: self.restore(&id),
            },
            Tag::Image { link_type, dest_url, title, id } => Tag::Image {
                link_type,
                dest_url: self.restore(&dest_url),
                title: self.restore(&title),
                id: self.restore(&id),
            },
            other => other.into_static(),
        }
    }

    fn restore(&self, text: &str) -> CowStr<'static> {
        let original = |c| self.originals.get(&c).copied().unwrap_or(c);
        CowStr::from(text.chars().map(original).collect::<String>())
    }
}

/// What a stand-in has to look like to the parser.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Letter,
    Mark,
}

/// The characters that stand in, one for each original and part.
struct Understudies {
    cast: HashMap<(char, Part), char>,
    letters: Box<dyn Iterator<Item = char>>,
    marks: Box<dyn Iterator<Item = char>>,
}

impl Understudies {
    /// Only characters that a text does not contain can be told apart from it afterwards.
    fn not_in(text: &str) -> Understudies {
        let mut present: Vec<char> =
            text.chars().filter(|c| LETTERS.contains(c) || MARKS.contains(c)).collect();
        present.sort_unstable();
        present.dedup();
        let free = move |range: RangeInclusive<char>, present: Vec<char>| {
            Box::new(range.filter(move |c| present.binary_search(c).is_err()))
        };
        Understudies {
            cast: HashMap::new(),
            letters: free(LETTERS, present.clone()),
            marks: free(MARKS, present),
        }
    }

    /// The stand-in for a character; `None` if none of its length is left.
    fn cast(&mut self, original: char, part: Part) -> Option<char> {
        if original.len_utf8() != 3 {
            return None;
        }
        if let Some(known) = self.cast.get(&(original, part)) {
            return Some(*known);
        }
        let next = match part {
            Part::Letter => self.letters.next(),
            Part::Mark => self.marks.next(),
        }?;
        self.cast.insert((original, part), next);
        Some(next)
    }
}

/// The characters that must look different, in order, each at most once.
fn changes(text: &str) -> Vec<(usize, char, Part)> {
    let bytes = text.as_bytes();
    let mut changes: Vec<(usize, char, Part)> = Vec::new();
    let mut note = |at: usize, c: char, part: Part| {
        if changes.last().is_none_or(|(last, ..)| *last < at) {
            changes.push((at, c, part));
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
        if let Some((c, part)) = before.and_then(|c| Some((c, part(c, after)?))) {
            note(start - c.len_utf8(), c, part);
        }
        if let Some((c, part)) = after.and_then(|c| Some((c, part(c, before)?))) {
            note(at, c, part);
        }
    }
    changes
}

/// The part of a character beside a delimiter, with `across` on the delimiter's other side.
fn part(c: char, across: Option<char>) -> Option<Part> {
    let foreign_mark_across = across.is_some_and(is_foreign_mark);
    match (han::is_cjk(c), han::is_cjk_mark(c)) {
        (true, true) => (!foreign_mark_across).then_some(Part::Letter),
        (true, false) => foreign_mark_across.then_some(Part::Mark),
        (false, _) => None,
    }
}

fn is_foreign_mark(c: char) -> bool {
    !han::is_cjk(c) && !c.is_alphanumeric() && !c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shadow_has_the_same_bytes_and_lifts() {
        let text = "前**“引号”，**后\u{e000}文**[链](甲*。)**";
        let shadow = Shadow::cast(text).expect("delimiters touch Chinese marks");
        assert_eq!(shadow.text.len(), text.len());
        assert_ne!(shadow.text, text);
        assert_eq!(&*shadow.restore(&shadow.text), text);
        assert!(Shadow::cast("强调**重点**文 * 乘").is_none());
    }

    #[test]
    fn a_text_full_of_stand_ins_is_left_alone() {
        let taken: String = LETTERS.collect();
        let text = format!("{taken}甲**强调。**后");
        let shadow = Shadow::cast(&text).expect("a change was wanted");
        assert!(shadow.text == text);
    }
}
