//! The pixels of a picture, and their colour profile.

use super::clean::Format;
use super::limits::{MAX_PIXELS, pixels};
use image::{ColorType, DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// The memory that a decoder may take: four bytes for each pixel, and half as much again.
const MAX_MEMORY: u64 = MAX_PIXELS * 6;

/// The pixels of a picture as its file has them, not turned: eight bits a sample.
pub(super) struct Pixels {
    pub width: u32,
    pub height: u32,
    /// 1 for grey, 3 for colours, 4 for colours with transparency.
    pub channels: u8,
    pub samples: Vec<u8>,
    /// The profile by which the colours are to be read, if it is of these channels.
    pub profile: Option<Vec<u8>>,
}

/// Decodes a picture; `None` if it is damaged or larger than allowed.
pub(super) fn decode(bytes: &[u8], format: Format) -> Option<Pixels> {
    let format = match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::WebP => ImageFormat::WebP,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    if pixels(decoder.dimensions()) > MAX_PIXELS {
        return None;
    }
    let profile = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).ok()?;
    let (width, height) = (image.width(), image.height());
    let (channels, samples) = match image.color() {
        ColorType::L8 | ColorType::L16 => (1, image.into_luma8().into_raw()),
        color if color.has_alpha() => {
            let rgba = image.into_rgba8();
            if rgba.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
                (3, DynamicImage::ImageRgba8(rgba).into_rgb8().into_raw())
            } else {
                (4, rgba.into_raw())
            }
        }
        _ => (3, image.into_rgb8().into_raw()),
    };
    let space: &[u8] = if channels == 1 { b"GRAY" } else { b"RGB " };
    let profile = profile.filter(|profile| profile.get(16..20) == Some(space));
    Some(Pixels { width, height, channels, samples, profile })
}
