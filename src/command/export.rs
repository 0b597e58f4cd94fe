//! `gongbao export nginx|caddy|search`: what other programs read, to stdout.

use super::arguments::{folders, options};
use super::console::{Console, write_all_out, write_out};
use super::outcome::Outcome;
use crate::build::{Memos, Options, Parts, build};
use crate::config;
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::export::{
    Engine, WebServer, engine_documents, engine_settings, host_headers, host_rules,
};
use crate::output::NullSink;
use crate::stage::Observed;
use clap::ArgMatches;
use std::sync::Arc;

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    match matches.subcommand() {
        Some(("nginx", matches)) => rules(WebServer::Nginx, matches, console),
        Some(("caddy", matches)) => rules(WebServer::Caddy, matches, console),
        Some(("search", matches)) => search(matches, console),
        _ => Ok(Outcome::Success),
    }
}

fn rules(server: WebServer, matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let folders = folders(matches);
    let tree = disk::read(&folders.root, &folders.output)?;
    let config = config::read(tree.text("site.yaml"));
    if config.diagnostics.iter().any(Diagnostic::is_error) {
        console.diagnostics(&config.diagnostics, &tree);
        return Ok(Outcome::ContentErrors);
    }
    let config = &config.value;
    write_out(&(host_rules(server, config) + &host_headers(server, config)))?;
    Ok(Outcome::Success)
}

/// Writes every public document for a search engine, or the settings of its index.
fn search(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let folders = folders(matches);
    let tree = disk::read(&folders.root, &folders.output)?;
    let progress = console.progress();
    let observed = Observed::by(Arc::new(progress.stages()));
    let options = Options { parts: Parts::SiteOnly, observed, ..options(matches, &tree)? };
    let built = build(&tree, &options, &mut Memos::disabled(), &NullSink)?;
    drop(progress);
    console.diagnostics(&built.diagnostics, &tree);
    let Some(site) = built.site.filter(|_| !built.diagnostics.iter().any(Diagnostic::is_error))
    else {
        return Ok(Outcome::ContentErrors);
    };
    let engine = matches.get_one::<String>("format").and_then(|name| Engine::named(name));
    let engine = engine.unwrap_or(Engine::OpenSearch);
    if matches.get_flag("settings") {
        write_out(&engine_settings(&site, engine))?;
    } else {
        write_all_out(engine_documents(&site, engine))?;
    }
    Ok(Outcome::Success)
}
