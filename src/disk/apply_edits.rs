//! Applies fixes, the edits that diagnostics propose, to the files of the site.
//!
//! What an editor has written is the only thing here that cannot be built again. So an edited file
//! is written beside the original and renamed over it, and a file that has changed since it was
//! checked is left alone. Which diagnostics are fixed is for the caller to choose.

use crate::diagnostic::Edit;
use crate::disk::error::DiskError;
use crate::disk::messages;
use crate::disk::paths::is_inside;
use crate::disk::write::{self, TempFile};
use crate::failure::Explain;
use crate::source::{Fingerprint, SitePath, Source, Span, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The result of [`apply_fixes`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppliedFixes {
    /// The files that were written.
    pub files: Vec<SitePath>,
    /// Which fixes were applied, as indexes into those that were given.
    pub applied: Vec<usize>,
    /// How many were not applied because they touch another that was.
    pub conflicting: usize,
    /// How many were not applied because a file is no longer what was checked.
    pub outdated: usize,
}

/// Applies the fixes to the files below `root`. The edits of one fix are applied together or not
/// at all; of two fixes that overlap, the first is applied.
pub fn apply_fixes(
    root: &Path,
    tree: &Tree,
    fixes: &[impl AsRef<[Edit]>],
) -> anyhow::Result<AppliedFixes> {
    let mut files: Files = BTreeMap::new();
    let mut result = AppliedFixes::default();
    for (index, fix) in fixes.iter().map(AsRef::as_ref).enumerate() {
        for edit in fix {
            if !files.contains_key(&edit.span.file) {
                files.insert(&edit.span.file, EditedFile::open(root, tree, &edit.span.file)?);
            }
        }
        if !fix.iter().all(|edit| matches!(files.get(&edit.span.file), Some(Some(_)))) {
            result.outdated += 1;
        } else if accept(fix, &mut files) {
            result.applied.push(index);
        } else {
            result.conflicting += 1;
        }
    }

    // All are on the disk before one is renamed: a full disk leaves every file as it was, and a
    // power cut leaves each file whole, the old or the new.
    let mut written = Vec::new();
    for (path, file) in changed(files) {
        let new = file.write().explain(|| messages::cannot_write_beside(&file.place))?;
        written.push((path, file.place, new));
    }
    let mut folders = BTreeSet::new();
    for (path, place, new) in written {
        new.rename_over(&place).explain(|| messages::cannot_replace(&place))?;
        folders.extend(place.parent().map(Path::to_owned));
        result.files.push(path.clone());
    }
    for folder in folders {
        write::sync_folder(&folder).explain(|| messages::cannot_save_folder(&folder))?;
    }
    Ok(result)
}

/// Returns which fixes [`apply_fixes`] would apply, as indexes, and what the site would then be;
/// writes nothing.
pub fn dry_run(tree: &Tree, fixes: &[impl AsRef<[Edit]>]) -> (Vec<usize>, Tree) {
    let mut files: Files = BTreeMap::new();
    let mut applied = Vec::new();
    for (index, fix) in fixes.iter().map(AsRef::as_ref).enumerate() {
        for edit in fix {
            files.entry(&edit.span.file).or_insert_with(|| {
                let source = tree.text(edit.span.file.as_str())?;
                source.is_lossless().then(|| EditedFile::new(PathBuf::new(), source))
            });
        }
        if accept(fix, &mut files) {
            applied.push(index);
        }
    }
    let mut texts = tree.texts.clone();
    for (path, file) in changed(files) {
        let source = Source::decode(path.clone(), file.text().as_bytes());
        texts.insert(path.clone(), Arc::new(source));
    }
    (applied, Tree { texts, assets: tree.assets.clone(), read: Arc::clone(&tree.read) })
}

/// The files that fixes touch; `None` for one that is not, or no longer, what was checked.
type Files<'a> = BTreeMap<&'a SitePath, Option<EditedFile<'a>>>;

fn changed<'a>(files: Files<'a>) -> impl Iterator<Item = (&'a SitePath, EditedFile<'a>)> {
    files.into_iter().filter_map(|(path, file)| Some((path, file.filter(EditedFile::is_changed)?)))
}

/// Accepts a fix if all its edits can be applied together with those accepted so far. This is the
/// one place that decides it.
fn accept(fix: &[Edit], files: &mut Files) -> bool {
    let fits = |edit: &Edit| match files.get(&edit.span.file) {
        Some(Some(file)) => file.fits(edit),
        _ => false,
    };
    if !fix.iter().all(fits) || !is_consistent(fix) {
        return false;
    }
    for edit in fix {
        if let Some(Some(file)) = files.get_mut(&edit.span.file) {
            file.accept(edit);
        }
    }
    true
}

/// Returns whether no two edits of a fix contradict each other.
fn is_consistent(fix: &[Edit]) -> bool {
    let mut sorted: Vec<&Edit> = fix.iter().collect();
    sorted.sort();
    sorted.dedup();
    // In this order, an edit that is apart from its neighbour is apart from all others.
    let are_apart = |one: &Span, other: &Span| {
        one.file != other.file || are_apart(&one.range(), &other.range())
    };
    sorted.windows(2).all(|pair| are_apart(&pair[0].span, &pair[1].span))
}

/// Returns whether two ranges can both be replaced. Two insertions at one place cannot: their
/// order is not given.
fn are_apart(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.end <= other.start && one.start < other.start
        || other.end <= one.start && other.start < one.start
}

/// A file with the edits accepted so far.
struct EditedFile<'a> {
    place: PathBuf,
    source: &'a Source,
    /// The new texts by start and end of what they replace; none of these ranges touch.
    edits: BTreeMap<(usize, usize), String>,
}

