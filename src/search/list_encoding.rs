//! How a posting list is encoded: the gaps between its documents in Rice codes, and their levels.

use crate::search::bits::{BitReader, BitWriter, rice_parameter};
use crate::search::checksum::damaged;
use crate::search::posting::{Level, Posting};
use std::collections::BTreeMap;
use std::io;

/// Writes the postings of one term, in the order of documents, in a segment of so many documents.
pub fn write(list: &[Posting], documents: u32, bits: &mut BitWriter) {
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

/// Reads the documents of a term, ascending, each with its level.
pub fn read(bits: &mut BitReader, documents: u32) -> io::Result<Vec<(u32, Level)>> {
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

/// Returns the documents that are in any of several encoded lists, each with its highest level.
pub fn union<'a>(
    lists: impl Iterator<Item = &'a [u8]>,
    hash: u32,
    documents: u32,
) -> io::Result<Vec<Posting>> {
    let mut levels: BTreeMap<u32, Level> = BTreeMap::new();
    for list in lists {
        for (document, level) in read(&mut BitReader::new(list), documents)? {
            let highest = levels.entry(document).or_insert(level);
            *highest = level.max(*highest);
        }
    }
    Ok(levels.into_iter().map(|(document, level)| Posting::new(hash, document, level)).collect())
}
