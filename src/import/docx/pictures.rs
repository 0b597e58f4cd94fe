//! The pictures of a Word file.

use super::package::Package;
use crate::import::flow::{Picture, PictureSource};
use crate::import::xml::Element;
use std::collections::HashSet;

/// How many pictures are taken.
const MAX_PICTURES: usize = 2_000;

/// What browsers show.
const SHOWN: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp"];

pub(super) struct Pictures<'p, 'a> {
    package: &'p mut Package<'a>,
    taken: Vec<Picture>,
    not_shown: Vec<String>,
}

impl<'p, 'a> Pictures<'p, 'a> {
    pub fn new(package: &'p mut Package<'a>) -> Pictures<'p, 'a> {
        Pictures { package, taken: Vec::new(), not_shown: Vec::new() }
    }

    /// Takes the picture at a path and returns its index; `None` if browsers do not show it.
    pub fn take(&mut self, path: &str, drawing: &Element) -> Option<usize> {
        let extension = path.rsplit('.').next().unwrap_or_default().to_lowercase();
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        if !SHOWN.contains(&&*extension) || self.taken.len() >= MAX_PICTURES {
            self.not_shown.push(name);
            return None;
        }
        let Ok(Some(bytes)) = self.package.part(path) else {
            self.not_shown.push(name);
            return None;
        };
        let description = description(drawing).unwrap_or_default();
        self.taken.push(Picture { extension, source: PictureSource::Bytes(bytes), description });
        Some(self.taken.len() - 1)
    }

    /// Notes an object that is no picture.
    pub fn skip(&mut self, name: &str) {
        self.not_shown.push(name.to_owned());
    }

    /// Returns the pictures, and the names of those that are not among them, each once.
    pub fn finish(self) -> (Vec<Picture>, Vec<String>) {
        let mut known = HashSet::new();
        let names = self.not_shown.into_iter().filter(|name| known.insert(name.clone())).collect();
        (self.taken, names)
    }
}

/// Returns the description of a drawing, if a person wrote one.
fn description(drawing: &Element) -> Option<String> {
    let described = drawing.find("docPr")?.attribute("descr")?.trim();
    let is_made_up = ["图片", "IMG", "Picture", "image", "图像", "描述已自动生成", "Description"]
        .iter()
        .any(|start| described.starts_with(start) || described.contains("自动生成"));
    let is_name =
        described.contains(['\\', '/']) || described.contains(".png") || described.contains(".jp");
    (!described.is_empty() && !is_made_up && !is_name).then(|| described.replace('\n', " "))
}
