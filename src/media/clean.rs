//! A picture without what it carries unseen: place, time, camera, names, thumbnails, programs' own data.
//!
//! Each format says what a picture consists of, and nothing else is kept: a list of what to remove would miss what cameras
//! invent next. The colour profile stays, and of Exif the one value that turns the picture. Pixels are copied as they are.

use super::{jpeg, png, webp};
use crate::picture_size::{UPRIGHT, orientation};

/// The formats that are cleaned, known by their first bytes: names may deceive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Jpeg,
    Png,
    WebP,
}

impl Format {
    pub fn of(bytes: &[u8]) -> Option<Format> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Format::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Format::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::WebP),
            _ => None,
        }
    }
}

/// Returns the picture without its metadata; `None` if it is of another format, or so damaged that its parts cannot be found. What is cut off in its pixels is no hindrance.
pub fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let turn = Some(orientation(bytes)).filter(|turn| *turn != UPRIGHT);
    match Format::of(bytes)? {
        Format::Jpeg => jpeg::cleaned(bytes, turn),
        Format::Png => png::cleaned(bytes, turn),
        Format::WebP => webp::cleaned(bytes, turn),
    }
}
