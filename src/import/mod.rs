//! Reads documents that were written elsewhere (Word, plain text, HTML, Markdown) as drafts.
//!
//! A reader for each format results in one intermediate form, a [`Flow`]: paragraphs, tables,
//! footnotes and pictures in the order of the text. [`recognise()`] finds in it what a document
//! consists of: number, title, recipients, headings, attachments, signature, date. [`Written`]
//! writes a text as Markdown that shows every character as it was. Wherever something is left out,
//! joined or guessed, a [`Remark`] says so.
//!
//! Nothing here reads a file or starts a program: `command/` does both.

mod docx;
mod flow;
mod html;
mod markdown_file;
mod messages;
mod plain;
pub mod portal;
mod recognise;
mod remark;
mod symbols;
mod write;
mod xml;

pub use flow::{Flow, Picture, PictureSource};
pub use recognise::{Piece, Recognised, Title, recognise};
pub use remark::Remark;
pub use write::Written;

use crate::failure::Failure;

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: u64 = 100_000_000;

/// The formats of files, by what reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Docx,
    Text,
    Html,
    Markdown,
    /// `.doc`, `.wps` and others that an office program converts to [`Format::Docx`].
    Office,
    /// PDF, of which another program extracts the text.
    Pdf,
}

impl Format {
    /// Returns the format of a file by its extension, in any case.
    pub fn of_extension(extension: &str) -> Option<Format> {
        Some(match &*extension.to_lowercase() {
            "docx" | "docm" | "dotx" => Format::Docx,
            "txt" | "text" => Format::Text,
            "html" | "htm" | "xhtml" | "shtml" => Format::Html,
            "md" | "markdown" => Format::Markdown,
            "doc" | "wps" | "dot" | "wpt" | "rtf" | "odt" => Format::Office,
            "pdf" => Format::Pdf,
            _ => return None,
        })
    }
}

/// Reads the bytes of a file. What another program has to convert first is given as what it was
/// converted to: an office file as Word, a PDF as text with a layout.
pub fn read(format: Format, bytes: &[u8]) -> Result<Flow, Failure> {
    match format {
        Format::Docx | Format::Office => docx::read(bytes),
        Format::Text | Format::Pdf => plain::read(bytes),
        Format::Html => html::read(bytes),
        Format::Markdown => markdown_file::read(bytes),
    }
}
