//! The words themselves, in chunks of a few documents: what a result shows, and what a found phrase is verified on.
//!
//! Each document lies in a slot of its own, sealed and compressed by itself. A server that answers ranges gives one
//! slot; any other gives the chunk.

use crate::search::fold::simplified;
use crate::search::seal::{self, Dictionary, damaged};
use crate::search::{Block, BlockKind, Record};
use std::collections::BTreeMap;
use std::io;

/// A control character parts the fields, as no text of ours holds any.
const FIELD: char = '\u{1f}';

/// The bytes that a record will take in a chunk, before compression.
pub fn size(record: &Record) -> usize {
    record.title.len() + record.blocks.iter().map(|block| block.text.len() + 1).sum::<usize>() + 64
}

/// Cuts the records, in order, into chunks of about `target` bytes: how many documents each holds.
pub fn chunk(sizes: impl Iterator<Item = usize>, target: usize) -> Vec<u8> {
    let mut counts = Vec::new();
    let (mut count, mut bytes) = (0u8, 0);
    for size in sizes {
        count += 1;
        bytes += size;
        if bytes >= target || count == u8::MAX {
            counts.push(count);
            (count, bytes) = (0, 0);
        }
    }
    if count > 0 {
        counts.push(count);
    }
    counts
}

/// Slots end on multiples of this, so that a byte or two tell their length.
pub const UNIT: usize = 64;
/// Checksum and length.
const HEAD: usize = 8;

/// The slots of some documents one after the other, and how many units each takes.
pub fn write(records: &[&Record], dictionary: &Dictionary) -> io::Result<(Vec<u8>, Vec<u16>)> {
    let texts: Vec<String> = records.iter().map(|record| write_record(record)).collect();
    let mut chunk = Vec::new();
    let mut units = Vec::with_capacity(records.len());
    for stream in dictionary.compress_all(&texts)? {
        let start = chunk.len();
        let length = u32::try_from(stream.len()).map_err(|_| damaged())?;
        chunk.extend_from_slice(&seal::checksum(&stream).to_le_bytes());
        chunk.extend_from_slice(&length.to_le_bytes());
        chunk.extend_from_slice(&stream);
        chunk.resize(start + (chunk.len() - start).next_multiple_of(UNIT), 0);
        units.push(((chunk.len() - start) / UNIT).try_into().unwrap_or(u16::MAX));
    }
    Ok((chunk, units))
}

/// One document as text. It opens with the folding pairs of the ideographs that it holds, so that a reader can verify a
/// traditional text without the whole table.
fn write_record(record: &Record) -> String {
    let number = record.number.as_deref().unwrap_or_default();
    let issuers = record.issuers.iter().map(|issuer| clean(issuer)).collect::<Vec<_>>().join("、");
    let head = [
        &record.url,
        &record.title,
        number,
        &issuers,
        &record.date,
        &record.category,
        &record.validity,
    ];
    let mut text = head.map(clean).join(&FIELD.to_string());
    for block in &record.blocks {
        text.push('\n');
        text.push(if block.kind == BlockKind::Heading { '#' } else { ' ' });
        text.push_str(&clean(&block.text));
    }
    let folding: BTreeMap<char, char> =
        text.chars().filter_map(|character| Some((character, simplified(character)?))).collect();
    let folding: String = folding.into_iter().flat_map(|(from, to)| [from, to]).collect();
    format!("{folding}{FIELD}{text}")
}

/// White space of any kind becomes one space; other control characters go.
fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            _ if character.is_whitespace() && !character.is_control() => cleaned.push(character),
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' => {
                if !cleaned.is_empty() && !cleaned.ends_with(' ') {
                    cleaned.push(' ');
                }
            }
            _ if character.is_control() => {}
            _ => cleaned.push(character),
        }
    }
    cleaned
}

/// Reads one document of a chunk; topics stay in the columns and are left empty.
pub fn read(chunk: &[u8], index: usize, primed: &[u8], length: usize) -> io::Result<Record> {
    let mut slot = chunk;
    for _ in 0..index {
        let (stream, _) = stream_of(slot)?;
        slot = slot.get((HEAD + stream.len()).next_multiple_of(UNIT)..).ok_or_else(damaged)?;
    }
    let (stream, sum) = stream_of(slot)?;
    if seal::checksum(stream) != u32::from_le_bytes(*sum) {
        return Err(damaged());
    }
    let text = seal::expand(primed, length, stream)?;
    read_record(std::str::from_utf8(&text).map_err(|_| damaged())?)
}

fn stream_of(slot: &[u8]) -> io::Result<(&[u8], &[u8; 4])> {
    let (sum, rest) = slot.split_first_chunk::<4>().ok_or_else(damaged)?;
    let (length, rest) = rest.split_first_chunk::<4>().ok_or_else(damaged)?;
    let stream = rest.get(..u32::from_le_bytes(*length) as usize).ok_or_else(damaged)?;
    Ok((stream, sum))
}

fn read_record(text: &str) -> io::Result<Record> {
    let mut lines = text.split('\n');
    let head: Vec<&str> = lines.next().unwrap_or_default().split(FIELD).collect();
    let [_folding, url, title, number, issuers, date, category, validity] = head[..] else {
        return Err(damaged());
    };
    let owned = |field: &str| field.to_owned();
    Ok(Record {
        url: owned(url),
        title: owned(title),
        number: (!number.is_empty()).then(|| owned(number)),
        issuers: issuers.split('、').filter(|issuer| !issuer.is_empty()).map(owned).collect(),
        date: owned(date),
        category: owned(category),
        topics: Vec::new(),
        validity: owned(validity),
        blocks: lines.map(read_block).collect(),
    })
}

fn read_block(line: &str) -> Block {
    let kind = if line.starts_with('#') { BlockKind::Heading } else { BlockKind::Text };
    Block { kind, text: line.chars().skip(1).collect() }
}
