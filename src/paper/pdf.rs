//! Makes the PDF files of the browser reproducible, and marks them with the fingerprint of what
//! they were printed from.

use crate::source::Fingerprint;
use std::collections::{BTreeMap, BTreeSet};

/// The beginnings of the entries with the time of printing.
const TIMESTAMPS: [&[u8]; 2] = [b"/CreationDate (D:", b"/ModDate (D:"];

/// The beginning of the names of table cells; eight digits and a bracket follow.
const CELL: &[u8] = b"(node";

/// The line after the end of the file that holds the fingerprint of what was printed.
const MARK: &[u8] = b"\n%gongbao ";

/// Returns a PDF without what differs each time a page is printed. Its length stays the same,
/// because the parts of a PDF are found by their offsets.
pub fn reproducible(mut pdf: Vec<u8>) -> Vec<u8> {
    blank_timestamps(&mut pdf);
    number_cells(&mut pdf);
    pdf
}

fn blank_timestamps(pdf: &mut [u8]) {
    for timestamp in TIMESTAMPS {
        let mut from = 0;
        while let Some(at) = find(&pdf[from..], timestamp).map(|at| from + at) {
            let length = pdf[at..].iter().position(|byte| *byte == b')').map_or(0, |end| end + 1);
            pdf[at..at + length].fill(b' ');
            from = at + length.max(1);
        }
    }
}

/// Numbers the cells of tables from 1: the browser counts on from one page to the next.
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
    // In the order of the names, because the PDF has a sorted list of them.
    let names: BTreeSet<Vec<u8>> = places.iter().map(|(_, digits)| digits.clone()).collect();
    let numbers: BTreeMap<Vec<u8>, usize> = names.into_iter().zip(1..).collect();
    for (at, digits) in places {
        pdf[at..at + 8].copy_from_slice(format!("{:08}", numbers[&digits]).as_bytes());
    }
}

/// Appends the fingerprint of what a PDF was printed from.
pub fn with_fingerprint(mut pdf: Vec<u8>, fingerprint: Fingerprint) -> Vec<u8> {
    pdf.extend_from_slice(MARK);
    pdf.extend_from_slice(fingerprint.hex().as_bytes());
    pdf.push(b'\n');
    pdf
}

/// Returns the fingerprint that [`with_fingerprint`] has appended, in hexadecimal.
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
    fn the_time_of_printing_is_blanked_in_place() {
        let dated = b"<</CreationDate (D:20261122153622+00'00')\n/ModDate (D:2026)>>".to_vec();
        let length = dated.len();
        let blank = reproducible(dated);
        assert_eq!(blank.len(), length);
        assert_eq!(blank.trim_ascii_end().len(), length);
        assert_eq!(
            String::from_utf8(blank).unwrap().split_whitespace().collect::<String>(),
            "<<>>"
        );
        assert_eq!(reproducible(b"/ModDate (D:".to_vec()), b"/ModDate (D:");
    }

    #[test]
    fn cells_are_numbered_from_one() {
        let pdf = b"/ID (node00017582) /ID (node00017590) [(node00017582)] (node1) (node".to_vec();
        let pdf = String::from_utf8(reproducible(pdf)).unwrap();
        assert_eq!(pdf, "/ID (node00000001) /ID (node00000002) [(node00000001)] (node1) (node");
    }

    #[test]
    fn the_fingerprint_is_read_back() {
        let fingerprint = Fingerprint::of(b"a page");
        assert_eq!(
            fingerprint_of(&with_fingerprint(b"%PDF".to_vec(), fingerprint)),
            Some(fingerprint.hex().as_str())
        );
        assert_eq!(fingerprint_of(b"%PDF"), None);
        assert_eq!(fingerprint_of(&[b' '; 100]), None);
    }
}
