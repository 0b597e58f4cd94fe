//! Publishing: finished files reach the output folder, all of a build or none.
//!
//! A reader may ask for a page at any moment, and a build may be killed at any moment. So files
//! are staged beside the output while the build runs, and renamed into place only when it is
//! complete: what pages refer to first, then pages, then the index of the search; removals last.

mod changes;
mod crash_point;
mod lock;
mod manifest;
mod output_folder;
mod pending;
mod publication;
mod replace;

#[cfg(test)]
mod crash_tests;
#[cfg(test)]
mod interference_tests;
#[cfg(test)]
mod power_loss_tests;
#[cfg(test)]
mod publication_tests;
#[cfg(test)]
mod test_support;

pub use changes::Durability;
pub use output_folder::Ownership;
pub use publication::{Publication, Published};
