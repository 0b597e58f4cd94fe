//! Reading the site: folders on disk become a [`Tree`].
//!
//! Pull requests come from people whose files nobody has looked at yet, so a symbolic link must
//! not carry a file of the machine (a key, a password) into what is published. Such a link is an
//! error and not skipped: a page that silently lacks its file would be found out much later.

use crate::disk::names::{FOLDERS, SETTINGS, is_passed_over, is_text};
use crate::disk::refusal::Refusal;
use crate::failure;
use crate::failure::Explain;
use crate::source::{SitePath, Source, Tree};
use anyhow::bail;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Reads the site below `root`; the folder `output` is passed over if it lies inside.
pub fn read(root: &Path, output: &Path) -> anyhow::Result<Tree> {
    let root = root.canonicalize().explain(|| {
        failure!(
            "无法读取站点的文件夹 {path}",
            "cannot read the folder of the site {path}",
            path = root.display()
        )
    })?;
    let output = output.canonicalize().ok();
    let reading = Reading { root, output, linked: AtomicUsize::new(0) };

    let mut found = Vec::new();
    let settings = reading.root.join(SETTINGS);
    if settings.exists() {
        found.extend(reading.entry("", &settings, SETTINGS.to_owned(), &Line::Root)?);
    }
    for top in FOLDERS {
        let folder = reading.root.join(top);
        if folder.symlink_metadata().is_ok() {
            found.extend(reading.entry(top, &folder, top.to_owned(), &Line::Root)?);
        }
    }

    let mut texts = BTreeMap::new();
    let mut assets = BTreeMap::new();
    for found in found {
        match found {
            Found::Text(source) => {
                texts.insert(source.path.clone(), Arc::new(source));
            }
            Found::Asset(path, size) => {
                assets.insert(path, size);
            }
        }
    }
    let root = reading.root;
    let read = Arc::new(move |path: &SitePath| read_asset(&root, path));
    Ok(Tree { texts, assets, read })
}

enum Found {
    Text(Source),
    Asset(SitePath, u64),
}

/// How deep folders may lie in each other. Each takes room on the stack, and no path of so many
/// can be published.
const DEEPEST: usize = 100;

/// How many files and folders may be reached by symbolic links. Links that lead to folders with
/// further links make many paths of few: four in each of eleven folders make four million.
const MOST_LINKED: usize = 20_000;

/// The folders on the way down, by which a link that leads in a circle is recognised.
enum Line<'a> {
    Root,
    Folder { here: &'a Path, above: &'a Line<'a>, is_linked: bool },
}

impl Line<'_> {
    fn depth(&self) -> usize {
        match self {
            Line::Root => 0,
            Line::Folder { above, .. } => above.depth() + 1,
        }
    }

    /// Whether a link leads to the folder, or to one above it.
    fn is_linked(&self) -> bool {
        matches!(self, Line::Folder { is_linked: true, .. })
    }

    fn passes(&self, folder: &Path) -> bool {
        match self {
            Line::Root => false,
            Line::Folder { here, above, .. } => *here == folder || above.passes(folder),
        }
    }
}

struct Reading {
    /// Canonical, so that it can be compared with where links lead.
    root: PathBuf,
    output: Option<PathBuf>,
    /// How many files and folders were reached by symbolic links.
    linked: AtomicUsize,
}

