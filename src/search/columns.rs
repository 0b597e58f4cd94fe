//! Facet columns: the values of every document in each facet. The browser filters and counts with them.
//!
//! The values of a document in one facet form a set. The sets that occur are numbered, and the column stores the number
//! of each document's set in byte planes.

use crate::search::byte_planes;
use crate::search::checksum::damaged;
use crate::search::record::{Ordered, Record};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;

/// The facets, in the order in which readers see them.
pub const FACETS: [&str; 6] = ["kind", "category", "year", "issuer", "topic", "validity"];

/// The column by which documents are narrowed to a range of days; no facet, because its values are too many to choose from.
pub const DATE: &str = "date";

/// One facet: its values, the sets of values that occur, and the set of each document.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Column {
    pub name: String,
    pub values: Vec<String>,
    /// Sets of indices into `values`.
    pub sets: Vec<Vec<u32>>,
    /// For each document the index of its set.
    #[serde(skip)]
    pub document_sets: Vec<u32>,
}

/// Returns the values of a record in each facet, in `further` ones, and its date; none for a page without a date in `year`, for example.
fn values_of(record: Record, further: &[String]) -> Vec<Vec<String>> {
    let [category, year, validity, date] =
        [record.category, record.year, record.validity, record.date].map(|value| vec![value]);
    let of_facet = |name: &String| {
        let own = record.facets.iter().filter(|(facet, _)| facet == name);
        own.map(|(_, value)| value.clone()).collect()
    };
    let mut values = vec![record.kinds, category, year, record.issuers, record.topics, validity];
    values.extend(further.iter().map(of_facet));
    values.push(date);
    values.iter_mut().for_each(|values| values.retain(|value| !value.is_empty()));
    values
}

/// Makes the columns of records that stand in the order of their ids, with these `further` facets.
pub fn columns(records: Ordered, further: &[String]) -> Vec<Column> {
    let names = || FACETS.into_iter().chain(further.iter().map(String::as_str)).chain([DATE]);
    let mut facets: Vec<Vec<Vec<String>>> =
        names().map(|_| Vec::with_capacity(records.len())).collect();
    for record in records.iter() {
        let values = values_of(record, further);
        values.into_iter().zip(&mut facets).for_each(|(values, all)| all.push(values));
    }
    let columns = names().zip(facets);
    columns.map(|(facet, by_record)| column(facet, &by_record)).collect()
}

/// Makes the column of a facet from the values of each record.
fn column(facet: &str, by_record: &[Vec<String>]) -> Column {
    let mut values: BTreeMap<String, u32> = BTreeMap::new();
    values.extend(by_record.iter().flatten().map(|value| (value.clone(), 0)));
    values.values_mut().zip(0..).for_each(|(id, next)| *id = next);
    let ids: Vec<Vec<u32>> = by_record
        .iter()
        .map(|own| {
            let mut set: Vec<u32> =
                own.iter().filter_map(|value| values.get(value).copied()).collect();
            set.sort_unstable();
            set.dedup();
            set
        })
        .collect();
    let mut sets: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
    sets.extend(ids.iter().map(|set| (set.clone(), 0)));
    sets.values_mut().zip(0..).for_each(|(id, next)| *id = next);
    Column {
        name: facet.to_owned(),
        values: values.into_keys().collect(),
        document_sets: ids.iter().map(|set| sets.get(set).copied().unwrap_or_default()).collect(),
        sets: sets.into_keys().collect(),
    }
}

/// Encodes the columns as one file: a line of JSON, then the byte planes of each column.
pub fn encode(columns: &[Column]) -> io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(columns)?;
    bytes.push(b'\n');
    for column in columns {
        bytes.extend(byte_planes::encode(&column.document_sets));
    }
    Ok(bytes)
}

/// Decodes the columns of `documents` documents.
pub fn decode(bytes: &[u8], documents: usize) -> io::Result<Vec<Column>> {
    let end = bytes.iter().position(|byte| *byte == b'\n').ok_or_else(damaged)?;
    let mut columns: Vec<Column> = serde_json::from_slice(&bytes[..end])?;
    let mut rest = &bytes[end + 1..];
    for column in &mut columns {
        // Every set occurs, so the largest number is that of the last.
        let largest = u32::try_from(column.sets.len().saturating_sub(1)).map_err(|_| damaged())?;
        let length = byte_planes::plane_count(largest) * documents;
        let (planes, others) = rest.split_at_checked(length).ok_or_else(damaged)?;
        column.document_sets = byte_planes::decode(planes, documents);
        rest = others;
    }
    Ok(columns)
}
