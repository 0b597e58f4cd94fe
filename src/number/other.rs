//! What else in official texts looks like a number: told apart, so that a message can name it.

use super::is_padding;
use std::fmt;

/// An identifier that is no document number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
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

impl Other {
    /// The field's own word for it.
    pub fn term(self) -> &'static str {
        match self {
            Other::Order => "令号",
            Other::Announcement => "公告号",
            Other::Issue => "期号",
            Other::Standard => "团体标准编号",
            Other::IndexNumber => "索引号",
            Other::Range => "文号区间",
        }
    }
}

impl fmt::Display for Other {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Other::Order => "order",
            Other::Announcement => "announcement",
            Other::Issue => "newsletter issue",
            Other::Standard => "standard",
            Other::IndexNumber => "index number",
            Other::Range => "range of numbers",
        })
    }
}

/// Whether two serials stand before the last 号: 〔2026〕6-7号, 〔2026〕6、7号.
fn has_two_serials(bare: &str) -> bool {
    let digits = |text: &str| text.trim_end_matches(|c: char| c.is_numeric()).len();
    let Some((before, _)) = bare.rsplit_once('号') else { return false };
    let first = &before[..digits(before)];
    let parted = first.trim_end_matches(|c: char| "-－—–‐‑~～至到、，,和".contains(c));
    parted.len() < first.len() && first.len() < before.len() && digits(parted) < parted.len()
}

/// Tells what a text is that is not a document number; `None` if nothing is known of it.
pub fn recognise(text: &str) -> Option<Other> {
    let bare: String = text.chars().filter(|c| !is_padding(*c)).collect();
    let digits = bare.chars().any(|c| c.is_numeric() || "一二三四五六七八九十百〇".contains(c));
    if !digits {
        return None;
    }
    let count_of_hao = bare.matches('号').count();
    if bare.starts_with("T/") || bare.starts_with("T_") {
        Some(Other::Standard)
    } else if bare.contains('期') {
        Some(Other::Issue)
    } else if bare.chars().all(|c| c.is_ascii_digit() || c == '/' || c == '-') && bare.contains('/')
    {
        Some(Other::IndexNumber)
    } else if (count_of_hao > 1 && bare.contains(['至', '-', '—', '~', '、']))
        || has_two_serials(&bare)
    {
        Some(Other::Range)
    } else if count_of_hao == 1 && (bare.contains("公告") || bare.contains("通告")) {
        Some(Other::Announcement)
    } else if count_of_hao == 1 && bare.contains('令') {
        Some(Other::Order)
    } else {
        None
    }
}
