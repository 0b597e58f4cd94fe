//! The one file with a fixed name, `search.json`: it names or counts all the others.
//!
//! The names of some two thousand files would themselves be a download. So the files of a kind that change together
//! share a folder named by the hash of them all, and the file `names` holds three bytes for each such folder.

use crate::search::seal::damaged;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;

pub const FORMAT: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
pub struct Entry {
    pub format: u32,
    /// The path that every result's address is under.
    pub base: String,
    pub names: String,
    pub places: String,
    pub columns: String,
    pub dictionary: String,
    pub dictionary_length: usize,
    pub folding: String,
    pub suggestions: String,
    /// The most frequent ideographs, the first the most frequent: a query starts with the pairs that lack them.
    pub common: String,
    pub segments: Vec<Segment>,
    pub categories: BTreeMap<String, String>,
    pub validities: BTreeMap<String, String>,
    pub synonyms: BTreeMap<String, Vec<String>>,
}

/// A run of documents with lists of its own: the archive, which a new document leaves alone, and the recent ones.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Segment {
    pub documents: u32,
    pub pairs: u32,
    pub singles: u32,
    pub texts: u32,
    /// A triple is indexed where both of its pairs stand in at least so many documents; 0 for none.
    pub frequent: u32,
}

/// How many chunks of text share a folder: a corrected document moves so many.
pub const TOGETHER: usize = 16;

/// The folder hashes of a segment's files, and how many documents each chunk of text holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    pub pairs: String,
    pub singles: String,
    pub texts: Vec<String>,
    pub counts: Vec<u8>,
}

/// For each segment three bytes a folder: pairs, singles, texts; then a byte a chunk.
pub fn write_names(segments: &[Names]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for names in segments {
        for name in [&names.pairs, &names.singles].into_iter().chain(&names.texts) {
            bytes.extend_from_slice(
                &u32::from_str_radix(name, 16).unwrap_or_default().to_be_bytes()[1..],
            );
        }
        bytes.extend_from_slice(&names.counts);
    }
    bytes
}

pub fn read_names(bytes: &[u8], segments: &[Segment]) -> io::Result<Vec<Names>> {
    let mut rest = bytes;
    let mut take = |count: usize| {
        let (taken, left) = rest.split_at_checked(count).ok_or_else(damaged)?;
        rest = left;
        Ok::<_, io::Error>(taken)
    };
    let name = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let read = |segment: &Segment| {
        let chunks = segment.texts as usize;
        Ok(Names {
            pairs: name(take(3)?),
            singles: name(take(3)?),
            texts: take(3 * chunks.div_ceil(TOGETHER))?.chunks(3).map(name).collect(),
            counts: take(chunks)?.to_vec(),
        })
    };
    segments.iter().map(read).collect()
}

/// The path of a shard or chunk: segment, kind, hash of the folder, index.
pub fn path(segment: usize, kind: char, name: &str, index: usize) -> String {
    format!("{segment}/{kind}-{name}/{index}.bin")
}
