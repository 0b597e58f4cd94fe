//! Sites, editions and outputs that the tests of publishing share.

use crate::disk::error::DiskError;
use crate::disk::publish::changes::Durability;
use crate::disk::publish::manifest;
use crate::disk::publish::output_folder::Ownership;
use crate::disk::publish::publication::{Publication, Published};
use crate::disk::scratch::Scratch;
use crate::output::{OutPath, Sink};
use std::collections::BTreeMap;

/// Makes a site in `site/`, so that an output beside it can be tried too.
pub fn scratch() -> Scratch {
    let scratch = Scratch::new("publish");
    scratch.write("site/site.yaml", "");
    scratch
}

pub fn open(scratch: &Scratch) -> Result<Publication, DiskError> {
    let (output, site) = (scratch.at("site/public"), scratch.at("site"));
    Publication::open(&output, &site, Durability::Process, Ownership::AsListed)
}

pub fn path(path: &str) -> OutPath {
    OutPath::new(path).unwrap()
}

pub fn publish(scratch: &Scratch, files: &[(&str, &str)]) -> Published {
    let publication = open(scratch).unwrap();
    for (name, text) in files {
        publication.put(&path(name), text.as_bytes()).unwrap();
    }
    publication.finish().unwrap()
}

/// Returns the files and folders of the output, without the manifest.
pub fn output(scratch: &Scratch) -> BTreeMap<String, String> {
    let all = scratch.everything("site/public").into_iter();
    all.filter(|(name, _)| name != manifest::FILE_NAME)
        .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()))
        .collect()
}

pub fn tree(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect()
}

/// Returns whether no staging folder and no lock is left beside the output.
pub fn is_tidy(scratch: &Scratch) -> bool {
    let names: Vec<String> = scratch.everything("site").into_keys().collect();
    !names.iter().any(|name| name.contains("staging") || name.contains("lock"))
}

/// Returns why a file cannot be put.
pub fn put_error(scratch: &Scratch, name: &str) -> String {
    open(scratch).unwrap().put(&path(name), b"new").unwrap_err().to_string()
}

/// Large enough that a torn file would show.
fn text(edition: char) -> String {
    edition.to_string().repeat(200_000)
}

/// Returns the files of edition A or B. Between them everything happens that can: a file stays the
/// same, changes, is new, is removed, becomes a folder, and a folder becomes a file.
pub fn edition(edition: char) -> BTreeMap<&'static str, String> {
    let names: &[&str] = match edition {
        'A' => &["a.css", "index.html", "old/old.css", "old/x/index.html", "turn", "back/in/side"],
        _ => &["a.css", "index.html", "new/new.css", "new/y/index.html", "turn/in/side", "back"],
    };
    let mut files: BTreeMap<_, _> = names.iter().map(|name| (*name, text(edition))).collect();
    files.insert("same.html", "the same".to_owned());
    files
}
