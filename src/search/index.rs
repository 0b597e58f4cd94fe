//! Writes the index: documents in a stable order, divided into an archive and a recent segment.

use crate::search::bucket;
use crate::search::checksum::{content_name, with_checksum};
use crate::search::columns;
use crate::search::deflate::{Dictionary, compress};
use crate::search::entry::{self, Entry, Segment};
use crate::search::invert::{self, SegmentLists};
use crate::search::posting_lists::{PostingList, PostingLists};
use crate::search::record::{Ordered, Record, Records};
use crate::search::slot_table::{self, SegmentStores};
use crate::search::store::{Packing, Store, StoreKind};
use crate::search::{fold, suggest, texts, training};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What the site says about its search.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// A fingerprint of all that the index is made from, which its entry file carries; may be empty.
    pub made_from: String,
    /// The path of the site's address: `/`, or `/portal/`.
    pub base_path: String,
    /// Synonyms by term; each finds all of its group.
    pub synonyms: BTreeMap<String, Vec<String>>,
    /// Names of the kinds by key.
    pub kinds: BTreeMap<String, String>,
    /// Names of the categories by slug.
    pub categories: BTreeMap<String, String>,
    /// Names of the validities by key.
    pub validities: BTreeMap<String, String>,
    /// The names of further facets, in the order in which readers see them.
    pub facets: Vec<String>,
}

/// Writes a file of the index: its path below the site's `search/`, and its bytes.
pub type WriteFile<'a> = &'a (dyn Fn(&str, &[u8]) -> io::Result<()> + Sync);

/// The size of an index.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    pub documents: usize,
    pub files: usize,
    pub bytes: usize,
}

/// The recent segment holds from one to two times this many documents. A new document leaves the archive as it is until
/// the recent segment is full.
const RECENT_DOCUMENTS: usize = 64;
/// A smaller index has one segment: the whole of it is smaller than what a second segment costs every query.
const MIN_DOCUMENTS_FOR_ARCHIVE: usize = 512;
/// A smaller segment has no compression dictionary, which would cost more to fetch than it saves.
const MIN_DOCUMENTS_FOR_DICTIONARY: usize = 64;
/// From how many documents the dictionary and the frequencies of ideographs are sampled.
const MAX_SAMPLE_DOCUMENTS: usize = 256;
const DICTIONARY_CHARACTERS: usize = 2400;
const MAX_COMMON_IDEOGRAPHS: usize = 300;

/// How many buckets there are: limited, because the slot table holds the length of each.
struct BucketLimits {
    target_bytes: u64,
    max_buckets: u64,
}
const BIGRAM_BUCKETS: BucketLimits = BucketLimits { target_bytes: 960, max_buckets: 8192 };
const UNIGRAM_BUCKETS: BucketLimits = BucketLimits { target_bytes: 1500, max_buckets: 1024 };

/// How many buckets are encoded before their lists are dropped.
const BUCKETS_AT_A_TIME: usize = 512;

/// How the stores of a segment are packed.
struct SegmentPacking {
    bigrams: Packing,
    unigrams: Packing,
    texts: Packing,
}
/// Together with the recent segment these are less than two thousand files.
const ARCHIVE: SegmentPacking = SegmentPacking {
    bigrams: Packing { file_bytes: 3500, max_files: 680, files_per_folder: 1024 },
    unigrams: Packing { file_bytes: 9000, max_files: 48, files_per_folder: 1024 },
    texts: Packing { file_bytes: 1500, max_files: 1100, files_per_folder: 16 },
};
const RECENT: SegmentPacking = SegmentPacking {
    bigrams: Packing { file_bytes: 2000, max_files: 48, files_per_folder: 1024 },
    unigrams: Packing { file_bytes: 6000, max_files: 4, files_per_folder: 1024 },
    texts: Packing { file_bytes: 4000, max_files: 64, files_per_folder: 8 },
};

/// Counts the files and bytes that are written.
struct CountingWriter<'a> {
    write_file: WriteFile<'a>,
    files: AtomicUsize,
    bytes: AtomicUsize,
}

