//! Inverts documents into posting lists: which documents contain a term, and how prominently.

use crate::search::posting::{Level, Posting};
use crate::search::record::Record;
use crate::search::term;
use crate::search::tokens::{TokenBuffer, tokens};
use rayon::prelude::*;

/// Postings are partitioned by the first bits of their hash: small vectors sort in parallel and grow without copying
/// everything.
const PARTITIONS: usize = 64;
const PARTITION_SHIFT: u32 = u32::BITS - PARTITIONS.ilog2();
/// How many documents are inverted before their postings are moved to the partitions: this bounds the memory.
const BATCH: usize = 512;
/// A term that occurs at least this often in the plain text of a document has `Level::Often`.
const OFTEN: usize = 3;

/// All postings of one segment.
pub struct SegmentPostings {
    /// Everything but single ideographs: bigrams, words, titles and numbers.
    pub bigrams: PostingLists,
    pub trigrams: PostingLists,
    pub unigrams: PostingLists,
}

/// Sorted postings in partitions of the hash space.
pub struct PostingLists(Vec<Vec<Posting>>);

impl PostingLists {
    fn new() -> Self {
        Self((0..PARTITIONS).map(|_| Vec::new()).collect())
    }

    fn add(&mut self, postings: &[Posting]) {
        for posting in postings {
            let partition = &mut self.0[(posting.hash() >> PARTITION_SHIFT) as usize];
            if partition.len() == partition.capacity() {
                partition.reserve_exact(partition.len() / 8 + 1024);
            }
            partition.push(*posting);
        }
    }

    fn sort(&mut self) {
        self.0.par_iter_mut().for_each(|partition| partition.sort_unstable());
    }

    /// Appends the postings whose hash is in `start..end` to `out`.
    pub fn copy_range(&self, start: u64, end: u64, out: &mut Vec<Posting>) {
        let first = (start >> PARTITION_SHIFT) as usize;
        let last = (end.div_ceil(1 << PARTITION_SHIFT) as usize).min(PARTITIONS);
        for partition in &self.0[first..last] {
            let from = partition.partition_point(|posting| u64::from(posting.hash()) < start);
            let to = partition.partition_point(|posting| u64::from(posting.hash()) < end);
            out.extend_from_slice(&partition[from..to]);
        }
    }

    /// Calls `map` with every hash and the number of its documents, and collects the results in the order of hashes.
    pub fn map_counts<T: Send>(&self, map: impl Fn(u32, u32) -> Option<T> + Sync) -> Vec<T> {
        let results = |partition: &Vec<Posting>| {
            let lists = partition.chunk_by(|a, b| a.hash() == b.hash());
            lists.filter_map(|list| map(list[0].hash(), list.len() as u32)).collect::<Vec<T>>()
        };
        self.0.par_iter().flat_map_iter(results).collect()
    }
}

/// Inverts the records of one segment; the id of a record is its index. Trigrams are indexed where both of their bigrams
/// occur in at least `frequent` documents; none if that is 0.
pub fn invert(records: &[&Record], frequent: u32) -> SegmentPostings {
    let mut bigrams = PostingLists::new();
    let mut trigrams = PostingLists::new();
    let mut unigrams = PostingLists::new();
    in_batches(records, document_postings, |(of_bigrams, of_unigrams)| {
        bigrams.add(&of_bigrams);
        unigrams.add(&of_unigrams);
    });
    bigrams.sort();
    if frequent > 0 {
        let common = bigrams.map_counts(|hash, count| (count >= frequent).then_some(hash));
        in_batches(
            records,
            |id, record| document_trigrams(id, record, &common),
            |postings| trigrams.add(&postings),
        );
        trigrams.sort();
    }
    unigrams.sort();
    SegmentPostings { bigrams, trigrams, unigrams }
}

/// Processes the records in parallel and consumes the results in order, a batch at a time.
fn in_batches<T: Send>(
    records: &[&Record],
    process: impl Fn(u32, &Record) -> T + Sync,
    mut consume: impl FnMut(T),
) {
    for (batch, chunk) in records.chunks(BATCH).enumerate() {
        let first = batch * BATCH;
        let results: Vec<T> = chunk
            .par_iter()
            .enumerate()
            .map(|(index, record)| process((first + index) as u32, record))
            .collect();
        results.into_iter().for_each(&mut consume);
    }
}

/// Returns the postings of one document for the bigram store and for the unigram store.
fn document_postings(id: u32, record: &Record) -> (Vec<Posting>, Vec<Posting>) {
    let mut bigrams = Vec::new();
    let mut unigrams = Vec::new();
    for (text, level) in record.searchable() {
        let tokens = TokenBuffer::new(text);
        for token in tokens.iter() {
            let list = if term::is_unigram(token) { &mut unigrams } else { &mut bigrams };
            list.push(Posting::new(term::hash([token]), id, level));
        }
        bigrams.extend(tokens.ngrams(2).map(|pair| Posting::new(term::hash(pair), id, level)));
    }
    let title = term::title(TokenBuffer::new(&record.title).iter());
    bigrams.push(Posting::new(title, id, Level::Title));
    bigrams.extend(numbers(record).into_iter().map(|hash| Posting::new(hash, id, Level::Title)));
    (merge(bigrams, id), merge(unigrams, id))
}

/// Returns the terms of a document's number as readers may type it: whole, without its 代字, or with the slug of the
/// series instead of the 代字.
fn numbers(record: &Record) -> Vec<u32> {
    let Some(number) = &record.number else { return Vec::new() };
    let number = tokens(number);
    let Some(key) = term::number_key(&number) else { return Vec::new() };
    let mut terms = vec![term::number(&key)];
    let year = key
        .iter()
        .position(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
    if let Some(year_and_serial) = year.map(|year| &key[year..]).filter(|tail| tail.len() == 2) {
        terms.push(term::number(year_and_serial));
        let slug = record.url.trim_matches('/').split('/').next().map(tokens).unwrap_or_default();
        let slug = slug.iter().map(|token| token.text.as_str());
        let by_slug: Vec<&str> = slug.chain(year_and_serial.iter().copied()).collect();
        terms.push(term::number(&by_slug));
    }
    terms
}

fn document_trigrams(id: u32, record: &Record, common: &[u32]) -> Vec<Posting> {
    let mut postings = Vec::new();
    for (text, level) in record.searchable() {
        let tokens = TokenBuffer::new(text);
        let is_common: Vec<bool> =
            tokens.ngrams(2).map(|pair| common.binary_search(&term::hash(pair)).is_ok()).collect();
        for (trigram, both) in tokens.ngrams(3).zip(is_common.windows(2)) {
            if both[0] && both[1] {
                postings.push(Posting::new(term::hash(trigram), id, level));
            }
        }
    }
    merge(postings, id)
}

/// Merges the occurrences of each term in a document into one posting of the highest level.
fn merge(mut postings: Vec<Posting>, id: u32) -> Vec<Posting> {
    postings.sort_unstable();
    let merged = postings.chunk_by(|a, b| a.hash() == b.hash()).filter_map(|list| {
        let highest = Level::from_code(list.last()?.level());
        let is_often = highest == Level::Text && list.len() >= OFTEN;
        let level = if is_often { Level::Often } else { highest };
        Some(Posting::new(list[0].hash(), id, level))
    });
    merged.collect()
}
