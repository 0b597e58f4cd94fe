//! The two languages of messages for people: Chinese for editors, English for everybody else.
//!
//! A message is written in both where it is made; which of them is shown is decided here alone.

/// The language that messages are shown in, or that keys are typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Chinese,
    English,
}

impl Language {
    /// The language for a tag as in site.yaml, `zh-CN`: Chinese in any form, English for all others.
    pub fn of_tag(tag: &str) -> Language {
        if tag == "zh" || tag.starts_with("zh-") { Language::Chinese } else { Language::English }
    }

    /// Returns the wording in this language.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::Chinese => zh,
            Language::English => en,
        }
    }
}
