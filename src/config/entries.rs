//! Maps whose keys are the editor's own words.

use super::faults;
use crate::source::Spanned;
use crate::yaml::{Fields, Node, Value};

/// Takes the entries of a map whose keys are not known beforehand.
pub(super) fn entries(fields: &mut Fields, name: &'static str) -> Vec<(Spanned<String>, Node)> {
    match fields.take(name) {
        Some(Node { value: Value::Map(entries), .. }) => entries,
        Some(node) => {
            fields.diagnostics.push(faults::entries(node.span, &fields.key_names, name));
            Vec::new()
        }
        None => Vec::new(),
    }
}
