//! The document that is meant by a file, an address or a number.

use crate::export::Paper;
use crate::number::{DocNumber, StandardNumber};
use crate::source::SitePath;
use std::path::Path;

/// Returns the document with a file, an address or a number.
pub(super) fn find_paper<'a>(papers: &'a [Paper], typed: &str, root: &Path) -> Option<&'a Paper> {
    let address = format!("/{}/", typed.trim_matches('/'));
    let number = DocNumber::parse(typed).map(|number| number.to_string());
    let number = number.or_else(|| Some(StandardNumber::parse(typed)?.to_string()));
    papers.iter().find(|paper| {
        is_file_of(&paper.source, typed, root)
            || paper.page == address
            || number.is_some() && paper.number == number
    })
}

/// Returns whether a path leads to the file of a document, or to the folder of a bundle.
pub(super) fn is_file_of(source: &SitePath, typed: &str, root: &Path) -> bool {
    let path = Path::new(typed.strip_prefix("./").unwrap_or(typed));
    let file = Path::new(source.as_str());
    let bundle = file.parent().filter(|_| source.stem() == "index");
    let mut paths = [Some(file), bundle].into_iter().flatten();
    paths.any(|file| path == file || path == root.join(file))
}
