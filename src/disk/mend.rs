//! Mending files: the edits that diagnostics propose are made in the editor's own files.
//!
//! An editor's words are the one thing here that cannot be built again. So a file is written
//! beside itself and renamed, and one that is no longer what was checked is left alone.

use crate::disk::refusal::Refusal;
use crate::disk::tree::is_inside;
use crate::disk::write::{self, Draft};
use crate::failure;
use crate::failure::Explain;
use crate::source::{Fingerprint, SitePath, Source, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One change of one file: these bytes of its text become that text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub file: SitePath,
    pub range: Range<usize>,
    pub text: String,
}

/// What was mended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// The files that were written.
    pub files: Vec<SitePath>,
    /// Which of the fixes were made, by their place among those that were given.
    pub made: Vec<usize>,
    /// How many touch another that was made, so that they wait for the next round.
    pub waiting: usize,
    /// How many were left because a file is no longer what was checked.
    pub left: usize,
}

/// Makes the fixes in the files below `root`. The changes of one fix are made together or not at
/// all; of two fixes that overlap, the first is made.
pub fn apply(root: &Path, tree: &Tree, fixes: &[Vec<Change>]) -> anyhow::Result<Mended> {
    let mut files: BTreeMap<&SitePath, Option<Edited>> = BTreeMap::new();
    let mut mended = Mended::default();
    for (index, fix) in fixes.iter().enumerate() {
        for change in fix {
            if !files.contains_key(&change.file) {
                files.insert(&change.file, Edited::open(root, tree, &change.file)?);
            }
        }
        if !fix.iter().all(|change| matches!(files.get(&change.file), Some(Some(_)))) {
            mended.left += 1;
        } else if admit(fix, &mut files) {
            mended.made.push(index);
        } else {
            mended.waiting += 1;
        }
    }

    let changed: Vec<(&SitePath, Edited)> = files
        .into_iter()
        .filter_map(|(path, edited)| Some((path, edited.filter(|e| !e.changes.is_empty())?)))
        .collect();
    // All are on the disk before one is renamed: a full disk leaves every file as it was, and a
    // power cut leaves each file whole, the old or the new.
    let mut drafts = Vec::new();
    for (path, edited) in changed {
        let draft = edited.write().explain(|| {
            failure!(
                "无法在旁边写入 {path}",
                "cannot write beside {path}",
                path = edited.place.display()
            )
        })?;
        drafts.push((path, edited.place, draft));
    }
    let mut folders = BTreeSet::new();
    for (path, place, draft) in drafts {
        draft.replace(&place).explain(|| {
            failure!("无法替换 {path}", "cannot replace {path}", path = place.display())
        })?;
        folders.extend(place.parent().map(Path::to_owned));
        mended.files.push(path.clone());
    }
    for folder in folders {
        write::sync_folder(&folder).explain(|| {
            failure!(
                "无法保存文件夹 {path}",
                "cannot save the folder {path}",
                path = folder.display()
            )
        })?;
    }
    Ok(mended)
}

/// Tells which fixes [`apply`] would make, and what the site would then be; writes nothing.
pub fn rehearse(tree: &Tree, fixes: &[Vec<Change>]) -> (Vec<usize>, Tree) {
    let mut files: BTreeMap<&SitePath, Option<Edited>> = BTreeMap::new();
    let mut made = Vec::new();
    for (index, fix) in fixes.iter().enumerate() {
        for change in fix {
            files.entry(&change.file).or_insert_with(|| {
                let source = tree.text(change.file.as_str())?;
                source.is_lossless().then(|| Edited::new(PathBuf::new(), source))
            });
        }
        if admit(fix, &mut files) {
            made.push(index);
        }
    }
    let mut texts = tree.texts.clone();
    for (path, edited) in files {
        let Some(edited) = edited.filter(|edited| !edited.changes.is_empty()) else { continue };
        let source = Source::decode(path.clone(), edited.text().as_bytes());
        texts.insert(path.clone(), Arc::new(source));
    }
    (made, Tree { texts, assets: tree.assets.clone(), read: Arc::clone(&tree.read) })
}

/// Accepts a fix if all its changes can be made together with those accepted so far. This is the
/// one place that decides it.
fn admit(fix: &[Change], files: &mut BTreeMap<&SitePath, Option<Edited>>) -> bool {
    let fits = |change: &Change| match files.get(&change.file) {
        Some(Some(edited)) => edited.fits(change),
        _ => false,
    };
    if !fix.iter().all(fits) || !agrees(fix) {
        return false;
    }
    for change in fix {
        if let Some(Some(edited)) = files.get_mut(&change.file) {
            edited.accept(change);
        }
    }
    true
}

/// Tells whether no two changes of a fix contradict each other.
fn agrees(fix: &[Change]) -> bool {
    let mut sorted: Vec<&Change> = fix.iter().collect();
    sorted.sort_by(|one, other| one.order().cmp(&other.order()));
    sorted.dedup();
    // In order, whatever lies apart from its neighbour lies apart from all.
    sorted
        .windows(2)
        .all(|pair| pair[0].file != pair[1].file || are_apart(&pair[0].range, &pair[1].range))
}

