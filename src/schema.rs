//! JSON Schema of front matter and of site.yaml, for editors that complete and check keys.
//!
//! Both are made from the tables by which files are read, so the schema refuses nothing that is read
//! without an error. It says nothing of what is more than a shape: whether a number is taken, a
//! file is there, a colour can be read. White space around keys and words, which is ignored when
//! they are read, is left to the reader.

use crate::config;
use crate::date;
use crate::document::{self, DeclaredField, DeclaredFields, FieldType};
use crate::language::Language;
use crate::source::{SitePath, Source};
use crate::yaml::{self, Choice, Key, KeyNames, Keys, Shape};
use serde_json::{Map, Number, Value as Json, json};
use std::collections::BTreeMap;

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// White space at the beginning or the end; not all programs take a full-width space for `\s`.
const SPACE_AROUND: &str = "^[\\s\u{3000}]|[\\s\u{3000}]$";

/// Returns the schema of the front matter of documents, with descriptions in a language. It takes the
/// fields that any category declares: it cannot know to which of them a file belongs.
pub fn of_document(language: Language, declared: &DeclaredFields) -> String {
    let title = language.pick("文档的题头", "Front matter of a document");
    of(document::FRONT, declared, title, language)
}

/// Returns the schema of site.yaml.
pub fn of_site(language: Language) -> String {
    let title = language.pick("站点的设置", "Settings of a site");
    of(Keys::new(config::KEYS), &DeclaredFields::default(), title, language)
}

fn of(keys: Keys, declared: &DeclaredFields, title: &str, language: Language) -> String {
    let mut schema = Writer { language, definitions: Map::new() };
    let mut root = schema.map(keys, "");
    if let Some(Json::Object(properties)) = root.get_mut("properties") {
        schema.declare(declared, properties);
    }
    root.insert("$schema".to_owned(), json!(DIALECT));
    root.insert("title".to_owned(), json!(title));
    root.insert("type".to_owned(), json!("object"));
    if !schema.definitions.is_empty() {
        root.insert("$defs".to_owned(), Json::Object(schema.definitions));
    }
    format!("{:#}\n", Json::Object(root))
}

struct Writer {
    /// The language of descriptions; keys have both names.
    language: Language,
    /// The maps that follow keys, by the English names of those.
    definitions: Map<String, Json>,
}

impl Writer {
    /// Returns the schema of a map, without its type. `path` are the keys above it.
    fn map(&mut self, keys: Keys, path: &str) -> Map<String, Json> {
        let mut properties = Map::new();
        let mut twice = Map::new();
        let mut required = Vec::new();
        for key in keys.keys {
            let path =
                if path.is_empty() { key.name.into() } else { format!("{path}.{}", key.name) };
            for (name, language) in [(key.zh, Language::Chinese), (key.name, Language::English)] {
                properties.insert(name.to_owned(), self.property(key, language, &path));
            }
            twice.insert(key.zh.to_owned(), json!({ "properties": { key.name: false } }));
            if key.is_required {
                required.push(json!({ "anyOf": [
                    { "required": [key.zh] },
                    { "required": [key.name] },
                ] }));
            }
        }
        for (typed, advice) in self.other_words(keys) {
            // No value is right. VS Code shows the message of `enum`, and none of `not`.
            let refused = json!({ "enum": [], "errorMessage": advice, "doNotSuggest": true });
            properties.entry(typed).or_insert(refused);
        }
        let mut map = Map::new();
        map.insert("properties".to_owned(), Json::Object(properties));
        map.insert("patternProperties".to_owned(), json!({ SPACE_AROUND: true }));
        map.insert("additionalProperties".to_owned(), json!(false));
        map.insert("dependentSchemas".to_owned(), Json::Object(twice));
        if !required.is_empty() {
            map.insert("allOf".to_owned(), Json::Array(required));
        }
        map
    }

    /// Adds the keys that categories declare. One that several declare differently may have the values
    /// of each; a word that is typed for another key is a key where it is declared.
    fn declare(&mut self, declared: &DeclaredFields, properties: &mut Map<String, Json>) {
        let mut values: BTreeMap<&str, Vec<Json>> = BTreeMap::new();
        for field in declared.all() {
            let schemas = values.entry(&field.key).or_default();
            let schema = self.declared_value(field);
            if !schemas.contains(&schema) {
                schemas.push(schema);
            }
        }
        for (key, mut schemas) in values {
            let schema = match (schemas.pop(), schemas.is_empty()) {
                (Some(only), true) => only,
                (last, _) => {
                    schemas.extend(last);
                    json!({ "anyOf": schemas })
                }
            };
            properties.insert(key.to_owned(), schema);
        }
    }

