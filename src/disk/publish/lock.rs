//! One build at a time publishes to an output.
//!
//! The operating system holds the lock for as long as the process lives, so one that was killed
//! leaves no lock behind, only a file that the next build takes over.

use crate::disk::publish::refusal::Refusal;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

/// The right to publish; given back when dropped.
pub struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock at `path`, for publishing to `folder`.
    pub fn take(path: &Path, folder: &Path) -> Result<Lock, Refusal> {
        loop {
            let mut file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(path)
                .map_err(Refusal::machine("write", path))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let mut by = String::new();
                    let _ = file.read_to_string(&mut by);
                    let by = by.split(' ').next().unwrap_or_default().to_owned();
                    return Err(Refusal::Busy { folder: folder.to_owned(), by });
                }
                Err(TryLockError::Error(error)) => {
                    return Err(Refusal::machine("lock", path)(error));
                }
            }
            // The build before may have deleted the file between our opening and locking it. Then
            // another can make a new one and lock that too: only what still lies there counts.
            let mark = format!("{} {:?}", std::process::id(), std::thread::current().id());
            file.set_len(0)
                .and_then(|()| file.rewind())
                .and_then(|()| file.write_all(mark.as_bytes()))
                .map_err(Refusal::machine("write", path))?;
            if fs::read_to_string(path).is_ok_and(|found| found == mark) {
                return Ok(Lock { path: path.to_owned(), _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Before it is released, which happens when the file is closed just after this.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::scratch::Scratch;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn of_many_who_come_and_go_one_at_a_time_has_it() {
        let desk = Scratch::new("lock");
        let (holders, turns) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..1_000 {
                        let Ok(_lock) = Lock::take(&desk.at("lock"), desk.path()) else { continue };
                        assert_eq!(holders.fetch_add(1, Ordering::SeqCst), 0);
                        turns.fetch_add(1, Ordering::SeqCst);
                        // Long enough for another to come in, if the lock lets it.
                        std::thread::sleep(std::time::Duration::from_micros(50));
                        holders.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(turns.into_inner() > 0);
        assert!(desk.everything("").is_empty());
    }
}
