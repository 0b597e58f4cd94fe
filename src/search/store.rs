//! Stores: numbered slots packed into files, for posting lists and for texts.
//!
//! A reader fetches a single slot if the server answers range requests, and the whole file otherwise. So slots are
//! small, files are of medium size, and every slot has a checksum of its own.

use crate::search::checksum::{checksum, content_name, damaged, verify};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::io;
use std::ops::Range;

/// Slots are padded to a multiple of this many bytes, so that one or two bytes can hold their length.
pub const UNIT: usize = 64;
/// The header of a slot: checksum and length of its payload.
const HEADER_BYTES: usize = 8;

/// What `search.json` says of a store.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct StoreMeta {
    pub slots: u32,
    /// A file ends with the slot by which it reaches this length.
    pub file_units: u32,
    /// How many files share a folder, which is named by their content.
    pub files_per_folder: u32,
}

/// How a store is divided into files.
pub struct Packing {
    /// The size to aim at.
    pub file_bytes: usize,
    /// Larger files are made rather than more than this many.
    pub max_files: usize,
    pub files_per_folder: u32,
}

/// The three stores of a segment.
#[derive(Debug, Clone, Copy)]
pub enum StoreKind {
    Bigrams,
    Unigrams,
    Texts,
}

impl StoreKind {
    /// The letter in the paths of its files.
    fn letter(self) -> char {
        match self {
            Self::Bigrams => 'b',
            Self::Unigrams => 'u',
            Self::Texts => 't',
        }
    }
}

/// The layout of a store: where its slots lie.
pub struct Store {
    segment: usize,
    kind: StoreKind,
    pub meta: StoreMeta,
    /// The length of each slot, in units.
    pub units: Vec<u32>,
    /// The slots of each file.
    files: Vec<Range<usize>>,
    /// The names of the folders: six hexadecimal digits.
    pub folders: Vec<String>,
}

impl Store {
    /// Lays out slots of these lengths; the names of the folders are not known yet.
    pub fn new(segment: usize, kind: StoreKind, meta: StoreMeta, units: Vec<u32>) -> Self {
        let files = files(&units, meta.file_units);
        Self { segment, kind, meta, units, files, folders: Vec::new() }
    }

    /// Packs the payloads, one a slot, and writes the files.
    pub fn write(
        segment: usize,
        kind: StoreKind,
        payloads: Vec<Vec<u8>>,
        packing: &Packing,
        write_file: &(dyn Fn(&str, &[u8]) -> io::Result<()> + Sync),
    ) -> io::Result<Self> {
        let units: Vec<u32> = payloads
            .iter()
            .map(|payload| u32::try_from((HEADER_BYTES + payload.len()).div_ceil(UNIT)))
            .collect::<Result<_, _>>()
            .map_err(io::Error::other)?;
        let all: usize = units.iter().map(|units| *units as usize).sum();
        let file_units =
            (packing.file_bytes / UNIT).max(rounded_up(all.div_ceil(packing.max_files)));
        let meta = StoreMeta {
            slots: units.len() as u32,
            file_units: u32::try_from(file_units).map_err(io::Error::other)?,
            files_per_folder: packing.files_per_folder,
        };
        let mut store = Self::new(segment, kind, meta, units);
        let per_folder = packing.files_per_folder as usize;
        let files = store.files.clone();
        let mut payloads = payloads.into_iter();
        for (folder, ranges) in files.chunks(per_folder).enumerate() {
            let slots = ranges.iter().map(|range| payloads.by_ref().take(range.len()).collect());
            // Each payload is dropped as soon as it is packed.
            let packed: Vec<Vec<u8>> =
                slots.collect::<Vec<_>>().into_par_iter().map(pack).collect();
            store.folders.push(content_name(packed.iter().map(Vec::as_slice)));
            packed.par_iter().enumerate().try_for_each(|(index, file)| {
                write_file(&store.path(folder * per_folder + index)?, file)
            })?;
        }
        Ok(store)
    }

    pub fn file_count(&self) -> usize {
        self.files.len()
    }

    /// Returns how many folders the files take.
    pub fn folder_count(&self) -> usize {
        self.files.len().div_ceil(self.meta.files_per_folder.max(1) as usize)
    }

    /// Returns the file that holds a slot.
    pub fn file_of(&self, slot: usize) -> usize {
        self.files.partition_point(|range| range.end <= slot)
    }

    /// Returns the path of a file.
    pub fn path(&self, file: usize) -> io::Result<String> {
        let folder = file / (self.meta.files_per_folder.max(1) as usize);
        let name = self.folders.get(folder).ok_or_else(damaged)?;
        Ok(format!("{}/{}-{name}/{file}.bin", self.segment, self.kind.letter()))
    }

    /// Returns the payload of a slot from the bytes of its file.
    pub fn payload<'a>(&self, slot: usize, bytes: &'a [u8]) -> io::Result<&'a [u8]> {
        let range = self.files.get(self.file_of(slot)).ok_or_else(damaged)?;
        let before = self.units.get(range.start..slot).ok_or_else(damaged)?;
        let start: usize = before.iter().map(|units| *units as usize * UNIT).sum();
        let (expected, rest) =
            bytes.get(start..).and_then(<[u8]>::split_first_chunk::<4>).ok_or_else(damaged)?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or_else(damaged)?;
        let payload = rest.get(..u32::from_le_bytes(*length) as usize).ok_or_else(damaged)?;
        verify(payload, *expected)
    }
}

/// Divides slots among files: a file ends with the slot by which it reaches `file_units`.
fn files(units: &[u32], file_units: u32) -> Vec<Range<usize>> {
    let mut files = Vec::new();
    let (mut start, mut sum) = (0, 0u64);
    for (slot, length) in units.iter().enumerate() {
        sum += u64::from(*length);
        if sum >= u64::from(file_units) {
            files.push(start..slot + 1);
            (start, sum) = (slot + 1, 0);
        }
    }
    if start < units.len() {
        files.push(start..units.len());
    }
    files
}

fn pack(payloads: Vec<Vec<u8>>) -> Vec<u8> {
    let mut file = Vec::new();
    for payload in payloads {
        file.extend_from_slice(&checksum(&payload).to_le_bytes());
        file.extend_from_slice(&(payload.len() as u32).to_le_bytes());
        file.extend_from_slice(&payload);
        file.resize(file.len().next_multiple_of(UNIT), 0);
    }
    file
}

/// Rounds up to four significant bits, so that a growing site does not repack all of its files each time.
fn rounded_up(number: usize) -> usize {
    let step = 1 << number.max(1).ilog2().saturating_sub(3);
    number.next_multiple_of(step)
}
