//! Checks of the text: what an editor should look at again in a body.
//!
//! A rule reads the blocks of a document. They keep their places, so a rule can point into the file
//! and offer an edit. Syntax is checked in `markdown`, what depends on other documents in `register`.
//!
//! A new rule is a file with its function, a row in `RULES` and its message in `faults.rs`.

mod faults;
mod half_width;
mod headings;
mod invisible;
mod ordinals;
mod pairs;
mod personal;
mod repeated;
mod tables;
mod words;
mod wrapped;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::word_list::WordList;

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
    wrapped::check,
    headings::check,
];

/// Checks the text of a document, also for the words of the site's list.
pub fn inspect(document: &Document, words: &WordList) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in RULES {
        rule(document, &mut found);
    }
    words::check(document, words, &mut found);
    found
}
