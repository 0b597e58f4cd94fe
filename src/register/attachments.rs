//! Attachments: files of the bundle, or documents of their own that know what they belong to.

use super::{DocId, Filing, Register, candidates, faults};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Attached, Attachment, Document, Reference};
use crate::source::{SitePath, Spanned};

/// An attachment whose target is known.
#[derive(Clone, Debug)]
pub struct FiledAttachment {
    pub title: String,
    pub to: FiledTarget,
}

#[derive(Clone, Debug)]
pub enum FiledTarget {
    /// A file of the content, with its size in bytes.
    File(SitePath, u64),
    Document(DocId),
}

pub(super) fn attach(register: &mut Register, filing: &Filing, told: &mut Vec<Diagnostic>) {
    for index in 0..register.entries.len() {
        let document = register.entries[index].document.clone();
        for attachment in &document.front.attachments {
            let Some(to) = target(attachment, &document, register, filing, told) else { continue };
            if let FiledTarget::Document(id) = to {
                register.entries[id.0].attached_to.push(DocId(index));
            }
            let title = attachment.title.value.clone();
            register.entries[index].attachments.push(FiledAttachment { title, to });
        }
    }
}

/// What an attachment leads to; a fault if it leads nowhere.
pub(super) fn target(
    attachment: &Attachment,
    document: &Document,
    register: &Register,
    filing: &Filing,
    told: &mut Vec<Diagnostic>,
) -> Option<FiledTarget> {
    match &attachment.to {
        Attached::File(file) => attached_file(file, document, filing, told),
        Attached::Document(reference) => {
            let path = &document.source.path;
            let found = match &reference.value {
                Reference::Number(number) => register.by_number.get(number).copied(),
                Reference::Path(typed) => register.by_typed_path(typed, path),
            };
            if found.is_none() && !refers_to_unread(reference, path, filing) {
                told.push(faults::attached_document_missing(reference, register, filing));
            }
            found.map(FiledTarget::Document)
        }
    }
}

fn attached_file(
    file: &Spanned<String>,
    document: &Document,
    filing: &Filing,
    told: &mut Vec<Diagnostic>,
) -> Option<FiledTarget> {
    let folder = document.source.path.folder();
    let path = SitePath::resolve(folder, &file.value);
    let found = path.and_then(|path| filing.assets.get(&path).map(|size| (path, *size)));
    match found.or_else(|| without_ending(folder, &file.value, filing)) {
        Some((path, size)) => Some(FiledTarget::File(path, size)),
        None => {
            let prefix = format!("{folder}/");
            let beside: Vec<&str> = filing
                .assets
                .keys()
                .filter_map(|path| path.as_str().strip_prefix(&prefix))
                .collect();
            let near = nearest(&file.value, beside.iter().copied());
            told.push(faults::attached_file_missing(file, folder, near, &beside));
            None
        }
    }
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

/// Whether a reference means a file that could not be read: its own faults are told already.
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
