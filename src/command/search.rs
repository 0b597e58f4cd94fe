//! `gongbao search QUERY`: searches the published index as a browser does.

use super::arguments::folders;
use super::console::{Console, write_out};
use super::messages;
use super::outcome::Outcome;
use crate::disk;
use crate::failure::Explain;
use crate::invisible::escape_for_terminal_line;
use crate::search::{Answer, Order, Query, query};
use clap::ArgMatches;
use std::collections::BTreeMap;
use std::fmt::{self, Write};

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let index = folders(matches).output.join("search");
    let answer = query(&|path| disk::read_published(&index, path), &read_query(matches))
        .explain(|| messages::no_index(&index))?;
    write_out(&lines(&answer)?)?;
    console.status(&messages::found(answer.total));
    Ok(Outcome::Success)
}

fn read_query(matches: &ArgMatches) -> Query {
    let words: Vec<&str> =
        matches.get_many::<String>("query").into_iter().flatten().map(String::as_str).collect();
    let mut facets: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in matches.get_many::<(String, String)>("facet").into_iter().flatten() {
        facets.entry(name.clone()).or_default().push(value.clone());
    }
    let bound = |name: &str| matches.get_one::<String>(name).cloned().unwrap_or_default();
    Query {
        text: words.join(" "),
        from: bound("from"),
        to: bound("to"),
        order: match matches.get_one::<String>("sort").map(String::as_str) {
            Some("date") => Order::Date,
            _ => Order::Relevance,
        },
        facets,
        limit: matches.get_one::<usize>("most").copied().unwrap_or(10),
    }
}

/// Returns a line for each hit, `address<TAB>number<TAB>date<TAB>title`, and its snippet below.
fn lines(answer: &Answer) -> Result<String, fmt::Error> {
    let mut text = String::new();
    for hit in &answer.hits {
        let number = hit.record.number.as_deref().unwrap_or("-");
        let fields = [&*hit.record.url, number, &*hit.record.date, &*hit.record.title];
        // Anybody may have made the index; a terminal must not obey what is in it.
        writeln!(text, "{}", fields.map(escape_for_terminal_line).join("\t"))?;
        if !hit.snippet.is_empty() {
            writeln!(text, "    {}", escape_for_terminal_line(&hit.snippet))?;
        }
    }
    Ok(text)
}
