//! What hidden documents and categories refer to.
//!
//! No later stage sees them, so their references are checked here. What they lead to is kept as
//! typed: a file that only they lead to must not be published.

use super::bundles::Bundles;
use super::relations::changes_validity;
use super::scope::Scope;
use super::{attachments, attachments::AttachmentTarget, faults, visibility};
use crate::diagnostic::{Checked, Diagnostic, Suggestions};
use crate::document::{Attached, Document};
use crate::source::SitePath;
use serde_json::Value as Json;

/// Checks the references of hidden documents and returns the targets of hidden documents and
/// categories as typed, each with the file it stands in.
pub(super) fn check(scope: &Scope, bundles: &Bundles) -> Checked<Vec<(SitePath, String)>> {
    let mut diagnostics = Vec::new();
    let mut suggestions = Suggestions::default();
    let mut targets = Vec::new();
    let filing = scope.filing;
    for document in filing.documents.iter().filter(|d| scope.hidden.contains(&d.source.path)) {
        let mut add = |typed: &str| targets.push((document.source.path.clone(), typed.to_owned()));
        for attachment in &document.front.attachments {
            if let Attached::File(file) = &attachment.to {
                add(&file.value);
            }
            // A name may have been typed without its extension.
            let to =
                attachments::find(attachment, document, scope, &mut suggestions, &mut diagnostics);
            if let Some(AttachmentTarget::File(path, _)) = to {
                add(&path.as_str().replacen("content", "@", 1));
            }
        }
        document.outline.links.iter().for_each(|link| add(&link.target));
        strings(&document.front.extra).into_iter().for_each(add);
        if let Some(internal) = visibility::internal_by(document, bundles) {
            check_internal(document, internal, scope, &mut diagnostics);
        }
    }
    for section in filing.sections.iter().filter(|s| scope.hidden.contains(&s.source.path)) {
        let mut add = |typed: &str| targets.push((section.source.path.clone(), typed.to_owned()));
        section.outline.links.iter().for_each(|link| add(&link.target));
        strings(&section.extra).into_iter().for_each(add);
    }
    Checked::new(targets, diagnostics)
}

/// Checks what `document`, which `internal` keeps internal, says that readers ought to know.
fn check_internal(
    document: &Document,
    internal: &Document,
    scope: &Scope,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let Some(public) = &document.front.declared_public {
        diagnostics.push(faults::public_in_internal(public, internal));
    }
    for relation in document.front.relations.iter().filter(|r| changes_validity(r.kind)) {
        if let Some(other) = scope.index.find(&relation.to.value, &document.source.path) {
            diagnostics.push(faults::relation_from_hidden(relation, scope.document(other)));
        }
    }
}

/// Returns the texts anywhere in a value of `extra`.
fn strings(value: &Json) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = vec![value];
    while let Some(value) = rest.pop() {
        match value {
            Json::String(text) => found.push(text.as_str()),
            Json::Array(values) => rest.extend(values),
            Json::Object(values) => rest.extend(values.values()),
            _ => {}
        }
    }
    found
}
