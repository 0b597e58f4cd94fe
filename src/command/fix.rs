//! `gongbao check --fix`: the edits that diagnostics propose are made, round by round, as mending
//! one fault can uncover another. Each is listed.

use super::check::check;
use super::{Places, Voice};
use crate::build::Options;
use crate::diagnostic::{Diagnostic, Edit};
use crate::disk::{self, Change};
use crate::report::edits;
use crate::source::{SitePath, Source, Tree};
use std::collections::BTreeMap;
use std::sync::Arc;

/// After so many rounds a person should look.
const ROUNDS: usize = 8;

/// Whether the files are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Write,
    /// The edits are listed only.
    Rehearse,
}

/// Mends the files that are `wanted`; the answer is the site as it is now on the disk.
pub(super) fn mend(
    places: &Places,
    mut tree: Tree,
    options: &Options,
    wanted: &dyn Fn(&Diagnostic) -> bool,
    mode: Mode,
    voice: &Voice,
) -> anyhow::Result<Tree> {
    let mut made = 0;
    let mut left = 0;
    for _ in 0..ROUNDS {
        let told = check(&tree, options)?;
        let fixes = compatible(told.iter().filter(|told| wanted(told)));
        if fixes.is_empty() {
            break;
        }
        let next = match mode {
            Mode::Write => {
                let changes: Vec<Vec<Change>> = fixes.iter().map(|fix| changes(fix)).collect();
                left = disk::apply(&places.root, &tree, &changes)?.left;
                disk::read(&places.root, &places.output)?
            }
            Mode::Rehearse => rehearsed(&tree, &fixes),
        };
        let is_made = |edit: &&Edit| left == 0 || changed(&tree, &next, &edit.span.file);
        let listed = fixes.iter().flat_map(|fix| fix.iter()).filter(is_made);
        for line in edits::lines(listed, &tree, voice.language) {
            voice.say(&line, &line);
        }
        made += fixes.len() - left.min(fixes.len());
        tree = next;
        if left > 0 {
            break;
        }
    }
    match mode {
        Mode::Write => voice.say(&format!("改好了 {made} 处"), &format!("mended {made} places")),
        Mode::Rehearse => voice.say(
            &format!("可以改好 {made} 处；这次什么也没有改"),
            &format!("{made} places can be mended; nothing was changed"),
        ),
    }
    if left > 0 {
        voice.say(
            &format!("{left} 处没有改：文件刚刚被别的程序改过"),
            &format!("{left} places are left: another program has just changed the file"),
        );
    }
    match mode {
        Mode::Write => Ok(tree),
        Mode::Rehearse => disk::read(&places.root, &places.output),
    }
}

fn changed(before: &Tree, after: &Tree, file: &SitePath) -> bool {
    let print = |tree: &Tree| tree.texts.get(file).map(|source| source.print);
    print(before) != print(after)
}

fn changes(fix: &[Edit]) -> Vec<Change> {
    let change = |edit: &Edit| Change {
        file: edit.span.file.clone(),
        range: edit.span.range(),
        text: edit.text.clone(),
    };
    fix.iter().map(change).collect()
}

/// The fixes that can be made together. One that touches another waits for the next round.
fn compatible<'d>(diagnostics: impl Iterator<Item = &'d Diagnostic>) -> Vec<&'d [Edit]> {
    let mut taken: BTreeMap<(&SitePath, usize, usize), &str> = BTreeMap::new();
    let mut fixes = Vec::new();
    for fix in diagnostics.map(|told| told.fix.as_slice()).filter(|fix| !fix.is_empty()) {
        let mut new = Vec::new();
        let fits = fix.iter().all(|edit| {
            let key = (&edit.span.file, edit.span.start, edit.span.end);
            if let Some(text) = taken.get(&key) {
                return *text == edit.text;
            }
            let before = taken.range(..key).next_back();
            let after = taken.range(key..).next();
            let fits = before.is_none_or(|(other, _)| apart(*other, key))
                && after.is_none_or(|(other, _)| apart(key, *other));
            if fits {
                taken.insert(key, &edit.text);
                new.push(key);
            }
            fits
        });
        if fits {
            fixes.push(fix);
        } else {
            for key in new {
                taken.remove(&key);
            }
        }
    }
    fixes
}

/// Returns whether two edits, in their order, do not touch. Two insertions at one place do.
fn apart(one: (&SitePath, usize, usize), other: (&SitePath, usize, usize)) -> bool {
    one.0 != other.0 || one.2 <= other.1 && one.1 < other.1
}

/// The site as it would be with the fixes.
fn rehearsed(tree: &Tree, fixes: &[&[Edit]]) -> Tree {
    let mut files: BTreeMap<&SitePath, BTreeMap<(usize, usize), &str>> = BTreeMap::new();
    for edit in fixes.iter().flat_map(|fix| fix.iter()) {
        let edits = files.entry(&edit.span.file).or_default();
        edits.insert((edit.span.start, edit.span.end), &edit.text);
    }
    let mut texts = tree.texts.clone();
    for (file, edits) in files {
        let Some(source) = texts.get_mut(file) else { continue };
        let mut text = source.text.to_string();
        for ((start, end), new) in edits.into_iter().rev() {
            if text.get(start..end).is_some() {
                text.replace_range(start..end, new);
            }
        }
        *source = Arc::new(Source::decode(file.clone(), text.as_bytes()));
    }
    Tree { texts, assets: tree.assets.clone(), read: Arc::clone(&tree.read) }
}
