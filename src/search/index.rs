//! Writes the index: documents in a stable order, cut into an archive and a recent segment, each into shards.

use crate::search::columns;
use crate::search::entry::{self, Entry, Segment};
use crate::search::postings::{self, Lists};
use crate::search::seal::{Dictionary, compress, name_of, seal};
use crate::search::shard;
use crate::search::shelf::{Cut, Shelf};
use crate::search::{Put, Record, Settings, Stats};
use crate::search::{fold, phrases, suggest, texts};
use rayon::prelude::*;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The recent segment holds from one to two of these; a new document leaves the archive alone until it is full.
const RECENT: usize = 64;
/// Below this the whole index is smaller than what a second segment costs every query.
const UNDIVIDED: usize = 512;

/// The bytes of a slot of lists to aim at, and the most slots, as the file `shelves` tells the length of each.
struct Aim {
    bytes: u64,
    slots: u64,
}
const PAIRS: Aim = Aim { bytes: 960, slots: 8192 };
const SINGLES: Aim = Aim { bytes: 1500, slots: 1024 };

/// The files of a segment: pairs, singles, texts. Together the most stay under two thousand.
const ARCHIVE: [Cut; 3] = [
    Cut { bytes: 3500, files: 680, together: 1024 },
    Cut { bytes: 9000, files: 48, together: 1024 },
    Cut { bytes: 1500, files: 1100, together: 16 },
];
const FRESH: [Cut; 3] = [
    Cut { bytes: 2000, files: 48, together: 1024 },
    Cut { bytes: 6000, files: 4, together: 1024 },
    Cut { bytes: 4000, files: 64, together: 8 },
];

/// Counts what passes through to `put`.
struct Counted<'a> {
    put: Put<'a>,
    files: AtomicUsize,
    bytes: AtomicUsize,
}

impl Counted<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes.len(), Ordering::Relaxed);
        (self.put)(path, bytes)
    }

    /// Seals and puts a file named by its kind and content; answers its path.
    fn put_named(&self, kind: &str, payload: &[u8]) -> io::Result<String> {
        let sealed = seal(payload);
        let path = format!("{kind}-{}.bin", name_of([sealed.as_slice()]));
        self.put(&path, &sealed)?;
        Ok(path)
    }
}

/// Indexes the records and puts every file of the index below `search/`; `search.json` comes last.
pub fn index(records: &[Record], settings: &Settings, put: Put) -> io::Result<Stats> {
    let out = Counted { put, files: AtomicUsize::new(0), bytes: AtomicUsize::new(0) };
    let mut ordered: Vec<&Record> = records.iter().collect();
    ordered.sort_by(|a, b| (&a.date, &a.url).cmp(&(&b.date, &b.url)));
    let (archive, recent) = ordered.split_at(archived(ordered.len()));
    let settled = if archive.is_empty() { recent } else { archive };

    let dictionary = dictionary(settled)?;
    let parts = [(archive, &ARCHIVE), (recent, if archive.is_empty() { &ARCHIVE } else { &FRESH })];
    let mut segments = Vec::new();
    let mut shelves = Vec::new();
    for (records, cuts) in parts.into_iter().filter(|(records, _)| !records.is_empty()) {
        let (segment, made) = write_segment(segments.len(), records, cuts, &dictionary, &out)?;
        segments.push(segment);
        shelves.extend(made);
    }

    let entry = Entry {
        format: entry::FORMAT,
        base: settings.base_path.clone(),
        shelves: out.put_named("shelves", &compress(&entry::write_shelves(&shelves))?)?,
        columns: out
            .put_named("columns", &compress(&columns::write(&columns::columns(&ordered))?)?)?,
        dictionary: out.put_named("dictionary", &compress(&dictionary.0)?)?,
        folding: out.put_named("folding", &compress(fold::pairs().as_bytes())?)?,
        suggestions: out
            .put_named("suggestions", &compress(suggest::write(&ordered).as_bytes())?)?,
        common: common(settled),
        segments,
        categories: settings.categories.clone(),
        validities: settings.validities.clone(),
        synonyms: settings.synonyms.clone(),
    };
    out.put("search.json", &serde_json::to_vec(&entry)?)?;
    Ok(Stats {
        documents: records.len(),
        files: out.files.into_inner(),
        bytes: out.bytes.into_inner(),
    })
}

