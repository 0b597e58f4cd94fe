//! Runs: the postings of a few hundred documents as they are found, four bytes each.

use crate::search::posting::{Level, Posting};

/// The hash space is divided into this many equal parts, which are sorted and encoded in parallel.
pub const PARTS: usize = 1 << PART_BITS;
const PART_BITS: u32 = 12;
/// The bits of a hash below those that select its part.
pub const REST_BITS: u32 = u32::BITS - PART_BITS;
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

impl Run {
    /// Returns the postings of a part; `first` is the document with which the run begins.
    pub fn part(&self, part: usize, first: u32) -> impl Iterator<Item = Posting> {
        let range = self.starts[part] as usize..self.starts[part + 1] as usize;
        self.postings[range].iter().map(move |posting| {
            let hash = (part as u32) << REST_BITS | posting >> PART_BITS;
            let document = posting >> LEVEL_BITS & ((1 << DOCUMENT_BITS) - 1);
            Posting::new(hash, first + document, Level::from_code(posting & 3))
        })
    }
}
