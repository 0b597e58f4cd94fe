//! Takes values of certain types out of a map and reports those that are not what they should be.

use super::faults;
use super::keys::{BOOLEAN, Choice, Key, KeyNames, Keys, Meant, Shape, language_of};
use super::node::{Node, Value};
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::source::{Source, Span, Spanned};

/// The entries of one map, to be taken key by key, and the diagnostics found on the way.
pub struct Fields {
    entries: Vec<Entry>,
    /// The names of the keys for messages.
    pub key_names: KeyNames,
    /// The place for messages about what is missing.
    pub span: Span,
    pub diagnostics: Vec<Diagnostic>,
}

/// One key with its value, until that is taken.
struct Entry {
    name: &'static str,
    typed: Span,
    value: Option<Node>,
}

/// What a key may have whose parts need not be given.
pub enum TextOrFields {
    Text(Spanned<String>),
    Fields(Fields),
}

/// What a key may have that is on or off and has parts.
pub enum BooleanOrFields {
    Boolean(Spanned<bool>),
    Fields(Fields),
}

impl Fields {
    /// Sorts the entries of a file or block to their keys; unknown and repeated ones are reported.
    /// Messages about what is missing point to the line that begins at `at`.
    pub fn of_block(
        source: &Source,
        node: Option<Node>,
        keys: impl Into<Keys>,
        at: usize,
    ) -> Fields {
        let length = source.text[at..].lines().next().map_or(0, |line| line.trim_end().len());
        let span = Span::new(&source.path, at..at + length);
        Fields::of_map(node, keys.into(), span, Language::English)
    }

