//! Answers queries from an index, for the command line and for tests; `engine.js` does the same in the browser.
//!
//! Here the files are on disk, so every candidate is verified on its text. The browser verifies only what it shows.

use crate::search::columns::DATE;
use crate::search::posting::Level;
use crate::search::query_parser::{Clause, MAX_CHARACTERS, ParsedQuery, Phrase, parse};
use crate::search::reader::{ReadFile, Reader, TermStore};
use crate::search::record::{Block, BlockKind, Record};
use crate::search::term;
use crate::search::tokens::{Token, tokens};
use crate::search::word_parts;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// What is asked: the text, and the values that each facet is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Query {
    pub text: String,
    pub facets: BTreeMap<String, Vec<String>>,
    /// The first and the last day of a document, `2026-03-15`, or a year or month; empty for no bound.
    pub from: String,
    pub to: String,
    pub order: Order,
    /// How many hits to return.
    pub limit: usize,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Relevance,
    Date,
}

/// How many documents match, and the first of them.
#[derive(Debug, Default)]
pub struct Answer {
    pub total: usize,
    pub hits: Vec<Hit>,
}

/// A document that matches, with the first block that contains a phrase.
#[derive(Debug)]
pub struct Hit {
    pub record: Record<'static>,
    pub snippet: String,
    /// Whether the query is the document's number or whole title.
    pub direct: bool,
}

/// Answers a query from the files of an index.
pub fn query(read_file: ReadFile, query: &Query) -> io::Result<Answer> {
    let reader = Reader::new(read_file)?;
    let parsed = parse(&query.text, &reader.entry.synonyms);
    let mut scores = if query.text.trim().is_empty() {
        // Without a word every document is asked for.
        (0..reader.documents()).map(|id| (id, 0)).collect()
    } else {
        candidates(&reader, &parsed)?
    };
    // A query with an exclusion is neither a number nor a title.
    let direct = if parsed.excluded.is_empty() {
        direct_hits(&reader, &query.text)?
    } else {
        BTreeSet::new()
    };
    for id in &direct {
        scores.entry(*id).or_insert(0);
    }
    filter_by_facets(&reader, &query.facets, &mut scores)?;
    filter_by_date(&reader, &query.from, &query.to, &mut scores)?;
    let mut ranked: Vec<(u32, u32)> = scores.into_iter().collect();
    ranked.sort_by_key(|(id, score)| match query.order {
        Order::Relevance => Reverse((direct.contains(id), *score, *id)),
        Order::Date => Reverse((false, 0, *id)),
    });
    verify_all(&reader, &parsed, &direct, &ranked, query.limit)
}

/// Verifies the candidates in the order of their rank, and returns the first as hits.
fn verify_all(
    reader: &Reader,
    parsed: &ParsedQuery,
    direct: &BTreeSet<u32>,
    ranked: &[(u32, u32)],
    limit: usize,
) -> io::Result<Answer> {
    let mut answer = Answer::default();
    for (id, _) in ranked {
        let record = reader.document(*id)?;
        let direct = direct.contains(id);
        let Some(snippet) = verify(&record, parsed).or_else(|| direct.then(String::new)) else {
            continue;
        };
        answer.total += 1;
        if answer.hits.len() < limit {
            answer.hits.push(Hit { record, snippet, direct });
        }
    }
    Ok(answer)
}

/// Returns the first block that matches the first clause, or the first that is no heading if there is no clause, if the record matches the query.
fn verify(record: &Record, parsed: &ParsedQuery) -> Option<String> {
    let blocks: Vec<(&str, Vec<Token>)> =
        record.searchable().map(|(text, _)| (text, tokens(text))).collect();
    let is_at = |phrase: &Phrase, run: &[Token]| run.iter().map(|token| &token.text).eq(phrase);
    let block_with = |phrase: &Phrase| {
        blocks.iter().find(|(_, found)| found.windows(phrase.len()).any(|run| is_at(phrase, run)))
    };
    let block_with_part =
        |part: &String| blocks.iter().find(|(_, found)| word_parts::contains(found, part));
    if parsed.excluded.iter().any(|phrase| block_with(phrase).is_some()) {
        return None;
    }
    let block_of = |clause: &Clause| {
        let block = clause.phrases.iter().find_map(block_with);
        block.or_else(|| clause.part.as_ref().and_then(block_with_part)).map(|(text, _)| *text)
    };
    let matching: Option<Vec<&str>> = parsed.required.iter().map(block_of).collect();
    let is_text = |block: &&Block| block.kind == BlockKind::Text;
    let first = || record.blocks.iter().find(is_text).map_or("", |block| &*block.text);
    Some(matching?.first().map_or_else(first, |text| *text).to_owned())
}

