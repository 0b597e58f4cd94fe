//! Pictures made here, with what cameras and programs write into them.

use super::cache::PictureCache;
use super::{NoCache, cleaned, variants};
use crate::picture_size::{orientation, picture_size};
use flate2::Crc;
use image::codecs::{png::PngEncoder, webp::WebPEncoder};
use image::{DynamicImage, ExtendedColorType, ImageEncoder, Rgb, RgbImage, metadata::Orientation};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Mutex;

const SECRET: &str = "SECRET";

#[derive(Clone, Copy, Debug)]
enum Kind {
    Jpeg,
    Png,
    WebP,
}

const KINDS: [Kind; 3] = [Kind::Jpeg, Kind::Png, Kind::WebP];
const RED: [u8; 3] = [200, 20, 20];
const GREEN: [u8; 3] = [20, 180, 20];
const BLUE: [u8; 3] = [20, 20, 200];
const WHITE: [u8; 3] = [240, 240, 240];

/// A picture of four fields: red and green above, blue and white below.
fn fields(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => WHITE,
        })
    })
}

/// Returns the picture as a camera stores it that was held so that `turn` makes it upright.
fn stored(upright: RgbImage, turn: u8) -> RgbImage {
    // A quarter turn is undone by three more, any other turn by itself.
    let times = if matches!(turn, 6 | 8) { 3 } else { 1 };
    let mut image = DynamicImage::ImageRgb8(upright);
    for _ in 0..times {
        image.apply_orientation(Orientation::from_exif(turn).unwrap());
    }
    image.into_rgb8()
}

fn encoded(image: &RgbImage, kind: Kind) -> Vec<u8> {
    let (width, height) = image.dimensions();
    let mut out = Vec::new();
    let color = ExtendedColorType::Rgb8;
    match kind {
        Kind::Jpeg => jpeg_encoder::Encoder::new(&mut out, 90)
            .encode(image, width as u16, height as u16, jpeg_encoder::ColorType::Rgb)
            .unwrap(),
        Kind::Png => PngEncoder::new(&mut out).write_image(image, width, height, color).unwrap(),
        Kind::WebP => {
            WebPEncoder::new_lossless(&mut out).encode(image, width, height, color).unwrap()
        }
    }
    out
}

/// Exif data with an orientation, an artist and a place.
fn exif(turn: u8) -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x03".to_vec();
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0]);
    tiff.extend([0x01, 0x3b, 0, 2, 0, 0, 0, 7, 0, 0, 0, 50]);
    tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 58]);
    tiff.extend([0; 4]);
    tiff.extend(SECRET.as_bytes());
    tiff.extend([0, 0]);
    tiff.extend([0, 1, 0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 76, 0, 0, 0, 0]);
    tiff.extend([36_u32, 1, 40, 1, 0, 1].iter().flat_map(|number| number.to_be_bytes()));
    tiff
}

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = ((body.len() + 2) as u16).to_be_bytes();
    [&[0xff, marker], &length[..], body].concat()
}

fn png_chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    [&(data.len() as u32).to_be_bytes(), &kind[..], data, &crc.sum().to_be_bytes()].concat()
}

fn webp_chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let pad: &[u8] = if data.len() % 2 == 1 { &[0] } else { &[] };
    [&kind[..], &(data.len() as u32).to_le_bytes(), data, pad].concat()
}

