//! `gongbao number …`: the register of numbers.

use super::{Outcome, Voice, filing, now, places, write_out};
use crate::date::Moment;
use crate::disk;
use crate::failure;
use crate::invisible;
use crate::number::{DocNumber, Serial};
use crate::register::{self, Filing};
use crate::source::Tree;
use clap::ArgMatches;
use std::fmt::Write;
use std::io::BufRead;

pub(super) fn run(matches: &ArgMatches, voice: &Voice) -> anyhow::Result<Outcome> {
    match matches.subcommand() {
        Some(("parse", matches)) => parse(matches),
        Some(("next", matches)) => {
            let tree = tree(matches)?;
            filing::with_filing(&tree, now(matches, &tree)?, |filing| {
                let code = filing::code_or_first(filing.config, matches.get_one::<String>("code"))?;
                write_out(&format!("{}\n", filing::next(filing, &code)))
            })
        }
        Some(("list", matches)) => list(matches, voice),
        Some(("gaps", matches)) => gaps(matches),
        _ => Ok(()),
    }
    .map(|()| Outcome::Done)
}

fn tree(matches: &ArgMatches) -> anyhow::Result<Tree> {
    let places = places(matches);
    disk::read(&places.root, &places.output)
}

/// `input<TAB>canonical`, or `input<TAB>-`.
fn parse(matches: &ArgMatches) -> anyhow::Result<()> {
    let line = |text: &str| {
        let number = DocNumber::parse(text).map_or("-".to_owned(), |number| number.to_string());
        format!("{}\t{number}\n", invisible::escape_for_terminal(text))
    };
    let texts: Vec<&String> = matches.get_many::<String>("text").into_iter().flatten().collect();
    if !texts.is_empty() {
        return write_out(&texts.into_iter().map(|text| line(text)).collect::<String>());
    }
    for read in std::io::stdin().lock().split(b'\n') {
        let bytes =
            read.map_err(|error| failure!("无法读标准输入", "cannot read stdin").because(error))?;
        let text = String::from_utf8_lossy(&bytes);
        write_out(&line(text.trim_end_matches('\r')))?;
    }
    Ok(())
}

/// The code that a list is to be limited to, if one was typed: of a series of the site, or of a
/// document of another body.
fn only(matches: &ArgMatches, filing: &Filing) -> anyhow::Result<Option<String>> {
    let Some(typed) = matches.get_one::<String>("code") else { return Ok(None) };
    match filing::used(filing).into_iter().find(|number| number.code == *typed) {
        Some(number) => Ok(Some(number.code)),
        None => filing::code(filing.config, typed).map(Some),
    }
}

/// Every number of every series with its title; withheld ones too.
fn list(matches: &ArgMatches, voice: &Voice) -> anyhow::Result<()> {
    let tree = tree(matches)?;
    filing::with_filing(&tree, Moment::from_date(jiff::civil::Date::MAX), |filing| {
        let only = only(matches, filing)?;
        let mut rows: Vec<(DocNumber, String)> = Vec::new();
        for document in &filing.documents {
            if let Some(number) = &document.front.number {
                rows.push((number.value.clone(), document.front.title.value.clone()));
            }
        }
        let used = filing::used(filing);
        for (_, series) in filing.config.issuers.series() {
            for (year, serials) in &series.withheld {
                let number = |serial: &u32| DocNumber {
                    code: series.code.value.clone(),
                    year: *year,
                    serial: Serial::new(*serial),
                };
                let withheld = serials.iter().map(number).filter(|number| !used.contains(number));
                let title = voice.pick("未公开", "withheld");
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
    })
}

/// Every number of every series that is neither given nor withheld.
fn gaps(matches: &ArgMatches) -> anyhow::Result<()> {
    let tree = tree(matches)?;
    filing::with_filing(&tree, Moment::from_date(jiff::civil::Date::MAX), |filing| {
        let only = only(matches, filing)?;
        let register = register::file(filing).value;
        let mut text = String::new();
        for ((code, year), shelf) in &register.serials {
            if only.as_ref().is_some_and(|only| only != code) {
                continue;
            }
            for gap in shelf.gaps.iter().cloned().flatten() {
                let serial = Serial::new(gap);
                writeln!(text, "{}", DocNumber { code: code.clone(), year: *year, serial })?;
            }
        }
        write_out(&text)
    })
}
