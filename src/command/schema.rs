//! `gongbao schema document` and `gongbao schema site`: JSON Schema, to stdout.

use super::arguments::folders;
use super::console::{Console, write_out};
use super::outcome::Outcome;
use crate::build;
use crate::disk;
use crate::document::DeclaredFields;
use crate::document::section;
use crate::markdown::RawHtml;
use crate::schema;
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let schema = match matches.subcommand() {
        Some(("document", matches)) => schema::of_document(console.language, &declared(matches)?),
        _ => schema::of_site(console.language),
    };
    write_out(&schema)?;
    Ok(Outcome::Success)
}

/// Returns the fields that the categories of the site declare; none outside of a site, where the
/// schema is that of every document.
fn declared(matches: &ArgMatches) -> anyhow::Result<DeclaredFields> {
    let folders = folders(matches);
    let tree = disk::read_heads(&folders.root, &folders.output)?;
    if tree.text("site.yaml").is_none() {
        return Ok(DeclaredFields::default());
    }
    let sections = build::parse_heads(&tree, RawHtml::Sanitised).sections;
    Ok(section::declared_fields(&sections))
}
