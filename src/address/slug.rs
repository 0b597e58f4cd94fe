//! Slugs: the part of an address that is made from a name.

use pinyin::ToPinyin;

/// The longest slug, in bytes.
const MAX_LENGTH: usize = 100;

/// Pinyin without tones for Han characters, lower case for Latin, hyphens between.
pub fn slug_of(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for c in name.chars() {
        if let Some(pinyin) = c.to_pinyin() {
            words.push(pinyin.plain().replace('ü', "v"));
            open = false;
        } else if c.is_alphanumeric() {
            match words.last_mut().filter(|_| open) {
                Some(word) => word.extend(c.to_lowercase()),
                None => words.push(c.to_lowercase().collect()),
            }
            open = true;
        } else {
            open = false;
        }
    }
    let mut slug = words.join("-");
    while slug.len() > MAX_LENGTH {
        words.pop();
        slug = words.join("-");
    }
    if slug.is_empty() { "untitled".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_pinyin() {
        assert_eq!(slug_of("高质量发展"), "gao-zhi-liang-fa-zhan");
        assert_eq!(slug_of("十五五 Plan 2026"), "shi-wu-wu-plan-2026");
        assert_eq!(slug_of("女性"), "nv-xing");
        assert_eq!(slug_of("——"), "untitled");
        assert!(slug_of(&"长".repeat(500)).len() <= MAX_LENGTH);
    }
}
