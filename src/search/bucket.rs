//! Buckets: the posting lists of a range of term hashes, one after the other in a bit stream.
//!
//! A bucket has no directory. It is about a kilobyte, so the reader decodes lists until it reaches its term: that
//! takes less time than the bytes of a directory would take to download.

use crate::search::bits::{BitReader, BitWriter, rice_parameter};
use crate::search::checksum::damaged;
use crate::search::posting::{Level, Posting};
use std::io;

/// Returns the bucket of `buckets` that holds a hash: the hashes are divided into equal ranges.
pub fn bucket_of(hash: u32, buckets: u32) -> u32 {
    ((u64::from(hash) * u64::from(buckets)) >> 32) as u32
}

/// Returns the first hash of a bucket.
pub fn first_hash(bucket: u32, buckets: u32) -> u64 {
    (u64::from(bucket) << 32).div_ceil(u64::from(buckets.max(1)))
}

/// Estimates the bits of a list of `count` documents; the number of buckets is derived from the sum.
pub fn estimated_bits(documents: u32, count: u32) -> u64 {
    u64::from(count) * u64::from(rice_parameter(documents.into(), count.into()) + 3) + 20
}

/// Encodes the lists of one bucket; the postings are sorted and all in its range.
pub fn encode(postings: &[Posting], bucket: u32, buckets: u32, documents: u32) -> Vec<u8> {
    let lists: Vec<&[Posting]> = postings.chunk_by(|a, b| a.hash() == b.hash()).collect();
    let start = first_hash(bucket, buckets);
    let k = rice_parameter(first_hash(bucket + 1, buckets) - start, lists.len() as u64);
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
    let has_levels = list.iter().any(|posting| posting.level() > 0);
    bits.gamma(list.len() as u32);
    bits.bits(has_levels.into(), 1);
    let k = rice_parameter(documents.into(), list.len() as u64);
    let mut expected = 0;
    for posting in list {
        bits.rice(posting.document() - expected, k);
        expected = posting.document() + 1;
        if has_levels {
            match posting.level() {
                0 => bits.bits(0, 1),
                1 => bits.bits(0b10, 2),
                level => bits.bits(0b110 | (level - 2), 3),
            }
        }
    }
}

/// Returns the documents of a term, ascending, each with its level; none if the bucket lacks the term.
pub fn look_up(
    bucket: &[u8],
    hash: u32,
    buckets: u32,
    documents: u32,
) -> io::Result<Vec<(u32, Level)>> {
    let mut bits = BitReader::new(bucket);
    let k = bits.bits(8)?.min(31);
    let lists = bits.gamma()? - 1;
    let mut expected = first_hash(bucket_of(hash, buckets), buckets);
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
    let has_levels = bits.bits(1)? == 1;
    let k = rice_parameter(documents.into(), count.into());
    let mut list = Vec::with_capacity(count.min(documents) as usize);
    let mut expected = 0u32;
    for _ in 0..count {
        let document = expected.saturating_add(bits.rice(k)?);
        expected = document.saturating_add(1);
        let level = if !has_levels || bits.bits(1)? == 0 {
            0
        } else if bits.bits(1)? == 0 {
            1
        } else {
            2 + bits.bits(1)?
        };
        if document >= documents {
            return Err(damaged());
        }
        list.push((document, Level::from_code(level)));
    }
    Ok(list)
}
