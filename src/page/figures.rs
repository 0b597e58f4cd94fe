//! The site in a line of figures.

use super::found::{BINDING, is_rule, list_url};
use super::site::Site;
use crate::register::{DocId, ValidityKind};
use crate::view::Figures;
use crate::words::Counted;

/// Counts what the home page and the statistics show of the whole site.
pub(super) fn figures(site: &Site) -> Figures {
    let register = &*site.register;
    let kind = |id: DocId| register.entry(id).validity.kind;
    let dates = || site.listed().filter_map(|id| register.entry(id).date());
    Figures {
        documents: site.listed().count(),
        numbered: site.listed().filter(|id| register.entry(*id).number().is_some()).count(),
        in_force: site.listed().filter(|id| kind(*id) == ValidityKind::InForce).count(),
        rules: site.listed().filter(|id| kind(*id).is_binding() && is_rule(site, *id)).count(),
        documents_url: list_url(site, Counted::Document, &[]),
        numbered_url: list_url(site, Counted::Numbered, &[]),
        in_force_url: list_url(site, Counted::Document, &[("validity", "in-force")]),
        rules_url: list_url(site, Counted::Rule, &BINDING),
        topics: register.lists.topics.len(),
        first_year: dates().min().map(|date| date.year()),
        last_year: dates().max().map(|date| date.year()),
    }
}
