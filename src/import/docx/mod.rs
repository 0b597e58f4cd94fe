//! Reads Word files (`.docx`).
//!
//! By `quick-xml` and our own mapping. The reader of `docx-rs` was tried: it keeps what was moved away by a
//! tracked change as if it were still there, has neither footnotes nor formulas, and takes 36 crates.

mod body;
mod field;
mod numbering;
mod package;
mod pictures;
mod styles;
mod table;
mod tally;

use super::flow::Flow;
use super::messages;
use super::remark::Remark;
use super::xml::Element;
use crate::failure::Failure;
use body::Body;
use numbering::Numbering;
use package::{Package, Relations};
use pictures::Pictures;
use std::collections::HashMap;
use styles::Styles;

const MAIN_PART: &str = "word/document.xml";

pub(super) fn read(bytes: &[u8]) -> Result<Flow, Failure> {
    let mut package = Package::open(bytes)?;
    let main = package.relations("")?.of_kind("officeDocument").map(str::to_owned);
    let main = main.unwrap_or_else(|| MAIN_PART.to_owned());
    let document = package.xml(&main)?.ok_or_else(messages::not_word)?;
    let relations = package.relations(&main)?;
    let part = |package: &mut Package, kind| match relations.of_kind(kind) {
        Some(path) => package.xml(path),
        None => Ok(None),
    };
    let styles = part(&mut package, "styles")?.as_ref().map(Styles::read).unwrap_or_default();
    let numbering = part(&mut package, "numbering")?;
    let numbering = numbering.as_ref().map(Numbering::read).unwrap_or_default();
    let footnotes = part(&mut package, "footnotes")?;
    let endnotes = part(&mut package, "endnotes")?;
    let footnotes = by_id(footnotes.as_ref(), "footnote");
    let endnotes = by_id(endnotes.as_ref(), "endnote");
    let has_header =
        ["header", "footer"].iter().any(|kind| has_text(&mut package, &relations, kind));
    let mut pictures = Pictures::new(&mut package);
    let mut body = Body::new(&styles, numbering, &relations, &mut pictures);
    body.read(document.child("body").unwrap_or(&document));
    let blocks = body.take_blocks();
    let mut notes = Vec::new();
    for reference in body.references().to_vec() {
        let part = if reference.is_endnote { &endnotes } else { &footnotes };
        let note = part.get(&*reference.id);
        notes.push(note.map(|note| body.note(note)).unwrap_or_default());
    }
    let mut remarks = tally::remarks(&body.tally);
    if has_header {
        remarks.push(Remark::HeadersLeftOut);
    }
    drop(body);
    let (pictures, not_shown) = pictures.finish();
    remarks.extend(not_shown.into_iter().map(Remark::PictureNotShown));
    Ok(Flow { blocks, notes, pictures, remarks, ..Flow::default() })
}

/// Returns the notes in a part by their ids, of which the first counts.
fn by_id<'a>(part: Option<&'a Element>, kind: &str) -> HashMap<&'a str, &'a Element> {
    let mut notes = HashMap::new();
    for note in part.into_iter().flat_map(Element::elements).filter(|e| e.name == kind) {
        if let Some(id) = note.attribute("id") {
            notes.entry(id).or_insert(note);
        }
    }
    notes
}

/// Returns whether a header or footer says more than the number of the page.
fn has_text(package: &mut Package, relations: &Relations, kind: &str) -> bool {
    let paths: Vec<String> = relations.all_of_kind(kind).map(str::to_owned).collect();
    paths.iter().any(|path| {
        let root = package.xml(path).ok().flatten();
        let text = root.map(|root| root.plain_text()).unwrap_or_default();
        text.chars().any(|c| c.is_alphabetic() && !"第页共".contains(c))
    })
}
