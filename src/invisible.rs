//! Invisible characters: which of them are harmful where, and how they are escaped.
//!
//! They are pasted from word processors and web pages, or typed to deceive. XML cannot contain some,
//! terminals interpret others, the search misses a word with one inside, and a single one can reverse
//! the direction of a title.

/// A kind of invisible character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invisible {
    /// C0, C1, DEL and similar: terminals interpret some, and XML refuses most.
    Control,
    /// No character in any text (U+FFFE); XML refuses it.
    Noncharacter,
    /// Changes the direction of the text after it.
    Bidi,
    /// Has no width, and splits words for the search.
    ZeroWidth,
}

/// Returns the kind of a character that is harmful in any context. Tabs and line breaks are left to the
/// caller.
pub fn harmful(c: char) -> Option<Invisible> {
    match c {
        '\t' | '\n' | '\r' => None,
        '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' => Some(Invisible::Control),
        c if c.is_control() => Some(Invisible::Control),
        '\u{fdd0}'..='\u{fdef}' => Some(Invisible::Noncharacter),
        c if u32::from(c) & 0xfffe == 0xfffe => Some(Invisible::Noncharacter),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(Invisible::Bidi),
        _ => None,
    }
}

/// Returns the kind of a character that is invisible between its neighbours, unless the script of the
/// text needs it there.
pub fn kind_in_context(before: Option<char>, c: char, after: Option<char>) -> Option<Invisible> {
    let is_needed = match c {
        // Joiners belong to scripts whose letters join, and to emoji.
        '\u{200c}' | '\u{200d}' => before.is_some_and(joins) && after.is_some_and(joins),
        // Variants of a Han character (IVS), of punctuation, of a sign or an emoji.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => before.is_some_and(|before| {
            is_visible(before) && !before.is_whitespace() && !before.is_ascii_alphabetic()
        }),
        // Tags after a black flag spell the code of a region.
        '\u{e0020}'..='\u{e007f}' => {
            before.is_some_and(|b| matches!(b, '\u{1f3f4}' | '\u{e0020}'..='\u{e007e}'))
        }
        // Forms of Mongolian letters.
        '\u{180b}'..='\u{180f}' => before.is_some_and(|b| matches!(b, '\u{1807}'..='\u{18aa}')),
        // Direction marks belong to scripts that are written from right to left.
        '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            [before, after].into_iter().flatten().any(is_right_to_left)
        }
        _ => false,
    };
    match harmful(c) {
        Some(kind) => Some(kind),
        None if is_needed || is_visible(c) => None,
        None => Some(Invisible::ZeroWidth),
    }
}

/// Finds the characters of a text that are invisible and not needed, each with its byte.
pub fn find(text: &str) -> impl Iterator<Item = (usize, char, Invisible)> + '_ {
    let mut before = None;
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, c) = rest.next()?;
            let after = rest.peek().map(|(_, after)| *after);
            let found = kind_in_context(before, c, after);
            before = Some(c);
            if let Some(kind) = found {
                return Some((at, c, kind));
            }
        }
    })
}

/// Returns whether a character has a shape or a width. Control characters and noncharacters count as
/// visible here: they are harmful in another way.
pub fn is_visible(c: char) -> bool {
    !matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Returns whether a joiner may be beside a character: letters of scripts that join, signs and emoji.
fn joins(c: char) -> bool {
    let is_joined = |c: u32| {
        // Hebrew to Mongolian, with Arabic, the scripts of India and Tibetan.
        matches!(c, 0x590..=0x10ff | 0x1200..=0x1aff | 0x1b00..=0x1cff | 0xa800..=0xabff)
            || matches!(c, 0xfb1d..=0xfdcf | 0xfe70..=0xfefc | 0x10800..=0x11fff)
            // Signs, emoji, their variants and their colours.
            || matches!(c, 0x2190..=0x2bff | 0xfe0f | 0x1f000..=0x1faff)
    };
    is_joined(u32::from(c))
}

fn is_right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefc | 0x10800..=0x10fff)
}

/// Returns a text that is safe to write to a terminal: invisible characters are written as escapes. Tabs
/// and line breaks are kept.
pub fn escape_for_terminal(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut from = 0;
    for (at, c, _) in find(text) {
        escaped.push_str(text.get(from..at).unwrap_or_default());
        escaped.push_str(&format!("\\u{{{:X}}}", u32::from(c)));
        from = at + c.len_utf8();
    }
    escaped.push_str(text.get(from..).unwrap_or_default());
    escaped.replace('\r', "\\r")
}

/// Returns a text as one line that is safe to write to a terminal.
pub fn escape_for_terminal_line(text: &str) -> String {
    escape_for_terminal(text).replace('\n', "\\n").replace('\t', "\\t")
}

