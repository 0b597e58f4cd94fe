//! Recognises what a document consists of (GB/T 9704-2012, clause 7): head, body, foot and attachments.
//!
//! Each step takes something certain off the edge of the text and leaves the rest. What is in doubt
//! stays in the body, where it can be read.

mod attachments;
mod foot;
mod head;
mod headings;
mod piece;

use super::flow::{Block, Flow, Inline, Paragraph, Picture};
use super::remark::Remark;
use super::write::{self, Parts, Written};
use attachments::Listed;
pub use piece::{Piece, Title};
use std::collections::{BTreeMap, BTreeSet};

/// What a text consists of.
#[derive(Debug)]
pub struct Recognised {
    pub main: Piece,
    /// Attachments that are texts of their own, in order.
    pub attached: Vec<Piece>,
    pub remarks: Vec<Remark>,
    pub pictures: Vec<Picture>,
    /// What links lead to within the site, by how they were typed. Others that are no whole addresses are left out.
    pub links: BTreeMap<String, String>,
    notes: Vec<Vec<Paragraph>>,
}

impl Recognised {
    /// Writes the body of a piece as Markdown.
    pub fn body(&self, piece: &Piece) -> Written {
        write::markdown(
            &piece.blocks,
            Parts { notes: &self.notes, pictures: &self.pictures, links: &self.links },
        )
    }

    /// Returns all links as they were typed.
    pub fn typed_links(&self) -> BTreeSet<&str> {
        let pieces = std::iter::once(&self.main).chain(&self.attached);
        let blocks = pieces.flat_map(|piece| &piece.blocks);
        let paragraphs = blocks.flat_map(|block| match block {
            Block::Paragraph(paragraph) => vec![paragraph],
            Block::Table(table) => table.cells().flat_map(|cell| &cell.paragraphs).collect(),
            Block::Markdown(_) | Block::PageEnd => Vec::new(),
        });
        let inlines = paragraphs.chain(self.notes.iter().flatten()).flat_map(|p| &p.inlines);
        let links = inlines.filter_map(|inline| match inline {
            Inline::Text(run) => run.link.as_deref(),
            _ => None,
        });
        links.map(str::trim).collect()
    }

    /// Returns the name of the file of a picture, beside its document.
    pub fn picture_name(&self, index: usize) -> Option<String> {
        Some(write::picture_name(index, self.pictures.get(index)?))
    }
}

/// Recognises the parts of a text. `known` are the names of issuers of the site.
pub fn recognise(flow: Flow, known: &[&str]) -> Recognised {
    let Flow { blocks, notes, pictures, properties, mut remarks } = flow;
    let mut pieces = attachments::split(split_lines(blocks));
    let mut main = Piece { blocks: pieces.main, ..Piece::default() };
    foot::take(&mut main, known);
    head::take(&mut main, known, properties.title.as_deref());
    main.published = main.published.or(properties.published);
    headings::mark(&mut main.blocks);
    let mut attached = Vec::new();
    for (index, part) in pieces.attached.drain(..).enumerate() {
        let mut piece = Piece { blocks: part.blocks, ..Piece::default() };
        foot::take(&mut piece, known);
        head::take_attached(&mut piece, known, part.title.as_deref());
        headings::mark(&mut piece.blocks);
        let listed = Listed { titles: &main.listed, number: part.number, index };
        piece.title = attachments::title(piece.title, listed);
        attached.push(piece);
    }
    say(&main, &attached, &mut remarks);
    Recognised { main, attached, remarks, pictures, links: BTreeMap::new(), notes }
}

/// Adds what is missing or not certain.
fn say(main: &Piece, attached: &[Piece], remarks: &mut Vec<Remark>) {
    match &main.title {
        None => remarks.push(Remark::NoTitle),
        Some(title) if title.is_guess => remarks.push(Remark::TitleGuessed),
        Some(_) => {}
    }
    if main.date.is_none() {
        // That a page has the day of its publication instead is for the writer of front matter to say.
        match (main.published, main.likely_date) {
            (Some(_), _) => {}
            (None, Some(_)) => remarks.push(Remark::DateGuessed),
            (None, None) => remarks.push(Remark::NoDate),
        }
    }
    for piece in attached {
        let title = piece.title.as_ref().map_or("", |title| &title.text);
        remarks.push(Remark::AttachmentSplit(title.to_owned()));
    }
    for title in main.listed.iter().skip(attached.len()) {
        remarks.push(Remark::AttachmentWithoutText(title.clone()));
    }
}

/// How many paragraphs at the edges of a text may hold several of its parts, line by line.
const EDGE: usize = 14;

/// Splits paragraphs of several short lines near the beginning and the end: writers end the lines of
/// titles and signatures within one paragraph.
fn split_lines(blocks: Vec<Block>) -> Vec<Block> {
    let count = blocks.len();
    let mut split = Vec::with_capacity(count);
    for (index, block) in blocks.into_iter().enumerate() {
        let is_edge = index < EDGE || index + EDGE >= count;
        match block {
            Block::Paragraph(paragraph)
                if is_edge
                    && paragraph.inlines.contains(&Inline::Break)
                    && is_of_short_lines(&paragraph) =>
            {
                split.extend(paragraph.lines().into_iter().map(Block::Paragraph));
            }
            block => split.push(block),
        }
    }
    split
}

fn is_of_short_lines(paragraph: &Paragraph) -> bool {
    let text = paragraph.text();
    let is_short = |line: &str| line.trim().chars().count() <= 40 && !line.contains('。');
    let is_entry = |line: &str| line.contains(['：', ':']) && !line.trim().ends_with(['：', ':']);
    text.lines().all(is_short) && !text.lines().any(is_entry)
}
