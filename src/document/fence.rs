//! Splits a file into front matter and body, as ranges of its bytes.
//!
//! The keys above the second fence decide whether a document is public. So a fence is in column 0
//! only, and a line that is nearly one counts as one, with a fix, only if no key could end up in
//! the body by that.

use super::faults;
use crate::diagnostic::Checked;
use crate::organisation::ends_like_one;
use crate::source::{Source, Span};
use crate::yaml;
use std::ops::Range;

/// The two parts of a file, in bytes.
pub(super) struct Split {
    pub front: Range<usize>,
    pub body: Range<usize>,
}

/// How long a first line may be that is taken for a title, in characters.
const MAX_TITLE_CHARS: usize = 80;

/// The keys that hide a document from the public. A file that has one of them anywhere is never
/// split by guess.
const HIDING_KEYS: &[&str] = &["visibility", "公开属性", "draft", "草稿"];

/// Splits a file. `known` are the keys of its front matter.
pub(super) fn split(source: &Source, known: &[&str]) -> Checked<Option<Split>> {
    let mut diagnostics = yaml::not_utf8(source, known);
    let start = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
    if source.text[start..].trim().is_empty() {
        diagnostics.push(faults::empty(Span::new(&source.path, 0..0)));
        return Checked::new(None, diagnostics);
    }
    let lines = Lines { source, known };
    let Some(front) = lines.find_start(start).collect_into(&mut diagnostics) else {
        return Checked::new(None, diagnostics);
    };
    let split = lines.find_end(front).collect_into(&mut diagnostics);
    Checked::new(split, diagnostics)
}

struct Lines<'a> {
    source: &'a Source,
    known: &'a [&'a str],
}

