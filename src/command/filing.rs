//! The register as commands see it: all documents filed, nothing rendered.

use crate::build;
use crate::config::Config;
use crate::date::Moment;
use crate::failure;
use crate::number::{DocNumber, canonical_code};
use crate::register::{Filing, HighestSerials};
use crate::source::Tree;
use anyhow::bail;
use std::collections::BTreeSet;

/// Files the documents of a site and hands the filing on.
pub(super) fn with_filing<T>(
    tree: &Tree,
    now: Moment,
    then: impl FnOnce(&Filing) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let config = crate::config::read(tree.text("site.yaml")).value;
    let content = build::parse(tree, &mut build::Memos::disabled()).value;
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

/// The 代字 that is meant, however its brackets and spaces were typed.
pub(super) fn code(config: &Config, typed: &str) -> anyhow::Result<String> {
    let code = canonical_code(typed).filter(|code| config.issuers.of_code(code).is_some());
    let Some(code) = code else {
        let codes: Vec<&str> = config.issuers.codes().collect();
        let (zh, en) = (codes.join("、"), codes.join(", "));
        bail!(failure!(
            "site.yaml 里没有代字 {typed}；有：{zh}",
            "site.yaml knows no code {typed}; there are: {en}"
        ))
    };
    Ok(code)
}

/// The 代字 that is meant, else that of the first series of the site.
pub(super) fn code_or_first(config: &Config, typed: Option<&String>) -> anyhow::Result<String> {
    match (typed, config.issuers.codes().next()) {
        (Some(typed), _) => code(config, typed),
        (None, Some(first)) => Ok(first.to_owned()),
        (None, None) => {
            bail!(failure!("site.yaml 里没有带代字的发文机关", "no issuer in site.yaml has a code"))
        }
    }
}

/// The next free number of a code in the year of a day.
pub(super) fn next(filing: &Filing, code: &str) -> DocNumber {
    HighestSerials::of(filing).next(code, filing.now.date.year() as u16)
}

/// All numbers in use.
pub(super) fn used(filing: &Filing) -> BTreeSet<DocNumber> {
    let numbers = filing.documents.iter().filter_map(|d| d.front.number.as_ref());
    numbers.map(|number| number.value.clone()).collect()
}
