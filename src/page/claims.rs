//! Who wants which address: two claims to one place are an error that names both.

use super::faults;
use super::navigation;
use super::url;
use super::{Page, PageKind};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Text};
use crate::output::{OutPath, SEARCH_ENTRY};
use crate::register::{Entry, Register};
use crate::source::{SitePath, Span};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};

/// Who wants an address.
#[derive(Clone, Debug)]
pub struct Claim {
    pub(super) what: Text,
    /// Where an editor typed it.
    pub(super) span: Option<Span>,
    /// What an editor can do about it; nothing where an address is the only one there can be.
    pub(super) remedy: Option<Text>,
    /// Whether the file is made beside a page: it has no name but its address.
    is_made: bool,
}

impl Claim {
    fn of(what: Text, span: Option<Span>, remedy: Option<Text>) -> Claim {
        Claim { what, span, remedy, is_made: false }
    }

    /// Of a file of the content or of `static/`.
    pub fn of_file(path: &SitePath) -> Claim {
        let remedy = text!("给文件 {path} 改名", "rename the file {path}");
        Claim::of(text!("文件 {path}", "the file {path}"), None, Some(remedy))
    }

    /// Of a file of the theme.
    pub fn of_theme(path: &str) -> Claim {
        Claim::of(text!("主题文件 {path}", "the file {path} of the theme"), None, None)
    }

    /// Of a file that nobody typed.
    pub fn made(address: &str) -> Claim {
        let what = text!("自动生成的 {address}", "{address}, which is made of itself");
        Claim { is_made: true, ..Claim::of(what, None, None) }
    }

    /// Of the PDF of a page.
    pub fn printed(address: &str) -> Claim {
        let what = text!("打印出的 {address}", "the print {address}");
        Claim { is_made: true, ..Claim::of(what, None, None) }
    }
}

/// Checks that every page and file has a place of its own. `files` are the other files that will
/// be published. Gives the addresses of all pages and files.
pub fn check_addresses(
    pages: &[Page],
    files: &[(String, Claim)],
    register: &Register,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeSet<String> {
    // By folded spelling: on macOS and Windows `Report` and `report` are one file.
    let mut taken: BTreeMap<String, (OutPath, Claim)> = BTreeMap::new();
    let mut known = BTreeSet::new();
    let claims = pages.iter().map(|page| (&page.address, claim_of(page, register, config)));
    let claims = claims.chain(files.iter().map(|(address, claim)| (address, claim.clone())));
    let clashing = clashing(pages, register);
    for (address, claim) in claims {
        known.insert(address.clone());
        let Some(path) = url::file_of(address) else {
            diagnostics.push(faults::address_impossible(address, &claim));
            continue;
        };
        if is_of_search(&path) {
            let what = text!("检索的索引", "the index of the search");
            diagnostics.push(faults::address_taken(address, &Claim::of(what, None, None), &claim));
        }
        match taken.get(&path.folded()) {
            // Two documents with one number or issue: that itself is reported.
            Some(_) if is_below(address, &clashing) => {}
            Some((same, first)) if *same == path => {
                // Feeds of two lists that want one address: the lists themselves are reported.
                if first.what != claim.what {
                    diagnostics.push(faults::address_taken(address, first, &claim));
                }
            }
            Some((other, first)) => {
                // Of two files that are made beside pages, the pages are reported.
                if !(claim.is_made && first.is_made) {
                    let other = url::of_file(other);
                    diagnostics.push(faults::address_alike((&other, first), (address, &claim)));
                }
            }
            None => {
                taken.insert(path.folded(), (path, claim));
            }
        }
    }
    // A file cannot stand where another claim needs a folder; one of those that do is named,
    // if possible one that an editor typed.
    let mut blocked: BTreeMap<&str, (&OutPath, &Claim)> = BTreeMap::new();
    for (spelling, (path, claim)) in &taken {
        for (slash, _) in spelling.match_indices('/') {
            let Some((file, _)) = taken.get_key_value(&spelling[..slash]) else { continue };
            let named = blocked.entry(file).or_insert((path, claim));
            if named.1.span.is_none() {
                *named = (path, claim);
            }
        }
    }
    for (file, (path, claim)) in blocked {
        let (file, first) = &taken[file];
        let address = format!("/{file}");
        if path.folders().any(|folder| folder == file.as_str()) {
            diagnostics.push(faults::address_taken(&address, first, claim));
        } else {
            diagnostics
                .push(faults::address_alike((&address, first), (&url::of_file(path), claim)));
        }
    }
    known
}

/// The addresses that two documents want because they bear one number or are one issue.
fn clashing<'a>(pages: &'a [Page], register: &Register) -> BTreeSet<&'a str> {
    let mut first: BTreeMap<&str, &Entry> = BTreeMap::new();
    let mut clashing = BTreeSet::new();
    for page in pages {
        let (PageKind::Document(id) | PageKind::Newsletter(id)) = &page.kind else { continue };
        let entry = register.entry(*id);
        if let Some(other) = first.insert(&page.address, entry) {
            let same_issue = entry.issue_number().zip(other.issue_number());
            let is_told = entry.number().is_some() && entry.number() == other.number()
                || same_issue.is_some_and(|(a, b)| (a.year, a.number) == (b.year, b.number));
            if is_told {
                clashing.insert(&*page.address);
            }
        }
    }
    let numbers = pages.iter().filter(|page| match &page.kind {
        PageKind::Redirect { to, typed: None } => {
            let number = register.entry(*to).number();
            number.is_some_and(|number| register.by_number.get(number) != Some(to))
        }
        _ => false,
    });
    clashing.extend(numbers.map(|page| &*page.address));
    clashing
}

