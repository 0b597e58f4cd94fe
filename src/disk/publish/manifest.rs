//! The list of what gongbao has published, kept in the output: what is not on it is not ours.
//!
//! Every line is a path, a tab and the fingerprint of the bytes, by which a file that was damaged
//! since is found without making it again. While a publication is under way the list names old
//! and new files together: a run that is killed then leaves nothing behind that the next one would
//! not know as ours.

use crate::disk::error::DiskError;
use crate::disk::write;
use crate::output::OutPath;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Its name in the output folder.
pub const NAME: &str = ".gongbao-manifest";

/// Files of ours with the fingerprints of their bytes; `None` in lists of versions that kept none.
pub type Listed = BTreeMap<OutPath, Option<String>>;

/// Reads the list in an output folder; `None` if there is none.
pub fn read(folder: &Path) -> Result<Option<Listed>, DiskError> {
    let path = folder.join(NAME);
    match write::look(&path).map_err(DiskError::io("read", &path))? {
        None => return Ok(None),
        Some(metadata) if metadata.is_file() => {}
        Some(_) => return Err(DiskError::DamagedManifest(path)),
    }
    let bytes = fs::read(&path).map_err(DiskError::io("read", &path))?;
    let Ok(text) = String::from_utf8(bytes) else { return Err(DiskError::DamagedManifest(path)) };
    let listed: Option<Listed> = text.lines().map(entry).collect();
    listed.map(Some).ok_or(DiskError::DamagedManifest(path))
}

fn entry(line: &str) -> Option<(OutPath, Option<String>)> {
    let (path, fingerprint) = match line.split_once('\t') {
        Some((path, fingerprint)) => (path, Some(fingerprint.to_owned())),
        None => (line, None),
    };
    OutPath::new(path).filter(|path| path.as_str() != NAME).map(|path| (path, fingerprint))
}

/// The text of a list.
pub fn text(listed: &Listed) -> String {
    let mut text = String::new();
    for (path, fingerprint) in listed {
        text.push_str(path.as_str());
        if let Some(fingerprint) = fingerprint {
            text.push('\t');
            text.push_str(fingerprint);
        }
        text.push('\n');
    }
    text
}
