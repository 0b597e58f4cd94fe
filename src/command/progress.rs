//! A bar on the terminal that shows how far work has got, for work that lasts.
//!
//! It is drawn on stderr if a person is watching, not before half a second has passed, and is gone when the work is done. What
//! is drawn on has no other output meanwhile.

use super::messages;
use crate::language::Language;
use crate::stage::{Observer, Stage};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long work may last before anything is drawn.
const DELAY: Duration = Duration::from_millis(500);

/// How often the bar moves while nothing else changes.
const TICK: Duration = Duration::from_millis(120);

/// Variables by which users, and machines without them, ask for plain output.
const PLAIN: [&str; 2] = ["CI", "NO_COLOR"];

/// The progress of some work. When it is dropped the bar is removed.
pub(super) struct Progress {
    bar: Bar,
    /// Until this is closed the bar may still appear.
    work: Option<Sender<()>>,
    timer: Option<JoinHandle<()>>,
}

/// What the stages of a build move.
#[derive(Clone)]
pub(super) struct Bar {
    bar: ProgressBar,
    language: Language,
}

impl Progress {
    /// Begins some work, about which nothing is drawn if `quiet`, or if nobody is watching.
    pub fn begin(language: Language, quiet: bool) -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let mut progress = Progress { bar: Bar { bar, language }, work: None, timer: None };
        let variable = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_none_or(|terminal| terminal == "dumb");
        if may_draw(quiet, std::io::stderr().is_terminal() && !is_dumb, variable) {
            let (work, waiting) = channel::<()>();
            let bar = progress.bar.bar.clone();
            progress.work = Some(work);
            progress.timer = Some(thread::spawn(move || {
                if waiting.recv_timeout(DELAY) == Err(RecvTimeoutError::Timeout) {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(TICK);
                }
            }));
        }
        progress
    }

    /// Returns what observes the stages of a build.
    pub fn stages(&self) -> Bar {
        self.bar.clone()
    }

    /// Begins to print so many papers.
    pub fn begin_printing(&self, count: usize) {
        let Bar { bar, language } = &self.bar;
        let language = *language;
        let left = move |state: &ProgressState, text: &mut dyn Write| {
            let seconds = state.eta().as_secs();
            // Nothing is known before the first one is printed.
            if state.pos() > 0 {
                let _ = text.write_str(messages::time_left(seconds).in_language(language));
            }
        };
        bar.reset();
        bar.set_style(
            style("{spinner} {msg} [{bar:24}] {pos}/{len} {left}").with_key("left", left),
        );
        bar.set_message(messages::printing().in_language(language).to_owned());
        bar.set_length(count as u64);
    }

    /// Begins to convert a file by another program, which does not say how far it has got.
    pub fn begin_converting(&self) {
        let Bar { bar, language } = &self.bar;
        bar.set_style(style("{spinner} {msg}"));
        bar.set_message(messages::importing().in_language(*language).to_owned());
    }

    /// Says that one more is printed.
    pub fn advance(&self) {
        self.bar.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.work.take());
        if let Some(timer) = self.timer.take() {
            let _ = timer.join();
        }
        self.bar.bar.finish_and_clear();
    }
}

impl Observer for Bar {
    fn begin(&self, stage: Stage, count: usize) {
        let before = Stage::ALL.iter().take_while(|other| **other != stage).count();
        if self.bar.length().is_none() {
            self.bar.set_style(style("{spinner} [{bar:24}] {msg}"));
            self.bar.set_length(Stage::ALL.len() as u64);
        }
        self.bar.set_position(before as u64);
        let name = messages::stage(stage, count);
        self.bar.set_message(name.in_language(self.language).to_owned());
    }
}

/// Returns whether a bar may be drawn. `variable` says whether a variable of the environment is set.
fn may_draw(quiet: bool, is_terminal: bool, variable: impl Fn(&str) -> bool) -> bool {
    !quiet && is_terminal && !PLAIN.iter().any(|name| variable(name))
}

/// Returns a style. All of them are right, which the tests of the command see; a wrong one would be a plain bar.
fn style(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template);
    style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> ")
}

#[cfg(test)]
mod tests {
    use super::may_draw;

    #[test]
    fn bar_is_drawn_only_where_it_is_wanted() {
        let nothing = |_: &str| false;
        assert!(may_draw(false, true, nothing));
        assert!(!may_draw(true, true, nothing), "--quiet");
        assert!(!may_draw(false, false, nothing), "a pipe");
        for variable in ["CI", "NO_COLOR"] {
            assert!(!may_draw(false, true, |name| name == variable), "{variable}");
        }
    }
}
