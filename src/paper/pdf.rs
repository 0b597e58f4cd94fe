//! PDF files as the browser writes them, made the same every time.

use crate::source::Fingerprint;
use std::collections::{BTreeMap, BTreeSet};

/// Entries of the browser that tell when it printed.
const MOMENTS: [&[u8]; 2] = [b"/CreationDate (D:", b"/ModDate (D:"];

/// What the names of table cells begin with; eight digits follow.
const CELL: &[u8] = b"(node";

/// The line after the end of the file that holds the fingerprint of what was printed.
const MARK: &[u8] = b"\n%gongbao ";

/// Takes out what differs from one print of a page to the next. Lengths stay as they are: a PDF
/// finds its parts by their distance.
pub(super) fn without_timestamps(mut pdf: Vec<u8>) -> Vec<u8> {
    blank_moments(&mut pdf);
    number_cells(&mut pdf);
    pdf
}

fn blank_moments(pdf: &mut [u8]) {
    for moment in MOMENTS {
        let mut from = 0;
        while let Some(at) = find(&pdf[from..], moment).map(|at| from + at) {
            let length = pdf[at..].iter().position(|byte| *byte == b')').map_or(0, |end| end + 1);
            pdf[at..at + length].fill(b' ');
            from = at + length.max(1);
        }
    }
}

/// Numbers the cells of tables from 1: the browser goes on counting from page to page.
fn number_cells(pdf: &mut [u8]) {
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(at) = find(&pdf[from..], CELL).map(|at| from + at + CELL.len()) {
        let digits = pdf.get(at..at + 8).filter(|digits| digits.iter().all(u8::is_ascii_digit));
        if let Some(digits) = digits.filter(|_| pdf.get(at + 8) == Some(&b')')) {
            places.push((at, digits.to_vec()));
        }
        from = at;
    }
    // In their order, because the list of names is sorted.
    let names: BTreeSet<Vec<u8>> = places.iter().map(|(_, digits)| digits.clone()).collect();
    let numbers: BTreeMap<Vec<u8>, usize> = names.into_iter().zip(1..).collect();
    for (at, digits) in places {
        pdf[at..at + 8].copy_from_slice(format!("{:08}", numbers[&digits]).as_bytes());
    }
}

/// Marks a PDF with the fingerprint of what it was printed from.
pub fn with_fingerprint(mut pdf: Vec<u8>, fingerprint: Fingerprint) -> Vec<u8> {
    pdf.extend_from_slice(MARK);
    pdf.extend_from_slice(fingerprint.hex().as_bytes());
    pdf.push(b'\n');
    pdf
}

/// The mark of a PDF that [`with_fingerprint`] has made, in hexadecimal.
pub fn fingerprint_of(pdf: &[u8]) -> Option<&str> {
    let line = pdf.len().checked_sub(MARK.len() + 33)?;
    let fingerprint = pdf[line..].strip_prefix(MARK)?.strip_suffix(b"\n")?;
    std::str::from_utf8(fingerprint).ok()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_moment_is_blanked_in_place() {
        let dated = b"<</CreationDate (D:20261122153622+00'00')\n/ModDate (D:2026)>>".to_vec();
        let length = dated.len();
        let blank = without_timestamps(dated);
        assert_eq!(blank.len(), length);
        assert_eq!(blank.trim_ascii_end().len(), length);
        assert_eq!(
            String::from_utf8(blank).unwrap().split_whitespace().collect::<String>(),
            "<<>>"
        );
        assert_eq!(without_timestamps(b"/ModDate (D:".to_vec()), b"/ModDate (D:");
    }

    #[test]
    fn cells_are_numbered_from_one() {
        let pdf = b"/ID (node00017582) /ID (node00017590) [(node00017582)] (node1) (node".to_vec();
        let pdf = String::from_utf8(without_timestamps(pdf)).unwrap();
        assert_eq!(pdf, "/ID (node00000001) /ID (node00000002) [(node00000001)] (node1) (node");
    }

    #[test]
    fn marks_are_read_back() {
        let fingerprint = Fingerprint::of(b"a page");
        assert_eq!(
            fingerprint_of(&with_fingerprint(b"%PDF".to_vec(), fingerprint)),
            Some(fingerprint.hex().as_str())
        );
        assert_eq!(fingerprint_of(b"%PDF"), None);
        assert_eq!(fingerprint_of(&[b' '; 100]), None);
    }
}
