//! The JSON Schema of front matter and site.yaml: it accepts what is read without an error, and the
//! reader reports whatever it refuses.

mod generated;

use crate::commands::{Folder, gongbao, text};
use crate::starter;
use boon::{Compiler, SchemaIndex, Schemas};
use gongbao::diagnostic::Diagnostic;
use gongbao::document::{self, DeclaredFields};
use gongbao::language::Language;
use gongbao::markdown::RawHtml;
use gongbao::source::{SitePath, Source};
use gongbao::yaml::{self, Keys, Shape};
use gongbao::{config, schema};
use serde_json::{Value as Json, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Errors about keys and the shape of their values.
const SHAPE: &[&str] = &[
    "value-type",
    "key-unknown",
    "key-missing",
    "key-repeated",
    "language",
    "date-unclear",
    "until-form",
];

/// Errors about values of which some have the wrong shape.
const FORM: &[&str] =
    &["key-empty", "issue-unclear", "withheld-form", "slug-form", "synonym-form", "code-form"];

/// What a file is: front matter or site.yaml.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Document,
    Site,
}

impl Subject {
    fn keys(self) -> Keys {
        match self {
            Subject::Document => document::FRONT,
            Subject::Site => Keys::new(config::KEYS),
        }
    }

    fn schema(self, language: Language) -> Json {
        let text = match self {
            Subject::Document => schema::of_document(language, &DeclaredFields::default()),
            Subject::Site => schema::of_site(language),
        };
        serde_json::from_str(&text).expect("JSON")
    }

    /// Returns the entries that must be there.
    fn required(self) -> &'static str {
        match self {
            Subject::Document => "title: 甲\n",
            Subject::Site => "title: 甲\nbase_url: https://a.test/\n",
        }
    }

    /// Returns the errors that the reader finds in some entries.
    fn errors(self, entries: &str) -> Vec<Diagnostic> {
        let mut diagnostics = match self {
            Subject::Document => {
                let text = format!("---\n{entries}\n---\n\n正文。\n");
                document::parse(
                    &source("content/notices/a.md", &text),
                    RawHtml::Sanitised,
                    &DeclaredFields::default(),
                )
                .diagnostics
            }
            Subject::Site => config::read(Some(&source("site.yaml", entries))).diagnostics,
        };
        diagnostics.retain(Diagnostic::is_error);
        diagnostics
    }
}

fn source(path: &str, text: &str) -> Arc<Source> {
    Arc::new(Source::decode(SitePath::new(path), text.as_bytes()))
}

/// A schema ready for use.
pub struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    /// Compiles a schema, which must be valid by the schema of schemas.
    fn new(schema: Json) -> Validator {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("schema.json", schema).expect("a schema");
        let index = compiler.compile("schema.json", &mut schemas).expect("a valid schema");
        Validator { schemas, index }
    }

    fn of(subject: Subject) -> Validator {
        Validator::new(subject.schema(Language::Chinese))
    }

    /// Returns why some entries are refused, if they are.
    fn refusal(&self, entries: &str) -> Option<String> {
        let data = data(entries);
        self.schemas.validate(&data, self.index).err().map(|error| format!("{error:#}"))
    }
}

/// Returns entries as data; nothing is an empty map.
fn data(entries: &str) -> Json {
    let source = source("a.yaml", entries);
    match yaml::read(&source, 0..source.text.len(), &[]).value.map(|node| yaml::json(&node)) {
        Some(Json::Null) | None => json!({}),
        Some(data) => data,
    }
}

/// Returns the ids of errors that are among these.
fn among<'d>(errors: &'d [Diagnostic], ids: &[&str]) -> Vec<&'d str> {
    errors.iter().map(|error| error.id).filter(|id| ids.contains(id)).collect()
}

/// Returns a key with an example of it, under either name.
fn examples(keys: Keys) -> impl Iterator<Item = (&'static str, &'static str)> {
    keys.keys.iter().flat_map(|key| {
        [Language::Chinese, Language::English]
            .map(|language| (key.name_in(language), key.example_in(language)))
    })
}

#[test]
fn example_of_every_key_is_accepted_by_schema_and_reader() {
    for subject in [Subject::Document, Subject::Site] {
        let validator = Validator::of(subject);
        for (name, example) in examples(subject.keys()) {
            let own = subject.keys().known(name).map(|key| format!("{}: ", key.name));
            let others = subject
                .required()
                .lines()
                .filter(|line| own.as_ref().is_none_or(|own| !line.starts_with(own.as_str())));
            let others = others.collect::<Vec<_>>().join("\n");
            let entries = format!("{others}\n{name}: {example}\n");
            assert_eq!(validator.refusal(&entries), None, "{entries}");
            assert_eq!(among(&subject.errors(&entries), SHAPE), [""; 0], "{entries}");
        }
    }
}

/// Every kind of map: front matter, site.yaml, and what stands below their keys.
fn all_keys() -> Vec<Keys> {
    let mut all = vec![Subject::Document.keys(), Subject::Site.keys()];
    let mut at = 0;
    while let Some(keys) = all.get(at) {
        all.extend(keys.keys.iter().filter_map(|key| key.shape.keys()).collect::<Vec<_>>());
        at += 1;
    }
    all
}

