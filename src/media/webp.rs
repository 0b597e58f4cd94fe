//! The chunks of a WebP file.

use super::turn::exif_of;

/// `RIFF`, the length of the rest, `WEBP`.
const HEADER: usize = 12;
const KEPT: [&[u8; 4]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// The bits of `VP8X` that announce Exif and XMP data.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;
const MOVES: u8 = 0x02;

/// Copies the chunks that the picture is made of.
pub(super) fn cleaned(bytes: &[u8], turn: Option<u8>) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(bytes.get(..HEADER)?);
    // Only the extended format has room for Exif data.
    let turn = turn.filter(|_| flags(bytes).is_some());
    let end = end_of_file(bytes)?;
    let mut at = HEADER;
    while at < end {
        let (kind, data, next) = next_chunk(bytes, at)?;
        if kind == b"VP8X" {
            let mut data = data.to_vec();
            let flags = data.first_mut()?;
            *flags = *flags & !(HAS_EXIF | HAS_XMP) | turn.map_or(0, |_| HAS_EXIF);
            push_chunk(&mut out, kind, &data);
        } else if KEPT.iter().any(|kept| **kept == *kind) {
            push_chunk(&mut out, kind, data);
        }
        at = next;
    }
    if let Some(turn) = turn {
        push_chunk(&mut out, b"EXIF", &exif_of(turn));
    }
    let length = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Some(out)
}

/// Returns whether a picture moves.
pub(super) fn moves(bytes: &[u8]) -> bool {
    flags(bytes).is_some_and(|flags| flags & MOVES != 0)
}

/// Returns the flags of the extended format.
fn flags(bytes: &[u8]) -> Option<u8> {
    let (kind, data, _) = next_chunk(bytes, HEADER)?;
    data.first().copied().filter(|_| kind == b"VP8X")
}

/// Returns where the file ends by what it says itself.
fn end_of_file(bytes: &[u8]) -> Option<usize> {
    let length = u32::from_le_bytes(*bytes.get(4..)?.first_chunk()?);
    let end = (length as usize).checked_add(8)?;
    (end <= bytes.len().checked_add(1)?).then_some(end.min(bytes.len()))
}

/// Returns kind and data of the chunk at a place, and where the next one begins: chunks have an even length.
fn next_chunk(bytes: &[u8], at: usize) -> Option<(&[u8], &[u8], usize)> {
    let kind = bytes.get(at..at + 4)?;
    let length = u32::from_le_bytes(*bytes.get(at + 4..)?.first_chunk()?) as usize;
    let end = at.checked_add(8)?.checked_add(length)?;
    Some((kind, bytes.get(at + 8..end)?, end.checked_add(length % 2)?))
}

fn push_chunk(out: &mut Vec<u8>, kind: &[u8], data: &[u8]) {
    out.extend(kind);
    out.extend((data.len() as u32).to_le_bytes());
    out.extend(data);
    if !data.len().is_multiple_of(2) {
        out.push(0);
    }
}
