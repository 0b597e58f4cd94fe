//! The preview: a site in memory, shown to a browser on this machine.
//!
//! What a reader will get is shown as it was built. Only on its way to the browser is a script
//! added that reloads the page when the site changes; the built files know nothing of it.

mod address;
mod answer;
mod http;
mod kinds;
mod range;
mod site;

pub use http::{bind, serve};
pub use site::Site;
