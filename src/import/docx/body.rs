//! The text of a Word file: blocks from the elements of its body.

use super::field::{Field, link_of};
use super::numbering::{Label, Numbering};
use super::package::Relations;
use super::pictures::Pictures;
use super::styles::{self, Styles};
use super::tally::Tally;
use crate::import::flow::{Align, Block, Inline, Look, Paragraph, Position, Run};
use crate::import::symbols;
use crate::import::xml::Element;
use std::collections::HashMap;

/// A footnote or endnote that the text refers to.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Reference {
    pub id: String,
    pub is_endnote: bool,
}

pub(super) struct Body<'b, 'p, 'a> {
    styles: &'b Styles,
    numbering: Numbering,
    relations: &'b Relations,
    pictures: &'b mut Pictures<'p, 'a>,
    blocks: Vec<Block>,
    references: Vec<Reference>,
    /// The places in `references`.
    known_references: HashMap<Reference, usize>,
    /// What text boxes hold, until the paragraph that they belong to is complete.
    boxes: Vec<Block>,
    /// The fields that are open, the innermost last.
    fields: Vec<Field>,
    /// A paragraph whose end was deleted by a tracked change: the next one continues it.
    unfinished: Option<Paragraph>,
    pub tally: Tally,
}

/// What the run or the link around a text says of it.
#[derive(Clone, Default)]
struct Around {
    bold: bool,
    link: Option<String>,
}

