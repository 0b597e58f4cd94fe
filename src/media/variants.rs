//! Smaller copies of a picture, for screens that show it smaller.

use super::cache::{self, PictureCache};
use super::clean::Format;
use super::decode::{Pixels, decode};
use super::limits::{MAX_PIXELS, pixels};
use super::{jpeg, png, webp};
use crate::picture_size::{UPRIGHT, is_turned, orientation, picture_size};
use crate::source::Fingerprint;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::png::{CompressionType, FilterType as RowFilter, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageBuffer, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use std::sync::{Mutex, PoisonError};

/// The widths in pixels: a telephone; one with a fine screen, and the column of text, 684 pixels wide; the column on a fine screen.
const WIDTHS: [u32; 3] = [480, 960, WIDEST];

/// The width that suffices for the column of text on any screen.
pub const WIDEST: u32 = 1600;

/// Named in every key, so that variants of another version of this file are made anew.
const VERSION: &[u8] = b"pictures 1";

/// Quality of JPEG, of 100: what is lost is not seen beside the original.
const QUALITY: u8 = 80;

/// How many times as large the exact copy must be for photos that were saved as PNG to become JPEG.
const PHOTO: usize = 3;

/// Pictures with more pixels are decoded one at a time, so that memory does not grow with the number of threads.
const LARGE: u64 = 20_000_000;
static LARGE_ONE: Mutex<()> = Mutex::new(());

/// A smaller copy of a picture.
pub struct Variant {
    pub width: u32,
    pub bytes: Vec<u8>,
    /// Of its file name.
    pub extension: &'static str,
}

/// The variants of one picture, the narrowest first.
pub struct Variants {
    /// Of what they are made from, and how.
    pub digest: Fingerprint,
    pub variants: Vec<Variant>,
}

/// Makes the variants of a picture, or takes them from the cache. None if it is narrow, moves, is meant for a press, or cannot
/// be read; only those that are smaller than the file itself.
pub fn variants(bytes: &[u8], cache: &dyn PictureCache) -> Option<Variants> {
    let format = Format::of(bytes)?;
    let size = picture_size(bytes)?;
    let is_left = match format {
        Format::Jpeg => jpeg::is_in_four_inks(bytes),
        Format::Png => png::moves(bytes),
        Format::WebP => webp::moves(bytes),
    };
    if is_left || size.0 <= WIDTHS[0] || pixels(size) > MAX_PIXELS {
        return None;
    }
    let digest = Fingerprint::of_parts(&[VERSION, bytes]);
    let sizes: Vec<(u32, u32)> = sizes(size);
    let name = |(width, _): (u32, u32)| format!("{}-{width}", digest.hex());
    let kept: Option<Vec<Vec<u8>>> =
        sizes.iter().map(|size| cache::load(cache, &name(*size), *size)).collect();
    let made = kept.unwrap_or_else(|| {
        let _one = (pixels(size) > LARGE)
            .then(|| LARGE_ONE.lock().unwrap_or_else(PoisonError::into_inner));
        let mut made = make(bytes, format, &sizes).unwrap_or_else(|| vec![Vec::new(); sizes.len()]);
        // From the first that saves nothing on, wider ones save nothing either.
        let useful = made.iter().take_while(|variant| variant.len() < bytes.len()).count();
        made.iter_mut().skip(useful).for_each(Vec::clear);
        for (size, variant) in sizes.iter().zip(&made) {
            cache::keep(cache, &name(*size), variant);
        }
        made
    });
    let variants = sizes.iter().zip(made).filter(|(_, bytes)| !bytes.is_empty());
    let variants = variants.map(|((width, _), bytes)| Variant {
        width: *width,
        extension: if Format::of(&bytes) == Some(Format::Png) { "png" } else { "jpg" },
        bytes,
    });
    Some(Variants { digest, variants: variants.collect() })
}

/// Returns the sizes of the variants of a picture, none larger than itself.
fn sizes((width, height): (u32, u32)) -> Vec<(u32, u32)> {
    let mut widths = WIDTHS.map(|wanted| wanted.min(width)).to_vec();
    widths.dedup();
    let height = |to: u32| (u64::from(height) * u64::from(to) / u64::from(width)).max(1) as u32;
    widths.into_iter().map(|width| (width, height(width))).collect()
}

/// Makes variants of these sizes, which are those of the picture when it is turned.
fn make(bytes: &[u8], format: Format, sizes: &[(u32, u32)]) -> Option<Vec<Vec<u8>>> {
    let mut from = decode(bytes, format)?;
    let turn = orientation(bytes);
    let mut made = Vec::with_capacity(sizes.len());
    // The widest first: each is made from the one before, which is quicker and looks the same.
    for (width, height) in sizes.iter().rev().copied() {
        let (across, down) = if is_turned(turn) { (height, width) } else { (width, height) };
        from = resized(from, across, down)?;
        made.push(encode(turned(&from, turn)?, format)?);
    }
    made.reverse();
    Some(made)
}

fn resized(from: Pixels, width: u32, height: u32) -> Option<Pixels> {
    if (from.width, from.height) == (width, height) {
        return Some(from);
    }
    let kind = match from.channels {
        1 => PixelType::U8,
        3 => PixelType::U8x3,
        _ => PixelType::U8x4,
    };
    let source = ImageRef::new(from.width, from.height, &from.samples, kind).ok()?;
    let mut target = Image::new(width, height, kind);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize(&source, &mut target, &options).ok()?;
    let samples = target.into_vec();
    Some(Pixels { width, height, channels: from.channels, samples, profile: from.profile })
}

/// Turns a picture upright.
fn turned(from: &Pixels, turn: u8) -> Option<Pixels> {
    let Pixels { width, height, channels, .. } = *from;
    let (samples, profile) = (from.samples.clone(), from.profile.clone());
    if turn == UPRIGHT {
        return Some(Pixels { width, height, channels, samples, profile });
    }
    let mut image = match channels {
        1 => DynamicImage::ImageLuma8(ImageBuffer::from_raw(width, height, samples)?),
        3 => DynamicImage::ImageRgb8(ImageBuffer::from_raw(width, height, samples)?),
        _ => DynamicImage::ImageRgba8(ImageBuffer::from_raw(width, height, samples)?),
    };
    image.apply_orientation(Orientation::from_exif(turn)?);
    let (width, height) = (image.width(), image.height());
    Some(Pixels { width, height, channels, samples: image.into_bytes(), profile })
}

/// Encodes a picture: with transparency as PNG; what was PNG as PNG, too, unless it is a photo; anything else as JPEG.
fn encode(picture: Pixels, format: Format) -> Option<Vec<u8>> {
    if picture.channels == 4 {
        return as_png(&picture);
    }
    let jpeg = as_jpeg(&picture)?;
    if format != Format::Png {
        return Some(jpeg);
    }
    let png = as_png(&picture)?;
    Some(if png.len() > jpeg.len() * PHOTO { jpeg } else { png })
}

fn as_jpeg(picture: &Pixels) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    if let Some(profile) = &picture.profile {
        encoder.add_icc_profile(profile).ok()?;
    }
    let (width, height) = (u16::try_from(picture.width).ok()?, u16::try_from(picture.height).ok()?);
    let kind = if picture.channels == 1 { ColorType::Luma } else { ColorType::Rgb };
    encoder.encode(&picture.samples, width, height, kind).ok()?;
    Some(out)
}

fn as_png(picture: &Pixels) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder =
        PngEncoder::new_with_quality(&mut out, CompressionType::Default, RowFilter::Adaptive);
    if let Some(profile) = &picture.profile {
        encoder.set_icc_profile(profile.clone()).ok()?;
    }
    let kind = match picture.channels {
        1 => ExtendedColorType::L8,
        3 => ExtendedColorType::Rgb8,
        _ => ExtendedColorType::Rgba8,
    };
    encoder.write_image(&picture.samples, picture.width, picture.height, kind).ok()?;
    Some(out)
}
