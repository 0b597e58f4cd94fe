//! Taking typed values out of a map, telling of each that is not what it should be.

use super::{Node, Value, faults};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Source, Span, Spanned};

/// A key under both its names.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    pub zh: &'static str,
    /// A line that shows how it is used, for help.
    pub example: &'static str,
}

/// The entries of one map, to be taken key by key. The diagnostics gathered on the way are in
/// `told`.
pub struct Fields {
    entries: Vec<(&'static str, Spanned<String>, Node)>,
    keys: &'static [Key],
    /// Where to point when something is missing.
    pub span: Span,
    pub told: Vec<Diagnostic>,
}

impl Fields {
    /// Sorts the entries of a map to their keys; unknown and repeated ones are told.
    pub fn of(node: Option<Node>, keys: &'static [Key], span: Span) -> Fields {
        let mut fields = Fields { entries: Vec::new(), keys, span, told: Vec::new() };
        match node {
            Some(Node { value: Value::Map(entries), .. }) => {
                for (key, value) in entries {
                    fields.file(key, value);
                }
            }
            None | Some(Node { value: Value::Null, .. }) => {}
            Some(node) => fields.told.push(faults::not_a_map(node.span)),
        }
        fields
    }

    fn file(&mut self, typed: Spanned<String>, value: Node) {
        let name = typed.value.trim();
        let Some(key) = self.keys.iter().find(|key| key.name == name || key.zh == name) else {
            let is_latin = name.is_ascii();
            let names: Vec<&str> =
                self.keys.iter().map(|key| if is_latin { key.name } else { key.zh }).collect();
            let near = nearest(name, names.iter().copied());
            self.told.push(faults::unknown_key(typed.span, name, near, &names));
            return;
        };
        if let Some((_, first, _)) = self.entries.iter().find(|(known, _, _)| *known == key.name) {
            self.told.push(faults::repeated_key(typed.span, name, first.span.clone()));
            return;
        }
        self.entries.push((key.name, typed, value));
    }

    /// Takes a value out; a key without a value counts as absent.
    pub fn take(&mut self, name: &str) -> Option<Node> {
        let position = self.entries.iter().position(|(known, _, _)| *known == name)?;
        let (_, _, node) = self.entries.remove(position);
        (node.value != Value::Null).then_some(node)
    }

    /// Where the editor typed a key, if it is still here.
    pub fn key_span(&self, name: &str) -> Option<Span> {
        self.entries.iter().find(|(known, _, _)| *known == name).map(|(_, key, _)| key.span.clone())
    }

    fn example(&self, name: &str) -> &'static str {
        self.keys.iter().find(|key| key.name == name).map_or("", |key| key.example)
    }

    fn wrong(&mut self, name: &str, wanted: (&str, &str), node: &Node) {
        let told =
            faults::wrong_type(node.span.clone(), name, wanted, self.example(name), &node.value);
        self.told.push(told);
    }

    pub fn missing(&mut self, name: &str) {
        let told = faults::missing(self.span.clone(), name, self.example(name));
        self.told.push(told);
    }

    /// Text; a number or a date typed without quotes is text too. White space at the ends goes.
    pub fn text(&mut self, name: &str) -> Option<Spanned<String>> {
        let node = self.take(name)?;
        let text = self.as_text(name, node)?;
        (!text.value.is_empty()).then_some(text)
    }

    fn as_text(&mut self, name: &str, node: Node) -> Option<Spanned<String>> {
        match node.value {
            Value::Text(text) => Some(Spanned::new(text.trim().to_owned(), node.span)),
            Value::Number(text) => Some(Spanned::new(text, node.span)),
            _ => {
                self.wrong(name, ("文字", "text"), &node);
                None
            }
        }
    }

    /// Text that must be there.
    pub fn required_text(&mut self, name: &str) -> Option<Spanned<String>> {
        let was_told = self.told.len();
        let text = self.text(name);
        if text.is_none() && self.told.len() == was_told {
            self.missing(name);
        }
        text
    }

