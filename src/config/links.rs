//! Links that site.yaml lists: the navigation, 友情链接.

use super::faults;
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

/// An entry of the navigation: a link, or a title for the links below it.
#[derive(Clone, Debug)]
pub struct NavigationItem {
    pub title: String,
    pub link: Option<NamedLink>,
    pub children: Vec<NamedLink>,
}

impl NavigationItem {
    /// Returns the entry's own link and those below it.
    pub fn links(&self) -> impl Iterator<Item = &NamedLink> {
        self.link.iter().chain(&self.children)
    }
}

/// Reads a list of links. One that no link may have is reported and left out.
pub(super) fn read(fields: &mut Fields, name: &'static str) -> Vec<NamedLink> {
    let list_key = fields.key_names.name(name);
    list(fields, name, list_key)
}

fn list(fields: &mut Fields, name: &'static str, list_key: &'static str) -> Vec<NamedLink> {
    let mut links = Vec::new();
    for mut group in fields.groups(name) {
        let title = group.text("title");
        let url = group.text("url");
        if let (Some(title), Some(url)) = (title, url) {
            links.extend(link(&mut group, list_key, title.value, url));
        }
        fields.merge(group);
    }
    links
}

/// Makes a link of its parts; `None` if no link may have such an address.
pub(super) fn link(
    fields: &mut Fields,
    list_key: &'static str,
    title: String,
    url: Spanned<String>,
) -> Option<NamedLink> {
    if scheme::is_link(&url.value) {
        let url_key = fields.key_names.name("url");
        return Some(NamedLink { title, url, list_key, url_key });
    }
    fields.diagnostics.push(faults::link_scheme(url.span, &fields.key_names, &url.value));
    None
}

/// Reads the navigation. An entry with others below it need not lead anywhere itself.
pub(super) fn navigation(fields: &mut Fields) -> Vec<NavigationItem> {
    let mut items = Vec::new();
    let list_key = fields.key_names.name("navigation");
    for mut group in fields.groups("navigation") {
        let has_children =
            group.key_span("children").is_some() && group.empty("children").is_none();
        let title = group.text("title").map(|title| title.value);
        let url = if has_children { group.text("url") } else { group.required_text("url") };
        let link =
            url.and_then(|url| link(&mut group, list_key, title.clone().unwrap_or_default(), url));
        let children = list(&mut group, "children", list_key);
        fields.merge(group);
        if let Some(title) = title.filter(|_| link.is_some() || !children.is_empty()) {
            items.push(NavigationItem { title, link, children });
        }
    }
    items
}
