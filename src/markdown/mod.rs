use crate::diagnostic::Told;
use crate::number;
use crate::source::{Source, Span};
use std::ops::Range;
#[derive(Debug)]
pub struct Outline {
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    pub citations: Vec<Citation>,
    pub blocks: Vec<Block>,
}
#[derive(Debug)]
pub struct Heading {
    pub level: u8,
    pub id: String,
    pub text: String,
    pub span: Span,
    pub inferred: bool,
}
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum LinkKind {
    Link,
    Image,
}
#[derive(Debug)]
pub struct Link {
    pub kind: LinkKind,
    pub target: String,
    pub text: String,
    pub span: Span,
}
#[derive(Debug)]
pub struct Citation {
    pub candidate: number::Candidate,
    pub span: Span,
}
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum BlockKind {
    Heading,
    Text,
}
#[derive(Debug)]
pub struct Block {
    pub kind: BlockKind,
    pub text: String,
}
pub fn outline(_: &Source, _: Range<usize>) -> Told<Outline> {
    Told::silent(Outline { headings: vec![], links: vec![], citations: vec![], blocks: vec![] })
}
#[derive(Debug, Default, Clone)]
pub struct Resolved {
    pub links: Vec<Option<String>>,
    pub citations: Vec<Option<Cited>>,
}
#[derive(Debug, Clone)]
pub struct Cited {
    pub start: usize,
    pub href: String,
    pub title: String,
}
#[derive(Debug, Clone, Copy)]
pub enum RawHtml {
    Sanitised,
    Trusted,
}
pub fn html(s: &Source, b: Range<usize>, _: &Resolved, _: RawHtml) -> String {
    s.text[b].to_string()
}
pub fn highlight_css() -> String {
    String::new()
}
