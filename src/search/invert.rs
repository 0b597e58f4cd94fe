//! Inverts documents into posting lists: which documents contain a term, and how prominently.

use crate::search::posting::Level;
use crate::search::posting_groups::{GROUP_DOCUMENTS, Group};
use crate::search::posting_lists::PostingLists;
use crate::search::posting_runs::{MAX_RUN_DOCUMENTS, Run, RunBuilder};
use crate::search::record::{Ordered, Record};
use crate::search::term::{self, PartialHash};
use crate::search::term_table::TermTable;
use crate::search::tokens::{TokenBuffer, tokens};
use crate::search::word_parts;
use rayon::prelude::*;

/// All posting lists of one segment.
pub struct SegmentLists {
    /// Everything but single ideographs: bigrams, words, titles and numbers.
    pub bigrams: PostingLists,
    pub trigrams: PostingLists,
    pub unigrams: PostingLists,
}

/// Inverts the records of one segment; the id of a record is its index. Trigrams are indexed where both of their bigrams
/// occur in at least `frequent` documents; none if that is 0.
pub fn invert(records: Ordered, frequent: u32) -> SegmentLists {
    let documents = records.len() as u32;
    let groups = records.chunks(GROUP_DOCUMENTS).into_iter().map(|records| {
        let runs = in_runs(records, |records| {
            let (mut bigrams, mut unigrams) = (RunBuilder::default(), RunBuilder::default());
            let mut scratch = Scratch::default();
            for (index, record) in records.iter().enumerate() {
                scratch.add_terms(&record);
                scratch.bigrams.drain(|hash, level| bigrams.add(hash, index as u32, level));
                scratch.unigrams.drain(|hash, level| unigrams.add(hash, index as u32, level));
            }
            (bigrams.finish(), unigrams.finish())
        });
        let (bigrams, unigrams): (Vec<Run>, Vec<Run>) = runs.into_iter().unzip();
        (Group::join(&bigrams), Group::join(&unigrams))
    });
    let (bigrams, unigrams): (Vec<Group>, Vec<Group>) = groups.unzip();
    let unigrams = PostingLists::merge(unigrams, documents);
    let bigrams = PostingLists::merge(bigrams, documents);
    let trigrams = if frequent == 0 {
        Vec::new()
    } else {
        let common = CommonTerms::new(&bigrams, frequent);
        let groups = records.chunks(GROUP_DOCUMENTS).into_iter().map(|records| {
            let runs = in_runs(records, |records| {
                let mut trigrams = RunBuilder::default();
                let mut scratch = Scratch::default();
                for (index, record) in records.iter().enumerate() {
                    scratch.add_trigrams(&record, &common);
                    scratch.bigrams.drain(|hash, level| trigrams.add(hash, index as u32, level));
                }
                trigrams.finish()
            });
            Group::join(&runs)
        });
        groups.collect()
    };
    let trigrams = PostingLists::merge(trigrams, documents);
    SegmentLists { bigrams, trigrams, unigrams }
}

/// Processes the records in parallel, as many at a time as fit a run; the results are in the order of the records.
fn in_runs<T: Send>(records: Ordered, process: impl Fn(Ordered) -> T + Sync + Send) -> Vec<T> {
    records.chunks(MAX_RUN_DOCUMENTS).into_par_iter().map(process).collect()
}

/// What the inversion of a document needs, used for one document after another.
#[derive(Default)]
struct Scratch {
    tokens: TokenBuffer,
    /// Bigrams and all other terms that are no single ideographs; or trigrams.
    bigrams: TermTable,
    unigrams: TermTable,
}

impl Scratch {
    /// Adds the terms of one document for the bigram store and for the unigram store.
    fn add_terms(&mut self, record: &Record) {
        for (text, level) in record.searchable() {
            self.tokens.fill(text);
            let mut last: Option<PartialHash> = None;
            for token in self.tokens.iter() {
                let hash = PartialHash::EMPTY.with(token.iter().copied());
                let is_unigram = token.first().is_some_and(|first| term::is_ideograph(*first));
                let table = if is_unigram { &mut self.unigrams } else { &mut self.bigrams };
                table.add(hash.finish(), level);
                if let Some(last) = last.replace(hash) {
                    self.bigrams.add(last.with(token.iter().copied()).finish(), level);
                }
            }
            for word in self.tokens.words() {
                word_parts::index_terms(word, |term| self.bigrams.add(term, Level::Text));
            }
        }
        self.tokens.fill(&record.title);
        self.bigrams
            .add(term::title(self.tokens.iter().map(|token| token.iter().copied())), Level::Title);
        for number in numbers(record) {
            self.bigrams.add(number, Level::Title);
        }
    }

