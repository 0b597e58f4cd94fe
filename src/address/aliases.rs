//! Aliases for fixes that change the address of a document: an address, once given, stays.

use super::addresses::Addresses;
use super::faults;
use super::url;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::register::{self, NUMBER_IN_TITLE, Register};

/// Extends the fixes that give a document its number, so that the address without it is kept.
pub fn keep_addresses(
    register: &Register,
    config: &Config,
    addresses: &Addresses,
    diagnostics: &mut [Diagnostic],
) {
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.id == NUMBER_IN_TITLE) {
        let file = diagnostic.at.as_ref().map(|at| &at.file);
        let Some(id) = file.and_then(|file| register.by_path.get(file)) else { continue };
        let entry = register.entry(*id);
        // The articles of an issue, and issues, do not lie by their numbers.
        if entry.issue.is_some() || entry.issue_number().is_some() {
            continue;
        }
        let number = register::number_in_title(&entry.document);
        let series = number.as_ref().and_then(|n| Some((n, config.issuers.of_code(&n.code)?.1)));
        let Some((number, series)) = series else { continue };
        let (old, new) = (addresses.document(*id), url::numbered(&series.slug.value, number));
        faults::keep_address(diagnostic, &entry.document.front, old, &new);
    }
}
