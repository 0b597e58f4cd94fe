//! Which lines of a YAML block are its structure, and which are text inside a value.
//!
//! Slips are looked for in the structure only: `附件：一份` in the second line of a quoted summary
//! is not a key. The scanner knows the scalars of YAML that go on over lines (plain, quoted,
//! folded, literal) and flow collections. It is given lines with their slips corrected, so that
//! it continues after `summary：|` as after `summary: |`.

/// Returns for each line of a block whether it is text of a value that began above it.
pub fn lines_of_text(lines: &[&str]) -> Vec<bool> {
    let mut scanner = Scanner::new();
    let is_text = |(index, line): (usize, &&str)| {
        let is_structure = scanner.kind(line) == Kind::Structure;
        if is_structure {
            scanner.read(line, lines[index + 1..].iter().copied());
        }
        !is_structure
    };
    lines.iter().enumerate().map(is_text).collect()
}

/// What is open at the end of a line, so that the lines below belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Nothing,
    /// `|` or `>`: takes the lines below that are deeper than `parent`. The text is indented by
    /// `text` columns, once that is known.
    Block {
        parent: usize,
        text: Option<usize>,
    },
    /// A plain scalar: takes the lines below that are deeper than `parent`.
    Plain {
        parent: usize,
    },
    /// A quoted scalar or a flow collection that ends so many lines below.
    Closed {
        below: usize,
    },
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Keys, list marks, comments, or blank.
    Structure,
    Text,
    /// Text of a block scalar that is indented by something other than spaces, with the number of
    /// spaces that belong there.
    IllIndented(usize),
}

pub(super) struct Scanner {
    open: Open,
    /// The columns of the keys and list marks that the next line may be below.
    above: Vec<usize>,
    /// Whether the last line opened a quotation or a bracket that nothing closes.
    pub is_unclosed: bool,
}

impl Scanner {
    pub fn new() -> Scanner {
        Scanner { open: Open::Nothing, above: Vec::new(), is_unclosed: false }
    }

    /// Returns how many of the lines below the last one are known to belong to it.
    pub fn below(&self) -> usize {
        if let Open::Closed { below } = self.open { below } else { 0 }
    }

    /// Returns what the next line is.
    pub fn kind(&mut self, line: &str) -> Kind {
        let is_blank = line.trim().is_empty();
        let indent = width(line);
        match &mut self.open {
            Open::Nothing => return Kind::Structure,
            Open::Closed { below: 0 } => {}
            Open::Closed { below } => {
                *below -= 1;
                return Kind::Text;
            }
            Open::Block { .. } | Open::Plain { .. } if is_blank => return Kind::Text,
            Open::Block { parent, text } if indent > *parent => {
                let spaces = line.len() - line.trim_start_matches(' ').len();
                let text =
                    *text.get_or_insert(indent.min(spaces.max(*parent + 1)).max(*parent + 1));
                if spaces > *parent {
                    return Kind::Text;
                }
                return Kind::IllIndented(text.max(*parent + 1));
            }
            Open::Plain { parent } if indent > *parent && !line.trim_start().starts_with('#') => {
                return Kind::Text;
            }
            Open::Block { .. } | Open::Plain { .. } => {}
        }
        self.open = Open::Nothing;
        Kind::Structure
    }

