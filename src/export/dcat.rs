//! `/data/catalog.jsonld`: what data the site offers, in the words of W3C's Data Catalog Vocabulary (DCAT 3), by which open
//! data portals harvest it; and the schema of the catalogue of documents.

use super::output::{Make, Output};
use crate::address::url;
use crate::config::TextLink;
use crate::invisible;
use crate::page::Site;
use serde_json::{Value as Json, json};

/// The schema of `/data/documents.json`. `docs/data.md` explains it.
pub const CATALOGUE_SCHEMA: &str = include_str!("catalogue.schema.json");

const FILE_TYPES: &str = "https://www.iana.org/assignments/media-types/";

pub(super) fn outputs() -> [Output<'static>; 2] {
    [
        Output::generated(url::DATA_CATALOGUE, Make::from_site(catalogue)),
        Output::generated(url::CATALOGUE_SCHEMA, Make::from_site(|_| CATALOGUE_SCHEMA.to_owned())),
    ]
}

fn catalogue(site: &Site) -> String {
    let (config, words) = (&site.config, site.words());
    let link = |address: &str| site.addresses.permalink(address);
    let in_language = |text: &str| json!({ "@language": config.language, "@value": text });
    let day = |day: String| json!({ "@type": "xsd:date", "@value": day });
    let publisher = json!({
        "@type": "foaf:Organization",
        "foaf:name": in_language(publisher(site)),
        "foaf:homepage": { "@id": link(url::HOME) },
    });
    let distribution = |address: &str, media_type: &str, schema: Option<&str>| {
        let mut distribution = json!({
            "@type": "dcat:Distribution",
            "dcat:accessURL": { "@id": link(address) },
            "dcat:downloadURL": { "@id": link(address) },
            "dcat:mediaType": { "@id": format!("{FILE_TYPES}{media_type}") },
        });
        if let Some(schema) = schema {
            distribution["dct:conformsTo"] = json!({ "@id": link(schema) });
        }
        distribution
    };
    let dataset = |name: &str, title: &str, distributions: Vec<Json>| {
        let mut dataset = json!({
            "@id": format!("{}#{name}", link(url::DATA_CATALOGUE)),
            "@type": "dcat:Dataset",
            "dct:title": in_language(title),
            "dct:description": in_language(&words.dataset_of(title, &config.title)),
            "dct:language": config.language,
            "dct:publisher": publisher,
            "dcat:distribution": distributions,
        });
        if let Some(update) = site.register.lists.updates.first() {
            dataset["dct:modified"] = day(update.day.to_string());
        }
        if let Some(contact) = contact(site) {
            dataset["dcat:contactPoint"] = contact;
        }
        if let Some(rights) = &config.imprint.copyright {
            dataset["dct:rights"] =
                json!({ "@type": "dct:RightsStatement", "rdfs:label": in_language(rights) });
        }
        dataset
    };
    let mut documents = dataset(
        "documents",
        words.dataset_of_documents(),
        vec![
            distribution(url::CATALOGUE_JSON, "application/json", Some(url::CATALOGUE_SCHEMA)),
            distribution(url::CATALOGUE_CSV, "text/csv", None),
            distribution(&url::atom_feed(url::HOME), "application/atom+xml", None),
            distribution(&url::json_feed(url::HOME), "application/feed+json", None),
        ],
    );
    let days = site.register.entries.iter().filter_map(|entry| entry.date());
    if let Some((first, last)) = days.clone().min().zip(days.max()) {
        documents["dct:temporal"] = json!({
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": day(first.to_string()),
            "dcat:endDate": day(last.to_string()),
        });
    }
    let topics: Vec<Json> =
        site.register.lists.topics.keys().map(|topic| in_language(topic)).collect();
    if !topics.is_empty() {
        documents["dcat:keyword"] = Json::Array(topics);
    }
    let mut datasets = vec![documents];
    if !site.register.lists.events.is_empty() {
        let calendar = distribution(&url::calendar(url::HOME), "text/calendar", None);
        datasets.push(dataset("events", words.dataset_of_events(), vec![calendar]));
    }
    let catalogue = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": link(url::DATA_CATALOGUE),
        "@type": "dcat:Catalog",
        "dct:title": in_language(&config.title),
        "dct:description": in_language(if config.description.is_empty() { &config.title } else { &config.description }),
        "dct:language": config.language,
        "dct:publisher": publisher,
        "foaf:homepage": { "@id": link(url::HOME) },
        "dcat:dataset": datasets,
    });
    // Plain data can always be serialised.
    let json = serde_json::to_string_pretty(&catalogue).unwrap_or_default();
    invisible::escape_in_json(json + "\n")
}

/// Who keeps the site: as the imprint says, else its first issuer, else the site by its name.
fn publisher(site: &Site) -> &str {
    let config = &site.config;
    let issuer = config.issuers.first().map(|issuer| &*issuer.name.value);
    config.imprint.organizer.as_deref().or(issuer).unwrap_or(&config.title)
}

/// Whom to ask, if the site says how.
fn contact(site: &Site) -> Option<Json> {
    let imprint = &site.config.imprint;
    if imprint.emails.is_empty() && imprint.phones.is_empty() {
        return None;
    }
    let mut contact = json!({ "@type": "vcard:Organization", "vcard:fn": publisher(site) });
    let addresses = |links: &[TextLink]| -> Vec<Json> {
        links.iter().filter_map(|link| link.url.as_ref()).map(|url| json!({ "@id": url })).collect()
    };
    for (key, links) in
        [("vcard:hasEmail", &imprint.emails), ("vcard:hasTelephone", &imprint.phones)]
    {
        let links = addresses(links);
        if !links.is_empty() {
            contact[key] = Json::Array(links);
        }
    }
    Some(contact)
}
