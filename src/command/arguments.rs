//! What the options that several commands share mean.

use super::messages;
use crate::build::{Options, Parts};
use crate::config::{self, BaseUrl};
use crate::date::{self, Moment, Parsed};
use crate::disk::{self, Durability, LastHistory};
use crate::failure::Explain;
use crate::history::{History, Unavailable};
use crate::register::time_zone;
use crate::source::Tree;
use crate::stage::Observed;
use anyhow::bail;
use clap::ArgMatches;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of the site, and the one that it is published to.
pub(super) struct Folders {
    pub root: PathBuf,
    pub output: PathBuf,
}

/// Reads `--root` and `--output`.
pub(super) fn folders(matches: &ArgMatches) -> Folders {
    let path = |name| matches.try_get_one::<PathBuf>(name).ok().flatten().cloned();
    let root = path("root").unwrap_or_else(|| PathBuf::from("."));
    let output = path("output").unwrap_or_else(|| root.join("public"));
    Folders { root, output }
}

/// Reads those of `--date`, `--drafts` and `--base-url` that a command has, for a build that publishes.
pub(super) fn options(matches: &ArgMatches, tree: &Tree) -> anyhow::Result<Options> {
    let base_url = match matches.try_get_one::<String>("base-url").ok().flatten() {
        Some(typed) => Some(BaseUrl::parse(typed).explain(|| messages::no_base_url(typed))?),
        None => None,
    };
    Ok(Options {
        now: now(matches, tree)?,
        drafts: matches.try_get_one("drafts").ok().flatten() == Some(&true),
        waiting: false,
        base_url,
        can_print: true,
        checks_metadata: true,
        pictures: None,
        history: history(&folders(matches).root, tree, &mut LastHistory::default()),
        parts: Parts::All,
        observed: Observed::default(),
    })
}

/// Asks git for the history of a site, if its settings want that.
pub(super) fn history(
    root: &Path,
    tree: &Tree,
    last: &mut LastHistory,
) -> Option<Result<Arc<History>, Unavailable>> {
    let config = config::read(tree.text("site.yaml")).value;
    config.history.map(|_| disk::read_history(root, last))
}

/// Reads `--sync`. By default nothing is waited for in continuous integration, whose machines are
/// thrown away after each run.
pub(super) fn durability(matches: &ArgMatches) -> Durability {
    let is_ci = || std::env::var_os("CI").is_some_and(|value| !value.is_empty());
    match matches.get_one::<String>("sync").map(String::as_str) {
        Some("always") => Durability::PowerLoss,
        Some("auto") if !is_ci() => Durability::PowerLoss,
        _ => Durability::Process,
    }
}

/// Returns the moment for which to build: that of `--date`, else now in the time zone of the site.
/// This and [`timestamp`] are the only places where a clock is read.
pub(super) fn now(matches: &ArgMatches, tree: &Tree) -> anyhow::Result<Moment> {
    let config = config::read(tree.text("site.yaml")).value;
    let zone = time_zone(&config);
    let Some(typed) = matches.try_get_one::<String>("date").ok().flatten() else {
        let now = jiff::Timestamp::now().to_zoned(TimeZone::fixed(zone)).datetime();
        return Ok(Moment { date: now.date(), time: Some(now.time()) });
    };
    match date::parse(typed) {
        Parsed::Standard(moment) | Parsed::Nonstandard(moment) => Ok(moment.in_zone(zone)),
        Parsed::NoSuchDay => bail!(messages::no_such_day(typed)),
        Parsed::Unclear => bail!(messages::no_date(typed)),
    }
}

/// Returns the time of the clock in seconds since 1970, for records that are part of no site.
pub(super) fn timestamp() -> i64 {
    jiff::Timestamp::now().as_second()
}