/// Returns the documents that contain every term of a phrase or part of every clause, with their scores. Of the phrases of a
/// clause the best score counts, whether or not the text turns out to contain that phrase.
fn candidates(reader: &Reader, parsed: &ParsedQuery) -> io::Result<BTreeMap<u32, u32>> {
    let mut all: Option<BTreeMap<u32, u32>> = None;
    for clause in &parsed.required {
        let matches = clause_matches(reader, clause)?;
        let score = |id: &u32| matches.scores.get(id).copied().unwrap_or_default();
        all = Some(match all {
            None => matches.documents.iter().map(|id| (*id, score(id))).collect(),
            Some(before) => before
                .into_iter()
                .filter(|(id, _)| matches.documents.contains(id))
                .map(|(id, sum)| (id, sum + score(&id)))
                .collect(),
        });
    }
    Ok(all.unwrap_or_default())
}

/// The candidates of a clause or a phrase: the documents that contain all of its terms, and the scores of those that
/// contain the scored ones.
#[derive(Default)]
struct Matches {
    documents: BTreeSet<u32>,
    scores: BTreeMap<u32, u32>,
}

fn clause_matches(reader: &Reader, clause: &Clause) -> io::Result<Matches> {
    let mut any = Matches::default();
    for phrase in &clause.phrases {
        let matches = phrase_matches(reader, phrase)?;
        any.documents.extend(matches.documents);
        for (id, score) in matches.scores {
            let best = any.scores.entry(id).or_default();
            *best = score.max(*best);
        }
    }
    for id in clause.part.as_ref().map_or(Ok(BTreeSet::new()), |part| with_part(reader, part))? {
        any.documents.insert(id);
        any.scores.entry(id).or_insert(SCORE_OF_PART);
    }
    Ok(any)
}

/// A document that has only a part of a word comes after those with the whole word, of which the least scores more.
const SCORE_OF_PART: u32 = 1;

/// Returns the documents that have all terms of a part of a word.
fn with_part(reader: &Reader, part: &str) -> io::Result<BTreeSet<u32>> {
    let mut all: Option<BTreeSet<u32>> = None;
    for term in word_parts::query_terms(part) {
        let list = reader.list(TermStore::Bigrams, term)?.into_iter().map(|(id, _)| id);
        all = Some(match all {
            None => list.collect(),
            Some(before) => list.filter(|id| before.contains(id)).collect(),
        });
    }
    Ok(all.unwrap_or_default())
}

/// Returns the weight of a level in the score of a phrase.
fn weight(level: Level) -> u32 {
    match level {
        Level::Text => 4,
        Level::Often => 6,
        Level::Heading => 12,
        Level::Title => 40,
    }
}

/// How many terms of a phrase are scored. The browser always fetches the first ones, and further ones only as long as
/// they help; a score of all would depend on what was fetched.
const SCORED_TERMS: usize = 2;

fn phrase_matches(reader: &Reader, phrase: &Phrase) -> io::Result<Matches> {
    let mut all: Option<BTreeMap<u32, Level>> = None;
    let mut scored: BTreeMap<u32, Level> = BTreeMap::new();
    let mut rarest = u32::MAX;
    for (index, term) in fetch_order(phrase, &reader.entry.common).into_iter().enumerate() {
        let store = match term {
            [token] if term::is_unigram(token) => TermStore::Unigrams,
            _ => TermStore::Bigrams,
        };
        let list = reader.list(store, term::hash(term.iter().map(String::as_str)))?;
        if index < SCORED_TERMS {
            rarest = rarest.min(list.len() as u32);
        }
        let both: BTreeMap<u32, Level> = match all {
            None => list.into_iter().collect(),
            Some(before) => list
                .into_iter()
                .filter_map(|(id, level)| Some((id, level.min(*before.get(&id)?))))
                .collect(),
        };
        if index < SCORED_TERMS {
            scored.clone_from(&both);
        }
        all = Some(both);
    }
    let rarity = 1 + (reader.documents() / rarest.max(1)).max(1).ilog2();
    Ok(Matches {
        documents: all.unwrap_or_default().into_keys().collect(),
        scores: scored.into_iter().map(|(id, level)| (id, weight(level) * rarity)).collect(),
    })
}

