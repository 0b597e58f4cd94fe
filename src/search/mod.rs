//! Full-text search in Chinese that finds every phrase: an index that a browser can query by downloading a few kilobytes.
//!
//! Text is split into tokens: single ideographs, words, numbers (`tokens`, folded by `fold`). Every bigram of neighbouring
//! tokens is a term with a posting list. A phrase is the intersection of its bigrams, verified on the text of the hits.
//! Words of letters and digits are found by any part (`word_parts`).
//! Posting lists and texts lie in small slots of stores, so that a query fetches little (`bucket`, `store`).
//! The same files are read by `query` here and by `engine.js` in the browser. `themes/official/search/FORMAT.md`
//! specifies them.

mod bits;
mod bucket;
mod byte_planes;
mod checksum;
mod columns;
mod deflate;
mod entry;
mod fold;
mod index;
mod invert;
mod list_encoding;
mod posting;
mod posting_groups;
mod posting_lists;
mod posting_runs;
mod query;
mod query_parser;
mod reader;
mod record;
mod slot_table;
mod store;
mod suggest;
mod term;
mod term_table;
mod texts;
mod tokens;
mod training;
mod word_parts;

pub use entry::FORMAT;
pub use index::{Settings, Stats, WriteFile, index};
pub use query::{Answer, Hit, Order, Query, query};
pub use reader::ReadFile;
pub use record::{Block, BlockKind, Record, Records};
pub use tokens::{Token, tokens};

use std::io;

/// Returns the paths of all files of the index that was made from `made_from`, the entry file last; `None` if this is another
/// index. An error if it cannot be read.
pub fn files_made_from(made_from: &str, read_file: ReadFile) -> io::Result<Option<Vec<String>>> {
    let reader = reader::Reader::new(read_file)?;
    if reader.entry.made_from.is_empty() || reader.entry.made_from != made_from {
        return Ok(None);
    }
    reader.files().map(Some)
}
