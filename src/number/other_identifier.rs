//! Other identifiers in official texts that look like document numbers, so that a message can name them.

use super::padding::is_padding;
use std::fmt;

/// An identifier that is no document number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherIdentifier {
    /// 国务院令第783号
    Order,
    /// 财政部公告2023年第6号
    Announcement,
    /// 2025年第2期（总第34期）
    Issue,
    /// T/SDHA 001-2026
    Standard,
    /// 000014349/2018-00222
    IndexNumber,
    /// 某字（2025）100号至110号, 某字〔2026〕6-7号
    Range,
}

impl OtherIdentifier {
    /// Returns the Chinese term for it.
    pub fn term(self) -> &'static str {
        match self {
            OtherIdentifier::Order => "令号",
            OtherIdentifier::Announcement => "公告号",
            OtherIdentifier::Issue => "期号",
            OtherIdentifier::Standard => "团体标准编号",
            OtherIdentifier::IndexNumber => "索引号",
            OtherIdentifier::Range => "文号区间",
        }
    }
}

impl fmt::Display for OtherIdentifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            OtherIdentifier::Order => "order",
            OtherIdentifier::Announcement => "announcement",
            OtherIdentifier::Issue => "newsletter issue",
            OtherIdentifier::Standard => "standard",
            OtherIdentifier::IndexNumber => "index number",
            OtherIdentifier::Range => "range of numbers",
        })
    }
}

/// Returns whether there are two serials before the last 号: 〔2026〕6-7号, 〔2026〕6、7号.
fn has_two_serials(bare: &str) -> bool {
    let digits = |text: &str| text.trim_end_matches(|c: char| c.is_numeric()).len();
    let Some((before, _)) = bare.rsplit_once('号') else { return false };
    let first = &before[..digits(before)];
    let before_separator = first.trim_end_matches(|c: char| "-－—–‐‑~～至到、，,和".contains(c));
    before_separator.len() < first.len()
        && first.len() < before.len()
        && digits(before_separator) < before_separator.len()
}

/// Returns what kind of identifier a text is that is no document number; `None` if of no known kind.
pub fn recognise(text: &str) -> Option<OtherIdentifier> {
    let bare: String = text.chars().filter(|c| !is_padding(*c)).collect();
    let digits = bare.chars().any(|c| c.is_numeric() || "一二三四五六七八九十百〇".contains(c));
    if !digits {
        return None;
    }
    let count_of_hao = bare.matches('号').count();
    if bare.starts_with("T/") || bare.starts_with("T_") {
        Some(OtherIdentifier::Standard)
    } else if bare.contains('期') {
        Some(OtherIdentifier::Issue)
    } else if bare.chars().all(|c| c.is_ascii_digit() || c == '/' || c == '-') && bare.contains('/')
    {
        Some(OtherIdentifier::IndexNumber)
    } else if (count_of_hao > 1 && bare.contains(['至', '-', '—', '~', '、']))
        || has_two_serials(&bare)
    {
        Some(OtherIdentifier::Range)
    } else if count_of_hao == 1 && (bare.contains("公告") || bare.contains("通告")) {
        Some(OtherIdentifier::Announcement)
    } else if count_of_hao == 1 && bare.contains('令') {
        Some(OtherIdentifier::Order)
    } else {
        None
    }
}