impl<'a> Lines<'a> {
    /// Returns the lines from a byte on, each with its offset and its line end.
    fn from(&self, at: usize) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
        let mut next = at;
        self.source.text[at..].split_inclusive('\n').map(move |line| {
            let start = next;
            next += line.len();
            (start, line)
        })
    }

    fn span(&self, at: usize, line: &str) -> Span {
        Span::new(&self.source.path, at..at + line.trim_end().len())
    }

    /// Finds the first fence. The value is the byte where the front matter begins.
    fn find_start(&self, start: usize) -> Checked<Option<usize>> {
        let mut lines = self.from(start).skip_while(|(_, line)| line.trim().is_empty());
        let Some((at, first)) = lines.next() else { return Checked::clean(None) };
        let behind = at + first.len();
        if is_fence(first) {
            return Checked::clean(Some(behind));
        }
        let span = self.span(at, first);
        let close = self.from(at).find(|(_, line)| is_fence(line));
        let is_safe = close.is_none_or(|(at, line)| {
            let behind = at + line.len();
            !self.has_hiding_key_after(behind) && !self.goes_on_with_known_keys(behind)
        });
        let diagnostic =
            if looks_like_fence(first.trim_start()) && self.goes_on_with_known_keys(behind) {
                Some((behind, faults::fence_mistyped(span.clone())))
            } else if self.has_known_key(first)
                && close == self.from(at).find(|(_, l)| !self.is_entry(l))
            {
                Some((at, faults::fence_missing(self.source, span.clone())))
            } else {
                None
            };
        if let Some((front, mut diagnostic)) = diagnostic {
            if !is_safe {
                diagnostic.fix.clear();
            }
            return Checked::new(Some(front), vec![diagnostic]);
        }
        let title = self.title(first, behind);
        let diagnostic = faults::no_front_matter(self.source, span, title.as_deref());
        Checked::new(None, vec![diagnostic])
    }

    /// Returns the first line of a file as YAML if it can be the title.
    fn title(&self, first: &str, behind: usize) -> Option<String> {
        let title = first.trim().trim_start_matches('#').trim();
        let next = self.from(behind).next().map_or("", |(_, line)| line.trim());
        let is_underline = !next.is_empty() && next.chars().all(|c| "=-".contains(c));
        let is_title = (2..=MAX_TITLE_CHARS).contains(&title.chars().count())
            && title.starts_with(char::is_alphanumeric)
                | title.starts_with(['“', '《', '〔', '（'])
            && !title.contains(['`', '*', '<', '|', '['])
            && !title.ends_with(['。', '：', ':', '；'])
            && !is_underline
            && !names_an_organisation(title)
            && !self.has_known_key(first)
            && !self.has_hiding_key_after(behind)
            && !self.goes_on_with_known_keys(behind)
            && !self.has_known_key_after(behind);
        is_title.then(|| yaml::scalar(title))
    }

    /// Finds the second fence.
    fn find_end(&self, front: usize) -> Checked<Option<Split>> {
        let at_line = |at: usize, line: &str, diagnostic| {
            let split = Split { front: front..at, body: at + line.len()..self.source.text.len() };
            Checked::new(Some(split), diagnostic)
        };
        // Needed of few files.
        let mut is_text = None;
        for (index, (at, line)) in self.from(front).enumerate() {
            if is_fence(line) || line.trim_end() == "..." {
                return at_line(at, line, Vec::new());
            }
            let behind = at + line.len();
            if looks_like_fence(line)
                && !is_text.get_or_insert_with(|| self.lines_of_text(front))[index]
                && !self.goes_on_with_known_keys(behind)
            {
                let mut diagnostic = faults::fence_mistyped(self.span(at, line));
                if self.has_hiding_key_after(behind) {
                    diagnostic.fix.clear();
                }
                return at_line(at, line, vec![diagnostic]);
            }
        }
        self.guess_end(front)
    }

    /// Returns for each line from a byte to the next fence whether it is text of a value that began above it.
    fn lines_of_text(&self, at: usize) -> Vec<bool> {
        let block = self.from(at).take_while(|(_, line)| !is_fence(line));
        let block: Vec<&str> = block.map(|(_, line)| line.trim_end()).collect();
        yaml::lines_of_text(&block)
    }

    /// Guesses where front matter without a second fence ends: most likely before the first line
    /// that cannot belong to an entry.
    fn guess_end(&self, front: usize) -> Checked<Option<Split>> {
        let mut end = front;
        let mut has_key = false;
        let mut is_below_blank = false;
        for (at, line) in self.from(front) {
            let has_known_key = self.has_known_key(line);
            if line.trim().is_empty() {
                is_below_blank = true;
            } else if is_below_blank && !has_known_key || !self.is_entry(line) {
                break;
            } else {
                is_below_blank = false;
                has_key |= has_known_key;
                end = at + line.len();
            }
        }
        let is_certain =
            has_key && !self.has_known_key_after(end) && !self.has_hiding_key_after(end);
        let mut diagnostic = faults::not_closed(self.source, front, end);
        if !is_certain {
            diagnostic.fix.clear();
        }
        let split = Split { front: front..end, body: end..self.source.text.len() };
        Checked::new(is_certain.then_some(split), vec![diagnostic])
    }

    /// Returns whether there is a known key among the entries that begin at a byte.
    fn goes_on_with_known_keys(&self, at: usize) -> bool {
        let entries = self.from(at).map(|(_, line)| line);
        entries
            .take_while(|line| line.trim().is_empty() || self.is_entry(line))
            .any(|line| self.has_known_key(line))
    }

    /// Returns whether there is an entry with a known key anywhere after a byte.
    fn has_known_key_after(&self, at: usize) -> bool {
        self.from(at).any(|(_, line)| self.has_known_key(line) && line.contains(": "))
    }

    /// Returns whether there is a key that hides the document anywhere after a byte.
    fn has_hiding_key_after(&self, at: usize) -> bool {
        let is_hiding = |line: &str| {
            let line = line.trim_start();
            HIDING_KEYS.iter().any(|key| {
                let behind = line.strip_prefix(key).map(str::trim_start);
                behind.is_some_and(|behind| behind.starts_with([':', '：', '﹕', '︰', '=']))
            })
        };
        self.from(at).any(|(_, line)| is_hiding(line))
    }

    /// Returns whether a line begins with a known key, however its colon was typed.
    fn has_known_key(&self, line: &str) -> bool {
        let end = line.find([':', '：', '﹕', '︰', '=']).unwrap_or(line.trim_end().len());
        let word = line.split_whitespace().next().unwrap_or_default();
        self.known.contains(&line[..end].trim_end())
            || word.len() < line.trim_end().len() && word.is_ascii() && self.known.contains(&word)
    }

    /// Returns whether a line may belong to an entry: a key, an item, a comment, an indented line.
    fn is_entry(&self, line: &str) -> bool {
        let bare = line.trim_end();
        !is_fence(line)
            && (bare.starts_with([' ', '\t', '#', ']', '}'])
                || bare.starts_with("- ")
                || bare.contains(": ")
                || bare.ends_with(':')
                || self.has_known_key(line))
    }
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// Returns whether a line was meant as a fence but typed otherwise: `----`, `———`, `－－－`, `- - -`,
/// `+++`. An indented line was not.
fn looks_like_fence(line: &str) -> bool {
    const DASHES: &str = "-－—–‐―_+";
    if !line.starts_with(|c| DASHES.contains(c)) {
        return false;
    }
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let count = bare.chars().count();
    (2..=12).contains(&count)
        && !is_fence(line)
        && bare.chars().all(|c| DASHES.contains(c))
        && (count > 2 || bare.starts_with(['－', '—']))
}

/// Returns whether a line is the name of an organisation or the mark of an issuer (发文机关标志),
/// which come before the title in a pasted document: 山东省医院协会, 山东省医院协会文件.
fn names_an_organisation(line: &str) -> bool {
    !line.contains("关于") && (ends_like_one(line) || line.ends_with("文件"))
}
