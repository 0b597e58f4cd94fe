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
    Publish,
}

/// Is called when a stage begins, and so the one before ends, with how many things it works on: files, documents, pages.
pub trait Observer: Send + Sync {
    fn begin(&self, stage: Stage, count: usize);
}

/// The observer of a build, if it has one.
#[derive(Clone, Default)]
pub struct Observed(Option<Arc<dyn Observer>>);

impl Observed {
    pub fn by(observer: Arc<dyn Observer>) -> Observed {
        Observed(Some(observer))
    }

    pub fn begin(&self, stage: Stage, count: usize) {
        if let Some(observer) = &self.0 {
            observer.begin(stage, count);
        }
    }
}

impl fmt::Debug for Observed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Observed" } else { "unobserved" })
    }
}
