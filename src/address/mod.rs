//! Addresses: every rule about them, what has which, and where links lead.
//!
//! An address, once given, stays for ever. [`url`] holds the rules, [`Addresses`] the addresses of
//! one site; [`Links`] finds what a link leads to, for public and hidden documents alike, and
//! [`check_claims`] sees to it that no address is given twice.

mod active;
mod addresses;
mod aliases;
mod attached_text;
mod body_links;
mod cited;
mod claim;
mod claims;
mod content_files;
mod faults;
mod links;
mod metadata;
mod navigation;
mod office;
mod published;
mod raw_number;
mod slug;
mod typed;
mod unused;
pub mod url;

pub use active::check_active;
pub use addresses::{Addresses, file_address};
pub use aliases::keep_addresses;
pub use body_links::{BodyLinks, ResolvedLinks};
pub use claim::{Claim, MakeClaim};
pub use claims::check_claims;
pub use content_files::ContentFiles;
pub use links::Links;
pub use metadata::{attached_files, check_metadata};
pub use navigation::href as navigation_href;
pub use published::{PublishedFiles, published_files};
pub use raw_number::{address_of_number, address_of_standard};
pub use slug::slug_of;
pub use typed::check_typed;
pub use url::alias as alias_address;
