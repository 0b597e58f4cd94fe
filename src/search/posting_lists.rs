//! Posting lists of a whole segment: made from runs of documents, and kept encoded, at about a byte a posting.

use crate::search::bits::BitWriter;
use crate::search::list_encoding;
use crate::search::posting::{Level, Posting};
use rayon::prelude::*;
use std::ops::Range;

/// The hash space is divided into this many equal parts, which are sorted and encoded in parallel.
const PARTS: usize = 1 << PART_BITS;
const PART_BITS: u32 = 12;
/// The bits of a hash below those that select its part.
const REST_BITS: u32 = u32::BITS - PART_BITS;
/// In a run, a posting is the rest of its hash, its document and its level, in 32 bits.
const DOCUMENT_BITS: u32 = u32::BITS - REST_BITS - LEVEL_BITS;
const LEVEL_BITS: u32 = 2;
/// How many documents a run may have. Fewer than there could be, so that there are enough runs for all threads.
pub const MAX_RUN_DOCUMENTS: usize = 256;
const _: () = assert!(MAX_RUN_DOCUMENTS <= 1 << DOCUMENT_BITS);

/// The postings of consecutive documents, by part of the hash space, within a part in the order of documents.
pub struct Run {
    /// The start of each part in `postings`, and their end.
    starts: Vec<u32>,
    postings: Vec<u32>,
}

/// Collects the postings of a run in the order of documents.
#[derive(Default)]
pub struct RunBuilder {
    postings: Vec<Posting>,
}

impl RunBuilder {
    /// Adds a posting; the document is its index in the run.
    pub fn add(&mut self, hash: u32, document: u32, level: Level) {
        self.postings.push(Posting::new(hash, document, level));
    }

    /// Distributes the postings to the parts of the hash space.
    pub fn finish(self) -> Run {
        let mut starts = vec![0; PARTS + 1];
        for posting in &self.postings {
            starts[part_of(posting.hash()) + 1] += 1;
        }
        for part in 0..PARTS {
            starts[part + 1] += starts[part];
        }
        let mut next = starts.clone();
        let mut postings = vec![0; self.postings.len()];
        for posting in &self.postings {
            let next = &mut next[part_of(posting.hash())];
            postings[*next as usize] =
                posting.hash() << PART_BITS | posting.document() << LEVEL_BITS | posting.level();
            *next += 1;
        }
        Run { starts, postings }
    }
}

fn part_of(hash: u32) -> usize {
    (hash >> REST_BITS) as usize
}

/// A posting list.
pub struct PostingList<'a> {
    pub hash: u32,
    /// How many documents it has.
    pub documents: u32,
    /// The list as `list_encoding` writes it, and its length in bits.
    pub bytes: &'a [u8],
    pub bits: u32,
}

/// The posting lists of a segment.
pub struct PostingLists(Vec<Part>);

/// The lists of a part of the hash space, in the order of hashes.
#[derive(Default)]
struct Part {
    lists: Vec<ListHead>,
    /// The encoded lists, each from a whole byte.
    bytes: Vec<u8>,
}

struct ListHead {
    hash: u32,
    documents: u32,
    bits: u32,
    /// Where it begins in the bytes of its part.
    start: u32,
}

impl PostingLists {
    /// Joins runs, which all but the last have [`MAX_RUN_DOCUMENTS`], of a segment of so many documents.
    pub fn join(runs: Vec<Run>, documents: u32) -> PostingLists {
        let parts = (0..PARTS).into_par_iter().with_min_len(16);
        let join = |(postings, sorted): &mut (Vec<Posting>, Vec<Posting>), part: usize| {
            postings.clear();
            for (run, first) in runs.iter().zip((0..).step_by(MAX_RUN_DOCUMENTS)) {
                let range = run.starts[part] as usize..run.starts[part + 1] as usize;
                postings.extend(run.postings[range].iter().map(|posting| {
                    let hash = (part as u32) << REST_BITS | posting >> PART_BITS;
                    let document = posting >> LEVEL_BITS & ((1 << DOCUMENT_BITS) - 1);
                    Posting::new(hash, first + document, Level::from_code(posting & 3))
                }));
            }
            sort_by_hash(postings, sorted);
            Part::encode(postings, documents)
        };
        PostingLists(parts.map_init(Default::default, join).collect())
    }

    /// Returns all lists in the order of hashes.
    pub fn iter(&self) -> impl Iterator<Item = PostingList<'_>> {
        self.0.iter().flat_map(|part| part.lists(0..part.lists.len()))
    }

    /// Returns the lists whose hashes are in a range, in the order of hashes.
    pub fn range(&self, hashes: Range<u64>) -> impl Iterator<Item = PostingList<'_>> {
        let first = (hashes.start >> REST_BITS) as usize;
        let last = (hashes.end.div_ceil(1 << REST_BITS) as usize).min(PARTS);
        self.0[first..last].iter().flat_map(move |part| {
            let before = |hash: u64| part.lists.partition_point(|list| u64::from(list.hash) < hash);
            part.lists(before(hashes.start)..before(hashes.end))
        })
    }
}

impl Part {
    /// Encodes sorted postings.
    fn encode(postings: &[Posting], documents: u32) -> Part {
        let mut lists = Vec::new();
        let mut encoded = BitWriter::default();
        for list in postings.chunk_by(|a, b| a.hash() == b.hash()) {
            let start = encoded.count();
            list_encoding::write(list, documents, &mut encoded);
            let (hash, documents) = (list[0].hash(), list.len() as u32);
            let (start, bits) = (start / u8::BITS, encoded.count() - start);
            lists.push(ListHead { hash, documents, bits, start });
            encoded.align();
        }
        lists.shrink_to_fit();
        let mut bytes = encoded.finish();
        bytes.shrink_to_fit();
        Part { lists, bytes }
    }

    fn lists(&self, range: Range<usize>) -> impl Iterator<Item = PostingList<'_>> {
        self.lists[range].iter().map(|&ListHead { hash, documents, bits, start }| {
            let bytes = &self.bytes[start as usize..][..bits.div_ceil(u8::BITS) as usize];
            PostingList { hash, documents, bytes, bits }
        })
    }
}

/// Sorts the postings of one part by hash; those of a term stay in the order of documents. A radix sort: the part of the
/// hash space is known, and two rounds for the rest take a third of the time of comparisons.
fn sort_by_hash(postings: &mut Vec<Posting>, scratch: &mut Vec<Posting>) {
    const DIGIT_BITS: u32 = REST_BITS / 2;
    const DIGITS: usize = 1 << DIGIT_BITS;
    if postings.len() < DIGITS / 4 {
        postings.sort_unstable();
        return;
    }
    for shift in [0, DIGIT_BITS] {
        let digit = |posting: &Posting| (posting.hash() >> shift) as usize % DIGITS;
        let mut next = [0; DIGITS];
        postings.iter().for_each(|posting| next[digit(posting)] += 1);
        let mut sum = 0;
        for count in &mut next {
            sum += std::mem::replace(count, sum);
        }
        scratch.clear();
        scratch.resize(postings.len(), postings[0]);
        for posting in postings.iter() {
            let next = &mut next[digit(posting)];
            scratch[*next] = *posting;
            *next += 1;
        }
        std::mem::swap(postings, scratch);
    }
}
