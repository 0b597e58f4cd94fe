//! What a page says of itself to machines as schema.org: a document, the issue or the category that it is
//! part of, its validity, its attachments, and where it stands in the site.

use super::dates::{date_of, published_of};
use super::revisions::revised_on;
use super::site::Site;
use super::summary::summary;
use crate::address::url;
use crate::content_type::content_type;
use crate::date::Moment;
use crate::document::RelationKind;
use crate::organisation::ends_like_one;
use crate::register::{AttachmentTarget, DocId, RelationTarget};
use serde_json::{Map, Value as Json, json};

/// Returns the data of a document, ready for its `<script>` element.
pub(super) fn of_document(site: &Site, id: DocId) -> String {
    let mut graph = vec![document(site, id), breadcrumbs(site, id)];
    graph.extend(event(site, id));
    script_safe(&json!({ "@context": "https://schema.org", "@graph": graph }))
}

/// Returns the data of the home page: the site and its search.
pub(super) fn of_site(site: &Site) -> String {
    let config = &site.config;
    let search = site.addresses.permalink(url::SEARCH);
    script_safe(&json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": config.title,
        "url": site.addresses.permalink(url::HOME),
        "inLanguage": config.language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": format!("{search}?q={{search_term_string}}"),
            "query-input": "required name=search_term_string",
        },
    }))
}

fn permalink(site: &Site, id: DocId) -> String {
    site.addresses.permalink(site.addresses.document(id))
}

fn document(site: &Site, id: DocId) -> Json {
    let (register, config) = (&site.register, &site.config);
    let entry = register.entry(id);
    let front = &entry.document.front;
    let is_issue = entry.issue_number().is_some();
    let kind = register.section_of(id).kind.schema_type();
    let mut data = Map::new();
    let mut put = |key: &str, value: Json| data.insert(key.to_owned(), value);
    put("@type", json!(if is_issue { "PublicationIssue" } else { kind }));
    put("@id", json!(permalink(site, id)));
    put("url", json!(permalink(site, id)));
    put("name", json!(entry.title()));
    put("headline", json!(entry.title()));
    if let Some(subtitle) = &front.subtitle {
        put("alternativeHeadline", json!(subtitle));
    }
    put("description", json!(summary(register, id)));
    put("inLanguage", json!(config.language));
    put("author", json!(authors(site, id)));
    put("publisher", publisher(site, id));
    put("isPartOf", part_of(site, id));
    let identifiers: Vec<String> = entry.identifiers().collect();
    match &*identifiers {
        [] => None,
        [one] => put("identifier", json!(one)),
        both => put("identifier", json!(both)),
    };
    if let Some(date) = date_of(register, id) {
        put("dateCreated", json!(date.to_string()));
    }
    if let Some(moment) = published_of(register, id) {
        put("datePublished", json!(moment.rfc3339(&config.time_zone)));
    }
    // The newest change comes first; one of a later day has not happened yet.
    let change = front.changes.iter().find(|change| change.date <= site.today);
    if let Some(day) = change.map(|change| change.date).max(revised_on(site, id)) {
        put("dateModified", json!(day.to_string()));
    }
    if let Some(expires) = &front.expires {
        put("expires", json!(expires.value.to_string()));
    }
    if !is_issue && entry.issue.is_none() && register.section_of(id).kind.is_listed() {
        put("creativeWorkStatus", json!(site.words().state(entry)));
    }
    let attachments = attachments(site, id);
    if !attachments.is_empty() {
        put("associatedMedia", json!(attachments));
    }
    let topics: Vec<&str> = front.topics.iter().map(|topic| &*topic.value).collect();
    if !topics.is_empty() {
        put("keywords", json!(topics));
    }
    let (explains, explained) = interpretations(site, id);
    if !explains.is_empty() {
        put("about", json!(explains));
    }
    if !explained.is_empty() {
        put("subjectOf", json!(explained));
    }
    if let Some(issue) = entry.issue_number() {
        put("issueNumber", json!(issue.number));
    }
    Json::Object(data)
}

/// What takes place, and where: at a place, on the web, or both.
fn event(site: &Site, id: DocId) -> Option<Json> {
    let entry = site.register.entry(id);
    let (event, schedule) = (entry.document.front.event.as_ref()?, entry.schedule?);
    let moment = |moment: Moment| match moment.time {
        Some(_) => moment.rfc3339(&site.config.time_zone),
        None => moment.date.to_string(),
    };
    let place = event
        .place
        .as_ref()
        .map(|place| json!({ "@type": "Place", "name": place, "address": place }));
    let online = event.online.as_ref();
    let online = online.map(|to| json!({ "@type": "VirtualLocation", "url": to.value }));
    let mode = match (&place, &online) {
        (Some(_), Some(_)) => Some("https://schema.org/MixedEventAttendanceMode"),
        (Some(_), None) => Some("https://schema.org/OfflineEventAttendanceMode"),
        (None, Some(_)) => Some("https://schema.org/OnlineEventAttendanceMode"),
        (None, None) => None,
    };
    let organisers: Vec<Json> = entry.issuers.iter().map(|name| organisation(site, name)).collect();
    let mut data = json!({
        "@type": "Event",
        "@id": format!("{}#event", permalink(site, id)),
        "url": permalink(site, id),
        "name": entry.title(),
        "description": summary(&site.register, id),
        "startDate": moment(schedule.start),
        "eventStatus": "https://schema.org/EventScheduled",
        "organizer": organisers,
    });
    if let Some(end) = schedule.end {
        data["endDate"] = json!(moment(end));
    }
    if let Some(mode) = mode {
        data["eventAttendanceMode"] = json!(mode);
        data["location"] = json!(place.into_iter().chain(online).collect::<Vec<Json>>());
    }
    if let Some(series) = &event.series {
        data["superEvent"] = json!({ "@type": "EventSeries", "name": series });
    }
    Some(data)
}

