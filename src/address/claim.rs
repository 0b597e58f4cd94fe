//! A claim: what wants an address, where that was typed, and what would free the address.

use crate::diagnostic::Text;
use crate::source::{SitePath, Span};
use crate::text;

/// Makes a claim. Most addresses are wanted once, and nobody asks for their claims.
pub type MakeClaim<'a> = Box<dyn Fn() -> Claim + Send + Sync + 'a>;

/// What wants an address.
#[derive(Clone, Debug)]
pub struct Claim {
    pub(super) what: Text,
    /// Where an editor typed it.
    pub(super) span: Option<Span>,
    /// What an editor can do about it; nothing where an address is the only one there can be.
    pub(super) remedy: Option<Text>,
    /// Whether it is a generated file beside a page, which has no name but its address.
    pub(super) is_generated: bool,
}

impl Claim {
    /// The claim of `what`, typed at `span`; `remedy` is what an editor can do to free the address.
    pub fn new(what: Text, span: Option<Span>, remedy: Option<Text>) -> Claim {
        Claim { what, span, remedy, is_generated: false }
    }

    /// Of a file of the content or of `static/`.
    pub fn of_file(path: &SitePath) -> Claim {
        let remedy = text!("给文件 {path} 改名", "rename the file {path}");
        Claim::new(text!("文件 {path}", "the file {path}"), None, Some(remedy))
    }

    /// Of a file of the theme.
    pub fn of_theme(path: &str) -> Claim {
        Claim::new(text!("主题文件 {path}", "the file {path} of the theme"), None, None)
    }

    /// Of a generated file, which has no name but its address.
    pub fn generated(address: &str) -> Claim {
        let what = text!("自动生成的 {address}", "{address}, which is made of itself");
        Claim { is_generated: true, ..Claim::new(what, None, None) }
    }

    /// Of the PDF of a page.
    pub fn printed(address: &str) -> Claim {
        let what = text!("打印出的 {address}", "the print {address}");
        Claim { is_generated: true, ..Claim::new(what, None, None) }
    }
}
