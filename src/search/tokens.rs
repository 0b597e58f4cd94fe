//! What the index counts as one sign: an ideograph, a run of letters, a run of digits.
//!
//! Words are not segmented: a phrase that crosses a word boundary (量发展) must be found as well as any other, so the
//! index stores neighbouring pairs of these tokens and a query is read the same way.

use crate::search::fold::fold;

/// One token and the bytes of the text that it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Han,
    Letter,
    Digit,
    Point,
    Other,
}

fn class(character: char) -> Class {
    match character {
        '0'..='9' => Class::Digit,
        '.' => Class::Point,
        'a'..='z' => Class::Letter,
        _ if is_han(character) => Class::Han,
        _ if character.is_alphabetic() => Class::Letter,
        _ => Class::Other,
    }
}

/// True for ideographs, in every plane.
pub fn is_han(character: char) -> bool {
    matches!(character, '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3038}'..='\u{303b}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The tokens of one block of text, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let words = Words::new(text);
    let token = |(word, span): (&str, &Span)| Token {
        text: word.to_owned(),
        start: span.start,
        end: span.end,
    };
    words.iter().zip(&words.spans).map(token).collect()
}

/// The tokens of one block in one piece of memory: an index cuts millions, and an allocation for each is most of the time.
pub struct Words {
    folded: String,
    spans: Vec<Span>,
}

struct Span {
    /// Where the word begins and ends in the folded text.
    from: usize,
    to: usize,
    /// And in the text given.
    start: usize,
    end: usize,
}

impl Words {
    pub fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut spans: Vec<Span> = Vec::with_capacity(text.len() / 3);
        let mut before = Class::Other;
        for (start, character) in text.char_indices() {
            let end = start + character.len_utf8();
            fold(character, |part| {
                let class = class(part);
                let from = folded.len();
                if !matches!(class, Class::Other) {
                    folded.push(part);
                }
                let to = folded.len();
                match spans.last_mut() {
                    Some(last)
                        if class == before && matches!(class, Class::Letter | Class::Digit) =>
                    {
                        last.to = to;
                        last.end = end;
                    }
                    _ if matches!(class, Class::Han | Class::Letter | Class::Digit) => {
                        spans.push(Span { from, to, start, end });
                    }
                    _ => {}
                }
                before = class;
            });
        }
        let spans = join_decimals(text, &folded, spans);
        Self { folded, spans }
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.spans.iter().map(|span| &self.folded[span.from..span.to])
    }

    /// Every run of `length` neighbouring words.
    pub fn runs(&self, length: usize) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        self.spans
            .windows(length)
            .map(|run| run.iter().map(|span| &self.folded[span.from..span.to]))
    }
}

/// Joins `3` and `5` of 3.5, but not the parts of 2026.3.15, which are a date.
fn join_decimals(text: &str, folded: &str, spans: Vec<Span>) -> Vec<Span> {
    let pointed: Vec<bool> =
        spans.windows(2).map(|pair| is_point(text, folded, &pair[0], &pair[1])).collect();
    if !pointed.contains(&true) {
        return spans;
    }
    let at = |index: usize| pointed.get(index).copied().unwrap_or(false);
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for (index, span) in spans.into_iter().enumerate() {
        let alone = index > 0 && at(index - 1) && !at(index) && !(index > 1 && at(index - 2));
        match joined.last_mut() {
            // The point lies between the two in the folded text.
            Some(last) if alone => {
                last.to = span.to;
                last.end = span.end;
            }
            _ => joined.push(span),
        }
    }
    joined
}

fn is_point(text: &str, folded: &str, left: &Span, right: &Span) -> bool {
    let is_digit = |span: &Span| folded.as_bytes()[span.from].is_ascii_digit();
    is_digit(left) && is_digit(right) && matches!(text.get(left.end..right.start), Some("." | "．"))
}
