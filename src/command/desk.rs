//! The register as commands at the desk see it: all documents filed, nothing rendered.

use crate::build;
use crate::config::Config;
use crate::date::Moment;
use crate::failure;
use crate::number::DocNumber;
use crate::register::{Filing, next_serial};
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
    let content = build::parse(tree, &mut build::Memos::forgetful()).value;
    then(&Filing {
        documents: content.documents,
        sections: content.sections,
        unread: content.unread,
        assets: &tree.assets,
        config: &config,
        now,
        drafts: true,
        waiting: true,
    })
}

/// The 代字 that is meant: as typed, else the first of the site.
pub(super) fn code(config: &Config, typed: Option<&String>) -> anyhow::Result<String> {
    let codes: Vec<&str> =
        config.issuers.iter().filter_map(|i| i.code.as_ref().map(|c| &*c.value)).collect();
    match typed {
        Some(typed) if codes.contains(&&**typed) => Ok(typed.clone()),
        Some(typed) => {
            let (zh, en) = (codes.join("、"), codes.join(", "));
            bail!(failure!(
                "site.yaml 里没有代字 {typed}；有：{zh}",
                "site.yaml knows no code {typed}; there are: {en}"
            ))
        }
        None => match codes.first() {
            Some(code) => Ok((*code).to_owned()),
            None => bail!(failure!(
                "site.yaml 里没有带代字的发文机关",
                "no issuer in site.yaml has a code"
            )),
        },
    }
}

/// The next free number of a code in the year of a day.
pub(super) fn next(filing: &Filing, code: &str) -> DocNumber {
    next_serial(filing, code, filing.now.date.year() as u16)
}

/// All numbers in use.
pub(super) fn used(filing: &Filing) -> BTreeSet<DocNumber> {
    let numbers = filing.documents.iter().filter_map(|d| d.front.number.as_ref());
    numbers.map(|number| number.value.clone()).collect()
}
