//! Writes files below a folder.

use std::fs;
use std::io;
use std::path::PathBuf;

pub struct Files(pub PathBuf);

impl Files {
    pub fn write(&self, path: &str, text: &str) -> io::Result<()> {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap_or(&self.0))?;
        fs::write(path, text)
    }
}

/// A list of YAML on one line.
pub fn front_matter_list(items: &[&str]) -> String {
    format!("[{}]", items.join(", "))
}
