//! What each page says of itself where its address is wanted twice.

use super::pages::{Page, PageKind};
use crate::address::{Claim, MakeClaim};
use crate::config::Config;
use crate::diagnostic::Text;
use crate::number::DocNumber;
use crate::register::{Entry, Register};
use crate::source::Span;
use crate::text;
use std::collections::{BTreeMap, BTreeSet};

/// The address of each page with its claim; before it, that of the number which the address names.
pub fn claims<'a>(
    pages: &'a [Page],
    register: &'a Register,
    config: &'a Config,
) -> impl Iterator<Item = (&'a str, MakeClaim<'a>)> {
    pages.iter().flat_map(move |page| {
        let of_number = claim_of_number(page, register, config).map(|claim| {
            let make: MakeClaim = Box::new(move || claim.clone());
            make
        });
        let of_page: MakeClaim = Box::new(move || claim_of(page, register, config));
        of_number.into_iter().chain([of_page]).map(|make| (page.address.as_str(), make))
    })
}

/// The claim of another document to an old address that is its number. No page lies there, but the
/// address leads to that document wherever numbers are understood.
fn claim_of_number(page: &Page, register: &Register, config: &Config) -> Option<Claim> {
    let PageKind::Redirect { to, typed: Some(_) } = &page.kind else { return None };
    let number = DocNumber::parse(page.address.trim_matches('/'))?;
    config.issuers.of_code(&number.code)?;
    let owner = register.by_number.get(&number).filter(|owner| *owner != to)?;
    let document = &register.entry(*owner).document;
    let path = &document.source.path;
    let span = document.front.number.as_ref().map(|number| number.span.clone());
    Some(Claim::new(text!("{path} 的发文字号", "the number of {path}"), span, None))
}

/// The addresses that two documents want because they bear one number or are one issue, which is
/// reported as such.
pub fn reported_clashes<'a>(pages: &'a [Page], register: &Register) -> BTreeSet<&'a str> {
    let mut first: BTreeMap<&str, &Entry> = BTreeMap::new();
    let mut clashing = BTreeSet::new();
    for page in pages {
        let (PageKind::Document(id) | PageKind::Newsletter(id)) = &page.kind else { continue };
        let entry = register.entry(*id);
        if let Some(other) = first.insert(&page.address, entry) {
            let same_issue = entry.issue_number().zip(other.issue_number());
            let is_reported = entry.number().is_some() && entry.number() == other.number()
                || entry.standard().is_some() && entry.standard() == other.standard()
                || same_issue.is_some_and(|(a, b)| (a.year, a.number) == (b.year, b.number));
            if is_reported {
                clashing.insert(&*page.address);
            }
        }
    }
    let numbers = pages.iter().filter(|page| match &page.kind {
        PageKind::Redirect { to, typed: None } => {
            let (number, standard) = (register.entry(*to).number(), register.entry(*to).standard());
            number.is_some_and(|number| register.by_number.get(number) != Some(to))
                || standard.is_some_and(|number| register.by_standard.get(number) != Some(to))
        }
        _ => false,
    });
    clashing.extend(numbers.map(|page| &*page.address));
    clashing
}

/// The claim of a page to its address.
fn claim_of(page: &Page, register: &Register, config: &Config) -> Claim {
    let own = |what: Text| Claim::new(what, None, None);
    let slug = config.key_names.language().pick("短名", "slug");
    let other_slug = text!("在 site.yaml 里另写“{slug}”", "give another `{slug}` in site.yaml");
    match &page.kind {
        PageKind::Home => own(text!("首页", "the home page")),
        PageKind::Section { section, .. } | PageKind::SectionYear { section, .. } => {
            let section = &register.sections[*section];
            let (path, folder) = (&section.source.path, &section.folder);
            let what = text!("分类 {path}", "the category {path}");
            let remedy = text!("给文件夹 {folder} 改名", "rename the folder {folder}");
            Claim::new(what, Some(Span::new(path, 0..0)), Some(remedy))
        }
        PageKind::Issuer(name) => {
            let slug = config.issuers.named(name).map(|issuer| issuer.slug.span.clone());
            Claim::new(text!("{name}的页面", "the page of {name}"), slug, Some(other_slug))
        }
        PageKind::Register { register: index, .. } => {
            let list = &register.lists.registers[*index];
            let name = list.code.as_ref().unwrap_or(&list.issuer);
            let series = config.issuers.of_code(name).map(|(_, series)| &series.slug);
            let slug = series.or_else(|| Some(&config.issuers.named(name)?.slug));
            let span = slug.map(|slug| slug.span.clone());
            Claim::new(text!("{name}的登记册", "the register of {name}"), span, Some(other_slug))
        }
        PageKind::Document(id) | PageKind::Newsletter(id) => {
            let entry = register.entry(*id);
            let (path, front) = (&entry.document.source.path, &entry.document.front);
            // The address of a number or an issue is no matter of choice.
            let is_free = entry.identifier().is_none() && entry.issue_number().is_none();
            let slug = front.key_names.name("slug");
            let remedy = text!("在 {path} 里另写“{slug}”", "give another `{slug}` in {path}");
            let span = Some(front.title.span.clone());
            Claim::new(text!("{path}", "{path}"), span, is_free.then_some(remedy))
        }
        PageKind::Changes(id) => {
            let path = &register.entry(*id).document.source.path;
            own(text!("{path} 的新旧对照页", "the page of what has changed in {path}"))
        }
        PageKind::Topics => own(text!("主题总览", "the list of topics")),
        PageKind::Topic { name, .. } => {
            let key = config.key_names.name("topics");
            let remedy = text!(
                "在 site.yaml 的“{key}”里给主题“{name}”另定一个",
                "give another slug to the topic `{name}`, under `{key}` in site.yaml"
            );
            let what = text!("主题“{name}”", "the topic `{name}`");
            Claim::new(what, topic_span(name, register), Some(remedy))
        }
        PageKind::Updates { .. } => own(text!("最近更新页", "the page of what is new")),
        PageKind::Subscribe => own(text!("订阅说明页", "the page on subscribing")),
        PageKind::InForce { .. } => own(text!("现行有效文件页", "the page of what is in force")),
        PageKind::Standards => own(text!("标准总览", "the list of standards")),
        PageKind::Events | PageKind::EventsMonth { .. } => {
            own(text!("活动日历", "the calendar of events"))
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
            Claim::new(what, Some(span), typed.as_ref().map(|_| remedy))
        }
    }
}

fn topic_span(name: &str, register: &Register) -> Option<Span> {
    let first = register.lists.topics.get(name)?.first()?;
    let topics = &register.entry(*first).document.front.topics;
    topics.iter().find(|topic| topic.value == name).map(|topic| topic.span.clone())
}
