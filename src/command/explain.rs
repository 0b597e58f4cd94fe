//! `gongbao explain ID`: cause and cure of a message, from the handbook; without an id, all ids.

use super::console::{Console, write_out};
use super::messages;
use super::outcome::Outcome;
use crate::diagnostic::nearest;
use crate::explain;
use crate::failure::Explain;
use crate::language::Language;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let Some(typed) = matches.get_one::<String>("id") else {
        write_out(&list(console.language))?;
        return Ok(Outcome::Success);
    };
    // As it stands in a message, with its brackets.
    let id = typed.trim_matches(['[', ']']).to_lowercase();
    let entry = explain::entry(&id).explain(|| {
        let near = nearest(&id, explain::entries().map(|entry| entry.id));
        messages::no_such_message(typed, near)
    })?;
    if console.language == Language::English {
        console.status(&messages::explained_in_chinese());
    }
    write_out(&format!("{}: {}", entry.id, entry.plain()))?;
    Ok(Outcome::Success)
}

/// Returns all ids; in Chinese with what each message says.
fn list(language: Language) -> String {
    let width = explain::entries().map(|entry| entry.id.len()).max().unwrap_or_default();
    let line = |entry: explain::Entry| match language {
        Language::Chinese => format!("{:width$}  {}\n", entry.id, entry.summary()),
        Language::English => format!("{}\n", entry.id),
    };
    explain::entries().map(line).collect()
}
