//! How a search engine is to read the documents: their fields, and Chinese.

use super::engine::{self, Engine, FIELDS, FieldKind};
use super::search;
use crate::page::Site;
use serde_json::{Map, Value as Json, json};

/// Returns the settings of an index for the documents of a site, as JSON.
pub fn engine_settings(site: &Site, engine: Engine) -> String {
    let settings = match engine {
        Engine::OpenSearch => opensearch(),
        Engine::Meilisearch => meilisearch(site),
    };
    // Plain data can always be serialised.
    serde_json::to_string_pretty(&settings).unwrap_or_default() + "\n"
}

/// The body of the request that makes an index. Its analyzers need no plugin: Han text is cut into overlapping pairs, as the
/// static search does, so that a phrase is found wherever it stands. For queries of one character every text has a field of
/// characters beside it; if they stood among the pairs, a phrase of Han and digits would not be found, as the last character of
/// a run would take a place of its own in the text and none in the query.
fn opensearch() -> Json {
    let mut properties = Map::new();
    properties.insert(engine::ID.to_owned(), json!({ "type": "keyword" }));
    let characters = json!({ "type": "text", "analyzer": "characters" });
    let mut text = json!({ "type": "text", "analyzer": "pairs" });
    text["fields"] = json!({ "characters": characters });
    let shown = json!({ "type": "keyword", "index": false, "doc_values": false });
    for (name, kind) in FIELDS {
        let mapping = match kind {
            FieldKind::Text => text.clone(),
            FieldKind::Name => {
                let mut mapping = text.clone();
                mapping["fields"]["whole"] = json!({ "type": "keyword" });
                mapping
            }
            FieldKind::Keyword => json!({ "type": "keyword" }),
            FieldKind::Number => json!({ "type": "integer" }),
            FieldKind::Date => json!({ "type": "date", "format": "strict_date_optional_time" }),
            FieldKind::Shown => shown.clone(),
            FieldKind::Attachments => json!({ "properties": { "title": text, "url": shown } }),
        };
        properties.insert(name.to_owned(), mapping);
    }
    let analyzer =
        |filters: &[&str]| json!({ "type": "custom", "tokenizer": "standard", "filter": filters });
    json!({
        "settings": { "analysis": { "analyzer": {
            "pairs": analyzer(&["cjk_width", "lowercase", "cjk_bigram"]),
            "characters": analyzer(&["cjk_width", "lowercase"]),
        } } },
        "mappings": { "dynamic": "strict", "properties": properties },
    })
}

/// The settings of an index of Meilisearch. A number with a typing mistake is another number.
fn meilisearch(site: &Site) -> Json {
    let in_attachments = |name: &str| match name {
        "attachments" => "attachments.title".to_owned(),
        name => name.to_owned(),
    };
    let searched = [FieldKind::Text, FieldKind::Name, FieldKind::Attachments];
    let searched: Vec<String> = engine::fields_of(&searched).map(in_attachments).collect();
    let days: Vec<String> = engine::fields_of(&[FieldKind::Date]).map(engine::day_field).collect();
    let narrowed = engine::fields_of(&[FieldKind::Name, FieldKind::Keyword, FieldKind::Number]);
    let narrowed: Vec<String> = narrowed.map(str::to_owned).chain(days.iter().cloned()).collect();
    let sorted = engine::fields_of(&[FieldKind::Number]).map(str::to_owned);
    let sorted: Vec<String> = sorted.chain(days).collect();
    json!({
        "searchableAttributes": searched,
        "filterableAttributes": narrowed,
        "sortableAttributes": sorted,
        "localizedAttributes": [{ "attributePatterns": ["*"], "locales": ["cmn"] }],
        "typoTolerance": { "disableOnAttributes": ["number"] },
        "synonyms": search::synonyms(site),
    })
}
