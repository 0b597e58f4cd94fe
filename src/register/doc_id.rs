//! The id by which stages refer to a filed document.

/// A document of the register: its index in
/// [`Register::entries`](crate::register::Register::entries).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub usize);
