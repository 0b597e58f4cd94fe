//! Splits text into tokens: an ideograph, a run of letters or a run of digits is one.
//!
//! Chinese words are not segmented: a phrase that crosses a word boundary (量发展) must be found as well as any other.
//! So the index holds bigrams of these tokens, and queries are split in the same way.

use crate::han::is_han_or_sign;
use crate::search::fold::{fold, fold_basic};
use std::ops::Range;

/// A folded token and its byte range in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum CharClass {
    Han,
    Letter,
    Digit,
    Point,
    Other,
}

fn class(character: char) -> CharClass {
    match character {
        '0'..='9' => CharClass::Digit,
        '.' => CharClass::Point,
        'a'..='z' => CharClass::Letter,
        _ if is_han_or_sign(character) => CharClass::Han,
        _ if character.is_alphabetic() => CharClass::Letter,
        _ => CharClass::Other,
    }
}

/// Returns the tokens of one block of text, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut buffer = TokenBuffer::default();
    buffer.fill(text);
    let token = |(characters, span): (&[char], &TokenSpan)| Token {
        text: characters.iter().collect(),
        start: span.start,
        end: span.end,
    };
    buffer.iter().zip(&buffer.spans).map(token).collect()
}

/// The tokens of one block. A buffer is filled again and again: an index has millions of tokens, and an allocation for each,
/// or for each block, would take most of the time.
#[derive(Default)]
pub struct TokenBuffer {
    /// The folded characters of all tokens, and the points between them.
    characters: Vec<char>,
    spans: Vec<TokenSpan>,
}

struct TokenSpan {
    /// The range in the folded characters.
    from: usize,
    to: usize,
    /// The range in the original text.
    start: usize,
    end: usize,
}

impl TokenBuffer {
    /// Replaces the tokens by those of a text.
    pub fn fill(&mut self, text: &str) {
        self.characters.clear();
        self.spans.clear();
        let mut previous = CharClass::Other;
        let (mut has_point, mut has_comma) = (false, false);
        for (start, character) in text.char_indices() {
            let end = start + character.len_utf8();
            if let Some(ideograph) = fold_basic(character) {
                // Most of a text: a token by itself, without a look at its class.
                let from = self.characters.len();
                self.characters.push(ideograph);
                self.spans.push(TokenSpan { from, to: from + 1, start, end });
                previous = CharClass::Han;
                continue;
            }
            fold(character, |part| {
                let class = class(part);
                has_point |= class == CharClass::Point;
                has_comma |= part == ',';
                self.add(part, class, class == previous, start..end);
                previous = class;
            });
        }
        if has_comma {
            self.join_thousands(text);
        }
        if has_point {
            self.join_decimals(text);
        }
    }

    /// Adds a folded character of the original range, to the last token if it continues that.
    fn add(&mut self, character: char, class: CharClass, continues: bool, original: Range<usize>) {
        let from = self.characters.len();
        if class != CharClass::Other {
            self.characters.push(character);
        }
        let to = self.characters.len();
        match self.spans.last_mut() {
            Some(last) if continues && matches!(class, CharClass::Letter | CharClass::Digit) => {
                last.to = to;
                last.end = original.end;
            }
            _ if matches!(class, CharClass::Han | CharClass::Letter | CharClass::Digit) => {
                self.spans.push(TokenSpan { from, to, start: original.start, end: original.end });
            }
            _ => {}
        }
    }

    /// Returns the folded characters of each token.
    pub fn iter(&self) -> impl Iterator<Item = &[char]> + Clone {
        self.spans.iter().map(|span| &self.characters[span.from..span.to])
    }

    /// Returns the characters of each word: tokens without anything between them, none of them an ideograph, one a letter.
    pub fn words(&self) -> impl Iterator<Item = &[char]> {
        let is_ideograph = |span: &TokenSpan| is_han_or_sign(self.characters[span.from]);
        let is_letter = |span: &TokenSpan| !self.characters[span.from].is_ascii_digit();
        let joined = self.spans.chunk_by(move |left, right| {
            left.end == right.start && !is_ideograph(left) && !is_ideograph(right)
        });
        joined
            .filter(move |word| !is_ideograph(&word[0]) && word.iter().any(is_letter))
            .map(|word| &self.characters[word[0].from..word[word.len() - 1].to])
    }

    /// Joins the groups of a number such as 1,234,500, so that it is found by 1234500 too; not those of a list such as 1,2,345.
    fn join_thousands(&mut self, text: &str) {
        let mut joined: Vec<TokenSpan> = Vec::with_capacity(self.spans.len());
        let mut spans = std::mem::take(&mut self.spans).into_iter().peekable();
        while let Some(first) = spans.next() {
            let mut groups = vec![first];
            while let Some(next) = spans.next_if(|next| {
                groups.last().is_some_and(|last| self.is_between(text, last, next, [",", "，"]))
            }) {
                groups.push(next);
            }
            let length = |span: &TokenSpan| span.to - span.from;
            let is_number = groups.len() > 1
                && length(&groups[0]) <= 3
                && groups[1..].iter().all(|group| length(group) == 3);
            match (groups.first(), groups.last()) {
                (Some(first), Some(last)) if is_number => joined.push(TokenSpan {
                    from: first.from,
                    to: last.to,
                    start: first.start,
                    end: last.end,
                }),
                _ => joined.extend(groups),
            }
        }
        self.spans = joined;
    }

    /// Joins the two parts of a decimal such as 3.5, but not the three of a date such as 2026.3.15.
    fn join_decimals(&mut self, text: &str) {
        let has_point: Vec<bool> = self
            .spans
            .windows(2)
            .map(|pair| self.is_between(text, &pair[0], &pair[1], [".", "．"]))
            .collect();
        if !has_point.contains(&true) {
            return;
        }
        let at = |index: usize| has_point.get(index).copied().unwrap_or(false);
        let mut joined: Vec<TokenSpan> = Vec::with_capacity(self.spans.len());
        for (index, span) in self.spans.drain(..).enumerate() {
            let is_decimal =
                index > 0 && at(index - 1) && !at(index) && !(index > 1 && at(index - 2));
            match joined.last_mut() {
                // In the folded text the point lies between the two, so it becomes part of the token.
                Some(last) if is_decimal => {
                    last.to = span.to;
                    last.end = span.end;
                }
                _ => joined.push(span),
            }
        }
        self.spans = joined;
    }

    /// Returns whether two tokens are digits with one of the signs between them, and nothing else.
    fn is_between(
        &self,
        text: &str,
        left: &TokenSpan,
        right: &TokenSpan,
        signs: [&str; 2],
    ) -> bool {
        let is_digit = |span: &TokenSpan| self.characters[span.from].is_ascii_digit();
        is_digit(left)
            && is_digit(right)
            && text.get(left.end..right.start).is_some_and(|between| signs.contains(&between))
    }
}
