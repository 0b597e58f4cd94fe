//! The segments of a JPEG file.

use super::turn::exif_of;

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;

/// Copies the segments that the picture is made of. What follows its end is left out: telephones put further pictures, films
/// and notes there.
pub(super) fn cleaned(bytes: &[u8], turn: Option<u8>) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend([0xff, START]);
    if let Some(turn) = turn {
        push_segment(&mut out, 0xe1, &[b"Exif\0\0", &exif_of(turn)[..]].concat());
    }
    let mut at = 2;
    loop {
        let (marker, body, end) = next_segment(bytes, at)?;
        match marker {
            END => {
                out.extend([0xff, END]);
                return Some(out);
            }
            // JFIF, without its thumbnail.
            0xe0 if body.starts_with(b"JFIF\0") => {
                push_segment(&mut out, marker, &[body.get(..12)?, &[0, 0]].concat());
            }
            0xe2 if body.starts_with(b"ICC_PROFILE\0") => push_segment(&mut out, marker, body),
            // How the colours are to be read.
            0xee if body.starts_with(b"Adobe") => push_segment(&mut out, marker, body),
            0xc0..=0xcf | 0xdb..=0xdf => push_segment(&mut out, marker, body),
            SCAN => {
                push_segment(&mut out, marker, body);
                let after = end + pixels(bytes.get(end..)?);
                out.extend(bytes.get(end..after)?);
                if after == bytes.len() {
                    return Some(out);
                }
                at = after;
                continue;
            }
            _ => {}
        }
        at = end;
    }
}

/// Returns whether a picture is meant for a printing press: in four inks, whose colours depend on a profile.
pub(super) fn is_in_four_inks(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some((marker, body, end)) = next_segment(bytes, at) {
        match marker {
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => return body.get(5) == Some(&4),
            SCAN | END => return false,
            _ => {}
        }
        at = end;
    }
    false
}

/// Reads the marker at a place, what its segment holds, and where the segment ends.
fn next_segment(bytes: &[u8], at: usize) -> Option<(u8, &[u8], usize)> {
    let rest = bytes.get(at..)?;
    let filled = rest.iter().take_while(|byte| **byte == 0xff).count();
    let marker = *rest.get(filled).filter(|_| filled > 0)?;
    let start = at + filled + 1;
    match marker {
        0 | START => None,
        END | 0x01 | 0xd0..=0xd7 => Some((marker, &[], start)),
        _ => {
            let length =
                usize::from(u16::from_be_bytes([*bytes.get(start)?, *bytes.get(start + 1)?]));
            let body = bytes.get(start + 2..start + length)?;
            Some((marker, body, start + length))
        }
    }
}

/// Returns how many bytes of a scan come before the next segment.
fn pixels(bytes: &[u8]) -> usize {
    let is_marker = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff | 0xd0..=0xd7);
    bytes.windows(2).position(is_marker).unwrap_or(bytes.len())
}

fn push_segment(out: &mut Vec<u8>, marker: u8, body: &[u8]) {
    // No body is longer than the one that was read, or than the few bytes of Exif.
    let length = (body.len() + 2) as u16;
    out.extend([0xff, marker]);
    out.extend(length.to_be_bytes());
    out.extend(body);
}
