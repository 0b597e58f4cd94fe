//! `gongbao export nginx|caddy`: rules for the web server, to stdout.

use super::arguments::folders;
use super::console::{Console, write_out};
use super::outcome::Outcome;
use crate::config;
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::export::{WebServer, host_rules};
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let folders = folders(matches);
    let tree = disk::read(&folders.root, &folders.output)?;
    let config = config::read(tree.text("site.yaml"));
    if config.diagnostics.iter().any(Diagnostic::is_error) {
        console.diagnostics(&config.diagnostics, &tree);
        return Ok(Outcome::ContentErrors);
    }
    let server = match matches.get_one::<String>("what").map(String::as_str) {
        Some("caddy") => WebServer::Caddy,
        _ => WebServer::Nginx,
    };
    write_out(&host_rules(server, &config.value))?;
    Ok(Outcome::Success)
}
