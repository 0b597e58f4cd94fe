//! Asks an index what a reader typed, on the command line and in tests; the browser's `engine.js` does the same.
//!
//! Here the files are at hand, so every candidate is verified; the browser verifies only what it shows.

use crate::search::reader::{Reader, Space};
use crate::search::shard::Level;
use crate::search::term;
use crate::search::tokens::tokens;
use crate::search::{Open, Record, postings};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// What is asked: the words, and the values that each facet is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Query {
    pub text: String,
    pub facets: BTreeMap<String, Vec<String>>,
    pub order: Order,
    /// How many hits to answer with.
    pub most: usize,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Relevance,
    Date,
}

/// What was found: all of it counted, the first of it shown.
#[derive(Debug, Default)]
pub struct Answer {
    pub total: usize,
    pub hits: Vec<Hit>,
}

/// One document found, with the block that says why.
#[derive(Debug)]
pub struct Hit {
    pub record: Record,
    pub snippet: String,
    /// True if the query is the document's number or whole title.
    pub direct: bool,
}

/// A query taken apart. A wish is met by any of its phrases: the typed one and its synonyms.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    pub wanted: Vec<Vec<Phrase>>,
    pub unwanted: Vec<Phrase>,
}

pub type Phrase = Vec<String>;

/// Longer queries are cut: no reader types them, and each phrase costs a download.
const MOST_CHARACTERS: usize = 200;
const MOST_PHRASES: usize = 12;

/// Reads a query: phrases apart by white space, `"…"` for one that holds white space, `-` for what must not be there.
pub fn parse(text: &str, synonyms: &BTreeMap<String, Vec<String>>) -> Wishes {
    let mut wishes = Wishes::default();
    let mut characters = text.chars().take(MOST_CHARACTERS).peekable();
    while characters.peek().is_some() && wishes.wanted.len() + wishes.unwanted.len() < MOST_PHRASES
    {
        while characters.next_if(|next| next.is_whitespace()).is_some() {}
        let unwanted = characters.next_if(|next| matches!(next, '-' | '－')).is_some();
        let quoted = characters.next_if(|next| is_quote(*next)).is_some();
        let mut word = String::new();
        while let Some(next) =
            characters.next_if(|next| quoted && !is_quote(*next) || !quoted && !ends_word(*next))
        {
            word.push(next);
        }
        if quoted {
            characters.next();
        }
        let phrase = phrase(&word);
        if phrase.is_empty() {
            continue;
        }
        if unwanted {
            wishes.unwanted.push(phrase);
        } else if quoted {
            wishes.wanted.push(vec![phrase]);
        } else {
            wishes.wanted.push(with_synonyms(phrase, synonyms));
        }
    }
    wishes
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '＂')
}

fn ends_word(character: char) -> bool {
    character.is_whitespace() || is_quote(character)
}

fn phrase(text: &str) -> Phrase {
    tokens(text).into_iter().map(|token| token.text).collect()
}

fn with_synonyms(typed: Phrase, synonyms: &BTreeMap<String, Vec<String>>) -> Vec<Phrase> {
    let mut all = vec![typed];
    for (name, others) in synonyms {
        let group: Vec<Phrase> =
            std::iter::once(name).chain(others).map(|term| phrase(term)).collect();
        if group.contains(&all[0]) {
            all.extend(group);
        }
    }
    let mut seen = BTreeSet::new();
    all.retain(|phrase| !phrase.is_empty() && seen.insert(phrase.clone()));
    all
}

