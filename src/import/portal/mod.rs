//! Reads old portals: their pages as they were saved, and exports of WordPress.

mod address;
mod entry;
mod page;
mod wordpress;

pub use address::{is_of, resolved};
pub use entry::{Entry, Left};
pub use page::read as read_page;
pub use wordpress::{Export, read as read_wordpress};