    /// Sorts the entries of a map to their keys. `default` is the language of its names if as many
    /// keys are typed in one language as in the other.
    fn of_map(node: Option<Node>, keys: Keys, span: Span, default: Language) -> Fields {
        let mut diagnostics = Vec::new();
        let entries = match node {
            Some(Node { value: Value::Map(entries), .. }) => entries,
            None | Some(Node { value: Value::Null, .. }) => Vec::new(),
            Some(node) => {
                diagnostics.push(faults::not_a_map(node.span));
                Vec::new()
            }
        };
        let typed = entries.iter().map(|(key, _)| key.value.trim());
        let key_names = KeyNames::of(keys.keys, typed, default);
        let mut fields = Fields { entries: Vec::new(), key_names, span, diagnostics };
        let (known, unknown): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|(key, _)| keys.known(key.value.trim()).is_some());
        for (typed, value) in known {
            if let Some(key) = keys.known(typed.value.trim()) {
                fields.insert(key, typed, value);
            }
        }
        for (typed, value) in unknown {
            fields.insert_unknown(&keys, typed, value);
        }
        fields
    }

    fn insert(&mut self, key: &'static Key, typed: Spanned<String>, value: Node) {
        match self.entry(key.name) {
            Some(first) => {
                let diagnostic =
                    faults::repeated_key(typed.span, typed.value.trim(), first.typed.clone());
                self.diagnostics.push(diagnostic);
            }
            None => {
                let entry = Entry { name: key.name, typed: typed.span, value: Some(value) };
                self.entries.push(entry);
            }
        }
    }

    /// Reports an unknown key. One that can only mean another is read as that one.
    fn insert_unknown(&mut self, keys: &Keys, typed: Spanned<String>, value: Node) {
        let name = typed.value.trim();
        let language = language_of(name);
        let meant = keys.meant(name);
        if let Meant::Certainly(key) | Meant::Perhaps(key) = meant
            && let Some(first) = self.entry(key.name)
        {
            let (meant, first) = (key.name_in(language), first.typed.clone());
            self.diagnostics.push(faults::key_said_twice(typed.span, name, meant, first));
            return;
        }
        match meant {
            Meant::Certainly(key) => {
                let span = typed.span.clone();
                let diagnostic = faults::key_meant(span, name, key.name_in(language));
                self.diagnostics.push(diagnostic);
                let entry = Entry { name: key.name, typed: typed.span, value: Some(value) };
                self.entries.push(entry);
            }
            Meant::Perhaps(key) => {
                let diagnostic = faults::key_perhaps_meant(typed.span, name, key.name_in(language));
                self.diagnostics.push(diagnostic);
            }
            Meant::Misplaced(advice) => {
                let diagnostic = faults::key_misplaced(typed.span, name, advice(&self.key_names));
                self.diagnostics.push(diagnostic);
            }
            Meant::Unknown => {
                let all: Vec<&str> = keys.keys.iter().map(|key| key.name_in(language)).collect();
                let extra = keys.known("extra").map(|key| key.name_in(language));
                self.diagnostics.push(faults::unknown_key(typed.span, name, &all, extra));
            }
        }
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// Takes a value out; a key without a value counts as absent.
    pub fn take(&mut self, name: &str) -> Option<Node> {
        let entry = self.entries.iter_mut().find(|entry| entry.name == name)?;
        entry.value.take().filter(|node| node.value != Value::Null)
    }

    /// Returns where the editor typed a key.
    pub fn key_span(&self, name: &str) -> Option<Span> {
        self.entry(name).map(|entry| entry.typed.clone())
    }

    /// Returns where a key without a value was typed, unless that was taken already.
    pub fn empty(&self, name: &str) -> Option<Span> {
        let entry = self.entry(name)?;
        let is_empty = match &entry.value.as_ref()?.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        is_empty.then(|| entry.typed.clone())
    }

    fn report_wrong_type(&mut self, name: &'static str, wanted: (&str, &str), node: &Node) {
        let diagnostic =
            faults::wrong_type(node.span.clone(), &self.key_names, name, wanted, &node.value);
        self.diagnostics.push(diagnostic);
    }

    /// Reports that a required value is missing: there is no key, or nothing follows it.
    pub fn missing(&mut self, name: &'static str) {
        let diagnostic = match self.key_span(name) {
            Some(typed) => faults::empty_value(typed, &self.key_names, name),
            None => faults::missing(self.span.clone(), &self.key_names, name),
        };
        self.diagnostics.push(diagnostic);
    }

    fn shape(&self, name: &str) -> Shape {
        self.key_names.key(name).map_or(Shape::Anything, |key| key.shape)
    }

    /// Returns the keys of the maps that may follow a key.
    fn keys_below(&self, name: &str) -> Keys {
        self.shape(name).keys().unwrap_or(Keys::new(&[]))
    }

    /// Takes a text without the white space at its ends. A number or a date without quotes is text, too.
    pub fn text(&mut self, name: &'static str) -> Option<Spanned<String>> {
        debug_assert!(matches!(self.shape(name), Shape::Text | Shape::Date | Shape::Choice(_)));
        let reported_before = self.diagnostics.len();
        let text = self.take(name).and_then(|node| self.as_text(name, node));
        let text = text.filter(|text| !text.value.is_empty());
        if text.is_none() && self.diagnostics.len() == reported_before {
            self.report_if_required(name);
        }
        text
    }

    fn report_if_required(&mut self, name: &'static str) {
        if self.key_names.key(name).is_some_and(|key| key.is_required) {
            self.missing(name);
        }
    }

    fn as_text(&mut self, name: &'static str, node: Node) -> Option<Spanned<String>> {
        match node.value {
            Value::Text(text) => Some(Spanned::new(text.trim().to_owned(), node.span)),
            Value::Number(text) => Some(Spanned::new(text, node.span)),
            _ => {
                self.report_wrong_type(name, ("文字", "text"), &node);
                None
            }
        }
    }

    /// Takes a text that must be there although not every map of its kind needs it.
    pub fn required_text(&mut self, name: &'static str) -> Option<Spanned<String>> {
        let reported_before = self.diagnostics.len();
        let text = self.text(name);
        if text.is_none() && self.diagnostics.len() == reported_before {
            self.missing(name);
        }
        text
    }

    /// Takes a list of texts; one text alone is a list of one.
    pub fn texts(&mut self, name: &'static str) -> Vec<Spanned<String>> {
        debug_assert!(matches!(self.shape(name), Shape::Texts));
        let nodes = self.nodes(name);
        nodes
            .into_iter()
            .filter_map(|node| self.as_text(name, node))
            .filter(|text| !text.value.is_empty())
            .collect()
    }

    /// Takes a list of anything; one value alone is a list of one, and empty items are skipped.
    pub fn nodes(&mut self, name: &'static str) -> Vec<Node> {
        match self.take(name) {
            Some(Node { value: Value::List(items), .. }) => {
                items.into_iter().filter(|item| item.value != Value::Null).collect()
            }
            Some(node) => vec![node],
            None => Vec::new(),
        }
    }

    /// Takes a list of maps, each as fields of its own; their diagnostics must be returned by `merge`.
    pub fn groups(&mut self, name: &'static str) -> Vec<Fields> {
        debug_assert!(matches!(self.shape(name), Shape::Maps(_)));
        let nodes = self.nodes(name);
        nodes.into_iter().filter_map(|node| self.as_group(name, node)).collect()
    }

    /// Takes one map as fields of its own.
    pub fn group(&mut self, name: &'static str) -> Option<Fields> {
        debug_assert!(matches!(self.shape(name), Shape::Map(_)));
        let node = self.take(name)?;
        self.as_group(name, node)
    }

    /// Takes one map as fields of its own, or the text that stands for it.
    pub fn text_or_fields(&mut self, name: &'static str) -> Option<TextOrFields> {
        debug_assert!(matches!(self.shape(name), Shape::TextOrMap(_)));
        let node = self.take(name)?;
        if let Value::Map(_) = node.value {
            return Some(TextOrFields::Fields(self.group_of(name, node)));
        }
        let text = self.as_text(name, node)?;
        (!text.value.is_empty()).then_some(TextOrFields::Text(text))
    }

    fn as_group(&mut self, name: &'static str, node: Node) -> Option<Fields> {
        if !matches!(node.value, Value::Map(_)) {
            self.report_wrong_type(name, ("几项“键: 内容”", "lines of `key: value`"), &node);
            return None;
        }
        Some(self.group_of(name, node))
    }

    /// Returns the fields of a map that follows a key of this one.
    pub fn group_of(&self, name: &str, node: Node) -> Fields {
        let (keys, span) = (self.keys_below(name), node.span.clone());
        Fields::of_map(Some(node), keys, span, self.key_names.language())
    }

    /// Takes the diagnostics of a group.
    pub fn merge(&mut self, group: Fields) {
        self.diagnostics.extend(group.diagnostics);
    }

    /// Takes a whole number between the bounds of its key.
    pub fn integer(&mut self, name: &'static str) -> Option<Spanned<i64>> {
        let Shape::Integer(from, to) = self.shape(name) else {
            debug_assert!(false, "{name} is no number");
            return None;
        };
        let Some(node) = self.take(name) else {
            self.report_if_required(name);
            return None;
        };
        let typed = match &node.value {
            Value::Number(text) | Value::Text(text) => text.trim().parse::<i64>().ok(),
            _ => None,
        };
        match typed.filter(|number| (from..=to).contains(number)) {
            Some(number) => Some(Spanned::new(number, node.span)),
            None => {
                let zh = format!(" {from} 到 {to} 之间的整数");
                let en = format!("a whole number from {from} to {to}");
                self.report_wrong_type(name, (&zh, &en), &node);
                None
            }
        }
    }

    /// Takes true or false, 是 or 否.
    pub fn boolean(&mut self, name: &'static str) -> Option<Spanned<bool>> {
        debug_assert!(matches!(self.shape(name), Shape::Boolean));
        let node = self.take(name)?;
        self.as_boolean(name, &node)
    }

    /// Takes one map as fields of its own, or true or false.
    pub fn boolean_or_fields(&mut self, name: &'static str) -> Option<BooleanOrFields> {
        debug_assert!(matches!(self.shape(name), Shape::BooleanOrMap(_)));
        let node = self.take(name)?;
        if let Value::Map(_) = node.value {
            return Some(BooleanOrFields::Fields(self.group_of(name, node)));
        }
        self.as_boolean(name, &node).map(BooleanOrFields::Boolean)
    }

    fn as_boolean(&mut self, name: &'static str, node: &Node) -> Option<Spanned<bool>> {
        let value = match &node.value {
            Value::Bool(value) => Some(*value),
            Value::Text(text) => match text.trim() {
                "是" => Some(true),
                "否" => Some(false),
                _ => None,
            },
            _ => None,
        };
        if value.is_none() {
            self.report_wrong_choice(name, BOOLEAN, node);
        }
        value.map(|value| Spanned::new(value, node.span.clone()))
    }

    /// Takes one of the words of its key, typed by any of its names; returns its English name.
    pub fn choice(&mut self, name: &'static str) -> Option<Spanned<&'static str>> {
        debug_assert!(matches!(self.shape(name), Shape::Choice(_)));
        let node = self.take(name)?;
        self.chosen(name, node)
    }

    /// Takes a list of such words; one alone is a list of one.
    pub fn choices(&mut self, name: &'static str) -> Vec<Spanned<&'static str>> {
        debug_assert!(matches!(self.shape(name), Shape::Choices(_)));
        let nodes = self.nodes(name);
        nodes.into_iter().filter_map(|node| self.chosen(name, node)).collect()
    }

    fn chosen(&mut self, name: &'static str, node: Node) -> Option<Spanned<&'static str>> {
        let choices = self.shape(name).choices();
        match chosen(choices, &node.value) {
            Some(first) => Some(Spanned::new(first, node.span)),
            None => {
                self.report_wrong_choice(name, choices, &node);
                None
            }
        }
    }

    fn report_wrong_choice(&mut self, name: &'static str, choices: &[Choice], node: &Node) {
        let language = self.key_names.language_of(name);
        let shown = |(english, chinese): &Choice| {
            language.pick(chinese.first().unwrap_or(english), english)
        };
        let all: Vec<&str> = choices.iter().map(shown).collect();
        let diagnostic =
            faults::wrong_choice(node.span.clone(), &self.key_names, name, &all, &node.value);
        self.diagnostics.push(diagnostic);
    }
}

/// Returns the English name of the word that a value is, if it is one of these.
pub fn chosen(choices: &[Choice], value: &Value) -> Option<&'static str> {
    let typed = match value {
        Value::Text(text) => text.trim(),
        // YAML 1.1 took `off` for false.
        Value::Bool(false) => "off",
        _ => "",
    };
    let found = choices.iter().find(|(first, names)| *first == typed || names.contains(&typed));
    found.map(|(first, _)| *first)
}
