//! What editors wrote, as it is on disk: files, places in files, and the tree of all files.
//!
//! Every later stage names places by a [`Span`], in bytes of the file as it was read, so that a
//! message can always show the line that the editor typed.

mod encoding;
mod head;

pub use encoding::Encoding;

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::ops::Range;
use std::sync::Arc;

/// A path inside the site, `/`-separated, relative to its root: `content/notices/2026-08.md`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    pub fn new(path: &str) -> SitePath {
        SitePath(Arc::from(path.trim_start_matches('/')))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the last part: `2026-08.md`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// Returns the last part without its extension: `2026-08`.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        match name.rfind('.') {
            Some(0) | None => name,
            Some(dot) => &name[..dot],
        }
    }

    /// Returns the extension in lower case, without the dot; empty if there is none.
    pub fn extension(&self) -> String {
        let name = self.file_name();
        match name.rfind('.') {
            Some(0) | None => String::new(),
            Some(dot) => name[dot + 1..].to_lowercase(),
        }
    }

    /// Returns the folder that holds it; empty for a file at the root.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |slash| &self.0[..slash])
    }

    /// Returns the folders that it is in, the innermost first.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        let all = std::iter::successors(Some(self.folder()), |folder| {
            folder.rfind('/').map(|slash| &folder[..slash])
        });
        all.filter(|folder| !folder.is_empty())
    }

    /// Returns the file that `relative` names seen from `folder`; `None` if it is outside the site.
    pub fn resolve(folder: &str, relative: &str) -> Option<SitePath> {
        let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        (!parts.is_empty()).then(|| SitePath::new(&parts.join("/")))
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A place: bytes `start..end` of one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: SitePath,
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(file: &SitePath, range: Range<usize>) -> Span {
        Span { file: file.clone(), start: range.start, end: range.end.max(range.start) }
    }

    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A value and the place where the editor typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }

    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// A digest of some bytes (BLAKE3, first 16 bytes): equal fingerprints mean equal bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    pub fn of(bytes: &[u8]) -> Fingerprint {
        Fingerprint::of_parts(&[bytes])
    }

    /// Returns the fingerprint of several parts; the boundaries between the parts count.
    pub fn of_parts(parts: &[&[u8]]) -> Fingerprint {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let mut digest = [0; 16];
        digest.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Fingerprint(digest)
    }

    pub fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Lower-case hexadecimal, 32 characters.
    pub fn hex(&self) -> String {
        self.0.iter().map(|b| format!("{b:02x}")).collect()
    }
}

/// One text file as it was read.
#[derive(Debug)]
pub struct Source {
    pub path: SitePath,
    /// The whole text, byte-order mark and carriage returns included.
    pub text: Arc<str>,
    /// Of the bytes on disk.
    pub fingerprint: Fingerprint,
    /// The encoding of the bytes on disk.
    pub encoding: Encoding,
    /// Whether this is the whole file, and not its front matter alone.
    pub is_whole: bool,
}

impl Source {
    /// Reads bytes as text, by the likeliest encoding, so that messages can show legible lines.
    pub fn decode(path: SitePath, bytes: &[u8]) -> Source {
        let (text, encoding) = encoding::decode(bytes);
        let fingerprint = Fingerprint::of(bytes);
        Source { path, text: Arc::from(text), fingerprint, encoding, is_whole: true }
    }

    /// Reads a document for its front matter alone. The text ends with the second fence where what follows certainly changes
    /// nothing before it, and the fingerprint is that of this part; any other file is read whole.
    pub fn decode_head(path: SitePath, bytes: &[u8]) -> Source {
        match head::certain_head(bytes) {
            Some(head) => {
                Source { is_whole: head.len() == bytes.len(), ..Source::decode(path, head) }
            }
            None => Source::decode(path, bytes),
        }
    }

    /// Returns whether nothing is lost if the text is written back as UTF-8.
    pub fn is_lossless(&self) -> bool {
        matches!(self.encoding, Encoding::Utf8 | Encoding::Foreign { is_lossless: true, .. })
    }

    /// Returns the line end of this file.
    pub fn line_end(&self) -> &'static str {
        let newline = self.text.find('\n');
        if newline.is_some_and(|at| self.text[..at].ends_with('\r')) { "\r\n" } else { "\n" }
    }
}

/// Reads the bytes of a file that is not parsed (images, attachments).
pub type ReadAsset = dyn Fn(&SitePath) -> io::Result<Vec<u8>> + Send + Sync;

/// The site as it is on disk at one moment.
pub struct Tree {
    /// The files that stages parse: `site.yaml`, Markdown, templates.
    pub texts: BTreeMap<SitePath, Arc<Source>>,
    /// The files that are copied, with their sizes in bytes.
    pub assets: BTreeMap<SitePath, u64>,
    pub read: Arc<ReadAsset>,
}

impl Tree {
    pub fn text(&self, path: &str) -> Option<&Arc<Source>> {
        self.texts.get(path)
    }

    /// Returns the texts under a folder (`content/`), in the order of their paths.
    pub fn texts_under(&self, folder: &str) -> impl Iterator<Item = &Arc<Source>> {
        self.texts.iter().filter(move |(path, _)| path.as_str().starts_with(folder)).map(|(_, s)| s)
    }
}
