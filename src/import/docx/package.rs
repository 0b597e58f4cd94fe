//! A Word file as a package: parts in a zip archive, related to each other.

use crate::failure::Failure;
use crate::import::messages;
use crate::import::xml::{self, Element};
use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};
use std::collections::HashMap;
use std::io::Read;

/// The largest part that is unpacked, in bytes: a text of millions of characters, and what no zip
/// bomb stays below.
const MAX_PART_BYTES: u64 = 48_000_000;
/// How much is unpacked of all parts together.
const MAX_BYTES: u64 = 400_000_000;
const MAX_PARTS: usize = 20_000;

pub(super) struct Package<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    /// By their paths in lower case: some programs write them in another case than they are named.
    parts: HashMap<String, Part>,
    unpacked: u64,
}

#[derive(Clone, Copy)]
struct Part {
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
}

/// What a part refers to, by the ids that it uses.
#[derive(Debug, Default)]
pub(super) struct Relations(HashMap<String, Relation>);

#[derive(Debug)]
pub(super) struct Relation {
    /// The last word of its type: `footnotes`, `image`, `hyperlink`.
    pub kind: String,
    /// The path of a part, or an address outside of the file.
    pub target: String,
    pub is_external: bool,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Package<'a>, Failure> {
        // Old Word files and files with a password are containers of another kind.
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            return Err(messages::encrypted_or_old());
        }
        let archive = ZipArchive::from_slice(bytes).map_err(|e| messages::not_word().because(e))?;
        let mut parts = HashMap::new();
        let mut entries = archive.entries();
        while let Some(entry) = entries.next_entry().map_err(|e| messages::damaged().because(e))? {
            let path = entry.file_path();
            let path = String::from_utf8_lossy(path.as_ref()).replace('\\', "/").to_lowercase();
            let part = Part { place: entry.wayfinder(), method: entry.compression_method() };
            parts.entry(path).or_insert(part);
            if parts.len() > MAX_PARTS {
                return Err(messages::too_large());
            }
        }
        Ok(Package { archive, parts, unpacked: 0 })
    }

    /// Unpacks a part; `None` if there is none of that name.
    pub fn part(&mut self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let Some(part) = self.parts.get(&path.trim_start_matches('/').to_lowercase()) else {
            return Ok(None);
        };
        let entry = self.archive.get_entry(part.place);
        let entry = entry.map_err(|e| messages::damaged().because(e))?;
        let mut bytes = Vec::new();
        // What the archive says of the size of a part may be false.
        let most = MAX_PART_BYTES + 1;
        let read = match part.method {
            CompressionMethod::STORE => {
                entry.verifying_reader(entry.data()).take(most).read_to_end(&mut bytes)
            }
            CompressionMethod::DEFLATE => entry
                .verifying_reader(DeflateDecoder::new(entry.data()))
                .take(most)
                .read_to_end(&mut bytes),
            _ => return Err(messages::damaged()),
        };
        read.map_err(|e| messages::damaged().because(e))?;
        self.unpacked += bytes.len() as u64;
        if bytes.len() as u64 > MAX_PART_BYTES || self.unpacked > MAX_BYTES {
            return Err(messages::too_large());
        }
        Ok(Some(bytes))
    }

    /// Reads a part as XML; `None` if there is none of that name.
    pub fn xml(&mut self, path: &str) -> Result<Option<Element>, Failure> {
        match self.part(path)? {
            Some(bytes) => xml::parse(&bytes).map(Some),
            None => Ok(None),
        }
    }

    /// Reads the relations of a part.
    pub fn relations(&mut self, path: &str) -> Result<Relations, Failure> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let at = format!("{folder}/_rels/{name}.rels");
        let Some(root) = self.xml(&at)? else { return Ok(Relations::default()) };
        let mut relations = HashMap::new();
        for element in root.elements().filter(|element| element.name == "Relationship") {
            let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target"))
            else {
                continue;
            };
            let is_external = element.attribute("TargetMode") == Some("External");
            let kind = element.attribute("Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let target = if is_external { target.to_owned() } else { resolve(folder, target) };
            relations.insert(id.to_owned(), Relation { kind, target, is_external });
        }
        Ok(Relations(relations))
    }
}

impl Relations {
    pub fn get(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    /// Returns the part of a kind, of which there is at most one.
    pub fn of_kind(&self, kind: &str) -> Option<&str> {
        self.all_of_kind(kind).next()
    }

    /// Returns the parts of a kind, in the order of their paths.
    pub fn all_of_kind(&self, kind: &str) -> impl Iterator<Item = &str> {
        let of_kind = self.0.values().filter(move |r| r.kind == kind && !r.is_external);
        let mut paths: Vec<&str> = of_kind.map(|relation| &*relation.target).collect();
        paths.sort_unstable();
        paths.into_iter()
    }
}

/// Returns the path that a target names seen from a folder; it cannot lead out of the package.
fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|part| !part.is_empty()).collect()
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
