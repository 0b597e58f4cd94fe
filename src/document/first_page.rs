//! Whether 主送 leaves room for the text on the first page. Where it does not, its names go to 版记
//! (GB/T 9704-2012, 7.3.2): the first page of a document must show the beginning of its text.
//!
//! The layout is estimated here from the lengths of texts, so that editors are warned without a
//! browser.

use super::front::FrontMatter;
use super::genre::{self, Form};

/// Lines of a page.
const LINES: usize = 22;

/// Characters of a line, and of a line of a title, whose letters are larger and whose lines break
/// between words.
const LINE_LENGTH: usize = 28;
const TITLE_LINE_LENGTH: usize = 18;

/// Lines above 主送 with a title of one line: mark, number, rule, blank lines.
const LINES_ABOVE: usize = 12;
const LINES_ABOVE_IN_LETTERS: usize = 7;

/// Lines that 主送 takes, and how many there are for it at most. None for minutes, and for what has
/// no 版记 because it has no number.
pub(super) fn crowding_recipients(front: &FrontMatter) -> Option<(usize, usize)> {
    front.number.as_ref()?;
    let genre = front.genre.as_deref().or_else(|| genre::of_title(&front.title.value));
    let above = match Form::of_genre(genre) {
        // The names of joint issuers stand one below the other, in larger letters.
        Form::Document => LINES_ABOVE + (front.issuer.len().saturating_sub(1) * 3).div_ceil(2),
        Form::Letter => LINES_ABOVE_IN_LETTERS,
        Form::Minutes => return None,
    };
    let title = lines(width(&front.title.value), TITLE_LINE_LENGTH);
    let room = (LINES + 1).saturating_sub(above + title + 1);
    let separators = front.recipients.len();
    let names: usize = front.recipients.iter().map(|name| width(name)).sum();
    let taken = lines(names + 2 * separators, LINE_LENGTH);
    (taken > room).then_some((taken, room))
}

fn lines(half_characters: usize, line_length: usize) -> usize {
    half_characters.div_ceil(2 * line_length).max(1)
}

/// Returns how wide a text is, in halves of a Han character.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
