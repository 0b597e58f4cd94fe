//! Reads the list: `wrong: right`, `wrong: {right: …}` or a list of `{wrong: …, right: …}`.

use super::faults;
use super::list::{Word, WordList};
use crate::diagnostic::{Checked, Diagnostic};
use crate::source::{Fingerprint, Source, Spanned};
use crate::yaml::{self, Fields, Key, KeyNames, Node, Shape, Value};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::HashMap;
use std::sync::Arc;

const KEYS: &[Key] = &[
    Key::new("wrong", "错词", "登陆网站")
        .about("不该用的词", "The word that should not be used")
        .aliases(&["错误", "误", "错", "错字"]),
    Key::new("right", "正词", "登录网站")
        .shape(Shape::Texts)
        .about("应当用的词", "What to write instead")
        .aliases(&["正确", "正", "对", "改为", "应为"]),
    Key::new("reason", "理由", "上网用“登录”")
        .about("为什么", "Why")
        .aliases(&["原因", "说明", "依据"]),
    Key::new("except", "例外", "[台风登陆网站所在地]")
        .shape(Shape::Texts)
        .about("这样写是对的词语", "Phrases in which the word is right")
        .aliases(&["除外", "允许", "exceptions"]),
];

/// Reads the list of a site. Even a faulty file gives the words that can be read.
pub fn read(source: Option<&Arc<Source>>) -> Checked<WordList> {
    let mut reader = Reader {
        words: Vec::new(),
        rights: Vec::new(),
        places: HashMap::new(),
        key_names: None,
        diagnostics: Vec::new(),
    };
    if let Some(source) = source {
        reader.file(source);
    }
    let Reader { words, rights, places, key_names, mut diagnostics } = reader;
    for right in rights {
        if let Some(other) = places.get(&right.value).and_then(|index| words.get(*index)) {
            diagnostics.push(faults::right_is_wrong(right.span, &right.value, other.span.clone()));
        }
    }
    let patterns = words.iter().map(|word: &Word| word.wrong.as_bytes());
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns).ok();
    let fingerprint = source.map_or_else(|| Fingerprint::of(&[]), |source| source.fingerprint);
    let finder = finder.filter(|_| !words.is_empty());
    Checked::new(WordList { words, finder, fingerprint, key_names }, diagnostics)
}

struct Reader {
    words: Vec<Word>,
    /// The right words that may be another entry's wrong one.
    rights: Vec<Spanned<String>>,
    /// Where each wrong word is among the words.
    places: HashMap<String, usize>,
    key_names: Option<KeyNames>,
    diagnostics: Vec<Diagnostic>,
}

impl Reader {
    fn file(&mut self, source: &Source) {
        let known: Vec<&str> = KEYS.iter().flat_map(|key| [key.name, key.zh]).collect();
        self.diagnostics = yaml::not_utf8(source, &known);
        let start = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
        let range = start..source.text.len();
        if yaml::begins_with_list(&source.text[range.clone()]) {
            let items = yaml::read_list(source, range).collect_into(&mut self.diagnostics);
            for item in items {
                self.item(source, item);
            }
            return;
        }
        let node = yaml::read(source, range, &known).collect_into(&mut self.diagnostics);
        if let Some(Node { value: Value::Map(entries), .. }) = node {
            for (wrong, value) in entries {
                self.entry(source, wrong, value);
            }
        }
    }

    /// Reads one item of a list.
    fn item(&mut self, source: &Source, node: Node) {
        match node.value {
            Value::Null => {}
            Value::Map(entries) if !has_keys(&entries) => {
                for (wrong, value) in entries {
                    self.entry(source, wrong, value);
                }
            }
            Value::Map(_) => self.keys(source, node, None),
            _ => self.diagnostics.push(faults::no_pair(node.span)),
        }
    }

    /// Reads what follows a wrong word.
    fn entry(&mut self, source: &Source, wrong: Spanned<String>, value: Node) {
        let wrong = wrong.map(|wrong| wrong.trim().to_owned());
        match value.value {
            Value::Map(_) => self.keys(source, value, Some(wrong)),
            Value::List(items) => {
                let right = items.into_iter().filter_map(text).collect();
                self.add(wrong, right, None, Vec::new());
            }
            _ => self.add(wrong, text(value).into_iter().collect(), None, Vec::new()),
        }
    }

    /// Reads the keys of an entry, to which its wrong word may be the key.
    fn keys(&mut self, source: &Source, node: Node, wrong: Option<Spanned<String>>) {
        let at = wrong.as_ref().map_or(node.span.start, |wrong| wrong.span.start);
        let mut fields = Fields::of_block(source, Some(node), KEYS, at);
        let wrong = wrong.or_else(|| fields.required_text("wrong"));
        let right = fields.texts("right");
        let reason = fields.text("reason").map(|reason| reason.value);
        let except = fields.texts("except");
        self.key_names.get_or_insert(fields.key_names);
        self.diagnostics.append(&mut fields.diagnostics);
        if let Some(wrong) = wrong {
            self.add(wrong, right, reason, except);
        }
    }

    fn add(
        &mut self,
        wrong: Spanned<String>,
        right: Vec<Spanned<String>>,
        reason: Option<String>,
        except: Vec<Spanned<String>>,
    ) {
        let Spanned { value: wrong, span } = wrong;
        if wrong.is_empty() {
            self.diagnostics.push(faults::no_pair(span));
            return;
        }
        if right.is_empty() {
            self.diagnostics.push(faults::no_right(span, &wrong));
            return;
        }
        if let Some(same) = right.iter().find(|right| right.value == wrong) {
            self.diagnostics.push(faults::same(same.span.clone(), &wrong));
            return;
        }
        if let Some(first) = self.places.get(&wrong).and_then(|index| self.words.get(*index)) {
            self.diagnostics.push(faults::repeated(span, &wrong, first.span.clone()));
            return;
        }
        let (except, useless): (Vec<_>, Vec<_>) =
            except.into_iter().partition(|phrase| phrase.value.contains(&wrong));
        for phrase in useless {
            let fault = faults::exception_without_word(phrase.span, &wrong, &phrase.value);
            self.diagnostics.push(fault);
        }
        self.places.insert(wrong.clone(), self.words.len());
        self.rights.extend(right.iter().cloned());
        let values = |texts: Vec<Spanned<String>>| texts.into_iter().map(|t| t.value).collect();
        self.words.push(Word { wrong, right: values(right), reason, except: values(except), span });
    }
}

/// Returns whether a map has one of the keys, and is no pair of words.
fn has_keys(entries: &[(Spanned<String>, Node)]) -> bool {
    let is_key = |typed: &str| KEYS.iter().any(|key| key.name == typed || key.zh == typed);
    entries.len() > 1 || entries.iter().any(|(typed, _)| is_key(typed.value.trim()))
}

fn text(node: Node) -> Option<Spanned<String>> {
    let text = match node.value {
        Value::Text(text) => text.trim().to_owned(),
        Value::Number(text) => text,
        Value::Bool(value) => value.to_string(),
        Value::Null | Value::List(_) | Value::Map(_) => return None,
    };
    (!text.is_empty()).then(|| Spanned::new(text, node.span))
}
