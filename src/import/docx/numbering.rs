//! The numbers that Word writes before paragraphs. They are not in the text: 一、 has to be counted.

use crate::import::xml::Element;
use std::collections::{HashMap, HashSet};

const LEVELS: usize = 9;

/// The numberings of a file, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels by the id of their definition.
    definitions: HashMap<String, Vec<Level>>,
    numbers: HashMap<String, Number>,
    /// By definition, because numberings of one definition go on counting.
    counters: HashMap<String, [u32; LEVELS]>,
    /// Which numberings began anew, which happens once.
    restarted: HashSet<String>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    /// `%1、` or `（%2）`.
    text: String,
    /// Whether nothing, a space or a tab follows.
    has_space: bool,
    is_legal: bool,
}

#[derive(Debug, Default)]
struct Number {
    definition: String,
    /// Levels that begin anew, and those that are replaced.
    starts: HashMap<usize, u32>,
    replaced: HashMap<usize, Level>,
}

/// What stands before a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Label {
    Bullet,
    Text(String),
}

impl Numbering {
    pub fn read(root: &Element) -> Numbering {
        let mut numbering = Numbering::default();
        for element in root.elements() {
            match &*element.name {
                "abstractNum" => {
                    let Some(id) = element.attribute("abstractNumId") else { continue };
                    let mut levels = vec![Level::default(); LEVELS];
                    for (index, level) in levels_of(element) {
                        levels[index] = level;
                    }
                    numbering.definitions.insert(id.to_owned(), levels);
                }
                "num" => {
                    let Some(id) = element.attribute("numId") else { continue };
                    let mut number = Number {
                        definition: element.value("abstractNumId").unwrap_or_default().to_owned(),
                        ..Number::default()
                    };
                    for change in element.elements().filter(|e| e.name == "lvlOverride") {
                        let Some(index) = level_index(change) else { continue };
                        let start = change.value("startOverride").and_then(|s| s.parse().ok());
                        number.starts.extend(start.map(|start| (index, start)));
                        number.replaced.extend(levels_of(change));
                    }
                    numbering.numbers.insert(id.to_owned(), number);
                }
                _ => {}
            }
        }
        numbering
    }

    /// Counts a paragraph and returns its label; `None` if it has none.
    pub fn next(&mut self, id: &str, level: u8) -> Option<Label> {
        let index = usize::from(level);
        let number = self.numbers.get(id)?;
        let levels = self.definitions.get(&number.definition)?;
        let of = |index: usize| number.replaced.get(&index).or_else(|| levels.get(index));
        let own = of(index)?;
        if own.format == "bullet" {
            return Some(Label::Bullet);
        }
        let counters = self.counters.entry(number.definition.clone()).or_default();
        if !number.starts.is_empty() && !self.restarted.contains(id) {
            self.restarted.insert(id.to_owned());
            for (index, start) in &number.starts {
                if let Some(counter) = counters.get_mut(*index) {
                    *counter = start.saturating_sub(1);
                }
            }
        } else if counters.get(index) == Some(&0) {
            counters[index] = own.start.saturating_sub(1);
        }
        counters[index] = counters.get(index)?.saturating_add(1);
        for counter in counters.iter_mut().skip(index + 1) {
            *counter = 0;
        }
        let mut label = String::new();
        let mut rest = own.text.chars().peekable();
        while let Some(c) = rest.next() {
            let at = rest.peek().filter(|_| c == '%').and_then(|digit| digit.to_digit(10));
            let Some(at) = at.and_then(|at| (at as usize).checked_sub(1)) else {
                label.push(c);
                continue;
            };
            rest.next();
            let shown = of(at)?;
            let count = counters.get(at).copied()?.max(1);
            let format = if own.is_legal { "decimal" } else { &*shown.format };
            label.push_str(&in_format(count, format));
        }
        if label.is_empty() {
            return None;
        }
        if own.has_space && label.ends_with(|c: char| c.is_ascii()) {
            label.push(' ');
        }
        Some(Label::Text(label))
    }
}

fn level_index(element: &Element) -> Option<usize> {
    element.attribute("ilvl")?.parse().ok().filter(|index| *index < LEVELS)
}

