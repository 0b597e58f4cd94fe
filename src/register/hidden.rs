//! What appears in no output: documents that are not public, and everything in their folders.

use super::{
    AttachmentTarget, Filing, Register, RelationTarget, Unpublished, attachments, faults, relations,
};
use crate::diagnostic::Diagnostic;
use crate::document::{Attached, Document, RelationKind};
use crate::source::SitePath;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// Knows what is hidden.
pub(super) struct Hiding<'a> {
    filing: &'a Filing<'a>,
    /// The documents that have a folder of their own, by that folder.
    bundles: BTreeMap<&'a str, &'a Document>,
}

impl<'a> Hiding<'a> {
    pub fn of(filing: &'a Filing) -> Hiding<'a> {
        let heads = filing.documents.iter().map(|document| &**document);
        let bundles = heads
            .filter(|head| head.source.path.file_name() == "index.md")
            .map(|head| (head.source.path.folder(), head))
            .collect();
        Hiding { filing, bundles }
    }

    /// Whether a document appears in no output, for itself or because its folder does not.
    pub fn hides(&self, document: &Document) -> bool {
        self.filing.hides(document) || self.bundle_over(&document.source.path).is_some()
    }

    /// The hidden bundle that a file lies in; the innermost, if there are several.
    pub fn bundle_over(&self, path: &SitePath) -> Option<&'a Document> {
        self.heads(path).find(|head| self.filing.hides(head))
    }

    /// Why a document is not published, for itself or with a bundle that it lies in; `None` if it
    /// is.
    pub fn reason(&self, document: &Document) -> Option<Unpublished> {
        let of_heads = self.heads(&document.source.path);
        let reasons = of_heads.filter_map(|head| self.filing.unpublished(head));
        reasons.chain(self.filing.unpublished(document)).min_by_key(|reason| reason.rank())
    }

    /// The documents in whose folders a file lies, the innermost first.
    fn heads(&self, path: &SitePath) -> impl Iterator<Item = &'a Document> {
        path.folders().filter_map(|folder| self.bundles.get(folder).copied())
    }

    pub fn folders(&self) -> BTreeSet<String> {
        let hidden = self.bundles.iter().filter(|(_, head)| self.filing.hides(head));
        hidden.map(|(folder, _)| (*folder).to_owned()).collect()
    }

    /// The internal document because of which a document stays internal: itself, or the head of a
    /// bundle that it lies in. What is only not public yet has none.
    fn internal_by(&self, document: &'a Document) -> Option<&'a Document> {
        let heads = self.heads(&document.source.path);
        std::iter::once(document).chain(heads).find(|document| document.front.is_internal)
    }
}

/// Hidden documents are in no later stage, so what refers from them is checked here, and what
/// they lead to is remembered as theirs.
pub(super) fn check(
    filing: &Filing,
    hiding: &Hiding,
    register: &mut Register,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut lookup = attachments::Lookup::of(filing);
    let mut targets = Vec::new();
    for document in filing.documents.iter().filter(|document| hiding.hides(document)) {
        let path = &document.source.path;
        let mut add = |typed: &str| targets.push((path.clone(), typed.to_owned()));
        for attachment in &document.front.attachments {
            let to = attachments::target(attachment, document, register, &mut lookup, diagnostics);
            if let Attached::File(file) = &attachment.to {
                add(&file.value);
            }
            // A name may have been typed without its ending.
            if let Some(AttachmentTarget::File(path, _)) = to {
                add(&path.as_str().replacen("content", "@", 1));
            }
        }
        document.outline.links.iter().for_each(|link| add(&link.target));
        strings(&document.front.extra).into_iter().for_each(&mut add);
        let Some(internal) = hiding.internal_by(document) else { continue };
        if let Some(public) = &document.front.declared_public {
            diagnostics.push(faults::public_in_internal(public, internal));
        }
        for relation in &document.front.relations {
            let kind = relation.kind;
            let Some(RelationTarget::Document(other)) = relations::known(relation, path, register)
            else {
                continue;
            };
            if changes_validity(kind) {
                diagnostics.push(faults::relation_from_hidden(relation, register.entry(other)));
            }
        }
    }
    for section in filing.sections.iter().filter(|s| register.hidden.contains(&s.source.path)) {
        let mut add = |typed: &str| targets.push((section.source.path.clone(), typed.to_owned()));
        section.outline.links.iter().for_each(|link| add(&link.target));
        strings(&section.extra).into_iter().for_each(add);
    }
    register.hidden_targets = targets;
}

/// Whether a relation changes what readers see as the validity of its other end.
fn changes_validity(kind: RelationKind) -> bool {
    use RelationKind::{Amends, Annuls, Repeals, Replaces};
    matches!(kind, Amends | Annuls | Repeals | Replaces)
}

/// The texts in a value of `extra`.
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
