//! Formats diagnostics for the terminal, the browser and machines.
//!
//! The stages describe faults as values; only this module turns them into lines with carets, HTML, JSON or
//! annotations. Each format is a function that returns a string: printing is left to the caller.

pub mod edits;
mod excerpt;
pub mod github;
pub mod json;
pub mod overlay;
mod place;
pub mod sarif;
mod selection;
pub mod terminal;
mod wording;

pub use selection::Extent;
