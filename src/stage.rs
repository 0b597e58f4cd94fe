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
    Pictures,
    Render,
    Output,
    Search,
    Publish,
}

impl Stage {
    pub const ALL: [Stage; 10] = [
        Stage::Read,
        Stage::Parse,
        Stage::File,
        Stage::Compose,
        Stage::Link,
        Stage::Pictures,
        Stage::Render,
        Stage::Output,
        Stage::Search,
        Stage::Publish,
    ];
}

/// Is called when a stage begins, and so the one before ends, with how many things it works on: files, documents, pages.
pub trait Observer: Send + Sync {
    fn begin(&self, stage: Stage, count: usize);
}

/// The observers of a build.
#[derive(Clone, Default)]
pub struct Observed(Vec<Arc<dyn Observer>>);

impl Observed {
    pub fn by(observer: Arc<dyn Observer>) -> Observed {
        Observed(vec![observer])
    }

    /// Adds another observer.
    pub fn and(mut self, observer: Arc<dyn Observer>) -> Observed {
        self.0.push(observer);
        self
    }

    pub fn begin(&self, stage: Stage, count: usize) {
        for observer in &self.0 {
            observer.begin(stage, count);
        }
    }
}

impl fmt::Debug for Observed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Observed by {}", self.0.len())
    }
}
