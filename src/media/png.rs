//! The chunks of a PNG file.

use super::turn::exif_of;
use flate2::Crc;

const SIGNATURE: usize = 8;

/// The chunks that a picture is made of, moving ones too.
const KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// Copies the chunks that the picture is made of.
pub(super) fn cleaned(bytes: &[u8], turn: Option<u8>) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(bytes.get(..SIGNATURE)?);
    let mut at = SIGNATURE;
    loop {
        let (kind, end) = next_chunk(bytes, at)?;
        if KEPT.iter().any(|kept| **kept == *kind) {
            // A file that was cut off in its pixels is shown as far as it goes.
            let is_whole = end <= bytes.len();
            if !is_whole && kind != b"IDAT" {
                return None;
            }
            out.extend(bytes.get(at..end.min(bytes.len()))?);
            if kind == b"IEND" || !is_whole {
                return Some(out);
            }
        }
        if let Some(turn) = turn.filter(|_| kind == b"IHDR") {
            push_chunk(&mut out, b"eXIf", &exif_of(turn));
        }
        at = end;
    }
}

/// Returns whether a picture moves.
pub(super) fn moves(bytes: &[u8]) -> bool {
    let mut at = SIGNATURE;
    while let Some((kind, end)) = next_chunk(bytes, at) {
        match kind {
            b"acTL" => return true,
            b"IDAT" => return false,
            _ => at = end,
        }
    }
    false
}

/// Returns the kind of the chunk at a place, and where it ends.
fn next_chunk(bytes: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let length = u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?);
    let kind = bytes.get(at + 4..at + 8)?;
    Some((kind, at.checked_add(length as usize)?.checked_add(12)?))
}

fn push_chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    out.extend((data.len() as u32).to_be_bytes());
    out.extend(kind);
    out.extend(data);
    out.extend(crc.sum().to_be_bytes());
}
