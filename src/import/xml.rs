//! A part of a Word file as a tree of elements, by their names without prefixes.
//!
//! Prefixes may be left out because no two elements that matter here share a name and differ in
//! meaning: `w:t` and `m:t` are both text.

use crate::failure::Failure;
use crate::import::messages;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may be nested. Tables in tables in text boxes stay far below.
const MAX_DEPTH: usize = 200;
/// How many elements and attributes a part may have. A book of a thousand pages has fewer.
const MAX_NODES: usize = 5_000_000;

#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// Returns the `val` of a child, which is how Word writes most properties.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// Returns whether a property is on; an element without a value is.
    pub fn is_on(&self, name: &str) -> Option<bool> {
        let element = self.child(name)?;
        Some(!matches!(element.attribute("val"), Some("0" | "false" | "off" | "none")))
    }

    pub fn text(&self) -> String {
        let mut text = String::new();
        for node in &self.children {
            if let Node::Text(part) = node {
                text.push_str(part);
            }
        }
        text
    }

    /// Returns all text below that readers see.
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        for child in self.elements() {
            match &*child.name {
                "t" => text.push_str(&child.text()),
                "del" | "instrText" => {}
                _ => text.push_str(&child.plain_text()),
            }
        }
        text
    }

    /// Returns one of the contents among which a program chooses what it can show. All say the same.
    pub fn alternative(&self) -> Option<&Element> {
        self.child("Choice").or_else(|| self.child("Fallback"))
    }

    /// Returns the first element of a name at any depth below.
    pub fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|element| {
            if element.name == name { Some(element) } else { element.find(name) }
        })
    }
}

/// Parses a part. Its root stands for it.
pub(super) fn parse(bytes: &[u8]) -> Result<Element, Failure> {
    let text = utf8(bytes)?;
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut open = vec![Element::default()];
    let mut count = 0;
    loop {
        let event = reader.read_event().map_err(|e| messages::damaged().because(e))?;
        match event {
            Event::Start(start) => {
                let element = element(&start)?;
                count += 1 + element.attributes.len();
                open.push(element);
            }
            Event::Empty(start) => {
                let element = element(&start)?;
                count += 1 + element.attributes.len();
                append(&mut open, Node::Element(element));
            }
            Event::End(_) => close(&mut open),
            Event::Text(text) => {
                let text = text.decode().map_err(|e| messages::damaged().because(e))?;
                append(&mut open, Node::Text(text.into_owned()));
            }
            Event::CData(text) => {
                let text = text.decode().map_err(|e| messages::damaged().because(e))?;
                append(&mut open, Node::Text(text.into_owned()));
            }
            Event::GeneralRef(reference) => {
                let name = reference.decode().map_err(|e| messages::damaged().because(e))?;
                let text = quick_xml::escape::unescape(&format!("&{name};"))
                    .map(|text| text.into_owned())
                    .unwrap_or_default();
                append(&mut open, Node::Text(text));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        if open.len() > MAX_DEPTH || count > MAX_NODES {
            return Err(messages::too_large());
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    let root = open.pop().and_then(|document| document.children.into_iter().find_map(only_element));
    root.ok_or_else(messages::damaged)
}

fn only_element(node: Node) -> Option<Element> {
    match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    }
}

/// Word writes UTF-8; XML allows UTF-16, too.
fn utf8(bytes: &[u8]) -> Result<std::borrow::Cow<'_, str>, Failure> {
    let encoding = encoding_rs::Encoding::for_bom(bytes).map_or(encoding_rs::UTF_8, |(e, _)| e);
    let (text, is_broken) = encoding.decode_with_bom_removal(bytes);
    if is_broken { Err(messages::damaged()) } else { Ok(text) }
}

fn append(open: &mut [Element], node: Node) {
    let Some(above) = open.last_mut() else { return };
    match (above.children.last_mut(), node) {
        (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
        (_, node) => above.children.push(node),
    }
}

/// Ends the innermost element. A tag that closes nothing is ignored.
fn close(open: &mut Vec<Element>) {
    if open.len() > 1
        && let Some(element) = open.pop()
    {
        append(open, Node::Element(element));
    }
}

fn element(start: &BytesStart) -> Result<Element, Failure> {
    let local = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|e| messages::damaged().because(e))?;
        let key = attribute.key.local_name();
        // `w14:paraId` and its like differ from file to file and mean nothing.
        let raw = String::from_utf8_lossy(&attribute.value);
        let value = quick_xml::escape::unescape(&raw).map_or(raw.to_string(), |v| v.into_owned());
        attributes.push((local(key.as_ref()), value));
    }
    let name = local(start.local_name().as_ref());
    Ok(Element { name, attributes, children: Vec::new() })
}