impl<'a> EditedFile<'a> {
    fn new(place: PathBuf, source: &'a Source) -> EditedFile<'a> {
        EditedFile { place, source, edits: BTreeMap::new() }
    }

    /// Opens a file; `None` if it is no longer what was checked.
    fn open(
        root: &Path,
        tree: &'a Tree,
        path: &SitePath,
    ) -> anyhow::Result<Option<EditedFile<'a>>> {
        let Some(source) = tree.text(path.as_str()) else { return Ok(None) };
        // The file itself is replaced, not a link that leads to it; and only a file of the site.
        let link = root.join(path.as_str());
        let root = root.canonicalize().explain(|| messages::cannot_find(&link))?;
        let place = link.canonicalize().explain(|| messages::cannot_find(&link))?;
        if !is_inside(&root, &place) {
            return Err(DiskError::LinkLeavesSite { link, to: place }.into());
        }
        let cannot_read = || messages::cannot_read(&place);
        // Reading from a pipe would never end.
        if !write::metadata_at(&place).explain(cannot_read)?.is_some_and(|there| there.is_file()) {
            return Ok(None);
        }
        let bytes = fs::read(&place).explain(cannot_read)?;
        let is_same = Fingerprint::of(&bytes) == source.fingerprint;
        // What could not be decoded would be lost, as the file is written as UTF-8.
        Ok((is_same && source.is_lossless()).then(|| EditedFile::new(place, source)))
    }

    fn is_changed(&self) -> bool {
        !self.edits.is_empty()
    }

    /// Returns whether an edit touches none of those accepted, or is one of them.
    fn fits(&self, edit: &Edit) -> bool {
        let key = (edit.span.start, edit.span.end);
        if self.edits.get(&key) == Some(&edit.text) {
            return true;
        }
        // Those accepted are apart from each other, so only the nearest can touch it.
        let before = self.edits.range(..=key).next_back();
        let after = self.edits.range(key..).next();
        self.source.text.get(edit.span.range()).is_some()
            && before
                .into_iter()
                .chain(after)
                .all(|(&(start, end), _)| are_apart(&(start..end), &edit.span.range()))
    }

    fn accept(&mut self, edit: &Edit) {
        self.edits.insert((edit.span.start, edit.span.end), edit.text.clone());
    }

    /// Returns the text with the edits applied.
    fn text(&self) -> String {
        let mut text = String::with_capacity(self.source.text.len());
        let mut done = 0;
        for (&(start, end), new) in &self.edits {
            text.push_str(self.source.text.get(done..start).unwrap_or_default());
            text.push_str(new);
            done = end;
        }
        text.push_str(self.source.text.get(done..).unwrap_or_default());
        text
    }

    /// Writes the edited text beside the file, and waits until it is on the disk.
    fn write(&self) -> io::Result<TempFile> {
        let new = TempFile::beside(&self.place, self.text().as_bytes())?;
        new.copy_permissions(&self.place.symlink_metadata()?)?;
        new.sync()?;
        Ok(new)
    }
}

#[cfg(test)]
mod tests;
