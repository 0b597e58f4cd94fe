//! The phrases of templates in the language of the site: `i18n/zh-CN.yaml`, `i18n/en.yaml`, key by
//! key over those of the theme below.

use super::faults;
use crate::diagnostic::Checked;
use crate::language::Language;
use crate::source::{Fingerprint, Source};
use crate::yaml::{self, Value};
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Error, Kwargs, State, Tera, TeraResult};

/// Phrases by key; `{name}` in a phrase stands for the argument of that name in the template.
#[derive(Default)]
pub(super) struct Translations(BTreeMap<String, String>);

/// The files to read for a language, the later over the earlier. The official theme speaks
/// Chinese and English; whoever adds another language begins from English.
pub(super) fn files(language: &str) -> Vec<String> {
    let known = Language::of_tag(language).pick("zh-CN", "en");
    let mut files = vec![format!("i18n/{known}.yaml")];
    if language != known {
        files.push(format!("i18n/{language}.yaml"));
    }
    files
}

impl Translations {
    /// Lays the phrases of a file over those that are there.
    pub fn add(&mut self, source: &Source) -> Checked<()> {
        let start = if source.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut diagnostics = Vec::new();
        let node = yaml::read(source, start..source.text.len(), &[]).collect_into(&mut diagnostics);
        match node.map(|node| (node.value, node.span)) {
            Some((Value::Map(entries), _)) => {
                for (key, node) in entries {
                    match node.value {
                        Value::Text(phrase) | Value::Number(phrase) => {
                            self.0.insert(key.value, phrase);
                        }
                        _ => diagnostics.push(faults::no_phrase(node.span, &key.value)),
                    }
                }
            }
            Some((Value::Null, _)) | None => {}
            Some((_, span)) => diagnostics.push(faults::no_phrases(span)),
        }
        Checked::new((), diagnostics)
    }

    /// Lays the phrases of others over those that are there.
    pub fn overlay(&mut self, over: &Translations) {
        self.0.extend(over.0.iter().map(|(key, phrase)| (key.clone(), phrase.clone())));
    }

    pub fn fingerprint(&self) -> Fingerprint {
        let parts: Vec<&[u8]> =
            self.0.iter().flat_map(|(key, phrase)| [key.as_bytes(), phrase.as_bytes()]).collect();
        Fingerprint::of_parts(&parts)
    }

    /// Gives templates the function `trans(key="…")`; its other arguments fill the phrase.
    pub fn register(self, tera: &mut Tera) {
        let translations = Arc::new(self);
        tera.register_function("trans", move |given: Kwargs, _: &State| {
            translations.phrase(&given)
        });
    }

    fn phrase(&self, given: &Kwargs) -> TeraResult<String> {
        let key = given.must_get::<&str>("key")?;
        let Some(phrase) = self.0.get(key) else {
            return Err(Error::message(format!("Unknown phrase `{key}`")));
        };
        let mut filled = String::with_capacity(phrase.len());
        let mut rest = phrase.as_str();
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, inner)| Some((before, inner.split_once('}')?)))
        {
            let Some(value) = given.get::<&tera::Value>(name)? else {
                return Err(Error::message(format!("Phrase `{key}` lacks `{name}`")));
            };
            filled.push_str(before);
            filled.push_str(&value.to_string());
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }
}
