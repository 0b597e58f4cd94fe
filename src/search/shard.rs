//! A shard: the lists of a range of term hashes, one after the other in a string of bits.
//!
//! There is no table of contents. A shard is a few kilobytes, so the reader walks the lists until it meets its term:
//! that costs less than the bytes of a table would.

use crate::search::bits::{BitReader, BitWriter, parameter};
use crate::search::term::shard_of;
use std::io;

/// Where a term stands in a document, from plain text upward; documents are ranked by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Text,
    Often,
    Heading,
    Title,
}

impl Level {
    pub fn from_code(code: u32) -> Self {
        [Self::Text, Self::Often, Self::Heading, Self::Title][code.min(3) as usize]
    }
}

/// One document in the list of one term, packed so that millions sort fast: hash, document, level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting(u64);

impl Posting {
    pub fn new(hash: u32, document: u32, level: Level) -> Self {
        Self(u64::from(hash) << 32 | u64::from(document) << 2 | level as u64)
    }
    pub fn hash(self) -> u32 {
        (self.0 >> 32) as u32
    }
    pub fn document(self) -> u32 {
        (self.0 as u32) >> 2
    }
    pub fn level(self) -> u32 {
        self.0 as u32 & 3
    }
}

/// The hash at which a shard's range begins.
pub fn first_hash(shard: u32, shards: u32) -> u64 {
    (u64::from(shard) << 32).div_ceil(u64::from(shards.max(1)))
}

/// About how many bits the list of a term with `count` documents will take; decides how many shards there are.
pub fn cost(documents: u32, count: u32) -> u64 {
    u64::from(count) * u64::from(parameter(documents.into(), count.into()) + 3) + 20
}

/// Writes the lists of one shard; the postings are sorted and all in its range.
pub fn encode(postings: &[Posting], shard: u32, shards: u32, documents: u32) -> Vec<u8> {
    let lists: Vec<&[Posting]> = postings.chunk_by(|a, b| a.hash() == b.hash()).collect();
    let start = first_hash(shard, shards);
    let k = parameter(first_hash(shard + 1, shards) - start, lists.len() as u64);
    let mut bits = BitWriter::default();
    bits.bits(k, 8);
    bits.gamma(lists.len() as u32 + 1);
    let mut expected = start;
    for list in lists {
        let hash = u64::from(list[0].hash());
        bits.rice((hash - expected) as u32, k);
        expected = hash + 1;
        write_list(list, documents, &mut bits);
    }
    bits.finish()
}

fn write_list(list: &[Posting], documents: u32, bits: &mut BitWriter) {
    let ranked = list.iter().any(|posting| posting.level() > 0);
    bits.gamma(list.len() as u32);
    bits.bits(ranked.into(), 1);
    let k = parameter(documents.into(), list.len() as u64);
    let mut next = 0;
    for posting in list {
        bits.rice(posting.document() - next, k);
        next = posting.document() + 1;
        if ranked {
            match posting.level() {
                0 => bits.bits(0, 1),
                1 => bits.bits(0b10, 2),
                level => bits.bits(0b110 | (level - 2), 3),
            }
        }
    }
}

/// The documents of a term, ascending, each with its level.
pub fn look_up(
    shard: &[u8],
    hash: u32,
    shards: u32,
    documents: u32,
) -> io::Result<Vec<(u32, Level)>> {
    let mut bits = BitReader::new(shard);
    let k = bits.bits(8)?.min(31);
    let lists = bits.gamma()? - 1;
    let mut expected = first_hash(shard_of(hash, shards), shards);
    for _ in 0..lists {
        let found = expected + u64::from(bits.rice(k)?);
        if found > u64::from(hash) {
            break;
        }
        let list = read_list(&mut bits, documents)?;
        if found == u64::from(hash) {
            return Ok(list);
        }
        expected = found + 1;
    }
    Ok(Vec::new())
}

fn read_list(bits: &mut BitReader, documents: u32) -> io::Result<Vec<(u32, Level)>> {
    let count = bits.gamma()?;
    let ranked = bits.bits(1)? == 1;
    let k = parameter(documents.into(), count.into());
    let mut list = Vec::with_capacity(count.min(documents) as usize);
    let mut next = 0u32;
    for _ in 0..count {
        let document = next.saturating_add(bits.rice(k)?);
        next = document.saturating_add(1);
        let level = if !ranked || bits.bits(1)? == 0 {
            0
        } else if bits.bits(1)? == 0 {
            1
        } else {
            2 + bits.bits(1)?
        };
        if document >= documents {
            return Err(crate::search::seal::damaged());
        }
        list.push((document, Level::from_code(level)));
    }
    Ok(list)
}
