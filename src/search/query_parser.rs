//! Parses what a reader typed into clauses.

use crate::search::tokens::tokens;
use crate::search::word_parts;
use std::collections::{BTreeMap, BTreeSet};

/// A parsed query: a document matches if it matches every required clause and contains no excluded phrase.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ParsedQuery {
    pub required: Vec<Clause>,
    pub excluded: Vec<Phrase>,
}

/// A document matches if it contains any of the phrases: the typed one and its synonyms; or a word with this part.
#[derive(Debug, PartialEq, Eq)]
pub struct Clause {
    pub phrases: Vec<Phrase>,
    pub part: Option<String>,
}

/// Consecutive tokens.
pub type Phrase = Vec<String>;

/// Longer queries are cut: no reader types them, and each phrase costs a download.
pub const MAX_CHARACTERS: usize = 200;
const MAX_PHRASES: usize = 12;

/// Parses a query: phrases are separated by white space, `"…"` encloses one that contains white space, `-` excludes one.
/// A phrase in quotes has no synonyms and is no part of a word.
pub fn parse(text: &str, synonyms: &BTreeMap<String, Vec<String>>) -> ParsedQuery {
    let mut query = ParsedQuery::default();
    let mut characters = text.chars().take(MAX_CHARACTERS).peekable();
    while characters.peek().is_some() && query.required.len() + query.excluded.len() < MAX_PHRASES {
        while characters.next_if(|next| next.is_whitespace()).is_some() {}
        let is_excluded = characters.next_if(|next| matches!(next, '-' | '－')).is_some();
        let is_quoted = characters.next_if(|next| is_quote(*next)).is_some();
        let mut word = String::new();
        while let Some(next) = characters
            .next_if(|next| is_quoted && !is_quote(*next) || !is_quoted && !ends_word(*next))
        {
            word.push(next);
        }
        if is_quoted {
            characters.next();
        }
        let tokens = tokens(&word);
        let part = word_parts::part_of(&tokens);
        let phrase: Phrase = tokens.into_iter().map(|token| token.text).collect();
        if phrase.is_empty() {
            continue;
        }
        if is_excluded {
            query.excluded.push(phrase);
        } else if is_quoted {
            query.required.push(Clause { phrases: vec![phrase], part: None });
        } else {
            query.required.push(Clause { phrases: with_synonyms(phrase, synonyms), part });
        }
    }
    query
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '＂')
}

fn ends_word(character: char) -> bool {
    character.is_whitespace() || is_quote(character)
}

/// Returns the tokens of a text.
fn phrase(text: &str) -> Phrase {
    tokens(text).into_iter().map(|token| token.text).collect()
}

fn with_synonyms(original: Phrase, synonyms: &BTreeMap<String, Vec<String>>) -> Vec<Phrase> {
    let mut phrases = vec![original];
    for (name, others) in synonyms {
        let group: Vec<Phrase> =
            std::iter::once(name).chain(others).map(|term| phrase(term)).collect();
        if group.contains(&phrases[0]) {
            phrases.extend(group);
        }
    }
    let mut seen = BTreeSet::new();
    phrases.retain(|phrase| !phrase.is_empty() && seen.insert(phrase.clone()));
    phrases
}
