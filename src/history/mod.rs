//! What git knows of the files: with which commit each came into the published branch, and with which it changed.
//!
//! [`disk`](crate::disk) runs git; here its answer is read ([`History::parse`]) and asked. History is an
//! input of a build like its date: it comes in through the options, and only the last commit of the branch counts, so that
//! the same commit gives the same site.

mod check;
mod commits;
mod faults;
mod parse;

pub use check::check;
pub use commits::{Commit, History, Unavailable};
pub use faults::unavailable;
