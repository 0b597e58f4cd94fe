//! Links that site.yaml lists: the navigation, 友情链接.

use super::faults;
use super::keys::LINK_KEYS;
use crate::scheme;
use crate::source::Spanned;
use crate::yaml::Fields;

/// A title, and where it leads. Whether there is such a place is known when all addresses are.
#[derive(Clone, Debug)]
pub struct NamedLink {
    pub title: String,
    pub url: Spanned<String>,
    /// What the key of the list and that of the address are called, as they were typed.
    pub list_key: &'static str,
    pub url_key: &'static str,
}

/// Reads a list of links. One that no link may have is reported and left out.
pub(super) fn read(fields: &mut Fields, name: &'static str) -> Vec<NamedLink> {
    let mut links = Vec::new();
    let list_key = fields.key_names.name(name);
    for mut group in fields.groups(name, LINK_KEYS) {
        let title = group.required_text("title");
        let url = group.required_text("url");
        let key_names = group.key_names;
        fields.merge(group);
        let (Some(title), Some(url)) = (title, url) else { continue };
        if scheme::is_link(&url.value) {
            let url_key = key_names.name("url");
            links.push(NamedLink { title: title.value, url, list_key, url_key });
        } else {
            fields.diagnostics.push(faults::link_scheme(url.span, &key_names, &url.value));
        }
    }
    links
}