/// Whether an address is one of these, or lies below one.
fn is_below(address: &str, addresses: &BTreeSet<&str>) -> bool {
    let ends = address.match_indices('/').map(|(at, _)| at + 1);
    ends.into_iter().any(|end| addresses.contains(&address[..end]))
}

/// Whether a path is none but the index of the search may have. Its files are named by what is in
/// them, so nobody can say beforehand which names are free.
fn is_of_search(path: &OutPath) -> bool {
    let inside = path.folded().strip_prefix("search/").map(str::to_owned);
    inside.is_some_and(|inside| inside != "index.html") && path.as_str() != SEARCH_ENTRY
}

fn claim_of(page: &Page, register: &Register, config: &Config) -> Claim {
    let own = |what: Text| Claim::of(what, None, None);
    let slug = config.key_names.language().pick("短名", "slug");
    let other_slug = text!("在 site.yaml 里另写“{slug}”", "give another `{slug}` in site.yaml");
    match &page.kind {
        PageKind::Home => own(text!("首页", "the home page")),
        PageKind::Section { section, .. } | PageKind::SectionYear { section, .. } => {
            let section = &register.sections[*section];
            let (path, folder) = (&section.source.path, &section.folder);
            let what = text!("分类 {path}", "the category {path}");
            let remedy = text!("给文件夹 {folder} 改名", "rename the folder {folder}");
            Claim::of(what, Some(Span::new(path, 0..0)), Some(remedy))
        }
        PageKind::Issuer(name) => {
            let slug = config.issuers.named(name).map(|issuer| issuer.slug.span.clone());
            Claim::of(text!("{name}的页面", "the page of {name}"), slug, Some(other_slug))
        }
        PageKind::Register { register: index, .. } => {
            let list = &register.lists.registers[*index];
            let name = list.code.as_ref().unwrap_or(&list.issuer);
            let series = config.issuers.of_code(name).map(|(_, series)| &series.slug);
            let slug = series.or_else(|| Some(&config.issuers.named(name)?.slug));
            let span = slug.map(|slug| slug.span.clone());
            Claim::of(text!("{name}的登记册", "the register of {name}"), span, Some(other_slug))
        }
        PageKind::Document(id) | PageKind::Newsletter(id) => {
            let entry = register.entry(*id);
            let (path, front) = (&entry.document.source.path, &entry.document.front);
            // The address of a number or an issue is no matter of choice.
            let is_free = entry.number().is_none() && entry.issue_number().is_none();
            let slug = front.key_names.name("slug");
            let remedy = text!("在 {path} 里另写“{slug}”", "give another `{slug}` in {path}");
            let span = Some(front.title.span.clone());
            Claim::of(text!("{path}", "{path}"), span, is_free.then_some(remedy))
        }
        PageKind::Topics => own(text!("主题总览", "the list of topics")),
        PageKind::Topic { name, .. } => {
            let key = config.key_names.name("topics");
            let remedy = text!(
                "在 site.yaml 的“{key}”里给主题“{name}”另定一个",
                "give another slug to the topic `{name}`, under `{key}` in site.yaml"
            );
            let what = text!("主题“{name}”", "the topic `{name}`");
            Claim::of(what, topic_span(name, register), Some(remedy))
        }
        PageKind::Statistics => own(text!("文件统计页", "the page of statistics")),
        PageKind::Search => own(text!("搜索页", "the search page")),
        PageKind::NotFound => own(text!("404 页", "the 404 page")),
        PageKind::Redirect { to, typed } => {
            let document = &register.entry(*to).document;
            let (path, front) = (&document.source.path, &document.front);
            let key = front.key_names.name("aliases");
            let remedy = text!("去掉 {path} 的这个“{key}”", "drop it from `{key}` in {path}");
            let what = text!("{path} 的旧址", "an old address of {path}");
            let span = typed.clone().unwrap_or_else(|| front.title.span.clone());
            Claim::of(what, Some(span), typed.as_ref().map(|_| remedy))
        }
    }
}

