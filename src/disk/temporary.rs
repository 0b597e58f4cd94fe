//! A folder for the files of another program, gone when it is let go.

use anyhow::Context;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// A folder among the temporary files of the system.
pub struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    pub fn new() -> anyhow::Result<TemporaryFolder> {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("gongbao-{}-{count}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).with_context(|| format!("cannot make {}", path.display()))?;
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
