//! Reads the site: folders on disk become a [`Tree`].
//!
//! Pull requests bring files that have not been reviewed yet, so a symbolic link must
//! not carry a file of the machine (a key, a password) into what is published. Such a link is an
//! error rather than skipped: a page that silently lacks its file would be noticed much later.

use crate::disk::error::DiskError;
use crate::disk::messages;
use crate::disk::paths::is_inside;
use crate::disk::site_files::{CONTENT, FOLDERS, SETTINGS, WORDS, is_skipped, is_text};
use crate::failure::Explain;
use crate::source::{SitePath, Source, Tree};
use anyhow::bail;
pub use last_read::LastRead;
use last_read::Stamp;
use rayon::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::{self, DirEntry, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Reads the site below `root`; the folder `output` is skipped if it lies inside.
pub fn read(root: &Path, output: &Path) -> anyhow::Result<Tree> {
    read_again(root, output, &mut LastRead::default())
}

/// Reads the site again, without the files that are certainly as they were when it was read last.
pub fn read_again(root: &Path, output: &Path, last: &mut LastRead) -> anyhow::Result<Tree> {
    read_wanted(root, output, Wanted::All, last)
}

/// Reads site.yaml, the categories, and of documents what their front matter needs ([`Source::decode_head`]).
pub fn read_heads(root: &Path, output: &Path) -> anyhow::Result<Tree> {
    read_wanted(root, output, Wanted::Heads, &mut LastRead::default())
}

fn read_wanted(
    root: &Path,
    output: &Path,
    wanted: Wanted,
    last: &mut LastRead,
) -> anyhow::Result<Tree> {
    let root = root.canonicalize().explain(|| messages::cannot_read_site(root))?;
    let output = output.canonicalize().ok();
    let reader = Reader { root, output, wanted, linked: AtomicUsize::new(0), last };

    let mut found = Vec::new();
    let (files, folders) = match wanted {
        Wanted::All => (&[SETTINGS, WORDS][..], &FOLDERS[..]),
        Wanted::Heads => (&[SETTINGS][..], &[CONTENT][..]),
    };
    for name in files {
        let file = reader.root.join(name);
        if file.exists() {
            found.extend(reader.entry("", &file, (*name).to_owned(), None, &Ancestors::Root)?);
        }
    }
    for top in folders {
        let folder = reader.root.join(top);
        if folder.symlink_metadata().is_ok() {
            found.extend(reader.entry(top, &folder, (*top).to_owned(), None, &Ancestors::Root)?);
        }
    }

    let mut texts = BTreeMap::new();
    let mut assets = BTreeMap::new();
    let mut stamped = Vec::new();
    for found in found {
        match found {
            Found::Text(source, stamp) => {
                stamped.extend(stamp.map(|stamp| (Arc::clone(&source), stamp)));
                texts.insert(source.path.clone(), source);
            }
            Found::Asset(path, size) => {
                assets.insert(path, size);
            }
        }
    }
    let root = reader.root;
    *last = LastRead::new(stamped);
    let read = Arc::new(move |path: &SitePath| read_asset(&root, path));
    Ok(Tree { texts, assets, read })
}

enum Found {
    Text(Arc<Source>, Option<Stamp>),
    /// A file of this many bytes.
    Asset(SitePath, u64),
}

/// What of a site is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    All,
    /// What [`read_heads`] reads.
    Heads,
}

/// How deep folders may be nested. Each level takes space on the stack, and no path of so many can
/// be published.
const MAX_DEPTH: usize = 100;

/// How many files and folders may be reached by symbolic links. Links to folders with further
/// links make many paths of few files: four links in each of eleven folders make four million.
const MAX_LINKED: usize = 20_000;

/// The folders above an entry, by which a link that leads in a circle is recognised.
enum Ancestors<'a> {
    Root,
    Folder { place: &'a Path, above: &'a Ancestors<'a>, is_linked: bool },
}

impl Ancestors<'_> {
    fn depth(&self) -> usize {
        match self {
            Ancestors::Root => 0,
            Ancestors::Folder { above, .. } => above.depth() + 1,
        }
    }

    /// Returns whether a symbolic link leads to the innermost folder, or to one above it.
    fn is_linked(&self) -> bool {
        matches!(self, Ancestors::Folder { is_linked: true, .. })
    }

    fn contains(&self, folder: &Path) -> bool {
        match self {
            Ancestors::Root => false,
            Ancestors::Folder { place, above, .. } => *place == folder || above.contains(folder),
        }
    }
}

/// What reading every folder needs to know.
struct Reader<'a> {
    /// Canonical, so that it can be compared with where links lead.
    root: PathBuf,
    output: Option<PathBuf>,
    wanted: Wanted,
    /// How many files and folders were reached by symbolic links so far.
    linked: AtomicUsize,
    last: &'a LastRead,
}

