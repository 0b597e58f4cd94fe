//! The commands: each thin, one file each. Here meet the pipeline, the disk and the screen.

mod build;
mod check;
mod filing;
mod fix;
mod init;
mod new;
mod number;
mod paper;
mod search;
mod serve;
mod spoken;

use crate::build::Options;
use crate::cli;
use crate::config::BaseUrl;
use crate::date::{self, Moment, Parsed};
use crate::diagnostic::Diagnostic;
use crate::failure;
use crate::invisible;
use crate::language::Language;
use crate::register::time_zone;
use crate::report::{Extent, terminal};
use crate::source::Tree;
use anyhow::bail;
use clap::ArgMatches;
use clap::error::ErrorKind;
use jiff::tz::TimeZone;
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

/// How long work may last before a word is said.
const PATIENCE: Duration = Duration::from_secs(1);

/// How a command ended, when the machine did its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// The content has errors.
    Faulty,
}

/// What every command needs to know: how to speak, and how much.
pub struct Voice {
    language: Language,
    quiet: bool,
}

impl Voice {
    /// A line for people, on stderr; not when quiet.
    fn say(&self, zh: &str, en: &str) {
        if !self.quiet {
            self.always(self.language.pick(zh, en));
        }
    }

    fn pick<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        self.language.pick(zh, en)
    }

    fn always(&self, line: &str) {
        // Names of files are in it, which may be from anybody. A closed stderr is nobody to
        // complain to.
        let _ = writeln!(anstream::stderr(), "{}", invisible::escape_for_terminal(line));
    }

    /// Does work; if it lasts and a person is watching, says that it goes on.
    fn while_working<T>(&self, zh: &str, en: &str, work: impl FnOnce() -> T) -> T {
        if self.quiet || !std::io::stderr().is_terminal() {
            return work();
        }
        let (done, waiting) = std::sync::mpsc::channel::<()>();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                if waiting.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    self.always(self.language.pick(zh, en));
                }
            });
            let result = work();
            drop(done);
            result
        })
    }

    /// Diagnostics with the lines they are about, on stderr; warnings not when quiet.
    fn report(&self, diagnostics: &[Diagnostic], tree: &Tree) {
        self.report_to(Extent::Few, diagnostics, tree);
    }

    fn report_to(&self, extent: Extent, diagnostics: &[Diagnostic], tree: &Tree) {
        let shown: Vec<Diagnostic> =
            diagnostics.iter().filter(|d| !self.quiet || d.is_error()).cloned().collect();
        let text = terminal::text(&shown, tree, self.language, extent, terminal::Paint::Ansi);
        // The stream takes the colours out again where they are not wanted (NO_COLOR, a file).
        let _ = write!(anstream::stderr(), "{text}");
    }
}

/// Runs the program on its arguments.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let language = cli::language(&arguments, locale.as_deref());
    let matches = match cli::command(language).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return misspoken(&error, language),
    };
    let Some((name, matches)) = matches.subcommand() else { return ExitCode::from(2) };
    let voice = Voice { language, quiet: matches.get_flag("quiet") };
    let outcome = match name {
        "build" => build::run(matches, &voice),
        "serve" => serve::run(matches, &voice),
        "check" => check::run(matches, &voice),
        "new" => new::run(matches, &voice),
        "number" => number::run(matches, &voice),
        "search" => search::run(matches, &voice),
        "paper" => paper::run(matches, &voice),
        "init" => init::run(matches, &voice),
        other => Err(failure!("没有命令 {other}", "no command {other}").into()),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Faulty) => ExitCode::from(1),
        Err(error) => {
            voice.always(&format!(
                "{}{}",
                language.pick("出错了：", "error: "),
                spoken::chain(&error, language)
            ));
            ExitCode::from(2)
        }
    }
}

/// A command line that cannot be understood, said in the editor's language.
fn misspoken(error: &clap::Error, language: Language) -> ExitCode {
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    if is_help || language == Language::English {
        let _ = error.print();
        let failed =
            error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand || !is_help;
        return if failed { ExitCode::from(2) } else { ExitCode::SUCCESS };
    }
    let _ = writeln!(
        anstream::stderr(),
        "{}",
        invisible::escape_for_terminal(&spoken::misspoken(error))
    );
    ExitCode::from(2)
}

/// Where the site is and where it goes.
struct Places {
    root: PathBuf,
    output: PathBuf,
}

fn places(matches: &ArgMatches) -> Places {
    let named = |name| matches.try_get_one::<PathBuf>(name).ok().flatten().cloned();
    let root = named("root").unwrap_or_else(|| PathBuf::from("."));
    let output = named("output").unwrap_or_else(|| root.join("public"));
    Places { root, output }
}

fn options(matches: &ArgMatches, tree: &Tree) -> anyhow::Result<Options> {
    let text = |name| matches.try_get_one::<String>(name).ok().flatten();
    let base_url = match text("base-url") {
        Some(typed) => match BaseUrl::parse(typed) {
            Some(base_url) => Some(base_url),
            None => bail!(failure!(
                "--base-url：“{typed}”不是网址；写成 https://域名/ 或 https://域名/路径/",
                "--base-url: `{typed}` is no web address; type https://host/ or https://host/path/"
            )),
        },
        None => None,
    };
    let (now, drafts) = (now(matches, tree)?, matches.get_flag("drafts"));
    Ok(Options { now, drafts, waiting: false, base_url, can_print: true })
}

/// The moment for which to build: as typed, else now by the clocks of the site. This is the one
/// place where a clock is read.
fn now(matches: &ArgMatches, tree: &Tree) -> anyhow::Result<Moment> {
    let config = crate::config::read(tree.text("site.yaml")).value;
    let zone = time_zone(&config);
    match matches.try_get_one::<String>("date").ok().flatten() {
        Some(typed) => match date::parse(typed) {
            Parsed::Standard(moment) | Parsed::Nonstandard(moment) => Ok(moment.in_zone(zone)),
            Parsed::NoSuchDay => {
                bail!(failure!("--date：没有“{typed}”这一天", "--date: there is no day `{typed}`"))
            }
            Parsed::Unclear => bail!(failure!(
                "--date：“{typed}”不是日期；写成 2026-03-15 或 2026-03-15T10:00",
                "--date: `{typed}` is no date; type 2026-03-15 or 2026-03-15T10:00"
            )),
        },
        None => {
            let now = jiff::Timestamp::now().to_zoned(TimeZone::fixed(zone)).datetime();
            Ok(Moment { date: now.date(), time: Some(now.time()) })
        }
    }
}

/// Writes a result to stdout.
fn write_out(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever reads (`head`) has had enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => {
            let failed = || failure!("无法写到标准输出", "cannot write to stdout");
            written.map_err(|error| failed().because(error).into())
        }
    }
}
