//! A posting: one document in the list of one term.

/// How prominent a term is in a document, in ascending order; ranking weighs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Text,
    /// In plain text, three times or more.
    Often,
    Heading,
    Title,
}

impl Level {
    pub fn from_code(code: u32) -> Self {
        [Self::Text, Self::Often, Self::Heading, Self::Title][code.min(3) as usize]
    }
}

/// One document in the list of one term, packed so that millions sort fast: hash, document, level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting(u64);

impl Posting {
    pub fn new(hash: u32, document: u32, level: Level) -> Self {
        Self(u64::from(hash) << 32 | u64::from(document) << 2 | level as u64)
    }

    pub fn hash(self) -> u32 {
        (self.0 >> 32) as u32
    }

    pub fn document(self) -> u32 {
        (self.0 as u32) >> 2
    }

    pub fn level(self) -> u32 {
        self.0 as u32 & 3
    }
}
