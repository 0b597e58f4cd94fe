//! Splits text into tokens: an ideograph, a run of letters or a run of digits is one.
//!
//! Chinese words are not segmented: a phrase that crosses a word boundary (量发展) must be found as well as any other.
//! So the index holds bigrams of these tokens, and queries are split in the same way.

use crate::han::is_han_or_sign;
use crate::search::fold::fold;

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
    let buffer = TokenBuffer::new(text);
    let token = |(text, span): (&str, &TokenSpan)| Token {
        text: text.to_owned(),
        start: span.start,
        end: span.end,
    };
    buffer.iter().zip(&buffer.spans).map(token).collect()
}

/// The tokens of one block in one allocation: an index has millions, and an allocation for each would take most of the time.
pub struct TokenBuffer {
    folded: String,
    spans: Vec<TokenSpan>,
}

struct TokenSpan {
    /// The range in the folded text.
    from: usize,
    to: usize,
    /// The range in the original text.
    start: usize,
    end: usize,
}

impl TokenBuffer {
    pub fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut spans: Vec<TokenSpan> = Vec::with_capacity(text.len() / 3);
        let mut previous = CharClass::Other;
        for (start, character) in text.char_indices() {
            let end = start + character.len_utf8();
            fold(character, |part| {
                let class = class(part);
                let from = folded.len();
                if !matches!(class, CharClass::Other) {
                    folded.push(part);
                }
                let to = folded.len();
                match spans.last_mut() {
                    Some(last)
                        if class == previous
                            && matches!(class, CharClass::Letter | CharClass::Digit) =>
                    {
                        last.to = to;
                        last.end = end;
                    }
                    _ if matches!(class, CharClass::Han | CharClass::Letter | CharClass::Digit) => {
                        spans.push(TokenSpan { from, to, start, end });
                    }
                    _ => {}
                }
                previous = class;
            });
        }
        let spans = join_decimals(text, &folded, spans);
        Self { folded, spans }
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.spans.iter().map(|span| &self.folded[span.from..span.to])
    }

    /// Returns every run of `length` consecutive tokens.
    pub fn ngrams(&self, length: usize) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        self.spans
            .windows(length)
            .map(|ngram| ngram.iter().map(|span| &self.folded[span.from..span.to]))
    }
}

/// Joins the two parts of a decimal such as 3.5, but not the three of a date such as 2026.3.15.
fn join_decimals(text: &str, folded: &str, spans: Vec<TokenSpan>) -> Vec<TokenSpan> {
    let has_point: Vec<bool> =
        spans.windows(2).map(|pair| is_point(text, folded, &pair[0], &pair[1])).collect();
    if !has_point.contains(&true) {
        return spans;
    }
    let at = |index: usize| has_point.get(index).copied().unwrap_or(false);
    let mut joined: Vec<TokenSpan> = Vec::with_capacity(spans.len());
    for (index, span) in spans.into_iter().enumerate() {
        let is_decimal = index > 0 && at(index - 1) && !at(index) && !(index > 1 && at(index - 2));
        match joined.last_mut() {
            // In the folded text the point lies between the two, so it becomes part of the token.
            Some(last) if is_decimal => {
                last.to = span.to;
                last.end = span.end;
            }
            _ => joined.push(span),
        }
    }
    joined
}

fn is_point(text: &str, folded: &str, left: &TokenSpan, right: &TokenSpan) -> bool {
    let is_digit = |span: &TokenSpan| folded.as_bytes()[span.from].is_ascii_digit();
    is_digit(left) && is_digit(right) && matches!(text.get(left.end..right.start), Some("." | "．"))
}
