//! How large a picture is, by its first bytes: SVG and PNG.
//!
//! Pages say it in `width` and `height`, so that nothing moves when the picture has come.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Returns width and height; `None` for what is no picture of these formats.
pub fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = png(bytes).or_else(|| svg(bytes))?;
    (size.0 > 0 && size.1 > 0).then_some(size)
}

fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let (width, rest) = rest.get(4..)?.strip_prefix(b"IHDR")?.split_first_chunk::<4>()?;
    let height = rest.first_chunk::<4>()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*height)))
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
