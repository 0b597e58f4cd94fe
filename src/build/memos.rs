//! The results of the last build, which the next one takes where nothing has changed.

use crate::diagnostic::{Checked, Diagnostic};
use crate::document::Document;
use crate::memo::Memo;
use crate::theme;
use std::io;
use std::sync::Arc;

/// The files of the search index: address and bytes.
pub(super) type SearchFiles = io::Result<Vec<(String, Vec<u8>)>>;

/// The results of the last build, by stage.
pub struct Memos {
    pub(super) documents: Memo<Checked<Option<Arc<Document>>>>,
    pub(super) pages: Memo<Result<String, Box<Diagnostic>>>,
    pub(super) search: Memo<SearchFiles>,
    pub(super) cards: Memo<Vec<u8>>,
    pub(super) templates: Option<theme::Parsed>,
}

impl Memos {
    /// For a program that builds once.
    pub fn disabled() -> Memos {
        Memos {
            documents: Memo::disabled(),
            pages: Memo::disabled(),
            search: Memo::disabled(),
            cards: Memo::disabled(),
            templates: None,
        }
    }

    /// For a program that builds again and again.
    pub fn enabled() -> Memos {
        Memos {
            documents: Memo::enabled(),
            pages: Memo::enabled(),
            search: Memo::enabled(),
            cards: Memo::enabled(),
            templates: None,
        }
    }
}
