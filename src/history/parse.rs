//! The answer of `git log -z --name-status --format=tformat:%H %ct`, read from the newest commit to the oldest.

use super::commits::{Commit, History};
use jiff::Timestamp;
use std::collections::HashMap;

impl History {
    /// Reads what git has answered about a repository in which the site lies below `prefix`.
    ///
    /// A commit is a field `HASH SECONDS`. For each of its files follow a status and a path, or two paths where it was
    /// renamed; the first status begins with a line end. What is not of this form is skipped.
    pub fn parse(log: &[u8], prefix: &str) -> History {
        let mut history = History { prefix: prefix.to_owned(), ..History::default() };
        let mut names = Names::default();
        let mut fields = log.split(|byte| *byte == 0).map(String::from_utf8_lossy);
        while let Some(field) = fields.next() {
            if let Some(commit) = commit(&field) {
                history.commits.push(commit);
                continue;
            }
            let Some(last) = history.commits.last_mut() else { continue };
            let Some(path) = fields.next() else { break };
            let file = match field.trim_start_matches('\n').chars().next() {
                Some('A') => {
                    last.added += usize::from(is_markdown(&path));
                    names.ends(&path, None)
                }
                Some('R') => match fields.next() {
                    Some(to) => names.ends(&to, Some(&path)),
                    None => break,
                },
                Some('D') => {
                    names.removed(&path);
                    None
                }
                _ => names.today(&path),
            };
            let index = history.commits.len() - 1;
            if let Some(file) = file.filter(|file| is_markdown(file)) {
                history.files.entry(file).or_default().push(index);
            }
        }
        history
    }
}

fn is_markdown(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("md"))
}

/// Reads the field with which a commit begins.
fn commit(field: &str) -> Option<Commit> {
    let (hash, seconds) = field.split_once(' ')?;
    let is_hash = matches!(hash.len(), 40 | 64) && hash.bytes().all(|b| b.is_ascii_hexdigit());
    let time = Timestamp::from_second(seconds.parse().ok()?).ok()?;
    is_hash.then(|| Commit { hash: hash.to_owned(), time, added: 0 })
}

/// What the files of a commit are called today, while one goes back in time: `None` for a file that is not there any more.
/// A path without an entry is called as it was.
#[derive(Default)]
struct Names(HashMap<String, Option<String>>);

impl Names {
    fn today(&self, path: &str) -> Option<String> {
        self.0.get(path).cloned().unwrap_or_else(|| Some(path.to_owned()))
    }

    /// Returns what a file is called today that got this path here, whether it was new or had another before. An older file
    /// at this path was another, and is gone.
    fn ends(&mut self, path: &str, before: Option<&str>) -> Option<String> {
        let today = self.today(path);
        self.0.insert(path.to_owned(), None);
        if let Some(before) = before {
            self.0.insert(before.to_owned(), today.clone());
        }
        today
    }

    /// Notes that a file was removed here, so that older commits of this path are of no file of today.
    fn removed(&mut self, path: &str) {
        self.0.insert(path.to_owned(), None);
    }
}

#[cfg(test)]
mod tests {
    use crate::history::History;
    use crate::source::SitePath;

    /// Makes the answer of git from commits, newest first, each with its fields.
    fn log(commits: &[&[&str]]) -> Vec<u8> {
        let mut log = String::new();
        for (index, fields) in commits.iter().enumerate() {
            log.push_str(&format!("{:040x} {}\0", index + 1, 1_000_000 - index));
            for (at, field) in fields.iter().enumerate() {
                let line = if at == 0 { "\n" } else { "" };
                log.push_str(&format!("{line}{field}\0"));
            }
        }
        log.into_bytes()
    }

    fn commits(history: &History, path: &str) -> Vec<usize> {
        let path = SitePath::new(path);
        let hashes = history.of(&path).map(|commit| usize::from_str_radix(&commit.hash, 16));
        hashes.map(Result::unwrap).collect()
    }

    #[test]
    fn a_file_keeps_its_commits_when_it_is_renamed() {
        let log = log(&[
            &["M", "丙.md"],
            &["R090", "乙.md", "丙.md"],
            &["R100", "甲.md", "乙.md"],
            &["A", "甲.md"],
        ]);
        let history = History::parse(&log, "");
        assert_eq!(commits(&history, "丙.md"), [1, 2, 3, 4]);
        assert!(commits(&history, "甲.md").is_empty());
    }

    #[test]
    fn an_earlier_file_of_the_same_name_is_another() {
        let again = log(&[&["A", "a.md"], &["D", "a.md"], &["M", "a.md"], &["A", "a.md"]]);
        assert_eq!(commits(&History::parse(&again, ""), "a.md"), [1]);
        // The name was given to another file, and the first one moved away.
        let swapped = log(&[&["A", "a.md"], &["R100", "a.md", "b.md"], &["A", "a.md"]]);
        let swapped = History::parse(&swapped, "");
        assert_eq!(commits(&swapped, "a.md"), [1]);
        assert_eq!(commits(&swapped, "b.md"), [2, 3]);
        let removed = log(&[&["D", "a.md"], &["A", "a.md"]]);
        assert!(commits(&History::parse(&removed, ""), "a.md").is_empty());
    }

    #[test]
    fn two_files_that_change_places_keep_their_own_commits() {
        let log = log(&[
            &["R100", "c.md", "b.md"],
            &["R100", "b.md", "a.md"],
            &["R100", "a.md", "c.md"],
            &["A", "b.md"],
            &["A", "a.md"],
        ]);
        let history = History::parse(&log, "");
        assert_eq!(commits(&history, "a.md"), [2, 4]);
        assert_eq!(commits(&history, "b.md"), [1, 3, 5]);
    }

    #[test]
    fn paths_of_the_site_lie_below_its_folder() {
        let history =
            History::parse(&log(&[&["A", "site/a.md", "A", "a.md"], &["A", "b.md"]]), "site/");
        assert_eq!(commits(&history, "a.md"), [1]);
        assert!(commits(&history, "b.md").is_empty());
        assert_eq!(history.of(&SitePath::new("a.md")).next().map(|commit| commit.added), Some(2));
    }

    #[test]
    fn what_is_no_answer_of_git_is_skipped() {
        let whole = log(&[&["R100", "a.md", "b.md"], &["A", "a.md"]]);
        for end in 0..whole.len() {
            History::parse(&whole[..end], "");
        }
        for odd in ["", "\0\0\0", "A\0a.md\0", "x\0\n\0", "fatal: no"] {
            assert!(commits(&History::parse(odd.as_bytes(), ""), "a.md").is_empty(), "{odd:?}");
        }
    }
}
