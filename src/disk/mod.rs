//! The disk: the one room that reads and writes files.
//!
//! Everything else works on a [`Tree`](crate::source::Tree) that was read and hands what it made
//! to a [`Sink`](crate::output::Sink). So a build can be tried, previewed and tested without
//! touching anything, and what could harm an editor's files or a published site is all in here.
#![allow(
    clippy::disallowed_methods,
    reason = "this room is where files are read and written; clippy.toml fences the others"
)]

mod create;
mod mend;
mod names;
mod publish;
mod published;
mod refusal;
mod repository;
mod temporary;
mod tree;
mod watch;
mod write;

#[cfg(all(test, unix))]
mod planted;
#[cfg(test)]
mod scratch;

pub use create::{create_new, write_over};
pub use mend::{Change, Mended, apply, rehearse};
pub use publish::{Publication, Published};
pub use published::read_published;
pub use refusal::{Refusal, chinese};
pub use repository::{place_in_folder, place_in_repository};
pub use temporary::{TemporaryFolder, first_file};
pub use tree::read;
pub use watch::{Watcher, watch};
