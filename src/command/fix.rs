//! `gongbao check --fix`: makes the edits that diagnostics propose, and lists each.
//!
//! One round is not enough, because correcting one fault can uncover another.

use super::arguments::Folders;
use super::console::Console;
use super::diagnose::diagnose;
use super::messages;
use crate::build::Options;
use crate::diagnostic::{Diagnostic, Edit};
use crate::disk;
use crate::report::edits;
use crate::source::Tree;

/// After so many rounds fixes that uncover each other are left to a person.
const MAX_ROUNDS: usize = 8;

/// Applies the fixes of the diagnostics that are wanted, and returns the site as it is on the disk
/// now.
pub(super) fn apply_fixes(
    folders: &Folders,
    mut tree: Tree,
    options: &Options,
    is_wanted: &dyn Fn(&Diagnostic) -> bool,
    console: &Console,
) -> anyhow::Result<Tree> {
    let (mut applied, mut outdated) = (0, 0);
    for _ in 0..MAX_ROUNDS {
        let fixes = fixes(&tree, options, is_wanted)?;
        if fixes.is_empty() {
            break;
        }
        let result = disk::apply_fixes(&folders.root, &tree, &fixes)?;
        list(&result.applied, &fixes, &tree, console);
        applied += result.applied.len();
        outdated = result.outdated;
        tree = disk::read(&folders.root, &folders.output)?;
        if outdated > 0 || result.applied.is_empty() {
            break;
        }
    }
    console.status(&messages::fixed(applied));
    if outdated > 0 {
        console.status(&messages::not_fixed(outdated));
    }
    Ok(tree)
}

/// Lists the fixes of the diagnostics that are wanted, and changes no file.
pub(super) fn list_fixes(
    tree: &Tree,
    options: &Options,
    is_wanted: &dyn Fn(&Diagnostic) -> bool,
    console: &Console,
) -> anyhow::Result<()> {
    let mut count = 0;
    let mut next: Option<Tree> = None;
    for _ in 0..MAX_ROUNDS {
        let tree = next.as_ref().unwrap_or(tree);
        let fixes = fixes(tree, options, is_wanted)?;
        if fixes.is_empty() {
            break;
        }
        let (applied, after) = disk::dry_run(tree, &fixes);
        list(&applied, &fixes, tree, console);
        count += applied.len();
        next = Some(after);
        if applied.is_empty() {
            break;
        }
    }
    console.status(&messages::fixable(count));
    Ok(())
}

fn fixes(
    tree: &Tree,
    options: &Options,
    is_wanted: &dyn Fn(&Diagnostic) -> bool,
) -> anyhow::Result<Vec<Vec<Edit>>> {
    let wanted = diagnose(tree, options)?.into_iter().filter(is_wanted);
    Ok(wanted.map(|diagnostic| diagnostic.fix).filter(|fix| !fix.is_empty()).collect())
}

/// Writes a line for each edit of the fixes at the indexes.
fn list(indexes: &[usize], fixes: &[Vec<Edit>], tree: &Tree, console: &Console) {
    let edits = indexes.iter().filter_map(|index| fixes.get(*index)).flatten();
    for line in edits::lines(edits, tree, console.language) {
        console.status_line(&line);
    }
}
