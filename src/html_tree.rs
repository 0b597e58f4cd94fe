//! A page as a tree, parsed as browsers do. Nodes are numbers, so that no depth of nesting can
//! exhaust the stack.

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

#[derive(Default)]
pub struct Tree {
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    parent: Option<usize>,
    depth: usize,
    children: Vec<usize>,
    content: Content,
}

#[derive(Default)]
enum Content {
    /// The document itself, a comment, or something else that shows nothing.
    #[default]
    Other,
    Text(String),
    Element {
        name: String,
        attributes: Vec<(String, String)>,
    },
}

/// The document.
pub const ROOT: usize = 0;

/// How deep elements may be nested. The parser looks through all that are open, again and again.
const MAX_DEPTH: usize = 3_000;
/// How much is parsed before the depth is compared with that.
const PIECE_BYTES: usize = 16_384;

impl Tree {
    /// Parses a page; `None` if it is nested deeper than any text.
    pub fn parse(html: &str) -> Option<Tree> {
        let sink = Sink {
            nodes: RefCell::new(vec![Node::default()]),
            deepest: Cell::new(0),
            root: root_name(),
        };
        let mut parser = html5ever::parse_document(sink, ParseOpts::default());
        let mut rest = html;
        while !rest.is_empty() {
            let (piece, behind) = rest.split_at(rest.ceil_char_boundary(PIECE_BYTES));
            parser.process(StrTendril::from(piece));
            if parser.tokenizer.sink.sink.deepest.get() > MAX_DEPTH {
                return None;
            }
            rest = behind;
        }
        Some(parser.finish())
    }

    /// Returns the name of an element; nothing for a text.
    pub fn name(&self, node: usize) -> Option<&str> {
        match &self.nodes.get(node)?.content {
            Content::Element { name, .. } => Some(name),
            _ => None,
        }
    }

    pub fn text(&self, node: usize) -> Option<&str> {
        match &self.nodes.get(node)?.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        match &self.nodes.get(node)?.content {
            Content::Element { attributes, .. } => {
                attributes.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
            }
            _ => None,
        }
    }

    /// Returns the attributes of an element with their values.
    pub fn attributes(&self, node: usize) -> &[(String, String)] {
        match self.nodes.get(node).map(|node| &node.content) {
            Some(Content::Element { attributes, .. }) => attributes,
            _ => &[],
        }
    }

    pub fn parent(&self, node: usize) -> Option<usize> {
        self.nodes.get(node)?.parent
    }

    pub fn children(&self, node: usize) -> &[usize] {
        self.nodes.get(node).map_or(&[], |node| &node.children)
    }

    /// Returns everything below a node in the order of the page, without what `skip` refuses.
    pub fn below(&self, node: usize, skip: impl Fn(&Tree, usize) -> bool) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open: Vec<usize> = self.children(node).iter().rev().copied().collect();
        while let Some(next) = open.pop() {
            if skip(self, next) {
                continue;
            }
            found.push(next);
            open.extend(self.children(next).iter().rev());
        }
        found
    }

    /// Returns all text below a node.
    pub fn text_below(&self, node: usize, skip: impl Fn(&Tree, usize) -> bool) -> String {
        self.below(node, skip).into_iter().filter_map(|node| self.text(node)).collect()
    }
}

fn root_name() -> Rc<QualName> {
    Rc::new(QualName::new(None, ns!(), local_name!("")))
}

/// What the parser builds the tree with. It asks for the name of a node by reference, so a handle
/// carries it.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<usize>,
    root: Rc<QualName>,
}

#[derive(Clone)]
struct Handle {
    node: usize,
    name: Rc<QualName>,
}

impl Sink {
    fn add(&self, content: Content, name: Rc<QualName>) -> Handle {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { content, ..Node::default() });
        Handle { node: nodes.len() - 1, name }
    }

    fn node_of(&self, child: NodeOrText<Handle>) -> usize {
        match child {
            NodeOrText::AppendNode(handle) => handle.node,
            NodeOrText::AppendText(text) => {
                self.add(Content::Text(text.to_string()), Rc::clone(&self.root)).node
            }
        }
    }

    fn detach(&self, node: usize) {
        let mut nodes = self.nodes.borrow_mut();
        let parent = nodes.get_mut(node).and_then(|node| node.parent.take());
        if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
            parent.children.retain(|child| *child != node);
        }
    }

    fn insert(&self, parent: usize, at: Option<usize>, node: usize) {
        self.detach(node);
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes.get(parent).map_or(0, |parent| parent.depth + 1);
        self.deepest.set(self.deepest.get().max(depth));
        if let Some(node) = nodes.get_mut(node) {
            node.parent = Some(parent);
            node.depth = depth;
        }
        if let Some(parent) = nodes.get_mut(parent) {
            let at = at.unwrap_or(parent.children.len()).min(parent.children.len());
            parent.children.insert(at, node);
        }
    }

    /// Returns the parent of a node, and its place among the children.
    fn place(&self, node: usize) -> Option<(usize, usize)> {
        let nodes = self.nodes.borrow();
        let parent = nodes.get(node)?.parent?;
        let at = nodes.get(parent)?.children.iter().rposition(|child| *child == node)?;
        Some((parent, at))
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { node: ROOT, name: Rc::clone(&self.root) }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Handle {
        let attributes = attributes
            .into_iter()
            .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()));
        let content =
            Content::Element { name: name.local.to_string(), attributes: attributes.collect() };
        self.add(content, Rc::new(name))
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.add(Content::Other, Rc::clone(&self.root))
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.add(Content::Other, Rc::clone(&self.root))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let node = self.node_of(child);
        self.insert(parent.node, None, node);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        if self.place(element.node).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.node == other.node
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let node = self.node_of(child);
        self.detach(node);
        if let Some((parent, at)) = self.place(sibling.node) {
            self.insert(parent, Some(at), node);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(Node { content: Content::Element { attributes, .. }, .. }) =
            nodes.get_mut(target.node)
        else {
            return;
        };
        for attribute in more {
            let name = attribute.name.local.to_string();
            if !attributes.iter().any(|(known, _)| *known == name) {
                attributes.push((name, attribute.value.to_string()));
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.node);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let children = self.nodes.borrow().get(node.node).map(|node| node.children.clone());
        for child in children.unwrap_or_default() {
            self.insert(new_parent.node, None, child);
        }
    }
}
