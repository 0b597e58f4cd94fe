//! The colour of the site, and the tones that pages need of it in light and in dark.
//!
//! Text in this colour stands on the grounds of the official theme, so its contrast there is checked
//! (WCAG 2.2, 1.4.3: at least 4.5). A colour that is too bright is refused rather than changed, because
//! it is the editor's to choose; the tones for the dark view are derived.

use super::faults;
use crate::source::Spanned;
use crate::yaml::Fields;
use std::fmt;

/// A colour of sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The colour of the site: for text, lines and grounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    pub light: Tones,
    pub dark: Tones,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tones {
    pub accent: Colour,
    /// A ground for text in the colour.
    pub ground: Colour,
    /// Text on a ground of the colour.
    pub on: Colour,
}

/// The grounds of `site.css`: `--paper`, `--ground` in light, and `--paper` in dark, beside which its
/// `--ground` is darker.
const PAPER: Colour = Colour([0xff, 0xff, 0xff]);
const GROUND: Colour = Colour([0xf6, 0xf5, 0xf2]);
const DARK_PAPER: Colour = Colour([0x1e, 0x1d, 0x1b]);
/// The least contrast of text.
const CONTRAST: f64 = 4.5;

impl Accent {
    /// Returns the tones of a colour; `None` if it cannot be read on a light ground.
    fn of(colour: Colour) -> Option<Accent> {
        let light = Tones { accent: colour, ground: colour.mixed(PAPER, 0.93), on: PAPER };
        let is_legible =
            [light.ground, GROUND].into_iter().all(|ground| contrast(colour, ground) >= CONTRAST);
        let dark = |step| {
            let accent = colour.with_lightness(f64::from(step) / 100.0);
            let ground = accent.mixed(DARK_PAPER, 0.88);
            Tones { accent, ground, on: DARK_PAPER }
        };
        let dark =
            (40..=100).map(dark).find(|tones| contrast(tones.accent, tones.ground) >= CONTRAST);
        is_legible.then_some(Accent { light, dark: dark? })
    }

    /// Returns the style sheet that gives the tones to the theme.
    pub fn css(&self) -> String {
        let set = |Tones { accent, ground, on }: Tones| {
            format!(":root{{--accent:{accent};--accent-ground:{ground};--on-accent:{on}}}")
        };
        format!(
            "{}\n@media screen and (prefers-color-scheme:dark){{{}}}\n",
            set(self.light),
            set(self.dark)
        )
    }
}

pub(super) fn read(fields: &mut Fields) -> Option<Accent> {
    // `accent: #b02318` without quotes is a comment.
    if let Some(span) = fields.empty("accent") {
        fields.take("accent");
        fields.diagnostics.push(faults::accent_empty(span, &fields.key_names));
        return None;
    }
    let Spanned { value: typed, span } = fields.text("accent")?;
    let Some(colour) = Colour::parse(&typed) else {
        fields.diagnostics.push(faults::accent_form(span, &fields.key_names, &typed));
        return None;
    };
    let accent = Accent::of(colour);
    if accent.is_none() {
        let ratio = contrast(colour, GROUND).min(contrast(colour, colour.mixed(PAPER, 0.93)));
        let darker = colour.legible().map(|colour| colour.to_string());
        let diagnostic =
            faults::accent_contrast(span, &fields.key_names, &typed, ratio, darker.as_deref());
        fields.diagnostics.push(diagnostic);
    }
    accent
}

impl Colour {
    /// Reads #b02318 or #b21, in any case, with or without the sign.
    fn parse(typed: &str) -> Option<Colour> {
        let digits: Vec<u8> = typed
            .strip_prefix('#')
            .unwrap_or(typed)
            .chars()
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        match digits[..] {
            [r, g, b] => Some(Colour([r * 17, g * 17, b * 17])),
            [r1, r2, g1, g2, b1, b2] => Some(Colour([r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2])),
            _ => None,
        }
    }

    /// Returns the nearest darker tone that can be read on a light ground.
    fn legible(self) -> Option<Colour> {
        let (_, _, lightness) = self.hsl();
        let tones = (0..=100).rev().map(|step| f64::from(step) / 100.0);
        tones
            .filter(|tone| *tone < lightness)
            .map(|tone| self.with_lightness(tone))
            .find(|colour| Accent::of(*colour).is_some())
    }

    /// Mixes it with another colour, of which there is this share.
    fn mixed(self, other: Colour, share: f64) -> Colour {
        let channel = |index: usize| {
            let (own, other) = (f64::from(self.0[index]), f64::from(other.0[index]));
            byte(own * (1.0 - share) + other * share)
        };
        Colour([channel(0), channel(1), channel(2)])
    }

