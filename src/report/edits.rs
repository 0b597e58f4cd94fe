//! Formats the edits of `check --fix`, one a line: the place, the old text, the new text.

use crate::diagnostic::Edit;
use crate::language::Language;
use crate::report::excerpt::visible;
use crate::report::place::Places;
use crate::source::{Encoding, Tree};

/// How many characters of a text are shown.
const MAX_CHARACTERS: usize = 40;
/// The start of the line is shown with an edit if it is at most this many characters.
const MAX_CONTEXT: usize = 12;

/// Formats edits of the files of the tree.
pub fn lines<'e>(
    edits: impl Iterator<Item = &'e Edit>,
    tree: &Tree,
    language: Language,
) -> Vec<String> {
    let mut places = Places::new(tree);
    edits.map(|edit| line(edit, tree, &mut places, language)).collect()
}

fn line(edit: &Edit, tree: &Tree, places: &mut Places, language: Language) -> String {
    let file = edit.span.file.as_str();
    let Some(source) = tree.text(file) else { return file.to_owned() };
    if let Encoding::Foreign { name, .. } = source.encoding
        && edit.span.range() == (0..source.text.len())
    {
        return format!("{file}  {name} → UTF-8");
    }
    let number = places.find(&edit.span).map_or(1, |place| place.line);
    let old = source.text.get(edit.span.range()).unwrap_or_default();
    // A colon alone says little: the word before it is shown with it.
    let above = source.text.get(..edit.span.start).unwrap_or_default();
    let before = above.rsplit('\n').next().unwrap_or_default();
    let is_short = before.chars().count() <= MAX_CONTEXT && !edit.text.contains('\n');
    let before = if is_short { before.trim_start_matches('\u{feff}') } else { "" };
    let old_text = legible(&format!("{before}{old}"));
    let new_text = legible(&format!("{before}{}", edit.text));
    if old_text.is_empty() {
        format!("{file}:{number}  {} {new_text}", language.pick("加", "add"))
    } else if new_text.is_empty() {
        format!("{file}:{number}  {} {old_text}", language.pick("删", "delete"))
    } else {
        format!("{file}:{number}  {old_text} → {new_text}")
    }
}

/// Shortens a text to `MAX_CHARACTERS` and replaces invisible characters by visible signs.
fn legible(text: &str) -> String {
    let seen = |character: char| match character {
        '\n' => '⏎',
        '\r' => '␍',
        '\t' => '⇥',
        '\u{3000}' => '□',
        '\u{a0}' => '⍽',
        character => visible(character),
    };
    let rest = text.trim_start_matches(' ');
    let inner = rest.trim_end_matches(' ');
    let (start, end) = (text.len() - rest.len(), rest.len() - inner.len());
    let ends = |count: usize| "␣".repeat(count.min(MAX_CHARACTERS));
    let inner: Vec<char> = inner.chars().map(seen).collect();
    let inner: String = if inner.len() > MAX_CHARACTERS {
        let (first, last) =
            (&inner[..MAX_CHARACTERS * 2 / 3], &inner[inner.len() - MAX_CHARACTERS / 3..]);
        first.iter().chain(&['…']).chain(last).collect()
    } else {
        inner.into_iter().collect()
    };
    format!("{}{inner}{}", ends(start), ends(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::place::tests::{span, tree};

    #[test]
    fn edit_shows_old_and_new_text() {
        let long = "长".repeat(90);
        let tree = tree(&[("a.md", &format!("---\n标题：甲\nsummary:\u{3000}{long}\n"))]);
        let line = |piece: &str, text: &str| {
            let edit = Edit { span: span(&tree, "a.md", piece), text: text.to_owned() };
            super::lines([edit].iter(), &tree, Language::Chinese).concat()
        };
        assert_eq!(line("：", ": "), "a.md:2  标题： → 标题:␣");
        assert_eq!(line("\u{3000}", " "), "a.md:3  summary:□ → summary:␣");
        assert_eq!(line("", "---\n"), "a.md:1  加 ---⏎");
        assert_eq!(line("---\n", ""), "a.md:1  删 ---⏎");
        let cut = line(&long, "\u{1b}短");
        let expected =
            format!("a.md:3  summary:□{}…{} → summary:□␛短", "长".repeat(17), "长".repeat(13));
        assert_eq!(cut, expected);
    }
}
