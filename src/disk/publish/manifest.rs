//! The list of what gongbao has published, kept in the output: what is not on it is not ours.
//!
//! While a publication is under way the list names old and new files together. A run that is
//! killed then leaves nothing behind that the next one would not know as ours.

use crate::disk::publish::refusal::Refusal;
use crate::output::OutPath;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// Its name in the output folder.
pub const NAME: &str = ".gongbao-manifest";

/// Reads the list in an output folder; `None` if there is none.
pub fn read(folder: &Path) -> Result<Option<BTreeSet<OutPath>>, Refusal> {
    let path = folder.join(NAME);
    match path.symlink_metadata() {
        Ok(metadata) if metadata.is_file() => {}
        Ok(_) => return Err(Refusal::Damaged(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Refusal::machine("read", path)(error)),
    }
    let bytes = fs::read(&path).map_err(Refusal::machine("read", &path))?;
    let Ok(text) = String::from_utf8(bytes) else { return Err(Refusal::Damaged(path)) };
    let listed: Option<BTreeSet<OutPath>> =
        text.lines().map(|line| OutPath::new(line).filter(|path| path.as_str() != NAME)).collect();
    listed.map(Some).ok_or(Refusal::Damaged(path))
}

/// Writes a list to a file.
pub fn write<'a>(file: &Path, listed: impl IntoIterator<Item = &'a OutPath>) -> io::Result<()> {
    let mut text = String::new();
    for path in listed {
        text.push_str(path.as_str());
        text.push('\n');
    }
    fs::write(file, text)
}
