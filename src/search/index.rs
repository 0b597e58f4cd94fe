//! Writes the index: documents in a stable order, cut into an archive and a recent segment, each into shards.

use crate::search::columns;
use crate::search::entry::{self, Entry, Names, Segment};
use crate::search::postings::{self, Lists};
use crate::search::seal::{Dictionary, name_of, seal};
use crate::search::shard;
use crate::search::{Put, Record, Settings, Stats};
use crate::search::{fold, phrases, suggest, texts};
use rayon::prelude::*;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The recent segment holds from one to two of these; a new document leaves the archive alone until it is full.
const RECENT: usize = 64;
/// Below this the whole index is smaller than what a second segment costs every query.
const UNDIVIDED: usize = 512;

/// How a segment is cut: bytes of a shard or chunk to aim at, and the most files of each kind.
struct Cut {
    pair_bytes: u64,
    pairs: u64,
    single_bytes: u64,
    singles: u64,
    text_bytes: usize,
    texts: usize,
}

/// Together the most files stay under two thousand.
const ARCHIVE: Cut = Cut {
    pair_bytes: 4096,
    pairs: 1000,
    single_bytes: 16384,
    singles: 48,
    text_bytes: 20_000,
    texts: 800,
};
const FRESH: Cut = Cut {
    pair_bytes: 1200,
    pairs: 64,
    single_bytes: 6000,
    singles: 4,
    text_bytes: 20_000,
    texts: 64,
};

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
    let mut names = Vec::new();
    let mut places = Vec::with_capacity(ordered.len());
    for (records, cut) in parts.into_iter().filter(|(records, _)| !records.is_empty()) {
        let (segment, named) =
            write_segment(segments.len(), records, cut, &dictionary, &mut places, &out)?;
        segments.push(segment);
        names.push(named);
    }

    let plain = Dictionary::default();
    let entry = Entry {
        format: entry::FORMAT,
        base: settings.base_path.clone(),
        names: out.put_named("names", &plain.compress(&entry::write_names(&names))?)?,
        places: out.put_named("places", &plain.compress(&columns::planes(&places))?)?,
        columns: out.put_named(
            "columns",
            &plain.compress(&columns::write(&columns::columns(&ordered))?)?,
        )?,
        dictionary_length: dictionary.text.len(),
        dictionary: out.put_named("dictionary", &dictionary.primed)?,
        folding: out.put_named("folding", &plain.compress(fold::pairs().as_bytes())?)?,
        suggestions: out
            .put_named("suggestions", &plain.compress(suggest::write(&ordered).as_bytes())?)?,
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
    cut: &Cut,
    dictionary: &Dictionary,
    places: &mut Vec<u16>,
    out: &Counted,
) -> io::Result<(Segment, Names)> {
    let documents = records.len() as u32;
    let frequent = if records.len() < UNDIVIDED { 0 } else { (documents / 24).max(32) };
    let found = postings::collect(records, frequent);
    let pairs = shards(&[&found.pairs, &found.triples], documents, cut.pair_bytes, cut.pairs);
    let singles = shards(&[&found.singles], documents, cut.single_bytes, cut.singles);
    drop(found);
    let chunks = chunks(records, cut);
    let mut names = Names {
        pairs: put_folder(number, 'p', &pairs, 0, out)?,
        singles: put_folder(number, 'u', &singles, 0, out)?,
        texts: Vec::new(),
        counts: chunks.iter().map(|chunk| chunk.len() as u8).collect(),
    };
    for (index, folder) in chunks.chunks(entry::TOGETHER).enumerate() {
        let written: Vec<_> = folder
            .par_iter()
            .map(|chunk| texts::write(chunk, dictionary))
            .collect::<io::Result<_>>()?;
        let (files, units): (Vec<Vec<u8>>, Vec<Vec<u16>>) = written.into_iter().unzip();
        names.texts.push(put_folder(number, 't', &files, index * entry::TOGETHER, out)?);
        places.extend(units.into_iter().flatten());
    }
    let segment = Segment {
        documents,
        pairs: pairs.len() as u32,
        singles: singles.len() as u32,
        texts: chunks.len() as u32,
        frequent,
    };
    Ok((segment, names))
}

/// Encodes lists into shards of about `target` bytes, `most` at most.
fn shards(lists: &[&Lists], documents: u32, target: u64, most: u64) -> Vec<Vec<u8>> {
    let costs =
        lists.iter().flat_map(|lists| lists.counts(|_, count| Some(shard::cost(documents, count))));
    let bits: u64 = costs.sum();
    let shards = (bits / 8).div_ceil(target).clamp(1, most) as u32;
    let encode = |number: u32| {
        let (start, end) =
            (shard::first_hash(number, shards), shard::first_hash(number + 1, shards));
        let mut range = Vec::new();
        lists.iter().for_each(|lists| lists.range(start, end, &mut range));
        range.sort_unstable();
        seal(&shard::encode(&range, number, shards, documents))
    };
    (0..shards).into_par_iter().map(encode).collect()
}

/// Cuts records into chunks of about the cut's bytes, but no more chunks than it allows.
fn chunks<'a>(records: &'a [&'a Record], cut: &Cut) -> Vec<&'a [&'a Record]> {
    let sizes = || records.iter().map(|record| texts::size(record));
    let target = cut.text_bytes.max(sizes().sum::<usize>() / cut.texts);
    let mut rest = records;
    let mut chunks = Vec::new();
    for count in texts::chunk(sizes(), target) {
        let (chunk, left) = rest.split_at(count.into());
        chunks.push(chunk);
        rest = left;
    }
    chunks
}

/// Puts files that change together into a folder named by the hash of them all; answers that hash.
fn put_folder(
    segment: usize,
    kind: char,
    files: &[Vec<u8>],
    first: usize,
    out: &Counted,
) -> io::Result<String> {
    let name = name_of(files.iter().map(Vec::as_slice));
    let put = |(index, file): (usize, &Vec<u8>)| {
        out.put(&entry::path(segment, kind, &name, first + index), file)
    };
    files.par_iter().enumerate().try_for_each(put)?;
    Ok(name)
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
    Dictionary::new(phrases::frequent(samples, 2400).into_bytes())
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
