//! A number as an address: `/鲁医协发〔2026〕1号/`, in whatever brackets.
//!
//! There is no page for each number. The address of a document whose code is one of the site is made
//! from its number, so whoever gets such an address can go on by a table of the codes: the script of
//! `404.html`, the preview, the rules of a web server.

use super::url;
use crate::config::Config;
use crate::number::{DocNumber, StandardNumber};

/// Returns the address of the standard that a path names by its number, `/T/SDHA 001—2026/`, in whatever
/// form. It is made from the number, so no table is needed. Whether there is such a standard is not known here.
pub fn address_of_standard(path: &str) -> Option<String> {
    StandardNumber::parse(path.trim_matches('/')).map(|number| url::standard(&number))
}

/// Returns the address of the document that a path names by its number, if the code is one of the
/// site. Whether there is such a document is not known here.
pub fn address_of_number(path: &str, config: &Config) -> Option<String> {
    let number = DocNumber::parse(path.trim_matches('/'))?;
    let (_, series) = config.issuers.of_code(&number.code)?;
    Some(url::numbered(&series.slug.value, &number))
}