/// Returns JSON with the same meaning in which harmful characters are written as escapes, so that it is
/// safe to write to a terminal.
pub fn escape_in_json(json: String) -> String {
    if json.chars().all(|c| harmful(c).is_none()) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        match harmful(c) {
            None => escaped.push(c),
            Some(_) => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    escaped.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    escaped
}

/// Returns a text without harmful characters: what is left, XML 1.0 can contain.
pub fn without_harmful(text: &str) -> String {
    text.chars().filter(|c| harmful(*c).is_none()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Invisible> {
        find(text).map(|(_, _, kind)| kind).collect()
    }

    #[test]
    fn invisible_characters_are_found() {
        for (text, kind) in [
            ("标\u{0}题", Invisible::Control),
            ("标\u{1b}[31m题", Invisible::Control),
            ("标\u{7}题", Invisible::Control),
            ("标\u{7f}题", Invisible::Control),
            ("标\u{9b}题", Invisible::Control),
            ("标\u{2028}题", Invisible::Control),
            ("标\u{fffe}题", Invisible::Noncharacter),
            ("标\u{ffff}题", Invisible::Noncharacter),
            ("标\u{fdd0}题", Invisible::Noncharacter),
            ("标\u{1fffe}题", Invisible::Noncharacter),
            ("标\u{10ffff}题", Invisible::Noncharacter),
            ("标\u{202e}题", Invisible::Bidi),
            ("标\u{2066}题", Invisible::Bidi),
            ("标\u{200b}题", Invisible::ZeroWidth),
            ("标\u{ad}题", Invisible::ZeroWidth),
            ("标\u{200d}题", Invisible::ZeroWidth),
            ("a\u{200c}b", Invisible::ZeroWidth),
            ("标\u{feff}题", Invisible::ZeroWidth),
            ("标\u{200e}题", Invisible::ZeroWidth),
            ("标\u{3164}题", Invisible::ZeroWidth),
            ("标\u{e0041}题", Invisible::ZeroWidth),
            ("a\u{fe0f}b", Invisible::ZeroWidth),
        ] {
            assert_eq!(kinds(text), [kind], "{text:?}");
        }
    }

    #[test]
    fn invisible_characters_that_a_script_needs_are_accepted() {
        for text in [
            "关于召开会议的通知",
            "葛\u{e0100}城",
            "、\u{fe00}",
            "می\u{200c}خواهم",
            "क\u{94d}\u{200d}ष",
            "👨\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "1\u{fe0f}\u{20e3}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}",
            "שלום\u{200f}!",
            "a\tb\r\nc",
            "é",
            "e\u{301}",
            "\u{3000}全角",
            "\u{a0}",
            "ᠮᠣᠩᠭᠣᠯ",
            "ᠠ\u{180e}ᠨ\u{180b}",
        ] {
            assert_eq!(kinds(text), [], "{text:?}");
        }
    }

    #[test]
    fn text_escaped_for_a_terminal_has_no_control_characters() {
        assert_eq!(
            escape_for_terminal("甲\u{1b}]0;x\u{7}乙\u{202e}\r\n"),
            "甲\\u{1B}]0;x\\u{7}乙\\u{202E}\\r\n"
        );
        assert_eq!(escape_for_terminal_line("甲\n乙\t丙"), "甲\\n乙\\t丙");
        for c in (0..=0x10ffff).filter_map(char::from_u32) {
            let line = escape_for_terminal_line(&format!("甲{c}乙"));
            assert!(!line.chars().any(|c| harmful(c).is_some() || c.is_control()), "{c:?}");
        }
    }

    #[test]
    fn escaped_json_has_the_same_value() {
        let text = "甲\u{202e}\u{fffe}\u{9b}\u{7f}\u{1ffff}乙\\u0041\"\n";
        let json = serde_json::Value::from(text).to_string();
        let escaped = escape_in_json(json);
        assert!(escaped.chars().all(|c| harmful(c).is_none()), "{escaped}");
        assert_eq!(serde_json::from_str::<String>(&escaped).ok().as_deref(), Some(text));
    }

    #[test]
    fn text_without_harmful_characters_is_valid_xml() {
        let all: String = (0..=0x10ffff).filter_map(char::from_u32).collect();
        let is_xml = |c: char| matches!(u32::from(c), 0x9 | 0xa | 0xd | 0x20..=0xd7ff | 0xe000..=0xfffd | 0x10000..=0x10ffff);
        assert!(without_harmful(&all).chars().all(is_xml));
        assert_eq!(without_harmful("甲\u{202e}\u{fffe}乙"), "甲乙");
    }
}