#[test]
fn every_key_is_described_in_both_languages() {
    let is_han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    let mut missing = Vec::new();
    for key in all_keys().iter().flat_map(|keys| keys.keys) {
        let [zh, en] = [Language::Chinese, Language::English].map(|l| key.about_in(l));
        if !zh.contains(is_han) || en.is_empty() || en.contains(is_han) {
            missing.push((key.name, zh, en));
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn required_key_is_missed_by_schema_and_reader() {
    for (subject, entries) in [
        (Subject::Document, "date: 2026-03-15"),
        (Subject::Document, "title: 甲\nchanges: {note: 甲}"),
        (Subject::Document, "title: 甲\nchanges: [{日期: 2026-03-15}]"),
        (Subject::Document, "title: 甲\nissue: {year: 2026}"),
        (Subject::Document, "标题: 甲\n期号: {期: 1}"),
        (Subject::Site, "title: 甲"),
        (Subject::Site, "base_url: https://a.test/"),
        (Subject::Site, "title: 甲\nbase_url: https://a.test/\nissuers: {name: 甲}"),
        (Subject::Site, "title: 甲\nbase_url: https://a.test/\nissuers: {短名: a}"),
        (Subject::Site, "title: 甲\nbase_url: https://a.test/\nwechat: {name: 甲}"),
        (Subject::Site, "title: 甲\nbase_url: https://a.test/\ncard: {}"),
        (Subject::Site, "title: 甲\nbase_url: https://a.test/\nfriend_links: [{title: 甲}]"),
    ] {
        let errors = subject.errors(entries);
        assert_eq!(among(&errors, SHAPE), ["key-missing"], "{entries}");
        assert!(Validator::of(subject).refusal(entries).is_some(), "{entries}");
    }
}

#[test]
fn other_word_for_a_key_is_refused_with_the_key_that_it_means() {
    for language in [Language::Chinese, Language::English] {
        let schema = Subject::Document.schema(language);
        for (typed, meant) in [("文号", "发文字号"), ("tags", "topics"), ("密级", "公开属性")]
        {
            let word = &schema["properties"][typed];
            let message = word["errorMessage"].as_str().unwrap_or_default();
            assert!(message.contains(typed) && message.contains(meant), "{typed}: {message}");
            assert_eq!((&word["enum"], &word["doNotSuggest"]), (&json!([]), &json!(true)));
        }
        let advice = schema["properties"]["分类"]["errorMessage"].as_str().unwrap_or_default();
        assert!(advice.contains(language.pick("文件夹", "folder")), "{advice}");
    }
    for subject in [Subject::Document, Subject::Site] {
        let validator = Validator::of(subject);
        for key in subject.keys().keys {
            for typed in key.aliases.iter().chain(key.hints) {
                let entries = format!("{}{typed}: 甲\n", subject.required());
                assert!(validator.refusal(&entries).is_some(), "{entries}");
            }
        }
    }
}

#[test]
fn number_is_accepted_between_its_bounds() {
    for (subject, entry) in [
        (Subject::Document, "weight: {-1000000..1000000}"),
        (Subject::Document, "权重: {-1000000..1000000}"),
        (Subject::Document, "期号: {年: {1900..2100}, 期: 1}"),
        (Subject::Document, "issue: {year: 2026, number: {1..9999}}"),
        (Subject::Site, "issuers: {name: 甲, slug: a, code: 某协发, since: {1900..2100}}"),
    ] {
        let (start, rest) = entry.split_at(entry.rfind(": {").expect("bounds") + 2);
        let (bounds, end) = rest[1..].split_once('}').expect("bounds");
        let (least, most) = bounds.split_once("..").expect("two bounds");
        let [least, most] = [least, most].map(|bound| bound.parse::<i64>().expect("a number"));
        let validator = Validator::of(subject);
        for (number, is_accepted) in
            [(least - 1, false), (least, true), (most, true), (most + 1, false)]
        {
            let entries = format!("{}{start}{number}{end}\n", subject.required());
            assert_eq!(validator.refusal(&entries).is_none(), is_accepted, "{entries}");
            let errors = subject.errors(&entries);
            assert_eq!(among(&errors, SHAPE).is_empty(), is_accepted, "{entries}");
        }
    }
}

#[test]
fn white_space_around_keys_and_words_is_left_to_the_reader() {
    let validator = Validator::of(Subject::Document);
    for entries in [
        "标题: 甲\n公开属性: 内部\u{3000}",
        "标题: 甲\n\"草稿 \": true",
        "标题: 甲\n草稿: 否\u{3000}",
    ] {
        assert_eq!(among(&Subject::Document.errors(entries), SHAPE), [""; 0], "{entries}");
        assert_eq!(validator.refusal(entries), None, "{entries}");
    }
}

#[test]
fn date_that_is_none_is_refused() {
    let validator = Validator::of(Subject::Document);
    for (typed, is_date) in [
        ("明天", false),
        ("2026", false),
        ("2026-03", false),
        ("三月十五日", false),
        ("2026-03-15", true),
        ("2026/3/15 10:00", true),
        ("２０２６年３月１５日", true),
        ("二〇二六年三月十五日", true),
        ("2026.3.15", true),
    ] {
        let entries = format!("title: 甲\ndate: {typed}");
        assert_eq!(validator.refusal(&entries).is_none(), is_date, "{typed}");
        assert_eq!(Subject::Document.errors(&entries).is_empty(), is_date, "{typed}");
    }
}

/// Returns the Markdown files below a folder that are documents.
fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            documents(&path, found);
        } else if name.ends_with(".md") && name != "_index.md" {
            found.push(path);
        }
    }
}

