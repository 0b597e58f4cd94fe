//! The manifest: the list of what gongbao has published, kept in the output. A file that is not
//! on it is foreign and never touched.
//!
//! Every line is a path, a tab and the fingerprint of the bytes, by which a file that was damaged
//! since is found without making it again. While a publication is under way the manifest names old
//! and new files together, so that a run that is killed leaves no file behind that the next run
//! would take for foreign.

use crate::disk::error::DiskError;
use crate::disk::write;
use crate::output::OutPath;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Its name in the output folder.
pub const FILE_NAME: &str = ".gongbao-manifest";

/// Published files with the fingerprints of their bytes, in hexadecimal; `None` in manifests of
/// versions that kept no fingerprints.
pub type Manifest = BTreeMap<OutPath, Option<String>>;

/// Reads the manifest in an output folder; `None` if there is none.
pub fn read(folder: &Path) -> Result<Option<Manifest>, DiskError> {
    let path = folder.join(FILE_NAME);
    match write::metadata_at(&path).map_err(DiskError::io("read", &path))? {
        None => return Ok(None),
        Some(metadata) if metadata.is_file() => {}
        Some(_) => return Err(DiskError::DamagedManifest(path)),
    }
    let bytes = fs::read(&path).map_err(DiskError::io("read", &path))?;
    let Ok(text) = String::from_utf8(bytes) else { return Err(DiskError::DamagedManifest(path)) };
    let manifest: Option<Manifest> = text.lines().map(entry).collect();
    manifest.map(Some).ok_or(DiskError::DamagedManifest(path))
}

fn entry(line: &str) -> Option<(OutPath, Option<String>)> {
    let (path, fingerprint) = match line.split_once('\t') {
        Some((path, fingerprint)) => (path, Some(fingerprint.to_owned())),
        None => (line, None),
    };
    OutPath::new(path).filter(|path| path.as_str() != FILE_NAME).map(|path| (path, fingerprint))
}

/// Returns the text of a manifest, as [`read`] reads it.
pub fn text(manifest: &Manifest) -> String {
    let mut text = String::new();
    for (path, fingerprint) in manifest {
        text.push_str(path.as_str());
        if let Some(fingerprint) = fingerprint {
            text.push('\t');
            text.push_str(fingerprint);
        }
        text.push('\n');
    }
    text
}
