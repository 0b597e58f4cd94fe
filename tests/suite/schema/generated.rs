//! Generated front matters and settings, right and wrong: schema and reader agree on all of them.

use super::{FORM, SHAPE, Subject, Validator, among, data, examples};
use crate::properties::cases;
use gongbao::diagnostic::Diagnostic;
use gongbao::yaml::{Key, Keys};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static DOCUMENT: LazyLock<Validator> = LazyLock::new(|| Validator::of(Subject::Document));
static SITE: LazyLock<Validator> = LazyLock::new(|| Validator::of(Subject::Site));

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn front_matter_is_judged_alike(entries in entries(Subject::Document)) {
        judge(Subject::Document, &DOCUMENT, &entries)?;
    }

    #[test]
    fn settings_are_judged_alike(entries in entries(Subject::Site)) {
        judge(Subject::Site, &SITE, &entries)?;
    }
}

fn judge(subject: Subject, validator: &Validator, entries: &str) -> Result<(), TestCaseError> {
    let errors = subject.errors(entries);
    let said: Vec<(&str, &str)> =
        errors.iter().map(|error| (error.id, &*error.message.en)).collect();
    match validator.refusal(entries) {
        Some(refusal) => {
            let reported = among(&errors, &[SHAPE, FORM].concat());
            prop_assert!(!reported.is_empty(), "{entries}\nrefused: {refusal}\nread: {said:?}");
        }
        None => {
            let overlooked = errors.iter().filter(|error| is_in_schema(error, entries));
            prop_assert_eq!(overlooked.count(), 0, "{}\naccepted, read: {:?}", entries, said);
        }
    }
    Ok(())
}

/// Returns whether the schema should have refused what an error reports. It cannot say that a key is
/// missing for want of another, and leaves blank words to the reader.
fn is_in_schema(error: &Diagnostic, entries: &str) -> bool {
    let has_blank = entries.contains("\"\"") || entries.contains("\" \"");
    ["key-unknown", "key-repeated", "yaml-not-keys"].contains(&error.id)
        || (["value-type", "language"].contains(&error.id) && !has_blank)
}

/// A few entries, each with a key and a value: those that must be there, and others.
fn entries(subject: Subject) -> impl Strategy<Value = String> {
    let required = prop_oneof![9 => Just(subject.required()), 1 => Just("")];
    let entry = (select(names(subject.keys())), value(subject));
    let example = select(examples(subject.keys()).collect::<Vec<_>>())
        .prop_map(|(name, example)| (name, format!("{name}: {example}\n")));
    let entry = entry.prop_map(|(name, value)| (name, format!("{}: {value}\n", json!(name))));
    let entry = prop_oneof![3 => entry, 2 => example];
    // Data cannot say that the same name is there twice.
    let entries = prop::collection::vec(entry, 0..4)
        .prop_map(|entries| entries.into_iter().collect::<BTreeMap<&str, String>>());
    (required, entries).prop_map(|(required, mut entries)| {
        entries.retain(|name, _| !required.contains(&format!("{name}: ")));
        required.to_owned() + &entries.into_values().collect::<String>()
    })
}

/// The names of keys, other words for them, and words that are no keys.
fn names(keys: Keys) -> Vec<&'static str> {
    let other = |key: &Key| key.aliases.iter().chain(key.hints).copied().take(1);
    let other: Vec<&str> = keys.keys.iter().flat_map(other).collect();
    let mut names: Vec<&str> = keys.keys.iter().flat_map(|key| [key.name, key.zh]).collect();
    // More of those that are keys.
    names.extend(names.clone());
    names.extend(names.clone());
    names.extend(other);
    names.extend(["未知", "unknown", "Title", "1"]);
    names
}

/// A value of any kind; often one that some key may have, whole or changed in a place.
fn value(subject: Subject) -> impl Strategy<Value = Json> {
    let known: Vec<Json> = examples(subject.keys())
        .map(|(name, example)| data(&format!("{name}: {example}"))[name].clone())
        .collect();
    let below: Vec<&str> = subject.keys().names().into_iter().chain(["未知"]).collect();
    let known = select(known);
    let changed = (known.clone(), select(below.clone()), plain(), any::<Index>())
        .prop_map(|(known, name, value, at)| changed(known, name, value, at));
    let map = prop::collection::vec((select(below), plain()), 0..3)
        .prop_map(|entries| entries.into_iter().map(|(name, value)| (name.to_owned(), value)))
        .prop_map(|entries| Json::Object(entries.collect()));
    let one = prop_oneof![4 => plain(), 3 => known, 4 => changed, 1 => map];
    let list = prop::collection::vec(one.clone(), 0..3).prop_map(Json::Array);
    prop_oneof![4 => one, 1 => list]
}

/// Texts, numbers, words, dates, and what is none.
fn plain() -> impl Strategy<Value = Json> {
    select(vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(7),
        json!(2026),
        json!(-1),
        json!(1.5),
        json!(10_000_000),
        json!(""),
        json!("甲"),
        json!("12"),
        json!("+3"),
        json!("是"),
        json!("yes"),
        json!("内部"),
        json!("public"),
        json!("会讯"),
        json!("off"),
        json!("错误"),
        json!("en"),
        json!("2026年3月15日"),
        json!("2026-03-15 10:00"),
        json!("明天"),
        json!([]),
        json!({}),
        json!(["甲", null, 3]),
        json!([true]),
        json!({ "title": "甲", "url": "/" }),
        json!({ "甲": ["乙"] }),
        json!({ "2026": "2-6" }),
    ])
}

/// Sets a key of a map, or of a map in a list, to another value.
fn changed(mut known: Json, name: &str, value: Json, at: Index) -> Json {
    let map = match &mut known {
        Json::Array(items) if !items.is_empty() => {
            let at = at.index(items.len());
            items[at].as_object_mut()
        }
        Json::Object(map) => Some(map),
        _ => None,
    };
    if let Some(map) = map {
        // One of its own keys as often as another one.
        let own = map.keys().nth(at.index(2 * map.len().max(1))).cloned();
        map.insert(own.unwrap_or(name.to_owned()), value);
    }
    known
}
