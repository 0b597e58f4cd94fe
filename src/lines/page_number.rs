//! The numbers of pages that stand among the lines of a text.

/// The longest line that is the number of a page, in bytes.
const LONGEST: usize = 100;

/// Returns whether a line is a number of up to four digits and nothing else.
pub fn is_bare_number(text: &str) -> bool {
    text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Returns whether a line is the number of a page and nothing else: 第 2 页, - 2 -, — 2 —,
/// 第2页 共5页, 2 / 5.
pub fn is_page_number(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_number = |text: &str| is_bare_number(text) && !text.is_empty();
    let dashes = |c: char| "-－—–―·".contains(c);
    let inner = bare.trim_matches(dashes);
    if inner.len() < bare.len() && bare.starts_with(dashes) && bare.ends_with(dashes) {
        return is_number(inner);
    }
    if let Some(rest) = bare.strip_prefix('第') {
        let Some((number, rest)) = rest.split_once('页') else { return false };
        let total = rest.trim_start_matches(['，', ',', '/', '（']).trim_end_matches('）');
        let total = total.strip_prefix('共').and_then(|total| total.strip_suffix('页'));
        return is_number(number) && (rest.is_empty() || total.is_some_and(is_number));
    }
    bare.split_once('/').is_some_and(|(number, total)| {
        is_number(number)
            && is_number(total)
            && text.contains([' ', '/'])
            && total.len() <= 3
            && number.len() <= 3
    })
}

#[cfg(test)]
mod tests {
    use super::is_page_number;

    #[test]
    fn page_numbers_are_recognised_and_nothing_like_them() {
        for text in [
            "第 2 页",
            "- 2 -",
            "— 12 —",
            "－3－",
            "第2页 共5页",
            "第 2 页 / 共 5 页",
            "2 / 5",
            "·3·",
        ] {
            assert!(is_page_number(text), "{text}");
        }
        for text in [
            "第二页",
            "第2页是目录",
            "2",
            "2026",
            "—— 2 个",
            "-2",
            "3-5",
            "1.",
            "2/5个",
            "第2节",
            "——",
            "24/365000",
        ] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
