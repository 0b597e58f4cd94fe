//! Progress: a line on the terminal while work lasts, with what is being done, how much of it, and how much is left.
//!
//! It appears after half a second, only for a person who watches, and is gone when the work is done.

use super::console::Console;
use super::messages;
use crate::language::Language;
use crate::stage::{Observed, Observer, Stage};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long work may last before anything is shown.
const DELAY: Duration = Duration::from_millis(500);
const REDRAW: Duration = Duration::from_millis(100);

/// How far the current stage is.
#[derive(Default)]
pub(super) struct Progress {
    stage: Mutex<Option<(Stage, usize)>>,
    /// How many things the stage has done; 0 if it does not say.
    done: AtomicUsize,
}

impl Observer for Progress {
    fn begin(&self, stage: Stage, count: usize) {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner) = Some((stage, count));
        self.done.store(0, Ordering::Relaxed);
    }

    fn advance(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Progress {
    /// Returns a progress, and the observer by which work tells it.
    pub fn observed() -> (Arc<Progress>, Observed) {
        let progress = Arc::new(Progress::default());
        (Arc::clone(&progress), Observed::by(vec![progress]))
    }

    /// Does work that tells this how far it is, and shows it meanwhile.
    pub fn show<T>(&self, console: &Console, work: impl FnOnce() -> T) -> T {
        let target = ProgressDrawTarget::stderr();
        if console.quiet || target.is_hidden() {
            return work();
        }
        let (done, waiting) = channel::<()>();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let is_working =
                    |time| waiting.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
                if is_working(DELAY) {
                    let bar = ProgressBar::with_draw_target(Some(0), target);
                    self.draw(&bar, console.language);
                    while is_working(REDRAW) {
                        self.draw(&bar, console.language);
                    }
                    bar.finish_and_clear();
                }
            });
            let result = work();
            drop(done);
            result
        })
    }

    fn draw(&self, bar: &ProgressBar, language: Language) {
        let stage = *self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((stage, count)) = stage else { return };
        let name = messages::stage_begins(stage).in_language(language).to_owned();
        if bar.message() != name {
            bar.reset_eta();
        }
        bar.set_message(name);
        let done = self.done.load(Ordering::Relaxed);
        let left = messages::time_left();
        let left = left.in_language(language);
        let template = match (count, done) {
            (0, _) => "{spinner} {msg}".to_owned(),
            (_, 0) => "{spinner} {msg} {len}".to_owned(),
            _ => format!("{{spinner}} {{msg}} {{bar:24}} {{pos}}/{{len}}  {left}"),
        };
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        bar.set_length(count as u64);
        bar.set_position(done as u64);
        bar.tick();
    }
}
