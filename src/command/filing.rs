//! The documents of a site as `new` and `number` read them: their front matter alone, as parsing
//! the bodies of 10,000 documents takes far longer.

use super::messages;
use crate::build::{self, Heads};
use crate::config::{self, Config};
use crate::date::Moment;
use crate::failure::Explain;
use crate::number::{DocNumber, canonical_code};
use crate::register::HighestSerials;
use crate::source::Tree;
use std::collections::BTreeSet;

/// What `new` and `number` know of a site.
pub(super) struct Filed {
    pub heads: Heads,
    pub config: Config,
    pub now: Moment,
}

impl Filed {
    /// Reads the front matter of the documents of a site.
    pub fn read(tree: &Tree, now: Moment) -> Filed {
        let config = config::read(tree.text("site.yaml")).value;
        let heads = build::parse_heads(tree, config.raw_html);
        Filed { heads, config, now }
    }

    /// Returns the numbers of the documents.
    fn numbers(&self) -> impl Iterator<Item = &DocNumber> {
        let typed = self.heads.documents.iter().filter_map(|head| head.front.number.as_ref());
        typed.map(|number| &number.value)
    }

    /// Returns the next free number of a code in the year of `now`.
    pub fn next_number(&self, code: &str) -> DocNumber {
        HighestSerials::of(self.numbers(), &self.heads.unread_numbers, &self.config)
            .next(code, self.now.date.year() as u16)
    }

    /// Returns all numbers in use.
    pub fn used_numbers(&self) -> BTreeSet<DocNumber> {
        self.numbers().cloned().collect()
    }
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
