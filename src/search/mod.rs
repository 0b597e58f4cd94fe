//! Full-text search in Chinese that finds every phrase: an index that a browser can query by downloading a few kilobytes.
//!
//! Text is split into tokens: single ideographs, words, numbers (`tokens`, folded by `fold`). Every bigram of neighbouring
//! tokens is a term with a posting list. A phrase is the intersection of its bigrams, verified on the text of the hits.
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
mod posting_lists;
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

pub use index::{Settings, Stats, WriteFile, index};
pub use query::{Answer, Hit, Order, Query, query};
pub use reader::ReadFile;
pub use record::{Block, BlockKind, Record};
pub use tokens::{Token, tokens};
