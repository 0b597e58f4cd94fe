//! The labels that lines begin with: 一、（一） 1.

/// Returns the length in bytes of the label at the beginning of a line: 一、（一） 1. （1） ① 第一条
/// 附件; 0 if there is none.
pub fn label_length(text: &str) -> usize {
    let (start, rest) = match text.strip_prefix(['（', '(']) {
        Some(rest) => (text.len() - rest.len(), rest),
        None => (0, text),
    };
    let of = |rest: &str| text.len() - rest.len();
    if start > 0 {
        let number = number_length(rest);
        let behind = rest.get(number..).unwrap_or_default();
        let closed = behind.strip_prefix(['）', ')']).filter(|_| number > 0);
        return closed.map_or(0, of);
    }
    if text.starts_with(|c: char| matches!(c, '①'..='⑳' | '⑴'..='⒇' | '⒈'..='⒛' | '㈠'..='㈩'))
    {
        return text.chars().next().map_or(0, char::len_utf8);
    }
    if let Some(rest) = text.strip_prefix('第') {
        let number = number_length(rest);
        let behind = rest.get(number..).filter(|_| number > 0).unwrap_or_default();
        let unit = behind.strip_prefix("部分").or(behind.strip_prefix(['编', '章', '节', '条']));
        return unit.map_or(0, of);
    }
    if text.starts_with("附件") {
        return "附件".len();
    }
    let number = number_length(text);
    let behind = text.get(number..).filter(|_| number > 0).unwrap_or_default();
    let is_digit = text.starts_with(|c: char| c.is_ascii_digit());
    let marks: &[char] =
        if is_digit { &['.', '．', '、', ')', '）'] } else { &['、', '.', '．'] };
    let ended = behind.strip_prefix(marks);
    // 1.2 is a section, a version or an amount.
    let is_decimal = |rest: &&str| {
        is_digit && !behind.starts_with('、') && rest.starts_with(|c: char| c.is_ascii_digit())
    };
    ended.filter(|rest| !is_decimal(rest)).map_or(0, of)
}

/// Returns the length in bytes of a number of up to three digits, or in Han characters.
fn number_length(text: &str) -> usize {
    let han = text.trim_start_matches(|c| "〇零一二三四五六七八九十百".contains(c));
    if han.len() < text.len() {
        return text.len() - han.len();
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits <= 3 { digits } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::label_length;

    #[test]
    fn labels_are_measured() {
        for (text, label) in [
            ("一、总则", "一、"),
            ("（十二）会议", "（十二）"),
            ("(3)会议", "(3)"),
            ("12.会议", "12."),
            ("3、会议", "3、"),
            ("③会议", "③"),
            ("第十二条　会员", "第十二条"),
            ("第一部分", "第一部分"),
            ("附件：名单", "附件"),
            ("2026年", ""),
            ("1.5万元", ""),
            ("第二十届论坛", ""),
            ("一些会员", ""),
            ("（2025年版）", ""),
            ("三医协同", ""),
            ("一、2025年工作", "一、"),
            ("1、2025年工作", "1、"),
            ("1.2总则", ""),
        ] {
            assert_eq!(&text[..label_length(text)], label, "{text}");
        }
    }
}
