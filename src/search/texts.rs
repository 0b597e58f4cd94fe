//! The words themselves, a document a slot: what a result shows, and what a found phrase is verified on.

use crate::search::fold::simplified;
use crate::search::seal::{Dictionary, damaged};
use crate::search::{Block, BlockKind, Record};
use encoding_rs::GB18030;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

/// A control character parts the fields, as no text of ours holds any.
const FIELD: char = '\u{1f}';

/// The documents, each compressed by itself.
pub fn write(records: &[&Record], dictionary: &Dictionary) -> io::Result<Vec<Vec<u8>>> {
    let texts: Vec<Vec<u8>> = records.iter().map(|record| encode(&write_record(record))).collect();
    dictionary.compress_all(&texts)
}

/// A byte that no text begins with, before those that are in UTF-8.
const UTF8: u8 = 0;

/// Ideographs take two bytes in GB 18030, which saves an eighth of the compressed text. What its editions of 2005 and
/// 2022 tell apart, or it has no code for, is left in UTF-8.
pub fn encode(text: &str) -> Vec<u8> {
    let settled = |character: char| {
        !matches!(character, '\u{1e3f}' | '\u{9fb4}'..='\u{9fbb}' | '\u{e000}'..='\u{f8ff}' | '\u{fe10}'..='\u{fe19}'
            | '\u{10000}'..)
    };
    let (bytes, _, unmappable) = GB18030.encode(text);
    if text.chars().all(settled) && !unmappable {
        return bytes.into_owned();
    }
    let mut bytes = vec![UTF8];
    bytes.extend_from_slice(text.as_bytes());
    bytes
}

fn decode(bytes: &[u8]) -> io::Result<Cow<'_, str>> {
    let read = match bytes.split_first() {
        Some((&UTF8, rest)) => std::str::from_utf8(rest).ok().map(Cow::Borrowed),
        _ => GB18030.decode_without_bom_handling_and_without_replacement(bytes),
    };
    read.ok_or_else(damaged)
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

/// Reads one document; topics stay in the columns and are left empty.
pub fn read(stream: &[u8], dictionary: &Dictionary) -> io::Result<Record> {
    read_record(&decode(&dictionary.expand(stream)?)?)
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
