//! The list of all standards, on a page of its own or on that of a category.

use super::common::{DateView, DocumentLink};
use serde::Serialize;

/// `standards.html`: variables `title standards`.
#[derive(Clone, Debug, Serialize)]
pub struct StandardsPage {
    pub title: String,
    pub standards: StandardsView,
}

/// All standards.
#[derive(Clone, Debug, Serialize)]
pub struct StandardsView {
    /// The day for which the states hold.
    pub as_of: DateView,
    /// By what stands before the serial.
    pub groups: Vec<StandardGroup>,
}

/// The standards of one prefix.
#[derive(Clone, Debug, Serialize)]
pub struct StandardGroup {
    /// T/SDHA
    pub prefix: String,
    /// The id of its heading.
    pub anchor: String,
    /// By number; of one standard the newest edition first.
    pub editions: Vec<StandardEdition>,
}

/// One edition of a standard.
#[derive(Clone, Debug, Serialize)]
pub struct StandardEdition {
    /// T/SDHA 001—2026
    pub standard: String,
    pub document: DocumentLink,
    /// 实施日期
    pub effective: Option<DateView>,
    /// Whether a newer edition stands above.
    pub older: bool,
}
