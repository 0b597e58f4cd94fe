//! The text store: each document with its fields, from which results are shown and phrases are verified.

use crate::search::checksum::damaged;
use crate::search::deflate::Dictionary;
use crate::search::fold::simplified;
use crate::search::record::{Block, BlockKind, Ordered, Record};
use encoding_rs::GB18030;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

/// Separates the fields: `clean` removes control characters from texts.
const FIELD_SEPARATOR: char = '\u{1f}';
const TOPIC_SEPARATOR: &str = "\u{1e}";

/// Encodes documents, each compressed separately.
pub fn encode_all(records: Ordered, dictionary: &Dictionary) -> io::Result<Vec<Vec<u8>>> {
    let texts: Vec<Vec<u8>> = records.iter().map(|record| encode(&write_record(&record))).collect();
    dictionary.compress_all(&texts)
}

/// Marks a text in UTF-8; no text in GB 18030 begins with it.
const UTF8_MARK: u8 = 0;

/// Encodes a text in GB 18030, where an ideograph takes two bytes: this saves an eighth of the compressed size. A text
/// with characters that its editions of 2005 and 2022 map differently, or that it cannot encode, is left in UTF-8.
pub fn encode(text: &str) -> Vec<u8> {
    let is_stable = |character: char| {
        !matches!(character, '\u{1e3f}' | '\u{9fb4}'..='\u{9fbb}' | '\u{e000}'..='\u{f8ff}' | '\u{fe10}'..='\u{fe19}'
            | '\u{10000}'..)
    };
    let (bytes, _, unmappable) = GB18030.encode(text);
    if text.chars().all(is_stable) && !unmappable {
        return bytes.into_owned();
    }
    let mut bytes = vec![UTF8_MARK];
    bytes.extend_from_slice(text.as_bytes());
    bytes
}

fn decode_text(bytes: &[u8]) -> io::Result<Cow<'_, str>> {
    let text = match bytes.split_first() {
        Some((&UTF8_MARK, rest)) => std::str::from_utf8(rest).ok().map(Cow::Borrowed),
        _ => GB18030.decode_without_bom_handling_and_without_replacement(bytes),
    };
    text.ok_or_else(damaged)
}

/// Writes one document as text. It begins with the folding pairs of its ideographs, so that a reader can verify a
/// traditional text without the whole table.
fn write_record(record: &Record) -> String {
    let number = record.number.as_deref().unwrap_or_default();
    let joined = |names: &[String], separator: &str| {
        names.iter().map(|name| clean(name)).collect::<Vec<_>>().join(separator)
    };
    let issuers = joined(&record.issuers, "、");
    let topics = joined(&record.topics, TOPIC_SEPARATOR);
    let head = [
        &record.url,
        &record.title,
        number,
        &issuers,
        &record.date,
        &record.category,
        &record.validity,
        &record.genre,
    ];
    let mut text = head.map(|field| clean(field)).join(&FIELD_SEPARATOR.to_string());
    text.push(FIELD_SEPARATOR);
    text.push_str(&topics);
    for block in &record.blocks {
        text.push('\n');
        text.push(if block.kind == BlockKind::Heading { '#' } else { ' ' });
        text.push_str(&clean(&block.text));
    }
    let mut folding: BTreeMap<char, char> = BTreeMap::new();
    for character in text.chars() {
        if let Some(simple) = simplified(character) {
            folding.insert(character, simple);
        }
    }
    let folding: String = folding.into_iter().flat_map(|(from, to)| [from, to]).collect();
    format!("{folding}{FIELD_SEPARATOR}{text}")
}

/// Replaces control characters that are white space by single spaces, and removes the others.
fn clean(text: &str) -> Cow<'_, str> {
    // Nearly all texts have none, and to find that takes no look at characters: in UTF-8 these are single bytes, or follow C2.
    if !text.bytes().any(|byte| matches!(byte, 0..0x20 | 0x7f | 0xc2)) {
        return Cow::Borrowed(text);
    }
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
    Cow::Owned(cleaned)
}

/// Decodes one document; year and kinds are left empty, because only the columns hold them.
pub fn decode(stream: &[u8], dictionary: &Dictionary) -> io::Result<Record<'static>> {
    read_record(&decode_text(&dictionary.decompress(stream)?)?)
}

fn read_record(text: &str) -> io::Result<Record<'static>> {
    let mut lines = text.split('\n');
    let head: Vec<&str> = lines.next().unwrap_or_default().split(FIELD_SEPARATOR).collect();
    let [_folding, url, title, number, issuers, date, category, validity, genre, topics] = head[..]
    else {
        return Err(damaged());
    };
    let owned = |field: &str| field.to_owned();
    Ok(Record {
        url: owned(url),
        title: owned(title),
        number: (!number.is_empty()).then(|| owned(number)),
        issuers: issuers.split('、').filter(|issuer| !issuer.is_empty()).map(owned).collect(),
        date: owned(date),
        year: String::new(),
        kinds: Vec::new(),
        category: owned(category),
        topics: topics
            .split(TOPIC_SEPARATOR)
            .filter(|topic| !topic.is_empty())
            .map(owned)
            .collect(),
        genre: owned(genre),
        validity: owned(validity),
        facets: Vec::new(),
        blocks: lines.map(read_block).collect(),
    })
}

fn read_block(line: &str) -> Block<'static> {
    let kind = if line.starts_with('#') { BlockKind::Heading } else { BlockKind::Text };
    Block { kind, text: line.chars().skip(1).collect::<String>().into() }
}
