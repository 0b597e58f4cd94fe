//! How large a picture is, by its file: SVG, PNG, JPEG, WebP, GIF.
//!
//! Pages say it in `width` and `height`, so that nothing moves when the picture has come.

use exif::{In, Tag};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::Cursor;

/// Returns width and height in pixels as a browser shows it, which turns a photo as its camera was held;
/// `None` for what is no picture of these formats.
pub fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = raster(bytes).or_else(|| svg(bytes))?;
    (size.0 > 0 && size.1 > 0).then_some(size)
}

fn raster(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    Some(if is_turned(orientation(bytes)) { (height, width) } else { (width, height) })
}

/// The orientation of Exif that turns nothing.
pub const UPRIGHT: u8 = 1;

/// Returns how a photo is to be turned and mirrored, from 1 to 8 as Exif has it; [`UPRIGHT`] if it does not say.
pub fn orientation(bytes: &[u8]) -> u8 {
    let mut reader = exif::Reader::new();
    reader.continue_on_error(true);
    let exif = reader.read_from_container(&mut Cursor::new(bytes));
    let exif = exif.or_else(|error| error.distill_partial_result(|_| {}));
    let Ok(exif) = exif else { return UPRIGHT };
    let turn = exif.get_field(Tag::Orientation, In::PRIMARY);
    let turn = turn.and_then(|field| field.value.get_uint(0)).and_then(|turn| turn.try_into().ok());
    turn.filter(|turn| (1..=8).contains(turn)).unwrap_or(UPRIGHT)
}

/// Returns whether a photo lies on its side.
pub fn is_turned(orientation: u8) -> bool {
    orientation >= 5
}

/// Reads `width` and `height` of the root, else its `viewBox`.
fn svg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut reader = Reader::from_reader(bytes);
    let root = loop {
        match reader.read_event().ok()? {
            Event::Start(root) | Event::Empty(root) => break root,
            Event::Eof => return None,
            _ => {}
        }
    };
    if root.local_name().as_ref() != b"svg" {
        return None;
    }
    let value = |name: &str| {
        let attribute = root.try_get_attribute(name).ok()??;
        String::from_utf8(attribute.value.into_owned()).ok()
    };
    let length = |name: &str| {
        let typed = value(name)?;
        rounded(typed.trim().strip_suffix("px").unwrap_or(typed.trim()))
    };
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return Some((width, height));
    }
    let view = value("viewBox")?;
    let numbers: Vec<&str> = view
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .collect();
    let [_, _, width, height] = numbers[..] else { return None };
    Some((rounded(width)?, rounded(height)?))
}

fn rounded(number: &str) -> Option<u32> {
    let number: f64 = number.trim().parse().ok()?;
    (number > 0.0 && number < 1e6).then(|| number.ceil() as u32)
}

#[cfg(test)]
mod tests {
    use super::picture_size;

    #[test]
    fn size_of_a_png_is_in_its_header() {
        let mut bytes = Vec::new();
        let encoder = png::Encoder::new(&mut bytes, 240, 48);
        encoder.write_header().expect("a header");
        assert_eq!(picture_size(&bytes), Some((240, 48)));
        assert_eq!(picture_size(&bytes[..20]), None);
    }

    /// A JPEG file of 60 by 40 pixels with an orientation of Exif.
    fn jpeg(orientation: u8) -> Vec<u8> {
        let mut bytes = b"\xff\xd8\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01".to_vec();
        bytes.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
        bytes.extend(
            b"\xff\xc0\x00\x11\x08\x00\x28\x00\x3c\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01",
        );
        bytes
    }

    #[test]
    fn photos_are_turned_as_browsers_turn_them() {
        assert_eq!(picture_size(&jpeg(1)), Some((60, 40)));
        assert_eq!(picture_size(&jpeg(3)), Some((60, 40)));
        assert_eq!(picture_size(&jpeg(6)), Some((40, 60)));
        assert_eq!(picture_size(b"GIF89a\x03\x00\x05\x00\0\0\0"), Some((3, 5)));
    }

    #[test]
    fn damaged_files_are_no_pictures_or_have_some_size() {
        let webp = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x09\0\0\x04\0\0";
        for whole in
            [&jpeg(6)[..], webp, b"GIF89a\x03\x00\x05\x00\0\0\0", b"<svg viewBox='0 0 24 12'/>"]
        {
            assert!(picture_size(whole).is_some());
            for at in 0..whole.len() {
                picture_size(&whole[..at]);
                for byte in [0, 1, 0x7f, 0xd8, 0xff] {
                    let mut damaged = whole.to_vec();
                    damaged[at] = byte;
                    picture_size(&damaged);
                }
            }
        }
    }

    #[test]
    fn size_of_an_svg_is_typed_or_that_of_its_view() {
        for (svg, expected) in [
            ("<svg width='240' height='48px'/>", Some((240, 48))),
            (
                "<?xml version='1.0'?><!-- a --><!DOCTYPE svg><svg viewBox='0 0 240.5 48'>",
                Some((241, 48)),
            ),
            ("<svg width='100%' height='100%' viewBox='0,0,24,12'></svg>", Some((24, 12))),
            ("\u{feff}<svg:svg width='2' height='1'/>", Some((2, 1))),
            ("<svg width='0' height='1'/>", None),
            ("<svg width='NaN' height='inf'/>", None),
            ("<svg/>", None),
            ("<html width='1' height='1'/>", None),
            ("<svg width='1", None),
            ("GIF89a", None),
            ("", None),
        ] {
            assert_eq!(picture_size(svg.as_bytes()), expected, "{svg}");
        }
    }
}