    /// Adds the trigrams of one document whose bigrams are common.
    fn add_trigrams(&mut self, record: &Record, common: &CommonTerms) {
        for (text, level) in record.searchable() {
            self.tokens.fill(text);
            // The hashes of the last token and of the last common bigram; `None` after another one.
            let mut last: Option<PartialHash> = None;
            let mut last_common: Option<PartialHash> = None;
            for token in self.tokens.iter() {
                let characters = || token.iter().copied();
                let bigram = last.map(|last| last.with(characters()));
                last = Some(PartialHash::EMPTY.with(characters()));
                let is_common = |bigram: &PartialHash| common.contains(bigram.finish());
                let bigram = bigram.filter(is_common);
                if let (Some(before), Some(_)) = (last_common, bigram) {
                    self.bigrams.add(before.with(characters()).finish(), level);
                }
                last_common = bigram;
            }
        }
    }
}

/// The terms that occur in many documents.
struct CommonTerms {
    /// Ascending.
    hashes: Vec<u32>,
    /// A bit for each value of the highest bits of a hash: most terms are rare, and this finds it without a search.
    present: Vec<u64>,
}

impl CommonTerms {
    const BITS: u32 = 18;

    /// Takes the terms that occur in at least `frequent` documents.
    fn new(lists: &PostingLists, frequent: u32) -> CommonTerms {
        let common = lists.iter().filter(|list| list.documents >= frequent);
        let hashes: Vec<u32> = common.map(|list| list.hash).collect();
        let mut present = vec![0; 1 << (Self::BITS - 6)];
        for hash in &hashes {
            let bit = hash >> (32 - Self::BITS);
            present[(bit / 64) as usize] |= 1 << (bit % 64);
        }
        CommonTerms { hashes, present }
    }

    fn contains(&self, hash: u32) -> bool {
        let bit = hash >> (32 - Self::BITS);
        self.present[(bit / 64) as usize] >> (bit % 64) & 1 == 1
            && self.hashes.binary_search(&hash).is_ok()
    }
}

/// Returns the terms of a document's numbers as readers may type them.
fn numbers(record: &Record) -> Vec<u32> {
    let numbers = record.number.iter().flat_map(|numbers| numbers.split('　'));
    numbers
        .flat_map(|number| {
            let number = tokens(number);
            match term::number_key(&number) {
                Some(key) if term::is_latin(&key) => of_standard(&key),
                Some(key) => of_document(&key, &record.url),
                None => Vec::new(),
            }
        })
        .collect()
}

/// The terms of a document number: whole, without its 代字, or with the slug of the series instead of the 代字.
fn of_document(key: &[&str], url: &str) -> Vec<u32> {
    let mut terms = vec![term::number(key)];
    let year = key
        .iter()
        .position(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
    if let Some(year_and_serial) = year.map(|year| &key[year..]).filter(|tail| tail.len() == 2) {
        terms.push(term::number(year_and_serial));
        let slug = url.trim_matches('/').split('/').next().map(tokens).unwrap_or_default();
        let slug = slug.iter().map(|token| token.text.as_str());
        let by_slug: Vec<&str> = slug.chain(year_and_serial.iter().copied()).collect();
        terms.push(term::number(&by_slug));
    }
    terms
}

/// The terms of the number of a standard: T/SDHA 001—2026 with and without its T and its year.
fn of_standard(key: &[&str]) -> Vec<u32> {
    let undated = &key[..key.len() - 1];
    let mut terms = vec![term::number(key), term::number(undated)];
    if key[0] == "t" {
        terms.extend([term::number(&key[1..]), term::number(&undated[1..])]);
    }
    terms
}
