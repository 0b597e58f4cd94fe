//! Cards: the picture that represents a document where its address is shared.
//!
//! A card is drawn at build time with a font that the site provides. Its address is derived from
//! its content, so a card that is published already need not be drawn again. Which documents have
//! cards, and what they say, is left to `page`.

mod content;
mod face;
mod faults;
mod paint;

pub use content::{Card, SIZE};
pub use face::{Face, load_face};
pub use paint::png;