/// An issuer, with its page if it has one.
/// Who wrote a document, else who issued it.
fn authors(site: &Site, id: DocId) -> Vec<Json> {
    let entry = site.register.entry(id);
    let author = |name: &str| {
        if ends_like_one(name) {
            return organisation(site, name);
        }
        json!({ "@type": "Person", "name": name })
    };
    let written: Vec<Json> = entry.document.front.authors().into_iter().map(author).collect();
    if written.is_empty() {
        return entry.issuers.iter().map(|name| organisation(site, name)).collect();
    }
    written
}

fn organisation(site: &Site, name: &str) -> Json {
    match site.addresses.issuer(name) {
        Some(address) => json!({
            "@type": "Organization",
            "name": name,
            "url": site.addresses.permalink(address),
        }),
        None => json!({ "@type": "Organization", "name": name }),
    }
}

/// The body that publishes a document: the one that leads its issuers, else the first of the site.
fn publisher(site: &Site, id: DocId) -> Json {
    let own = site.register.entry(id).issuers.first();
    let first = site.config.issuers.iter().next().map(|issuer| &issuer.name.value);
    match own.or(first) {
        Some(name) => organisation(site, name),
        None => json!({ "@type": "Organization", "name": site.config.title }),
    }
}

/// What a document is part of: an article of its issue, an issue of its periodical, others of their category.
fn part_of(site: &Site, id: DocId) -> Json {
    let entry = site.register.entry(id);
    let section = site.register.section_of(id);
    let list = site.addresses.permalink(&url::section(&section.address));
    match entry.issue {
        Some(issue) => json!({
            "@type": "PublicationIssue",
            "@id": permalink(site, issue),
            "url": permalink(site, issue),
            "name": site.register.entry(issue).title(),
            "issueNumber": site.register.entry(issue).issue_number().map(|issue| issue.number),
            "isPartOf": { "@type": "Periodical", "name": section.title, "url": list },
        }),
        None if entry.issue_number().is_some() => {
            json!({ "@type": "Periodical", "name": section.title, "url": list })
        }
        None => json!({ "@type": "CollectionPage", "name": section.title, "url": list }),
    }
}

fn attachments(site: &Site, id: DocId) -> Vec<Json> {
    let attachments = site.register.entry(id).attachments.iter();
    attachments
        .map(|attachment| match &attachment.to {
            AttachmentTarget::File(path, size) => json!({
                "@type": "MediaObject",
                "name": attachment.title,
                "contentUrl": site.addresses.permalink(&site.file_address(path)),
                "contentSize": format!("{size} B"),
                "encodingFormat": content_type(path.as_str()),
            }),
            AttachmentTarget::Document(to) => json!({
                "@type": "CreativeWork",
                "name": attachment.title,
                "url": permalink(site, *to),
            }),
        })
        .collect()
}

/// The documents that one explains, and those that explain it, as things with a name.
fn interpretations(site: &Site, id: DocId) -> (Vec<Json>, Vec<Json>) {
    let entry = site.register.entry(id);
    let named = |other: DocId| {
        let permalink = permalink(site, other);
        let name = site.register.entry(other).title();
        json!({ "@type": "CreativeWork", "@id": permalink, "url": permalink, "name": name })
    };
    let outside =
        |number: &str| json!({ "@type": "CreativeWork", "name": number, "identifier": number });
    let explains = entry.relations.iter().filter(|r| r.kind == RelationKind::Interprets);
    let explains = explains.map(|relation| match &relation.to {
        RelationTarget::Document(other) => named(*other),
        RelationTarget::Outside(number) => outside(number),
    });
    let explained = entry.reverse.iter().filter(|(kind, _)| *kind == RelationKind::Interprets);
    (explains.collect(), explained.map(|(_, by)| named(*by)).collect())
}

/// The way from the home page to a document, as the page shows it.
fn breadcrumbs(site: &Site, id: DocId) -> Json {
    let section = site.register.section_of(id);
    let list = site.addresses.permalink(&url::section(&section.address));
    let mut steps = vec![
        (site.config.title.clone(), site.addresses.permalink(url::HOME)),
        (section.title.clone(), list),
    ];
    let entry = site.register.entry(id);
    for step in entry.issue.into_iter().chain([id]) {
        steps.push((site.register.entry(step).title().to_owned(), permalink(site, step)));
    }
    let item = |(index, (name, item)): (usize, (String, String))| json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": item });
    let items: Vec<Json> = steps.into_iter().enumerate().map(item).collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

/// JSON that cannot end the `<script>` element around it.
fn script_safe(data: &Json) -> String {
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
