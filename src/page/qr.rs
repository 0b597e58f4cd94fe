//! The QR code of an address, by which a reader of the paper or at a desk opens the page on a phone.

use crate::view::QrView;
use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
use std::fmt::Write;

/// The largest code that a phone still reads at two centimetres: 57 modules.
const MAX_VERSION: u8 = 10;

/// The white around a code, in modules (ISO/IEC 18004).
const MARGIN: i32 = 4;

/// Returns the code of an address; none where the address is too long for one that can be read.
pub(super) fn view(address: &str) -> Option<QrView> {
    let code = encode(address)?;
    Some(QrView { size: code.size() + 2 * MARGIN, path: path(&code) })
}

/// Encodes an address. The pattern that is laid over the data is always the chequered one, which readers
/// take as any other; to compare all eight takes longer than everything else that a page needs.
fn encode(address: &str) -> Option<QrCode> {
    let segments = QrSegment::make_segments(address);
    let code = QrCode::encode_segments_advanced(
        &segments,
        QrCodeEcc::Medium,
        Version::MIN,
        Version::new(MAX_VERSION),
        Some(Mask::new(0)),
        true,
    );
    code.ok()
}

/// Returns the dark modules as a path of SVG: each run of a row a line of one module's width, from where
/// the last one ended.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    let (mut last_x, mut last_y) = (0, 0);
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let length = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if length > 0 {
                // Writing into a string cannot fail.
                let _ = if path.is_empty() {
                    write!(path, "M{} {}.5h{length}", x + MARGIN, y + MARGIN)
                } else {
                    write!(path, "m{} {}h{length}", x - last_x, y - last_y)
                };
                (last_x, last_y) = (x + length, y);
            }
            x += length.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{MARGIN, encode, view};

    /// Draws a path as rows of modules.
    fn drawn(path: &str, size: i32) -> Vec<Vec<bool>> {
        let size = usize::try_from(size).expect("a size");
        let mut rows = vec![vec![false; size]; size];
        let (mut x, mut y) = (0.0, 0.0);
        for run in path.split(['M', 'm']).skip(1) {
            let (place, length) = run.split_once('h').expect("a run");
            let (dx, dy) = place.split_once(' ').expect("a place");
            x += dx.parse::<f64>().expect("x");
            y += dy.parse::<f64>().expect("y");
            let length: usize = length.parse().expect("a length");
            rows[y as usize][x as usize..x as usize + length].fill(true);
            x += length as f64;
        }
        rows
    }

    #[test]
    fn path_draws_the_modules_of_the_code_within_its_margin() {
        let address = "https://example.org/lyxf/2026/1/";
        let qr = view(address).expect("a code");
        let code = encode(address).expect("a code");
        assert_eq!(qr.size, code.size() + 8);
        let rows = drawn(&qr.path, qr.size);
        for y in 0..qr.size {
            for x in 0..qr.size {
                let dark = rows[y as usize][x as usize];
                assert_eq!(dark, code.get_module(x - MARGIN, y - MARGIN), "{x} {y}");
            }
        }
        assert!(qr.path.len() < 2_000, "{} bytes", qr.path.len());
    }

    #[test]
    fn address_that_is_too_long_has_no_code() {
        let long = |length| format!("https://example.org/{}", "a".repeat(length));
        assert!(view(&long(190)).is_some());
        assert!(view(&long(260)).is_none());
    }
}
