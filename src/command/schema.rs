//! `gongbao schema document` and `gongbao schema site`: JSON Schema, to stdout.

use super::console::{Console, write_out};
use super::outcome::Outcome;
use crate::schema;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let schema = match matches.subcommand_name() {
        Some("site") => schema::of_site(console.language),
        _ => schema::of_document(console.language),
    };
    write_out(&schema)?;
    Ok(Outcome::Success)
}
