//! A part of a changed paragraph, and in which text it stands.

/// A part of a changed paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub kind: RunKind,
    pub text: String,
}

/// In which of the two texts a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    Both,
    Older,
    Newer,
}
