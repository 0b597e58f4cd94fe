//! Decodes bytes to text, in whatever encoding a Windows editor saved them.
//!
//! A file is written back only if all of it is understood: text decoded in a wrong encoding looks
//! like text, but once it is saved the original is lost.

use encoding_rs::{BIG5, GBK, UTF_16BE, UTF_16LE};
use std::ops::{Range, RangeInclusive};

/// The encoding of the bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// Another encoding throughout, such as GBK. A lossless one can be written back as UTF-8.
    Foreign {
        name: &'static str,
        is_lossless: bool,
    },
    /// UTF-8 with invalid bytes: one place for each line that has any, in bytes of the decoded
    /// text.
    Broken(Vec<Range<usize>>),
}

/// The bytes with which some editors begin a file of UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) fn decode(bytes: &[u8]) -> (String, Encoding) {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes)
        && encoding != encoding_rs::UTF_8
    {
        return foreign(encoding, &bytes[length..]);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => return (text.to_owned(), Encoding::Utf8),
        _ => {}
    }
    if let Some(encoding) = [UTF_16LE, UTF_16BE].into_iter().find(|e| is_utf16(e, bytes)) {
        return foreign(encoding, bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => return (text.to_owned(), Encoding::Utf8),
        Err(_) if is_mostly_utf8(bytes) => return broken(bytes),
        Err(_) => {}
    }
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), false);
    // The detector only counts bytes; an encoding in which the text makes sense as Chinese wins.
    let read = [guess, GBK, BIG5].map(|encoding| foreign(encoding, bytes));
    let is_lossless =
        |read: &&(_, _)| matches!(read.1, Encoding::Foreign { is_lossless: true, .. });
    read.iter().find(is_lossless).unwrap_or(&read[0]).clone()
}

fn foreign(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> (String, Encoding) {
    let (text, is_lossy) = encoding.decode_without_bom_handling(bytes);
    let is_lossless = !is_lossy && is_plausible(&text);
    (text.into_owned(), Encoding::Foreign { name: encoding.name(), is_lossless })
}

/// Decodes line by line. A line that is no UTF-8, but GBK, is shown as such.
fn broken(bytes: &[u8]) -> (String, Encoding) {
    let mut text = String::with_capacity(bytes.len());
    let mut places = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let start = text.len();
        if let Ok(line) = std::str::from_utf8(line) {
            text.push_str(line);
            continue;
        }
        let gbk = GBK.decode_without_bom_handling_and_without_replacement(line);
        match gbk.filter(|gbk| !is_mostly_utf8(line) && is_plausible(gbk)) {
            Some(gbk) => {
                text.push_str(&gbk);
                let first = gbk.find(|c: char| !c.is_ascii()).unwrap_or(0);
                places.push(start + first..start + gbk.trim_end().len());
            }
            None => {
                let valid = line.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
                text.push_str(&String::from_utf8_lossy(line));
                places.push(start + valid..start + valid + '\u{fffd}'.len_utf8());
            }
        }
    }
    (text, Encoding::Broken(places))
}

/// Returns whether bytes that are no UTF-8 were meant as UTF-8: most of those beyond ASCII are
/// whole characters, or three Chinese ones follow each other. In GBK that hardly ever happens by
/// chance, as a character there is two bytes and here three.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut high, mut whole) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        if has_chinese(chunk.valid()) {
            return true;
        }
        whole += chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        high += chunk.invalid().len();
    }
    whole > high
}

