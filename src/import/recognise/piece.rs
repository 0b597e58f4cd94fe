//! What a document consists of.

use crate::import::flow::Block;
use crate::number::DocNumber;
use jiff::civil::Date;

/// The title of a document, in lines that were joined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    pub text: String,
    /// What stands below it after a dash.
    pub subtitle: Option<String>,
    /// Whether it is only the likeliest line.
    pub is_guess: bool,
}

/// One document: the main one, or an attachment.
#[derive(Debug, Default)]
pub struct Piece {
    pub title: Option<Title>,
    pub number: Option<DocNumber>,
    /// 发文机关标志: the names in the head.
    pub issuers: Vec<String>,
    pub recipients: Vec<String>,
    /// 附件说明: the titles of attachments.
    pub listed: Vec<String>,
    pub signature: Vec<String>,
    pub date: Option<Date>,
    /// A date that may be the one of the document.
    pub likely_date: Option<Date>,
    pub published: Option<Date>,
    pub note: Option<String>,
    pub copies: Vec<String>,
    /// Lines of the head and the foot that are neither text nor the value of a key.
    pub left: Vec<String>,
    pub(super) blocks: Vec<Block>,
}

/// Returns the text of a paragraph on one line, without the white space at its edges.
pub(super) fn line_of(block: &Block) -> Option<String> {
    let text = block.paragraph()?.text();
    Some(text.replace('\n', " ").trim().to_owned())
}

/// Returns a text without any white space, for comparison.
pub(super) fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
