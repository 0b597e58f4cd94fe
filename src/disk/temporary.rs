//! A folder for the files of another program, gone when it is let go.

use crate::disk::write;
use crate::failure;
use crate::failure::Explain;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A folder among the temporary files of the system, which only its owner may enter.
pub struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    pub fn new() -> anyhow::Result<TemporaryFolder> {
        let path = write::private_folder().explain(|| {
            failure!(
                "无法新建文件夹于 {path}",
                "cannot make a folder in {path}",
                path = std::env::temp_dir().display()
            )
        })?;
        Ok(TemporaryFolder(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TemporaryFolder {
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

/// The first of these places where a file lies.
pub fn first_file(places: impl IntoIterator<Item = PathBuf>) -> Option<PathBuf> {
    places.into_iter().find(|place| place.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_temporary_folder_is_private_and_gone_in_the_end() {
        use std::os::unix::fs::PermissionsExt;
        let (one, other) = (TemporaryFolder::new().unwrap(), TemporaryFolder::new().unwrap());
        assert_ne!(one.path(), other.path());
        let process = std::process::id().to_string();
        for folder in [&one, &other] {
            let name = folder.path().file_name().unwrap().to_string_lossy().into_owned();
            assert!(name.len() > 20 && !name.contains(&process), "{name} could be foreseen");
            let mode = folder.path().metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
            fs::write(folder.path().join("profile"), "x").unwrap();
        }
        let path = one.path().to_owned();
        drop(one);
        assert!(!path.exists() && other.path().exists());
    }
}
