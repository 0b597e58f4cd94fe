//! The preview: a site in memory, shown to a browser on this machine.
//!
//! What a reader will get is shown as it was built. Only on its way to the browser is a script
//! added that reloads the page when the site changes; the built files know nothing of it.

mod address;
mod answer;
mod content_type;
mod http;
mod preview_site;
mod range;

pub use http::{bind, serve};
pub use preview_site::PreviewSite;
