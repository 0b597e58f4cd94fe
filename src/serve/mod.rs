//! The preview server: a site in memory, shown to a browser on this machine, or to whoever in the network has its token.
//!
//! A reader's page is shown as it was built. Only on its way to the browser is a script added that
//! reloads the page when the site changes; the built files know nothing of it. Building, and
//! watching for changes, are left to the caller.

mod access;
mod address;
mod answer;
mod http;
mod messages;
mod preview_sink;
mod preview_site;
mod range;

pub use access::{Access, Token};
pub use http::{bind, serve};
pub use preview_sink::{PreviewFile, PreviewFiles, PreviewSink};
pub use preview_site::{FindMoved, PreviewSite};
