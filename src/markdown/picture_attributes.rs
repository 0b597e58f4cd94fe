//! The attributes by which a browser chooses the smallest picture that is sharp enough.

use super::escape;
use super::resolved::KnownPicture;

/// Where a picture stands, which says how wide it is shown.
#[derive(Clone, Copy)]
pub(super) enum Shown {
    /// In the column of the text.
    InColumn,
    /// Beside another one.
    InGallery,
}

impl Shown {
    /// The width by the width of the window; the column of the official theme has 684 pixels.
    fn sizes(self) -> &'static str {
        match self {
            Shown::InColumn => "(min-width: 45rem) 43rem, 95vw",
            Shown::InGallery => "(min-width: 45rem) 21rem, 48vw",
        }
    }
}

/// Returns `srcset` and `sizes`, with a space before; nothing for a picture that is there in one size.
pub(super) fn sources(picture: &KnownPicture, shown: Shown) -> String {
    if picture.sources.is_empty() {
        return String::new();
    }
    let mut attributes = String::from(" srcset=\"");
    for (index, (width, address)) in picture.sources.iter().enumerate() {
        attributes.push_str(if index == 0 { "" } else { ", " });
        // A comma or a space would end the address.
        escape::text(&mut attributes, &address.replace(',', "%2C").replace(' ', "%20"));
        attributes.push_str(&format!(" {width}w"));
    }
    attributes.push_str(&format!("\" sizes=\"{}\"", shown.sizes()));
    attributes
}
