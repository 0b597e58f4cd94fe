//! Changing a published folder, step by step, so that a fault on the way leaves it as it was.
//!
//! What can be known to go wrong is looked for before the first step. What goes wrong all the same
//! (a file that the system protects, a foreign file that appeared meanwhile) has every step taken
//! back: files that are replaced or removed are kept in the staging folder until the end.

use super::{Publication, manifest};
use crate::disk::error::DiskError;
use crate::disk::messages;
use crate::disk::publish::manifest::Listed;
use crate::disk::write;
use crate::failure::Explain;
use crate::output::{OutPath, folded};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};

/// What was done, and what is needed to undo it.
enum Step {
    FolderMade(PathBuf),
    FolderRemoved(PathBuf),
    New(PathBuf),
    /// The file that was there before is kept, unless the file system could not.
    Replaced(PathBuf, Option<PathBuf>),
    Removed(PathBuf, PathBuf),
}

struct Change<'a> {
    publication: &'a Publication,
    steps: Vec<Step>,
    /// How many names in the staging folder were given out.
    names: usize,
    removed: usize,
}

impl Publication {
    /// Renames the files that changed into the output, and removes those that are gone; answers
    /// how many were removed.
    pub(super) fn replace(
        &self,
        ours: &Listed,
        made: &Listed,
        staged: &BTreeMap<OutPath, PathBuf>,
    ) -> Result<usize, DiskError> {
        let output = &self.ground.output;
        let listed = matches!(write::look(&output.join(manifest::NAME)), Ok(Some(_)));
        if ours == made && staged.is_empty() && listed {
            return Ok(0);
        }
        let mut change = Change { publication: self, steps: Vec::new(), names: 0, removed: 0 };
        let Err(error) = change.make(ours, made, staged, listed) else { return Ok(change.removed) };
        let folder = output.clone();
        if change.take_back() {
            Err(DiskError::RolledBack { folder, error })
        } else {
            Err(DiskError::PartlyPublished { folder, error })
        }
    }
}

