//! Feeds: what is new on a list, as Atom (RFC 4287) and JSON Feed 1.1. What they carry of each document
//! is in [`super::feed_content`].

use super::feed_content::{Content, Enclosure, contents};
use super::output::{Make, Output};
use crate::address::{Addresses, url};
use crate::config::{Config, Issuer};
use crate::date::Moment;
use crate::invisible;
use crate::page::{Site, published_of, register_title, summary};
use crate::register::{DocId, Entry, Register};
use atom_syndication as atom;
use serde_json::json;
use std::sync::Arc;

/// How many of the newest documents a feed carries.
const LENGTH: usize = 30;

/// A list of documents with a feed of its own.
#[derive(Clone, Debug)]
struct Feed {
    title: String,
    /// `/notices/`
    list: String,
    documents: Arc<[DocId]>,
}

/// The feeds of all lists, each as Atom and as JSON.
pub(super) fn outputs(
    register: &Register,
    config: &Config,
    addresses: &Addresses,
) -> Vec<Output<'static>> {
    let outputs = |feed: Feed| {
        let (atom, json) = (url::atom_feed(&feed.list), url::json_feed(&feed.list));
        let other = feed.clone();
        [
            Output::generated(&atom, Make::from_site(move |site| feed.atom(site))),
            Output::generated(&json, Make::from_site(move |site| other.json(site))),
        ]
    };
    feeds(register, config, addresses).into_iter().flat_map(outputs).collect()
}

/// Every list that has a feed: the site, categories, issuers, registers, topics.
fn feeds(register: &Register, config: &Config, addresses: &Addresses) -> Vec<Feed> {
    let portal = &config.title;
    let lists = &register.lists;
    let mut feeds = vec![Feed {
        title: portal.clone(),
        list: url::HOME.into(),
        documents: Arc::from(&*lists.all),
    }];
    for (section, documents) in register.sections.iter().zip(&lists.categories) {
        if section.folder.is_empty() {
            continue;
        }
        feeds.push(Feed {
            title: format!("{} - {portal}", section.title),
            list: url::section(&section.address),
            documents: Arc::from(&**documents),
        });
    }
    for issuer in issuers(config) {
        let name = &issuer.name.value;
        feeds.push(Feed {
            title: format!("{name} - {portal}"),
            list: url::list(&issuer.slug.value),
            documents: lists.issuers.get(name).map_or(&[][..], Vec::as_slice).into(),
        });
    }
    for list in &lists.registers {
        feeds.push(Feed {
            title: format!("{} - {portal}", register_title(config, list)),
            list: url::list(&list.slug),
            documents: Arc::from(&*list.documents),
        });
    }
    for (name, documents) in &lists.topics {
        feeds.push(Feed {
            title: format!("{name} - {portal}"),
            list: addresses.topic(name),
            documents: Arc::from(&**documents),
        });
    }
    feeds
}

/// The issuers with a list of their own beside those of their registers.
fn issuers(config: &Config) -> impl Iterator<Item = &Issuer> {
    config.issuers.iter().filter(|issuer| !issuer.series.is_empty() && issuer.has_own_page())
}

impl Feed {
    /// The newest first: by 发布日期, or by the last change, which is news too.
    fn newest(&self, site: &Site) -> Vec<DocId> {
        let mut ids: Vec<DocId> = self.documents.to_vec();
        ids.sort_by_cached_key(|id| std::cmp::Reverse(updated_of(site, *id)));
        ids.truncate(LENGTH);
        ids
    }

    fn atom(&self, site: &Site) -> String {
        let newest = self.newest(site);
        let updated = newest.first().and_then(|id| updated_of(site, *id));
        let link = |rel: &str, address: &str, kind: &str| atom::Link {
            href: site.addresses.permalink(address),
            rel: rel.to_owned(),
            mime_type: Some(kind.to_owned()),
            ..atom::Link::default()
        };
        let own = url::atom_feed(&self.list);
        let feed = atom::Feed {
            title: xml_text(&self.title).into(),
            id: site.addresses.permalink(&self.list),
            updated: atom_date(&stamp(site, updated)),
            // For entries whose document names no issuer; RFC 4287 wants an author of each.
            authors: vec![atom::Person {
                name: xml_text(&site.config.title),
                ..Default::default()
            }],
            lang: Some(site.config.language.clone()),
            generator: Some(atom::Generator { value: "gongbao".into(), ..Default::default() }),
            links: vec![
                link("self", &own, "application/atom+xml"),
                link("alternate", &self.list, "text/html"),
            ],
            entries: contents(site, &newest).iter().map(|content| entry(site, content)).collect(),
            ..atom::Feed::default()
        };
        feed.to_string()
    }

