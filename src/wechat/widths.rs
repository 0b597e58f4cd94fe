//! How wide a table must be so that it can be read, and how its columns share the width there is.
//!
//! Widths are estimated from the characters, because nothing here measures type. The estimates are rather
//! too large; `tests/browser/wechat.test.mjs` compares them with what a browser makes of the tables.

use crate::han;

/// How wide a column is: padding and line of its cells, in px.
const CELL_EDGES: f32 = 13.0;
/// The narrowest column in which Chinese text is read in lines, in em.
const LEAST_TEXT: f32 = 4.0;
/// A longer word may be broken.
const LONGEST_WORD: f32 = 9.0;
/// A column wants no more room than this, however long its text is.
const MOST_WANTED: f32 = 24.0;
/// More lines than this in a cell are no longer read as part of a row.
const MOST_LINES: f32 = 12.0;

/// The sizes of type in px at which a table is tried.
const SIZES: [f32; 2] = [14.0, 12.0];

/// The text of a cell that stands in one column.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub column: usize,
    pub text: String,
    /// Whether none of it may be broken.
    pub is_whole: bool,
    /// The width of the widest part that may not be broken, in em.
    pub unbroken: f32,
}

/// How a table fits into some room: its size of type, and the share of each column in percent.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fit {
    pub size: f32,
    pub shares: Vec<f32>,
}

/// Returns how a table fits into `room` px; `None` if no size of type is small enough.
pub(super) fn fit(columns: usize, texts: &[Text], room: f32) -> Option<Fit> {
    let mut needed = vec![0.0_f32; columns];
    let mut wanted = vec![0.0_f32; columns];
    for text in texts.iter().filter(|text| text.column < columns) {
        let whole = widest_line(&text.text);
        let need = if text.is_whole {
            whole
        } else {
            let word = longest_word(&text.text).min(LONGEST_WORD);
            word.max(text.unbroken).max(whole.min(LEAST_TEXT))
        };
        needed[text.column] = needed[text.column].max(need);
        wanted[text.column] = wanted[text.column].max(whole.min(MOST_WANTED).max(need));
    }
    SIZES.into_iter().find_map(|size| {
        let needed: Vec<f32> = needed.iter().map(|em| em * size + CELL_EDGES).collect();
        let left = room - needed.iter().sum::<f32>();
        if left < 0.0 {
            return None;
        }
        let more: Vec<f32> = wanted.iter().map(|em| em * size + CELL_EDGES).collect();
        let more: Vec<f32> = more.iter().zip(&needed).map(|(more, need)| more - need).collect();
        let all = more.iter().sum::<f32>();
        let share = |more: f32| if all > 0.0 { left * more / all } else { left / columns as f32 };
        let widths = needed.iter().zip(&more).map(|(need, more)| need + share(*more));
        let widths: Vec<f32> = widths.collect();
        let is_legible = texts.iter().filter(|text| text.column < columns).all(|text| {
            let line = (widths[text.column] - CELL_EDGES).max(size);
            width(&text.text) * size / line <= MOST_LINES
        });
        let shares = widths.iter().map(|width| (width * 1000.0 / room).floor() / 10.0).collect();
        is_legible.then_some(Fit { size, shares })
    })
}

/// Returns the width of a text in em.
pub(super) fn width(text: &str) -> f32 {
    text.trim().chars().map(width_of).sum()
}

fn widest_line(text: &str) -> f32 {
    text.lines().map(width).fold(0.0, f32::max)
}

/// Returns the width of the longest part of a text that has no place to break. A full-width comma hangs
/// on to what stands before it.
fn longest_word(text: &str) -> f32 {
    let (mut longest, mut word) = (0.0_f32, 0.0_f32);
    for c in text.chars() {
        if c.is_whitespace() {
            word = 0.0;
        } else if han::is_han(c) {
            word = width_of(c);
        } else {
            word += width_of(c);
        }
        longest = longest.max(word);
    }
    longest
}

fn width_of(c: char) -> f32 {
    match c {
        '0'..='9' => 0.6,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '‰' => 1.0,
        'A'..='Z' => 0.75,
        'i' | 'j' | 'l' | '.' | ',' | ';' | ':' | '\'' | '|' | '!' => 0.35,
        ' '..='~' => 0.6,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Text, fit};

    fn fitted(cells: &[&str], room: f32) -> Option<(f32, Vec<f32>)> {
        let texts: Vec<Text> = cells
            .iter()
            .enumerate()
            .map(|(column, text)| Text {
                column,
                text: (*text).to_owned(),
                is_whole: text.ends_with('%'),
                unbroken: 0.0,
            })
            .collect();
        fit(cells.len(), &texts, room).map(|fit| (fit.size, fit.shares))
    }

    #[test]
    fn few_narrow_columns_fit_and_many_do_not() {
        assert_eq!(fitted(&["序号", "单位名称", "97.7%"], 335.0).map(|f| f.0), Some(14.0));
        assert_eq!(fitted(&["11,234.5%"; 4], 335.0).map(|f| f.0), Some(12.0));
        assert_eq!(fitted(&["1,234.5%"; 6], 335.0), None);
        assert_eq!(fitted(&["单位名称"; 12], 335.0), None);
    }

    #[test]
    fn long_text_is_no_row_of_a_narrow_table() {
        let long = "各单位要高度重视会员服务工作".repeat(16);
        assert_eq!(fitted(&["单位名称", "联系电话", &long], 335.0), None);
        let (size, shares) = fitted(&["序号", &long], 335.0).unwrap();
        assert_eq!(size, 14.0);
        assert!(shares[1] > 3.0 * shares[0], "{shares:?}");
    }

    #[test]
    fn shares_are_no_more_than_the_whole() {
        let (_, shares) = fitted(&["序号", "单位", "金额（万元）", ""], 335.0).unwrap();
        let sum: f32 = shares.iter().sum();
        assert!((99.0..=100.0).contains(&sum), "{shares:?}");
    }
}
