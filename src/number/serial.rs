//! 顺序号, the serial of a document number.

use std::fmt;

/// 顺序号, with the sub-number that supplements carry: 1, 914-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Serial {
    pub number: u32,
    pub sub: Option<u32>,
}

impl Serial {
    pub fn new(number: u32) -> Serial {
        Serial { number, sub: None }
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        self.sub.map_or(Ok(()), |sub| write!(f, "-{sub}"))
    }
}
