//! The stages of a build, for whoever wants to know how it goes. No stage reads a clock: the caller does.

use std::fmt;
use std::sync::Arc;

/// A stage, in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Read,
    Parse,
    File,
    Compose,
    Link,
    Render,
    Output,
    Search,
    Print,
    Publish,
}

/// Is called when a stage begins, and so the one before ends, with how many things it works on: files, documents, pages.
pub trait Observer: Send + Sync {
    fn begin(&self, stage: Stage, count: usize);

    /// Is called when one of these things is done, by the stages of which each thing takes long.
    fn advance(&self) {}
}

/// The observers of a build, if it has any.
#[derive(Clone, Default)]
pub struct Observed(Vec<Arc<dyn Observer>>);

impl Observed {
    pub fn by(observers: Vec<Arc<dyn Observer>>) -> Observed {
        Observed(observers)
    }

    pub fn begin(&self, stage: Stage, count: usize) {
        self.0.iter().for_each(|observer| observer.begin(stage, count));
    }

    pub fn advance(&self) {
        self.0.iter().for_each(|observer| observer.advance());
    }
}

impl fmt::Debug for Observed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} observers", self.0.len())
    }
}
