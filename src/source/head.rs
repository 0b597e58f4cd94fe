//! The front matter at the beginning of a file, for commands that need no bodies: to decode 10,000 of them takes longer than
//! all the rest.

use super::encoding::{BYTE_ORDER_MARK, has_chinese};

/// Returns the bytes up to the end of the second fence, if a stage that reads no further finds there the very text that the
/// whole file has. A file for which that is not certain must be decoded as a whole.
///
/// What follows could make the file another encoding, as files are judged as a whole. But Chinese in UTF-8 is never taken for
/// GBK or Big5, nor is anything without a zero byte for UTF-16; and a file of UTF-8 with damaged lines is decoded line by line.
pub(super) fn certain_head(bytes: &[u8]) -> Option<&[u8]> {
    let start = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let mut end = start;
    let mut is_open = false;
    for line in bytes[start..].split_inclusive(|byte| *byte == b'\n') {
        end += line.len();
        match (is_fence(line), is_open) {
            (true, false) => is_open = true,
            (true, true) => {
                let head = &bytes[..end];
                let is_certain = std::str::from_utf8(head).is_ok_and(has_chinese);
                return (is_certain && !bytes.contains(&0)).then_some(head);
            }
            (false, true) => {}
            (false, false) => return None,
        }
    }
    None
}

/// Returns whether a line is a fence beyond doubt, with its end.
fn is_fence(line: &[u8]) -> bool {
    line.ends_with(b"\n") && line.trim_ascii_end() == b"---"
}

#[cfg(test)]
mod tests {
    use super::certain_head;

    #[test]
    fn head_ends_with_the_second_fence() {
        let head = "---\ntitle: 关于开会的通知\n---\n";
        let bytes = |text: &str| text.as_bytes().to_vec();
        for (file, expected) in [
            (bytes(head), Some(bytes(head))),
            (bytes(&format!("{head}正文\n---\n")), Some(bytes(head))),
            (bytes(&format!("\u{feff}{head}正文")), Some(bytes(&format!("\u{feff}{head}")))),
            (bytes(&head.replace('\n', "\r\n")), Some(bytes(&head.replace('\n', "\r\n")))),
            ([head.as_bytes(), b"\xff\xd5\xfd"].concat(), Some(bytes(head))),
            ([head.as_bytes(), b"a\0"].concat(), None),
            (bytes(head.trim_end()), None),
            (bytes("---\ntitle: notice\n---\n关于开会"), None),
            (bytes(&format!("\n{head}")), None),
            (bytes("---\ntitle: 关于开会的通知\n\n正文"), None),
            ([b"---\n\xff".as_slice(), &head.as_bytes()[4..]].concat(), None),
            (Vec::new(), None),
        ] {
            let found = certain_head(&file).map(<[u8]>::to_vec);
            assert_eq!(found, expected, "{}", String::from_utf8_lossy(&file));
        }
    }
}
