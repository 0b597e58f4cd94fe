//! The HTML of pictures: alone, with a caption, in a gallery.

use super::InlineRenderer;
use crate::markdown::picture_attributes::{Shown, sources};
use pulldown_cmark::{Event, Tag};

/// The width of a picture in pixels that any screen shows whole. A wider one leads to its file, where
/// it can be enlarged.
const NARROW: u32 = 320;

/// What an editor writes in place of a description for an image that conveys nothing.
const DECORATIVE: [&str; 2] = ["装饰", "decorative"];

impl InlineRenderer<'_> {
    /// Renders the image that starts at a piece.
    pub fn image(&mut self, index: usize) {
        let title = self.title(index);
        self.picture(index, &title, Shown::InColumn);
    }

    /// Renders the image that starts at a piece, with its title as a caption below.
    pub fn figure(&mut self, index: usize, caption: &str) {
        self.out.push_on_new_line("<figure>");
        self.picture(index, "", Shown::InColumn);
        self.caption(caption);
        self.out.push("</figure>\n");
    }

    /// Renders the images that start at these pieces beside each other, each with its title or else its description as a caption.
    pub fn gallery(&mut self, images: &[usize]) {
        self.out.push_on_new_line("<div class=\"gallery\">\n");
        for index in images {
            self.out.push("<figure>");
            self.picture(*index, "", Shown::InGallery);
            let title = self.title(*index);
            let caption = if title.trim().is_empty() { self.description(*index) } else { title };
            self.caption(&caption);
            self.out.push("</figure>\n");
        }
        self.out.push("</div>\n");
    }

    fn caption(&mut self, caption: &str) {
        if !caption.is_empty() {
            self.out.push("<figcaption>");
            self.out.text(caption);
            self.out.push("</figcaption>");
        }
    }

    fn title(&self, index: usize) -> String {
        match self.stream.pieces.get(index).map(|piece| &piece.event) {
            Some(Event::Start(Tag::Image { title, .. })) => title.to_string(),
            _ => String::new(),
        }
    }

    /// Returns what stands for a picture where it is not seen; empty for a decoration.
    fn description(&self, index: usize) -> String {
        let description = self.stream.link_text(index);
        if DECORATIVE.contains(&description.as_str()) { String::new() } else { description }
    }

    fn picture(&mut self, index: usize, title: &str, shown: Shown) {
        let description = self.description(index);
        let Some(src) = self.href(index) else {
            self.out.text(&description);
            return;
        };
        if self.recording(index, &src, title, &description) {
            return;
        }
        let known = self.pictures.get(&index).copied();
        let is_in_link = self.in_html_link || self.open_links.contains(&true);
        // A link needs words, and a decoration has none.
        let leads_to_file = known.is_some_and(|known| known.width > NARROW)
            && !is_in_link
            && !description.is_empty();
        if leads_to_file {
            self.out.push("<a class=\"original\" href=\"");
            self.out.push(&src);
            self.out.push("\">");
        }
        self.out.push("<img src=\"");
        self.out.push(&src);
        self.out.push("\" alt=\"");
        self.out.text(&description);
        self.out.push("\"");
        self.out.attribute("title", title);
        if let Some(known) = known {
            self.out.push(&sources(known, shown));
            self.out.push(&format!(" width=\"{}\" height=\"{}\"", known.width, known.height));
        }
        self.out.push(" loading=\"lazy\"");
        self.out.push(if known.is_some() { " decoding=\"async\">" } else { ">" });
        if leads_to_file {
            self.out.push("</a>");
        }
    }
}