/// Answers a query from the files that `open` gives.
pub fn query(open: Open, query: &Query) -> io::Result<Answer> {
    let reader = Reader::new(open)?;
    let wishes = parse(&query.text, &reader.entry.synonyms);
    let mut found = candidates(&reader, &wishes)?;
    // What takes something away is neither a number nor a title.
    let direct =
        if wishes.unwanted.is_empty() { direct(&reader, &query.text)? } else { BTreeSet::new() };
    direct.iter().for_each(|id| {
        found.entry(*id).or_insert(0);
    });
    narrow(&reader, query, &mut found)?;
    let mut ranked: Vec<(u32, u32)> = found.into_iter().collect();
    ranked.sort_by_key(|(id, score)| match query.order {
        Order::Relevance => std::cmp::Reverse((direct.contains(id), *score, *id)),
        Order::Date => std::cmp::Reverse((false, 0, *id)),
    });
    show(&reader, &wishes, &direct, &ranked, query.most)
}

fn show(
    reader: &Reader,
    wishes: &Wishes,
    direct: &BTreeSet<u32>,
    ranked: &[(u32, u32)],
    most: usize,
) -> io::Result<Answer> {
    let mut answer = Answer::default();
    for (id, _) in ranked {
        let record = reader.document(*id)?;
        let direct = direct.contains(id);
        let Some(snippet) = verify(&record, wishes).or_else(|| direct.then(String::new)) else {
            continue;
        };
        answer.total += 1;
        if answer.hits.len() < most {
            answer.hits.push(Hit { record, snippet, direct });
        }
    }
    Ok(answer)
}

/// The first block that meets a wish, if the record meets them all.
fn verify(record: &Record, wishes: &Wishes) -> Option<String> {
    let blocks: Vec<(&str, Phrase)> =
        postings::blocks(record).map(|(text, _)| (text, phrase(text))).collect();
    let holds = |wanted: &Phrase| {
        blocks.iter().find(|(_, tokens)| tokens.windows(wanted.len()).any(|run| run == wanted))
    };
    if wishes.unwanted.iter().any(|phrase| holds(phrase).is_some()) {
        return None;
    }
    let found: Option<Vec<&str>> =
        wishes.wanted.iter().map(|wish| Some(wish.iter().find_map(holds)?.0)).collect();
    found?.first().map(|text| (*text).to_owned())
}

/// Documents that hold every pair of every wish, each with its score: of the phrases that meet a
/// wish the best one counts, whether or not the text will turn out to hold it.
fn candidates(reader: &Reader, wishes: &Wishes) -> io::Result<BTreeMap<u32, u32>> {
    let mut all: Option<BTreeMap<u32, u32>> = None;
    for wish in &wishes.wanted {
        let mut held: BTreeSet<u32> = BTreeSet::new();
        let mut best: BTreeMap<u32, u32> = BTreeMap::new();
        for phrase in wish {
            let found = of_phrase(reader, phrase)?;
            held.extend(found.held);
            for (id, score) in found.scores {
                let of = best.entry(id).or_default();
                *of = score.max(*of);
            }
        }
        let score = |id: &u32| best.get(id).copied().unwrap_or_default();
        all = Some(match all {
            None => held.iter().map(|id| (*id, score(id))).collect(),
            Some(before) => before
                .into_iter()
                .filter(|(id, _)| held.contains(id))
                .map(|(id, sum)| (id, sum + score(&id)))
                .collect(),
        });
    }
    Ok(all.unwrap_or_default())
}

/// The weight of a level in the score of a phrase.
fn weight(level: Level) -> u32 {
    match level {
        Level::Text => 4,
        Level::Often => 6,
        Level::Heading => 12,
        Level::Title => 40,
    }
}

/// How many terms of a phrase its score is made of. The browser always fetches the first ones, and
/// more only as long as they help; a score of all would differ with what was fetched.
const SCORED: usize = 2;

/// What the lists say of a phrase: who holds all of its terms, and the scores of those who hold
/// the first ones.
struct Found {
    held: Vec<u32>,
    scores: Vec<(u32, u32)>,
}

