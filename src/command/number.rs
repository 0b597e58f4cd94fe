//! `gongbao number …`: shows what the register of numbers holds.

use super::arguments::{folders, now};
use super::console::{Console, write_out};
use super::filing::{self, Filed};
use super::messages;
use super::outcome::Outcome;
use crate::build::{self, Memos, Options};
use crate::config::{self, Config};
use crate::date::Moment;
use crate::disk;
use crate::failure::Explain;
use crate::invisible;
use crate::number::{DocNumber, Serial, StandardNumber};
use crate::register;
use crate::source::Tree;
use clap::ArgMatches;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::BufRead;

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    match matches.subcommand() {
        Some(("parse", matches)) => parse(matches),
        Some(("next", matches)) => {
            let tree = read_heads(matches)?;
            let filed = Filed::read(&tree, now(matches, &tree)?);
            let code = filing::code_or_first(&filed.config, matches.get_one::<String>("code"))?;
            write_out(&format!("{}\n", filed.next_number(&code)))
        }
        Some(("list", matches)) => list(matches, console),
        Some(("gaps", matches)) => gaps(matches),
        _ => Ok(()),
    }
    .map(|()| Outcome::Success)
}

/// Reads the site for the front matter of its documents.
fn read_heads(matches: &ArgMatches) -> anyhow::Result<Tree> {
    let folders = folders(matches);
    disk::read_heads(&folders.root, &folders.output)
}

/// Writes `input<TAB>canonical` for each text, or `input<TAB>-`.
fn parse(matches: &ArgMatches) -> anyhow::Result<()> {
    let line = |text: &str| {
        let number = DocNumber::parse(text).map(|number| number.to_string());
        let number = number.or_else(|| Some(StandardNumber::parse(text)?.to_string()));
        let number = number.unwrap_or_else(|| "-".to_owned());
        format!("{}\t{number}\n", invisible::escape_for_terminal(text))
    };
    let texts: Vec<&String> = matches.get_many::<String>("text").into_iter().flatten().collect();
    if !texts.is_empty() {
        return write_out(&texts.into_iter().map(|text| line(text)).collect::<String>());
    }
    for line_read in std::io::stdin().lock().split(b'\n') {
        let bytes = line_read.explain(messages::cannot_read_stdin)?;
        let text = String::from_utf8_lossy(&bytes);
        write_out(&line(text.trim_end_matches('\r')))?;
    }
    Ok(())
}

/// Returns the code that a list is limited to, if one was typed: of a series of the site, or of a
/// document of another body.
fn only_code(
    matches: &ArgMatches,
    config: &Config,
    used: &BTreeSet<DocNumber>,
) -> anyhow::Result<Option<String>> {
    let Some(typed) = matches.get_one::<String>("code") else { return Ok(None) };
    match used.iter().find(|number| number.code == *typed) {
        Some(number) => Ok(Some(number.code.clone())),
        None => filing::known_code(config, typed).map(Some),
    }
}

/// Writes every number with its title, those that are withheld too.
fn list(matches: &ArgMatches, console: &Console) -> anyhow::Result<()> {
    let tree = read_heads(matches)?;
    let filed = Filed::read(&tree, Moment::from_date(jiff::civil::Date::MAX));
    let used = filed.used_numbers();
    let only = only_code(matches, &filed.config, &used)?;
    let mut rows: Vec<(DocNumber, String)> = Vec::new();
    for head in &filed.heads.documents {
        if let Some(number) = &head.front.number {
            rows.push((number.value.clone(), head.front.title.value.clone()));
        }
    }
    let withheld_title = messages::withheld();
    for (_, series) in filed.config.issuers.series() {
        for (year, serials) in &series.withheld {
            let number = |serial: &u32| DocNumber {
                code: series.code.value.clone(),
                year: *year,
                serial: Serial::new(*serial),
            };
            let withheld = serials.iter().map(number).filter(|number| !used.contains(number));
            let title = withheld_title.in_language(console.language);
            rows.extend(withheld.map(|number| (number, title.to_owned())));
        }
    }
    rows.sort();
    let mut text = String::new();
    for (number, title) in rows {
        if only.as_ref().is_none_or(|code| number.code == *code) {
            writeln!(text, "{number}\t{}", invisible::escape_for_terminal_line(&title))?;
        }
    }
    write_out(&text)
}

/// Writes every serial that is neither used nor withheld, of every series.
fn gaps(matches: &ArgMatches) -> anyhow::Result<()> {
    let folders = folders(matches);
    let tree = disk::read(&folders.root, &folders.output)?;
    let config = config::read(tree.text("site.yaml")).value;
    let content = build::parse(&tree, config.raw_html, &mut Memos::disabled()).value;
    let at_last = Moment::from_date(jiff::civil::Date::MAX);
    let options = Options { drafts: true, waiting: true, ..Options::at(at_last) };
    let filing = content.filing(&tree, &config, &options);
    let typed = filing.documents.iter().filter_map(|document| document.front.number.as_ref());
    let used = typed.map(|number| number.value.clone()).collect();
    let only = only_code(matches, &config, &used)?;
    let register = register::file(&filing).value;
    let mut text = String::new();
    for ((code, year), serials) in &register.serials {
        if only.as_ref().is_some_and(|only| only != code) {
            continue;
        }
        for gap in serials.gaps.iter().cloned().flatten() {
            let serial = Serial::new(gap);
            writeln!(text, "{}", DocNumber { code: code.clone(), year: *year, serial })?;
        }
    }
    write_out(&text)
}
