//! The disk: the only module that reads and writes files.
//!
//! All others work on a [`Tree`](crate::source::Tree) that was read here and hand their results to
//! a [`Sink`](crate::output::Sink). So a build can be checked, previewed and tested without
//! touching any file, and all code that could harm an editor's files or a published site is here.
//! A `path` is inside the site or the output; a `place` is where that is on the disk.
#![allow(
    clippy::disallowed_methods,
    reason = "this module is where files are read and written; clippy.toml fences the others"
)]

mod apply_edits;
mod create;
mod error;
mod files_below;
mod messages;
mod paths;
mod picture_folder;
mod publish;
mod published_records;
mod read_file;
mod read_history;
mod read_published;
mod read_site;
mod site_files;
mod temp_folder;
mod watch;
mod write;

#[cfg(test)]
mod scratch;
#[cfg(all(test, unix))]
mod symlink_tests;

pub use apply_edits::{AppliedFixes, apply_fixes, dry_run};
pub use create::{create_new, overwrite};
pub use error::{DiskError, chain_in_chinese};
pub use files_below::{files_below, is_folder};
pub use paths::{first_existing_file, path_in_folder, path_in_repository};
pub use picture_folder::PictureFolder;
pub use publish::{Durability, Ownership, Publication, Published};
pub use published_records::published_records;
pub use read_file::{read_beside, read_file};
pub use read_history::{LastHistory, read_history};
pub use read_published::read_published;
pub use read_site::{LastRead, read, read_again, read_heads};
pub use temp_folder::TempFolder;
pub use watch::{Watcher, watch};
