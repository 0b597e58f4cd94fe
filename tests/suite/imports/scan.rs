//! Reads the paths and the items of one source file, without the compiler.
//!
//! What it needs of Rust is small: comments and literals are skipped, `use` trees are taken apart,
//! and an item under `#[cfg(test)]` is known as such. It does not read types or expand macros.

use std::collections::{BTreeMap, BTreeSet};

/// What one file defines and names. Paths are as written, not resolved.
#[derive(Debug, Default)]
pub struct Scan {
    /// Names of the items that the file itself defines for the program.
    pub items: BTreeSet<String>,
    /// `mod x;` → whether it is compiled for tests only.
    pub children: BTreeMap<String, bool>,
    pub uses: Vec<Use>,
    pub paths: Vec<Path>,
}

/// One name that a `use` declaration brings in. The alias of a glob import is `*`.
#[derive(Debug)]
pub struct Use {
    pub alias: String,
    pub path: Path,
}

#[derive(Clone, Debug)]
pub struct Path {
    pub segments: Vec<String>,
    /// The inline modules around it, such as `tests`.
    pub inside: Vec<String>,
    pub for_tests: bool,
}

const ITEMS: [&str; 9] =
    ["fn", "struct", "enum", "union", "trait", "type", "const", "static", "macro_rules"];

pub fn scan(text: &str) -> Scan {
    let tokens = tokens(text);
    let for_tests = test_ranges(&tokens);
    let mut scan = Scan::default();
    let mut blocks: Vec<Option<String>> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at].as_str();
        let next = tokens.get(at + 1).map_or("", String::as_str);
        let after = tokens.get(at + 2).map_or("", String::as_str);
        let before = at.checked_sub(1).map_or("", |before| &tokens[before]);
        let path = |segments: Vec<String>| Path {
            segments,
            inside: blocks.iter().flatten().cloned().collect(),
            for_tests: for_tests[at],
        };
        if token == "{" {
            blocks.push(None);
        } else if token == "}" {
            blocks.pop();
        } else if token == "mod" && is_name(next) {
            if after == "{" {
                blocks.push(Some(next.to_owned()));
                at += 2;
            } else {
                scan.children.insert(next.to_owned(), for_tests[at]);
            }
        } else if token == "use" && next != "<" {
            let mut found = Vec::new();
            let end = use_tree(&tokens, at + 1, &[], &mut found);
            for (alias, segments) in found {
                let path = path(segments);
                scan.paths.push(path.clone());
                scan.uses.push(Use { alias, path });
            }
            at = end;
            continue;
        } else if ITEMS.contains(&token) && blocks.is_empty() && !for_tests[at] {
            let name = if next == "!" || next == "mut" { after } else { next };
            if is_name(name) {
                scan.items.insert(name.to_owned());
            }
        } else if is_name(token) && next == "::" && before != "::" && before != "." {
            let mut segments = vec![token.to_owned()];
            let mut end = at + 1;
            while tokens.get(end).is_some_and(|token| token == "::")
                && tokens.get(end + 1).is_some_and(|token| is_name(token))
            {
                segments.push(tokens[end + 1].clone());
                end += 2;
            }
            scan.paths.push(path(segments));
            at = end;
            continue;
        }
        at += 1;
    }
    scan
}

/// Reads one `use` tree and returns where it ends. A list ends behind its brace.
fn use_tree(
    tokens: &[String],
    mut at: usize,
    prefix: &[String],
    found: &mut Vec<(String, Vec<String>)>,
) -> usize {
    let mut path = prefix.to_vec();
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    at = use_tree(tokens, at, &path, found);
                    at += usize::from(tokens.get(at).is_some_and(|token| token == ","));
                }
                return at + 1;
            }
            "*" => {
                found.push(("*".to_owned(), path));
                return at + 1;
            }
            "as" => {
                found.push((tokens[at + 1].clone(), path));
                return at + 2;
            }
            "self" if !path.is_empty() => {}
            "::" => {}
            name if is_name(name) => path.push(name.to_owned()),
            _ => break,
        }
        at += 1;
    }
    if let Some(last) = path.last() {
        found.push((last.clone(), path.clone()));
    }
    at
}

/// For every token, whether it stands in an item, a field or a statement for tests only.
fn test_ranges(tokens: &[String]) -> Vec<bool> {
    let mut ranges = vec![false; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let is_attribute = tokens[at] == "#" && tokens.get(at + 1).is_some_and(|next| next == "[");
        let end = if is_attribute { closing(tokens, at + 1) } else { at };
        let inside = &tokens[at..end];
        let names = |name: &str| inside.iter().any(|token| token == name);
        if is_attribute && names("cfg") && names("test") && !names("not") {
            let last = item_end(tokens, end + 1);
            ranges[at..=last].fill(true);
            at = last;
        }
        at += 1;
    }
    ranges
}

/// The last token of the item, the field or the statement that begins at a token.
fn item_end(tokens: &[String], mut at: usize) -> usize {
    while at + 1 < tokens.len() {
        match tokens[at].as_str() {
            "(" | "[" => at = closing(tokens, at),
            "{" => return closing(tokens, at),
            ";" | "," => return at,
            "}" | ")" => return at - 1,
            _ => {}
        }
        at += 1;
    }
    at
}

/// Where the bracket that opens at a token is closed.
fn closing(tokens: &[String], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len() - 1
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Names, `::` and single signs, in order. Comments, literals and lifetimes are left out.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = literal(rest) {
            length
        } else {
            let length = if first.is_alphanumeric() || first == '_' {
                rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            if !first.is_whitespace() {
                tokens.push(rest[..length].to_owned());
            }
            length
        };
        rest = &rest[length..];
    }
    tokens
}

/// The length of a block comment; such comments nest.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// The length of the string, the character or the lifetime that begins here.
fn literal(text: &str) -> Option<usize> {
    let unprefixed = text.strip_prefix(['b', 'c']).unwrap_or(text);
    if let Some(raw) = unprefixed.strip_prefix('r') {
        let fence = raw.find(|c| c != '#')?;
        if raw[fence..].starts_with('"') {
            let end = format!("\"{}", &raw[..fence]);
            let begins = text.len() - raw.len() + fence + 1;
            return Some(begins + text[begins..].find(&end)? + end.len());
        }
    }
    let quote = unprefixed.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let begins = text.len() - unprefixed.len() + 1;
    let mut inside = text[begins..].char_indices();
    if quote == '\'' && !text[begins..].starts_with('\\') {
        let mut next = inside.clone().map(|(_, c)| c);
        let character = next.next()?;
        let is_lifetime = next.next() != Some('\'');
        let name = text[begins..].find(|c: char| !c.is_alphanumeric() && c != '_')?;
        return Some(begins + if is_lifetime { name } else { character.len_utf8() + 1 });
    }
    while let Some((at, c)) = inside.next() {
        if c == '\\' {
            inside.next();
        } else if c == quote {
            return Some(begins + at + 1);
        }
    }
    None
}
