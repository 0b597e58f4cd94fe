//! Reads the files of an index: shelves, lists, texts and columns, each checked before it is believed.

use crate::search::columns::{self, Column};
use crate::search::entry::{self, Entry, Segment};
use crate::search::seal::{self, Dictionary, damaged};
use crate::search::shard::{self, Level};
use crate::search::shelf::Shelf;
use crate::search::term::shard_of;
use crate::search::{Open, Record, texts};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::rc::Rc;

/// An opened index.
pub struct Reader<'a> {
    open: Open<'a>,
    pub entry: Entry,
    shelves: Vec<[Room; 3]>,
    dictionary: Dictionary,
    /// The files read so far, by path.
    held: RefCell<BTreeMap<String, Rc<Vec<u8>>>>,
}

/// A shelf and the slots of its files.
struct Room {
    shelf: Shelf,
    files: Vec<Range<usize>>,
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
        let bytes = seal::expand(&sealed(open, &entry.shelves)?)?;
        let rooms = |shelves: [Shelf; 3]| shelves.map(|shelf| Room { files: shelf.files(), shelf });
        let shelves =
            entry::read_shelves(&bytes, &entry.segments)?.into_iter().map(rooms).collect();
        let dictionary = Dictionary(seal::expand(&sealed(open, &entry.dictionary)?)?);
        Ok(Self { open, entry, shelves, dictionary, held: RefCell::default() })
    }

    pub fn documents(&self) -> u32 {
        self.entry.segments.iter().map(|segment| segment.documents).sum()
    }

    /// Every segment with its shelves and the id of its first document.
    fn segments(&self) -> impl Iterator<Item = (&Segment, &[Room; 3], u32)> {
        let mut next = 0;
        self.entry.segments.iter().zip(&self.shelves).map(move |(segment, rooms)| {
            let first = next;
            next += segment.documents;
            (segment, rooms, first)
        })
    }

    /// Calls `read` with the payload of a slot.
    fn slot<T>(
        &self,
        room: &Room,
        slot: usize,
        read: impl FnOnce(&[u8]) -> io::Result<T>,
    ) -> io::Result<T> {
        let file = room.files.partition_point(|range| range.end <= slot);
        let range = room.files.get(file).ok_or_else(damaged)?;
        let path = room.shelf.path(file)?;
        let held = self.held.borrow().get(&path).cloned();
        let bytes = match held {
            Some(bytes) => bytes,
            None => {
                let bytes = Rc::new((self.open)(&path)?);
                self.held.borrow_mut().insert(path, Rc::clone(&bytes));
                bytes
            }
        };
        read(room.shelf.slot(&bytes, range, slot)?)
    }

    /// The documents of a term in all segments, ascending.
    pub fn list(&self, space: Space, hash: u32) -> io::Result<Vec<(u32, Level)>> {
        let mut found = Vec::new();
        for (segment, [pairs, singles, _], first) in self.segments() {
            let room = match space {
                Space::Pairs => pairs,
                Space::Singles => singles,
            };
            let shards = room.shelf.plan.slots;
            let read = |shard: &[u8]| shard::look_up(shard, hash, shards, segment.documents);
            let list = self.slot(room, shard_of(hash, shards) as usize, read)?;
            found.extend(list.into_iter().map(|(id, level)| (first + id, level)));
        }
        Ok(found)
    }

    pub fn document(&self, document: u32) -> io::Result<Record> {
        let holds = |(segment, _, first): &(&Segment, &[Room; 3], u32)| {
            document < first + segment.documents
        };
        let (_, [_, _, texts], first) = self.segments().find(holds).ok_or_else(damaged)?;
        let read = |stream: &[u8]| texts::read(stream, &self.dictionary);
        self.slot(texts, (document - first) as usize, read)
    }

    pub fn columns(&self) -> io::Result<Vec<Column>> {
        let bytes = seal::expand(&sealed(self.open, &self.entry.columns)?)?;
        columns::read(&bytes, self.documents() as usize)
    }
}

fn sealed(open: Open, path: &str) -> io::Result<Vec<u8>> {
    seal::open(&open(path)?).map(<[u8]>::to_vec)
}