    fn json(&self, site: &Site) -> String {
        let items: Vec<serde_json::Value> = contents(site, &self.newest(site))
            .into_iter()
            .map(|Content { id, html, enclosures, .. }| {
                let entry = site.register.entry(id);
                let permalink = site.addresses.permalink(site.addresses.document(id));
                let authors: Vec<_> =
                    authors(entry).iter().map(|name| json!({ "name": name })).collect();
                let tags: Vec<_> =
                    entry.document.front.topics.iter().map(|topic| &topic.value).collect();
                let summary = summary(&site.register, id);
                let attachments: Vec<_> = enclosures.iter().map(Enclosure::json).collect();
                // An item must have a text.
                let (key, text) = match html {
                    Some(html) => ("content_html", html),
                    None => ("content_text", &*summary),
                };
                json!({
                    "id": permalink,
                    "url": permalink,
                    "title": full_title(site, id),
                    key: text,
                    "summary": summary,
                    "attachments": attachments,
                    "date_published": stamp(site, published_of(&site.register, id)),
                    "date_modified": stamp(site, updated_of(site, id)),
                    "authors": authors,
                    "tags": tags,
                })
            })
            .collect();
        let feed = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "home_page_url": site.addresses.permalink(&self.list),
            "feed_url": site.addresses.permalink(&url::json_feed(&self.list)),
            "language": site.config.language,
            "authors": [{ "name": site.config.title }],
            "items": items,
        });
        invisible::escape_in_json(format!("{feed:#}\n"))
    }
}

fn entry(site: &Site, content: &Content) -> atom::Entry {
    let id = content.id;
    let document = site.register.entry(id);
    let permalink = site.addresses.permalink(site.addresses.document(id));
    atom::Entry {
        title: xml_text(&full_title(site, id)).into(),
        id: permalink.clone(),
        published: Some(atom_date(&stamp(site, published_of(&site.register, id)))),
        updated: atom_date(&stamp(site, updated_of(site, id))),
        authors: authors(document)
            .iter()
            .map(|name| atom::Person { name: xml_text(name), ..Default::default() })
            .collect(),
        categories: document
            .document
            .front
            .topics
            .iter()
            .map(|topic| atom::Category { term: xml_text(&topic.value), ..Default::default() })
            .collect(),
        links: [atom::Link { href: permalink, rel: "alternate".into(), ..atom::Link::default() }]
            .into_iter()
            .chain(content.related.iter().map(|(title, href)| atom::Link {
                href: href.clone(),
                rel: "related".into(),
                title: Some(xml_text(title)),
                ..atom::Link::default()
            }))
            .chain(content.enclosures.iter().map(|file| atom::Link {
                href: file.url.clone(),
                rel: "enclosure".into(),
                title: Some(xml_text(&file.title)),
                mime_type: Some(file.media_type.to_owned()),
                length: Some(file.size.to_string()),
                ..atom::Link::default()
            }))
            .collect(),
        content: content.html.as_ref().map(|html| atom::Content {
            value: Some(xml_text(html)),
            content_type: Some("html".into()),
            ..atom::Content::default()
        }),
        summary: Some(xml_text(&summary(&site.register, id)).into()),
        ..atom::Entry::default()
    }
}

/// Who wrote it, else who issued it.
fn authors(entry: &Entry) -> Vec<&str> {
    let authors = entry.document.front.authors();
    if authors.is_empty() { entry.issuers.iter().map(String::as_str).collect() } else { authors }
}

/// The title with the number before it, as readers of feeds look for it, and 副标题 after it; marked if it is void.
fn full_title(site: &Site, id: DocId) -> String {
    let entry = site.register.entry(id);
    let title = match entry.identifier() {
        Some(number) => format!("{number} {}", entry.title()),
        None => entry.title().to_owned(),
    };
    let title = site.words().with_subtitle(title, entry.document.front.subtitle.as_deref());
    site.words().marked_title(&title, entry)
}

/// Characters that XML 1.0 cannot hold are left out, and those that would turn a title around.
fn xml_text(text: &str) -> String {
    invisible::without_harmful(text)
}

/// When a document last was news: 发布日期, or a later entry of 修改记录; one that is dated after
/// the day of the build has not happened yet.
fn updated_of(site: &Site, id: DocId) -> Option<Moment> {
    let changes = site.register.entry(id).document.front.changes.iter();
    let changed = changes.map(|change| change.date).filter(|day| *day <= site.today).max();
    let published = published_of(&site.register, id);
    published.max(changed.map(Moment::from_date))
}

/// A moment in the site's time zone (RFC 3339).
fn stamp(site: &Site, moment: Option<Moment>) -> String {
    moment.map_or_else(|| epoch(site), |moment| moment.rfc3339(&site.config.time_zone))
}

/// The beginning of the build's own year, for what has no date.
fn epoch(site: &Site) -> String {
    format!("{}-01-01T00:00:00{}", site.today.year(), site.config.time_zone)
}

fn atom_date(stamp: &str) -> atom::FixedDateTime {
    stamp.parse().unwrap_or_default()
}
