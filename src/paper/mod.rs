//! Paper: an installed browser prints the pages of the site as PDF files.
//!
//! The browser never reaches a network: whatever a page requests comes from the files of the site,
//! and everything else is refused. So a page is printed under its own address with its final
//! links, and nothing has to be published first. Which pages are printed is for the caller to
//! choose.

mod browser;
mod devtools;
mod messages;
mod pdf;
mod printer;

pub use browser::{BROWSER_NAMES, browser_paths};
pub use devtools::Files;
pub use pdf::{fingerprint_of, with_fingerprint};
pub use printer::{Printed, Printer};

#[cfg(test)]
mod tests;
