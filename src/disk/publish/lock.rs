//! One build at a time publishes to an output.
//!
//! The operating system holds the lock for as long as the process lives, so one that was killed
//! leaves no lock behind, only a file that the next build takes over.

use crate::disk::error::DiskError;
use crate::disk::write;
use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

/// The right to publish to an output, released when it is dropped.
pub struct Lock {
    #[cfg(unix)]
    path: std::path::PathBuf,
    _file: File,
}

impl Lock {
    /// Acquires the lock at `path`, for publishing to `folder`; an error if another process has it.
    pub fn acquire(path: &Path, folder: &Path) -> Result<Lock, DiskError> {
        loop {
            let mut file = write::open_shared(path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    // Where a lock keeps others from reading too, the process is not named.
                    let mut text = String::new();
                    let _ = file.read_to_string(&mut text);
                    let process: String = text.chars().take_while(char::is_ascii_digit).collect();
                    let process = Some(process).filter(|process| !process.is_empty());
                    return Err(DiskError::Busy { folder: folder.to_owned(), process });
                }
                Err(TryLockError::Error(error)) => {
                    return Err(DiskError::io("lock", path)(error));
                }
            }
            if !is_at(&file, path) {
                continue;
            }
            file.set_len(0)
                .and_then(|()| file.rewind())
                .and_then(|()| file.write_all(std::process::id().to_string().as_bytes()))
                .map_err(DiskError::io("write", path))?;
            return Ok(Lock {
                #[cfg(unix)]
                path: path.to_owned(),
                _file: file,
            });
        }
    }
}

/// Returns whether an open file is the one at a path. The build before may have deleted the file
/// between our opening and locking it; then another build can make a new one and lock that, and
/// only the lock on the file that is still there counts.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), write::metadata_at(path)) {
        (Ok(open), Ok(Some(there))) => (open.dev(), open.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// Returns true: elsewhere than on Unix the file is never deleted.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(unix)]
impl Drop for Lock {
    fn drop(&mut self) {
        // Deleted before the lock is released, which happens when the file is closed after this.
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::scratch::Scratch;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn only_one_of_many_threads_holds_the_lock_at_a_time() {
        let scratch = Scratch::new("lock");
        let (holders, turns) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..1_000 {
                        let Ok(_lock) = Lock::acquire(&scratch.at("lock"), scratch.path()) else {
                            continue;
                        };
                        assert_eq!(holders.fetch_add(1, Ordering::SeqCst), 0);
                        turns.fetch_add(1, Ordering::SeqCst);
                        // Long enough for another thread to acquire it, if the lock is broken.
                        std::thread::sleep(std::time::Duration::from_micros(50));
                        holders.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(turns.into_inner() > 0);
        assert!(scratch.everything("").is_empty());
    }
}
