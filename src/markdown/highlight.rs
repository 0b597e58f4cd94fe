//! Syntax highlighting: classes in the HTML, colours in one style sheet.
//!
//! With classes instead of colours, pages need no inline styles, and the same HTML serves the light
//! and the dark view.

use std::fmt::Write;
use std::sync::LazyLock;
use syntect::highlighting::{Color, FontStyle, Theme, ThemeSet};
use syntect::html::{ClassStyle, ClassedHTMLGenerator, css_for_theme_with_class_style};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

const CLASSES: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// Longer code, or code with longer lines (data, minified programs), is not highlighted: it would
/// take longer than building the rest of the site.
const MAX_CODE_BYTES: usize = 64 * 1024;
const MAX_LINE_BYTES: usize = 2 * 1024;

/// The backgrounds on which code must stay legible, with a margin for a tint of the theme.
const LIGHT_BACKGROUND: Color = Color { r: 0xf2, g: 0xf2, b: 0xf2, a: 0xff };
const DARK_BACKGROUND: Color = Color { r: 0x22, g: 0x22, b: 0x22, a: 0xff };

/// WCAG 2.2, 1.4.3.
const MIN_CONTRAST: f64 = 4.5;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Renders code as HTML with classes; `None` if the language is unknown or the code too long.
pub(super) fn highlight(code: &str, language: &str) -> Option<String> {
    if language.is_empty() || code.len() > MAX_CODE_BYTES {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, CLASSES);
    for line in LinesWithEndings::from(code) {
        if line.len() > MAX_LINE_BYTES {
            return None;
        }
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

/// Returns the style sheet for code, light and dark, with a contrast of at least 4.5 to 1 on any
/// background from white to light grey, and from black to dark grey.
pub fn highlight_css() -> &'static str {
    static CSS: LazyLock<String> = LazyLock::new(styles);
    &CSS
}

fn styles() -> String {
    let themes = ThemeSet::load_defaults();
    let mut css = String::new();
    // Each view has a block of its own, so that no rule of one applies in the other.
    for (view, name, background) in [
        ("light", "InspiredGitHub", LIGHT_BACKGROUND),
        ("dark", "base16-ocean.dark", DARK_BACKGROUND),
    ] {
        if let Some(theme) = themes.themes.get(name) {
            let rules = rules(theme, background);
            let _ = writeln!(css, "@media (prefers-color-scheme: {view}) {{\n{rules}}}");
        }
    }
    css
}

fn rules(theme: &Theme, background: Color) -> String {
    let mut theme = theme.clone();
    theme.settings.background = None;
    theme.settings.foreground = theme.settings.foreground.map(|colour| legible(colour, background));
    for item in &mut theme.scopes {
        let style = &mut item.style;
        style.background = None;
        style.foreground = style.foreground.map(|colour| legible(colour, background));
        // Slanted Han characters are hard to read, and comments are often Chinese.
        style.font_style = style.font_style.map(|font| font - FontStyle::ITALIC);
    }
    let css = css_for_theme_with_class_style(&theme, CLASSES).unwrap_or_default();
    let rules = css.split_once("*/").map_or(css.as_str(), |(_, rules)| rules);
    rules.split_inclusive('}').filter(|rule| rule.contains(':')).fold(
        String::with_capacity(rules.len()),
        |mut kept, rule| {
            let parts: Vec<&str> = rule.split_whitespace().collect();
            kept.push_str(&parts.join(" "));
            kept.push('\n');
            kept
        },
    )
}

/// Returns the colour itself, or the nearest on the way to black or white that has enough contrast.
fn legible(colour: Color, background: Color) -> Color {
    let goal: u8 = if luminance(background) > 0.5 { 0x00 } else { 0xff };
    let towards = |from: u8, step: u16| -> u8 {
        let mixed = (u16::from(from) * (32 - step) + u16::from(goal) * step) / 32;
        u8::try_from(mixed).unwrap_or(goal)
    };
    (0..=32)
        .map(|step| Color {
            r: towards(colour.r, step),
            g: towards(colour.g, step),
            b: towards(colour.b, step),
            a: 0xff,
        })
        .find(|mixed| contrast(*mixed, background) >= MIN_CONTRAST)
        .unwrap_or(Color { r: goal, g: goal, b: goal, a: 0xff })
}

fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Color) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_escaped_and_gets_classes() {
        let html = highlight("let x = \"<&>\"; // 注释\n", "rust").expect("rust is known");
        assert!(html.contains("<span class=\"hl-source hl-rust\">"), "{html}");
        assert!(html.contains("&lt;&amp;&gt;") && html.contains("注释"), "{html}");
        assert!(highlight("x", "no-such-language").is_none());
        assert!(highlight("x", "").is_none());
        assert!(highlight(&"x".repeat(MAX_LINE_BYTES + 1), "rust").is_none());
    }

    #[test]
    fn every_colour_has_enough_contrast() {
        let css = highlight_css();
        let (light, dark) =
            css.split_once("@media (prefers-color-scheme: dark)").expect("both views are there");
        let white = Color { r: 0xff, g: 0xff, b: 0xff, a: 0xff };
        let near_black = Color { r: 0x11, g: 0x11, b: 0x11, a: 0xff };
        for (css, backgrounds) in
            [(light, [white, LIGHT_BACKGROUND]), (dark, [near_black, DARK_BACKGROUND])]
        {
            let colours: Vec<Color> = css
                .split("color: #")
                .skip(1)
                .filter_map(|rest| u32::from_str_radix(rest.get(..6)?, 16).ok())
                .map(|rgb| {
                    let [_, r, g, b] = rgb.to_be_bytes();
                    Color { r, g, b, a: 0xff }
                })
                .collect();
            assert!(colours.len() > 10, "{css}");
            for colour in colours {
                for background in backgrounds {
                    assert!(
                        contrast(colour, background) >= MIN_CONTRAST,
                        "{colour:?} on {background:?}"
                    );
                }
            }
        }
        assert!(css.starts_with("@media (prefers-color-scheme: light) {"), "no rule is for both");
        assert!(!css.contains("background-color") && !css.contains("font-style"));
    }
}
