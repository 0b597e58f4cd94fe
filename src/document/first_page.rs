//! Whether 主送 leaves room for the text on the first page. Where it does not, its names go to 版记
//! (GB/T 9704-2012, 7.3.2): the first page of a document must show the beginning of its text.
//!
//! The layout is estimated here from the lengths of texts, so that editors are warned without a
//! browser.

use super::genre::Form;

/// Lines of a page.
const LINES: usize = 22;

/// Characters of a line, and of a line of a title, whose letters are larger and whose lines break
/// between words.
const LINE_LENGTH: usize = 28;
const TITLE_LINE_LENGTH: usize = 18;

/// Lines above 主送 with a title of one line: mark, number, rule, blank lines.
const LINES_ABOVE: usize = 12;
const LINES_ABOVE_IN_LETTERS: usize = 7;

/// Returns how many lines of the first page 主送 may take so that a line of the text stands below
/// it. No limit for minutes, which name those they are sent to in 版记 anyway.
pub(super) fn room_for_recipients(form: Form, title: &str, issuers: usize) -> Option<usize> {
    let above = match form {
        // The names of joint issuers stand one below the other, in larger letters.
        Form::Document => LINES_ABOVE + (issuers.saturating_sub(1) * 3).div_ceil(2),
        Form::Letter => LINES_ABOVE_IN_LETTERS,
        Form::Minutes => return None,
    };
    let more_of_title = lines(width(title), TITLE_LINE_LENGTH) - 1;
    Some(LINES.saturating_sub(above + more_of_title + 1))
}

/// Returns how many lines 主送 takes.
pub(super) fn lines_of_recipients(recipients: &[String]) -> usize {
    let names: usize = recipients.iter().map(|name| width(name)).sum();
    // A comma or a colon follows each.
    lines(names + 2 * recipients.len(), LINE_LENGTH)
}

fn lines(half_characters: usize, line_length: usize) -> usize {
    half_characters.div_ceil(2 * line_length).max(1)
}

/// Returns how wide a text is, in halves of a Han character.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