    fn declared_value(&mut self, field: &DeclaredField) -> Json {
        let mut value = match field.kind {
            FieldType::Choice => {
                let words = field.choices.iter();
                let numbers = words.clone().filter_map(|word| word.parse::<Number>().ok());
                one_of(words.map(|word| json!(word)).chain(numbers.map(|n| json!(n))).collect())
            }
            FieldType::Date => self.value(Shape::Date, ""),
            FieldType::Text | FieldType::Number | FieldType::Link => self.value(Shape::Text, ""),
        };
        or_nothing(&mut value);
        Json::Object(value)
    }

    /// Returns the words that are typed for keys, each with what to type instead.
    fn other_words(&self, keys: Keys) -> Vec<(String, String)> {
        let mut words = Vec::new();
        // In the order in which the reader looks for what a word means.
        for misplaced in keys.misplaced {
            let advice = (misplaced.advice)(&KeyNames::unknown(keys.keys));
            let advice = advice.in_language(self.language);
            words.extend(
                misplaced.typed.iter().map(|typed| ((*typed).to_owned(), advice.to_owned())),
            );
        }
        let aliases =
            keys.keys.iter().flat_map(|key| key.aliases.iter().map(move |word| (key, word)));
        let hints = keys.keys.iter().flat_map(|key| key.hints.iter().map(move |word| (key, word)));
        for (key, typed) in aliases.chain(hints) {
            let meant = if typed.is_ascii() { key.name } else { key.zh };
            let zh = format!("不认识的键“{typed}”：是不是“{meant}”？");
            let en = format!("unknown key `{typed}`: did you mean `{meant}`?");
            words.push(((*typed).to_owned(), self.language.pick(&zh, &en).to_owned()));
        }
        words
    }

    /// Returns the schema of what follows a key under its name in a language.
    fn property(&mut self, key: &Key, language: Language, path: &str) -> Json {
        let mut value = self.value(key.shape, path);
        if key.is_required {
            value.entry("pattern").or_insert(json!(r"\S"));
        } else {
            or_nothing(&mut value);
        }
        value.insert("description".to_owned(), json!(key.about_in(self.language)));
        if let Some(example) = example(key, language) {
            value.insert("examples".to_owned(), json!([example]));
        }
        Json::Object(value)
    }

