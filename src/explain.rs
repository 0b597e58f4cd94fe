//! What messages mean: cause and cure of each, from the handbook.
//!
//! The page of the handbook that lists all messages is part of the program, so that
//! `gongbao explain` needs no network and always fits the messages of this program. Each message
//! has a heading that is its id, and below it what is wrong, why, and what to do, in Chinese.

const PAGE: &str = include_str!("../docs/handbook/content/reference/messages.md");

/// What the handbook says of one message.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub id: &'static str,
    /// Markdown, in Chinese.
    text: &'static str,
}

/// Returns all entries in the order of the handbook.
pub fn entries() -> impl Iterator<Item = Entry> {
    PAGE.split("\n### ").skip(1).filter_map(|section| {
        let (id, rest) = section.split_once('\n')?;
        // A heading of a higher level begins the next group.
        let text = rest.split_once("\n## ").map_or(rest, |(text, _)| text);
        Some(Entry { id: id.trim(), text: text.trim() })
    })
}

/// Returns the entry of a message.
pub fn entry(id: &str) -> Option<Entry> {
    entries().find(|entry| entry.id == id)
}

impl Entry {
    /// Returns what the message says, in one sentence.
    pub fn summary(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default()
    }

    /// Returns the entry as it is read without Markdown: examples are indented, and of a link the
    /// text remains.
    pub fn plain(&self) -> String {
        let mut plain = String::new();
        let mut in_example = false;
        for line in self.text.lines() {
            if line.starts_with("```") {
                in_example = !in_example;
            } else if in_example && !line.is_empty() {
                plain.push_str(&format!("    {line}\n"));
            } else {
                plain.push_str(&without_links(line));
                plain.push('\n');
            }
        }
        plain
    }
}

/// Replaces `[text](target)` by `text`, but for what is code.
fn without_links(line: &str) -> String {
    let piece = |(index, piece): (usize, &str)| {
        // Between two backticks stands code.
        if index % 2 == 1 { format!("`{piece}`") } else { without_links_in_prose(piece) }
    };
    line.split('`').enumerate().map(piece).collect()
}

fn without_links_in_prose(piece: &str) -> String {
    let mut prose = String::new();
    let mut rest = piece;
    while let Some((before, text, after)) = first_link(rest) {
        prose.push_str(before);
        prose.push_str(text);
        rest = after;
    }
    prose + rest
}

/// Returns what stands before the first link, its text, and what stands behind it.
fn first_link(prose: &str) -> Option<(&str, &str, &str)> {
    let (head, tail) = prose.split_once("](")?;
    let (before, text) = head.rsplit_once('[')?;
    let (_, after) = tail.split_once(')')?;
    Some((before, text, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entry_is_read_without_markdown() {
        let text = "甲。\n\n办法：见[附件](@/a.md)，写 `![图](a.jpg)` 或 [乙](@/b.md)。\n\n```yaml\n键: [甲](乙)\n\n```\n\n完。";
        let plain = Entry { id: "x", text }.plain();
        assert_eq!(
            plain,
            "甲。\n\n办法：见附件，写 `![图](a.jpg)` 或 乙。\n\n    键: [甲](乙)\n\n\n完。\n"
        );
    }

    #[test]
    fn entry_ends_before_the_next_group() {
        assert!(entries().count() > 100);
        for entry in entries() {
            assert!(!entry.text.contains("\n#"), "{}", entry.id);
            assert!(!entry.summary().is_empty() && !entry.id.contains(' '), "{}", entry.id);
        }
        assert_eq!(entry("number-taken").map(|entry| entry.id), Some("number-taken"));
        assert!(entry("none").is_none());
    }
}
