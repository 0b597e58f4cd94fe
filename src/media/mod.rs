//! Pictures of documents as they are published: without what cameras write into them, and in the sizes that screens need.
//!
//! A photo tells where and by whom it was taken. [`cleaned`] leaves that out of the copy that is published, without touching a
//! pixel; the editor's file stays as it is. [`variants()`] makes smaller copies, which a [`PictureCache`] keeps for the next build.
//! Neither knows of documents or disks.

mod cache;
mod clean;
mod decode;
mod faults;
mod jpeg;
mod limits;
mod png;
#[cfg(test)]
mod tests;
mod turn;
mod variants;
mod webp;

pub use cache::{NoCache, PictureCache};
pub use clean::cleaned;
pub use limits::check;
pub use variants::{Variant, Variants, WIDEST, variants};