/// Adds Exif, XMP, IPTC, comments, an unknown part and a trailer, each with the secret and some bytes more.
fn with_metadata(bytes: &[u8], kind: Kind, turn: u8, more: &[u8]) -> Vec<u8> {
    let secret = [SECRET.as_bytes(), more].concat();
    let said = |name: &[u8]| [name, &secret[..]].concat();
    match kind {
        Kind::Jpeg => [
            &bytes[..2],
            &segment(0xe1, &[b"Exif\0\0", &exif(turn)[..]].concat()),
            &segment(0xe1, &said(b"http://ns.adobe.com/xap/1.0/\0")),
            &segment(0xe0, &said(b"JFXX\0")),
            &segment(0xe2, &said(b"MPF\0")),
            &segment(0xed, &said(b"Photoshop 3.0\0")),
            &segment(0xef, &secret),
            &segment(0xfe, &secret),
            &bytes[2..],
            &secret,
        ]
        .concat(),
        Kind::Png => {
            // Signature and header take 33 bytes, the end 12.
            let (start, end) = (&bytes[..33], bytes.len() - 12);
            [
                start,
                &png_chunk(b"eXIf", &exif(turn)),
                &png_chunk(b"tEXt", &said(b"Author\0")),
                &png_chunk(b"iTXt", &said(b"XML:com.adobe.xmp\0\0\0\0\0")),
                &png_chunk(b"zTXt", &said(b"Comment\0\0")),
                &bytes[33..end],
                &png_chunk(b"prVt", &secret),
                &bytes[end..],
                &secret,
            ]
            .concat()
        }
        Kind::WebP => {
            let (width, height) = picture_size(bytes).unwrap();
            let mut extended = vec![0x0c, 0, 0, 0];
            extended.extend(&(width - 1).to_le_bytes()[..3]);
            extended.extend(&(height - 1).to_le_bytes()[..3]);
            let rest = [
                b"WEBP".to_vec(),
                webp_chunk(b"VP8X", &extended),
                bytes[12..].to_vec(),
                webp_chunk(b"EXIF", &exif(turn)),
                webp_chunk(b"XMP ", &secret),
                webp_chunk(b"OWN ", &secret),
            ]
            .concat();
            [b"RIFF", &(rest.len() as u32).to_le_bytes()[..], &rest, &secret].concat()
        }
    }
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Returns the tags of the Exif data of a picture.
fn tags(bytes: &[u8]) -> Vec<exif::Tag> {
    let exif = exif::Reader::new().read_from_container(&mut std::io::Cursor::new(bytes));
    exif.map(|exif| exif.fields().map(|field| field.tag).collect()).unwrap_or_default()
}

fn pixels(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().into_rgb8()
}

/// Asserts that a picture shows the four fields upright, as far as JPEG and scaling leave them alone.
fn assert_upright(image: &RgbImage, about: &str) {
    let (width, height) = image.dimensions();
    let places = [(1, 1, RED), (3, 1, GREEN), (1, 3, BLUE), (3, 3, WHITE)];
    for (x, y, expected) in places {
        let Rgb(found) = image.get_pixel(width * x / 4, height * y / 4);
        let is_near = found.iter().zip(expected).all(|(one, other)| one.abs_diff(other) < 24);
        assert!(is_near, "{about}: {found:?} is not {expected:?} at {x}, {y}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_published_byte_carries_metadata(
        kind in prop::sample::select(&KINDS[..]),
        turn in 1..=8_u8,
        width in 2..40_u32,
        height in 2..40_u32,
        more in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        let plain = encoded(&stored(fields(width, height), turn), kind);
        let photo = with_metadata(&plain, kind, turn, &more);
        prop_assert!(holds(&photo, SECRET.as_bytes()) && tags(&photo).len() > 2);
        let published = cleaned(&photo).expect("a whole picture");
        prop_assert!(!holds(&published, SECRET.as_bytes()));
        prop_assert!(tags(&published).iter().all(|tag| *tag == exif::Tag::Orientation));
        prop_assert_eq!(orientation(&published), turn);
        prop_assert_eq!(picture_size(&published), Some((width, height)));
        prop_assert_eq!(pixels(&published), pixels(&plain));
        prop_assert_eq!(cleaned(&published), Some(published));
    }
}

#[test]
fn variants_are_upright_and_say_nothing() {
    for kind in KINDS {
        for turn in 1..=8 {
            let plain = encoded(&stored(noisy_fields(700, 500), turn), kind);
            let photo = with_metadata(&plain, kind, turn, b"");
            let made = variants(&photo, &NoCache).expect("a picture").variants;
            assert!(!made.is_empty(), "{kind:?} {turn}");
            for variant in made {
                let about = format!("{kind:?} {turn} {}", variant.width);
                assert_eq!(picture_size(&variant.bytes).unwrap().0, variant.width, "{about}");
                assert_upright(&pixels(&variant.bytes), &about);
                assert_eq!(orientation(&variant.bytes), 1);
                assert!(
                    !holds(&variant.bytes, SECRET.as_bytes()) && variant.bytes.len() < photo.len()
                );
                assert_eq!(cleaned(&variant.bytes), Some(variant.bytes));
            }
        }
    }
}

/// The four fields with a grain, as photos have, so that a smaller picture has fewer bytes.
fn noisy_fields(width: u32, height: u32) -> RgbImage {
    let mut image = fields(width, height);
    let mut state = 1_u32;
    for pixel in image.pixels_mut() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (state >> 29) as u8;
        pixel.0.iter_mut().for_each(|sample| *sample = sample.saturating_add(grain));
    }
    image
}

#[test]
fn none_is_wider_than_the_picture_or_has_more_bytes() {
    for (width, expected) in
        [(400, &[][..]), (480, &[]), (700, &[480, 700]), (2000, &[480, 960, 1600])]
    {
        let photo = encoded(&noisy_fields(width, 40), Kind::Jpeg);
        let made = variants(&photo, &NoCache);
        let made = made.map_or(Vec::new(), |made| made.variants);
        let widths: Vec<u32> = made.iter().map(|variant| variant.width).collect();
        assert_eq!(widths, expected, "{width}");
    }
    // Flat colours take less as PNG than any copy of another size.
    let drawing = encoded(&fields(1000, 20), Kind::Png);
    let made = variants(&drawing, &NoCache).expect("a picture").variants;
    assert!(made.iter().all(|variant| variant.bytes.len() < drawing.len()));
}

/// Keeps entries in memory, and counts those that were made.
#[derive(Debug, Default)]
struct MemoryCache {
    entries: Mutex<BTreeMap<String, Vec<u8>>>,
    kept: Mutex<usize>,
}

impl PictureCache for MemoryCache {
    fn load(&self, name: &str) -> Option<Vec<u8>> {
        self.entries.lock().unwrap().get(name).cloned()
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        *self.kept.lock().unwrap() += 1;
        self.entries.lock().unwrap().insert(name.to_owned(), bytes.to_vec());
    }
}

#[test]
fn what_was_made_is_not_made_again_and_what_was_changed_is_not_believed() {
    let photo = encoded(&noisy_fields(1000, 60), Kind::Jpeg);
    let cache = MemoryCache::default();
    let bytes = |cache: &MemoryCache| -> Vec<Vec<u8>> {
        let made = variants(&photo, cache).expect("a picture").variants;
        made.into_iter().map(|variant| variant.bytes).collect()
    };
    let kept = || std::mem::take(&mut *cache.kept.lock().unwrap());
    let first = bytes(&cache);
    assert_eq!((first.len(), kept()), (3, 3));
    assert_eq!((bytes(&cache), kept()), (first.clone(), 0));
    let names: Vec<String> = cache.entries.lock().unwrap().keys().cloned().collect();
    let whole = cache.load(&names[1]).unwrap();
    let other = encoded(&fields(31, 17), Kind::Jpeg);
    let script = b"<script>".to_vec();
    let forged = |bytes: &[u8]| {
        let cache = MemoryCache::default();
        super::cache::keep(&cache, &names[1], bytes);
        cache.load(&names[1]).unwrap()
    };
    let secret = with_metadata(&whole[16..], Kind::Jpeg, 1, b"");
    let turned = with_metadata(&whole[16..], Kind::Jpeg, 3, b"");
    let turned = cleaned(&turned).unwrap();
    for entry in [
        whole[..whole.len() - 1].to_vec(),
        whole[..7].to_vec(),
        Vec::new(),
        cache.load(&names[0]).unwrap(),
        forged(&other),
        forged(&script),
        forged(&secret),
        forged(&turned),
    ] {
        cache.entries.lock().unwrap().insert(names[1].clone(), entry);
        assert_eq!((bytes(&cache), kept()), (first.clone(), 3));
    }
}

#[test]
fn damaged_pictures_never_stop_the_program() {
    for kind in KINDS {
        let plain = encoded(&noisy_fields(490, 6), kind);
        let photo = with_metadata(&plain, kind, 6, b"x");
        let mut state = 7_u32;
        for at in (0..photo.len()).step_by(photo.len() / 150 + 1).chain(0..120) {
            let end = at.min(photo.len());
            let _ = (cleaned(&photo[..end]), variants(&photo[..end], &NoCache));
            let mut damaged = photo.clone();
            for _ in 0..3 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                damaged[(end + (state >> 24) as usize % 9) % photo.len()] = (state >> 16) as u8;
            }
            let _ = (cleaned(&damaged), variants(&damaged, &NoCache));
        }
    }
}

