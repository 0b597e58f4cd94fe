//! One file that is published beside the pages: where, by whose claim, and how it is made.

use crate::address::Claim;
use crate::card::Card;
use crate::page::Site;
use crate::source::SitePath;
use std::borrow::Cow;
use std::sync::Arc;

/// A file to publish. It is declared once: from this the address is claimed, links to it are
/// known, and the file is made.
pub struct Output<'a> {
    pub address: String,
    pub claim: Claim,
    pub make: Make<'a>,
}

/// How an output is made.
pub enum Make<'a> {
    /// A text made from the whole site.
    FromSite(Arc<dyn Fn(&Site) -> String + Send + Sync>),
    /// The bytes of a file of the site.
    Copied(&'a SitePath),
    /// The same, of a picture without its metadata; of any other file as it is.
    Cleaned(&'a SitePath),
    Bytes(Cow<'a, [u8]>),
    /// A picture. Its address is a digest of what is drawn, so one that is published already is
    /// not drawn again.
    Card(Card),
    /// Put into the sink by a stage of its own: the index of the search, PDFs, the manifest.
    Elsewhere,
}

impl<'a> Output<'a> {
    /// A file that is generated, not typed.
    pub fn generated(address: &str, make: Make<'a>) -> Output<'a> {
        Output { address: address.to_owned(), claim: Claim::generated(address), make }
    }
}

impl<'a> Make<'a> {
    pub fn from_site(make: impl Fn(&Site) -> String + Send + Sync + 'static) -> Make<'a> {
        Make::FromSite(Arc::new(make))
    }
}
