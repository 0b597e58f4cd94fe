//! Links in the text of documents: where each leads, and which lead nowhere.

use super::addresses::{Addresses, file_address};
use super::body_links::{BodyLinks, ResolvedLinks};
use super::cited;
use super::content_files::{ContentFiles, below, subtitles_of};
use super::faults::{self, Likely};
use super::url;
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, Suggestions};
use crate::markdown::{self, Link, LinkForm, LinkKind, Outline, RawHtml};
use crate::number::{DocNumber, StandardNumber};
use crate::register::{DocId, Register};
use crate::source::{SitePath, Source};
use crate::target::Target;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What links are resolved against.
pub struct Links<'a> {
    pub(super) register: &'a Register,
    config: &'a Config,
    addresses: &'a Addresses,
    files: &'a ContentFiles<'a>,
    known: &'a BTreeSet<String>,
}

/// What a target leads to.
pub(super) enum Destination {
    /// Another part of the text that holds the link.
    Here,
    Document(DocId),
    /// A page without a file of its own, by its address.
    Page(String),
    File(SitePath),
    /// A document that is not public, or a file of one.
    Hidden,
    /// A file whose own faults are reported already.
    Unread,
    Nowhere,
}

/// A link that does not lead where its editor meant it to.
#[derive(Clone)]
struct BrokenLink<'a> {
    link: &'a Link,
    source: &'a Source,
    reason: Reason<'a>,
}

#[derive(Clone)]
enum Reason<'a> {
    Hidden,
    /// No file has this name, so it is the address of another site, wrongly typed.
    Disguised,
    Nowhere,
    /// A picture on another host.
    Elsewhere,
    /// The page is there, the part of it is not.
    NoAnchor(String, &'a Outline),
}