impl Change<'_> {
    fn make(
        &mut self,
        ours: &Listed,
        made: &Listed,
        staged: &BTreeMap<OutPath, PathBuf>,
        listed: bool,
    ) -> anyhow::Result<()> {
        let gone: Vec<&OutPath> = ours.keys().filter(|path| !made.contains_key(*path)).collect();
        let replaced = self.check(staged.keys(), &gone)?;

        // From here to the end old and new files are ours, whatever happens.
        let mut either = ours.clone();
        either.extend(made.clone());
        if either != *ours || !listed {
            self.list(&either)?;
        }
        let folders: BTreeSet<&str> = staged.keys().flat_map(OutPath::folders).collect();
        self.make_folders(&folders, true)?;
        let cleared = self.clear_the_way(made, &gone)?;
        self.make_folders(&folders, false)?;

        let mut files: Vec<(&OutPath, &PathBuf)> = staged.iter().collect();
        files.sort_by_key(|(path, _)| path.publish_order());
        for (path, staged) in files {
            let place = self.publication.ground.place(path);
            self.put(path.as_str(), staged, &place, replaced.contains(path))
                .explain(|| messages::cannot_publish(&place))?;
        }
        // What stays never refers to what is removed; what goes may.
        let mut leaving: Vec<&OutPath> =
            gone.iter().copied().filter(|path| !cleared.contains(path)).collect();
        leaving.sort_by_key(|path| std::cmp::Reverse(path.publish_order()));
        for path in leaving {
            self.remove(path)?;
        }
        self.remove_empty_folders(&gone)?;
        if either != *made {
            self.list(made)?;
        }
        Ok(())
    }

    /// Looks once more at every place that will change, as others may have been at work since the
    /// files were staged. Answers those where a file of ours is replaced.
    fn check<'p>(
        &self,
        staged: impl Iterator<Item = &'p OutPath> + Clone,
        gone: &[&'p OutPath],
    ) -> anyhow::Result<BTreeSet<&'p OutPath>> {
        let ground = &self.publication.ground;
        ground.forget();
        let mut replaced = BTreeSet::new();
        for path in staged.clone() {
            if ground.ours_there(path)?.is_some() {
                replaced.insert(path);
            }
        }
        // The folders that names are put into or taken out of, as far as they are there.
        let changing: BTreeSet<&str> = staged
            .chain(gone.iter().copied())
            .map(|path| path.folders().rfind(|folder| ground.is_folder(folder)).unwrap_or(""))
            .chain([""])
            .collect();
        for folder in changing {
            let folder = ground.output.join(folder);
            write::check_writable(&folder).explain(|| messages::cannot_write_into(&folder))?;
        }
        Ok(replaced)
    }

    /// Puts a list of what is ours into the output, in one step.
    fn list(&mut self, listed: &Listed) -> anyhow::Result<()> {
        let staged = self.name();
        let place = self.publication.ground.output.join(manifest::NAME);
        write::write_new(&staged, manifest::text(listed).as_bytes())
            .and_then(|()| self.put(manifest::NAME, &staged, &place, true))
            .explain(|| messages::cannot_write(&place))
    }

    /// Makes the folders that are not there. At first those are passed over that cannot be made
    /// before a file of ours has left their place.
    fn make_folders(&mut self, folders: &BTreeSet<&str>, at_first: bool) -> anyhow::Result<()> {
        let mut blocked = BTreeSet::new();
        for folder in folders {
            let above = folder.rfind('/').map_or("", |slash| &folder[..slash]);
            let place = self.publication.ground.output.join(folder);
            let cannot = || messages::cannot_make_folder(&place);
            let is_blocked = blocked.contains(above)
                || match write::look(&place).explain(cannot)? {
                    Some(metadata) if metadata.is_dir() => continue,
                    there => there.is_some(),
                };
            if !is_blocked {
                write::make_folder(&place).explain(cannot)?;
                self.steps.push(Step::FolderMade(place));
                self.publication.moment()?;
            } else if at_first {
                blocked.insert(*folder);
            } else {
                let refusal =
                    DiskError::ForeignFile { path: folder.to_string(), at: folder.to_string() };
                return Err(refusal.into());
            }
        }
        Ok(())
    }

    /// Removes files that stand where folders will be, and folders where files will be; and what
    /// has a new spelling that the file system takes for the old one. Only here is something
    /// removed before its successor is there, because it cannot be otherwise.
    fn clear_the_way<'p>(
        &mut self,
        made: &Listed,
        gone: &[&'p OutPath],
    ) -> anyhow::Result<BTreeSet<&'p OutPath>> {
        if gone.is_empty() {
            return Ok(BTreeSet::new());
        }
        let ground = &self.publication.ground;
        let mut spellings: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for name in made.keys().flat_map(|path| path.folders().chain([path.as_str()])) {
            spellings.entry(folded(name)).or_default().insert(name);
        }
        let is_respelled = |name: &str| {
            let spellings = spellings.get(&folded(name)).filter(|all| !all.contains(name));
            spellings
                .into_iter()
                .flatten()
                .any(|other| (ground.same)(&ground.output.join(name), &ground.output.join(other)))
        };
        let is_folder = |name: &str| {
            let below = format!("{name}/");
            let next = made.range::<str, _>((Bound::Included(below.as_str()), Bound::Unbounded));
            next.take(1).any(|(path, _)| path.as_str().starts_with(&below))
        };
        let in_the_way: Vec<&OutPath> = gone
            .iter()
            .copied()
            .filter(|path| {
                path.folders().any(|folder| made.contains_key(folder) || is_respelled(folder))
                    || is_folder(path.as_str())
                    || is_respelled(path.as_str())
            })
            .collect();
        for path in &in_the_way {
            self.remove(path)?;
        }
        self.remove_empty_folders(&in_the_way)?;
        Ok(in_the_way.into_iter().collect())
    }

    /// Puts a staged file into its place; never over a file that is not known to be ours.
    fn put(&mut self, path: &str, staged: &Path, place: &Path, replaces: bool) -> io::Result<()> {
        let not_ours = || DiskError::ForeignFile { path: path.to_owned(), at: path.to_owned() };
        match write::look(place)? {
            Some(metadata) if replaces && metadata.is_file() => {
                let kept = self.name();
                let kept = fs::hard_link(place, &kept).is_ok().then_some(kept);
                fs::rename(staged, place)?;
                self.steps.push(Step::Replaced(place.to_owned(), kept));
            }
            Some(_) => return Err(not_ours().into()),
            None => {
                write::place_new(staged, place).map_err(|error| match error.kind() {
                    io::ErrorKind::AlreadyExists => not_ours().into(),
                    _ => error,
                })?;
                self.steps.push(Step::New(place.to_owned()));
            }
        }
        self.publication.moment()
    }

    /// Removes a file of ours, if it is there.
    fn remove(&mut self, path: &OutPath) -> anyhow::Result<()> {
        let ground = &self.publication.ground;
        // A link or a folder in its place is somebody else's.
        if !matches!(ground.look(path), Ok(Some(metadata)) if metadata.is_file()) {
            return Ok(());
        }
        let (place, kept) = (ground.place(path), self.name());
        fs::rename(&place, &kept).explain(|| messages::cannot_remove(&place))?;
        self.steps.push(Step::Removed(place, kept));
        self.removed += 1;
        Ok(self.publication.moment()?)
    }

    /// Removes the folders above removed files, as far as they are empty.
    fn remove_empty_folders(&mut self, gone: &[&OutPath]) -> io::Result<()> {
        let ground = &self.publication.ground;
        let folders: BTreeSet<&str> = gone.iter().flat_map(|path| path.folders()).collect();
        // Reverse order puts what is inside before what is around it.
        for folder in folders.into_iter().rev() {
            let place = ground.output.join(folder);
            // A folder that still holds anything refuses to be removed.
            if ground.is_folder(folder) && fs::remove_dir(&place).is_ok() {
                self.steps.push(Step::FolderRemoved(place));
                self.publication.moment()?;
            }
        }
        Ok(())
    }

    /// A name in the staging folder that no staged file has.
    fn name(&mut self) -> PathBuf {
        self.names += 1;
        self.publication.ground.staging.join(format!("kept-{}", self.names))
    }

    /// Takes every step back, the last first; tells whether all is as it was.
    fn take_back(&mut self) -> bool {
        let mut whole = true;
        for step in std::mem::take(&mut self.steps).into_iter().rev() {
            let undone = match step {
                // One that holds something foreign by now may stay: nothing in it is published.
                Step::FolderMade(place) => fs::remove_dir(place).or(Ok(())),
                Step::FolderRemoved(place) => write::make_folder(&place),
                Step::New(place) => fs::remove_file(place),
                Step::Replaced(place, Some(kept)) => fs::rename(kept, place),
                Step::Replaced(_, None) => Err(io::ErrorKind::Unsupported.into()),
                Step::Removed(place, kept) => write::place_new(&kept, &place),
            };
            whole &= undone.is_ok();
        }
        whole
    }
}
