//! Links in the text of documents: where each leads, and which lead nowhere.

use super::faults;
use super::url::{self, Addresses};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Told};
use crate::markdown::{Cited, Link, LinkKind, Outline, Resolved};
use crate::number::DocNumber;
use crate::register::{DocId, Register};
use crate::source::SitePath;
use std::collections::{BTreeMap, BTreeSet};

/// What links are resolved against.
pub struct Links<'a> {
    pub register: &'a Register,
    pub addresses: &'a Addresses,
    pub config: &'a Config,
    pub assets: &'a BTreeMap<SitePath, u64>,
    /// Content files that could not be read.
    pub unread: &'a BTreeSet<SitePath>,
    /// Every address of the site, for links that begin with a slash.
    pub known: &'a BTreeSet<String>,
}

/// The links of one body, and the files of the content that they lead to.
#[derive(Clone, Debug, Default)]
pub struct BodyLinks {
    pub resolved: Resolved,
    pub files: Vec<SitePath>,
}

impl Links<'_> {
    /// Resolves all links and citations of a document.
    pub fn of_document(&self, id: DocId) -> Told<BodyLinks> {
        let entry = self.register.entry(id);
        let document = &entry.document;
        let mut told = self.of_body(&document.outline, &document.source.path);
        told.value.resolved.citations = entry
            .citations
            .iter()
            .map(|filed| {
                filed.map(|citation| Cited {
                    start: citation.start,
                    href: self.addresses.href(self.addresses.document(citation.to)),
                    title: self.register.entry(citation.to).title().to_owned(),
                })
            })
            .collect();
        told
    }

    /// Resolves the links of any body.
    pub fn of_body(&self, outline: &Outline, path: &SitePath) -> Told<BodyLinks> {
        let mut links = BodyLinks::default();
        let mut told = Vec::new();
        for link in &outline.links {
            let href = self.resolve(link, outline, path, &mut links.files, &mut told);
            links.resolved.links.push(href);
        }
        Told::new(links, told)
    }

    fn resolve(
        &self,
        link: &Link,
        outline: &Outline,
        path: &SitePath,
        files: &mut Vec<SitePath>,
        told: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        let target = link.target.trim();
        if target.is_empty() || is_outside(target) {
            return None;
        }
        let (address, fragment) = match target.split_once('#') {
            Some((address, fragment)) => (address, Some(fragment)),
            None => (target, None),
        };
        if address.is_empty() {
            if let Some(fragment) = fragment {
                self.check_fragment(link, outline, fragment, told);
            }
            return None;
        }
        let plain = url::decoded(address).unwrap_or_else(|| address.to_owned());
        let end = fragment.map(|f| format!("#{f}")).unwrap_or_default();
        if let Some(id) = self.document(&plain, path) {
            if let Some(fragment) = fragment {
                self.check_fragment(
                    link,
                    &self.register.entry(id).document.outline,
                    fragment,
                    told,
                );
            }
            return Some(format!("{}{end}", self.addresses.href(self.addresses.document(id))));
        }
        if let Some(section) = self.section(&plain, path) {
            return Some(format!("{}{end}", self.addresses.href(&section)));
        }
        if let Some(rest) = plain.strip_prefix('/') {
            return self.absolute(link, rest, &end, told);
        }
        if let Some(file) = self.file(&plain, path) {
            if is_in_hidden_bundle(self.register, &file) {
                told.push(faults::link_to_hidden(link));
                return None;
            }
            let address = file_address(self.register, self.addresses, &file);
            files.push(file);
            return Some(self.addresses.href(&address));
        }
        let wanted = SitePath::resolve(path.folder(), plain.trim_start_matches("@/"));
        let typed = SitePath::resolve("content", plain.trim_start_matches("@/"));
        let unread = [&wanted, &typed].into_iter().flatten().any(|p| self.unread.contains(p));
        let hidden =
            [&wanted, &typed].into_iter().flatten().any(|p| self.register.hidden.contains(p));
        if hidden {
            told.push(faults::link_to_hidden(link));
        } else if !unread {
            told.push(faults::link_dead(link, self.suggestion(&plain, path).as_deref()));
        }
        None
    }

    /// A document named by number, by `@/path.md` or by a path beside it.
    fn document(&self, plain: &str, from: &SitePath) -> Option<DocId> {
        if let Some(number) = DocNumber::parse(plain) {
            return self.register.by_number.get(&number).copied();
        }
        if let Some(path) = plain.strip_prefix("@/") {
            return self.register.by_path.get(&SitePath::resolve("content", path)?).copied();
        }
        if !plain.ends_with(".md") || plain.starts_with('/') {
            return None;
        }
        self.register.by_path.get(&SitePath::resolve(from.folder(), plain)?).copied()
    }

    /// A category named by its `_index.md`.
    fn section(&self, plain: &str, from: &SitePath) -> Option<String> {
        let path = match plain.strip_prefix("@/") {
            Some(path) => SitePath::resolve("content", path)?,
            None => SitePath::resolve(from.folder(), plain)?,
        };
        let folder = crate::document::section::folder_of(&path)?;
        let known = self.register.sections.iter().any(|section| section.folder == folder);
        known.then(|| url::section(folder))
    }

    fn absolute(
        &self,
        link: &Link,
        rest: &str,
        end: &str,
        told: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, format!("?{query}")),
            None => (rest, String::new()),
        };
        let address = format!("/{path}");
        let slashed = format!("{}/", address.trim_end_matches('/'));
        let found = [&address, &slashed].into_iter().find(|a| self.known.contains(*a));
        match found {
            Some(address) => Some(format!("{}{query}{end}", self.addresses.href(address))),
            None => {
                let near = crate::diagnostic::nearest(&slashed, self.known.iter().map(|k| &**k));
                told.push(faults::link_dead(link, near));
                None
            }
        }
    }

    /// A file of the content named by a path beside the document, or by `@/`.
    fn file(&self, plain: &str, from: &SitePath) -> Option<SitePath> {
        let path = match plain.strip_prefix("@/") {
            Some(path) => SitePath::resolve("content", path)?,
            None => SitePath::resolve(from.folder(), plain)?,
        };
        (path.as_str().starts_with("content/") && self.assets.contains_key(&path)).then_some(path)
    }

    fn check_fragment(
        &self,
        link: &Link,
        outline: &Outline,
        fragment: &str,
        told: &mut Vec<Diagnostic>,
    ) {
        let id = url::decoded(fragment).unwrap_or_else(|| fragment.to_owned());
        let is_ours = id.starts_with("fn") || id.is_empty();
        if !is_ours && !outline.headings.iter().any(|heading| heading.id == id) {
            let near = crate::diagnostic::nearest(
                &id,
                outline.headings.iter().map(|heading| &*heading.id),
            );
            told.push(faults::fragment_dead(link, &id, near));
        }
    }

    /// What the editor may have meant: a document or file of a similar name.
    fn suggestion(&self, plain: &str, from: &SitePath) -> Option<String> {
        let bare = plain.trim_start_matches("@/");
        let folder = format!("{}/", from.folder());
        let documents = self.register.by_path.keys().map(SitePath::as_str);
        let files = self.assets.keys().map(SitePath::as_str);
        let names: Vec<&str> = match plain.starts_with("@/") {
            true => documents.filter_map(|path| path.strip_prefix("content/")).collect(),
            false => documents.chain(files).filter_map(|p| p.strip_prefix(&*folder)).collect(),
        };
        let near = crate::diagnostic::nearest(bare, names)?;
        Some(if plain.starts_with("@/") { format!("@/{near}") } else { near.to_owned() })
    }
}

