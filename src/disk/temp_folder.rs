//! A folder for the files of another program, removed when it is dropped.

use crate::disk::messages;
use crate::disk::write;
use crate::failure::Explain;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A folder in the temporary folder of the system, which only its owner may enter.
pub struct TempFolder(PathBuf);

impl TempFolder {
    pub fn new() -> anyhow::Result<TempFolder> {
        let path = write::private_folder()
            .explain(|| messages::cannot_make_folder_in(&std::env::temp_dir()))?;
        Ok(TempFolder(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TempFolder {
    fn drop(&mut self) {
        // The last processes of a browser may still be writing while they end.
        for _ in 0..20 {
            if fs::remove_dir_all(&self.0).is_ok() || !self.0.exists() {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_temp_folder_is_private_unpredictable_and_removed() {
        use std::os::unix::fs::PermissionsExt;
        let (one, other) = (TempFolder::new().unwrap(), TempFolder::new().unwrap());
        assert_ne!(one.path(), other.path());
        let process = std::process::id().to_string();
        for folder in [&one, &other] {
            let name = folder.path().file_name().unwrap().to_string_lossy().into_owned();
            assert!(name.len() > 20 && !name.contains(&process), "{name} can be predicted");
            let mode = folder.path().metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
            fs::write(folder.path().join("profile"), "x").unwrap();
        }
        let path = one.path().to_owned();
        drop(one);
        assert!(!path.exists() && other.path().exists());
    }
}
