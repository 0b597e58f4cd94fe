//! Ranges of files: the search fetches a few hundred bytes of files of some kilobytes.

use std::ops::Range;

/// Returns the bytes that a `Range` header asks for, of a file of `length` bytes (RFC 9110, 14.2);
/// an empty range if there are no such bytes. `None` if it asks for anything but one range, which
/// is answered with the whole file.
pub fn requested_range(header: &str, length: usize) -> Option<Range<usize>> {
    let (first, last) = header.trim().strip_prefix("bytes=")?.split_once('-')?;
    // Rust would accept a sign; the standard allows digits only.
    if ![first, last].concat().bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if first.is_empty() {
        let count: usize = last.parse().ok()?;
        return Some(length.saturating_sub(count)..length);
    }
    let first: usize = first.parse().ok()?;
    let last: usize = if last.is_empty() { usize::MAX } else { last.parse().ok()? };
    if last < first {
        return None;
    }
    Some(first.min(length)..last.saturating_add(1).min(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_follow_the_standard() {
        for (header, expected) in [
            ("bytes=0-4", Some(0..5)),
            ("bytes=5-", Some(5..10)),
            ("bytes=5-99", Some(5..10)),
            ("bytes=-3", Some(7..10)),
            ("bytes=-99", Some(0..10)),
            ("bytes=10-12", Some(10..10)),
            ("bytes=4-3", None),
            ("bytes=0-1,4-5", None),
            ("lines=0-1", None),
            ("bytes=a-b", None),
            ("bytes=+0-+5", None),
            ("bytes=-+5", None),
            ("bytes=+5-", None),
            ("bytes=0-99999999999999999999999", None),
        ] {
            assert_eq!(requested_range(header, 10), expected, "{header}");
        }
    }
}
