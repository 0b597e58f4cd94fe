//! The manifest: the list of what gongbao has published, kept in the output. A file that is not
//! on it is foreign and never touched.
//!
//! Every line is a path, a tab and the SHA-256 of the bytes, by which a file that was damaged
//! since is found without making it again. While a publication is under way the manifest names old
//! and new files together, so that a run that is killed leaves no file behind that the next run
//! would take for foreign. The first line and the last one begin with a tab, as no path does. The
//! last says how far the publication came, with a fingerprint of all before: a list that was cut
//! off is known to be.

use crate::disk::error::DiskError;
use crate::disk::write;
use crate::output::OutPath;
use crate::source::Fingerprint;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Its name in the output folder.
pub const FILE_NAME: &str = ".gongbao-manifest";

/// The first line. A list without it was written by an early version.
const FIRST_LINE: &str = "\tgongbao-manifest 2\n";

/// Published files with the fingerprints of their bytes, in hexadecimal; `None` in manifests of
/// versions that kept no fingerprints.
pub type Manifest = BTreeMap<OutPath, Option<String>>;

/// How far the publication came that wrote a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Files are being renamed.
    UnderWay,
    /// All files are published.
    Complete,
}

impl State {
    const ALL: [State; 2] = [State::UnderWay, State::Complete];

    fn name(self) -> &'static str {
        match self {
            State::UnderWay => "under-way",
            State::Complete => "complete",
        }
    }
}

/// A manifest as it was read.
#[derive(Debug)]
pub struct Read {
    pub manifest: Manifest,
    pub state: State,
    /// Whether something in it cannot be read, or its end is missing.
    pub is_damaged: bool,
}

/// Reads the manifest in an output folder; `None` if there is none. Of a damaged one it reads the
/// lines that can be read.
pub fn read(folder: &Path) -> Result<Option<Read>, DiskError> {
    let path = folder.join(FILE_NAME);
    match write::metadata_at(&path).map_err(DiskError::io("read", &path))? {
        None => return Ok(None),
        Some(metadata) if metadata.is_file() => {}
        Some(_) => return Err(DiskError::NotAPlainFile(path)),
    }
    let bytes = fs::read(&path).map_err(DiskError::io("read", &path))?;
    let text = String::from_utf8_lossy(&bytes);
    let read = parse(&text);
    let is_damaged = read.is_damaged || matches!(text, Cow::Owned(_));
    Ok(Some(Read { is_damaged, ..read }))
}

fn parse(text: &str) -> Read {
    let (list, state) = match text.strip_prefix(FIRST_LINE) {
        Some(rest) => match rest.trim_end_matches('\n').rsplit_once('\n') {
            // The last line, unless there is no other.
            Some((list, last)) => (list, end_state(text, last)),
            None => ("", end_state(text, rest.trim_end_matches('\n'))),
        },
        None => {
            let is_whole = text.ends_with('\n');
            (text, is_whole.then_some(State::Complete))
        }
    };
    let mut read = Read {
        manifest: Manifest::new(),
        state: state.unwrap_or(State::UnderWay),
        is_damaged: state.is_none(),
    };
    for line in list.lines() {
        match entry(line) {
            Some((path, fingerprint)) => {
                read.manifest.insert(path, fingerprint);
            }
            None => read.is_damaged = true,
        }
    }
    read
}

/// Returns the state that the last line of a manifest tells, if it is the end of this text.
fn end_state(text: &str, last: &str) -> Option<State> {
    let before = text.strip_suffix('\n')?.strip_suffix(last)?;
    State::ALL.into_iter().find(|state| last == last_line(before, *state))
}

fn last_line(before: &str, state: State) -> String {
    let name = state.name();
    format!("\t{name} {}", Fingerprint::of(format!("{before}{name}").as_bytes()).hex())
}

fn entry(line: &str) -> Option<(OutPath, Option<String>)> {
    let (path, fingerprint) = match line.split_once('\t') {
        Some((path, fingerprint)) => (path, Some(fingerprint.to_owned())),
        None => (line, None),
    };
    OutPath::new(path).filter(|path| path.as_str() != FILE_NAME).map(|path| (path, fingerprint))
}

/// Returns the text of a manifest, as [`read`] reads it.
pub fn text(manifest: &Manifest, state: State) -> String {
    let mut text = FIRST_LINE.to_owned();
    for (path, fingerprint) in manifest {
        text.push_str(path.as_str());
        if let Some(fingerprint) = fingerprint {
            text.push('\t');
            text.push_str(fingerprint);
        }
        text.push('\n');
    }
    let last = last_line(&text, state);
    text + &last + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_cut_off_anywhere_is_damaged() {
        let manifest: Manifest = ["a", "b/c", "d"]
            .into_iter()
            .filter_map(|path| Some((OutPath::new(path)?, Some("ab12".to_owned()))))
            .collect();
        for (state, manifest) in [(State::Complete, manifest), (State::UnderWay, Manifest::new())] {
            let whole = text(&manifest, state);
            let read = parse(&whole);
            assert!(!read.is_damaged && read.state == state && read.manifest == manifest);
            for end in 0..whole.len() {
                assert!(parse(&whole[..end]).is_damaged, "{end}");
                let zeros = whole[..end].to_owned() + &"\0".repeat(whole.len() - end);
                assert!(parse(&zeros).is_damaged, "zeros from {end}");
            }
        }
        let forged = text(&Manifest::new(), State::UnderWay).replace("under-way", "complete");
        assert!(parse(&forged).is_damaged);
    }

    #[test]
    fn lists_of_early_versions_are_read() {
        let read = parse("a\tab12\nb\n");
        assert!(!read.is_damaged && read.state == State::Complete && read.manifest.len() == 2);
        assert!(parse("a\nb").is_damaged);
    }
}
