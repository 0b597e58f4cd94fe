//! The name of the file of a new document: short, in ASCII, and not taken.

use crate::address::slug_of;
use crate::command::filing::Filed;
use crate::number::DocNumber;
use crate::source::Tree;
use jiff::civil::Date;

/// The longest name that is made from a title, in letters.
const MAX_TITLE_LETTERS: usize = 28;

/// Returns `lyxf-2026-9`, or the beginning of the title for a number of another body.
pub fn of_number(number: &DocNumber, title: &str, filed: &Filed) -> String {
    match filed.config.issuers.of_code(&number.code) {
        Some((_, series)) => format!("{}-{}-{}", series.slug.value, number.year, number.serial),
        None => of_title(title),
    }
}

/// Returns `1122-zhao-kai-nian-hui`.
pub fn of_date(date: Date, title: &str) -> String {
    format!("{:02}{:02}-{}", date.month(), date.day(), of_title(title))
}

/// Returns the beginning of a title in pinyin, in whole words.
pub fn of_title(title: &str) -> String {
    let subject = title.strip_prefix("关于").filter(|rest| !rest.is_empty()).unwrap_or(title);
    let mut name = String::new();
    for word in slug_of(subject).split('-') {
        if !name.is_empty() && name.len() + 1 + word.len() > MAX_TITLE_LETTERS {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(word.chars().take(MAX_TITLE_LETTERS));
    }
    name
}

/// Returns the path `stem.md`, or `stem-2.md` and so on if that is taken.
pub(super) fn free_path(tree: &Tree, stem: &str) -> String {
    let first = format!("{stem}.md");
    let numbered = (2_u32..).map(|count| format!("{stem}-{count}.md"));
    let mut free =
        std::iter::once(first.clone()).chain(numbered).filter(|path| tree.text(path).is_none());
    free.next().unwrap_or(first)
}
