//! The installed rclone, which reaches folders, servers and object stores alike.

use super::messages;
use crate::disk::{self, TempFolder};
use crate::failure::Explain;
use anyhow::bail;
use std::collections::BTreeSet;
use std::fmt;
use std::io::ErrorKind;
use std::process::{Command, Output, Stdio};

/// Since this version rclone writes a file beside its place and renames it; before, readers of a folder or of a server
/// by SFTP saw halves.
const LEAST_VERSION: (u32, u32) = (1, 63);

/// What rclone exits with where a folder or a file is not there.
const NOT_FOUND: [i32; 2] = [3, 4];

/// A folder or a file as rclone names it: `oss:bucket/site`, `/srv/www`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place(String);

impl Place {
    pub fn new(typed: &str) -> Place {
        let trimmed = typed.trim_end_matches('/');
        Place(if trimmed.is_empty() { typed.to_owned() } else { trimmed.to_owned() })
    }

    pub fn join(&self, inside: &str) -> Place {
        let separator = if self.0.ends_with([':', '/']) { "" } else { "/" };
        Place(format!("{}{separator}{inside}", self.0))
    }

    /// Returns whether this is a folder of this machine.
    pub fn is_local(&self) -> bool {
        let is_drive = cfg!(windows) && self.0.as_bytes().get(1) == Some(&b':');
        is_drive || !self.0.split('/').next().unwrap_or_default().contains(':')
    }

    /// Returns whether it lies in another place.
    pub fn is_in(&self, other: &Place) -> bool {
        if self.is_local() && other.is_local() {
            let paths = (std::path::absolute(&self.0), std::path::absolute(&other.0));
            return matches!(paths, (Ok(inside), Ok(folder)) if inside.starts_with(&folder));
        }
        self == other || self.0.starts_with(&other.join("").0)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The program, known to be new enough.
pub(super) struct Rclone {
    /// Lists of files, and small files on their way.
    folder: TempFolder,
}

impl Rclone {
    /// Looks for the program.
    pub fn find() -> anyhow::Result<Rclone> {
        let rclone = Rclone { folder: TempFolder::new()? };
        let out = rclone.run(&["version"])?;
        let said = String::from_utf8_lossy(&out.stdout).into_owned();
        let version = said.lines().next().unwrap_or_default();
        let mut numbers = version.trim_start_matches("rclone v").split(['.', '-']);
        let mut number = || numbers.next().and_then(|number| number.parse().ok()).unwrap_or(0);
        if (number(), number()) < LEAST_VERSION {
            bail!(messages::old_rclone(version));
        }
        Ok(rclone)
    }

    fn run(&self, arguments: &[&str]) -> anyhow::Result<Output> {
        let child = Command::new("rclone").args(arguments).stdin(Stdio::null()).output();
        Ok(child.map_err(|error| match error.kind() {
            ErrorKind::NotFound => messages::no_rclone(),
            _ => messages::rclone_failed("rclone").because(error),
        })?)
    }

    /// Runs rclone; `None` if what it was to work on is not there.
    fn run_on(&self, arguments: &[&str]) -> anyhow::Result<Option<Vec<u8>>> {
        let out = self.run(arguments)?;
        match out.status.code() {
            Some(0) => Ok(Some(out.stdout)),
            Some(code) if NOT_FOUND.contains(&code) => Ok(None),
            _ => {
                let said = String::from_utf8_lossy(&out.stderr).into_owned();
                let last: Vec<&str> = said.lines().rev().take(3).collect();
                let last: Vec<&str> = last.into_iter().rev().collect();
                bail!(messages::rclone_failed(&last.join("; ")))
            }
        }
    }

    /// Returns the bytes of a file; `None` if it is not there.
    pub fn read(&self, place: &Place) -> anyhow::Result<Option<Vec<u8>>> {
        self.run_on(&["cat", "--", &place.0])
    }

    /// Writes a file in one step.
    pub fn write(&self, place: &Place, bytes: &[u8]) -> anyhow::Result<()> {
        let local = self.temp_file(bytes)?;
        let done = self.run_on(&["copyto", "--ignore-times", "--", &local, &place.0])?;
        done.map(drop).explain(|| messages::rclone_failed(&place.0))
    }

    /// Returns the paths of all files below a folder; none if it is not there.
    pub fn list(&self, folder: &Place) -> anyhow::Result<BTreeSet<String>> {
        let out = self.run_on(&["lsf", "-R", "--files-only", "--", &folder.0])?;
        let text = String::from_utf8_lossy(&out.unwrap_or_default()).into_owned();
        Ok(text.lines().map(str::to_owned).collect())
    }

    /// Returns something that is in a folder.
    pub fn example_in(&self, folder: &Place) -> anyhow::Result<Option<String>> {
        let out = self.run_on(&["lsf", "--max-depth", "1", "--", &folder.0])?;
        let text = String::from_utf8_lossy(&out.unwrap_or_default()).into_owned();
        Ok(text.lines().next().map(str::to_owned))
    }

    /// Copies files of these paths from one folder to another, whatever is there. Each is replaced in one step.
    pub fn copy(&self, from: &str, to: &Place, paths: &[String]) -> anyhow::Result<()> {
        if paths.is_empty() {
            return Ok(());
        }
        let list = self.temp_file((paths.join("\n") + "\n").as_bytes())?;
        let how = ["copy", "--ignore-times", "--no-traverse", "--transfers", "8"];
        let what = ["--files-from-raw", &list, "--", from, &to.0];
        let done = self.run_on(&[&how[..], &what].concat())?;
        done.map(drop).explain(|| messages::rclone_failed(from))
    }

    /// Removes files, and the folders that are empty then.
    pub fn remove(&self, folder: &Place, paths: &[String]) -> anyhow::Result<()> {
        if paths.is_empty() {
            return Ok(());
        }
        let list = self.temp_file((paths.join("\n") + "\n").as_bytes())?;
        self.run_on(&["delete", "--files-from-raw", &list, "--", &folder.0])?;
        let above =
            paths.iter().flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at]));
        let folders: BTreeSet<&str> = above.collect();
        for inside in folders.into_iter().rev() {
            // One that is not empty stays, whatever is in it.
            self.run(&["rmdir", "--retries", "1", "--", &folder.join(inside).0])?;
        }
        Ok(())
    }

    pub fn remove_folder(&self, folder: &Place) -> anyhow::Result<()> {
        self.run_on(&["purge", "--", &folder.0]).map(drop)
    }

    pub fn remove_file(&self, file: &Place) -> anyhow::Result<()> {
        self.run_on(&["deletefile", "--", &file.0]).map(drop)
    }

    /// Makes a file that rclone will read. There is one at a time.
    fn temp_file(&self, bytes: &[u8]) -> anyhow::Result<String> {
        disk::overwrite(self.folder.path(), "list", self.folder.path(), bytes)?;
        Ok(self.folder.path().join("list").display().to_string())
    }
}

