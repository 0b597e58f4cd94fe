//! Half-width punctuation between Han characters: `各单位,请` for `各单位，请` (GB/T 15834).

use super::faults;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::han::is_han;
use crate::markdown::BlockKind;
use crate::source::Span;

pub(super) fn check(document: &Document, found: &mut Vec<Diagnostic>) {
    let source = &document.source;
    let blocks = document.outline.blocks.iter().filter(|block| block.kind != BlockKind::Code);
    for block in blocks {
        for (at, typed, meant) in between_han(block.text(&source.text)) {
            let span = block.span(&source.path, at..at + typed.len_utf8());
            if is_in_code(&source.text, &span) {
                continue;
            }
            // An entity or an escape is not for an edit to replace.
            let written = source.text.get(span.range()).unwrap_or_default();
            let is_typed_so = written.chars().eq([typed]);
            found.push(if is_typed_so {
                faults::half_width_certain(span, typed, meant)
            } else {
                faults::half_width(span, typed, meant)
            });
        }
    }
}

/// The half-width marks of a text that have a Han character on either side, each with its byte and
/// with the full-width mark that Chinese uses.
fn between_han(text: &str) -> impl Iterator<Item = (usize, char, char)> + '_ {
    let mut before = None;
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, c) = rest.next()?;
            let is_between =
                before.is_some_and(is_han) && rest.peek().is_some_and(|(_, after)| is_han(*after));
            before = Some(c);
            if let Some(meant) = full_width(c).filter(|_| is_between) {
                return Some((at, c, meant));
            }
        }
    })
}

fn full_width(mark: char) -> Option<char> {
    Some(match mark {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        _ => return None,
    })
}

/// Returns whether a place is between backticks on its line, where text means itself.
pub(super) fn is_in_code(text: &str, span: &Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.matches('`').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::between_han;

    fn marks(text: &str) -> Vec<(char, char)> {
        between_han(text).map(|(_, typed, meant)| (typed, meant)).collect()
    }

    #[test]
    fn half_width_marks_between_han_are_found() {
        assert_eq!(marks("各单位,请报名!时间:上午"), [(',', '，'), ('!', '！'), (':', '：')]);
    }

    #[test]
    fn marks_beside_digits_and_latin_are_left_alone() {
        for text in
            ["1,234,500元", "比分3:2", "见 https://a.cn/甲", "A,B", "甲, 乙", "。,甲", "甲,"]
        {
            assert_eq!(marks(text), [], "{text}");
        }
    }
}
