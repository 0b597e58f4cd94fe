//! What commands say to people: on stderr, in one language, and only errors with `--quiet`.

use super::messages;
use super::progress::Progress;
use crate::diagnostic::{Diagnostic, Text};
use crate::disk;
use crate::invisible;
use crate::language::Language;
use crate::report::{Extent, terminal};
use crate::source::Tree;
use std::io::{BufWriter, Write};

/// The language of messages, and how many there are.
pub(super) struct Console {
    pub language: Language,
    pub quiet: bool,
}

impl Console {
    /// Writes a line about a result, unless quiet.
    pub fn status(&self, message: &Text) {
        self.status_line(message.in_language(self.language));
    }

    /// Writes a line that is in the right language already, unless quiet.
    pub fn status_line(&self, line: &str) {
        if !self.quiet {
            write_line(line);
        }
    }

    /// Writes an error with its causes.
    pub fn error(&self, error: &anyhow::Error) {
        write_line(&self.error_text(error));
    }

    /// Returns what [`Console::error`] writes.
    pub fn error_text(&self, error: &anyhow::Error) -> String {
        let causes = match self.language {
            Language::Chinese => disk::chain_in_chinese(error),
            Language::English => causes_in_english(error),
        };
        messages::error(&causes).in_language(self.language).to_owned()
    }

    /// Begins work that may last; whoever is watching sees how far it has got.
    pub fn progress(&self) -> Progress {
        Progress::begin(self.language, self.quiet)
    }

    /// Writes diagnostics with the lines they are about, a few of each kind; without the warnings
    /// when quiet.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic], tree: &Tree) {
        self.diagnostics_to(Extent::Few, diagnostics, tree);
    }

    /// Writes diagnostics, as many of each kind as asked for.
    pub fn diagnostics_to(&self, extent: Extent, diagnostics: &[Diagnostic], tree: &Tree) {
        let shown: Vec<Diagnostic> =
            diagnostics.iter().filter(|d| !self.quiet || d.is_error()).cloned().collect();
        let text = terminal::text(&shown, tree, self.language, extent, terminal::Paint::Ansi);
        // The stream removes the colours where they are not wanted (NO_COLOR, a file).
        let _ = write!(anstream::stderr(), "{text}");
    }
}

/// Writes a line to stderr.
pub(super) fn write_line(line: &str) {
    // It may hold names of files, which anybody can choose: a terminal must not obey them. If
    // stderr is closed there is nobody to report that to.
    let _ = writeln!(anstream::stderr(), "{}", invisible::escape_for_terminal(line));
}

/// Writes a result to stdout.
pub(super) fn write_out(text: &str) -> anyhow::Result<()> {
    write_all_out(std::iter::once(text))
}

/// Writes a result to stdout, of which each part is made when it is written.
pub(super) fn write_all_out(
    mut parts: impl Iterator<Item = impl AsRef<str>>,
) -> anyhow::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let written = parts.try_for_each(|part| out.write_all(part.as_ref().as_bytes()));
    match written.and_then(|()| out.flush()) {
        // The reader (`head`) has had enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|error| messages::cannot_write_stdout().because(error).into()),
    }
}

/// Returns an error with its causes, each once.
fn causes_in_english(error: &anyhow::Error) -> String {
    let mut causes: Vec<String> = Vec::new();
    for cause in error.chain().map(ToString::to_string) {
        if !causes.iter().any(|before| before.contains(&cause)) {
            causes.push(cause);
        }
    }
    causes.join(": ")
}
