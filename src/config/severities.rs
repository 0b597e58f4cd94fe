//! How severe a site takes its warnings: `checks: {identity-card: error, number-gap: off}`.

use super::entries::entries;
use super::faults;
use crate::diagnostic::{Diagnostic, Severity, WARNINGS, nearest};
use crate::yaml::{self, Choice, Fields};
use std::collections::BTreeMap;

/// What is made of the warnings of one id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Off,
    Warning,
    Error,
}

pub(super) const LEVELS: &[Choice] =
    &[("off", &["不查"]), ("warning", &["警告"]), ("error", &["错误"])];

impl Level {
    fn with_name(name: &str) -> Level {
        match name {
            "off" => Level::Off,
            "error" => Level::Error,
            _ => Level::Warning,
        }
    }
}

/// What is made of the warnings of a site. Errors stay what they are: without their correction there
/// is nothing to publish.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities(BTreeMap<String, Level>);

impl Severities {
    /// Returns whether a warning is an error on this site.
    pub fn raise(&self, diagnostic: &Diagnostic) -> bool {
        self.0.get(diagnostic.id) == Some(&Level::Error)
    }

    /// Returns whether any warning is an error on this site.
    pub fn raise_any(&self) -> bool {
        self.0.values().any(|level| *level == Level::Error)
    }

    /// Removes the warnings that are off, and makes errors of those that are to be.
    pub fn apply(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        diagnostics.retain_mut(|diagnostic| {
            if self.raise(diagnostic) {
                diagnostic.severity = Severity::Error;
            }
            diagnostic.is_error() || self.0.get(diagnostic.id) != Some(&Level::Off)
        });
        diagnostics
    }
}

pub(super) fn read(fields: &mut Fields) -> Severities {
    let mut severities = BTreeMap::new();
    for (id, value) in entries(fields, "checks") {
        let is_known = WARNINGS.contains(&&*id.value);
        if !is_known {
            let near = nearest(&id.value, WARNINGS.iter().copied());
            fields.diagnostics.push(faults::check_unknown(
                id.span,
                &fields.key_names,
                &id.value,
                near,
            ));
        } else if let Some(level) = yaml::chosen(LEVELS, &value.value) {
            severities.insert(id.value, Level::with_name(level));
        } else {
            fields.diagnostics.push(faults::check_level(value.span, &fields.key_names, &id.value));
        }
    }
    Severities(severities)
}
