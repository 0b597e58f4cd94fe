//! Writing front matter: whatever a value holds, reading it back gives the same.

use super::attachment::ATTACHMENT_KEYS;
use super::declared::{DeclaredField, FieldType};
use super::issue::Issue;
use super::keys::{CHANGE_KEYS, KEYS};
use crate::language::Language;
use crate::yaml::{self, Key};
use jiff::civil::Date;
use std::fmt::Write;

/// Builds front matter, line by line, with its keys in one language.
pub struct FrontMatterBuilder {
    language: Language,
    lines: String,
}

impl FrontMatterBuilder {
    pub fn new(language: Language) -> FrontMatterBuilder {
        FrontMatterBuilder { language, lines: String::new() }
    }

    pub fn text(self, key: &str, value: &str) -> FrontMatterBuilder {
        self.line(key, &yaml::scalar(value))
    }

    /// Adds a list of texts.
    pub fn list(self, key: &str, values: &[&str]) -> FrontMatterBuilder {
        let items: Vec<String> = values.iter().map(|value| yaml::flow_scalar(value)).collect();
        self.line(key, &format!("[{}]", items.join(", ")))
    }

    /// Adds a list of maps of texts, such as attachments with title and file.
    pub fn maps(self, key: &str, maps: &[&[(&str, &str)]]) -> FrontMatterBuilder {
        let keys = match key {
            "attachments" => ATTACHMENT_KEYS,
            "changes" => CHANGE_KEYS,
            _ => &[],
        };
        let language = self.language;
        let map = |entries: &&[(&str, &str)]| {
            let entry = |(key, value): &(&str, &str)| {
                format!("{}: {}", name(keys, key, language), yaml::flow_scalar(value))
            };
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        };
        let maps: Vec<String> = maps.iter().map(map).collect();
        self.line(key, &format!("[{}]", maps.join(", ")))
    }

    pub fn date(self, key: &str, date: Date) -> FrontMatterBuilder {
        self.line(key, &date.to_string())
    }

    pub fn integer(self, key: &str, value: i64) -> FrontMatterBuilder {
        self.line(key, &value.to_string())
    }

    /// Adds true, as it is typed in the language of the keys.
    pub fn yes(self, key: &str) -> FrontMatterBuilder {
        let yes = self.language.pick("是", "true");
        self.line(key, yes)
    }

    /// Adds 期号: as covers print it in Chinese, as numbers in English.
    pub fn issue(self, issue: Issue) -> FrontMatterBuilder {
        let text = match self.language {
            Language::Chinese => issue.to_string(),
            Language::English => {
                let Issue { year, number, total } = issue;
                let total = total.map(|total| format!(", total: {total}")).unwrap_or_default();
                format!("{{year: {year}, number: {number}{total}}}")
            }
        };
        self.line("issue", &text)
    }

    /// Adds a comment that shows how a key would be used.
    pub fn sample(mut self, key: &str) -> FrontMatterBuilder {
        if let Some(known) = KEYS.iter().find(|known| known.name == key) {
            let (name, example) = (known.name_in(self.language), known.example_in(self.language));
            let _ = writeln!(self.lines, "# {name}: {example}");
        }
        self
    }

    /// Adds a key that the category declares: to be filled in if it is required, else as a comment.
    pub fn declared(mut self, field: &DeclaredField) -> FrontMatterBuilder {
        let mark = if field.is_required { "" } else { "# " };
        let words = match field.kind {
            FieldType::Choice => Some(field.choices.join(self.language.pick("、", ", "))),
            FieldType::Date => Some("2026-03-15".to_owned()),
            FieldType::Link => Some("https://…".to_owned()),
            FieldType::Text | FieldType::Number => None,
        };
        let hint = match words {
            Some(words) if field.is_required => format!(" # {words}"),
            Some(words) => format!(" {words}"),
            None => String::new(),
        };
        let _ = writeln!(self.lines, "{mark}{}:{hint}", field.key);
        self
    }

    /// Adds a text that may be the value of a key, as a comment.
    pub fn guess(mut self, key: &str, value: &str) -> FrontMatterBuilder {
        let name = name(KEYS, key, self.language);
        let _ = writeln!(self.lines, "# {name}: {}", yaml::scalar(value));
        self
    }

    /// Adds a key without a value, as a comment.
    pub fn wanted(mut self, key: &str) -> FrontMatterBuilder {
        let _ = writeln!(self.lines, "# {}:", name(KEYS, key, self.language));
        self
    }

    /// Adds a comment, on one line.
    pub fn comment(mut self, text: &str) -> FrontMatterBuilder {
        let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let _ = writeln!(self.lines, "# {}", line.trim());
        self
    }

    /// Returns the file: the front matter between its fences, and a body.
    pub fn with_body(self, body: &str) -> String {
        format!("---\n{}---\n\n{body}", self.lines)
    }

    fn line(mut self, key: &str, value: &str) -> FrontMatterBuilder {
        let name = name(KEYS, key, self.language);
        let _ = writeln!(self.lines, "{name}: {value}");
        self
    }
}

/// Returns the name of a key, given by its English name, in a language.
fn name<'a>(keys: &[Key], key: &'a str, language: Language) -> &'a str {
    keys.iter().find(|known| known.name == key).map_or(key, |known| known.name_in(language))
}

#[cfg(test)]
mod tests;