impl<'a> Links<'a> {
    /// `known` are the addresses of all pages and files, for links that begin with a slash.
    pub fn new(
        register: &'a Register,
        config: &'a Config,
        addresses: &'a Addresses,
        files: &'a ContentFiles<'a>,
        known: &'a BTreeSet<String>,
    ) -> Links<'a> {
        Links { register, config, addresses, files, known }
    }

    /// Resolves the links of every body, and reports those that lead nowhere.
    pub fn resolve_all(&self) -> Checked<ResolvedLinks> {
        let (documents, mut broken): (Vec<BodyLinks>, Vec<Vec<_>>) =
            (0..self.register.entries.len())
                .into_par_iter()
                .map(|index| self.of_document(DocId(index)))
                .unzip();
        let sections = self.register.sections.iter().map(|s| self.of_body(&s.outline, &s.source));
        let (sections, broken_in_sections): (Vec<BodyLinks>, Vec<Vec<_>>) = sections.unzip();
        broken.extend(broken_in_sections);
        Checked::new(ResolvedLinks { documents, sections }, self.report(&broken.concat()))
    }

    /// Resolves all links and citations of a document.
    fn of_document(&self, id: DocId) -> (BodyLinks, Vec<BrokenLink<'a>>) {
        let entry = self.register.entry(id);
        let document = &entry.document;
        let (mut links, broken) = self.of_body(&document.outline, &document.source);
        cited::resolve(self.register, self.addresses, id, &mut links.resolved);
        (links, broken)
    }

    /// Resolves the links of any body.
    fn of_body(
        &self,
        outline: &'a Outline,
        source: &'a Source,
    ) -> (BodyLinks, Vec<BrokenLink<'a>>) {
        let mut links = BodyLinks::default();
        let mut broken = Vec::new();
        for (index, link) in outline.links.iter().enumerate() {
            let mut report = |reason| broken.push(BrokenLink { link, source, reason });
            if self.is_picture_elsewhere(link) {
                report(Reason::Elsewhere);
            }
            let mut note = |file| {
                let subtitles = subtitles_of(&file).filter(|path| self.files.contains(path));
                if let Some(subtitles) = subtitles {
                    let address = file_address(self.register, self.addresses, &subtitles);
                    links.resolved.subtitles.insert(index, self.addresses.href(&address));
                }
                links.files.push((index, file));
            };
            let href = self.resolve(link, outline, &source.path, &mut note, &mut report);
            links.resolved.links.push(href);
        }
        (links, broken)
    }

    fn resolve(
        &self,
        link: &Link,
        outline: &'a Outline,
        from: &SitePath,
        note: &mut dyn FnMut(SitePath),
        report: &mut dyn FnMut(Reason<'a>),
    ) -> Option<String> {
        let (target, is_path) = self.target_of(link)?;
        let (destination, end) = self.destination(&target, from);
        let href = |address: &str| Some(format!("{}{end}", self.addresses.href(address)));
        let mut check = |outline: &'a Outline| {
            if let Some(id) = target.fragment.as_ref().filter(|id| !self.leads_into(outline, id)) {
                report(Reason::NoAnchor(id.clone(), outline));
            }
        };
        match destination {
            Destination::Here => check(outline),
            Destination::Document(id) => {
                check(&self.register.entry(id).document.outline);
                return href(self.addresses.document(id));
            }
            Destination::Page(address) => return href(&address),
            Destination::File(file) => {
                let href = href(&file_address(self.register, self.addresses, &file));
                note(file);
                return href;
            }
            Destination::Hidden => report(Reason::Hidden),
            // Beside the portal other things may stand under the same host.
            Destination::Nowhere if target.looks_external => {
                let is_html = matches!(link.form, LinkForm::Html { .. });
                if self.config.raw_html == RawHtml::Sanitised && !is_html {
                    report(Reason::Disguised);
                }
            }
            Destination::Nowhere if is_path => report(Reason::Nowhere),
            Destination::Nowhere | Destination::Unread => {}
        }
        None
    }

    /// Returns whether a link shows a picture of another host, which the pages' own rules for
    /// browsers (Content-Security-Policy) forbid.
    fn is_picture_elsewhere(&self, link: &Link) -> bool {
        let is_removed = link.form == REMOVED && self.config.raw_html == RawHtml::Sanitised;
        let target = link.target.trim().to_ascii_lowercase();
        let origin = self.config.base_url.origin.to_ascii_lowercase();
        link.kind == LinkKind::Image
            && !is_removed
            && ["https://", "http://", "//"].iter().any(|start| target.starts_with(start))
            && (origin.is_empty() || !target.starts_with(&format!("{origin}/")))
    }

    /// The target of a link that readers can follow and that stays inside the site, and whether
    /// it was typed as a path, not as a whole address.
    pub(super) fn target_of(&self, link: &Link) -> Option<(Target, bool)> {
        if link.target.trim().is_empty()
            || (link.form == REMOVED && self.config.raw_html == RawHtml::Sanitised)
        {
            return None;
        }
        self.parse(&link.target)
    }

    /// Parses a target as [`Links::target_of`] does, wherever it was typed.
    pub(super) fn parse(&self, typed: &str) -> Option<(Target, bool)> {
        if let Some(target) = Target::parse(typed) {
            return Some((target, true));
        }
        let base = self.addresses.permalink("/");
        let rest = typed.trim().strip_prefix(base.trim_end_matches('/'))?;
        let target = rest.starts_with('/').then(|| Target::parse(rest))?;
        target.map(|target| (target, false))
    }

    /// What a target means that was typed in the file `from`, and what follows its path. Targets
    /// of public and of hidden documents are read by this one function.
    pub(super) fn destination<'t>(
        &self,
        target: &'t Target,
        from: &SitePath,
    ) -> (Destination, &'t str) {
        if target.readings.is_empty() {
            return (Destination::Here, "");
        }
        let by_address = |path: &str| path.starts_with('/').then(|| self.at_address(path))?;
        let found = target.readings.iter().find_map(|reading| {
            let typed = reading.path.trim_matches('/');
            let number = DocNumber::parse(typed);
            let standard = StandardNumber::parse(typed);
            let numbered = number.and_then(|number| self.register.by_number.get(&number));
            let numbered = numbered.or_else(|| self.register.by_standard.get(&standard?));
            let document = numbered.map(|id| Destination::Document(*id));
            Some((document.or_else(|| by_address(&reading.path))?, reading.end.as_str()))
        });
        let found = found.or_else(|| {
            target.files(from.folder()).find_map(|(path, end)| Some((self.at_path(path)?, end)))
        });
        if let Some(found) = found {
            return found;
        }
        let near = target.files(from.folder()).map(|(path, _)| path);
        let typed = target.readings.iter();
        let typed =
            typed.filter_map(|r| SitePath::resolve("content", r.path.trim_start_matches("@/")));
        let paths: Vec<SitePath> = near.chain(typed).collect();
        if paths.iter().any(|path| self.register.hidden.contains(path) || self.files.hides(path)) {
            return (Destination::Hidden, "");
        }
        let is_unread = paths.iter().any(|path| self.files.unread.contains(path));
        (if is_unread { Destination::Unread } else { Destination::Nowhere }, "")
    }

    /// What stands at an address of the site, base path left out.
    fn at_address(&self, address: &str) -> Option<Destination> {
        if let Some(file) = self.files.at(address) {
            return Some(Destination::File(file.clone()));
        }
        let slashed = format!("{}/", address.trim_end_matches('/'));
        let found = [address, &slashed].into_iter().find(|a| self.known.contains(*a));
        found.map(|address| Destination::Page(address.to_owned()))
    }

    /// What a path of the content means: a document, a category, a file.
    fn at_path(&self, path: SitePath) -> Option<Destination> {
        if let Some(id) = self.register.by_path.get(&path) {
            return Some(Destination::Document(*id));
        }
        if let Some(folder) = crate::document::section::folder_of(&path) {
            let mut known = self.register.sections.iter();
            let found = known.find(|section| section.folder == folder)?;
            return Some(Destination::Page(url::section(&found.address)));
        }
        self.files.contains(&path).then_some(Destination::File(path))
    }

    /// Returns whether a fragment leads into a page; those of footnotes and of the top always do.
    fn leads_into(&self, outline: &Outline, id: &str) -> bool {
        let is_ours = id.is_empty() || id == "top" || id.starts_with("fn");
        is_ours || outline.has_anchor(id, self.config.raw_html)
    }

    /// Reports broken links; for the first ones, also what may have been meant.
    fn report(&self, broken: &[BrokenLink]) -> Vec<Diagnostic> {
        let mut suggestions = Suggestions::default();
        let mut diagnostics = Vec::with_capacity(broken.len());
        let is_reported = |broken: &&BrokenLink| match broken.reason {
            Reason::Nowhere => !self.may_lead_to_unread(broken.link),
            Reason::Hidden | Reason::Disguised | Reason::Elsewhere | Reason::NoAnchor(..) => true,
        };
        for BrokenLink { link, source, reason } in broken.iter().filter(is_reported) {
            diagnostics.push(match reason {
                Reason::Hidden => faults::link_to_hidden(link),
                Reason::Elsewhere => faults::image_elsewhere(link),
                Reason::Disguised => markdown::link_unsafe(link.span.clone(), &link.target),
                Reason::Nowhere => {
                    let likely = if names_a_host(&link.target) {
                        Likely::Outside(target_place(link, source))
                    } else {
                        let near = self.suggestion(link, &source.path, &mut suggestions);
                        near.map_or(Likely::Unknown, Likely::Near)
                    };
                    faults::link_dead(link, source.path.folder(), likely)
                }
                Reason::NoAnchor(id, outline) => {
                    let near = suggestions.nearest(id, || outline.anchors.keys().map(|id| &**id));
                    faults::fragment_dead(link, id, near)
                }
            });
        }
        diagnostics
    }

    fn may_lead_to_unread(&self, link: &Link) -> bool {
        let target = Target::parse(&link.target);
        let mut readings = target.iter().flat_map(|target| &target.readings);
        readings.any(|reading| may_be_unread(&reading.path, self.config, self.known))
    }

    /// What the editor may have meant: a document or file of a similar name.
    fn suggestion(
        &self,
        link: &Link,
        from: &SitePath,
        suggestions: &mut Suggestions,
    ) -> Option<String> {
        let target = Target::parse(&link.target)?;
        let plain = target.readings.first()?.path.as_str();
        if plain.starts_with('/') {
            let slashed = format!("{}/", plain.trim_end_matches('/'));
            let known = || self.known.iter().map(|address| &**address);
            return suggestions.nearest(&slashed, known).map(str::to_owned);
        }
        let bare = plain.trim_start_matches("@/");
        let is_rooted = bare.len() < plain.len();
        let folder = if is_rooted { "content/".to_owned() } else { format!("{}/", from.folder()) };
        let inside = || below(&self.register.by_path, &folder).chain(self.files.below(&folder));
        let near = suggestions.nearest(bare, inside)?;
        Some(if is_rooted { format!("@/{near}") } else { near.to_owned() })
    }
}

