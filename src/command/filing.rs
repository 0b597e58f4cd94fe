//! The documents of a site as `new` and `number` read them: parsed and counted, nothing rendered.

use super::messages;
use crate::build;
use crate::config::{self, Config};
use crate::date::Moment;
use crate::failure::Explain;
use crate::number::{DocNumber, canonical_code};
use crate::register::{Filing, HighestSerials};
use crate::source::Tree;
use std::collections::BTreeSet;

/// Parses the documents of a site and passes them to `then`.
pub(super) fn with_filing<T>(
    tree: &Tree,
    now: Moment,
    then: impl FnOnce(&Filing) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let config = config::read(tree.text("site.yaml")).value;
    let content = build::parse(tree, config.raw_html, &mut build::Memos::disabled()).value;
    then(&Filing {
        documents: content.documents,
        sections: content.sections,
        unread: content.unread,
        unread_numbers: content.unread_numbers,
        assets: &tree.assets,
        config: &config,
        now,
        drafts: true,
        waiting: true,
    })
}

/// Returns a 机关代字 of the site in its canonical form, whatever brackets and spaces were typed.
pub(super) fn known_code(config: &Config, typed: &str) -> anyhow::Result<String> {
    let code = canonical_code(typed).filter(|code| config.issuers.of_code(code).is_some());
    code.explain(|| messages::no_code(typed, &config.issuers.codes().collect::<Vec<_>>()))
}

/// Returns the 机关代字 that was typed, else the first one of the site.
pub(super) fn code_or_first(config: &Config, typed: Option<&String>) -> anyhow::Result<String> {
    match typed {
        Some(typed) => known_code(config, typed),
        None => config.issuers.codes().next().map(str::to_owned).explain(messages::no_codes),
    }
}

/// Returns the next free number of a code in the year of the filing.
pub(super) fn next_number(filing: &Filing, code: &str) -> DocNumber {
    HighestSerials::of(filing).next(code, filing.now.date.year() as u16)
}

/// Returns all numbers in use.
pub(super) fn used_numbers(filing: &Filing) -> BTreeSet<DocNumber> {
    let numbers = filing.documents.iter().filter_map(|d| d.front.number.as_ref());
    numbers.map(|number| number.value.clone()).collect()
}
