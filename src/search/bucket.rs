//! Buckets: the posting lists of a range of term hashes, one after the other in a bit stream.
//!
//! A bucket has no directory. It is about a kilobyte, so the reader decodes lists until it reaches its term: that
//! takes less time than the bytes of a directory would take to download.

use crate::search::bits::{BitReader, BitWriter, rice_parameter};
use crate::search::list_encoding;
use crate::search::posting::Level;
use crate::search::posting_lists::PostingList;
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

/// Encodes the lists of one bucket, which stand in the order of their hashes, all in its range. Lists of one hash, such as
/// those of a bigram and a trigram that collide, become one.
pub fn encode(
    lists: &[PostingList],
    bucket: u32,
    buckets: u32,
    documents: u32,
) -> io::Result<Vec<u8>> {
    let lists: Vec<&[PostingList]> = lists.chunk_by(|a, b| a.hash == b.hash).collect();
    let start = first_hash(bucket, buckets);
    let k = rice_parameter(first_hash(bucket + 1, buckets) - start, lists.len() as u64);
    let mut bits = BitWriter::default();
    bits.bits(k, 8);
    bits.gamma(lists.len() as u32 + 1);
    let mut expected = start;
    for same in lists {
        let hash = u64::from(same[0].hash);
        bits.rice((hash - expected) as u32, k);
        expected = hash + 1;
        match same {
            [list] => bits.copy(list.bytes, list.bits),
            _ => {
                let encoded = same.iter().map(|list| list.bytes);
                let list = list_encoding::union(encoded, same[0].hash, documents)?;
                list_encoding::write(&list, documents, &mut bits);
            }
        }
    }
    Ok(bits.finish())
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
        let list = list_encoding::read(&mut bits, documents)?;
        if found == u64::from(hash) {
            return Ok(list);
        }
        expected = found + 1;
    }
    Ok(Vec::new())
}
