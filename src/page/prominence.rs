//! What stands before others on the day of the build.

use super::site::Site;
use crate::register::DocId;

/// Returns a list with what is pinned before the rest, each part in the order that it has.
pub(super) fn pinned_first(site: &Site, documents: &[DocId]) -> Vec<DocId> {
    let front = |id: DocId| &site.register.entry(id).document.front;
    let is_pinned = |id: DocId| front(id).pinned.holds_on(site.today);
    let (mut pinned, rest): (Vec<DocId>, Vec<DocId>) =
        documents.iter().partition(|id| is_pinned(**id));
    pinned.extend(rest);
    pinned
}