/// Whether a target lies outside the site or is not an address of a page at all.
fn is_outside(target: &str) -> bool {
    let scheme = target.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    scheme || target.starts_with("//")
}

impl Link {
    /// What the link shows, in a word for messages.
    pub(super) fn noun(&self) -> (&'static str, &'static str) {
        match self.kind {
            LinkKind::Link => ("链接", "link"),
            LinkKind::Image => ("图片", "image"),
        }
    }
}

/// Where a file of the content is published: in the address of its bundle, else under its own
/// path.
pub fn file_address(register: &Register, addresses: &Addresses, file: &SitePath) -> String {
    match bundle_of(register, file) {
        Some((folder, id)) => {
            let inside = file.as_str()[folder.len()..].trim_start_matches('/');
            format!("{}{inside}", addresses.document(id))
        }
        None => format!("/{}", file.as_str().trim_start_matches("content/")),
    }
}

/// The public bundle a file lies in, with the document it belongs to.
pub fn bundle_of<'f>(register: &Register, file: &'f SitePath) -> Option<(&'f str, DocId)> {
    let mut folder = file.folder();
    loop {
        let head = SitePath::new(&format!("{folder}/index.md"));
        if let Some(id) = register.by_path.get(&head) {
            return Some((folder, *id));
        }
        folder = &folder[..folder.rfind('/')?];
    }
}

/// Whether the nearest bundle around a file is that of a document that is not public.
pub fn is_in_hidden_bundle(register: &Register, file: &SitePath) -> bool {
    let mut folder = file.folder();
    loop {
        let head = SitePath::new(&format!("{folder}/index.md"));
        if register.by_path.contains_key(&head) {
            return false;
        }
        if register.hidden.contains(&head) {
            return true;
        }
        match folder.rfind('/') {
            Some(slash) => folder = &folder[..slash],
            None => return false,
        }
    }
}
