//! Composing: from the register, every page of the portal as an address and a view.
//!
//! [`compose`] lists the pages, [`Site`] is all that views are made from, [`view`] makes the view of
//! one page. What is published beside pages is in [`crate::export`].

mod article;
mod body;
mod cards;
mod changes;
mod claims;
mod contents;
mod data_table;
mod data_tables;
mod dates;
mod declared;
mod declared_value;
mod document_link;
mod event;
mod events;
mod faults;
mod figures;
mod found;
mod graph;
mod head;
mod home;
mod in_force;
mod issuer;
mod issues;
mod links;
mod listing;
mod pages;
mod plain;
mod prominence;
mod qr;
mod register;
mod revisions;
mod site;
mod site_pictures;
mod site_view;
mod size_text;
mod standards;
mod statistics;
mod structured_data;
mod subscribe;
mod summary;
mod templates;
mod updates;

pub use body::{body, harmless_body, portable_body};
pub use cards::cards;
pub use claims::{claims, reported_clashes};
pub use data_tables::{Tables, tables};
pub use dates::{date_of, published_of};
pub use declared::{declared_address, declared_facts};
pub use found::{counted_as, filed_year};
pub use pages::{Page, PageKind, compose};
pub use register::title as register_title;
pub use revisions::{Revision, revisions};
pub use site::{Found, Site};
pub use site_pictures::{PictureVariants, SitePictures, site_pictures};
pub use site_view::site_view;
pub use summary::summary;
pub use templates::check_templates;

use crate::view::{Head, View};

/// Makes the view and the head of a page. `body` is what [`body()`] made of its text, or empty
/// where only the rest of the view matters.
pub fn view(site: &Site, page: &Page, body: String) -> (View, Head) {
    match &page.kind {
        PageKind::Home => home::view(site),
        PageKind::Section { section, pager } => {
            listing::section(site, *section, None, *pager, body)
        }
        PageKind::SectionYear { section, year, pager } => {
            listing::section(site, *section, Some(*year), *pager, body)
        }
        PageKind::Issuer(name) => issuer::view(site, name),
        PageKind::Register { register, year } => {
            register::view(site, &site.register.lists.registers[*register], *year)
        }
        PageKind::Document(id) => article::view(site, *id, body),
        PageKind::Newsletter(id) => article::newsletter(site, *id, body),
        PageKind::Changes(id) => changes::view(site, *id),
        PageKind::Topics => listing::topics(site),
        PageKind::Topic { name, year, pager } => listing::topic(site, name, *year, *pager),
        PageKind::Updates { pager } => updates::view(site, *pager),
        PageKind::Subscribe => subscribe::view(site),
        PageKind::InForce { pager } => in_force::view(site, *pager),
        PageKind::Standards => standards::view(site),
        PageKind::Events => events::view(site),
        PageKind::EventsMonth { year, month } => events::month(site, *year, *month),
        PageKind::Statistics => statistics::view(site),
        PageKind::Search => plain::search(site, &page.address),
        PageKind::NotFound => plain::not_found(site, &page.address),
        PageKind::Redirect { to, .. } => plain::redirect(site, *to, &page.address),
    }
}
