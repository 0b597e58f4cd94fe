//! The catalogue for machines: every public document, as JSON and as CSV.

use super::output::{Make, Output};
use crate::address::url;
use crate::document::FieldValue;
use crate::invisible;
use crate::page::{Revision, Site, date_of, declared_address, published_of, revisions, summary};
use crate::register::{AttachmentTarget, DocId, Entry, RelationTarget};
use serde::{Serialize, Serializer};
use serde_json::{Map, Number, Value as Json, json};
use std::borrow::Cow;

pub(super) fn outputs() -> [Output<'static>; 2] {
    [
        Output::generated(url::CATALOGUE_JSON, Make::from_site(documents_json)),
        Output::generated(url::CATALOGUE_CSV, Make::from_site(documents_csv)),
    ]
}

/// The catalogue as JSON. Its fields stand in alphabetical order, as those of the documents do.
#[derive(Serialize)]
struct Catalogue<'s> {
    count: usize,
    date: String,
    documents: Documents<'s>,
    home: String,
    site: &'s str,
}

/// The documents, serialised one after the other: a tree of all of them would take more memory than
/// the rest of the build.
struct Documents<'s>(&'s Site);

impl Serialize for Documents<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(listed(self.0).map(|id| record(self.0, id)))
    }
}

/// `/data/documents.json`: every public document with all that the register knows of it.
fn documents_json(site: &Site) -> String {
    let catalogue = Catalogue {
        count: listed(site).count(),
        date: site.today.to_string(),
        documents: Documents(site),
        home: site.addresses.permalink(url::HOME),
        site: &site.config.title,
    };
    // Plain data can always be serialised.
    let json = serde_json::to_string_pretty(&catalogue).unwrap_or_default();
    invisible::escape_in_json(json + "\n")
}

fn listed<'a>(site: &'a Site) -> impl Iterator<Item = DocId> + 'a {
    site.register.lists.all.iter().copied()
}

fn record(site: &Site, id: DocId) -> Json {
    let register = &*site.register;
    let entry = register.entry(id);
    let front = &entry.document.front;
    let link = |id: DocId| site.addresses.permalink(site.addresses.document(id));
    let name = |id: DocId| match register.entry(id).identifier() {
        Some(number) => json!({ "number": number, "url": link(id) }),
        None => json!({ "title": register.entry(id).title(), "url": link(id) }),
    };
    let mut relations: Map<String, Json> = Map::new();
    let mut relate = |key: &str, to: Json| {
        let list = relations.entry(key).or_insert_with(|| json!([]));
        if let Json::Array(list) = list {
            list.push(to);
        }
    };
    for relation in &entry.relations {
        let to = match &relation.to {
            RelationTarget::Document(other) => name(*other),
            RelationTarget::Outside(number) => json!({ "number": number }),
        };
        relate(relation.kind.key(), to);
    }
    for (kind, by) in &entry.reverse {
        relate(kind.reverse_key(), name(*by));
    }
    for other in entry.cites(id) {
        relate("cites", name(other));
    }
    for other in &entry.cited_by {
        relate("cited_by", name(*other));
    }
    let facts: Map<String, Json> =
        front.facts.iter().map(|(fact, text)| (fact.key.to_owned(), json!(text))).collect();
    let attachments: Vec<Json> = entry
        .attachments
        .iter()
        .map(|attachment| match &attachment.to {
            AttachmentTarget::File(path, size) => json!({
                "title": attachment.title,
                "url": site.addresses.permalink(&site.file_address(path)),
                "size": size,
            }),
            AttachmentTarget::Document(to) => {
                json!({ "title": attachment.title, "url": link(*to) })
            }
        })
        .collect();
    let issue = entry
        .issue_number()
        .or_else(|| entry.issue.and_then(|issue| register.entry(issue).issue_number()));
    let mut record = json!({
        "title": entry.title(),
        "subtitle": front.subtitle,
        "number": entry.number().map(ToString::to_string),
        "standard": entry.standard().map(ToString::to_string),
        "url": link(id),
        "category": register.section_of(id).folder,
        "kind": register.section_of(id).kind.key(),
        "genre": entry.document.genre(),
        "issuers": entry.filed_under,
        "issued_as": entry.issuers,
        "date": date_of(register, id).map(|date| date.to_string()),
        "published": published_of(register, id).map(|moment| moment.to_string()),
        "effective": front.effective.as_ref().map(|date| date.value.to_string()),
        "expires": front.expires.as_ref().map(|date| date.value.to_string()),
        "deadline": entry.deadline.map(|deadline| deadline.to_string()),
        "event": event(entry),
        "notice_period": front.notice_period.as_ref().map(|period| json!({
            "from": period.from.as_ref().map(|from| from.value).or(entry.date()).map(|day| day.to_string()),
            "to": period.to.value.to_string(),
        })),
        "pinned": front.pinned.holds_on(site.today),
        "featured": front.featured.holds_on(site.today),
        "printed_by": front.printed_by,
        "printed": front.printed.as_ref().map(|date| date.value.to_string()),
        "validity": entry.validity.kind.key(),
        "topics": front.topics.iter().map(|topic| &topic.value).collect::<Vec<_>>(),
        "issue": issue.map(|i| json!({ "year": i.year, "number": i.number, "total": i.total })),
        "column": front.column.as_ref().map(|column| &column.value),
        "facts": facts,
        "fields": fields(site, id),
        "summary": summary(register, id),
        "attachments": attachments,
        "relations": relations,
    });
    // A site that does not show its history has no such field.
    if let (true, Json::Object(fields)) = (site.has_history(), &mut record) {
        fields.insert("history".to_owned(), history(&revisions(site, id)));
    }
    record
}

