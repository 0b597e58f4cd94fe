//! The site in a line of figures.

use super::site::Site;
use crate::register::ValidityKind;
use crate::view::Figures;

/// Counts what the home page and the statistics show of the whole site.
pub(super) fn figures(site: &Site) -> Figures {
    let register = &*site.register;
    let dates = || site.listed().filter_map(|id| register.entry(id).date());
    Figures {
        documents: site.listed().count(),
        numbered: site.listed().filter(|id| register.entry(*id).number().is_some()).count(),
        in_force: site
            .listed()
            .filter(|id| register.entry(*id).validity.kind == ValidityKind::InForce)
            .count(),
        topics: register.lists.topics.len(),
        first_year: dates().min().map(|date| date.year()),
        last_year: dates().max().map(|date| date.year()),
    }
}