    /// Returns hue (0 to 6), saturation and lightness (0 to 1).
    fn hsl(self) -> (f64, f64, f64) {
        let [r, g, b] = self.0.map(|channel| f64::from(channel) / 255.0);
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        let (lightness, chroma) = ((most + least) / 2.0, most - least);
        if chroma == 0.0 {
            return (0.0, 0.0, lightness);
        }
        let hue = if most == r {
            ((g - b) / chroma).rem_euclid(6.0)
        } else if most == g {
            (b - r) / chroma + 2.0
        } else {
            (r - g) / chroma + 4.0
        };
        (hue, chroma / (1.0 - (2.0 * lightness - 1.0).abs()), lightness)
    }

    fn with_lightness(self, lightness: f64) -> Colour {
        let (hue, saturation, _) = self.hsl();
        let chroma = (1.0 - (2.0 * lightness - 1.0).abs()) * saturation;
        let second = chroma * (1.0 - (hue % 2.0 - 1.0).abs());
        let rest = lightness - chroma / 2.0;
        let channels = match hue {
            hue if hue < 1.0 => [chroma, second, 0.0],
            hue if hue < 2.0 => [second, chroma, 0.0],
            hue if hue < 3.0 => [0.0, chroma, second],
            hue if hue < 4.0 => [0.0, second, chroma],
            hue if hue < 5.0 => [second, 0.0, chroma],
            _ => [chroma, 0.0, second],
        };
        Colour(channels.map(|channel| byte((channel + rest) * 255.0)))
    }

    /// Returns the relative luminance (WCAG).
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Rounds a channel. It is within the range but for the last bits.
fn byte(channel: f64) -> u8 {
    channel.round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::{Accent, CONTRAST, Colour, DARK_PAPER, GROUND, PAPER, contrast};
    use proptest::prelude::*;

    const STYLES: &str = include_str!("../../themes/official/static/site.css");

    #[test]
    fn colours_are_read_in_their_usual_forms() {
        for typed in ["#aabbcc", "#abc", "abc", "AABBCC", "#AaBbCc"] {
            assert_eq!(Colour::parse(typed), Some(Colour([0xaa, 0xbb, 0xcc])), "{typed}");
        }
        for wrong in ["", "#", "#ab", "#abcd", "#gg0000", "red", "＃aabbcc", "#aabbccdd"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        let black = Colour([0, 0, 0]);
        assert!((contrast(PAPER, black) - 21.0).abs() < 1e-9);
        let grey = Colour([0x76, 0x76, 0x76]);
        assert!((contrast(grey, PAPER) - 4.54).abs() < 0.005);
    }

    #[test]
    fn grounds_are_those_of_the_theme() {
        let (light, dark) = STYLES.split_once("prefers-color-scheme: dark").expect("a dark view");
        assert!(
            light.contains("--paper: #fff;") && light.contains(&format!("--ground: {GROUND};"))
        );
        assert!(dark.contains(&format!("--paper: {DARK_PAPER};")));
        let ground = dark.split("--ground: ").nth(1).and_then(|rest| rest.split(';').next());
        let ground = ground.and_then(Colour::parse).expect("a dark ground");
        assert!(ground.luminance() < DARK_PAPER.luminance());
        let red = light.split("--red: ").nth(1).and_then(|rest| rest.split(';').next());
        assert!(Accent::of(red.and_then(Colour::parse).expect("a red")).is_some());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn every_accepted_colour_is_legible_on_every_ground(channels in any::<[u8; 3]>()) {
            let colour = Colour(channels);
            let (_, _, lightness) = colour.hsl();
            let same = colour.with_lightness(lightness);
            for (a, b) in colour.0.into_iter().zip(same.0) {
                prop_assert!(a.abs_diff(b) <= 1, "{colour} {same}");
            }
            match Accent::of(colour) {
                Some(Accent { light, dark }) => {
                    prop_assert_eq!(light.accent, colour);
                    for (tones, paper) in [(light, PAPER), (light, GROUND), (dark, DARK_PAPER)] {
                        for (one, other) in
                            [(tones.accent, paper), (tones.accent, tones.ground), (tones.on, tones.accent)]
                        {
                            prop_assert!(contrast(one, other) >= CONTRAST, "{colour}: {one} on {other}");
                        }
                    }
                }
                None => {
                    let darker = colour.legible();
                    prop_assert!(darker.is_some_and(|darker| Accent::of(darker).is_some()), "{colour}");
                }
            }
        }
    }
}
