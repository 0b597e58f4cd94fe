//! `--timings`: how long each stage of a build took, and on how many things it worked.

use super::console::Console;
use super::messages;
use crate::stage::{Observer, Stage};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Notes when each stage begins.
#[derive(Default)]
pub(super) struct Timings(Mutex<Vec<(Stage, usize, Instant)>>);

impl Observer for Timings {
    fn begin(&self, stage: Stage, count: usize) {
        let mut begun = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        begun.push((stage, count, Instant::now()));
    }
}

impl Timings {
    /// Says how long each stage took until the next one began, the last one until now.
    pub fn report(&self, console: &Console) {
        let end = Instant::now();
        let begun = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let ends = begun.iter().skip(1).map(|(.., begin)| *begin).chain([end]);
        for ((stage, count, begin), end) in begun.iter().zip(ends) {
            console.status(&messages::stage_took(*stage, *count, end - *begin));
        }
    }
}