/// Tells whether two changes can both be made. Two insertions at one place cannot: they have no
/// order.
fn are_apart(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.end <= other.start && one.start < other.start
        || other.end <= one.start && other.start < one.start
}

impl Change {
    fn order(&self) -> (&SitePath, usize, usize, &str) {
        (&self.file, self.range.start, self.range.end, &self.text)
    }
}

/// A file with the changes accepted so far, by where they begin and end; none touches another.
struct Edited<'a> {
    place: PathBuf,
    source: &'a Source,
    changes: BTreeMap<(usize, usize), String>,
}

impl<'a> Edited<'a> {
    fn new(place: PathBuf, source: &'a Source) -> Edited<'a> {
        Edited { place, source, changes: BTreeMap::new() }
    }

    /// Opens a file that is still what was checked.
    fn open(root: &Path, tree: &'a Tree, path: &SitePath) -> anyhow::Result<Option<Edited<'a>>> {
        let Some(source) = tree.text(path.as_str()) else { return Ok(None) };
        // The file itself is replaced, not the link that leads to it; and only a file of the site.
        let link = root.join(path.as_str());
        let find = || failure!("无法找到 {path}", "cannot find {path}", path = link.display());
        let root = root.canonicalize().explain(find)?;
        let place = link.canonicalize().explain(find)?;
        if !is_inside(&root, &place) {
            return Err(Refusal::LeadsOut { link, to: place }.into());
        }
        let read = || failure!("无法读取 {path}", "cannot read {path}", path = place.display());
        // To read from a pipe would last for ever.
        if !write::look(&place).explain(read)?.is_some_and(|there| there.is_file()) {
            return Ok(None);
        }
        let bytes = fs::read(&place).explain(read)?;
        // What could not be decoded would be lost, as the file is written as UTF-8.
        let same = Fingerprint::of(&bytes) == source.fingerprint;
        Ok((same && source.is_lossless()).then(|| Edited::new(place, source)))
    }

    /// Tells whether a change touches none of those accepted, or is one of them.
    fn fits(&self, change: &Change) -> bool {
        let key = (change.range.start, change.range.end);
        if self.changes.get(&key) == Some(&change.text) {
            return true;
        }
        // Those accepted lie apart, so only the nearest can touch it.
        let before = self.changes.range(..=key).next_back();
        let after = self.changes.range(key..).next();
        self.source.text.get(change.range.clone()).is_some()
            && before
                .into_iter()
                .chain(after)
                .all(|(&(start, end), _)| are_apart(&(start..end), &change.range))
    }

    fn accept(&mut self, change: &Change) {
        self.changes.insert((change.range.start, change.range.end), change.text.clone());
    }

    /// The text with the changes.
    fn text(&self) -> String {
        let mut text = String::with_capacity(self.source.text.len());
        let mut done = 0;
        for (&(start, end), new) in &self.changes {
            text.push_str(self.source.text.get(done..start).unwrap_or_default());
            text.push_str(new);
            done = end;
        }
        text.push_str(self.source.text.get(done..).unwrap_or_default());
        text
    }

    /// Writes the changed text beside the file, and waits until it is on the disk.
    fn write(&self) -> io::Result<Draft> {
        let draft = Draft::beside(&self.place, self.text().as_bytes())?;
        draft.permit_like(&self.place.symlink_metadata()?)?;
        draft.sync()?;
        Ok(draft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::scratch::Scratch;
    use crate::disk::tree;

    fn change(file: &str, range: Range<usize>, text: &str) -> Change {
        Change { file: SitePath::new(file), range, text: text.to_owned() }
    }

    fn mend(site: &Scratch, fixes: &[Vec<Change>]) -> Mended {
        let tree = tree::read(site.path(), &site.at("public")).unwrap();
        apply(site.path(), &tree, fixes).unwrap()
    }

    #[test]
    fn changes_are_made_from_the_text_as_it_was() {
        let site = Scratch::new("mend");
        site.write("content/a.md", "标题：一\r\n第01号");
        let fixes = [
            vec![change("content/a.md", 17..19, "1")],
            vec![change("content/a.md", 6..9, ": "), change("content/a.md", 0..0, "> ")],
        ];
        let mended = mend(&site, &fixes);
        assert_eq!(site.text("content/a.md"), "> 标题: 一\r\n第1号");
        assert_eq!((&*mended.made, mended.waiting, mended.left), (&[0, 1][..], 0, 0));
        assert_eq!(mended.files, [SitePath::new("content/a.md")]);
        assert_eq!(site.everything("content").len(), 1, "nothing is left beside the file");
    }

    #[test]
    fn what_overlaps_is_left_as_a_whole() {
        let site = Scratch::new("mend");
        site.write("content/a.md", "abcdef");
        site.write("content/b.md", "uvwxyz");
        let fixes = [
            vec![change("content/a.md", 1..3, "-")],
            vec![change("content/b.md", 0..1, "!"), change("content/a.md", 2..4, "!")],
            vec![change("content/a.md", 1..3, "-")],
            vec![change("content/a.md", 3..4, "+")],
            vec![change("content/a.md", 6..6, "."), change("content/c.md", 0..0, ".")],
            vec![change("content/a.md", 5..9, "!")],
            vec![change("content/b.md", 0..3, "!"), change("content/b.md", 2..4, "!")],
        ];
        let tree = tree::read(site.path(), &site.at("public")).unwrap();
        let (rehearsed, after) = rehearse(&tree, &fixes);
        let mended = mend(&site, &fixes);
        assert_eq!(rehearsed, mended.made, "what is rehearsed is what is made");
        for path in ["content/a.md", "content/b.md"] {
            assert_eq!(*after.text(path).unwrap().text, site.text(path));
        }
        assert_eq!(site.text("content/a.md"), "a-+ef");
        assert_eq!(site.text("content/b.md"), "uvwxyz");
        assert_eq!((&*mended.made, mended.waiting, mended.left), (&[0, 2, 3][..], 3, 1));
    }

    #[test]
    fn a_file_that_was_saved_meanwhile_is_left() {
        let site = Scratch::new("mend");
        site.write("content/a.md", "old");
        let tree = tree::read(site.path(), &site.at("public")).unwrap();
        site.write("content/a.md", "new");
        let fixes = [vec![change("content/a.md", 0..3, "x")]];
        let mended = apply(site.path(), &tree, &fixes).unwrap();
        assert_eq!((mended.made.len(), mended.left), (0, 1));
        assert_eq!(site.text("content/a.md"), "new");
    }

    #[test]
    fn a_file_in_gbk_becomes_utf8() {
        let site = Scratch::new("mend");
        let (bytes, ..) = encoding_rs::GBK.encode("标题: 关于开展调查研究工作的通知\n第01号");
        site.write("content/a.md", bytes);
        let tree = tree::read(site.path(), &site.at("public")).unwrap();
        let text = tree.text("content/a.md").unwrap().text.clone();
        let zero = text.find("01").unwrap();
        let fixes = [vec![change("content/a.md", zero..zero + 1, "")]];
        apply(site.path(), &tree, &fixes).unwrap();
        assert_eq!(site.text("content/a.md"), "标题: 关于开展调查研究工作的通知\n第1号");
    }

    fn opened(source: &Source) -> Edited<'_> {
        Edited::new(PathBuf::new(), source)
    }

    #[test]
    fn changes_that_touch_are_never_both_made_whatever_their_order() {
        let source = Source::decode(SitePath::new("a.md"), b"abc");
        // Against the plain rule: every pair must lie apart, or be the same.
        let apart =
            |one: &Range<usize>, other: &Range<usize>| one == other || are_apart(one, other);
        let ranges = [0..0, 0..1, 1..1, 1..2, 0..2, 2..3, 3..3, 2..2];
        for first in &ranges {
            for (second, third) in ranges.iter().flat_map(|r| ranges.iter().map(move |s| (r, s))) {
                let all = [first, second, third];
                let fix = all.map(|range| change("a.md", range.clone(), "-"));
                let agree = all.iter().all(|one| all.iter().all(|other| apart(one, other)));
                assert_eq!(agrees(&fix), agree, "{all:?}");
                let mut edited = opened(&source);
                let mut taken: Vec<&Range<usize>> = Vec::new();
                for change in &fix {
                    let fits = taken.iter().all(|other| apart(&change.range, other));
                    assert_eq!(edited.fits(change), fits, "{all:?}");
                    if fits {
                        edited.accept(change);
                        taken.push(&change.range);
                    }
                }
            }
        }
    }

    #[test]
    fn an_edit_among_many_takes_no_longer_than_one_among_few() {
        let time = |lines: usize| {
            let source = Source::decode(SitePath::new("a.md"), "x\r\n".repeat(lines).as_bytes());
            let edit = |line: usize| change("a.md", line * 3 + 1..line * 3 + 2, "");
            let fix: Vec<Change> = (0..lines).map(edit).collect();
            let mut times: Vec<f64> = (0..5)
                .map(|_| {
                    let start = std::time::Instant::now();
                    let mut edited = opened(&source);
                    assert!(agrees(&fix));
                    for change in &fix {
                        assert!(edited.fits(change));
                        edited.accept(change);
                    }
                    start.elapsed().as_secs_f64()
                })
                .collect();
            times.sort_by(f64::total_cmp);
            times[2]
        };
        let (few, many) = (time(2_000), time(16_000));
        assert!(many / few < 24.0, "eight times the edits took {:.1} times as long", many / few);
    }

    #[test]
    #[cfg(unix)]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let site = Scratch::new("mend");
        site.write("content/a.md", "a");
        fs::set_permissions(site.at("content/a.md"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.md", site.at("content/b.md")).unwrap();
        mend(&site, &[vec![change("content/b.md", 0..1, "b")]]);
        assert_eq!(site.text("content/a.md"), "b");
        assert!(site.at("content/b.md").symlink_metadata().unwrap().is_symlink());
        let mode = site.at("content/a.md").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }
}