impl<'b, 'p, 'a> Body<'b, 'p, 'a> {
    pub fn new(
        styles: &'b Styles,
        numbering: Numbering,
        relations: &'b Relations,
        pictures: &'b mut Pictures<'p, 'a>,
    ) -> Body<'b, 'p, 'a> {
        Body {
            styles,
            numbering,
            relations,
            pictures,
            blocks: Vec::new(),
            references: Vec::new(),
            known_references: HashMap::new(),
            boxes: Vec::new(),
            fields: Vec::new(),
            unfinished: None,
            tally: Tally::default(),
        }
    }

    /// Reads blocks and whatever encloses blocks.
    pub fn read(&mut self, parent: &Element) {
        for element in parent.elements() {
            match &*element.name {
                "p" => self.paragraph(element),
                "tbl" => {
                    self.finish_paragraph();
                    let blocks = super::table::read(element, &mut |cell| self.blocks_of(cell));
                    self.blocks.extend(blocks);
                }
                "del" | "moveFrom" => self.tally.deletions += 1,
                "sdtPr" | "sdtEndPr" | "sectPr" => {}
                "AlternateContent" => {
                    if let Some(choice) = element.alternative() {
                        self.read(choice);
                    }
                }
                _ => self.read(element),
            }
        }
    }

    pub fn take_blocks(&mut self) -> Vec<Block> {
        self.finish_paragraph();
        std::mem::take(&mut self.blocks)
    }

    /// Reads blocks apart from those around them.
    pub fn blocks_of(&mut self, parent: &Element) -> Vec<Block> {
        let outside = std::mem::take(&mut self.blocks);
        let unfinished = self.unfinished.take();
        let fields = std::mem::take(&mut self.fields);
        self.read(parent);
        let inside = self.take_blocks();
        (self.blocks, self.unfinished, self.fields) = (outside, unfinished, fields);
        inside
    }

    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// Reads a footnote.
    pub fn note(&mut self, note: &Element) -> Vec<Paragraph> {
        let blocks = self.blocks_of(note);
        let paragraphs = blocks.into_iter().flat_map(|block| match block {
            Block::Paragraph(paragraph) => vec![paragraph],
            Block::Table(table) => {
                table.rows.into_iter().flatten().flat_map(|cell| cell.paragraphs).collect()
            }
            Block::Markdown(_) | Block::PageEnd => Vec::new(),
        });
        let mut paragraphs: Vec<Paragraph> = paragraphs.filter(|p| !p.is_empty()).collect();
        // A footnote of a footnote cannot be written.
        for paragraph in &mut paragraphs {
            paragraph.inlines.retain(|inline| !matches!(inline, Inline::Note(_)));
        }
        paragraphs
    }

    fn finish_paragraph(&mut self) {
        if let Some(paragraph) = self.unfinished.take() {
            self.blocks.push(Block::Paragraph(paragraph));
        }
    }

    fn paragraph(&mut self, element: &Element) {
        let none = Element::default();
        let properties = element.child("pPr").unwrap_or(&none);
        let style = properties.value("pStyle");
        if self.styles.is_contents(style) {
            self.tally.contents += 1;
            return;
        }
        if properties.is_on("pageBreakBefore") == Some(true) {
            self.finish_paragraph();
            self.blocks.push(Block::PageEnd);
        }
        let mut paragraph = match self.unfinished.take() {
            Some(before) => before,
            None => self.begin(properties, style),
        };
        let around = Around { bold: self.styles.is_bold(style).unwrap_or(false), link: None };
        let outside = std::mem::take(&mut self.boxes);
        self.inlines(element, &around, &mut paragraph);
        let boxes = std::mem::replace(&mut self.boxes, outside);
        self.blocks.extend(boxes);
        let ends = properties.child("rPr").is_none_or(|run| run.child("del").is_none());
        if ends {
            self.blocks.push(Block::Paragraph(paragraph));
        } else {
            self.tally.deletions += 1;
            self.unfinished = Some(paragraph);
        }
        if properties.child("sectPr").is_some() {
            self.finish_paragraph();
            self.blocks.push(Block::PageEnd);
        }
    }

    /// Makes an empty paragraph with its label.
    fn begin(&mut self, properties: &Element, style: Option<&str>) -> Paragraph {
        let align = properties.value("jc").or_else(|| self.styles.align(style));
        let mut paragraph = Paragraph {
            outline: styles::outline_level(properties).or_else(|| self.styles.outline(style)),
            align: match align {
                Some("center") => Align::Center,
                Some("right" | "end") => Align::End,
                _ => Align::Start,
            },
            ..Paragraph::default()
        };
        let own = properties.child("numPr");
        let from_style = self.styles.numbering(style);
        let level = |of_style: u8| {
            let typed = own.and_then(|number| number.value("ilvl")?.parse().ok());
            typed.unwrap_or(of_style)
        };
        let numbered = match (own.and_then(|number| number.value("numId")), from_style) {
            (Some("0"), _) => None,
            (Some(id), of_style) => Some((id, level(of_style.map_or(0, |(_, level)| level)))),
            (None, Some((id, of_style))) => Some((id, level(of_style))),
            (None, None) => None,
        };
        if let Some((id, level)) = numbered {
            match self.numbering.next(id, level) {
                Some(Label::Bullet) => paragraph.bullet = Some(level),
                Some(Label::Text(text)) => paragraph.push(Run { text, ..Run::default() }),
                None => {}
            }
        }
        paragraph
    }

    /// Reads what stands in a paragraph, and whatever encloses that.
    fn inlines(&mut self, parent: &Element, around: &Around, to: &mut Paragraph) {
        for element in parent.elements() {
            match &*element.name {
                "r" => self.run(element, around, to),
                "del" | "moveFrom" => self.tally.deletions += 1,
                "ins" | "moveTo" => {
                    self.tally.insertions += 1;
                    self.inlines(element, around, to);
                }
                "hyperlink" => {
                    let link = element.attribute("id").and_then(|id| self.relations.get(id));
                    let link = link.filter(|relation| relation.is_external);
                    let link = link.map(|relation| relation.target.clone());
                    let link = link.or_else(|| around.link.clone());
                    self.inlines(element, &Around { link, ..around.clone() }, to);
                }
                "oMath" | "oMathPara" => {
                    self.tally.formulas += 1;
                    let text = element.plain_text();
                    to.push(Run { text, look: Look::default(), link: None });
                }
                "AlternateContent" => {
                    if let Some(choice) = element.alternative() {
                        self.inlines(choice, around, to);
                    }
                }
                "p" => {
                    // No paragraph may stand in a paragraph, but nothing of it is lost.
                    self.inlines(element, around, to);
                }
                "pPr" | "sdtPr" | "sdtEndPr" | "commentRangeStart" | "commentRangeEnd" => {}
                _ => self.inlines(element, around, to),
            }
        }
    }

    fn run(&mut self, element: &Element, around: &Around, to: &mut Paragraph) {
        let none = Element::default();
        let properties = element.child("rPr").unwrap_or(&none);
        let style = properties.value("rStyle");
        let hidden = properties.is_on("vanish").or_else(|| self.styles.is_hidden(style));
        if hidden == Some(true) {
            self.tally.hidden.push_str(&element.plain_text());
            return;
        }
        let bold = properties.is_on("b").or_else(|| self.styles.is_bold(style));
        let look = Look {
            bold: bold.unwrap_or(around.bold),
            struck: properties.is_on("strike") == Some(true)
                || properties.is_on("dstrike") == Some(true),
            position: match properties.value("vertAlign") {
                Some("superscript") => Position::Above,
                Some("subscript") => Position::Below,
                _ => Position::Line,
            },
        };
        self.run_children(element, look, around, to);
    }

    fn run_children(&mut self, parent: &Element, look: Look, around: &Around, to: &mut Paragraph) {
        for element in parent.elements() {
            let in_instruction = self.fields.last().is_some_and(|field| !field.is_result);
            match &*element.name {
                "t" if !in_instruction => self.push(element.text(), look, around, to),
                "tab" | "ptab" => self.push("\t".to_owned(), look, around, to),
                "noBreakHyphen" => self.push("-".to_owned(), look, around, to),
                "br" if element.attribute("type") == Some("page") => {
                    // What stands before the end of the page is a paragraph of its own.
                    let rest = Paragraph { inlines: Vec::new(), bullet: None, ..to.clone() };
                    let before = std::mem::replace(to, rest);
                    if !before.is_empty() {
                        self.blocks.push(Block::Paragraph(before));
                    }
                    self.blocks.push(Block::PageEnd);
                }
                "br" | "cr" => to.inlines.push(Inline::Break),
                "sym" => {
                    let code = element.attribute("char").unwrap_or_default();
                    let code = u32::from_str_radix(code, 16).unwrap_or(0);
                    let known = symbols::in_unicode(code);
                    self.tally.unknown_symbols += usize::from(known.is_none());
                    let c = known.or_else(|| char::from_u32(code)).filter(|c| *c != '\0');
                    self.push(c.map(String::from).unwrap_or_default(), look, around, to);
                }
                "footnoteReference" | "endnoteReference" => {
                    let Some(id) = element.attribute("id") else { continue };
                    let is_endnote = element.name.starts_with("end");
                    let index = self.reference(Reference { id: id.to_owned(), is_endnote });
                    to.inlines.push(Inline::Note(index));
                }
                "commentReference" => self.tally.comments += 1,
                "fldChar" => self.field(element.attribute("fldCharType").unwrap_or_default()),
                "instrText" => {
                    if let Some(field) = self.fields.last_mut() {
                        field.instruction.push_str(&element.text());
                    }
                }
                "drawing" | "pict" | "object" => self.drawing(element, to),
                "AlternateContent" => {
                    if let Some(choice) = element.alternative() {
                        self.run_children(choice, look, around, to);
                    }
                }
                "ruby" => {
                    self.tally.phonetics += 1;
                    if let Some(base) = element.child("rubyBase") {
                        self.inlines(base, &Around { bold: look.bold, ..around.clone() }, to);
                    }
                }
                _ => {}
            }
        }
    }

    /// Returns the index of a note, to which a text can refer several times.
    fn reference(&mut self, reference: Reference) -> usize {
        if let Some(index) = self.known_references.get(&reference) {
            return *index;
        }
        let index = self.references.len();
        self.known_references.insert(reference.clone(), index);
        self.references.push(reference);
        index
    }

    fn push(&mut self, text: String, look: Look, around: &Around, to: &mut Paragraph) {
        let link = self.fields.iter().rev().find_map(|field| field.link.clone());
        let (text, unknown) = symbols::replaced(&text);
        self.tally.unknown_symbols += unknown;
        to.push(Run { text, look, link: link.or_else(|| around.link.clone()) });
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(Field::default()),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.is_result = true;
                    field.link = link_of(&field.instruction);
                }
            }
            _ => {
                self.fields.pop();
            }
        }
    }

    /// Reads a drawing: pictures, and text boxes, whose text precedes the paragraph.
    fn drawing(&mut self, drawing: &Element, to: &mut Paragraph) {
        self.pictures_in(drawing, drawing, to);
        self.text_boxes_in(drawing);
    }

    fn pictures_in(&mut self, element: &Element, drawing: &Element, to: &mut Paragraph) {
        for child in element.elements() {
            let id = match &*child.name {
                "blip" => child.attribute("embed").or_else(|| child.attribute("link")),
                "imagedata" => child.attribute("id"),
                "OLEObject" | "chart" | "relIds" => {
                    self.pictures.skip(child.attribute("ProgID").unwrap_or(&child.name));
                    None
                }
                "txbxContent" | "Fallback" => continue,
                _ => None,
            };
            let target = id.and_then(|id| self.relations.get(id)).map(|r| r.target.clone());
            if let Some(path) = target
                && let Some(index) = self.pictures.take(&path, drawing)
            {
                to.inlines.push(Inline::Picture(index));
            }
            self.pictures_in(child, drawing, to);
        }
    }

    fn text_boxes_in(&mut self, element: &Element) {
        for child in element.elements() {
            if child.name == "txbxContent" {
                let blocks = self.blocks_of(child);
                if blocks.iter().any(|block| !block.is_blank()) {
                    self.tally.text_boxes += 1;
                    self.boxes.extend(blocks);
                }
            } else if child.name != "Fallback" {
                self.text_boxes_in(child);
            }
        }
    }
}
