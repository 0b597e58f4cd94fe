//! Tests of the module as its callers see it: a body goes in, an outline and HTML come out.

mod emphasis;
mod hostile;
mod pictures;
mod provisions;
mod reading;
mod rendering;
mod spans;

use super::{Labels, Outline, RawHtml, Resolved, html, outline};
use crate::diagnostic::Diagnostic;
use crate::source::{SitePath, Source};

fn source(text: &str) -> Source {
    Source::decode(SitePath::new("content/a.md"), text.as_bytes())
}

fn read(text: &str) -> (Outline, Vec<Diagnostic>) {
    let checked = outline(&source(text), 0..text.len(), RawHtml::Sanitised);
    (checked.value, checked.diagnostics)
}

fn rendered(text: &str) -> String {
    html(&source(text), 0..text.len(), &Resolved::default(), RawHtml::Sanitised, Labels::CHINESE)
}

/// Returns the id of each diagnostic with the text that it points at.
fn found_in(text: &str) -> Vec<(&'static str, String)> {
    let (_, diagnostics) = read(text);
    diagnostics
        .iter()
        .map(|d| {
            let at = d.at.as_ref().expect("every diagnostic has a place");
            (d.id, text[at.range()].to_owned())
        })
        .collect()
}
