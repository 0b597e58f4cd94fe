//! Lists that a reader finds without a word: what a document counts as there, and the address of such a list.

use super::site::Site;
use crate::address::url as address;
use crate::document::genre;
use crate::register::{AttachmentTarget, DocId, Register};
use crate::words::Counted;
use url::form_urlencoded::Serializer;

/// The values of the facets by which a list is narrowed down to what binds today.
pub(super) const BINDING: [(&str, &str); 2] = [("validity", "in-force"), ("validity", "amended")];

/// Returns what a document counts as.
pub fn counted_as(site: &Site, id: DocId) -> Vec<Counted> {
    let entry = site.register.entry(id);
    if !site.register.section_of(id).kind.is_listed() {
        return vec![Counted::Page];
    }
    if entry.issue.is_some() {
        return vec![Counted::Article];
    }
    let mut counted = vec![Counted::Document];
    if entry.number().is_some() {
        counted.push(Counted::Numbered);
    }
    if is_rule(site, id) {
        counted.push(Counted::Rule);
    }
    counted
}

/// Returns whether a document lays down rules. A notice by which a rule is issued counts where the rule is no
/// document of its own.
pub(super) fn is_rule(site: &Site, id: DocId) -> bool {
    let named_so = |id: DocId| genre::is_rule(site.register.entry(id).title());
    let attachments = &site.register.entry(id).attachments;
    named_so(id)
        && !attachments.iter().any(|attachment| match attachment.to {
            AttachmentTarget::Document(to) => named_so(to),
            AttachmentTarget::File(..) => false,
        })
}

/// Returns the documents in force of each category that has any, by index of the category; articles stand in their
/// issue.
pub(super) fn in_force_by_category(register: &Register) -> Vec<(usize, Vec<DocId>)> {
    let categories = register.sections.iter().zip(&register.lists.categories).enumerate();
    let listed = categories
        .filter(|(_, (section, _))| section.kind.is_listed() && !section.folder.is_empty());
    let is_binding = |id: &DocId| register.entry(*id).validity.kind.is_binding();
    let in_force = listed.map(|(index, (_, documents))| {
        (index, documents.iter().copied().filter(is_binding).collect::<Vec<DocId>>())
    });
    in_force.filter(|(_, documents)| !documents.is_empty()).collect()
}

/// Returns the year under which lists file a document: the one that an issue bears, else that of its date.
pub fn filed_year(site: &Site, id: DocId) -> Option<i16> {
    let entry = site.register.entry(id);
    match entry.issue_number() {
        Some(issue) => Some(issue.year as i16),
        None => entry.date().map(|date| date.year()),
    }
}

/// Returns the address of the list of what counts as `counted`, narrowed down by values of facets.
pub(super) fn list_url(site: &Site, counted: Counted, facets: &[(&str, &str)]) -> String {
    let mut query = Serializer::new(String::new());
    query.append_pair("kind", counted.key()).extend_pairs(facets);
    format!("{}?{}", site.addresses.href(address::SEARCH), query.finish())
}
