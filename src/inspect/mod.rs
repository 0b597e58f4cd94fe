//! Checks of the text: what an editor should look at again in a body.
//!
//! A rule reads the blocks of a document. They keep their places, so a rule can point into the file
//! and offer an edit. Syntax is checked in `markdown`, what depends on other documents in `register`.
//!
//! A new rule is a file with its function, a row in `RULES` and its message in `faults.rs`.

mod faults;
mod half_width;
mod invisible;
mod ordinals;
mod pairs;
mod personal;
mod repeated;
mod tables;

use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// A check of one document.
type Rule = fn(&Document, &mut Vec<Diagnostic>);

/// All rules. They do not depend on each other.
const RULES: &[Rule] = &[
    half_width::check,
    personal::check,
    tables::check,
    repeated::check,
    pairs::check,
    ordinals::check,
    invisible::check,
];

/// Checks the text of a document.
pub fn inspect(document: &Document) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in RULES {
        rule(document, &mut found);
    }
    found
}
