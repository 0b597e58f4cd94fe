//! The words, and where they stand in a text.

use crate::source::{Fingerprint, Span};
use crate::yaml::KeyNames;
use aho_corasick::AhoCorasick;
use std::ops::Range;

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub wrong: String,
    /// What to write instead; with more than one, an editor has to choose.
    pub right: Vec<String>,
    pub reason: Option<String>,
    /// Phrases with the word in which it is right.
    pub except: Vec<String>,
    /// Where it was typed in the list.
    pub span: Span,
}

/// The words of a site.
#[derive(Clone, Debug)]
pub struct WordList {
    pub(super) words: Vec<Word>,
    /// Its patterns are the wrong words, in their order.
    pub(super) finder: Option<AhoCorasick>,
    /// Of the file.
    pub fingerprint: Fingerprint,
    /// The names of its keys, if it has any.
    pub key_names: Option<KeyNames>,
}

/// A wrong word in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit<'l> {
    pub word: &'l Word,
    pub range: Range<usize>,
}

impl WordList {
    /// Returns the wrong words of a text, in their order: of words that overlap the first, of those that begin at the same
    /// place the longest.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Hit<'a>> + 'a {
        let matches = self.finder.iter().flat_map(move |finder| finder.find_iter(text));
        matches.filter_map(move |found| {
            let word = self.words.get(found.pattern().as_usize())?;
            let range = found.range();
            let is_wrong = is_whole(text, &range) && !word.is_allowed(text, &range);
            is_wrong.then_some(Hit { word, range })
        })
    }
}

impl Word {
    /// Returns whether the word stands in a phrase in which it is right, or in what should be written
    /// instead of it.
    fn is_allowed(&self, text: &str, range: &Range<usize>) -> bool {
        self.except.iter().chain(&self.right).any(|phrase| {
            phrase.match_indices(&*self.wrong).any(|(before, _)| {
                let start = range.start.checked_sub(before);
                let rest = start.and_then(|start| text.get(start..));
                rest.is_some_and(|rest| rest.starts_with(&**phrase))
            })
        })
    }
}

/// Returns whether a place is no part of a longer Latin word or number.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let (before, after) =
        (text[..range.start].chars().next_back(), text[range.end..].chars().next());
    let inside = &text[range.clone()];
    let joins = |one: Option<char>, two: Option<char>| {
        one.zip(two)
            .is_some_and(|(one, two)| one.is_ascii_alphanumeric() && two.is_ascii_alphanumeric())
    };
    !joins(before, inside.chars().next()) && !joins(inside.chars().next_back(), after)
}
