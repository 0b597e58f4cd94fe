//! `gongbao check --fix`: the edits that diagnostics propose are made, round by round, as mending
//! one fault can uncover another. Each is listed.

use super::check::check;
use super::{Places, Voice};
use crate::build::Options;
use crate::diagnostic::{Diagnostic, Edit};
use crate::disk;
use crate::report::edits;
use crate::source::Tree;

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
        let diagnostics = check(&tree, options)?;
        let fixes = diagnostics
            .iter()
            .filter(|diagnostic| wanted(diagnostic))
            .map(|diagnostic| &*diagnostic.fix);
        let fixes: Vec<&[Edit]> = fixes.filter(|fix| !fix.is_empty()).collect();
        if fixes.is_empty() {
            break;
        }
        let (chosen, next) = match mode {
            Mode::Write => {
                let result = disk::apply_fixes(&places.root, &tree, &fixes)?;
                left = result.outdated;
                (result.applied, disk::read(&places.root, &places.output)?)
            }
            Mode::Rehearse => disk::dry_run(&tree, &fixes),
        };
        let listed = chosen.iter().filter_map(|index| fixes.get(*index)).flat_map(|fix| fix.iter());
        for line in edits::lines(listed, &tree, voice.language) {
            voice.say(&line, &line);
        }
        made += chosen.len();
        tree = next;
        if left > 0 || chosen.is_empty() {
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
