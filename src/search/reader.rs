//! Reads the files of an index; each is verified before it is used.

use crate::search::bucket::{self, bucket_of};
use crate::search::checksum::{damaged, verified};
use crate::search::columns::{self, Column};
use crate::search::deflate::{Dictionary, decompress};
use crate::search::entry::{self, Entry, Segment};
use crate::search::posting::Level;
use crate::search::record::Record;
use crate::search::slot_table::{self, SegmentStores};
use crate::search::store::Store;
use crate::search::texts;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::rc::Rc;

/// Reads a file of the index by its path below the site's `search/`.
pub type ReadFile<'a> = &'a dyn Fn(&str) -> io::Result<Vec<u8>>;

/// An opened index.
pub struct Reader<'a> {
    read_file: ReadFile<'a>,
    pub entry: Entry,
    stores: Vec<SegmentStores>,
    dictionary: Dictionary,
    /// The files read so far, by path.
    cache: RefCell<BTreeMap<String, Rc<Vec<u8>>>>,
}

/// Which of a segment's two posting stores holds a term.
#[derive(Debug, Clone, Copy)]
pub enum TermStore {
    Bigrams,
    Unigrams,
}

impl<'a> Reader<'a> {
    /// Opens an index: reads its entry, slot table and dictionary.
    pub fn new(read_file: ReadFile<'a>) -> io::Result<Self> {
        let entry: Entry = serde_json::from_slice(&read_file("search.json")?)?;
        if entry.format != entry::FORMAT {
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                "search.json has another format",
            ));
        }
        let table = read_compressed(read_file, &entry.slot_table)?;
        let stores = slot_table::decode(&table, &entry.segments)?;
        let dictionary = Dictionary(read_compressed(read_file, &entry.dictionary)?);
        Ok(Self { read_file, entry, stores, dictionary, cache: RefCell::default() })
    }

    /// Returns the paths of all files of the index; the entry file, which is published last, comes last.
    pub fn files(&self) -> io::Result<Vec<String>> {
        let Entry { slot_table, columns, dictionary, folding, suggestions, .. } = &self.entry;
        let named = [slot_table, columns, dictionary, folding, suggestions];
        let mut files: Vec<String> = named.into_iter().cloned().collect();
        for SegmentStores { bigrams, unigrams, texts } in &self.stores {
            for store in [bigrams, unigrams, texts] {
                for file in 0..store.file_count() {
                    files.push(store.path(file)?);
                }
            }
        }
        files.push("search.json".to_owned());
        Ok(files)
    }

    /// Returns how many documents there are.
    pub fn documents(&self) -> u32 {
        self.entry.segments.iter().map(|segment| segment.documents).sum()
    }

    /// Returns every segment with its stores and the id of its first document.
    fn segments(&self) -> impl Iterator<Item = (&Segment, &SegmentStores, u32)> {
        let mut next = 0;
        self.entry.segments.iter().zip(&self.stores).map(move |(segment, stores)| {
            let first = next;
            next += segment.documents;
            (segment, stores, first)
        })
    }

    /// Calls `decode` with the payload of a slot.
    fn read_slot<T>(
        &self,
        store: &Store,
        slot: usize,
        decode: impl FnOnce(&[u8]) -> io::Result<T>,
    ) -> io::Result<T> {
        let path = store.path(store.file_of(slot))?;
        let cached = self.cache.borrow().get(&path).cloned();
        let bytes = match cached {
            Some(bytes) => bytes,
            None => {
                let bytes = Rc::new((self.read_file)(&path)?);
                self.cache.borrow_mut().insert(path, Rc::clone(&bytes));
                bytes
            }
        };
        decode(store.payload(slot, &bytes)?)
    }

    /// Returns the documents of a term in all segments, ascending.
    pub fn list(&self, store: TermStore, hash: u32) -> io::Result<Vec<(u32, Level)>> {
        let mut found = Vec::new();
        for (segment, stores, first) in self.segments() {
            let store = match store {
                TermStore::Bigrams => &stores.bigrams,
                TermStore::Unigrams => &stores.unigrams,
            };
            let buckets = store.meta.slots;
            let look_up = |bytes: &[u8]| bucket::look_up(bytes, hash, buckets, segment.documents);
            let list = self.read_slot(store, bucket_of(hash, buckets) as usize, look_up)?;
            found.extend(list.into_iter().map(|(id, level)| (first + id, level)));
        }
        Ok(found)
    }

    pub fn document(&self, id: u32) -> io::Result<Record<'static>> {
        let contains =
            |(segment, _, first): &(&Segment, &SegmentStores, u32)| id < first + segment.documents;
        let (_, stores, first) = self.segments().find(contains).ok_or_else(damaged)?;
        let decode = |stream: &[u8]| texts::decode(stream, &self.dictionary);
        self.read_slot(&stores.texts, (id - first) as usize, decode)
    }

    pub fn columns(&self) -> io::Result<Vec<Column>> {
        let bytes = read_compressed(self.read_file, &self.entry.columns)?;
        columns::decode(&bytes, self.documents() as usize)
    }
}

fn read_compressed(read_file: ReadFile, path: &str) -> io::Result<Vec<u8>> {
    decompress(verified(&read_file(path)?)?)
}