/// Returns whether three Chinese characters follow each other, if those of ASCII are left out.
pub(super) fn has_chinese(text: &str) -> bool {
    let mut run = 0;
    text.chars().filter(|c| !c.is_ascii()).any(|character| {
        let is_chinese = matches!(character, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
        run = if is_chinese { run + 1 } else { 0 };
        run >= 3
    })
}

/// Returns whether bytes are UTF-16 without a mark: nothing but what stands in Chinese texts.
fn is_utf16(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> bool {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.is_some_and(|text| {
        let usual = |c: &char| matches!(c, '\t' | '\r' | '\n' | ' '..='~' | '\u{b7}' | '\u{2010}'..='\u{2026}' | '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ff5e}');
        let count = text.chars().count();
        text.contains('\n') && text.chars().filter(usual).count() * 20 > count * 19
    })
}

/// Returns whether a decoded text can be what was written: no character that nobody types, and
/// most Han characters among those that Chinese texts use every day.
fn is_plausible(text: &str) -> bool {
    let is_odd = |c: char| {
        c.is_control() && !matches!(c, '\t' | '\r' | '\n')
            || matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{10000}'..)
    };
    let is_han = |c: &char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
    let han: Vec<char> = text.chars().filter(is_han).collect();
    let share = |encoding, from, to| han.iter().filter(|c| is_in(**c, encoding, from..=to)).count();
    let common = share(GBK, 0xb0, 0xd7).max(share(BIG5, 0xa4, 0xc6));
    let foreign = text.chars().filter(|c| !c.is_ascii()).count();
    !text.contains(is_odd) && han.len() * 2 >= foreign && common * 10 >= han.len() * 8
}

/// Returns whether a character stands in those rows of an encoding of two bytes.
fn is_in(
    character: char,
    encoding: &'static encoding_rs::Encoding,
    rows: RangeInclusive<u8>,
) -> bool {
    let mut bytes = [0; 4];
    let (encoded, _, is_lossy) = encoding.encode(character.encode_utf8(&mut bytes));
    match *encoded {
        [row, cell] => !is_lossy && rows.contains(&row) && (encoding == BIG5 || cell >= 0xa1),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: 关于召开全省医院管理工作会议的通知\ndate: 2026-05-08\n---\n\n各会员单位要按照要求认真组织，按时报送。\n";

    fn named(bytes: &[u8]) -> (&'static str, bool) {
        match decode(bytes).1 {
            Encoding::Foreign { name, is_lossless } => (name, is_lossless),
            other => panic!("{other:?}"),
        }
    }

    fn broken_at(encoding: &Encoding) -> Vec<(usize, usize)> {
        match encoding {
            Encoding::Broken(places) => places.iter().map(|p| (p.start, p.end)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn encoding_of_a_whole_file_is_recognised() {
        assert_eq!(named(&GBK.encode(TEXT).0), ("GBK", true));
        let big5 = "---\ntitle: 關於召開全省醫院管理工作會議的通知\n---\n\n各會員單位要按照要求認真組織，按時報送。\n";
        assert_eq!(named(&BIG5.encode(big5).0), ("Big5", true));
        assert_eq!(decode(&BIG5.encode(big5).0).0, big5);
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(named(&little), ("UTF-16LE", true));
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(named(&big), ("UTF-16BE", true));
        assert_eq!(named(&[b"\xff\xfe".as_slice(), &little].concat()), ("UTF-16LE", true));
        assert_eq!(decode(&little).0, TEXT);
    }

    #[test]
    fn text_decoded_in_a_wrong_encoding_is_not_plausible() {
        let (mojibake, _) = GBK.decode_without_bom_handling(TEXT.as_bytes());
        assert!(!is_plausible(&mojibake), "{mojibake}");
        let (wrong, ..) = BIG5.encode("關於召開全省醫院管理工作會議的通知");
        let (wrong, _) = GBK.decode_without_bom_handling(&wrong);
        assert!(!is_plausible(&wrong), "{wrong}");
        assert!(is_plausible(TEXT));
    }

    #[test]
    fn line_of_gbk_in_a_utf8_file_is_decoded_alone() {
        let line = "联系人张老师\n";
        let bytes = [TEXT.as_bytes(), &GBK.encode(line).0, TEXT.as_bytes()].concat();
        let (text, encoding) = decode(&bytes);
        assert_eq!(text, format!("{TEXT}{line}{TEXT}"));
        let end = TEXT.len() + line.trim_end().len();
        assert_eq!(broken_at(&encoding), [(TEXT.len(), end)]);
    }

    #[test]
    fn file_cut_within_a_character_is_utf8() {
        for cut in 1..TEXT.len() {
            let (text, encoding) = decode(&TEXT.as_bytes()[..cut]);
            if TEXT.is_char_boundary(cut) {
                assert_eq!(encoding, Encoding::Utf8);
            } else if text.contains("关于") {
                assert_eq!(broken_at(&encoding), [(text.len() - 3, text.len())], "{text}");
            } else {
                assert!(!matches!(
                    encoding,
                    Encoding::Utf8 | Encoding::Foreign { is_lossless: true, .. }
                ));
            }
        }
    }
}