/// Returns the lines between the first two fences of a text.
fn front_of(text: &str) -> Option<String> {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    lines.next().filter(|line| line.trim_end() == "---")?;
    let front: Vec<&str> = lines.take_while(|line| line.trim_end() != "---").collect();
    Some(front.join("\n"))
}

#[test]
fn own_site_and_new_sites_are_accepted() {
    let mut found = Vec::new();
    documents(Path::new("content"), &mut found);
    documents(Path::new("starter/content"), &mut found);
    assert!(found.len() > 40, "{}", found.len());
    let validator = Validator::of(Subject::Document);
    for path in found {
        let front = front_of(&fs::read_to_string(&path).expect("a text")).expect("front matter");
        assert_eq!(validator.refusal(&front), None, "{}", path.display());
    }
    let validator = Validator::of(Subject::Site);
    let own = fs::read_to_string("site.yaml").expect("the settings");
    for settings in [own, starter::settings(), starter::settings_with_all_samples()] {
        assert_eq!(validator.refusal(&settings), None, "{settings}");
    }
}

#[test]
fn bad_documents_that_the_schema_refuses_have_errors() {
    let validator = Validator::of(Subject::Document);
    let mut refused = 0;
    for entry in fs::read_dir("tests/faults").expect("the cases") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("a case");
        let case = text.split("\n=====\n").next().unwrap_or_default();
        let Some(front) = front_of(case) else { continue };
        if let Some(refusal) = validator.refusal(&front) {
            refused += 1;
            let errors = Subject::Document.errors(&front);
            assert!(!errors.is_empty(), "{front}\n{refusal}");
        }
    }
    assert!(refused > 5, "{refused}");
}

#[test]
fn schema_of_a_new_site_is_what_the_command_prints() {
    let folder = Folder::new("schema");
    for language in ["zh", "en"] {
        let made = gongbao(&folder.0, &["init", language, "--lang", language]);
        assert!(made.status.success(), "{}", text(&made.stderr));
        let printed = gongbao(&folder.0, &["schema", "site", "--lang", language]);
        let read = |name: &str| {
            fs::read_to_string(folder.0.join(language).join(".vscode").join(name)).expect("a file")
        };
        assert_eq!(read("site.schema.json"), text(&printed.stdout));
        let settings: Json = serde_json::from_str(&read("settings.json")).expect("JSON");
        assert_eq!(settings["yaml.schemas"], json!({ ".vscode/site.schema.json": "site.yaml" }));
    }
    let document = gongbao(&folder.0, &["schema", "document", "--lang", "en"]);
    assert_eq!(
        text(&document.stdout),
        schema::of_document(Language::English, &DeclaredFields::default())
    );
    assert!(document.stderr.is_empty());
}

#[test]
fn settings_of_the_editor_that_are_there_already_are_kept() {
    let folder = Folder::new("schema-kept");
    let settings = folder.0.join(".vscode/settings.json");
    fs::create_dir_all(folder.0.join(".vscode")).expect("a folder");
    fs::write(&settings, "{}").expect("writing");
    let made = gongbao(&folder.0, &["init", "."]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert_eq!(fs::read_to_string(&settings).expect("the settings"), "{}");
    assert!(text(&made.stderr).contains("settings.json"), "{}", text(&made.stderr));
    assert!(folder.0.join(".vscode/site.schema.json").is_file());
    assert!(folder.0.join("content/about/site.md").is_file());
}

/// Whether a key may have several values.
fn is_plural(shape: Shape) -> bool {
    matches!(shape, Shape::Texts | Shape::Choices(_) | Shape::Maps(_) | Shape::TextsOrMaps(_))
}

#[test]
fn list_is_accepted_where_several_values_may_stand_and_nowhere_else() {
    for subject in [Subject::Document, Subject::Site] {
        let validator = Validator::of(subject);
        let keys = subject.keys().keys.iter();
        for key in keys.filter(|key| !key.is_required && !matches!(key.shape, Shape::Anything)) {
            let entries = format!("{}{}: []\n", subject.required(), key.name);
            let is_accepted = validator.refusal(&entries).is_none();
            assert_eq!(is_accepted, is_plural(key.shape), "{entries}");
            assert_eq!(is_accepted, subject.errors(&entries).is_empty(), "{entries}");
        }
    }
}
