//! Templates that documents and categories ask for by name.

use super::faults;
use crate::diagnostic::Diagnostic;
use crate::register::Register;

/// Checks the templates that documents and categories ask for by name; `has` returns whether the
/// theme has a template.
pub fn check_templates(
    register: &Register,
    has: impl Fn(&str) -> bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let of_entries = register.entries.iter().filter_map(|entry| {
        let front = &entry.document.front;
        Some((front.template.as_ref()?, front.key_names.name("template")))
    });
    let of_sections = register.sections.iter().flat_map(|section| {
        let own = section.template.as_ref().map(|own| (own, section.key_names.name("template")));
        let pages = section.page_template.as_ref();
        [own, pages.map(|pages| (pages, section.key_names.name("page_template")))]
    });
    let asked = of_entries.chain(of_sections.flatten());
    for (template, name) in asked {
        if !has(&template.value) {
            diagnostics.push(faults::template_unknown(template, name));
        } else if is_part(&template.value) {
            diagnostics.push(faults::template_part(template, name));
        }
    }
}

/// Whether a template is a part of pages and makes none by itself: its page would have no head,
/// and so no content security policy.
fn is_part(template: &str) -> bool {
    ["partials/", "shared/", "components/", "macros/"]
        .iter()
        .any(|folder| template.starts_with(folder))
        || template == "base.html"
}