/// Returns the terms of a phrase in the order in which the browser fetches them (`Phrase` in engine.js): bigrams of rare
/// ideographs first, and second one that does not overlap the first.
fn fetch_order<'a>(phrase: &'a [String], common: &str) -> Vec<&'a [String]> {
    if phrase.len() < 2 {
        return vec![phrase];
    }
    // The rank of a rare token. Positions are in UTF-16, as in the browser.
    let rank = |token: &String| {
        let position = if term::is_unigram(token) { common.find(token.as_str()) } else { None };
        position.map_or(400, |at| common[..at].encode_utf16().count())
    };
    let mut bigrams: Vec<(usize, usize, &[String])> = phrase
        .windows(2)
        .enumerate()
        // A phrase may repeat a pair of tokens, whose list is read once.
        .filter(|(start, bigram)| !phrase.windows(2).take(*start).any(|before| before == *bigram))
        .map(|(start, bigram)| (bigram.iter().map(rank).sum(), start, bigram))
        .collect();
    bigrams.sort_by_key(|(rank, start, _)| (Reverse(*rank), *start));
    let first = bigrams.first().map_or(0, |(_, start, _)| *start);
    let apart = bigrams.iter().position(|(_, start, _)| start.abs_diff(first) > 1);
    if let Some(apart) = apart {
        let bigram = bigrams.remove(apart);
        bigrams.insert(1, bigram);
    }
    bigrams.into_iter().map(|(_, _, bigram)| bigram).collect()
}

/// Returns the documents whose number or whole title the query is.
fn direct_hits(reader: &Reader, text: &str) -> io::Result<BTreeSet<u32>> {
    let mut found = BTreeSet::new();
    let tokens = tokens(&text.chars().take(MAX_CHARACTERS).collect::<String>());
    let title =
        (tokens.len() > 2).then(|| term::title(tokens.iter().map(|token| token.text.chars())));
    let number = term::number_key(&tokens).map(|key| term::number(&key));
    for hash in title.into_iter().chain(number) {
        found.extend(reader.list(TermStore::Bigrams, hash)?.into_iter().map(|(id, _)| id));
    }
    Ok(found)
}

/// Removes the candidates that have none of the chosen values of some facet.
fn filter_by_facets(
    reader: &Reader,
    facets: &BTreeMap<String, Vec<String>>,
    scores: &mut BTreeMap<u32, u32>,
) -> io::Result<()> {
    if facets.values().all(Vec::is_empty) {
        return Ok(());
    }
    for column in reader.columns()? {
        let Some(chosen) = facets.get(&column.name).filter(|chosen| !chosen.is_empty()) else {
            continue;
        };
        let is_chosen = |value: &u32| {
            column.values.get(*value as usize).is_some_and(|value| chosen.contains(value))
        };
        let sets: Vec<bool> = column.sets.iter().map(|set| set.iter().any(is_chosen)).collect();
        scores.retain(|id, _| {
            let set = column.document_sets.get(*id as usize);
            set.and_then(|set| sets.get(*set as usize)).copied().unwrap_or_default()
        });
    }
    Ok(())
}

/// Removes the candidates that are not of these days. A bound may be shorter than a day: 2026 to 2026-03 is January to March.
fn filter_by_date(
    reader: &Reader,
    from: &str,
    to: &str,
    scores: &mut BTreeMap<u32, u32>,
) -> io::Result<()> {
    if from.is_empty() && to.is_empty() {
        return Ok(());
    }
    let columns = reader.columns()?;
    let Some(column) = columns.iter().find(|column| column.name == DATE) else { return Ok(()) };
    let is_within = |value: &u32| {
        let date = column.values.get(*value as usize).map_or("", String::as_str);
        date >= from && (to.is_empty() || date.get(..to.len()).unwrap_or(date) <= to)
    };
    let sets: Vec<bool> = column.sets.iter().map(|set| set.iter().any(is_within)).collect();
    scores.retain(|id, _| {
        let set = column.document_sets.get(*id as usize);
        set.and_then(|set| sets.get(*set as usize)).copied().unwrap_or_default()
    });
    Ok(())
}