fn of_phrase(reader: &Reader, phrase: &Phrase) -> io::Result<Found> {
    let mut held: Option<BTreeMap<u32, Level>> = None;
    let mut scored: BTreeMap<u32, Level> = BTreeMap::new();
    let mut rarest = u32::MAX;
    for (index, run) in in_order(phrase, &reader.entry.common).into_iter().enumerate() {
        let space = match run {
            [only] if term::is_single(only) => Space::Singles,
            _ => Space::Pairs,
        };
        let list = reader.list(space, term::hash(run.iter().map(String::as_str)))?;
        if index < SCORED {
            rarest = rarest.min(list.len() as u32);
        }
        let both: BTreeMap<u32, Level> = match held {
            None => list.into_iter().collect(),
            Some(before) => list
                .into_iter()
                .filter_map(|(id, level)| Some((id, level.min(*before.get(&id)?))))
                .collect(),
        };
        if index < SCORED {
            scored.clone_from(&both);
        }
        held = Some(both);
    }
    let rarity = 1 + (reader.documents() / rarest.max(1)).max(1).ilog2();
    Ok(Found {
        held: held.unwrap_or_default().into_keys().collect(),
        scores: scored.into_iter().map(|(id, level)| (id, weight(level) * rarity)).collect(),
    })
}

/// The terms of a phrase in the order in which the browser fetches them (`Phrase` in engine.js):
/// those of rare ideographs first, and of the first two one apart from the other.
fn in_order<'a>(phrase: &'a [String], common: &str) -> Vec<&'a [String]> {
    if phrase.len() < 2 {
        return vec![phrase];
    }
    // Places count as in the browser, in units of UTF-16.
    let rank = |word: &String| {
        let place = if term::is_single(word) { common.find(word.as_str()) } else { None };
        place.map_or(400, |at| common[..at].encode_utf16().count())
    };
    let pairs = phrase.windows(2).enumerate();
    let mut pairs: Vec<(usize, usize, &[String])> =
        pairs.map(|(place, pair)| (pair.iter().map(rank).sum(), place, pair)).collect();
    pairs.sort_by_key(|(rank, place, _)| (std::cmp::Reverse(*rank), *place));
    let first = pairs.first().map_or(0, |(_, place, _)| *place);
    let apart = pairs.iter().position(|(_, place, _)| place.abs_diff(first) > 1);
    if let Some(apart) = apart {
        let pair = pairs.remove(apart);
        pairs.insert(1, pair);
    }
    pairs.into_iter().map(|(_, _, pair)| pair).collect()
}

/// The documents whose number or whole title the query is.
fn direct(reader: &Reader, text: &str) -> io::Result<BTreeSet<u32>> {
    let mut found = BTreeSet::new();
    let tokens = tokens(&text.chars().take(MOST_CHARACTERS).collect::<String>());
    let title =
        (tokens.len() > 2).then(|| term::title(tokens.iter().map(|token| token.text.as_str())));
    let number = term::number_key(&tokens).map(|key| term::number(&key));
    for hash in title.into_iter().chain(number) {
        found.extend(reader.list(Space::Pairs, hash)?.into_iter().map(|(id, _)| id));
    }
    Ok(found)
}

fn narrow(reader: &Reader, query: &Query, found: &mut BTreeMap<u32, u32>) -> io::Result<()> {
    if query.facets.values().all(Vec::is_empty) {
        return Ok(());
    }
    for column in reader.columns()? {
        let Some(wanted) = query.facets.get(&column.name).filter(|wanted| !wanted.is_empty())
        else {
            continue;
        };
        let chosen = |set: &Vec<u32>| {
            set.iter().any(|value| {
                column.values.get(*value as usize).is_some_and(|value| wanted.contains(value))
            })
        };
        let sets: Vec<bool> = column.sets.iter().map(chosen).collect();
        found.retain(|id, _| {
            column
                .documents
                .get(*id as usize)
                .and_then(|set| sets.get(*set as usize))
                .copied()
                .unwrap_or_default()
        });
    }
    Ok(())
}
