//! The keys that a map may have, what people type in their place, and how messages name them.
//!
//! Every key has an English and a Chinese name. A message uses the name that the editor typed, or,
//! for a missing key, the language in which most keys of the file are typed. Only [`KeyNames`]
//! decides this.

use crate::diagnostic::{Text, nearest};
use crate::language::Language;
use pinyin::ToPinyin;
use std::cmp::Ordering;

/// One of the words that a value may be: its English name, and its Chinese names, the usual one
/// first.
pub type Choice = (&'static str, &'static [&'static str]);

/// What may follow a key.
///
/// [`Fields`](super::Fields) takes the bounds, words and keys that it reads by from here, and so
/// does the schema for other programs: what one accepts the other accepts.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Text; a number without quotes is text, too.
    Text,
    /// A day, perhaps with a time of day.
    Date,
    /// A text, or a list of texts.
    Texts,
    /// A whole number between two bounds, both included.
    Integer(i64, i64),
    /// true or false, 是 or 否.
    Boolean,
    /// true or false, 是 or 否, or a day.
    BooleanOrDate,
    /// One of several words.
    Choice(&'static [Choice]),
    /// Such a word, or a list of them.
    Choices(&'static [Choice]),
    Map(Keys),
    /// A map, or a text or number that stands for it.
    TextOrMap(Keys),
    /// A map, or true or false.
    BooleanOrMap(Keys),
    /// A map, or a list of maps.
    Maps(Keys),
    /// A map or a text that stands for it, or a list of both.
    TextsOrMaps(Keys),
    /// A map whose keys are the editor's own words, and what may follow each.
    Entries(&'static Shape),
    /// A map whose keys should be these names, and what may follow each.
    Named(&'static [&'static str], &'static Shape),
    /// Data for the theme.
    Anything,
}

impl Shape {
    /// Returns the keys of the maps that may follow, if those are known.
    pub fn keys(&self) -> Option<Keys> {
        match self {
            Shape::Map(keys)
            | Shape::TextOrMap(keys)
            | Shape::BooleanOrMap(keys)
            | Shape::Maps(keys)
            | Shape::TextsOrMaps(keys) => Some(*keys),
            _ => None,
        }
    }

    /// Returns the words of which one or several may follow.
    pub fn choices(&self) -> &'static [Choice] {
        match self {
            Shape::Choice(choices) | Shape::Choices(choices) => choices,
            Shape::Boolean | Shape::BooleanOrDate | Shape::BooleanOrMap(_) => BOOLEAN,
            Shape::Named(_, shape) | Shape::Entries(shape) => shape.choices(),
            _ => &[],
        }
    }
}

pub(super) const BOOLEAN: &[Choice] = &[("true", &["是"]), ("false", &["否"])];

/// A key under both its names.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    pub zh: &'static str,
    pub shape: Shape,
    /// Whether a map without it is reported.
    pub is_required: bool,
    /// What the key is for, in a line: Chinese, English.
    about: (&'static str, &'static str),
    /// A value that the key may have, for messages.
    example: &'static str,
    /// The same for files with Chinese keys.
    zh_example: &'static str,
    /// Other words for the key that can mean nothing else.
    pub aliases: &'static [&'static str],
    /// Other words for the key that may also mean something else.
    pub hints: &'static [&'static str],
}

impl Key {
    /// Makes a key that is followed by a text and need not be there.
    pub const fn new(name: &'static str, zh: &'static str, example: &'static str) -> Key {
        Key {
            name,
            zh,
            shape: Shape::Text,
            is_required: false,
            about: ("", ""),
            example,
            zh_example: example,
            aliases: &[],
            hints: &[],
        }
    }

    pub const fn shape(self, shape: Shape) -> Key {
        Key { shape, ..self }
    }

    pub const fn required(self) -> Key {
        Key { is_required: true, ..self }
    }

    pub const fn about(self, zh: &'static str, en: &'static str) -> Key {
        Key { about: (zh, en), ..self }
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

    /// Returns a value that the key may have; if that is a map, its keys are in this language.
    pub fn example_in(&self, language: Language) -> &'static str {
        language.pick(self.zh_example, self.example)
    }

    pub fn name_in(&self, language: Language) -> &'static str {
        language.pick(self.zh, self.name)
    }

    /// Returns what the key is for.
    pub fn about_in(&self, language: Language) -> &'static str {
        language.pick(self.about.0, self.about.1)
    }
}

/// Words that are typed as keys although what they say belongs elsewhere: a category is a folder.
#[derive(Clone, Copy, Debug)]
pub struct MisplacedKey {
    pub typed: &'static [&'static str],
    pub advice: fn(&KeyNames) -> Text,
}

/// The keys of one kind of map.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    pub keys: &'static [Key],
    pub misplaced: &'static [MisplacedKey],
}

impl From<&'static [Key]> for Keys {
    fn from(keys: &'static [Key]) -> Keys {
        Keys::new(keys)
    }
}