fn levels_of(element: &Element) -> Vec<(usize, Level)> {
    let levels = element.elements().filter(|element| element.name == "lvl");
    let level = |element: &Element| {
        let format = element.child("numFmt").or_else(|| element.find("numFmt"));
        let level = Level {
            start: element.value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
            format: format.and_then(|f| f.attribute("val")).unwrap_or("decimal").to_owned(),
            text: element.value("lvlText").unwrap_or_default().to_owned(),
            has_space: element.value("suff") != Some("nothing"),
            is_legal: element.is_on("isLgl").unwrap_or(false),
        };
        Some((level_index(element)?, level))
    };
    levels.filter_map(level).collect()
}

/// Writes a number in one of the formats of Word; in digits if it is none of those that occur in
/// Chinese texts.
fn in_format(number: u32, format: &str) -> String {
    let one_of = |first: char, most: u32| {
        let c = (1..=most).contains(&number).then(|| char::from_u32(u32::from(first) + number - 1));
        c.flatten().map(String::from)
    };
    let written = match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "ideographDigital"
        | "japaneseDigitalTenThousand"
        | "taiwaneseDigital"
        | "koreanDigital2" => in_han(number),
        "chineseLegalSimplified" | "ideographLegalTraditional" => in_legal_han(number),
        "ideographTraditional" => nth("甲乙丙丁戊己庚辛壬癸", number),
        "ideographZodiac" => nth("子丑寅卯辰巳午未申酉戌亥", number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => one_of('①', 20),
        "decimalEnclosedParen" => one_of('⑴', 20),
        "decimalEnclosedFullstop" => one_of('⒈', 20),
        "ideographEnclosedCircle" => one_of('㊀', 10),
        "upperLetter" => one_of('A', 26),
        "lowerLetter" => one_of('a', 26),
        "upperRoman" => Some(in_roman(number)),
        "lowerRoman" => Some(in_roman(number).to_lowercase()),
        "decimalFullWidth" | "decimalFullWidth2" => Some(full_width(number)),
        "decimalZero" => Some(format!("{number:02}")),
        "none" => Some(String::new()),
        _ => None,
    };
    written.unwrap_or_else(|| number.to_string())
}

fn nth(characters: &str, number: u32) -> Option<String> {
    characters.chars().nth(number.checked_sub(1)? as usize).map(String::from)
}

fn full_width(number: u32) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c);
    number.to_string().chars().map(wide).collect()
}

const UNITS: [&str; 4] = ["", "十", "百", "千"];

/// 1 → 一, 12 → 十二, 105 → 一百零五; `None` from 10,000 on.
fn in_han(number: u32) -> Option<String> {
    let written = grouped(number, "零一二三四五六七八九", UNITS)?;
    Some(written.strip_prefix("一十").map(|rest| format!("十{rest}")).unwrap_or(written))
}

fn in_legal_han(number: u32) -> Option<String> {
    grouped(number, "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"])
}

fn grouped(number: u32, digits: &str, units: [&str; 4]) -> Option<String> {
    let decimal = number.to_string();
    if number == 0 || decimal.len() > units.len() {
        return None;
    }
    let mut written = String::new();
    let mut is_after_zero = false;
    for (at, digit) in decimal.chars().enumerate() {
        let value = digit.to_digit(10)?;
        if value == 0 {
            is_after_zero = true;
            continue;
        }
        if std::mem::take(&mut is_after_zero) {
            written.push(digits.chars().next()?);
        }
        written.push(digits.chars().nth(value as usize)?);
        written.push_str(units[decimal.len() - 1 - at]);
    }
    Some(written)
}

fn in_roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let mut left = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            written.push_str(sign);
            left -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::{in_format, in_han};

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (number, han) in [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (105, "一百零五"),
            (110, "一百一十"),
            (1001, "一千零一"),
        ] {
            assert_eq!(in_han(number).as_deref(), Some(han));
        }
        for (format, written) in [
            ("decimal", "4"),
            ("chineseCounting", "四"),
            ("chineseLegalSimplified", "肆"),
            ("decimalEnclosedCircleChinese", "④"),
            ("ideographTraditional", "丁"),
            ("upperLetter", "D"),
            ("lowerRoman", "iv"),
            ("decimalFullWidth", "４"),
            ("none", ""),
        ] {
            assert_eq!(in_format(4, format), written, "{format}");
        }
        assert_eq!(in_format(21, "decimalEnclosedCircle"), "21");
    }
}