#[test]
fn vast_pictures_and_those_for_a_press_are_left_as_they_are() {
    // A header that promises 60,000 by 60,000 pixels.
    let mut vast = encoded(&fields(8, 8), Kind::Png);
    vast[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    assert_eq!(picture_size(&vast), Some((60_000, 60_000)));
    assert!(variants(&vast, &NoCache).is_none() && cleaned(&vast).is_some());
    let found = super::check(&crate::source::SitePath::new("content/a.png"), &vast);
    assert_eq!(found.unwrap().id, "picture-heavy");
    let mut inks = Vec::new();
    jpeg_encoder::Encoder::new(&mut inks, 90)
        .encode(&vec![90; 600 * 4 * 4], 600, 4, jpeg_encoder::ColorType::Cmyk)
        .unwrap();
    assert!(variants(&inks, &NoCache).is_none() && cleaned(&inks).is_some());
}

#[test]
fn the_profile_of_the_colours_stays() {
    let mut profile = vec![7; 200];
    profile[16..20].copy_from_slice(b"RGB ");
    let image = noisy_fields(600, 30);
    let mut photo = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut photo, 90);
    encoder.add_icc_profile(&profile).unwrap();
    encoder.encode(&image, 600, 30, jpeg_encoder::ColorType::Rgb).unwrap();
    assert!(holds(&cleaned(&photo).unwrap(), &profile));
    let made = variants(&photo, &NoCache).unwrap().variants;
    assert!(!made.is_empty() && made.iter().all(|variant| holds(&variant.bytes, &profile)));
}
