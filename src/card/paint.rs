//! Draws a card: text and a rule in a few colours, encoded as a PNG.

use crate::card::content::{Card, SIZE};
use crate::card::face::Face;
use crate::phrases;
use ab_glyph::{Font, FontVec, PxScale, ScaleFont, point};

type Colour = [u8; 3];

const PAPER: Colour = [0xff, 0xff, 0xff];
const INK: Colour = [0x1f, 0x1e, 0x1c];
const MUTED: Colour = [0x5d, 0x5a, 0x55];
const RED: Colour = [0xb3, 0x23, 0x1b];

const MARGIN: f32 = 80.0;
/// The base line of the title of the site.
const SITE: f32 = 122.0;
const SITE_SIZE: f32 = 42.0;
/// The rule below the title of the site: its top and its thickness.
const RULE: (u32, u32) = (158, 6);
/// The top and bottom of the area for the title.
const TITLE: (f32, f32) = (185.0, 520.0);
/// The base line of number and date.
const FOOT: f32 = 568.0;
const FOOT_SIZE: f32 = 36.0;
/// The sizes in which a title is tried, each with the most lines that it may have.
const SIZES: [(f32, usize); 4] = [(76.0, 2), (64.0, 3), (54.0, 4), (46.0, 5)];
/// From one base line to the next, in multiples of the size.
const LEADING: f32 = 1.4;

/// A colour of text: an index into the palette, in steps of `SHADES`.
#[derive(Clone, Copy)]
enum Ink {
    Black,
    Grey,
    Red,
}

/// How many shades an ink has, from paper to full ink. Few colours make a small file.
const SHADES: u8 = 16;

/// The pixels drawn so far, row by row, as indexes into the palette.
struct Sheet {
    pixels: Vec<u8>,
}

/// Returns the card drawn as a PNG.
pub fn png(card: &Card, face: &Face) -> Vec<u8> {
    let font = &*face.font;
    let mut sheet = Sheet::blank();
    let width = SIZE.0 as f32 - 2.0 * MARGIN;
    let site = truncated(font, &card.site, SITE_SIZE, width);
    sheet.write(font, &site, (MARGIN, SITE), SITE_SIZE, Ink::Red);
    sheet.rule();
    let (size, lines) = title_lines(font, &card.title, width);
    let height = size * LEADING * lines.len() as f32;
    let mut base = (TITLE.0 + TITLE.1 - height) / 2.0 + size * 1.05;
    for line in &lines {
        sheet.write(font, line, (MARGIN, base), size, Ink::Black);
        base += size * LEADING;
    }
    let foot = truncated(font, &card.foot, FOOT_SIZE, width);
    sheet.write(font, &foot, (MARGIN, FOOT), FOOT_SIZE, Ink::Grey);
    sheet.encoded()
}

/// Returns the lines of a title, in the largest size that fits `width`; a very long title is
/// truncated.
fn title_lines(font: &FontVec, title: &str, width: f32) -> (f32, Vec<String>) {
    // In columns, of which a Han character takes two.
    let columns = |size: f32| (2.0 * width / size) as usize;
    // Measured all the same: capital letters may be wider than one column.
    let fits = |lines: &[String], size| lines.iter().all(|line| measure(font, line, size) <= width);
    for (size, max_lines) in SIZES {
        let lines = phrases::lines(title, columns(size), usize::MAX);
        if lines.len() <= max_lines && fits(&lines, size) {
            return (size, lines);
        }
    }
    let (size, max_lines) = SIZES[SIZES.len() - 1];
    let lines = phrases::lines(title, columns(size), max_lines);
    if fits(&lines, size) {
        return (size, lines);
    }
    let lines = phrases::lines(title, columns(size) / 2, max_lines);
    (size, lines.iter().map(|line| truncated(font, line, size, width)).collect())
}

/// Returns the beginning of a line that fits a width.
fn truncated(font: &FontVec, line: &str, size: f32, width: f32) -> String {
    let mut left = width;
    let fits = |c: &char| {
        left -= advance(font, *c, size);
        left >= 0.0
    };
    line.chars().take_while(fits).collect()
}

/// Returns the width of a line in pixels.
fn measure(font: &FontVec, line: &str, size: f32) -> f32 {
    line.chars().map(|c| advance(font, c, size)).sum()
}

fn advance(font: &FontVec, c: char, size: f32) -> f32 {
    let scaled = font.as_scaled(scale(font, size));
    scaled.h_advance(scaled.glyph_id(c))
}

/// Returns the scale at which the em of a font is `size` pixels.
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

    /// Writes a line of text; `start` is where its base line begins.
    fn write(&mut self, font: &FontVec, text: &str, start: (f32, f32), size: f32, ink: Ink) {
        let (mut x, y) = start;
        let scale = scale(font, size);
        for c in text.chars() {
            let glyph = font.glyph_id(c).with_scale_and_position(scale, point(x, y));
            x += advance(font, c, size);
            let Some(outline) = font.outline_glyph(glyph) else { continue };
            let (left, top) = {
                let bounds = outline.px_bounds();
                (bounds.min.x as i32, bounds.min.y as i32)
            };
            outline.draw(|dx, dy, coverage| {
                self.cover(left + dx as i32, top + dy as i32, ink, coverage)
            });
        }
    }

    /// Covers a pixel with ink, by 0 to 1 of its area; pixels outside the sheet are ignored.
    fn cover(&mut self, x: i32, y: i32, ink: Ink, coverage: f32) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        if x >= SIZE.0 || y >= SIZE.1 {
            return;
        }
        let shade = (coverage.clamp(0.0, 1.0) * f32::from(SHADES - 1)).round() as u8;
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
        // Cards may be many: this level takes half the time of the default, for a tenth more bytes.
        encoder.set_deflate_compression(png::DeflateCompression::Level(3));
        encoder.set_filter(png::Filter::NoFilter);
        // Neither call can fail: it writes to memory, and the data have the size of the header.
        if let Ok(mut writer) = encoder.write_header() {
            let _ = writer.write_image_data(&self.pixels);
        }
        bytes
    }
}

/// Returns every shade of every ink on paper, as bytes of red, green and blue.
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
