//! Attachments: files of the bundle, or documents of their own that know what they belong to.

use super::{DocId, Filing, Register, candidates, faults};
use crate::diagnostic::{Diagnostic, Suggestions};
use crate::document::{Attached, Attachment, Document, Reference};
use crate::number::DocNumber;
use crate::source::{SitePath, Spanned};
use crate::target::Target;
use std::collections::BTreeSet;
use std::ops::Bound;

/// An attachment whose target is known.
#[derive(Clone, Debug)]
pub struct ResolvedAttachment {
    pub title: String,
    pub to: AttachmentTarget,
}

#[derive(Clone, Debug)]
pub enum AttachmentTarget {
    /// A file of the content, with its size in bytes.
    File(SitePath, u64),
    Document(DocId),
}

/// What the targets of attachments are looked up in.
pub(super) struct Lookup<'a> {
    pub filing: &'a Filing<'a>,
    /// The numbers of all documents, hidden ones included.
    numbers: BTreeSet<&'a DocNumber>,
    suggestions: Suggestions,
}

impl<'a> Lookup<'a> {
    pub fn of(filing: &'a Filing) -> Lookup<'a> {
        let numbers = filing.documents.iter().filter_map(|d| d.front.number.as_ref());
        let numbers = numbers.map(|number| &number.value).collect();
        Lookup { filing, numbers, suggestions: Suggestions::default() }
    }
}

pub(super) fn attach(register: &mut Register, filing: &Filing, diagnostics: &mut Vec<Diagnostic>) {
    let mut lookup = Lookup::of(filing);
    for index in 0..register.entries.len() {
        let document = register.entries[index].document.clone();
        for attachment in &document.front.attachments {
            let to = target(attachment, &document, register, &mut lookup, diagnostics);
            let Some(to) = to else { continue };
            match (&to, &attachment.to) {
                (AttachmentTarget::File(path, _), Attached::File(typed))
                    if register.hides(path) =>
                {
                    diagnostics.push(faults::attached_file_hidden(typed));
                    continue;
                }
                (AttachmentTarget::File(..), _) => {}
                (AttachmentTarget::Document(id), _) => {
                    register.entries[id.0].attached_to.push(DocId(index));
                }
            }
            let title = attachment.title.value.clone();
            register.entries[index].attachments.push(ResolvedAttachment { title, to });
        }
    }
}

/// What an attachment leads to; a fault if it leads nowhere.
pub(super) fn target(
    attachment: &Attachment,
    document: &Document,
    register: &Register,
    lookup: &mut Lookup,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<AttachmentTarget> {
    match &attachment.to {
        Attached::File(file) => {
            attached_file((file, attachment.key), document, lookup, diagnostics)
        }
        Attached::Document(reference) => {
            let path = &document.source.path;
            let found = match &reference.value {
                Reference::Number(number) => register.by_number.get(number).copied(),
                Reference::Path(typed) => register.by_typed_path(typed, path),
            };
            if found.is_none() && !refers_to_unread(reference, path, lookup.filing) {
                let key = attachment.key;
                diagnostics.push(match is_hidden(&reference.value, path, register, lookup) {
                    true => faults::attached_document_hidden(reference),
                    false => {
                        let suggestions = &mut lookup.suggestions;
                        faults::attached_document_missing(reference, key, register, suggestions)
                    }
                });
            }
            found.map(AttachmentTarget::Document)
        }
    }
}

/// Whether a reference that leads to no public document means one that is not public.
fn is_hidden(reference: &Reference, from: &SitePath, register: &Register, lookup: &Lookup) -> bool {
    match reference {
        Reference::Path(typed) => {
            candidates(typed, from).iter().any(|path| register.hidden.contains(path))
        }
        Reference::Number(number) => lookup.numbers.contains(number),
    }
}

/// A file of the content, whichever way it was typed; with the key by which it is given.
fn attached_file(
    (file, key): (&Spanned<String>, &str),
    document: &Document,
    lookup: &mut Lookup,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<AttachmentTarget> {
    let filing = lookup.filing;
    let folder = document.source.path.folder();
    let Some(target) = Target::parse(&file.value) else {
        diagnostics.push(faults::attached_from_outside(file));
        return None;
    };
    let size = |path: SitePath| filing.assets.get(&path).map(|size| (path, *size));
    let found: Vec<(SitePath, u64)> =
        target.files(folder).filter_map(|(path, _)| size(path)).collect();
    let of_content = found.iter().find(|(path, _)| path.as_str().starts_with("content/")).cloned();
    if let Some((path, size)) = of_content.or_else(|| without_ending(folder, &file.value, filing)) {
        return Some(AttachmentTarget::File(path, size));
    }
    diagnostics.push(match found.is_empty() {
        false => faults::attached_from_elsewhere(file, folder),
        true if target.looks_external => faults::attached_from_outside(file),
        true => {
            let prefix = format!("{folder}/");
            let inside = (Bound::Included(&*prefix), Bound::Unbounded);
            let beside = || {
                let after = filing.assets.range::<str, _>(inside).map(|(path, _)| path.as_str());
                after.map_while(|path| path.strip_prefix(&*prefix))
            };
            let near = lookup.suggestions.nearest(&file.value, beside);
            faults::attached_file_missing(file, key, folder, near, beside())
        }
    });
    None
}

/// The only file of a folder that has this name before its ending: Windows hides endings.
fn without_ending(folder: &str, name: &str, filing: &Filing) -> Option<(SitePath, u64)> {
    let start = SitePath::resolve(folder, &format!("{name}."))?;
    let mut found = filing
        .assets
        .range(start.clone()..)
        .take_while(|(path, _)| path.as_str().starts_with(start.as_str()))
        .filter(|(path, _)| !path.as_str()[start.as_str().len()..].contains(['/', '.']));
    let (path, size) = found.next()?;
    found.next().is_none().then(|| (path.clone(), *size))
}

/// Whether a reference means a file that could not be read: its own faults are reported already.
pub(super) fn refers_to_unread(
    reference: &Spanned<Reference>,
    from: &SitePath,
    filing: &Filing,
) -> bool {
    match &reference.value {
        Reference::Path(typed) => {
            candidates(typed, from).iter().any(|path| filing.unread.contains(path))
        }
        Reference::Number(_) => false,
    }
}
