//! The addresses of one site: of each document, topic and issuer, and of the files beside documents.

use super::slug::slug_of;
use super::url;
use crate::config::{BaseUrl, Config, is_slug};
use crate::register::{DocId, Register};
use crate::source::SitePath;
use crate::target::percent_encoded;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The address of every document, topic and issuer of the site.
#[derive(Debug)]
pub struct Addresses {
    base: BaseUrl,
    documents: Vec<String>,
    topics: BTreeMap<String, String>,
    issuers: BTreeMap<String, String>,
}

impl Addresses {
    pub fn of(register: &Register, config: &Config) -> Addresses {
        let documents = (0..register.entries.len()).into_par_iter();
        let mut addresses = Addresses {
            base: config.base_url.clone(),
            documents: documents.map(|id| address_of(register, config, DocId(id))).collect(),
            topics: BTreeMap::new(),
            issuers: config
                .issuers
                .iter()
                .flat_map(|issuer| {
                    let address = url::list(&issuer.slug.value);
                    std::iter::once(&issuer.name)
                        .chain(&issuer.former_names)
                        .map(move |name| (name.value.clone(), address.clone()))
                })
                .collect(),
        };
        for topic in register.lists.topics.keys() {
            let slug = config.topic_slugs.get(topic).cloned().unwrap_or_else(|| slug_of(topic));
            addresses.topics.insert(topic.clone(), slug);
        }
        addresses
    }

    /// `/lyxf/2026/1/`
    pub fn document(&self, id: DocId) -> &str {
        &self.documents[id.0]
    }

    /// `/topics/dang-jian/`
    pub fn topic(&self, name: &str) -> String {
        url::topic(self.topic_slug(name))
    }

    pub fn topic_slug(&self, name: &str) -> &str {
        self.topics.get(name).map_or("", String::as_str)
    }

    /// `/lyx/`, if site.yaml knows the issuer by this name or had it as a former one.
    pub fn issuer(&self, name: &str) -> Option<&str> {
        self.issuers.get(name).map(String::as_str)
    }

    /// An address as it is written into `href`: base path before it, percent-encoded.
    pub fn href(&self, address: &str) -> String {
        percent_encoded(&format!("{}{}", self.base.path.trim_end_matches('/'), address))
    }

    /// The whole address, with scheme and host.
    pub fn permalink(&self, address: &str) -> String {
        format!("{}{}", self.base.origin, self.href(address))
    }
}

fn address_of(register: &Register, config: &Config, id: DocId) -> String {
    let entry = register.entry(id);
    let section = register.section_of(id);
    let list = url::section(&section.address);
    let slug = document_slug(register, id);
    if let Some(issue) = entry.issue {
        return format!("{}{slug}/", address_of(register, config, issue));
    }
    if let Some(issue) = entry.issue_number() {
        return format!("{list}{}/{}/", issue.year, issue.number);
    }
    let numbered = entry.number().and_then(|n| Some((n, config.issuers.of_code(&n.code)?)));
    if let Some((number, (_, series))) = numbered {
        return url::numbered(&series.slug.value, number);
    }
    if let Some(number) = entry.standard() {
        return url::standard(number);
    }
    match entry.date().filter(|_| section.kind.has_years()) {
        Some(date) => format!("{}{slug}/", url::year(&list, date.year())),
        None => format!("{list}{slug}/"),
    }
}

/// The slug as given, else from the name of the file or bundle, without a date at its front.
fn document_slug(register: &Register, id: DocId) -> String {
    let entry = register.entry(id);
    if let Some(slug) = &entry.document.front.slug
        && is_slug(&slug.value)
    {
        return slug.value.clone();
    }
    let path = &entry.document.source.path;
    let name = match path.file_name() {
        "index.md" => path.folder().rsplit('/').next().unwrap_or_default(),
        _ => path.stem(),
    };
    let undated = name
        .get(..10)
        .filter(|date| crate::date::is_iso(date))
        .map(|_| name[10..].trim_start_matches(['-', '_', ' ']))
        .filter(|rest| !rest.is_empty());
    slug_of(undated.unwrap_or(name))
}

/// Where a file of the content is published: in the address of its bundle, else under its own
/// path.
pub fn file_address(register: &Register, addresses: &Addresses, file: &SitePath) -> String {
    match bundle_of(register, file) {
        Some((folder, id)) => {
            let inside = file.as_str()[folder.len()..].trim_start_matches('/');
            format!("{}{inside}", addresses.document(id))
        }
        None => {
            let path = file.as_str();
            format!("/{}", path.strip_prefix("content/").unwrap_or(path))
        }
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
