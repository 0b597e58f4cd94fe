//! The one file with a fixed name, `search.json`: it names or counts all the others.
//!
//! The names of some two thousand files would themselves be a download. So files that change together share a folder
//! named by the hash of them all, and the file `shelves` holds three bytes for each such folder.

use crate::search::columns::planes;
use crate::search::seal::damaged;
use crate::search::shelf::{Plan, Shelf};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;

pub const FORMAT: u32 = 2;

#[derive(Debug, Serialize, Deserialize)]
pub struct Entry {
    pub format: u32,
    /// The path that every result's address is under.
    pub base: String,
    pub shelves: String,
    pub columns: String,
    pub dictionary: String,
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
    /// A triple is indexed where both of its pairs stand in at least so many documents; 0 for none.
    pub frequent: u32,
    pub pairs: Plan,
    pub singles: Plan,
    pub texts: Plan,
}

/// The kinds of a segment's shelves, as paths and the file `shelves` have them.
pub const KINDS: [char; 3] = ['p', 'u', 't'];

/// The number of planes; the units of all slots of all shelves in so many planes; three bytes a folder.
pub fn write_shelves(shelves: &[Shelf]) -> Vec<u8> {
    let units: Vec<u32> = shelves.iter().flat_map(|shelf| &shelf.units).copied().collect();
    let planes = planes(&units);
    let mut bytes = vec![planes.len().checked_div(units.len()).unwrap_or(1) as u8];
    bytes.extend(planes);
    for name in shelves.iter().flat_map(|shelf| &shelf.names) {
        let name = u32::from_str_radix(name, 16).unwrap_or_default();
        bytes.extend_from_slice(&name.to_be_bytes()[1..]);
    }
    bytes
}

/// The shelves of each segment, in the order of `KINDS`.
pub fn read_shelves(bytes: &[u8], segments: &[Segment]) -> io::Result<Vec<[Shelf; 3]>> {
    let plans = |segment: &Segment| [segment.pairs, segment.singles, segment.texts];
    let slots: usize = segments.iter().flat_map(plans).map(|plan| plan.slots as usize).sum();
    let (count, rest) = bytes.split_first().filter(|(count, _)| **count > 0).ok_or_else(damaged)?;
    let (planes, mut names) =
        rest.split_at_checked(slots * usize::from(*count)).ok_or_else(damaged)?;
    let units = |slot: usize| {
        let digits = planes[slot..].iter().step_by(slots);
        digits.rev().fold(0u32, |sum, byte| sum << 8 | u32::from(*byte))
    };
    let mut first = 0;
    let mut shelf = |segment: usize, kind: usize, plan: Plan| {
        let units = (first..first + plan.slots as usize).map(units).collect();
        first += plan.slots as usize;
        let mut shelf = Shelf { segment, kind: KINDS[kind], plan, units, names: Vec::new() };
        let folders = shelf.files().len().div_ceil(plan.together.max(1) as usize);
        let (own, left) = names.split_at_checked(3 * folders).ok_or_else(damaged)?;
        names = left;
        let hex = |name: &[u8]| name.iter().map(|byte| format!("{byte:02x}")).collect();
        shelf.names = own.chunks(3).map(hex).collect();
        Ok::<_, io::Error>(shelf)
    };
    let mut read = |(number, segment): (usize, &Segment)| {
        let [pairs, singles, texts] = plans(segment);
        Ok([shelf(number, 0, pairs)?, shelf(number, 1, singles)?, shelf(number, 2, texts)?])
    };
    segments.iter().enumerate().map(&mut read).collect()
}
