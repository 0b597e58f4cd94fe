//! How headings of official texts are numbered: 一、（一）1.（1）第一章 (GB/T 9704-2012, 7.3.3).

/// The ways in which headings are numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering {
    /// 一、
    Han,
    /// （一）
    BracketedHan,
    /// 1. or 1、
    Digits,
    /// （1）or 第一章
    Other,
}

/// Returns how a line is numbered, and the text after the number; `None` if it is not numbered.
pub(super) fn numbering(line: &str) -> Option<(Numbering, &str)> {
    if let Some(inner) = line.strip_prefix(['（', '(']) {
        let (in_han, rest) = leading_number(inner)?;
        let rest = rest.strip_prefix(['）', ')'])?.trim_start();
        return Some((if in_han { Numbering::BracketedHan } else { Numbering::Other }, rest));
    }
    if let Some(inner) = line.strip_prefix('第') {
        let (_, rest) = leading_number(inner)?;
        let rest = rest.strip_prefix("部分").or(rest.strip_prefix(['编', '章', '节', '条']))?;
        return Some((Numbering::Other, rest.trim_start()));
    }
    let (in_han, rest) = leading_number(line)?;
    if in_han {
        return Some((Numbering::Han, rest.strip_prefix('、')?.trim_start()));
    }
    let rest = rest.strip_prefix(['.', '．', '、'])?;
    // 1.2 is a section number of another kind, or a version.
    let is_whole_number = !rest.starts_with(|c: char| c.is_ascii_digit());
    is_whole_number.then_some((Numbering::Digits, rest.trim_start()))
}

/// Returns whether the number at the beginning of a text is in Han characters, and the text after it;
/// `None` if there is no number.
fn leading_number(text: &str) -> Option<(bool, &str)> {
    let rest = text.trim_start_matches(|c| "〇零一二三四五六七八九十百".contains(c));
    if rest.len() < text.len() {
        return Some((true, rest));
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=3).contains(&(text.len() - rest.len())).then_some((false, rest))
}
