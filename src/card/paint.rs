//! Drawing: letters and rules on paper of one size, in few colours, as a PNG.

use super::{Card, SIZE};
use crate::phrases;
use ab_glyph::{Font, FontVec, PxScale, ScaleFont, point};

type Colour = [u8; 3];

const PAPER: Colour = [0xff, 0xff, 0xff];
const INK: Colour = [0x1f, 0x1e, 0x1c];
const MUTED: Colour = [0x5d, 0x5a, 0x55];
const RED: Colour = [0xb3, 0x23, 0x1b];

const MARGIN: f32 = 80.0;
/// The rule below the name of the site: its top, and how thick it is.
const RULE: (u32, u32) = (158, 6);
/// Where the lines of the title may stand.
const TITLE: (f32, f32) = (185.0, 520.0);
/// Base line of number and date.
const FOOT: f32 = 568.0;
const FOOT_SIZE: f32 = 36.0;
/// The sizes a title is tried in, with how many lines it may take in each.
const SIZES: [(f32, usize); 4] = [(76.0, 2), (64.0, 3), (54.0, 4), (46.0, 5)];
/// From one base line to the next, in sizes.
const LEADING: f32 = 1.4;

/// What letters are written with: an index into the palette, in steps of `SHADES`.
#[derive(Clone, Copy)]
enum Ink {
    Black,
    Grey,
    Red,
}

/// How many shades an ink has from bare paper to full cover. Few colours make a small file.
const SHADES: u8 = 16;

/// The picture under way, row by row, as indices into the palette.
struct Sheet {
    pixels: Vec<u8>,
}

pub(super) fn png(card: &Card, font: &FontVec) -> Vec<u8> {
    let mut sheet = Sheet::blank();
    let wide = SIZE.0 as f32 - 2.0 * MARGIN;
    sheet.write(font, &fitting(font, &card.site, 42.0, wide), (MARGIN, 122.0), 42.0, Ink::Red);
    sheet.rule();
    let (size, lines) = title(font, &card.title, wide);
    let height = size * LEADING * lines.len() as f32;
    let mut base = (TITLE.0 + TITLE.1 - height) / 2.0 + size * 1.05;
    for line in &lines {
        sheet.write(font, line, (MARGIN, base), size, Ink::Black);
        base += size * LEADING;
    }
    let foot = fitting(font, &card.foot, FOOT_SIZE, wide);
    sheet.write(font, &foot, (MARGIN, FOOT), FOOT_SIZE, Ink::Grey);
    sheet.encoded()
}

/// The lines of a title, in the largest size in which it has room; a very long one is cut.
fn title(font: &FontVec, title: &str, wide: f32) -> (f32, Vec<String>) {
    let letters = |size: f32| (2.0 * wide / size) as usize;
    // Letters may be wider than they count: capitals, all of one line.
    let fit = |lines: &[String], size| lines.iter().all(|line| length(font, line, size) <= wide);
    for (size, most) in SIZES {
        let lines = phrases::lines(title, letters(size), usize::MAX);
        if lines.len() <= most && fit(&lines, size) {
            return (size, lines);
        }
    }
    let (size, most) = SIZES[SIZES.len() - 1];
    let lines = phrases::lines(title, letters(size), most);
    if fit(&lines, size) {
        return (size, lines);
    }
    let lines = phrases::lines(title, letters(size) / 2, most);
    (size, lines.iter().map(|line| fitting(font, line, size, wide)).collect())
}

/// As much of a line as has room.
fn fitting(font: &FontVec, text: &str, size: f32, wide: f32) -> String {
    let mut room = wide;
    let fits = |c: &char| {
        room -= advance(font, *c, size);
        room >= 0.0
    };
    text.chars().take_while(fits).collect()
}

fn length(font: &FontVec, text: &str, size: f32) -> f32 {
    text.chars().map(|c| advance(font, c, size)).sum()
}

fn advance(font: &FontVec, c: char, size: f32) -> f32 {
    let scaled = font.as_scaled(scale(font, size));
    scaled.h_advance(scaled.glyph_id(c))
}

/// The scale at which the em of a font is `size` pixels.
fn scale(font: &FontVec, size: f32) -> PxScale {
    let em = font.units_per_em().unwrap_or(1000.0);
    PxScale::from(size * font.height_unscaled() / em)
}

impl Sheet {
    fn blank() -> Sheet {
        Sheet { pixels: vec![0; (SIZE.0 * SIZE.1) as usize] }
    }

    fn rule(&mut self) {
        for y in RULE.0..RULE.0 + RULE.1 {
            for x in MARGIN as i32..SIZE.0 as i32 - MARGIN as i32 {
                self.cover(x, y as i32, Ink::Red, 1.0);
            }
        }
    }

    /// Writes a line of letters from a point of its base line.
    fn write(&mut self, font: &FontVec, text: &str, from: (f32, f32), size: f32, ink: Ink) {
        let (mut x, y) = from;
        let scale = scale(font, size);
        for c in text.chars() {
            let glyph = font.glyph_id(c).with_scale_and_position(scale, point(x, y));
            x += advance(font, c, size);
            let Some(outline) = font.outline_glyph(glyph) else { continue };
            let (left, top) = {
                let bounds = outline.px_bounds();
                (bounds.min.x as i32, bounds.min.y as i32)
            };
            outline.draw(|dx, dy, part| self.cover(left + dx as i32, top + dy as i32, ink, part));
        }
    }

    /// Covers a part of a pixel with ink; what lies outside is passed over.
    fn cover(&mut self, x: i32, y: i32, ink: Ink, part: f32) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        if x >= SIZE.0 || y >= SIZE.1 {
            return;
        }
        let shade = (part.clamp(0.0, 1.0) * f32::from(SHADES - 1)).round() as u8;
        let pixel = &mut self.pixels[(y * SIZE.0 + x) as usize];
        if shade > *pixel % SHADES {
            *pixel = ink as u8 * SHADES + shade;
        }
    }

    fn encoded(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, SIZE.0, SIZE.1);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette());
        // Ten thousand cards: a tenth larger, in half the time of the usual level.
        encoder.set_deflate_compression(png::DeflateCompression::Level(3));
        encoder.set_filter(png::Filter::NoFilter);
        // Into memory, of the size that was announced: neither call can fail.
        if let Ok(mut writer) = encoder.write_header() {
            let _ = writer.write_image_data(&self.pixels);
        }
        bytes
    }
}

/// Every shade of every ink on paper, as red, green and blue.
fn palette() -> Vec<u8> {
    let mut palette = Vec::new();
    for ink in [INK, MUTED, RED] {
        for shade in 0..SHADES {
            let part = f32::from(shade) / f32::from(SHADES - 1);
            let mixed = |(paper, ink): (&u8, &u8)| {
                (f32::from(*paper) * (1.0 - part) + f32::from(*ink) * part).round() as u8
            };
            palette.extend(PAPER.iter().zip(&ink).map(mixed));
        }
    }
    palette
}
