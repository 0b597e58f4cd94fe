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
/// static search does, so that a phrase is found wherever it stands. Single characters are indexed beside the pairs, for
/// queries of one.
fn opensearch() -> Json {
    let mut properties = Map::new();
    properties.insert(engine::ID.to_owned(), json!({ "type": "keyword" }));
    let text = json!({ "type": "text", "analyzer": "chinese", "search_analyzer": "chinese_query" });
    for (name, kind) in FIELDS {
        let mut name_of = text.clone();
        name_of["fields"] = json!({ "whole": { "type": "keyword" } });
        let shown = json!({ "type": "keyword", "index": false, "doc_values": false });
        let mapping = match kind {
            FieldKind::Text => text.clone(),
            FieldKind::Name => name_of,
            FieldKind::Keyword => json!({ "type": "keyword" }),
            FieldKind::Number => json!({ "type": "integer" }),
            FieldKind::Date => json!({ "type": "date", "format": "strict_date_optional_time" }),
            FieldKind::Shown => shown,
            FieldKind::Attachments => json!({ "properties": { "title": text, "url": shown } }),
        };
        properties.insert(name.to_owned(), mapping);
    }
    let pairs = |filter: &str| json!({ "type": "custom", "tokenizer": "standard", "filter": ["cjk_width", "lowercase", filter] });
    json!({
        "settings": { "analysis": {
            "filter": { "pairs_and_characters": { "type": "cjk_bigram", "output_unigrams": true } },
            "analyzer": {
                "chinese": pairs("pairs_and_characters"),
                "chinese_query": pairs("cjk_bigram"),
            },
        } },
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
