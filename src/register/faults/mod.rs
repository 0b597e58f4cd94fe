//! Every message about documents among each other, one function each; each names both ends.

mod dates;
mod issuers;
mod numbers;
mod places;
mod references;

pub(super) use dates::*;
pub(super) use issuers::*;
pub use numbers::NUMBER_IN_TITLE;
pub(super) use numbers::*;
pub(super) use places::*;
pub(super) use references::*;
