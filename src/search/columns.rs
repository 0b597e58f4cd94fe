//! What every document is filed under, one column a facet: the browser filters and counts with it.
//!
//! A document's values in one facet form a set; sets are numbered, and the column holds the number of each document's
//! set as planes of bytes, which deflate shrinks to the entropy of the facet.

use crate::search::Record;
use crate::search::seal::damaged;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;

/// The facets, in the order in which readers see them.
pub const FACETS: [&str; 5] = ["category", "issuer", "year", "topic", "validity"];

/// One facet: its values, the sets of values that occur, and the set of each document.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Column {
    pub name: String,
    pub values: Vec<String>,
    pub sets: Vec<Vec<u32>>,
    #[serde(skip)]
    pub documents: Vec<u32>,
}

/// The values of a record in a facet; what has none, a page without a date say, is under no value.
fn values_of(record: &Record, facet: &str) -> Vec<String> {
    let mut values = match facet {
        "category" => vec![record.category.clone()],
        "issuer" => record.issuers.clone(),
        "year" => vec![record.date.chars().take(4).collect()],
        "topic" => record.topics.clone(),
        _ => vec![record.validity.clone()],
    };
    values.retain(|value| !value.is_empty());
    values
}

/// The columns of the records, in the order of their ids.
pub fn columns(records: &[&Record]) -> Vec<Column> {
    FACETS.iter().map(|facet| column(records, facet)).collect()
}

fn column(records: &[&Record], facet: &str) -> Column {
    let mut values: BTreeMap<String, u32> = BTreeMap::new();
    let chosen: Vec<Vec<String>> = records.iter().map(|record| values_of(record, facet)).collect();
    values.extend(chosen.iter().flatten().map(|value| (value.clone(), 0)));
    values.values_mut().zip(0..).for_each(|(id, next)| *id = next);
    let mut sets: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
    let ids: Vec<Vec<u32>> = chosen
        .iter()
        .map(|chosen| {
            let mut set: Vec<u32> =
                chosen.iter().filter_map(|value| values.get(value).copied()).collect();
            set.sort_unstable();
            set.dedup();
            set
        })
        .collect();
    sets.extend(ids.iter().map(|set| (set.clone(), 0)));
    sets.values_mut().zip(0..).for_each(|(id, next)| *id = next);
    Column {
        name: facet.to_owned(),
        values: values.into_keys().collect(),
        documents: ids.iter().map(|set| sets.get(set).copied().unwrap_or_default()).collect(),
        sets: sets.into_keys().collect(),
    }
}

/// The columns as one file: a line of JSON, then the planes of each column.
pub fn write(columns: &[Column]) -> io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(columns)?;
    bytes.push(b'\n');
    for column in columns {
        bytes.extend(planes(&column.documents));
    }
    Ok(bytes)
}

/// The lowest bytes of all numbers, then, if one is above 255, the next, and so on.
pub fn planes(numbers: &[u32]) -> Vec<u8> {
    let most = numbers.iter().copied().max().unwrap_or_default();
    let planes = (32 - most.leading_zeros()).div_ceil(8).max(1);
    let plane = |place: u32| numbers.iter().map(move |number| (number >> (8 * place)) as u8);
    (0..planes).flat_map(plane).collect()
}

/// Reads the columns of `documents` documents.
pub fn read(bytes: &[u8], documents: usize) -> io::Result<Vec<Column>> {
    let end = bytes.iter().position(|byte| *byte == b'\n').ok_or_else(damaged)?;
    let mut columns: Vec<Column> = serde_json::from_slice(&bytes[..end])?;
    let mut planes = bytes[end + 1..].chunks_exact(documents.max(1));
    for column in &mut columns {
        column.documents =
            planes.next().unwrap_or_default().iter().map(|byte| u32::from(*byte)).collect();
        if column.documents.len() != documents {
            return Err(damaged());
        }
        for place in 1..plane_count(column.sets.len()) {
            let plane = planes.next().ok_or_else(damaged)?;
            for (set, byte) in column.documents.iter_mut().zip(plane) {
                *set |= u32::from(*byte) << (8 * place);
            }
        }
    }
    Ok(columns)
}

/// How many planes the numbers of so many sets take; each number occurs.
fn plane_count(sets: usize) -> u32 {
    (usize::BITS - sets.saturating_sub(1).leading_zeros()).div_ceil(8).max(1)
}
