//! What stands in `<head>`: canonical address, Open Graph, schema.org, Dublin Core, page tags.

use super::cards;
use super::dates::{date_of, published_of};
use super::site::Site;
use super::site_view::feeds;
use super::summary::summary;
use crate::address::url;
use crate::document::RelationKind;
use crate::number::DocNumber;
use crate::register::{DocId, RelationTarget};
use crate::view::{FeedLink, Head, MetaTag};
use serde_json::{Value as Json, json};

/// A list, as its head names it.
pub(super) struct Subject<'a> {
    pub title: &'a str,
    pub address: &'a str,
    pub description: &'a str,
    pub indexed: bool,
    pub feeds: Vec<FeedLink>,
}

/// The head of a page that lists.
pub(super) fn of_list(site: &Site, subject: &Subject) -> Head {
    let config = &*site.config;
    let title = match subject.title {
        "" => config.title.clone(),
        title => format!("{title} - {}", config.title),
    };
    let description = match subject.description {
        "" => config.description.clone(),
        description => description.to_owned(),
    };
    let permalink = site.addresses.permalink(subject.address);
    let mut tags = site_tags(site);
    if subject.indexed {
        let column = if subject.title.is_empty() { site.words().home() } else { subject.title };
        tags.push(tag("ColumnName", column));
        tags.push(tag("ColumnDescription", &description));
        tags.push(tag("ColumnKeywords", column));
        tags.push(tag("ColumnType", column));
    }
    let json_ld = (subject.address == "/").then(|| {
        script_safe(&json!({
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": config.title,
            "url": permalink,
            "inLanguage": config.language,
            "potentialAction": {
                "@type": "SearchAction",
                "target": format!("{}?q={{search_term_string}}", site.addresses.permalink(url::SEARCH)),
                "query-input": "required name=search_term_string",
            },
        }))
    });
    Head {
        title,
        description,
        canonical: permalink,
        og_type: "website".to_owned(),
        card: None,
        json_ld,
        tags,
        feeds: subject.feeds.clone(),
        indexed: subject.indexed,
    }
}

