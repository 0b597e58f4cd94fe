//! Shelves of numbered slots: how lists and texts lie in files.
//!
//! A reader takes one slot where the server answers ranges, and its whole file elsewhere; so slots are small and files
//! are middling. Every slot is sealed by itself.

use crate::search::seal::{self, damaged};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::io;
use std::ops::Range;

/// Slots end on multiples of this many bytes, so that a byte or two tell their length.
pub const UNIT: usize = 64;
/// Checksum and length.
const HEAD: usize = 8;

/// What `search.json` says of a shelf.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Plan {
    pub slots: u32,
    /// A file ends with the slot that brings it to so many units.
    pub full: u32,
    /// So many files share a folder, which is named by what they hold.
    pub together: u32,
}

/// How a shelf is cut: bytes of a file to aim at, the most files, and how many of them share a folder.
pub struct Cut {
    pub bytes: usize,
    pub files: usize,
    pub together: u32,
}

/// Where a shelf's slots lie.
pub struct Shelf {
    pub segment: usize,
    pub kind: char,
    pub plan: Plan,
    /// The length of each slot in units.
    pub units: Vec<u32>,
    /// The names of the folders: six hexadecimal digits.
    pub names: Vec<String>,
}

impl Shelf {
    /// Packs the payloads and puts the files.
    pub fn write(
        (segment, kind): (usize, char),
        payloads: &[Vec<u8>],
        cut: &Cut,
        put: &(dyn Fn(&str, &[u8]) -> io::Result<()> + Sync),
    ) -> io::Result<Self> {
        let units: Vec<u32> = payloads
            .iter()
            .map(|payload| u32::try_from((HEAD + payload.len()).div_ceil(UNIT)))
            .collect::<Result<_, _>>()
            .map_err(io::Error::other)?;
        let all: usize = units.iter().map(|units| *units as usize).sum();
        let full = (cut.bytes / UNIT).max(coarse(all.div_ceil(cut.files)));
        let plan = Plan {
            slots: units.len() as u32,
            full: u32::try_from(full).map_err(io::Error::other)?,
            together: cut.together,
        };
        let mut shelf = Self { segment, kind, plan, units, names: Vec::new() };
        let files = shelf.files();
        for (folder, ranges) in files.chunks(cut.together as usize).enumerate() {
            let packed: Vec<Vec<u8>> =
                ranges.par_iter().map(|range| pack(&payloads[range.clone()])).collect();
            shelf.names.push(seal::name_of(packed.iter().map(Vec::as_slice)));
            packed.par_iter().enumerate().try_for_each(|(index, file)| {
                put(&shelf.path(folder * cut.together as usize + index)?, file)
            })?;
        }
        Ok(shelf)
    }

    /// The slots of each file, in order.
    pub fn files(&self) -> Vec<Range<usize>> {
        let mut files = Vec::new();
        let (mut start, mut sum) = (0, 0u64);
        for (slot, units) in self.units.iter().enumerate() {
            sum += u64::from(*units);
            if sum >= u64::from(self.plan.full) {
                files.push(start..slot + 1);
                (start, sum) = (slot + 1, 0);
            }
        }
        if start < self.units.len() {
            files.push(start..self.units.len());
        }
        files
    }

    /// The path of a file.
    pub fn path(&self, file: usize) -> io::Result<String> {
        let folder = file / (self.plan.together.max(1) as usize);
        let name = self.names.get(folder).ok_or_else(damaged)?;
        Ok(format!("{}/{}-{name}/{file}.bin", self.segment, self.kind))
    }

    /// The payload of a slot out of the bytes of its file, whose slots are `range`.
    pub fn slot<'a>(
        &self,
        file: &'a [u8],
        range: &Range<usize>,
        slot: usize,
    ) -> io::Result<&'a [u8]> {
        let before = self.units.get(range.start..slot).ok_or_else(damaged)?;
        let start: usize = before.iter().map(|units| *units as usize * UNIT).sum();
        let (sum, rest) =
            file.get(start..).and_then(<[u8]>::split_first_chunk::<4>).ok_or_else(damaged)?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or_else(damaged)?;
        let payload = rest.get(..u32::from_le_bytes(*length) as usize).ok_or_else(damaged)?;
        if seal::checksum(payload) == u32::from_le_bytes(*sum) {
            Ok(payload)
        } else {
            Err(damaged())
        }
    }
}

fn pack(payloads: &[Vec<u8>]) -> Vec<u8> {
    let mut file = Vec::new();
    for payload in payloads {
        file.extend_from_slice(&seal::checksum(payload).to_le_bytes());
        file.extend_from_slice(&(payload.len() as u32).to_le_bytes());
        file.extend_from_slice(payload);
        file.resize(file.len().next_multiple_of(UNIT), 0);
    }
    file
}

/// Rounded up to four binary digits, so that a site that grows does not move all of its files each time.
fn coarse(number: usize) -> usize {
    let step = 1 << number.max(1).ilog2().saturating_sub(3);
    number.next_multiple_of(step)
}
