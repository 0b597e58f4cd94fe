//! Ordinals that are repeated or skipped: 一、 二、 四、

use super::faults;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::markdown::BlockKind;
use crate::source::Span;

const DIGITS: &str = "一二三四五六七八九";

pub(super) fn check(document: &Document, found: &mut Vec<Diagnostic>) {
    let source = &document.source;
    // The last 一、 and the last （一） below it.
    let mut last: [Option<(u32, Span)>; 2] = [None, None];
    for block in document.outline.blocks.iter().filter(|block| block.kind != BlockKind::Code) {
        let text = block.text(&source.text);
        let Some((level, number, length)) = label(text) else {
            // An appendix, an article and a section of Markdown count anew.
            if block.kind == BlockKind::Heading || text.starts_with(['第', '附']) {
                last = [None, None];
            }
            continue;
        };
        let span = block.span(&source.path, 0..length);
        if let Some((before, first)) = last[level].clone()
            && number != before + 1
            && (number != 1 || before == 1)
        {
            let typed = text.get(..length).unwrap_or_default();
            let expected = written(level, before + 1);
            found.push(if number > before {
                faults::ordinal_skipped(span.clone(), first, typed, &expected)
            } else {
                faults::ordinal_repeated(span.clone(), first, typed, &expected)
            });
        }
        last[level] = Some((number, span));
        if level == 0 {
            last[1] = None;
        }
    }
}

/// Returns the label that a text begins with: its level, its number and its length.
fn label(text: &str) -> Option<(usize, u32, usize)> {
    let (level, inner) = match text.strip_prefix(['（', '(']) {
        Some(inner) => (1, inner),
        None => (0, text),
    };
    let end = inner.find(|c| !DIGITS.contains(c) && c != '十')?;
    let number = value(inner.get(..end)?)?;
    let rest = inner.get(end..)?;
    let closed = match level {
        0 => rest.strip_prefix('、')?,
        _ => rest.strip_prefix(['）', ')'])?,
    };
    // 三、四季度 is no label.
    let is_listed = level == 0 && closed.starts_with(|c| DIGITS.contains(c) || c == '十');
    (!is_listed).then_some((level, number, text.len() - closed.len()))
}

/// Reads 一 to 九十九.
fn value(typed: &str) -> Option<u32> {
    let digit = |typed: &str| -> Option<u32> {
        let mut chars = typed.chars();
        let at = DIGITS.chars().position(|digit| Some(digit) == chars.clone().next())?;
        chars.next();
        chars.next().is_none().then_some(at as u32 + 1)
    };
    match typed.split_once('十') {
        None => digit(typed),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

fn written(level: usize, number: u32) -> String {
    let digit = |number: u32| {
        DIGITS.chars().nth((number as usize).wrapping_sub(1)).map(String::from).unwrap_or_default()
    };
    let tens = match number / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", digit(tens)),
    };
    let number = format!("{tens}{}", digit(number % 10));
    if level == 0 { format!("{number}、") } else { format!("（{number}）") }
}

#[cfg(test)]
mod tests {
    use super::{label, written};

    #[test]
    fn labels_are_read_and_written() {
        for (text, expected) in [
            ("一、总则", Some((0, 1))),
            ("十二、附则", Some((0, 12))),
            ("二十、附则", Some((0, 20))),
            ("（十一）甲", Some((1, 11))),
            ("(三)甲", Some((1, 3))),
            ("三、四季度", None),
            ("一是加强", None),
            ("（一）", Some((1, 1))),
            ("一二、甲", None),
            ("十", None),
        ] {
            let read = label(text).map(|(level, number, _)| (level, number));
            assert_eq!(read, expected, "{text}");
        }
        assert_eq!(written(0, 4), "四、");
        assert_eq!(written(1, 10), "（十）");
        assert_eq!(written(0, 35), "三十五、");
    }
}