    /// A list of texts; one text alone is a list of one.
    pub fn texts(&mut self, name: &str) -> Vec<Spanned<String>> {
        let nodes = self.nodes(name);
        nodes
            .into_iter()
            .filter_map(|node| self.as_text(name, node))
            .filter(|text| !text.value.is_empty())
            .collect()
    }

    /// A list of anything; one value alone is a list of one, and empty items are passed over.
    pub fn nodes(&mut self, name: &str) -> Vec<Node> {
        match self.take(name) {
            Some(Node { value: Value::List(items), .. }) => {
                items.into_iter().filter(|item| item.value != Value::Null).collect()
            }
            Some(node) => vec![node],
            None => Vec::new(),
        }
    }

    /// A list of maps, each as fields of its own; what is told of them must be heard by `hear`.
    pub fn groups(&mut self, name: &str, keys: &'static [Key]) -> Vec<Fields> {
        let nodes = self.nodes(name);
        nodes.into_iter().filter_map(|node| self.as_group(name, node, keys)).collect()
    }

    /// One map as fields of its own.
    pub fn group(&mut self, name: &str, keys: &'static [Key]) -> Option<Fields> {
        let node = self.take(name)?;
        self.as_group(name, node, keys)
    }

    fn as_group(&mut self, name: &str, node: Node, keys: &'static [Key]) -> Option<Fields> {
        if !matches!(node.value, Value::Map(_)) {
            self.wrong(name, ("一组键值", "a group of keys"), &node);
            return None;
        }
        let span = node.span.clone();
        Some(Fields::of(Some(node), keys, span))
    }

    /// Takes over what was told of a group.
    pub fn hear(&mut self, group: Fields) {
        self.told.extend(group.told);
    }

    /// A whole number between two bounds.
    pub fn integer(&mut self, name: &str, from: i64, to: i64) -> Option<Spanned<i64>> {
        let node = self.take(name)?;
        let typed = match &node.value {
            Value::Number(text) | Value::Text(text) => text.trim().parse::<i64>().ok(),
            _ => None,
        };
        match typed.filter(|number| (from..=to).contains(number)) {
            Some(number) => Some(Spanned::new(number, node.span)),
            None => {
                let zh = format!("{from} 到 {to} 之间的整数");
                let en = format!("a whole number from {from} to {to}");
                self.wrong(name, (&zh, &en), &node);
                None
            }
        }
    }

    /// true or false, 是 or 否.
    pub fn boolean(&mut self, name: &str) -> Option<Spanned<bool>> {
        let node = self.take(name)?;
        let value = match &node.value {
            Value::Bool(value) => Some(*value),
            Value::Text(text) if text == "是" => Some(true),
            Value::Text(text) if text == "否" => Some(false),
            _ => None,
        };
        if value.is_none() {
            self.wrong(name, ("true 或 false（是 或 否）", "true or false"), &node);
        }
        value.map(|value| Spanned::new(value, node.span))
    }

    /// One of several words, each under any of its names; the answer is the first name.
    pub fn choice(
        &mut self,
        name: &str,
        choices: &'static [(&'static str, &'static [&'static str])],
    ) -> Option<Spanned<&'static str>> {
        let node = self.take(name)?;
        let typed = match &node.value {
            Value::Text(text) => text.trim().to_owned(),
            _ => String::new(),
        };
        let found =
            choices.iter().find(|(first, names)| *first == typed || names.contains(&&*typed));
        match found {
            Some((first, _)) => Some(Spanned::new(*first, node.span)),
            None => {
                let all: Vec<&str> = choices.iter().map(|(first, _)| *first).collect();
                let (zh, en) = (all.join("、") + " 之一", format!("one of {}", all.join(", ")));
                self.wrong(name, (&zh, &en), &node);
                None
            }
        }
    }
}

impl Fields {
    /// Fields of a map that was read from a whole file or block; the place to point at when
    /// something is missing is its first line.
    pub fn of_block(
        source: &Source,
        node: Option<Node>,
        keys: &'static [Key],
        at: usize,
    ) -> Fields {
        let length = source.text[at..].lines().next().map_or(0, |line| line.trim_end().len());
        Fields::of(node, keys, Span::new(&source.path, at..at + length))
    }
}
