//! The HTML of recordings: videos and sounds, typed as pictures are.

use super::{Address, InlineRenderer};
use crate::content_type::Recording;

impl InlineRenderer<'_> {
    /// Renders a player, if the image that starts at a piece is a recording of the site, and returns whether it is. Below it stands
    /// a link to the file, for browsers that cannot play it and for paper. In a link there is no player.
    pub(super) fn recording(
        &mut self,
        index: usize,
        src: &str,
        title: &str,
        description: &str,
    ) -> bool {
        let path = src.split(['?', '#']).next().unwrap_or_default();
        let is_own = matches!(self.addresses.get(&index), Some(Address::Resolved(..)));
        let Some(recording) = Recording::of(path).filter(|_| is_own) else { return false };
        if self.in_html_link || self.open_links.contains(&true) {
            self.out.text(description);
            return true;
        }
        let (tag, label) = match recording {
            Recording::Video => ("video", self.labels.video),
            Recording::Audio => ("audio", self.labels.audio),
        };
        self.out.push(&format!(
            "<span class=\"recording\"><{tag} src=\"{src}\" controls preload=\"metadata\""
        ));
        self.out.attribute("aria-label", description);
        self.out.attribute("title", title);
        self.out.push(">");
        if let Some(subtitles) = self.subtitles.get(&index) {
            let (name, language) = self.labels.subtitles;
            self.out.push("<track kind=\"captions\"");
            self.out.attribute("src", subtitles);
            self.out.push(&format!(" srclang=\"{language}\" label=\"{name}\" default>"));
        }
        self.out.push(&format!("</{tag}><a href=\"{src}\">{label}"));
        self.out.text(if description.is_empty() {
            path.rsplit('/').next().unwrap_or_default()
        } else {
            description
        });
        self.out.push("</a></span>");
        true
    }
}
