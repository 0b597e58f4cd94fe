//! The styles of a Word file: what a paragraph or a run takes from its style and those above it.

use crate::import::xml::Element;
use std::collections::HashMap;

/// How many styles may be above each other; Word allows ten.
const MAX_ABOVE: usize = 20;

#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

#[derive(Debug, Default)]
struct Style {
    above: Option<String>,
    name: String,
    outline: Option<u8>,
    align: Option<String>,
    bold: Option<bool>,
    hidden: Option<bool>,
    numbering: Option<(Option<String>, u8)>,
}

impl Styles {
    pub fn read(root: &Element) -> Styles {
        let styles = root.elements().filter(|element| element.name == "style");
        let style = |element: &Element| {
            let paragraph = element.child("pPr");
            let run = element.child("rPr");
            let numbering = paragraph.and_then(|p| p.child("numPr")).map(|number| {
                let level = number.value("ilvl").and_then(|level| level.parse().ok());
                (number.value("numId").map(str::to_owned), level.unwrap_or(0))
            });
            Style {
                above: element.value("basedOn").map(str::to_owned),
                name: element.value("name").unwrap_or_default().to_lowercase(),
                outline: paragraph.and_then(outline_level),
                align: paragraph.and_then(|p| p.value("jc")).map(str::to_owned),
                bold: run.and_then(|run| run.is_on("b")),
                hidden: run.and_then(|run| run.is_on("vanish")),
                numbering,
            }
        };
        let entry =
            |element| Some((Element::attribute(element, "styleId")?.to_owned(), style(element)));
        Styles(styles.filter_map(entry).collect())
    }

    /// Returns a style and those that it is based on.
    fn chain<'a>(&'a self, id: Option<&str>) -> impl Iterator<Item = &'a Style> {
        let first = id.and_then(|id| self.0.get(id));
        let above = |style: &&'a Style| self.0.get(style.above.as_deref()?);
        std::iter::successors(first, above).take(MAX_ABOVE)
    }

    /// Returns the level of a heading: 0 for a title.
    pub fn outline(&self, id: Option<&str>) -> Option<u8> {
        self.chain(id).find_map(|style| {
            let heading =
                ["heading ", "标题 "].iter().find_map(|start| style.name.strip_prefix(start));
            match heading.and_then(|level| level.trim().parse().ok()) {
                Some(level) => Some(level),
                None if ["title", "标题"].contains(&&*style.name) => Some(0),
                None => style.outline,
            }
        })
    }

    /// Returns whether it is the style of an entry of a table of contents.
    pub fn is_contents(&self, id: Option<&str>) -> bool {
        let is_entry = |name: &str| {
            let level = name.strip_prefix("toc ").or_else(|| name.strip_prefix("目录 "));
            level.is_some_and(|level| level.trim().parse::<u8>().is_ok())
        };
        self.chain(id).any(|style| is_entry(&style.name))
    }

    pub fn align(&self, id: Option<&str>) -> Option<&str> {
        self.chain(id).find_map(|style| style.align.as_deref())
    }

    pub fn is_bold(&self, id: Option<&str>) -> Option<bool> {
        self.chain(id).find_map(|style| style.bold)
    }

    pub fn is_hidden(&self, id: Option<&str>) -> Option<bool> {
        self.chain(id).find_map(|style| style.hidden)
    }

    /// Returns the numbering of a style and the level in it.
    pub fn numbering(&self, id: Option<&str>) -> Option<(&str, u8)> {
        self.chain(id).find_map(|style| {
            let (number, level) = style.numbering.as_ref()?;
            Some((number.as_deref()?, *level))
        })
    }
}

/// Returns the level of a heading among the properties of a paragraph, from 1; Word counts from 0,
/// and 9 is body text.
pub(super) fn outline_level(properties: &Element) -> Option<u8> {
    let level: u8 = properties.value("outlineLvl")?.parse().ok()?;
    (level < 9).then_some(level + 1)
}