/// How many of the oldest documents form the archive.
fn archived(documents: usize) -> usize {
    if documents < UNDIVIDED { 0 } else { (documents / RECENT - 1) * RECENT }
}

fn write_segment(
    number: usize,
    records: &[&Record],
    [for_pairs, for_singles, for_texts]: &[Cut; 3],
    dictionary: &Dictionary,
    out: &Counted,
) -> io::Result<(Segment, [Shelf; 3])> {
    let documents = records.len() as u32;
    let frequent = if records.len() < UNDIVIDED { 0 } else { (documents / 24).max(32) };
    let put = |path: &str, bytes: &[u8]| out.put(path, bytes);
    let write = |kind: usize, payloads: Vec<Vec<u8>>, cut: &Cut| {
        Shelf::write((number, entry::KINDS[kind]), &payloads, cut, &put)
    };
    let found = postings::collect(records, frequent);
    let pairs = write(0, shards(&[&found.pairs, &found.triples], documents, &PAIRS), for_pairs)?;
    let singles = write(1, shards(&[&found.singles], documents, &SINGLES), for_singles)?;
    drop(found);
    let streams: Vec<Vec<Vec<u8>>> = records
        .par_chunks(64)
        .map(|records| texts::write(records, dictionary))
        .collect::<io::Result<_>>()?;
    let texts = write(2, streams.into_iter().flatten().collect(), for_texts)?;
    let segment = Segment {
        documents,
        frequent,
        pairs: pairs.plan,
        singles: singles.plan,
        texts: texts.plan,
    };
    Ok((segment, [pairs, singles, texts]))
}

/// Encodes lists into shards.
fn shards(lists: &[&Lists], documents: u32, aim: &Aim) -> Vec<Vec<u8>> {
    let costs =
        lists.iter().flat_map(|lists| lists.counts(|_, count| Some(shard::cost(documents, count))));
    let bits: u64 = costs.sum();
    let shards = (bits / 8).div_ceil(aim.bytes).clamp(1, aim.slots) as u32;
    let encode = |number: u32| {
        let (start, end) =
            (shard::first_hash(number, shards), shard::first_hash(number + 1, shards));
        let mut range = Vec::new();
        lists.iter().for_each(|lists| lists.range(start, end, &mut range));
        range.sort_unstable();
        shard::encode(&range, number, shards, documents)
    };
    (0..shards).into_par_iter().map(encode).collect()
}

/// Few documents gain less from a dictionary than it costs to fetch.
fn dictionary(records: &[&Record]) -> io::Result<Dictionary> {
    if records.len() < 64 {
        return Ok(Dictionary::default());
    }
    let step = (records.len() / 256).max(1);
    let samples = records
        .iter()
        .step_by(step)
        .flat_map(|record| record.blocks.iter().map(|block| &*block.text));
    Ok(Dictionary(texts::encode(&phrases::frequent(samples, 2400))))
}

/// The most frequent ideographs of the titles and texts, by a sample.
fn common(records: &[&Record]) -> String {
    let mut counts = std::collections::BTreeMap::<char, u32>::new();
    let step = (records.len() / 256).max(1);
    for record in records.iter().step_by(step) {
        let body = record.blocks.iter().flat_map(|block| block.text.chars());
        for character in record
            .title
            .chars()
            .chain(body)
            .filter(|character| ('一'..='\u{9fff}').contains(character))
        {
            *counts.entry(character).or_default() += 1;
        }
    }
    let mut ranked: Vec<(char, u32)> = counts.into_iter().collect();
    ranked.sort_by_key(|(character, count)| (std::cmp::Reverse(*count), *character));
    ranked.into_iter().take(300).map(|(character, _)| character).collect()
}