impl Reading {
    /// Reads one file, or a folder and all that is in it. `top` is the folder of the site that
    /// it belongs to, `path` its path inside the site.
    fn entry(
        &self,
        top: &str,
        place: &Path,
        path: String,
        line: &Line,
    ) -> anyhow::Result<Vec<Found>> {
        let cannot_read =
            || failure!("无法读取 {path}", "cannot read {path}", path = place.display());
        let linked = match place.symlink_metadata() {
            Ok(metadata) => metadata.is_symlink(),
            // Editors save by renaming: what was listed may be gone for a moment.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error).explain(cannot_read),
        };
        let followed = if linked { Some(self.follow(place)?) } else { None };
        let place = followed.as_deref().unwrap_or(place);
        let is_linked = linked || line.is_linked();
        if is_linked && self.linked.fetch_add(1, Ordering::Relaxed) >= MOST_LINKED {
            bail!(failure!(
                "经符号链接读到的文件超过 {MOST_LINKED} 个；请减少指向文件夹的链接",
                "symbolic links lead to more than {MOST_LINKED} files; use fewer links to folders"
            ));
        }

        let metadata = match place.metadata() {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error).explain(cannot_read),
        };
        if metadata.is_dir() {
            if self.output.as_deref() == Some(place) {
                return Ok(Vec::new());
            }
            if line.passes(place) {
                bail!(failure!(
                    "符号链接 {path} 绕成了圈；请移除",
                    "the symbolic link {path} leads round in a circle; remove it"
                ));
            }
            if line.depth() > DEEPEST {
                bail!(failure!(
                    "文件夹 {path} 深过 {DEEPEST} 层；请移到上面来",
                    "the folder {path} lies more than {DEEPEST} folders deep; move it up"
                ));
            }
            let line = Line::Folder { here: place, above: line, is_linked };
            return self.folder(top, place, &path, &line);
        }
        // A pipe or a socket would keep the build waiting for ever.
        if !metadata.is_file() {
            return Ok(Vec::new());
        }
        let path = SitePath::new(&path);
        if !is_text(top, &path.extension()) {
            return Ok(vec![Found::Asset(path, metadata.len())]);
        }
        match fs::read(place) {
            Ok(bytes) => Ok(vec![Found::Text(Source::decode(path, &bytes))]),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error).explain(cannot_read),
        }
    }

    fn folder(
        &self,
        top: &str,
        place: &Path,
        path: &str,
        line: &Line,
    ) -> anyhow::Result<Vec<Found>> {
        let listed = || {
            failure!(
                "无法列出文件夹 {path}",
                "cannot list the folder {path}",
                path = place.display()
            )
        };
        let mut inside = Vec::new();
        for entry in fs::read_dir(place).explain(listed)? {
            let name = entry.explain(listed)?.file_name();
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let Some(name) = name.to_str() else {
                bail!(failure!(
                    "文件名 {path:?} 不是 UTF-8；请改名",
                    "the name of {path:?} is no UTF-8; rename the file",
                    path = place.join(&name)
                ));
            };
            if !is_passed_over(top, name) {
                inside.push((place.join(name), format!("{path}/{name}")));
            }
        }
        // In order, so that of several failures the same one is reported every time.
        inside.sort();
        let found: Vec<anyhow::Result<Vec<Found>>> = inside
            .into_par_iter()
            .map(|(place, path)| self.entry(top, &place, path, line))
            .collect();
        let mut all = Vec::new();
        for found in found {
            all.extend(found?);
        }
        Ok(all)
    }

    /// Finds where a symbolic link leads, if that is a part of the site.
    fn follow(&self, link: &Path) -> anyhow::Result<PathBuf> {
        let place = link.canonicalize().explain(|| {
            failure!(
                "符号链接 {path} 没有着落；请移除",
                "the symbolic link {path} leads nowhere; remove it",
                path = link.display()
            )
        })?;
        if is_inside(&self.root, &place) {
            return Ok(place);
        }
        bail!(failure!(
            "符号链接 {path} 通向站点之外（{to}）；请用文件本身代替它",
            "the symbolic link {path} leads out of the site, to {to}; put the file itself in its place",
            path = link.display(),
            to = place.display()
        ))
    }
}

/// Tells whether a canonical path lies in the site. Its hidden folders do not count: `.git` can
/// hold passwords.
pub fn is_inside(root: &Path, place: &Path) -> bool {
    place.strip_prefix(root).is_ok_and(|inside| {
        inside.components().all(|part| {
            matches!(part, Component::Normal(name) if !name.as_encoded_bytes().starts_with(b"."))
        })
    })
}

/// Reads an asset. Looks again where the path leads, because the tree was listed a while ago.
fn read_asset(root: &Path, path: &SitePath) -> io::Result<Vec<u8>> {
    let place = root.join(path.as_str());
    let read = || {
        let place = place.canonicalize()?;
        if is_inside(root, &place) {
            fs::read(place)
        } else {
            Err(io::Error::new(io::ErrorKind::PermissionDenied, "it does not lie in the site"))
        }
    };
    read().map_err(|error| Refusal::machine("read", &place)(error).into())
}

#[cfg(test)]
mod tests;