/// What an unknown key was meant to be.
#[derive(Clone, Copy)]
pub(super) enum Meant {
    /// The typed word can only mean this key, which is read in its place.
    Certainly(&'static Key),
    Perhaps(&'static Key),
    Misplaced(fn(&KeyNames) -> Text),
    Unknown,
}

impl Keys {
    pub const fn new(keys: &'static [Key]) -> Keys {
        Keys { keys, misplaced: &[] }
    }

    /// Returns the names, in both languages, of these keys and of those that may stand below them.
    pub fn names(&self) -> Vec<&'static str> {
        let mut names: Vec<&str> = self.keys.iter().flat_map(|key| [key.name, key.zh]).collect();
        for below in self.keys.iter().filter_map(|key| key.shape.keys()) {
            names.extend(below.names());
        }
        names
    }

    pub fn known(&self, typed: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == typed || key.zh == typed)
    }

    /// Returns whether a word is one of the keys, or may be meant to be one.
    pub fn recognises(&self, typed: &str) -> bool {
        self.known(typed).is_some() || !matches!(self.meant(typed), Meant::Unknown)
    }

    /// Returns what an unknown key was meant to be: by the lists of other words, by its sound
    /// (`标提`), or by its letters.
    pub(super) fn meant(&self, typed: &str) -> Meant {
        let typed = typed.to_lowercase();
        let is = |names: &[&str]| names.contains(&&*typed);
        if let Some(misplaced) = self.misplaced.iter().find(|misplaced| is(misplaced.typed)) {
            return Meant::Misplaced(misplaced.advice);
        }
        if let Some(key) = self.keys.iter().find(|key| is(key.aliases)) {
            return Meant::Certainly(key);
        }
        if let Some(key) = self.keys.iter().find(|key| is(key.hints)) {
            return Meant::Perhaps(key);
        }
        let sound = sound(&typed);
        let by_sound = |key: &&Key| sound.is_some() && self::sound(key.zh) == sound;
        if let Some(key) = self.keys.iter().find(by_sound) {
            return Meant::Certainly(key);
        }
        // Half of a word of two characters is no likeness: 文号 is not 文种.
        let long_enough = |name: &&str| name.is_ascii() || name.chars().count() > 2;
        let names =
            self.keys.iter().map(|key| key.name_in(language_of(&typed))).filter(long_enough);
        match nearest(&typed, names).and_then(|near| self.known(near)) {
            Some(key) => Meant::Certainly(key),
            None => Meant::Unknown,
        }
    }
}

/// Returns the language of a key as it was typed: English has ASCII letters only.
pub(super) fn language_of(typed: &str) -> Language {
    if typed.is_ascii() { Language::English } else { Language::Chinese }
}

/// Returns the syllables of a word of Han characters, without tones.
fn sound(word: &str) -> Option<Vec<&'static str>> {
    word.chars().map(|c| c.to_pinyin().map(|pinyin| pinyin.plain())).collect()
}

/// The names that messages use for the keys of a map.
#[derive(Clone, Copy, Debug)]
pub struct KeyNames {
    keys: &'static [Key],
    /// Which of the keys are typed by their Chinese and by their English name: a bit for each key.
    typed_zh: u64,
    typed_en: u64,
    language: Language,
}

impl KeyNames {
    /// Returns the names of a map in which these keys are typed. `default` is the language if as
    /// many are typed in one as in the other.
    pub(super) fn of<'a>(
        keys: &'static [Key],
        typed: impl Iterator<Item = &'a str>,
        default: Language,
    ) -> KeyNames {
        let (mut typed_zh, mut typed_en, mut balance) = (0, 0, 0);
        for typed in typed {
            balance += match language_of(typed) {
                Language::Chinese => 1,
                Language::English => -1,
            };
            for (index, key) in keys.iter().enumerate().take(64) {
                typed_zh |= u64::from(key.zh == typed) << index;
                typed_en |= u64::from(key.name == typed) << index;
            }
        }
        let language = match balance.cmp(&0) {
            Ordering::Less => Language::English,
            Ordering::Equal => default,
            Ordering::Greater => Language::Chinese,
        };
        KeyNames { keys, typed_zh, typed_en, language }
    }

    /// Returns the names of a file that does not exist.
    pub fn unknown(keys: &'static [Key]) -> KeyNames {
        KeyNames { keys, typed_zh: 0, typed_en: 0, language: Language::English }
    }

    /// Returns the language that most keys are typed in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns the language in which a key, given by its English name, is named; examples of its
    /// values are shown in that language, too.
    pub fn language_of(&self, name: &str) -> Language {
        self.find(name).map_or(self.language, |(_, language)| language)
    }

    /// Returns the key with an English name.
    pub(super) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    fn find(&self, name: &str) -> Option<(&'static Key, Language)> {
        let index = self.keys.iter().position(|key| key.name == name)?;
        let bit = 1_u64.checked_shl(index as u32).unwrap_or(0);
        let language = match (self.typed_en & bit != 0, self.typed_zh & bit != 0) {
            (true, false) => Language::English,
            (false, true) => Language::Chinese,
            _ => self.language,
        };
        Some((&self.keys[index], language))
    }

    /// Returns the name that messages use for a key, given by its English name.
    pub fn name(&self, name: &'static str) -> &'static str {
        self.find(name).map_or(name, |(key, language)| key.name_in(language))
    }

    /// Returns a line that shows how a key is used: `成文日期: 2026-03-15`.
    pub fn line(&self, name: &'static str) -> String {
        let example = self.find(name).map_or("…", |(key, language)| key.example_in(language));
        self.line_with(name, example)
    }

    /// Returns the line that gives a key this value.
    pub fn line_with(&self, name: &'static str, value: impl std::fmt::Display) -> String {
        format!("{}: {value}", self.name(name))
    }
}
