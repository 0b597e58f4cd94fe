//! Changes a published folder step by step, so that a fault on the way leaves it as it was.
//!
//! What can be known to go wrong is checked before the first step. What goes wrong all the same (a
//! file that the system protects, a foreign file that has just appeared) undoes every step: files
//! that are replaced or removed are kept in the staging folder until the end.

use crate::disk::error::DiskError;
use crate::disk::messages;
use crate::disk::publish::changes::{self, Durability};
use crate::disk::publish::crash_point::CrashPoints;
use crate::disk::publish::manifest::{self, Manifest, State};
use crate::disk::publish::output_folder::OutputFolder;
use crate::disk::write;
use crate::failure::Explain;
use crate::output::{OutPath, folded, parent};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};

/// Renames the staged files into the output, and removes those that are in the old manifest but
/// not in the new one. Returns how many were removed.
pub fn replace(
    output: &OutputFolder,
    durability: Durability,
    crash_points: &CrashPoints,
    old: &Manifest,
    new: &Manifest,
    staged: &BTreeMap<OutPath, PathBuf>,
) -> Result<usize, DiskError> {
    let has_manifest =
        matches!(write::metadata_at(&output.path.join(manifest::FILE_NAME)), Ok(Some(_)));
    let mut steps =
        Steps { output, durability, crash_points, done: Vec::new(), names: 0, removed: 0 };
    let is_complete = has_manifest && output.state == State::Complete;
    if old == new && staged.is_empty() && is_complete {
        // The publication before may have left it to the system when to write its files.
        steps
            .sync_all([])
            .map_err(|error| DiskError::RolledBack { folder: output.path.clone(), error })?;
        return Ok(0);
    }
    let Err(error) = steps.run(old, new, staged, has_manifest) else { return Ok(steps.removed) };
    let folder = output.path.clone();
    if steps.undo() {
        Err(DiskError::RolledBack { folder, error })
    } else {
        Err(DiskError::PartlyPublished { folder, error })
    }
}

/// A step that was done, with what is needed to undo it.
enum Step {
    FolderMade(PathBuf),
    FolderRemoved(PathBuf),
    FileAdded(PathBuf),
    /// The old file has a second name as a backup, unless the file system has no hard links.
    FileReplaced(PathBuf, Option<PathBuf>),
    FileRemoved(PathBuf, PathBuf),
}

struct Steps<'a> {
    output: &'a OutputFolder,
    durability: Durability,
    crash_points: &'a CrashPoints,
    done: Vec<Step>,
    /// How many names in the staging folder were given out.
    names: usize,
    removed: usize,
}

