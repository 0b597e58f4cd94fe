//! Who wants which address: two claims to one place are an error that names both.

use super::faults::{self, Claim};
use super::navigation;
use super::url;
use super::{Page, PageKind};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::output::OutPath;
use crate::register::{Entry, Register};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Checks that every page and file has a place of its own. `files` are the other files that will
/// be published, with words for each. Gives the addresses of all pages and files.
pub fn check_addresses(
    pages: &[Page],
    files: &[(String, (String, String))],
    register: &Register,
    config: &Config,
    told: &mut Vec<Diagnostic>,
) -> BTreeSet<String> {
    // By folded spelling: on macOS and Windows `Report` and `report` are one file.
    let mut taken: BTreeMap<String, (OutPath, Claim)> = BTreeMap::new();
    let mut known = BTreeSet::new();
    let claims = pages.iter().map(|page| (&page.address, claim_of(page, register, config))).chain(
        files.iter().map(|(address, what)| (address, Claim { what: what.clone(), span: None })),
    );
    let clashing = clashing(pages, register);
    for (address, claim) in claims {
        known.insert(address.clone());
        let Some(path) = url::file_of(address) else {
            told.push(faults::address_impossible(address, &claim));
            continue;
        };
        match taken.get(&path.folded()) {
            // Two documents with one number or issue: that itself is told.
            Some(_) if is_below(address, &clashing) => {}
            Some((same, first)) if *same == path => {
                // Feeds of two lists that want one address: the lists themselves are told of.
                if first.what != claim.what {
                    told.push(faults::address_taken(address, first, &claim));
                }
            }
            Some((other, first)) => {
                // What is made beside a page has no name but its address; the pages are told of.
                if claim.what.1 != *address {
                    let other = url::of_file(other);
                    told.push(faults::address_alike((&other, first), (address, &claim)));
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
            told.push(faults::address_taken(&address, first, claim));
        } else {
            told.push(faults::address_alike((&address, first), (&url::of_file(path), claim)));
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

fn claim_of(page: &Page, register: &Register, config: &Config) -> Claim {
    let words = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    let document = |id: &crate::register::DocId| -> (String, Span) {
        let entry = register.entry(*id);
        (entry.document.source.path.to_string(), entry.document.front.title.span.clone())
    };
    match &page.kind {
        PageKind::Home => Claim { what: words("首页", "the home page"), span: None },
        PageKind::Section { section, .. } | PageKind::SectionYear { section, .. } => {
            let section = &register.sections[*section];
            let path = &section.source.path;
            let what = (format!("分类 {path}"), format!("the category {path}"));
            Claim { what, span: Some(Span::new(path, 0..0)) }
        }
        PageKind::Issuer(name) => Claim {
            what: (format!("{name}的页面"), format!("the page of {name}")),
            span: config.issuers.named(name).map(|issuer| issuer.slug.span.clone()),
        },
        PageKind::Register { register: index, .. } => {
            let shelf = &register.shelves.registers[*index];
            let name = shelf.code.as_ref().unwrap_or(&shelf.issuer);
            let series = config.issuers.of_code(name).map(|(_, series)| &series.slug);
            let slug = series.or_else(|| Some(&config.issuers.named(name)?.slug));
            Claim {
                what: (format!("{name}的登记册"), format!("the register of {name}")),
                span: slug.map(|slug| slug.span.clone()),
            }
        }
        PageKind::Document(id) | PageKind::Newsletter(id) => {
            let (path, span) = document(id);
            Claim { what: (path.clone(), path), span: Some(span) }
        }
        PageKind::Topics => Claim { what: words("主题总览", "the list of topics"), span: None },
        PageKind::Topic { name, .. } => {
            let what = (format!("主题“{name}”"), format!("the topic `{name}`"));
            Claim { what, span: topic_span(name, register) }
        }
        PageKind::Statistics => {
            Claim { what: words("文件统计页", "the page of statistics"), span: None }
        }
        PageKind::Search => Claim { what: words("搜索页", "the search page"), span: None },
        PageKind::NotFound => Claim { what: words("404 页", "the 404 page"), span: None },
        PageKind::Redirect { to, typed } => {
            let (path, title) = document(to);
            let what = (format!("{path} 的旧址"), format!("an alias of {path}"));
            Claim { what, span: Some(typed.clone().unwrap_or(title)) }
        }
    }
}

fn topic_span(name: &str, register: &Register) -> Option<Span> {
    let first = register.shelves.topics.get(name)?.documents.first()?;
    let topics = &register.entry(*first).document.front.topics;
    topics.iter().find(|topic| topic.value == name).map(|topic| topic.span.clone())
}

/// Slugs, aliases and navigation as they were typed.
pub(super) fn check_typed(
    register: &Register,
    config: &Config,
    known: &BTreeSet<String>,
    told: &mut Vec<Diagnostic>,
) {
    for entry in &register.entries {
        let front = &entry.document.front;
        if let Some(slug) = front.slug.as_ref().filter(|s| !crate::config::is_slug(&s.value)) {
            let naming = &front.naming;
            told.push(faults::slug_form(slug, naming.name("slug"), &naming.line("slug")));
        }
        for alias in front.aliases.iter().filter(|alias| url::alias(&alias.value).is_none()) {
            let naming = &front.naming;
            told.push(faults::alias_form(alias, naming.name("aliases"), &naming.line("aliases")));
        }
    }
    navigation::check(config, known, told);
}

/// Templates that documents and categories ask for by name.
pub fn check_templates(
    register: &Register,
    has: impl Fn(&str) -> bool,
    told: &mut Vec<Diagnostic>,
) {
    let of_entries = register.entries.iter().filter_map(|entry| {
        let front = &entry.document.front;
        Some((front.template.as_ref()?, front.naming.name("template")))
    });
    let of_sections = register.sections.iter().flat_map(|section| {
        let own = section.template.as_ref().map(|own| (own, section.naming.name("template")));
        let pages = section.page_template.as_ref();
        [own, pages.map(|pages| (pages, section.naming.name("page_template")))]
    });
    let asked = of_entries.chain(of_sections.flatten());
    for (template, name) in asked {
        if !has(&template.value) {
            told.push(faults::template_unknown(template, name));
        } else if is_part(&template.value) {
            told.push(faults::template_part(template, name));
        }
    }
}

/// Whether a template is a part of pages and makes none by itself: its page would have no head,
/// and so no content security policy.
fn is_part(template: &str) -> bool {
    ["partials/", "components/", "macros/"].iter().any(|folder| template.starts_with(folder))
        || template == "base.html"
}
