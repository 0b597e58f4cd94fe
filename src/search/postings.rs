//! From documents to sorted postings: which terms stand in which document, and how prominently.

use crate::search::shard::{Level, Posting};
use crate::search::term;
use crate::search::tokens::{Words, tokens};
use crate::search::{BlockKind, Record};
use rayon::prelude::*;

/// Postings are kept apart by the first bits of their hash: small vectors sort in parallel and grow without copying all.
const BUCKETS: usize = 64;
const BATCH: usize = 512;

/// All the postings of one segment.
pub struct Postings {
    /// Everything but single ideographs: pairs, words, titles and numbers.
    pub pairs: Lists,
    pub triples: Lists,
    pub singles: Lists,
}

/// Sorted postings, cut by the first bits of the hash.
pub struct Lists(Vec<Vec<Posting>>);

impl Lists {
    fn new() -> Self {
        Self((0..BUCKETS).map(|_| Vec::new()).collect())
    }

    fn add(&mut self, postings: &[Posting]) {
        for posting in postings {
            let bucket = &mut self.0[posting.hash() as usize >> 26];
            if bucket.len() == bucket.capacity() {
                bucket.reserve_exact(bucket.len() / 8 + 1024);
            }
            bucket.push(*posting);
        }
    }

    fn sort(&mut self) {
        self.0.par_iter_mut().for_each(|bucket| bucket.sort_unstable());
    }

    /// Adds the postings whose hash lies from `start` up to `end`.
    pub fn range(&self, start: u64, end: u64, found: &mut Vec<Posting>) {
        for bucket in &self.0[(start >> 26) as usize..(end.div_ceil(1 << 26) as usize).min(BUCKETS)]
        {
            let from = bucket.partition_point(|posting| u64::from(posting.hash()) < start);
            let to = bucket.partition_point(|posting| u64::from(posting.hash()) < end);
            found.extend_from_slice(&bucket[from..to]);
        }
    }

    /// Calls `each` with every hash and the number of its documents, and gathers the answers in the order of hashes.
    pub fn counts<T: Send>(&self, each: impl Fn(u32, u32) -> Option<T> + Sync) -> Vec<T> {
        let bucket = |bucket: &Vec<Posting>| {
            let lists = bucket.chunk_by(|a, b| a.hash() == b.hash());
            lists.filter_map(|list| each(list[0].hash(), list.len() as u32)).collect::<Vec<T>>()
        };
        self.0.par_iter().flat_map_iter(bucket).collect()
    }
}

/// Everything that the records of one segment say; a record's id is its place.
pub fn collect(records: &[&Record], frequent: u32) -> Postings {
    let mut pairs = Lists::new();
    let mut triples = Lists::new();
    let mut singles = Lists::new();
    in_batches(records, document, |(few, many)| {
        pairs.add(&few);
        singles.add(&many);
    });
    pairs.sort();
    if frequent > 0 {
        let common = pairs.counts(|hash, count| (count >= frequent).then_some(hash));
        in_batches(
            records,
            |id, record| document_triples(id, record, &common),
            |found| triples.add(&found),
        );
        triples.sort();
    }
    singles.sort();
    Postings { pairs, triples, singles }
}

/// Works on the records in parallel and hands over the results in order, a batch at a time to bound the memory.
fn in_batches<T: Send>(
    records: &[&Record],
    work: impl Fn(u32, &Record) -> T + Sync,
    mut take: impl FnMut(T),
) {
    for (batch, chunk) in records.chunks(BATCH).enumerate() {
        let first = batch * BATCH;
        let done: Vec<T> = chunk
            .par_iter()
            .enumerate()
            .map(|(index, record)| work((first + index) as u32, record))
            .collect();
        done.into_iter().for_each(&mut take);
    }
}

/// The blocks of a record with the level that each lends to its terms.
pub fn blocks(record: &Record) -> impl Iterator<Item = (&str, Level)> {
    let head = [Some(record.title.as_str()), record.number.as_deref()];
    let body = record.blocks.iter().map(|block| match block.kind {
        BlockKind::Heading => (block.text.as_str(), Level::Heading),
        BlockKind::Text => (block.text.as_str(), Level::Text),
    });
    head.into_iter().flatten().map(|text| (text, Level::Title)).chain(body)
}

fn document(id: u32, record: &Record) -> (Vec<Posting>, Vec<Posting>) {
    let mut pairs = Vec::new();
    let mut singles = Vec::new();
    for (text, level) in blocks(record) {
        let words = Words::new(text);
        for word in words.iter() {
            let list = if term::is_single(word) { &mut singles } else { &mut pairs };
            list.push(Posting::new(term::hash([word]), id, level));
        }
        pairs.extend(words.runs(2).map(|pair| Posting::new(term::hash(pair), id, level)));
    }
    pairs.push(Posting::new(term::title(Words::new(&record.title).iter()), id, Level::Title));
    pairs.extend(numbers(record).into_iter().map(|hash| Posting::new(hash, id, Level::Title)));
    (merge(pairs, id), merge(singles, id))
}

/// A document's number as readers may type it: whole, without its 代字, or with the issuer's address instead.
fn numbers(record: &Record) -> Vec<u32> {
    let Some(number) = &record.number else { return Vec::new() };
    let tokens_of_number = tokens(number);
    let Some(key) = term::number_key(&tokens_of_number) else { return Vec::new() };
    let mut found = vec![term::number(&key)];
    let year = key
        .iter()
        .position(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
    if let Some(tail) = year.map(|year| &key[year..]).filter(|tail| tail.len() == 2) {
        found.push(term::number(tail));
        let slug = record.url.trim_matches('/').split('/').next().map(tokens).unwrap_or_default();
        let by_slug: Vec<&str> =
            slug.iter().map(|token| token.text.as_str()).chain(tail.iter().copied()).collect();
        found.push(term::number(&by_slug));
    }
    found
}

fn document_triples(id: u32, record: &Record, common: &[u32]) -> Vec<Posting> {
    let mut found = Vec::new();
    for (text, level) in blocks(record) {
        let words = Words::new(text);
        let pairs: Vec<bool> =
            words.runs(2).map(|pair| common.binary_search(&term::hash(pair)).is_ok()).collect();
        for (triple, both) in words.runs(3).zip(pairs.windows(2)) {
            if both[0] && both[1] {
                found.push(Posting::new(term::hash(triple), id, level));
            }
        }
    }
    merge(found, id)
}

/// One posting a term: the highest level of its occurrences, `Often` if they are three or more in plain text.
fn merge(mut found: Vec<Posting>, id: u32) -> Vec<Posting> {
    found.sort_unstable();
    let merged = found.chunk_by(|a, b| a.hash() == b.hash()).filter_map(|list| {
        let highest = Level::from_code(list.last()?.level());
        let level = if highest == Level::Text && list.len() >= 3 { Level::Often } else { highest };
        Some(Posting::new(list[0].hash(), id, level))
    });
    merged.collect()
}
