//! Declared fields taken out of the front matter of a document, before its other keys are read.

use super::declaration::DeclaredField;
use super::fields::DeclaredFields;
use super::value::{DeclaredValue, value};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::faults;
use crate::document::keys::FRONT;
use crate::source::{Span, Spanned};
use crate::yaml::{Node, Value};
use std::sync::Arc;

/// What front matter says under declared keys.
#[derive(Default)]
pub(crate) struct Declared {
    pub values: Vec<DeclaredValue>,
    /// Required fields without a value, each with its key if that is there.
    pub missing: Vec<(Arc<DeclaredField>, Option<Span>)>,
}

/// Takes the keys that the category of a document declares out of its front matter, and reports
/// those that are likely meant to be one, or that belong to another category.
pub(crate) fn take_declared(
    node: &mut Option<Node>,
    here: &[Arc<DeclaredField>],
    all: &DeclaredFields,
    diagnostics: &mut Vec<Diagnostic>,
) -> Declared {
    let mut declared = Declared::default();
    let mut typed: Vec<(usize, Spanned<String>)> = Vec::new();
    let mut values: Vec<Option<DeclaredValue>> = vec![None; here.len()];
    let mut faulty = vec![false; here.len()];
    if let Some(Node { value: Value::Map(entries), .. }) = node {
        entries.retain(|(key, node)| {
            let name = key.value.trim();
            let Some(index) = here.iter().position(|field| field.key == name) else {
                let fault = FRONT.known(name).is_none().then(|| stray(name, key, here, all));
                let fault = fault.flatten();
                let is_kept = fault.is_none();
                diagnostics.extend(fault);
                return is_kept;
            };
            match typed.iter().find(|(known, _)| *known == index) {
                Some((_, first)) => {
                    let first = first.span.clone();
                    diagnostics.push(faults::field_given_twice(key.span.clone(), name, first));
                }
                None => {
                    typed.push((index, key.clone()));
                    let before = diagnostics.len();
                    let read = value(&here[index], node, diagnostics);
                    faulty[index] = diagnostics.len() > before;
                    let field = Arc::clone(&here[index]);
                    values[index] = read.map(|value| DeclaredValue { field, value });
                }
            }
            false
        });
    }
    for (index, field) in here.iter().enumerate() {
        if field.is_required && values[index].is_none() && !faulty[index] {
            let key = typed.iter().find(|(known, _)| *known == index);
            declared.missing.push((Arc::clone(field), key.map(|(_, key)| key.span.clone())));
        }
    }
    declared.values = values.into_iter().flatten().collect();
    declared
}

/// Returns what is wrong with a key that no document has, if declared fields tell more about it than the keys of
/// every site do.
fn stray(
    name: &str,
    key: &Spanned<String>,
    here: &[Arc<DeclaredField>],
    all: &DeclaredFields,
) -> Option<Diagnostic> {
    if FRONT.recognises(name) {
        return None;
    }
    if let Some(category) = all.category_of(name) {
        return Some(faults::field_of_other_category(key.span.clone(), name, category));
    }
    let near = nearest(name, here.iter().map(|field| &*field.key))?;
    Some(faults::field_meant(key.span.clone(), name, near))
}
