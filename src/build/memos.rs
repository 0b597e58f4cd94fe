//! The results of the last build, which the next one takes where nothing has changed.

use super::search::IndexMemo;
use crate::diagnostic::{Checked, Diagnostic};
use crate::document::Document;
use crate::memo::Memo;
use crate::theme;
use std::sync::Arc;

/// The results of the last build, by stage.
pub struct Memos {
    pub(super) documents: Memo<Checked<Option<Arc<Document>>>>,
    pub(super) inspections: Memo<Vec<Diagnostic>>,
    pub(super) search: IndexMemo,
    pub(super) cards: Memo<Arc<[u8]>>,
    pub(super) templates: Option<theme::Parsed>,
}

impl Memos {
    /// For a program that builds once.
    pub fn disabled() -> Memos {
        Memos {
            documents: Memo::disabled(),
            inspections: Memo::disabled(),
            search: IndexMemo::default(),
            cards: Memo::disabled(),
            templates: None,
        }
    }

    /// For a program that builds again and again.
    pub fn enabled() -> Memos {
        Memos {
            documents: Memo::enabled(),
            inspections: Memo::enabled(),
            search: IndexMemo::enabled(),
            cards: Memo::enabled(),
            templates: None,
        }
    }
}
