//! Writing front matter: whatever a value holds, reading it back gives the same.

use super::keys::KEYS;
use crate::language::Language;
use crate::yaml;
use std::fmt::Write;

/// FrontMatter matter in the making, its keys in one language.
pub struct FrontMatterBuilder {
    language: Language,
    lines: String,
}

impl FrontMatterBuilder {
    pub fn new(language: Language) -> FrontMatterBuilder {
        FrontMatterBuilder { language, lines: String::new() }
    }

    /// Adds a text, quoted if it has to be.
    pub fn text(self, key: &str, value: &str) -> FrontMatterBuilder {
        self.value(key, &yaml::scalar(value))
    }

    /// Adds a list of texts.
    pub fn list(self, key: &str, values: &[&str]) -> FrontMatterBuilder {
        let items: Vec<String> = values.iter().map(|value| yaml::flow_scalar(value)).collect();
        self.value(key, &format!("[{}]", items.join(", ")))
    }

    /// Adds a value that is YAML already: a date, a number, true.
    pub fn value(mut self, key: &str, value: &str) -> FrontMatterBuilder {
        let name = self.name(key);
        let _ = writeln!(self.lines, "{name}: {value}");
        self
    }

    /// Adds true, as it is typed in this language.
    pub fn yes(self, key: &str) -> FrontMatterBuilder {
        let yes = self.language.pick("是", "true");
        self.value(key, yes)
    }

    /// Adds a line that shows how a key would be used, as a comment.
    pub fn sample(mut self, key: &str) -> FrontMatterBuilder {
        if let Some(known) = KEYS.iter().find(|known| known.name == key) {
            let (name, example) = (known.name_in(self.language), known.example_in(self.language));
            let _ = writeln!(self.lines, "# {name}: {example}");
        }
        self
    }

    /// The file: the front matter between its fences, and a body.
    pub fn with_body(self, body: &str) -> String {
        format!("---\n{}---\n\n{body}", self.lines)
    }

    fn name(&self, key: &str) -> String {
        let known = KEYS.iter().find(|known| known.name == key);
        known.map_or(key, |known| known.name_in(self.language)).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SitePath, Source};
    use crate::yaml::Value;

    /// What YAML and editors find difficult, next to what titles are made of.
    const PARTS: [&str; 42] = [
        "关于",
        "通知",
        "：",
        ":",
        " ",
        ": ",
        " #",
        "#",
        "'",
        "\"",
        "''",
        "[",
        "]",
        "{",
        "}",
        ",",
        "，",
        "、",
        "《",
        "》",
        "“",
        "”",
        "-",
        "- ",
        "—",
        "?",
        "!",
        "&",
        "*",
        "@",
        "%",
        "|",
        ">",
        "\\",
        "true",
        "null",
        "2026-03-15",
        "1.50",
        "\u{3000}",
        "~",
        "title: x",
        "…",
    ];

    fn texts() -> Vec<String> {
        let mut seed: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut next = |below: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed % below as u64) as usize
        };
        let mut texts: Vec<String> = PARTS.iter().map(|part| (*part).to_owned()).collect();
        texts.extend(
            ["", "\n", "甲\n乙", "\t", "a\u{7}b", "\u{2028}", "yes", "0x1F", "1e3", "12:30"]
                .map(str::to_owned),
        );
        for _ in 0..3000 {
            let length = 1 + next(6);
            texts.push((0..length).map(|_| PARTS[next(PARTS.len())]).collect());
        }
        texts
    }

    fn read(written: &str) -> Vec<Value> {
        let source = Source::decode(SitePath::new("a.md"), written.as_bytes());
        let checked = yaml::read(&source, 0..written.len(), &["title", "标题"]);
        // Characters that nobody sees are reported by a rule of their own, and are written all the same.
        let mut others =
            checked.diagnostics.iter().filter(|diagnostic| diagnostic.id != "text-invisible");
        assert!(others.next().is_none(), "{written}: {:?}", checked.diagnostics);
        match checked.value.map(|node| node.value) {
            Some(Value::Map(entries)) => entries.into_iter().map(|(_, node)| node.value).collect(),
            other => panic!("{written}: {other:?}"),
        }
    }

    #[test]
    fn every_text_is_read_as_it_was_written() {
        for text in texts() {
            let written = FrontMatterBuilder::new(Language::Chinese).text("title", &text).lines;
            assert_eq!(read(&written), [Value::Text(text.clone())], "{written}");
        }
    }

    #[test]
    fn every_list_is_read_as_it_was_written() {
        let texts = texts();
        for pair in texts.chunks(2) {
            let items: Vec<&str> = pair.iter().map(String::as_str).collect();
            let written = FrontMatterBuilder::new(Language::English).list("title", &items).lines;
            let values = read(&written).into_iter().next();
            let Some(Value::List(nodes)) = values else { panic!("{written}: {values:?}") };
            let values: Vec<Value> = nodes.into_iter().map(|node| node.value).collect();
            let expected: Vec<Value> = pair.iter().map(|text| Value::Text(text.clone())).collect();
            assert_eq!(values, expected, "{written}");
        }
    }

    #[test]
    fn titles_stay_bare_where_they_can() {
        for title in
            ["关于召开年会的通知", "关于转发《通知》的函", "关于召开：年会的通知", "A report"]
        {
            assert_eq!(yaml::scalar(title), title);
        }
    }
}
