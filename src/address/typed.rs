//! Addresses that editors type: slugs, aliases, navigation.

use super::faults;
use super::navigation;
use super::url;
use crate::config::{Config, is_slug};
use crate::diagnostic::Diagnostic;
use crate::register::Register;
use std::collections::BTreeSet;

/// Checks slugs, aliases and the entries of `navigation`. `known` are the addresses of the site.
pub fn check_typed(
    register: &Register,
    config: &Config,
    known: &BTreeSet<String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for entry in &register.entries {
        let front = &entry.document.front;
        if let Some(slug) = front.slug.as_ref().filter(|s| !is_slug(&s.value)) {
            let key_names = &front.key_names;
            diagnostics.push(faults::slug_form(
                slug,
                key_names.name("slug"),
                &key_names.line("slug"),
            ));
        }
        for alias in front.aliases.iter().filter(|alias| url::alias(&alias.value).is_none()) {
            let key_names = &front.key_names;
            diagnostics.push(faults::alias_form(
                alias,
                key_names.name("aliases"),
                &key_names.line("aliases"),
            ));
        }
    }
    for section in &register.sections {
        if let Some(slug) = section.slug.as_ref().filter(|slug| !is_slug(&slug.value)) {
            let key_names = &section.key_names;
            diagnostics.push(faults::slug_form(
                slug,
                key_names.name("slug"),
                &key_names.line("slug"),
            ));
        }
    }
    navigation::check(config, known, diagnostics);
}