impl Reader<'_> {
    /// Reads one file, or a folder and all that is in it, at `place` on the disk. `top` is the top
    /// folder of the site that it belongs to, `path` its path inside the site, `listed` its entry in
    /// the list of its folder.
    fn entry(
        &self,
        top: &str,
        place: &Path,
        path: String,
        listed: Option<&DirEntry>,
        above: &Ancestors,
    ) -> anyhow::Result<Vec<Found>> {
        let cannot_read = || messages::cannot_read(place);
        // Without an answer it is asked for again, with a message.
        let mut file_type = match listed.and_then(|listed| listed.file_type().ok()) {
            Some(listed) => listed,
            None => match present(place.symlink_metadata()).explain(cannot_read)? {
                Some(metadata) => metadata.file_type(),
                None => return Ok(Vec::new()),
            },
        };
        let is_link = file_type.is_symlink();
        let followed = if is_link { Some(self.follow(place)?) } else { None };
        let place = followed.as_deref().unwrap_or(place);
        let is_linked = is_link || above.is_linked();
        if is_linked && self.linked.fetch_add(1, Ordering::Relaxed) >= MAX_LINKED {
            bail!(messages::too_many_linked(MAX_LINKED));
        }
        if is_link {
            match present(place.metadata()).explain(|| messages::cannot_read(place))? {
                Some(metadata) => file_type = metadata.file_type(),
                None => return Ok(Vec::new()),
            }
        }

        if file_type.is_dir() {
            if self.output.as_deref() == Some(place) {
                return Ok(Vec::new());
            }
            if above.contains(place) {
                bail!(messages::link_circle(&path));
            }
            if above.depth() > MAX_DEPTH {
                bail!(messages::too_deep(&path, MAX_DEPTH));
            }
            return self.folder(top, place, &path, &Ancestors::Folder { place, above, is_linked });
        }
        // Reading from a pipe or a socket would never end.
        if !file_type.is_file() {
            return Ok(Vec::new());
        }
        let found = match self.wanted {
            Wanted::All => {
                let listed = listed.filter(|_| !is_link);
                self.file(top, place, SitePath::new(&path), listed)
            }
            Wanted::Heads => self.head(place, SitePath::new(&path)),
        };
        let found = present(found).explain(|| messages::cannot_read(place))?;
        Ok(found.into_iter().flatten().collect())
    }

    fn file(
        &self,
        top: &str,
        place: &Path,
        path: SitePath,
        listed: Option<&DirEntry>,
    ) -> io::Result<Option<Found>> {
        // Not of what a link leads to: it was followed already. From the folder, which is open, a file is found sooner.
        let metadata = match listed {
            Some(listed) => listed.metadata()?,
            None => place.symlink_metadata()?,
        };
        if !metadata.is_file() {
            return Ok(None);
        }
        if !is_text(top, &path.extension()) {
            return Ok(Some(Found::Asset(path, metadata.len())));
        }
        let stamp = Stamp::of(&metadata);
        if let Some(source) = stamp.and_then(|stamp| self.last.source(&path, stamp)) {
            return Ok(Some(Found::Text(source, stamp)));
        }
        let source = Source::decode(path, &fs::read(place)?);
        Ok(Some(Found::Text(Arc::new(source), stamp)))
    }

    /// Reads a file for its front matter, if it is one of those that have any. Its folder has listed it as a file, and nothing
    /// else about it matters, so the file system is not asked.
    fn head(&self, place: &Path, path: SitePath) -> io::Result<Option<Found>> {
        thread_local! {
            static BYTES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
        }
        if path.as_str() != SETTINGS && path.extension() != "md" {
            return Ok(None);
        }
        let source = BYTES.with_borrow_mut(|bytes| {
            bytes.clear();
            // `take` keeps the library from asking for the length.
            File::open(place)?.take(u64::MAX).read_to_end(bytes)?;
            let is_document = path.as_str() != SETTINGS && path.file_name() != "_index.md";
            let decode = if is_document { Source::decode_head } else { Source::decode };
            io::Result::Ok(decode(path, bytes))
        })?;
        Ok(Some(Found::Text(Arc::new(source), None)))
    }

    /// Reads everything in a folder. `ancestors` end with the folder itself.
    fn folder(
        &self,
        top: &str,
        place: &Path,
        path: &str,
        ancestors: &Ancestors,
    ) -> anyhow::Result<Vec<Found>> {
        let cannot_list = || messages::cannot_list(place);
        let mut inside = Vec::new();
        for entry in fs::read_dir(place).explain(cannot_list)? {
            let entry = entry.explain(cannot_list)?;
            let name = entry.file_name();
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let Some(name) = name.to_str() else {
                bail!(messages::name_not_utf8(&place.join(&name)));
            };
            if !is_skipped(top, name) {
                inside.push((place.join(name), format!("{path}/{name}"), entry));
            }
        }
        // In order, so that of several failures the same one is reported every time.
        inside.sort_by(|(_, a, _), (_, b, _)| a.cmp(b));
        let found: Vec<anyhow::Result<Vec<Found>>> = inside
            .into_par_iter()
            .map(|(place, path, listed)| self.entry(top, &place, path, Some(&listed), ancestors))
            .collect();
        let mut all = Vec::new();
        for found in found {
            all.extend(found?);
        }
        Ok(all)
    }

    /// Returns where a symbolic link leads; an error if that is not a part of the site.
    fn follow(&self, link: &Path) -> anyhow::Result<PathBuf> {
        let place = link.canonicalize().explain(|| messages::link_to_nothing(link))?;
        if !is_inside(&self.root, &place) {
            bail!(messages::link_out_of_site(link, &place));
        }
        Ok(place)
    }
}

/// Returns what was asked for, or nothing if it is no longer there: editors save by renaming, so what was listed may be gone
/// for a moment.
fn present<T>(answer: io::Result<T>) -> io::Result<Option<T>> {
    match answer {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        answer => answer.map(Some),
    }
}

/// Reads an asset. Where its path leads is checked again, as the tree was listed a while ago.
fn read_asset(root: &Path, path: &SitePath) -> io::Result<Vec<u8>> {
    let named = root.join(path.as_str());
    let cannot_read = || DiskError::io("read", &named);
    let place = named.canonicalize().map_err(cannot_read())?;
    if !is_inside(root, &place) {
        return Err(DiskError::OutsideSite(named).into());
    }
    Ok(fs::read(place).map_err(cannot_read())?)
}

mod last_read;
#[cfg(test)]
mod tests;
