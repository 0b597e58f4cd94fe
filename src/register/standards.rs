//! Numbers of standards: each is given once.

use super::faults;
use super::filing::Filing;
use super::holders;
use crate::diagnostic::Checked;
use crate::document::Document;
use crate::number::StandardNumber;
use std::collections::BTreeMap;

/// Every number of a standard in use, by hidden documents too, with the document that rightly has it.
pub(super) type StandardHolders<'a> = BTreeMap<&'a StandardNumber, &'a Document>;

/// Returns the holder of each number; a number that is given again is reported.
pub(super) fn holders<'a>(filing: &'a Filing) -> Checked<StandardHolders<'a>> {
    let holders = holders::holders(filing, |document| document.front.standard.as_ref());
    let again = holders.again.into_iter();
    let diagnostics = again.map(|(again, holder)| faults::standard_taken(again, holder)).collect();
    Checked::new(holders.by_number, diagnostics)
}
