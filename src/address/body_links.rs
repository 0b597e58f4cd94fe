//! Where the links of texts lead, once they are resolved.

use crate::content_type::Recording;
use crate::markdown::{LinkKind, Outline, Resolved};
use crate::source::SitePath;

/// The links of one body, and the files of the content that they lead to.
#[derive(Clone, Debug, Default)]
pub struct BodyLinks {
    pub resolved: Resolved,
    /// Each with the place of its link among those of the body.
    pub files: Vec<(usize, SitePath)>,
}

impl BodyLinks {
    /// The files that the body shows as pictures, each with the place of its link among those of the body.
    pub fn pictures(&self, outline: &Outline) -> impl Iterator<Item = (usize, &SitePath)> {
        self.files
            .iter()
            .filter(|(_, file)| Recording::of(file.file_name()).is_none())
            .filter(|(link, _)| outline.links.get(*link).is_some_and(|l| l.kind == LinkKind::Image))
            .map(|(link, file)| (*link, file))
    }
}

/// The links of all bodies.
pub struct ResolvedLinks {
    /// By [`DocId`](crate::register::DocId).
    pub documents: Vec<BodyLinks>,
    /// By index of the section.
    pub sections: Vec<BodyLinks>,
}