impl CountingWriter<'_> {
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes.len(), Ordering::Relaxed);
        (self.write_file)(path, bytes)
    }

    /// Compresses a file, writes it with its checksum under a name made from its content, and returns its path.
    fn write_named(&self, kind: &str, content: &[u8]) -> io::Result<String> {
        let file = with_checksum(&compress(content)?);
        let path = format!("{kind}-{}.bin", content_name([file.as_slice()]));
        self.write(&path, &file)?;
        Ok(path)
    }
}

/// Indexes the records and writes every file of the index; `search.json` comes last.
pub fn index(
    records: &dyn Records,
    settings: &Settings,
    write_file: WriteFile,
) -> io::Result<Stats> {
    let out = CountingWriter { write_file, files: AtomicUsize::new(0), bytes: AtomicUsize::new(0) };
    let order = by_date(records);
    let ordered = Ordered::new(records, &order);
    let (archive, recent) = ordered.split_at(archived(ordered.len()));
    // What is derived from a sample must not change with every new document.
    let sampled = if archive.is_empty() { recent } else { archive };

    let dictionary = dictionary(sampled);
    let packing_of_recent = if archive.is_empty() { &ARCHIVE } else { &RECENT };
    let parts = [(archive, &ARCHIVE), (recent, packing_of_recent)];
    let mut segments = Vec::new();
    let mut stores = Vec::new();
    for (records, packing) in parts.into_iter().filter(|(records, _)| !records.is_empty()) {
        let (segment, written) =
            write_segment(segments.len(), records, packing, &dictionary, &out)?;
        segments.push(segment);
        stores.push(written);
    }

    let entry = Entry {
        format: entry::FORMAT,
        made_from: settings.made_from.clone(),
        base: settings.base_path.clone(),
        slot_table: out.write_named("slots", &slot_table::encode(&stores))?,
        columns: out.write_named(
            "columns",
            &columns::encode(&columns::columns(ordered, &settings.facets))?,
        )?,
        dictionary: out.write_named("dictionary", &dictionary.0)?,
        folding: out.write_named("folding", fold::pairs().as_bytes())?,
        suggestions: out.write_named("suggestions", suggest::write(ordered).as_bytes())?,
        common: common_ideographs(sampled),
        segments,
        kinds: settings.kinds.clone(),
        categories: settings.categories.clone(),
        validities: settings.validities.clone(),
        synonyms: settings.synonyms.clone(),
    };
    out.write("search.json", &serde_json::to_vec(&entry)?)?;
    Ok(Stats {
        documents: ordered.len(),
        files: out.files.into_inner(),
        bytes: out.bytes.into_inner(),
    })
}

/// Returns the indices of the records by date, then by address.
fn by_date(records: &dyn Records) -> Vec<usize> {
    let key = |index| {
        let record = records.record(index);
        (record.date, record.url, index)
    };
    let mut keys: Vec<(String, String, usize)> =
        (0..records.count()).into_par_iter().map(key).collect();
    keys.par_sort_unstable();
    keys.into_iter().map(|(.., index)| index).collect()
}

/// Returns how many of the oldest documents form the archive.
fn archived(documents: usize) -> usize {
    if documents < MIN_DOCUMENTS_FOR_ARCHIVE {
        0
    } else {
        (documents / RECENT_DOCUMENTS - 1) * RECENT_DOCUMENTS
    }
}