    /// Returns the schema of a value that is not nothing.
    fn value(&mut self, shape: Shape, path: &str) -> Map<String, Json> {
        let schema = match shape {
            Shape::Text => json!({ "type": ["string", "number"] }),
            Shape::Date => json!({
                "type": ["string"],
                "pattern": date::pattern(),
                "patternErrorMessage": self.language.pick(
                    "写成 2026-03-15 或 2026年3月15日",
                    "type a day as 2026-03-15 or 2026年3月15日",
                ),
            }),
            Shape::Texts => json!({
                "type": ["array", "string", "number"],
                "items": { "type": ["string", "number", "null"] },
            }),
            Shape::Integer(from, to) => json!({
                "type": ["integer", "string"],
                "minimum": from,
                "maximum": to,
                "pattern": r"^\s*[+-]?[0-9]+\s*$",
                "patternErrorMessage": self.language.pick(
                    &format!("要写 {from} 到 {to} 之间的整数"),
                    &format!("type a whole number from {from} to {to}"),
                ),
            }),
            Shape::Boolean => {
                let names = shape.choices().iter().flat_map(|(_, names)| *names);
                let words = [json!(true), json!(false)].into_iter();
                Json::Object(one_of(words.chain(names.map(|name| json!(name))).collect()))
            }
            Shape::BooleanOrDate => json!({
                "type": ["boolean", "string"],
                "pattern": format!("^\\s*[是否]\\s*$|{}", date::pattern()),
                "patternErrorMessage": self.language.pick(
                    "写“是”，或者一个日期：2026-12-31",
                    "type true, or a day: 2026-12-31",
                ),
            }),
            Shape::Choice(choices) => Json::Object(one_of(words(choices))),
            Shape::Choices(choices) => {
                let mut item = one_of(words(choices));
                or_nothing(&mut item);
                let mut one = one_of(words(choices));
                or(&mut one, json!({ "type": "array", "items": item }));
                return one;
            }
            Shape::Map(keys) => {
                let map = self.reference(keys, path);
                json!({ "type": ["object"], "$ref": map })
            }
            Shape::BooleanOrMap(keys) => {
                let map = self.reference(keys, path);
                let names = shape.choices().iter().flat_map(|(_, names)| *names);
                let words = [json!(true), json!(false)].into_iter();
                let mut one = one_of(words.chain(names.map(|name| json!(name))).collect());
                or(&mut one, json!({ "type": "object", "$ref": map }));
                return one;
            }
            Shape::TextOrMap(keys) => {
                let map = self.reference(keys, path);
                json!({ "type": ["object", "string", "number"], "$ref": map })
            }
            Shape::Maps(keys) => {
                let map = self.reference(keys, path);
                json!({
                    "type": ["array", "object"],
                    "$ref": map,
                    "items": { "type": ["object", "null"], "$ref": map },
                })
            }
            Shape::TextsOrMaps(keys) => {
                let map = self.reference(keys, path);
                json!({
                    "type": ["array", "object", "string"],
                    "$ref": map,
                    "items": { "type": ["object", "string", "null"], "$ref": map },
                })
            }
            Shape::Entries(of) => {
                let value = self.value(*of, path);
                json!({ "type": ["object"], "additionalProperties": value })
            }
            Shape::Named(names, of) => {
                let value = self.value(*of, path);
                self.definitions.insert(path.to_owned(), Json::Object(value));
                let value = json!({ "$ref": address(path) });
                let named: Map<_, _> =
                    names.iter().map(|name| ((*name).to_owned(), value.clone())).collect();
                json!({ "type": ["object"], "properties": named })
            }
            Shape::Anything => json!({}),
        };
        match schema {
            Json::Object(schema) => schema,
            _ => Map::new(),
        }
    }

    /// Defines the maps that follow a key, and returns the address of the definition.
    fn reference(&mut self, keys: Keys, path: &str) -> String {
        if !self.definitions.contains_key(path) {
            let map = self.map(keys, path);
            self.definitions.insert(path.to_owned(), Json::Object(map));
        }
        address(path)
    }
}

fn address(path: &str) -> String {
    format!("#/$defs/{path}")
}

/// Returns the words that may be typed for one of several choices.
fn words(choices: &[Choice]) -> Vec<Json> {
    let mut words: Vec<Json> = choices
        .iter()
        .flat_map(|(first, names)| std::iter::once(first).chain(*names))
        .map(|word| json!(word))
        .collect();
    // Programs that read YAML 1.1 take `off` for false.
    if words.contains(&json!("off")) {
        words.push(json!(false));
    }
    words
}

fn one_of(words: Vec<Json>) -> Map<String, Json> {
    let is_left_to_the_reader =
        json!({ "type": "string", "pattern": format!("{SPACE_AROUND}|^$") });
    let mut schema = Map::new();
    schema.insert("anyOf".to_owned(), json!([{ "enum": words }, is_left_to_the_reader]));
    schema
}

/// Allows what an alternative allows, too.
fn or(schema: &mut Map<String, Json>, alternative: Json) {
    if let Some(Json::Array(alternatives)) = schema.get_mut("anyOf") {
        alternatives.push(alternative);
    }
}

/// Allows that nothing follows a key.
fn or_nothing(schema: &mut Map<String, Json>) {
    if let Some(Json::Array(types)) = schema.get_mut("type") {
        types.push(json!("null"));
    }
    or(schema, json!({ "type": "null" }));
}

/// Returns the example of a key as data; with a Chinese key, that for files with Chinese keys.
fn example(key: &Key, language: Language) -> Option<Json> {
    let line = format!("{}: {}\n", key.name_in(language), key.example_in(language));
    let source = Source::decode(SitePath::new("example.yaml"), line.as_bytes());
    let node = yaml::read(&source, 0..source.text.len(), &[]).value?;
    match yaml::json(&node) {
        Json::Object(map) => map.into_iter().map(|(_, value)| value).next(),
        _ => None,
    }
}