/// Returns whether an address may be that of an issuer or a series whose lines in site.yaml could
/// not be read: nothing else of the site begins as it does.
pub(super) fn may_be_unread(address: &str, config: &Config, known: &BTreeSet<String>) -> bool {
    let Some(inside) = address.strip_prefix('/').filter(|_| !config.issuers.is_complete) else {
        return false;
    };
    let list = url::list(inside.split('/').next().unwrap_or_default());
    let next = known.range(list.clone()..).next();
    !next.is_some_and(|known| known.starts_with(&list))
}

/// A link that the sanitiser takes away.
const REMOVED: LinkForm = LinkForm::Html { kept: false };

/// Returns whether a target looks like the address of another site without its `https://`.
pub(super) fn names_a_host(target: &str) -> bool {
    const ENDS: [&str; 7] = [".cn", ".com", ".net", ".org", ".gov", ".edu", ".top"];
    let host = target.split(['/', '?', '#', ':']).next().unwrap_or_default().to_lowercase();
    let is_host = host.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
    is_host && (host.starts_with("www.") || ENDS.iter().any(|end| host.ends_with(end)))
}

/// Where the target of a link begins in the file, if it stands there as it is read.
fn target_place(link: &Link, source: &Source) -> Option<usize> {
    let typed = source.text.get(link.span.range())?;
    let before: &[&str] = match link.form {
        LinkForm::Markdown => &["](", "](<"],
        LinkForm::Html { .. } | LinkForm::FrontMatter => &["\"", "'", ""],
    };
    before.iter().find_map(|before| {
        let whole = format!("{before}{}", link.target);
        let at = match link.form {
            LinkForm::Markdown => typed.rfind(&whole)?,
            LinkForm::Html { .. } | LinkForm::FrontMatter => {
                typed.starts_with(&whole).then_some(0)?
            }
        };
        Some(link.span.start + at + before.len())
    })
}
