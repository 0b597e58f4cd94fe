//! The keys that a map may have, what people type in their place, and how messages name them.
//!
//! Every key has an English and a Chinese name. A message uses the name that the editor typed;
//! where the key is missing, the language that most keys of the file are typed in. [`Naming`] is
//! the only place that decides this.

use crate::diagnostic::{Text, nearest};
use pinyin::ToPinyin;

/// A key under both its names.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    pub zh: &'static str,
    /// A value that it may have, for help.
    example: &'static str,
    /// The same where keys are typed in Chinese, if it looks different there.
    zh_example: &'static str,
    /// What people type for it, and can mean nothing else by.
    pub aliases: &'static [&'static str],
    /// What people type for it, but may mean otherwise.
    pub hints: &'static [&'static str],
}

impl Key {
    pub const fn new(name: &'static str, zh: &'static str, example: &'static str) -> Key {
        Key { name, zh, example, zh_example: example, aliases: &[], hints: &[] }
    }

    pub const fn zh_example(self, zh_example: &'static str) -> Key {
        Key { zh_example, ..self }
    }

    pub const fn aliases(self, aliases: &'static [&'static str]) -> Key {
        Key { aliases, ..self }
    }

    pub const fn hints(self, hints: &'static [&'static str]) -> Key {
        Key { hints, ..self }
    }

    /// A value that it may have, its own keys in the language asked for.
    pub fn example(&self, chinese: bool) -> &'static str {
        if chinese { self.zh_example } else { self.example }
    }

    pub fn named(&self, chinese: bool) -> &'static str {
        if chinese { self.zh } else { self.name }
    }
}

/// What is no key, because it is said in another place: a category is a folder.
#[derive(Clone, Copy, Debug)]
pub struct Elsewhere {
    pub typed: &'static [&'static str],
    pub advice: fn(&Naming) -> Text,
}

/// The keys of one kind of map.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    pub keys: &'static [Key],
    pub elsewhere: &'static [Elsewhere],
}

impl From<&'static [Key]> for Keys {
    fn from(keys: &'static [Key]) -> Keys {
        Keys { keys, elsewhere: &[] }
    }
}

/// What an unknown key was meant to be.
pub(super) enum Meant {
    /// The right key; `certain` if it can be put in its place.
    Key {
        key: &'static Key,
        certain: bool,
    },
    Elsewhere(fn(&Naming) -> Text),
    Unknown,
}

impl Keys {
    pub fn known(&self, typed: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == typed || key.zh == typed)
    }

    /// What a key that is not known was meant to be: by what people type for it, by its sound
    /// (`标提`), by its letters.
    pub(super) fn meant(&self, typed: &str) -> Meant {
        let typed = typed.to_lowercase();
        let is = |names: &[&str]| names.contains(&&*typed);
        if let Some(elsewhere) = self.elsewhere.iter().find(|elsewhere| is(elsewhere.typed)) {
            return Meant::Elsewhere(elsewhere.advice);
        }
        if let Some(key) = self.keys.iter().find(|key| is(key.aliases)) {
            return Meant::Key { key, certain: true };
        }
        if let Some(key) = self.keys.iter().find(|key| is(key.hints)) {
            return Meant::Key { key, certain: false };
        }
        let sound = sound(&typed);
        let by_sound = |key: &&Key| sound.is_some() && self::sound(key.zh) == sound;
        if let Some(key) = self.keys.iter().find(by_sound) {
            return Meant::Key { key, certain: true };
        }
        // Half of a word of two characters is no likeness: 文号 is not 文种.
        let long_enough = |name: &&str| name.is_ascii() || name.chars().count() > 2;
        let names = self.keys.iter().map(|key| key.named(!typed.is_ascii())).filter(long_enough);
        match nearest(&typed, names).and_then(|near| self.known(near)) {
            Some(key) => Meant::Key { key, certain: true },
            None => Meant::Unknown,
        }
    }
}

/// How a word of Han characters is spoken.
fn sound(word: &str) -> Option<Vec<&'static str>> {
    word.chars().map(|c| c.to_pinyin().map(|pinyin| pinyin.plain())).collect()
}

/// How a file names its keys.
#[derive(Clone, Copy, Debug)]
pub struct Naming {
    keys: &'static [Key],
    /// Which of the keys are typed by their Chinese name, which by their English one: a bit each.
    typed_zh: u64,
    typed_en: u64,
    chinese: bool,
}

impl Naming {
    /// Of a map with these keys typed; `otherwise` decides where neither language leads.
    pub(super) fn of<'a>(
        keys: &'static [Key],
        typed: impl Iterator<Item = &'a str>,
        otherwise: bool,
    ) -> Naming {
        let (mut typed_zh, mut typed_en, mut balance) = (0, 0, 0);
        for typed in typed {
            balance += if typed.is_ascii() { -1 } else { 1 };
            for (index, key) in keys.iter().enumerate().take(64) {
                typed_zh |= u64::from(key.zh == typed) << index;
                typed_en |= u64::from(key.name == typed) << index;
            }
        }
        let chinese = if balance == 0 { otherwise } else { balance > 0 };
        Naming { keys, typed_zh, typed_en, chinese }
    }

    /// Of a file that is not there.
    pub fn unknown(keys: &'static [Key]) -> Naming {
        Naming { keys, typed_zh: 0, typed_en: 0, chinese: false }
    }

    /// Whether most keys are typed in Chinese.
    pub fn is_chinese(&self) -> bool {
        self.chinese
    }

    /// The one of two words that goes with the other keys of the file.
    pub fn pick<'a>(&self, english: &'a str, chinese: &'a str) -> &'a str {
        if self.chinese { chinese } else { english }
    }

    fn find(&self, name: &str) -> Option<(&'static Key, bool)> {
        let index = self.keys.iter().position(|key| key.name == name)?;
        let bit = 1_u64.checked_shl(index as u32).unwrap_or(0);
        let chinese = match (self.typed_zh & bit != 0, self.typed_en & bit != 0) {
            (true, false) => true,
            (false, true) => false,
            _ => self.chinese,
        };
        Some((&self.keys[index], chinese))
    }

    /// The name of a key, given by its English one.
    pub fn name(&self, name: &'static str) -> &'static str {
        self.find(name).map_or(name, |(key, chinese)| key.named(chinese))
    }

    /// Whether a key is named in Chinese; its values are shown so, too.
    pub fn speaks_chinese(&self, name: &str) -> bool {
        self.find(name).map_or(self.chinese, |(_, chinese)| chinese)
    }

    /// A line that shows how a key is used: `成文日期: 2026-03-15`.
    pub fn line(&self, name: &'static str) -> String {
        let example = self.find(name).map_or("…", |(key, chinese)| key.example(chinese));
        self.line_with(name, example)
    }

    /// The line that gives a key this value.
    pub fn line_with(&self, name: &'static str, value: impl std::fmt::Display) -> String {
        format!("{}: {value}", self.name(name))
    }
}
