//! Reads the files of an index: names, shards, chunks and columns, each checked before it is believed.

use crate::search::columns::{self, Column};
use crate::search::entry::{self, Entry, Names};
use crate::search::seal::{self, damaged};
use crate::search::shard::{self, Level};
use crate::search::term::shard_of;
use crate::search::{Open, Record, texts};
use std::io;

/// An opened index.
pub struct Reader<'a> {
    open: Open<'a>,
    pub entry: Entry,
    names: Vec<Names>,
    primed: Vec<u8>,
}

/// Which of a segment's two spaces a term lives in.
#[derive(Debug, Clone, Copy)]
pub enum Space {
    Pairs,
    Singles,
}

impl<'a> Reader<'a> {
    pub fn new(open: Open<'a>) -> io::Result<Self> {
        let entry: Entry = serde_json::from_slice(&open("search.json")?)?;
        if entry.format != entry::FORMAT {
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                "search.json has another format",
            ));
        }
        let names = entry::read_names(
            &seal::expand(&[], 0, &sealed(open, &entry.names)?)?,
            &entry.segments,
        )?;
        let primed = sealed(open, &entry.dictionary)?;
        Ok(Self { open, entry, names, primed })
    }

    pub fn documents(&self) -> u32 {
        self.entry.segments.iter().map(|segment| segment.documents).sum()
    }

    /// The documents of a term in all segments, ascending.
    pub fn list(&self, space: Space, hash: u32) -> io::Result<Vec<(u32, Level)>> {
        let mut found = Vec::new();
        let mut first = 0;
        for (number, (segment, names)) in self.entry.segments.iter().zip(&self.names).enumerate() {
            let (kind, shards, name) = match space {
                Space::Pairs => ('p', segment.pairs, &names.pairs),
                Space::Singles => ('u', segment.singles, &names.singles),
            };
            let path = entry::path(number, kind, name, shard_of(hash, shards) as usize);
            let list = shard::look_up(&sealed(self.open, &path)?, hash, shards, segment.documents)?;
            found.extend(list.into_iter().map(|(id, level)| (first + id, level)));
            first += segment.documents;
        }
        Ok(found)
    }

    /// The text of one document.
    pub fn document(&self, document: u32) -> io::Result<Record> {
        let mut first = 0;
        for (segment, names) in self.names.iter().enumerate() {
            for (index, count) in names.counts.iter().enumerate() {
                let end = first + u32::from(*count);
                if document < end {
                    let name = names.texts.get(index / entry::TOGETHER).ok_or_else(damaged)?;
                    let chunk = (self.open)(&entry::path(segment, 't', name, index))?;
                    let place = (document - first) as usize;
                    return texts::read(&chunk, place, &self.primed, self.entry.dictionary_length);
                }
                first = end;
            }
        }
        Err(damaged())
    }

    pub fn columns(&self) -> io::Result<Vec<Column>> {
        let bytes = seal::expand(&[], 0, &sealed(self.open, &self.entry.columns)?)?;
        columns::read(&bytes, self.documents() as usize)
    }
}

fn sealed(open: Open, path: &str) -> io::Result<Vec<u8>> {
    seal::open(&open(path)?).map(<[u8]>::to_vec)
}