fn topic_span(name: &str, register: &Register) -> Option<Span> {
    let first = register.lists.topics.get(name)?.first()?;
    let topics = &register.entry(*first).document.front.topics;
    topics.iter().find(|topic| topic.value == name).map(|topic| topic.span.clone())
}

/// Slugs, aliases and navigation as they were typed.
pub(super) fn check_typed(
    register: &Register,
    config: &Config,
    known: &BTreeSet<String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for entry in &register.entries {
        let front = &entry.document.front;
        if let Some(slug) = front.slug.as_ref().filter(|s| !crate::config::is_slug(&s.value)) {
            let key_names = &front.key_names;
            diagnostics.push(faults::slug_form(
                slug,
                key_names.name("slug"),
                &key_names.line("slug"),
            ));
        }
        for alias in front.aliases.iter().filter(|alias| url::alias(&alias.value).is_none()) {
            let key_names = &front.key_names;
            diagnostics.push(faults::alias_form(
                alias,
                key_names.name("aliases"),
                &key_names.line("aliases"),
            ));
        }
    }
    navigation::check(config, known, diagnostics);
}

/// Templates that documents and categories ask for by name.
pub fn check_templates(
    register: &Register,
    has: impl Fn(&str) -> bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let of_entries = register.entries.iter().filter_map(|entry| {
        let front = &entry.document.front;
        Some((front.template.as_ref()?, front.key_names.name("template")))
    });
    let of_sections = register.sections.iter().flat_map(|section| {
        let own = section.template.as_ref().map(|own| (own, section.key_names.name("template")));
        let pages = section.page_template.as_ref();
        [own, pages.map(|pages| (pages, section.key_names.name("page_template")))]
    });
    let asked = of_entries.chain(of_sections.flatten());
    for (template, name) in asked {
        if !has(&template.value) {
            diagnostics.push(faults::template_unknown(template, name));
        } else if is_part(&template.value) {
            diagnostics.push(faults::template_part(template, name));
        }
    }
}

/// Whether a template is a part of pages and makes none by itself: its page would have no head,
/// and so no content security policy.
fn is_part(template: &str) -> bool {
    ["partials/", "components/", "macros/"].iter().any(|folder| template.starts_with(folder))
        || template == "base.html"
}
