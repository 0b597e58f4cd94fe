//! What is in a published folder or a copy of it, by SHA-256.

use crate::disk::messages;
use crate::failure::Explain;
use crate::integrity::FileRecord;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Entries at the top of an output folder that are not published: what gongbao keeps there for itself, and what keeps
/// the folder in git. Other names with a dot count, as a server may obey them.
const NOT_PUBLISHED: [&str; 6] =
    [".gongbao-manifest", ".gongbao-lock", ".gongbao-staging", ".git", ".gitignore", ".gitkeep"];

/// Returns every file below a folder with its record; `None` for a link and whatever else is no plain file.
pub fn published_records(folder: &Path) -> anyhow::Result<BTreeMap<String, Option<FileRecord>>> {
    let mut plain = Vec::new();
    let mut records = BTreeMap::new();
    let mut folders = vec![String::new()];
    while let Some(inside) = folders.pop() {
        let place = folder.join(&inside);
        let entries = fs::read_dir(&place).explain(|| messages::cannot_list(&place))?;
        for entry in entries {
            let entry = entry.explain(|| messages::cannot_list(&place))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if inside.is_empty() && NOT_PUBLISHED.contains(&name.as_str()) {
                continue;
            }
            let path = if inside.is_empty() { name } else { format!("{inside}/{name}") };
            let kind = entry.file_type().explain(|| messages::cannot_list(&place))?;
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                plain.push((path, entry.path()));
            } else {
                records.insert(path, None);
            }
        }
    }
    let read = plain.into_par_iter().map(|(path, place)| {
        let bytes = fs::read(&place).explain(|| messages::cannot_read(&place))?;
        Ok((path, Some(FileRecord::of(&bytes))))
    });
    records.extend(read.collect::<anyhow::Result<Vec<_>>>()?);
    Ok(records)
}
