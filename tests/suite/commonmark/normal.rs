//! HTML in a form in which two spellings of the same are equal, as `test/normalize.py` of the CommonMark
//! specification makes it: attributes sorted, references resolved, white space around blocks left out.
//! What the page adds to every element of a kind, and no reader takes for another text, is left out too.

use percent_encoding::percent_decode_str;

const BLOCKS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "canvas",
    "caption",
    "col",
    "colgroup",
    "dd",
    "div",
    "dl",
    "dt",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h",
    "header",
    "hgroup",
    "hr",
    "iframe",
    "li",
    "map",
    "object",
    "ol",
    "output",
    "p",
    "pre",
    "progress",
    "script",
    "section",
    "style",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "video",
];

/// Attributes with which the page makes more of an element: of a tag, with a value or with any.
const ADDED: &[(&str, &str, Option<&str>)] = &[
    ("h", "id", None),
    ("pre", "tabindex", Some("0")),
    ("img", "loading", Some("lazy")),
    ("p", "class", Some("picture")),
    ("a", "rel", Some("noopener")),
];

#[derive(Default)]
struct Normal {
    out: String,
    /// What the text before ended with: a block tag, or white space.
    after_block: bool,
    in_pre: bool,
    /// Whether the tags that colour code are open.
    spans: Vec<bool>,
}

/// Returns HTML in its normal form.
pub fn normal(html: &str) -> String {
    let mut normal = Normal { after_block: true, ..Normal::default() };
    let mut rest = html;
    while !rest.is_empty() {
        let literal = ["<!--", "<![CDATA[", "<?", "<!"].iter().zip(["-->", "]]>", "?>", ">"]);
        let mut literal = literal.filter(|(open, _)| rest.starts_with(**open));
        let length = if let Some((open, close)) = literal.next() {
            let end = rest[open.len()..].find(close);
            let length = end.map_or(rest.len(), |end| open.len() + end + close.len());
            normal.out.push_str(&rest[..length]);
            normal.after_block = false;
            length
        } else if let Some(tag) = Tag::read(rest) {
            normal.tag(&tag);
            tag.length
        } else {
            let end = rest.char_indices().skip(1).find(|(_, c)| *c == '<');
            let length = end.map_or(rest.len(), |(at, _)| at);
            normal.text(&rest[..length]);
            length
        };
        rest = &rest[length..];
    }
    normal.out.trim_end().to_owned()
}

impl Normal {
    fn tag(&mut self, tag: &Tag) {
        if tag.name == "span" && self.in_pre {
            let coloured = if tag.closes {
                self.spans.pop().unwrap_or_default()
            } else {
                let is = tag.attributes.iter().any(|(_, value)| value.starts_with("hl-"));
                self.spans.push(is);
                is
            };
            if coloured {
                return;
            }
        }
        let is_block = BLOCKS.contains(&&*tag.name);
        if is_block || tag.name == "br" {
            self.trim();
        }
        self.out.push_str(if tag.closes { "</" } else { "<" });
        self.out.push_str(&tag.name);
        let mut attributes = tag.attributes.clone();
        attributes.retain(|(name, value)| {
            !ADDED.iter().any(|(of, added, with)| {
                tag.name == *of && name == added && with.is_none_or(|with| with == value)
            })
        });
        attributes.sort();
        for (name, value) in attributes {
            let value = match &*name {
                "href" | "src" => percent_decode_str(&value).decode_utf8_lossy().into_owned(),
                _ => value,
            };
            self.out.push_str(&format!(" {name}=\"{}\"", escaped(&value)));
        }
        self.out.push('>');
        if tag.name == "pre" {
            self.in_pre = !tag.closes;
        }
        self.after_block = is_block || tag.name == "br";
    }

    fn text(&mut self, text: &str) {
        let text = escaped(&resolved(text));
        if self.in_pre {
            self.out.push_str(&text);
            self.after_block = false;
            return;
        }
        for c in text.chars() {
            match c {
                ' ' | '\n' | '\t' | '\r' => {
                    if !self.after_block && !self.out.ends_with(' ') {
                        self.out.push(' ');
                    }
                }
                c => {
                    self.out.push(c);
                    self.after_block = false;
                }
            }
        }
    }

    fn trim(&mut self) {
        if !self.in_pre {
            self.out.truncate(self.out.trim_end_matches(' ').len());
        }
    }
}

struct Tag {
    name: String,
    closes: bool,
    attributes: Vec<(String, String)>,
    length: usize,
}

impl Tag {
    /// Reads the tag that a text begins with.
    fn read(html: &str) -> Option<Tag> {
        let inner = html.strip_prefix('<')?;
        let closes = inner.starts_with('/');
        let mut rest = inner.strip_prefix('/').unwrap_or(inner);
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let end = rest.find(|c| !is_of_name(c))?;
        let name = rest[..end].to_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        rest = &rest[end..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix('>').or(rest.strip_prefix("/>")) {
                let is_heading = name.len() == 2 && name.starts_with('h') && name != "hr";
                let name = if is_heading { "h".to_owned() } else { name };
                return Some(Tag { name, closes, attributes, length: html.len() - after.len() });
            }
            let end = rest.find(|c: char| c.is_whitespace() || "=>\"'<`".contains(c))?;
            if end == 0 {
                return None;
            }
            let attribute = rest[..end].to_lowercase();
            rest = rest[end..].trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                rest = after.trim_start();
                let quote = rest.chars().next().filter(|c| "\"'".contains(*c));
                (value, rest) = match quote {
                    Some(quote) => rest[1..].split_once(quote)?,
                    None => rest.split_at(rest.find(|c: char| c.is_whitespace() || c == '>')?),
                };
            }
            attributes.push((attribute, resolved(value)));
        }
    }
}

/// Resolves the references that the examples have.
fn resolved(text: &str) -> String {
    let named = [("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (name, c)| text.replace(name, c))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