    /// Reads a line of structure, its slips corrected, and finds what it leaves open. `below` are
    /// the lines after it.
    pub fn read<'t>(&mut self, line: &'t str, below: impl Iterator<Item = &'t str>) {
        let bare = line.trim_start();
        self.is_unclosed = false;
        if bare.is_empty() || bare.starts_with('#') {
            return;
        }
        let mut column = line.len() - bare.len();
        self.above.retain(|above| *above < column);
        let mut rest = bare;
        // `- - key: value`
        while let Some(behind) = rest.strip_prefix(['-', '?']).filter(|b| is_gap(b)) {
            self.above.push(column);
            let inner = behind.trim_start();
            column += rest.len() - inner.len();
            rest = inner;
        }
        rest = without_properties(rest);
        if let Some(value) = value_of(rest) {
            self.above.push(column);
            rest = without_properties(value);
        }
        self.open = match (self.above.last().copied(), rest.chars().next()) {
            (None, _) | (_, None | Some('#')) => Open::Nothing,
            (Some(parent), Some('|' | '>')) => {
                let digit = rest.chars().take(3).find_map(|c| c.to_digit(10));
                let text = digit.map(|digit| parent + digit as usize);
                Open::Block { parent, text }
            }
            (_, Some('"' | '\'' | '[' | '{')) => match lines_to_close(rest, below) {
                None => {
                    self.is_unclosed = true;
                    Open::Nothing
                }
                Some(0) => Open::Nothing,
                Some(below) => Open::Closed { below },
            },
            (Some(parent), _) => Open::Plain { parent },
        };
    }
}

/// Returns the columns of white space before a line. A wide space or tab counts as two, as it is
/// replaced by two spaces.
fn width(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == ' ' { 1 } else { 2 }).sum()
}

fn is_gap(behind: &str) -> bool {
    behind.is_empty() || behind.starts_with([' ', '\t'])
}

/// Returns a value without the `&anchor` and `!tag` before it.
fn without_properties(text: &str) -> &str {
    let mut rest = text.trim_start();
    while rest.starts_with(['&', '!']) {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        rest = rest[end..].trim_start();
    }
    rest
}

/// Returns what follows the colon, if the text is a key with its colon.
fn value_of(text: &str) -> Option<&str> {
    let start = match text.chars().next()? {
        mark @ ('"' | '\'') => end_of_quote(&text[1..], mark)? + 1,
        '[' | '{' | '#' | '|' | '>' | '*' => return None,
        _ => 0,
    };
    let (colon, _) =
        text[start..].match_indices(':').find(|(at, _)| is_gap(&text[start + at + 1..]))?;
    let key = &text[..start + colon];
    let is_key = if start > 0 { key[start..].trim().is_empty() } else { !key.contains(" #") };
    is_key.then(|| &text[start + colon + 1..])
}

/// Returns the byte after the mark that ends a quoted text, which is given without its first mark.
fn end_of_quote(text: &str, mark: char) -> Option<usize> {
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' if mark == '"' => {
                characters.next();
            }
            '\'' if mark == '\'' && characters.peek().is_some_and(|(_, next)| *next == '\'') => {
                characters.next();
            }
            character if character == mark => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// A quotation or a bracket that is open for more lines than this was never meant to be one.
const MAX_OPEN_LINES: usize = 500;

/// Returns how many lines below a quoted text or a flow collection ends; `None` if it does not end
/// or something other than a comment follows it.
fn lines_to_close<'t>(first: &'t str, below: impl Iterator<Item = &'t str>) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    for (count, line) in std::iter::once(first).chain(below.take(MAX_OPEN_LINES)).enumerate() {
        let mut at = 0;
        let mut before = ' ';
        while let Some(character) = line[at..].chars().next() {
            if let Some(mark) = quote {
                match end_of_quote(&line[at..], mark) {
                    Some(end) => at += end,
                    None => break,
                }
                quote = None;
            } else {
                at += character.len_utf8();
                match character {
                    '[' | '{' => depth += 1,
                    ']' | '}' => depth = depth.saturating_sub(1),
                    '#' if before.is_whitespace() => break,
                    // In a flow collection a mark within a word is part of the word.
                    '"' | '\'' if depth == 0 || " \t[{,:".contains(before) => {
                        quote = Some(character);
                        continue;
                    }
                    _ => {}
                }
                before = character;
            }
            if depth == 0 && quote.is_none() {
                let behind = line[at..].trim();
                return (behind.is_empty() || behind.starts_with('#')).then_some(count);
            }
        }
    }
    None
}
