//! `gongbao search QUERY`: the published index, read as a browser reads it.

use super::{Outcome, Voice, places, write_out};
use crate::disk;
use crate::failure;
use crate::invisible::escape_for_terminal_line;
use crate::search::{Order, Query, query};
use clap::ArgMatches;
use std::collections::BTreeMap;
use std::fmt::Write;

pub(super) fn run(matches: &ArgMatches, voice: &Voice) -> anyhow::Result<Outcome> {
    let index = places(matches).output.join("search");
    let words: Vec<&str> =
        matches.get_many::<String>("query").into_iter().flatten().map(String::as_str).collect();
    let mut facets: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in matches.get_many::<(String, String)>("facet").into_iter().flatten() {
        facets.entry(name.clone()).or_default().push(value.clone());
    }
    let asked = Query {
        text: words.join(" "),
        order: match matches.get_one::<String>("sort").map(String::as_str) {
            Some("date") => Order::Date,
            _ => Order::Relevance,
        },
        facets,
        most: matches.get_one::<usize>("most").copied().unwrap_or(10),
    };
    let answer = query(&|path| disk::read_published(&index, path), &asked).map_err(|error| {
        let place = index.display();
        let failed = failure!(
            "{place} 里没有检索用的索引；先运行 gongbao build",
            "no index in {place}; run gongbao build first"
        );
        failed.because(error)
    })?;
    let mut text = String::new();
    for hit in &answer.hits {
        let number = hit.record.number.as_deref().unwrap_or("-");
        let fields = [&*hit.record.url, number, &*hit.record.date, &*hit.record.title];
        // The index may be from anybody; a terminal must not obey what is in it.
        writeln!(text, "{}", fields.map(escape_for_terminal_line).join("\t"))?;
        if !hit.snippet.is_empty() {
            writeln!(text, "    {}", escape_for_terminal_line(&hit.snippet))?;
        }
    }
    write_out(&text)?;
    let total = answer.total;
    voice.say(&format!("共 {total} 篇"), &format!("{total} found"));
    Ok(Outcome::Done)
}
