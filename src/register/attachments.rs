//! Attachments: files of the content, or documents of their own.

use super::doc_id::DocId;
use super::faults;
use super::filing::Filing;
use super::scope::Scope;
use crate::diagnostic::{Checked, Diagnostic, Suggestions};
use crate::document::{Attached, Attachment, Document};
use crate::source::{SitePath, Span, Spanned};
use crate::target::Target;
use std::ops::Bound;

/// An attachment whose target is known.
#[derive(Clone, Debug)]
pub struct ResolvedAttachment {
    pub title: String,
    pub to: AttachmentTarget,
    /// Where its file or document was typed.
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum AttachmentTarget {
    /// A file of the content, with its size in bytes.
    File(SitePath, u64),
    Document(DocId),
}

/// Resolves the attachments of all public documents, by [`DocId`]. What leads nowhere, or to a
/// hidden file, is reported and left out.
pub(super) fn resolve(scope: &Scope) -> Checked<Vec<Vec<ResolvedAttachment>>> {
    let mut diagnostics = Vec::new();
    let mut suggestions = Suggestions::default();
    let attachments = scope
        .documents()
        .map(|(_, document)| {
            let resolved = document.front.attachments.iter().filter_map(|attachment| {
                let to = find(attachment, document, scope, &mut suggestions, &mut diagnostics)?;
                if let (AttachmentTarget::File(path, _), Attached::File(typed)) =
                    (&to, &attachment.to)
                    && scope.hidden.covers(path)
                {
                    diagnostics.push(faults::attached_file_hidden(typed));
                    return None;
                }
                let span = match &attachment.to {
                    Attached::File(typed) => typed.span.clone(),
                    Attached::Document(typed) => typed.span.clone(),
                };
                Some(ResolvedAttachment { title: attachment.title.value.clone(), to, span })
            });
            resolved.collect()
        })
        .collect();
    Checked::new(attachments, diagnostics)
}

/// Returns what an attachment leads to, be it hidden or not; reports it if it leads nowhere.
pub(super) fn find(
    attachment: &Attachment,
    document: &Document,
    scope: &Scope,
    suggestions: &mut Suggestions,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<AttachmentTarget> {
    let key = attachment.key;
    match &attachment.to {
        Attached::File(file) => {
            find_file(file, key, document, scope.filing, suggestions, diagnostics)
        }
        Attached::Document(reference) => {
            let path = &document.source.path;
            let found = scope.index.find(&reference.value, path);
            if found.is_none() && !scope.is_unread(&reference.value, path) {
                // A hidden document may have hidden attachments: they are published together.
                let is_hidden = scope.is_hidden(&reference.value, path);
                if !is_hidden {
                    diagnostics.push(faults::attached_document_missing(
                        reference,
                        key,
                        scope.index,
                        suggestions,
                    ));
                } else if !scope.hidden.covers(path) {
                    diagnostics.push(faults::attached_document_hidden(reference));
                }
            }
            found.map(AttachmentTarget::Document)
        }
    }
}

/// Returns the file of the content that was typed, whatever the spelling. `key` is what the file
/// is given by.
fn find_file(
    file: &Spanned<String>,
    key: &str,
    document: &Document,
    filing: &Filing,
    suggestions: &mut Suggestions,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<AttachmentTarget> {
    let folder = document.source.path.folder();
    let Some(target) = Target::parse(&file.value) else {
        diagnostics.push(faults::attached_from_other_site(file));
        return None;
    };
    let size = |path: SitePath| filing.assets.get(&path).map(|size| (path, *size));
    let found: Vec<(SitePath, u64)> =
        target.files(folder).filter_map(|(path, _)| size(path)).collect();
    let of_content = found.iter().find(|(path, _)| path.as_str().starts_with("content/")).cloned();
    let of_content = of_content.or_else(|| without_extension(folder, &file.value, filing));
    if let Some((path, size)) = of_content {
        return Some(AttachmentTarget::File(path, size));
    }
    diagnostics.push(if !found.is_empty() {
        faults::attached_from_outside_content(file, folder)
    } else if target.looks_external {
        faults::attached_from_other_site(file)
    } else {
        let names = || names_in(folder, filing);
        let near = suggestions.nearest(&file.value, names);
        faults::attached_file_missing(file, key, folder, near, names())
    });
    None
}

/// Returns the paths of the files below a folder, from there.
fn names_in<'a>(folder: &str, filing: &Filing<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    let prefix = format!("{folder}/");
    let after = (Bound::Included(&*prefix), Bound::Unbounded);
    let after = filing.assets.range::<str, _>(after).map(|(path, _)| path.as_str());
    after.map_while(move |path| path.strip_prefix(&*prefix))
}

/// Returns the only file of a folder that has this name before its extension. Windows hides
/// extensions, so editors leave them out.
fn without_extension(folder: &str, name: &str, filing: &Filing) -> Option<(SitePath, u64)> {
    let start = SitePath::resolve(folder, &format!("{name}."))?;
    let mut found = filing
        .assets
        .range(start.clone()..)
        .take_while(|(path, _)| path.as_str().starts_with(start.as_str()))
        .filter(|(path, _)| !path.as_str()[start.as_str().len()..].contains(['/', '.']));
    let (path, size) = found.next()?;
    found.next().is_none().then(|| (path.clone(), *size))
}