/// The commits with which a document came and last changed; null if it is not committed.
fn history(revisions: &[Revision]) -> Json {
    let commit =
        |revision: &Revision| json!({ "date": revision.day.to_string(), "commit": revision.hash });
    let ends = revisions.last().zip(revisions.first());
    ends.map_or(Json::Null, |(first, last)| {
        json!({ "first": commit(first), "last": commit(last), "count": revisions.len() })
    })
}

/// What a document says under the keys that its category declares: a text, a day or an address, and
/// a number with its unit apart.
fn fields(site: &Site, id: DocId) -> Map<String, Json> {
    let value = |value: &FieldValue| match value {
        FieldValue::Text(text) => json!(text),
        FieldValue::Date(date) => json!(date.to_string()),
        FieldValue::Link(link) => json!(declared_address(site, id, link)),
        FieldValue::Number(number) => {
            json!({ "number": number.digits.parse::<Number>().ok(), "unit": number.unit })
        }
    };
    let declared = site.register.entry(id).document.front.declared.iter();
    declared.map(|declared| (declared.field.key.clone(), value(&declared.value))).collect()
}

/// The same in one cell: `归口：护理；批准日期：2026-03-15`.
fn fields_in_one(site: &Site, id: DocId) -> String {
    let words = site.words();
    let value = |value: &FieldValue| match value {
        FieldValue::Text(text) => text.clone(),
        FieldValue::Date(date) => date.to_string(),
        FieldValue::Link(link) => declared_address(site, id, link),
        FieldValue::Number(number) => number.typed.clone(),
    };
    let declared = site.register.entry(id).document.front.declared.iter();
    let cells =
        declared.map(|declared| words.fact_line(&declared.field.key, &value(&declared.value)));
    cells.collect::<Vec<String>>().join(words.semicolon())
}

/// When and where something takes place, in the time zone of the site.
fn event(entry: &Entry) -> Option<Json> {
    let (event, schedule) = (entry.document.front.event.as_ref()?, entry.schedule?);
    Some(json!({
        "start": schedule.start.to_string(),
        "end": schedule.end.map(|end| end.to_string()),
        "place": event.place,
        "online": event.online.as_ref().map(|online| &online.value),
        "series": event.series,
        "session": event.session,
        "register_by": schedule.register_by.map(|by| by.to_string()),
    }))
}

/// `/data/documents.csv` (RFC 4180), with a byte-order mark, without which spreadsheets misread
/// Chinese.
fn documents_csv(site: &Site) -> String {
    let mut csv = String::from("\u{feff}");
    let words = site.words();
    row(&mut csv, &words.catalogue_columns());
    for id in listed(site) {
        let entry = site.register.entry(id);
        let front = &entry.document.front;
        let topics: Vec<&str> = front.topics.iter().map(|topic| &*topic.value).collect();
        let genre = entry.document.genre();
        let text = |value: Option<String>| value.unwrap_or_default();
        row(
            &mut csv,
            &[
                &text(entry.number().map(ToString::to_string)),
                entry.title(),
                &entry.filed_under.join(words.semicolon()),
                genre.unwrap_or_default(),
                &site.register.section_of(id).title,
                &text(date_of(&site.register, id).map(|date| date.to_string())),
                &text(published_of(&site.register, id).map(|moment| moment.to_string())),
                words.state(entry),
                &topics.join(words.semicolon()),
                &fields_in_one(site, id),
                &site.addresses.permalink(site.addresses.document(id)),
                &text(entry.standard().map(ToString::to_string)),
            ],
        );
    }
    csv
}

fn row(csv: &mut String, cells: &[&str]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            csv.push(',');
        }
        let cell = without_formula(cell);
        if cell.contains([',', ';', '"', '\t', '\r', '\n']) {
            csv.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
        } else {
            csv.push_str(&cell);
        }
    }
    csv.push_str("\r\n");
}

/// A cell that a spreadsheet does not run. One that begins like a formula would be run, with a
/// full-width sign too on some systems; after an apostrophe it is text.
fn without_formula(cell: &str) -> Cow<'_, str> {
    const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if cell.starts_with(SIGNS) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::row;

    #[test]
    fn cells_keep_their_commas() {
        let mut csv = String::new();
        row(&mut csv, &["甲,乙", "说“好”", "a\"b", "两\n行"]);
        assert_eq!(csv, "\"甲,乙\",说“好”,\"a\"\"b\",\"两\n行\"\r\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for sign in ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"] {
            let mut csv = String::new();
            row(&mut csv, &[&format!("{sign}1+1"), &format!("甲{sign}")]);
            let first = csv.trim_start_matches('"');
            assert!(first.starts_with(&format!("'{sign}1+1")), "{csv:?}");
            assert!(csv.contains(&format!("甲{sign}")), "{csv:?}");
        }
        let mut csv = String::new();
        row(&mut csv, &["2026-03-15", "12", "鲁医协发〔2026〕1号", "https://h/", ""]);
        assert_eq!(csv, "2026-03-15,12,鲁医协发〔2026〕1号,https://h/,\r\n");
    }
}
