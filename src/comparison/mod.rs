//! What has changed between two texts: paragraph by paragraph, in a changed paragraph by sentence, and in
//! a changed sentence by Han character.
//!
//! The differences of a sequence are found by `imara-diff`, whose variant of Myers' algorithm gives up the
//! shortest result where that would be expensive: its cost is bounded whatever the texts are. So is that
//! of the rest ([`rows()`]), which no clock ends, because equal texts must give equal pages.

mod changed;
mod pieces;
mod rows;
mod run;
mod similarity;

pub use rows::{Row, rows};
pub use run::{Run, RunKind};
pub use similarity::{Profile, similarity};