impl Steps<'_> {
    fn run(
        &mut self,
        old: &Manifest,
        new: &Manifest,
        staged: &BTreeMap<OutPath, PathBuf>,
        has_manifest: bool,
    ) -> anyhow::Result<()> {
        let gone: Vec<&OutPath> = old.keys().filter(|path| !new.contains_key(*path)).collect();
        let replaced = self.check(staged.keys(), &gone)?;

        // Until the end the manifest names old and new files, whatever happens.
        let mut either = old.clone();
        either.extend(new.clone());
        let is_listed = either == *old && has_manifest && self.output.state == State::UnderWay;
        let list =
            if is_listed { None } else { Some(self.stage_manifest(&either, State::UnderWay)?) };
        // Every new file is on the disk before it gets the name of an old one, and the list that
        // calls it ours before the file.
        self.sync_all([self.output.staging.as_path()])?;
        if let Some(list) = list {
            self.publish_manifest(&list)?;
        }
        for folder in self.output.empty_folders.iter().rev() {
            self.remove_folder_if_empty(folder)?;
        }
        let folders: BTreeSet<&str> = staged.keys().flat_map(OutPath::folders).collect();
        // Some can be made only after an old file has left their place.
        self.make_folders(&folders)?;
        let cleared = self.clear_the_way(new, &gone)?;
        if let Some(folder) = self.make_folders(&folders)?.pop_first() {
            let (path, at) = (folder.to_owned(), folder.to_owned());
            return Err(DiskError::ForeignFile { path, at }.into());
        }

        let mut files: Vec<(&OutPath, &PathBuf)> = staged.iter().collect();
        files.sort_by_key(|(path, _)| path.publish_order());
        for (path, staged) in files {
            let place = self.output.place(path);
            let published = if replaced.contains(path) {
                self.replace_file(path.as_str(), staged, &place)
            } else {
                self.add_file(path.as_str(), staged, &place)
            };
            published.explain(|| messages::cannot_publish(&place))?;
        }
        // Removed in reverse order: a file that stays never refers to one that is removed, but one
        // that is removed may.
        let mut leaving: Vec<&OutPath> =
            gone.iter().copied().filter(|path| !cleared.contains(path)).collect();
        leaving.sort_by_key(|path| Reverse(path.publish_order()));
        for path in leaving {
            self.remove_file(path)?;
        }
        self.remove_empty_folders(&gone)?;

        // The list says that all is published only when it is.
        let places: BTreeSet<PathBuf> = new
            .keys()
            .chain(gone)
            .map(|path| self.output.path.join(parent(path.as_str())))
            .collect();
        self.sync_all(places.iter().map(PathBuf::as_path).filter(|place| place.is_dir()))?;
        let staged = self.stage_manifest(new, State::Complete)?;
        self.publish_manifest(&staged)
    }

    /// Waits until everything is on the disk, if it has to be; `folders` are those in which names
    /// have changed.
    fn sync_all<'p>(&self, folders: impl IntoIterator<Item = &'p Path>) -> anyhow::Result<()> {
        match self.durability {
            Durability::Process => Ok(()),
            Durability::PowerLoss => changes::sync_file_system(&self.output.path, folders)
                .explain(|| messages::cannot_save_folder(&self.output.path)),
        }
    }

    /// Looks once more at every place that will change, as other programs may have changed the
    /// output since the files were staged. Returns the paths where a published file is replaced.
    fn check<'p>(
        &self,
        staged: impl Iterator<Item = &'p OutPath> + Clone,
        gone: &[&'p OutPath],
    ) -> anyhow::Result<BTreeSet<&'p OutPath>> {
        self.output.forget_folders();
        let mut replaced = BTreeSet::new();
        for path in staged.clone() {
            if self.output.published_at(path)?.is_some() {
                replaced.insert(path);
            }
        }
        // The folders that names are put into or taken out of, as far as they exist.
        let changing: BTreeSet<&str> = staged
            .chain(gone.iter().copied())
            .map(|path| path.folders().rfind(|folder| self.output.is_folder(folder)).unwrap_or(""))
            .chain([""])
            .collect();
        for folder in changing {
            let folder = self.output.path.join(folder);
            write::check_writable(&folder).explain(|| messages::cannot_write_into(&folder))?;
        }
        Ok(replaced)
    }

    /// Writes a manifest into the staging folder.
    fn stage_manifest(&mut self, manifest: &Manifest, state: State) -> anyhow::Result<PathBuf> {
        let (staged, text) = (self.unused_name(), manifest::text(manifest, state));
        let written = match self.durability {
            Durability::Process => changes::write_new(&staged, text.as_bytes(), self.durability),
            Durability::PowerLoss => changes::write_new_synced(&staged, text.as_bytes()),
        };
        written.explain(|| messages::cannot_write(&staged))?;
        Ok(staged)
    }

    /// Publishes a staged manifest, in one step.
    fn publish_manifest(&mut self, staged: &Path) -> anyhow::Result<()> {
        let place = self.output.path.join(manifest::FILE_NAME);
        self.replace_file(manifest::FILE_NAME, staged, &place)
            .and_then(|()| match self.durability {
                Durability::Process => Ok(()),
                Durability::PowerLoss => changes::sync_folder(&self.output.path),
            })
            .explain(|| messages::cannot_write(&place))
    }

    /// Makes the folders that are not there. Returns those that cannot be made because something
    /// else is in their place.
    fn make_folders<'p>(
        &mut self,
        folders: &BTreeSet<&'p str>,
    ) -> anyhow::Result<BTreeSet<&'p str>> {
        let mut blocked = BTreeSet::new();
        for &folder in folders {
            let place = self.output.path.join(folder);
            let cannot_make = || messages::cannot_make_folder(&place);
            if blocked.contains(parent(folder)) {
                blocked.insert(folder);
                continue;
            }
            match write::metadata_at(&place).explain(cannot_make)? {
                Some(metadata) if metadata.is_dir() => {}
                Some(_) => {
                    blocked.insert(folder);
                }
                None => {
                    changes::make_folder(&place).explain(cannot_make)?;
                    self.done.push(Step::FolderMade(place));
                    self.crash_points.pass()?;
                }
            }
        }
        Ok(blocked)
    }

    /// Removes files that are where folders will be, and folders where files will be; and those
    /// with a new spelling that the file system takes for the old one. Returns the removed files.
    /// Only here is a file removed before its successor is there, because it must be.
    fn clear_the_way<'p>(
        &mut self,
        new: &Manifest,
        gone: &[&'p OutPath],
    ) -> anyhow::Result<BTreeSet<&'p OutPath>> {
        if gone.is_empty() {
            return Ok(BTreeSet::new());
        }
        let output = self.output;
        let mut spellings: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for name in new.keys().flat_map(|path| path.folders().chain([path.as_str()])) {
            spellings.entry(folded(name)).or_default().insert(name);
        }
        let is_respelled = |name: &str| {
            let spellings = spellings.get(&folded(name)).filter(|all| !all.contains(name));
            spellings
                .into_iter()
                .flatten()
                .any(|other| (output.is_same)(&output.path.join(name), &output.path.join(other)))
        };
        let becomes_folder = |name: &str| {
            let below = format!("{name}/");
            let mut next = new.range::<str, _>((Bound::Included(below.as_str()), Bound::Unbounded));
            next.next().is_some_and(|(path, _)| path.as_str().starts_with(&below))
        };
        let in_the_way: Vec<&OutPath> = gone
            .iter()
            .copied()
            .filter(|path| {
                path.folders().any(|folder| new.contains_key(folder) || is_respelled(folder))
                    || becomes_folder(path.as_str())
                    || is_respelled(path.as_str())
            })
            .collect();
        for path in &in_the_way {
            self.remove_file(path)?;
        }
        self.remove_empty_folders(&in_the_way)?;
        Ok(in_the_way.into_iter().collect())
    }

    /// Renames a staged file to its place, where a published file may be.
    fn replace_file(&mut self, path: &str, staged: &Path, place: &Path) -> io::Result<()> {
        if !write::metadata_at(place)?.is_some_and(|metadata| metadata.is_file()) {
            return self.add_file(path, staged, place);
        }
        let backup = self.unused_name();
        let backup = changes::hard_link(place, &backup).is_ok().then_some(backup);
        changes::rename(staged, place)?;
        self.done.push(Step::FileReplaced(place.to_owned(), backup));
        self.crash_points.pass()
    }

    /// Renames a staged file to its place, where nothing may be.
    fn add_file(&mut self, path: &str, staged: &Path, place: &Path) -> io::Result<()> {
        let foreign = || DiskError::ForeignFile { path: path.to_owned(), at: path.to_owned() };
        if write::metadata_at(place)?.is_some() {
            return Err(foreign().into());
        }
        changes::rename_new(staged, place).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => foreign().into(),
            _ => error,
        })?;
        self.done.push(Step::FileAdded(place.to_owned()));
        self.crash_points.pass()
    }

    /// Removes a published file, if it is there.
    fn remove_file(&mut self, path: &OutPath) -> anyhow::Result<()> {
        // A link or a folder in its place is foreign.
        if !matches!(self.output.metadata_of(path), Ok(Some(metadata)) if metadata.is_file()) {
            return Ok(());
        }
        let (place, backup) = (self.output.place(path), self.unused_name());
        changes::rename(&place, &backup).explain(|| messages::cannot_remove(&place))?;
        self.done.push(Step::FileRemoved(place, backup));
        self.removed += 1;
        Ok(self.crash_points.pass()?)
    }

    /// Removes the folders above removed files, as far as they are empty.
    fn remove_empty_folders(&mut self, gone: &[&OutPath]) -> io::Result<()> {
        let folders: BTreeSet<&str> = gone.iter().flat_map(|path| path.folders()).collect();
        // In reverse order a folder comes before the one that it is in.
        for folder in folders.into_iter().rev() {
            self.remove_folder_if_empty(folder)?;
        }
        Ok(())
    }

    fn remove_folder_if_empty(&mut self, folder: &str) -> io::Result<()> {
        let place = self.output.path.join(folder);
        // The system refuses to remove a folder that is not empty.
        if self.output.is_folder(folder) && changes::remove_folder(&place).is_ok() {
            self.done.push(Step::FolderRemoved(place));
            self.crash_points.pass()?;
        }
        Ok(())
    }

    /// Returns a name in the staging folder that no other file has.
    fn unused_name(&mut self) -> PathBuf {
        self.names += 1;
        self.output.staging.join(format!("kept-{}", self.names))
    }

    /// Undoes every step, the last first; returns whether the output is as it was.
    fn undo(&mut self) -> bool {
        let mut is_restored = true;
        for step in std::mem::take(&mut self.done).into_iter().rev() {
            let undone = match step {
                // One that holds something foreign by now may stay: nothing in it is published.
                Step::FolderMade(place) => changes::remove_folder(&place).or(Ok(())),
                Step::FolderRemoved(place) => changes::make_folder(&place),
                Step::FileAdded(place) => changes::remove_file(&place),
                Step::FileReplaced(place, Some(backup)) => changes::rename(&backup, &place),
                Step::FileReplaced(_, None) => Err(io::ErrorKind::Unsupported.into()),
                Step::FileRemoved(place, backup) => changes::rename_new(&backup, &place),
            };
            is_restored &= undone.is_ok();
        }
        is_restored
    }
}