/// The head of a document.
pub(super) fn of_document(site: &Site, id: DocId) -> Head {
    let (register, config) = (&site.register, &site.config);
    let entry = register.entry(id);
    let section = register.section_of(id);
    let front = &entry.document.front;
    let permalink = site.addresses.permalink(site.addresses.document(id));
    let description = summary(register, id);
    let date = date_of(register, id).map(|date| date.to_string());
    let published = published_of(register, id);
    let topics: Vec<&str> = front.topics.iter().map(|topic| &*topic.value).collect();
    let number = entry.number().map(ToString::to_string);

    let mut tags = site_tags(site);
    tags.push(tag("ColumnName", &section.title));
    tags.push(tag("ColumnType", &section.title));
    tags.push(tag("ArticleTitle", entry.title()));
    if let Some(moment) = published {
        let time = moment
            .time
            .map_or("00:00".to_owned(), |time| format!("{:02}:{:02}", time.hour(), time.minute()));
        tags.push(tag("PubDate", &format!("{} {time}", moment.date)));
    }
    tags.push(tag("ContentSource", &entry.issuers.join("、")));
    if !topics.is_empty() {
        tags.push(tag("Keywords", &topics.join(";")));
    }
    tags.push(tag("Author", &entry.issuers.join("、")));
    tags.push(tag("Description", &description));
    tags.push(tag("Url", &permalink));

    tags.push(tag("DC.title", entry.title()));
    for issuer in &entry.issuers {
        tags.push(tag("DC.creator", issuer));
    }
    tags.push(tag("DC.publisher", &config.title));
    if let Some(date) = &date {
        tags.push(tag("DC.date", date));
    }
    tags.push(tag("DC.identifier", number.as_deref().unwrap_or(&permalink)));
    tags.push(tag("DC.language", &config.language));
    tags.push(tag("DC.type", front.genre.as_deref().unwrap_or(&section.title)));
    for topic in &topics {
        tags.push(tag("DC.subject", topic));
    }

    let schema_type = match entry.issue_number() {
        Some(_) => "PublicationIssue",
        None => section.kind.schema_type(),
    };
    let organisations: Vec<Json> =
        entry.issuers.iter().map(|name| json!({ "@type": "Organization", "name": name })).collect();
    let list = site.addresses.permalink(&url::section(&section.folder));
    let mut data = json!({
        "@type": schema_type,
        "@id": permalink,
        "url": permalink,
        "name": entry.title(),
        "headline": entry.title(),
        "description": description,
        "inLanguage": config.language,
        "author": organisations,
        "publisher": { "@type": "Organization", "name": config.title },
        "isPartOf": { "@type": "CollectionPage", "name": section.title, "url": list },
    });
    if let Json::Object(fields) = &mut data {
        if let Some(number) = &number {
            fields.insert("identifier".into(), json!(number));
        }
        if let Some(date) = &date {
            fields.insert("dateCreated".into(), json!(date));
        }
        if let Some(moment) = published {
            fields.insert("datePublished".into(), json!(moment.rfc3339(&config.time_zone)));
        }
        if let Some(change) = front.changes.first() {
            fields.insert("dateModified".into(), json!(change.date.to_string()));
        }
        if !topics.is_empty() {
            fields.insert("keywords".into(), json!(topics));
        }
        let (explains, explained) = interpretations(site, id);
        if !explains.is_empty() {
            fields.insert("about".into(), json!(explains));
        }
        if !explained.is_empty() {
            fields.insert("subjectOf".into(), json!(explained));
        }
        if let Some(issue) = entry.issue_number() {
            fields.insert("issueNumber".into(), json!(issue.number));
        }
    }
    let crumbs = json!({
        "@type": "BreadcrumbList",
        "itemListElement": [
            crumb(1, &config.title, &site.addresses.permalink("/")),
            crumb(2, &section.title, &list),
            crumb(3, entry.title(), &permalink),
        ],
    });
    let title = site.words().marked_title(entry.title(), entry.validity.kind);
    Head {
        title: format!("{title} - {}", config.title),
        description,
        canonical: permalink,
        og_type: "article".to_owned(),
        card: cards::view(site, id),
        json_ld: Some(script_safe(&json!({
            "@context": "https://schema.org",
            "@graph": [data, crumbs],
        }))),
        tags,
        feeds: feeds(site, &section.title, &url::section(&section.folder)),
        indexed: true,
    }
}

/// The documents that one explains, and those that explain it, as things with a name.
fn interpretations(site: &Site, id: DocId) -> (Vec<Json>, Vec<Json>) {
    let entry = site.register.entry(id);
    let named = |other: DocId| {
        let permalink = site.addresses.permalink(site.addresses.document(other));
        let name = site.register.entry(other).title();
        json!({ "@type": "CreativeWork", "@id": permalink, "url": permalink, "name": name })
    };
    let outside = |number: &DocNumber| {
        let number = number.to_string();
        json!({ "@type": "CreativeWork", "name": number, "identifier": number })
    };
    let explains = entry.relations.iter().filter(|r| r.kind == RelationKind::Interprets);
    let explains = explains.map(|relation| match &relation.to {
        RelationTarget::Document(other) => named(*other),
        RelationTarget::Outside(number) => outside(number),
    });
    let explained = entry.reverse.iter().filter(|(kind, _)| *kind == RelationKind::Interprets);
    (explains.collect(), explained.map(|(_, by)| named(*by)).collect())
}

/// The page tags that name the site (《政府网站网页标签规范》).
fn site_tags(site: &Site) -> Vec<MetaTag> {
    let config = &*site.config;
    let mut tags = vec![tag("SiteName", &config.title)];
    if !config.base_url.domain().is_empty() {
        tags.push(tag("SiteDomain", config.base_url.domain()));
    }
    if let Some(code) = &config.site_code {
        tags.push(tag("SiteIDCode", code));
    }
    tags
}

fn tag(name: &'static str, content: &str) -> MetaTag {
    MetaTag { name, content: content.to_owned() }
}

fn crumb(position: usize, name: &str, item: &str) -> Json {
    json!({ "@type": "ListItem", "position": position, "name": name, "item": item })
}

/// JSON that cannot end the `<script>` element around it.
fn script_safe(data: &Json) -> String {
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