/// Returns whether a file is what rclone had written of another when it was killed: `a.html.6fb56bf5.partial`.
pub(super) fn is_partial(path: &str) -> bool {
    let digest = path.strip_suffix(".partial").and_then(|rest| rest.rsplit_once('.'));
    digest.is_some_and(|(_, hex)| hex.len() == 8 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rclone_had_begun_is_known_by_its_name() {
        assert!(is_partial("mxf/2026/1/index.html.6fb56bf5.partial"));
        for other in ["a.partial", "a.6fb56bf5", "a.6fb56bg5.partial", "6fb56bf5.partial"] {
            assert!(!is_partial(other), "{other}");
        }
    }

    #[test]
    fn places_are_joined_as_rclone_writes_them() {
        for (place, joined) in [
            ("oss:", "oss:a/b"),
            ("oss:bucket", "oss:bucket/a/b"),
            ("oss:bucket/", "oss:bucket/a/b"),
            ("/", "/a/b"),
            ("www", "www/a/b"),
        ] {
            assert_eq!(Place::new(place).join("a/b").to_string(), joined);
        }
        assert!(Place::new("/srv/a:b").is_local() && Place::new("www").is_local());
        assert!(!Place::new("oss:b").is_local() && !Place::new(":sftp,host=h:/w").is_local());
        let in_www = |place| Place::new(place).is_in(&Place::new("/srv/www"));
        assert!(in_www("/srv/www/.state") && in_www("/srv/www/") && !in_www("/srv/www2"));
        let here = std::env::current_dir().unwrap().join("www/.state").display().to_string();
        assert!(Place::new(&here).is_in(&Place::new("./www")));
        let in_bucket = |place| Place::new(place).is_in(&Place::new("oss:www"));
        assert!(in_bucket("oss:www/state") && !in_bucket("oss:private/state"));
    }
}
