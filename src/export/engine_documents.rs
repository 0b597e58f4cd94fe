//! Documents for a search engine: a line of JSON each, with all that a search needs.

use super::engine::{self, Engine, FieldKind};
use crate::date::Moment;
use crate::invisible;
use crate::page::{Site, date_of, published_of, summary};
use crate::register::{AttachmentTarget, DocId};
use crate::source::Fingerprint;
use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

/// Returns the lines by which an engine takes every public document, those of a document at a time: NDJSON. For OpenSearch
/// a line before each document says that it replaces the one with its id (`_bulk`).
pub fn engine_documents(site: &Site, engine: Engine) -> impl Iterator<Item = String> {
    site.register.ids().map(move |id| {
        let mut document = record(site, id);
        let lines = match engine {
            Engine::OpenSearch => {
                let action = json!({ "index": { "_id": engine_id(site.addresses.document(id)) } });
                format!("{action}\n{}\n", Json::Object(document))
            }
            Engine::Meilisearch => {
                for date in engine::fields_of(&[FieldKind::Date]) {
                    let day = document.get(date).and_then(day_as_number);
                    document.insert(engine::day_field(date), json!(day));
                }
                format!("{}\n", Json::Object(document))
            }
        };
        invisible::escape_in_json(lines)
    })
}

/// The longest id that both engines take, in bytes.
const MAX_ID: usize = 511;

/// Returns the id of the document at an address: `/lyxf/2026/1/` is `lyxf__2026__1`.
///
/// Meilisearch takes letters and digits of ASCII, `-` and `_`. So a slash is `__`, any other byte `_` and two digits of
/// hexadecimal. No two addresses have one id. One that would be too long is a digest behind `_h`, which nothing else begins
/// with.
fn engine_id(address: &str) -> String {
    let mut id = String::new();
    for byte in address.trim_matches('/').bytes() {
        match byte {
            b'/' => id.push_str("__"),
            b'-' => id.push('-'),
            byte if byte.is_ascii_alphanumeric() => id.push(char::from(byte)),
            byte => id.push_str(&format!("_{byte:02x}")),
        }
    }
    if (1..=MAX_ID).contains(&id.len()) {
        return id;
    }
    format!("_h{}", Fingerprint::of(address.as_bytes()).hex())
}

/// Returns the day of a date as it stands in a document, as a number that grows with it.
fn day_as_number(date: &Json) -> Option<i64> {
    let day: Date = date.as_str()?.get(..10)?.parse().ok()?;
    Some((i64::from(day.year()) * 100 + i64::from(day.month())) * 100 + i64::from(day.day()))
}

fn record(site: &Site, id: DocId) -> Map<String, Json> {
    let register = &*site.register;
    let entry = register.entry(id);
    let front = &entry.document.front;
    let number = entry.number();
    let section = register.section_of(id);
    let validity = &entry.validity;
    let link = |id: DocId| site.addresses.permalink(site.addresses.document(id));
    let moment = |moment: Moment| match moment.time {
        Some(_) => moment.rfc3339(&site.config.time_zone),
        None => moment.date.to_string(),
    };
    let name = |id: &DocId| register.entry(*id).identifier().unwrap_or_else(|| link(*id));
    let attachments = entry.attachments.iter().map(|attachment| {
        let url = match &attachment.to {
            AttachmentTarget::File(path, _) => site.addresses.permalink(&site.file_address(path)),
            AttachmentTarget::Document(to) => link(*to),
        };
        json!({ "title": attachment.title, "url": url })
    });
    let blocks = entry.document.outline.blocks.iter();
    let text: Vec<&str> = blocks.map(|block| block.text(&entry.document.source.text)).collect();
    let fields = json!({
        engine::ID: engine_id(site.addresses.document(id)),
        "url": link(id),
        "title": entry.title(),
        "number": number.map(ToString::to_string),
        "standard": entry.standard().map(ToString::to_string),
        "code": number.map(|number| &number.code),
        "year": number.map(|number| number.year),
        "serial": number.map(|number| number.serial.number),
        "sub_serial": number.and_then(|number| number.serial.sub),
        "issuers": entry.filed_under,
        "category": section.folder,
        "category_title": section.title,
        "kind": section.kind.key(),
        "genre": entry.document.genre(),
        "topics": front.topics.iter().map(|topic| &topic.value).collect::<Vec<_>>(),
        "date": date_of(register, id).map(|date| date.to_string()),
        "published": published_of(register, id).map(moment),
        "deadline": entry.deadline.map(moment),
        "event_start": entry.schedule.map(|event| moment(event.start)),
        "event_end": entry.schedule.and_then(|event| event.end).map(moment),
        "event_place": front.event.as_ref().and_then(|event| event.place.as_ref()),
        "validity": validity.kind.key(),
        "validity_title": site.words().state(entry),
        "validity_since": validity.since.map(|day| day.to_string()),
        "validity_by": validity.by.iter().map(name).collect::<Vec<_>>(),
        "effective": front.effective.as_ref().map(|date| date.value.to_string()),
        "expires": front.expires.as_ref().map(|date| date.value.to_string()),
        "summary": summary(register, id),
        "text": text.join("\n"),
        "attachments": attachments.collect::<Vec<_>>(),
    });
    match fields {
        Json::Object(fields) => fields,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_ID, day_as_number, engine_id};
    use serde_json::json;
    use std::collections::BTreeSet;

    #[test]
    fn id_is_legal_and_no_other_address_has_it() {
        assert_eq!(engine_id("/lyxf/2026/1/"), "lyxf__2026__1");
        assert_eq!(engine_id("/about/"), "about");
        let long = |end: &str| format!("/notices/{}{end}/", "通知".repeat(300));
        let addresses = [
            "/",
            "/a/b/",
            "/a_b/",
            "/a__b/",
            "/a-b/",
            "/a.b/",
            "/a_2eb/",
            "/a%2eb/",
            "/通知/",
            "/_h/",
            "/A/b/",
            &long("甲"),
            &long("乙"),
        ];
        let ids: BTreeSet<String> = addresses.iter().map(|address| engine_id(address)).collect();
        assert_eq!(ids.len(), addresses.len(), "{ids:?}");
        for id in &ids {
            let is_legal = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
            assert!((1..=MAX_ID).contains(&id.len()) && id.chars().all(is_legal), "{id}");
        }
        let at_most = format!("/{}/", "x".repeat(MAX_ID));
        assert_eq!(engine_id(&at_most).len(), MAX_ID);
        assert!(engine_id(&format!("{at_most}x/")).starts_with("_h"));
    }

    #[test]
    fn day_is_a_number_with_or_without_a_time() {
        assert_eq!(day_as_number(&json!("2026-03-15")), Some(20_260_315));
        assert_eq!(day_as_number(&json!("2026-03-15T10:00:00+08:00")), Some(20_260_315));
        assert_eq!(day_as_number(&json!(null)), None);
    }
}