fn write_segment(
    number: usize,
    records: Ordered,
    packing: &SegmentPacking,
    dictionary: &Dictionary,
    out: &CountingWriter,
) -> io::Result<(Segment, SegmentStores)> {
    let documents = records.len() as u32;
    let frequent =
        if records.len() < MIN_DOCUMENTS_FOR_ARCHIVE { 0 } else { (documents / 24).max(32) };
    let write_file = |path: &str, bytes: &[u8]| out.write(path, bytes);
    let write = |kind: StoreKind, payloads: Vec<Vec<u8>>, packing: &Packing| {
        Store::write(number, kind, payloads, packing, &write_file)
    };
    let SegmentLists { bigrams, trigrams, unigrams } = invert::invert(records, frequent);
    let bigrams = buckets(vec![bigrams, trigrams], documents, &BIGRAM_BUCKETS)?;
    let bigrams = write(StoreKind::Bigrams, bigrams, &packing.bigrams)?;
    let unigrams = buckets(vec![unigrams], documents, &UNIGRAM_BUCKETS)?;
    let unigrams = write(StoreKind::Unigrams, unigrams, &packing.unigrams)?;
    let texts: Vec<Vec<Vec<u8>>> = records
        .chunks(64)
        .into_par_iter()
        .map(|records| texts::encode_all(records, dictionary))
        .collect::<io::Result<_>>()?;
    let texts = texts.into_iter().flatten().collect();
    let texts = write(StoreKind::Texts, texts, &packing.texts)?;
    let segment = Segment {
        documents,
        frequent,
        bigrams: bigrams.meta,
        unigrams: unigrams.meta,
        texts: texts.meta,
    };
    Ok((segment, SegmentStores { bigrams, unigrams, texts }))
}

/// Encodes posting lists into buckets. The lists are dropped as their buckets are made.
fn buckets(
    mut lists: Vec<PostingLists>,
    documents: u32,
    limits: &BucketLimits,
) -> io::Result<Vec<Vec<u8>>> {
    let all = lists.iter().flat_map(PostingLists::iter);
    let bits: u64 = all.map(|list| bucket::estimated_bits(documents, list.documents)).sum();
    let buckets = (bits / 8).div_ceil(limits.target_bytes).clamp(1, limits.max_buckets) as u32;
    let encode = |lists: &[PostingLists], number: u32| {
        let hashes = bucket::first_hash(number, buckets)..bucket::first_hash(number + 1, buckets);
        let mut lists: Vec<PostingList> =
            lists.iter().flat_map(|lists| lists.range(hashes.clone())).collect();
        lists.sort_by_key(|list| list.hash);
        bucket::encode(&lists, number, buckets, documents)
    };
    let mut encoded = Vec::new();
    for start in (0..buckets).step_by(BUCKETS_AT_A_TIME) {
        let end = buckets.min(start + BUCKETS_AT_A_TIME as u32);
        let of_range: Vec<Vec<u8>> = (start..end)
            .into_par_iter()
            .map(|number| encode(&lists, number))
            .collect::<io::Result<_>>()?;
        encoded.extend(of_range);
        lists.iter_mut().for_each(|lists| lists.drop_before(bucket::first_hash(end, buckets)));
    }
    Ok(encoded)
}

fn dictionary(records: Ordered) -> Dictionary {
    if records.len() < MIN_DOCUMENTS_FOR_DICTIONARY {
        return Dictionary::default();
    }
    let sample: Vec<Record> = sample(records).collect();
    let texts = sample.iter().flat_map(|record| record.blocks.iter().map(|block| &*block.text));
    Dictionary(texts::encode(&training::train(texts, DICTIONARY_CHARACTERS)))
}

/// Returns the most frequent ideographs of titles and texts, by a sample, in descending order.
fn common_ideographs(records: Ordered) -> String {
    let mut counts = BTreeMap::<char, u32>::new();
    for record in sample(records) {
        let body = record.blocks.iter().flat_map(|block| block.text.chars());
        let ideographs = record.title.chars().chain(body);
        for ideograph in ideographs.filter(|it| ('一'..='\u{9fff}').contains(it)) {
            *counts.entry(ideograph).or_default() += 1;
        }
    }
    let mut ranked: Vec<(char, u32)> = counts.into_iter().collect();
    ranked.sort_by_key(|(ideograph, count)| (Reverse(*count), *ideograph));
    ranked.into_iter().take(MAX_COMMON_IDEOGRAPHS).map(|(ideograph, _)| ideograph).collect()
}

fn sample<'a>(records: Ordered<'a>) -> impl Iterator<Item = Record<'a>> + use<'a> {
    records.every((records.len() / MAX_SAMPLE_DOCUMENTS).max(1))
}
