//! The field's own values in front matter: dates, document numbers, references to documents.

use super::faults;
use crate::date::{self, Parsed, TypedMoment};
use crate::diagnostic::Diagnostic;
use crate::markdown::{Link, LinkForm, LinkKind};
use crate::number::{self, DocNumber, StandardNumber};
use crate::scheme::Scheme;
use crate::source::Spanned;
use crate::yaml::Fields;
use jiff::civil::Date;

/// Reads a day. A nonstandard form is understood and reported with its fix.
pub(super) fn date(fields: &mut Fields, name: &'static str) -> Option<Spanned<Date>> {
    let text = fields.text(name)?;
    day_of(fields, name, text)
}

/// Reads what was typed under a key as a day.
pub(super) fn day_of(
    fields: &mut Fields,
    name: &'static str,
    text: Spanned<String>,
) -> Option<Spanned<Date>> {
    let typed = moment_of(fields, name, text)?;
    let day = typed.value.moment;
    if day.time.is_some() {
        let span = typed.span.clone();
        let mut diagnostic = faults::time_of_day(span, &fields.key_names, name, day.date);
        // In the time zone of the site it may be the day before or after.
        if typed.value.offset.is_some() {
            diagnostic.fix.clear();
        }
        fields.diagnostics.push(diagnostic);
    }
    Some(typed.map(|_| day.date))
}

/// Reads a day, perhaps with a time of day and an offset.
pub(super) fn moment(fields: &mut Fields, name: &'static str) -> Option<Spanned<TypedMoment>> {
    let text = fields.text(name)?;
    moment_of(fields, name, text)
}

fn moment_of(
    fields: &mut Fields,
    name: &'static str,
    typed: Spanned<String>,
) -> Option<Spanned<TypedMoment>> {
    let name = fields.key_names.name(name);
    match date::parse(&typed.value) {
        Parsed::Standard(read) => Some(Spanned::new(read, typed.span)),
        Parsed::Nonstandard(read) => {
            fields.diagnostics.push(faults::loose_date(
                typed.span.clone(),
                name,
                &typed.value,
                read,
            ));
            Some(Spanned::new(read, typed.span))
        }
        Parsed::NoSuchDay => {
            fields.diagnostics.push(faults::no_such_day(typed.span, name, &typed.value));
            None
        }
        Parsed::Unclear => {
            fields.diagnostics.push(faults::unclear_date(typed.span, name, &typed.value));
            None
        }
    }
}

/// Reads a whole web address, or another link that a page may have.
pub(super) fn web_address(fields: &mut Fields, name: &'static str) -> Option<Spanned<String>> {
    let link = fields.text(name)?;
    let is_whole = match Scheme::parse(&link.value) {
        Scheme::Allowed("http" | "https") => link.value.contains("://"),
        Scheme::Allowed(_) => true,
        Scheme::Relative | Scheme::Refused(_) => false,
    };
    if is_whole {
        return Some(link);
    }
    let diagnostic = faults::no_link(link.span, &fields.key_names, name, &link.value);
    fields.diagnostics.push(diagnostic);
    None
}

/// Reads a document number. A variant is understood and reported with its fix.
pub(super) fn number(fields: &mut Fields, name: &'static str) -> Option<Spanned<DocNumber>> {
    let typed = fields.text(name)?;
    match DocNumber::parse(&typed.value) {
        Some(number) => {
            if !number.is_canonical(&typed.value) {
                let name = fields.key_names.name(name);
                fields.diagnostics.push(faults::number_variant(typed.span.clone(), name, &number));
            }
            Some(Spanned::new(number, typed.span))
        }
        None => {
            let other = number::recognise(&typed.value);
            let diagnostic =
                faults::no_number(typed.span, &fields.key_names, name, &typed.value, other);
            fields.diagnostics.push(diagnostic);
            None
        }
    }
}

/// Reads the number of a standard. A variant is understood and reported with its fix.
pub(super) fn standard(fields: &mut Fields, name: &'static str) -> Option<Spanned<StandardNumber>> {
    let typed = fields.text(name)?;
    let Some(number) = StandardNumber::parse(&typed.value) else {
        let diagnostic = faults::no_standard(typed.span, &fields.key_names, name, &typed.value);
        fields.diagnostics.push(diagnostic);
        return None;
    };
    check_standard_form(&number, &typed, fields.key_names.name(name), &mut fields.diagnostics);
    Some(Spanned::new(number, typed.span))
}

fn check_standard_form(
    number: &StandardNumber,
    typed: &Spanned<String>,
    name: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if !number.is_canonical(&typed.value) {
        diagnostics.push(faults::standard_variant(typed.span.clone(), name, number));
    }
}

/// What a relation points to, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    Number(DocNumber),
    Standard(StandardNumber),
    /// A path under `content/`, without a leading `@/`.
    Path(String),
}

/// Reads references to other documents: numbers, those of standards too, or content paths.
pub(super) fn references(fields: &mut Fields, name: &'static str) -> Vec<Spanned<Reference>> {
    let typed = fields.texts(name);
    typed.into_iter().filter_map(|text| reference(fields, name, text)).collect()
}

pub(super) fn reference(
    fields: &mut Fields,
    name: &'static str,
    typed: Spanned<String>,
) -> Option<Spanned<Reference>> {
    let name = fields.key_names.name(name);
    if let Some(number) = DocNumber::parse(&typed.value) {
        if !number.is_canonical(&typed.value) {
            fields.diagnostics.push(faults::number_variant(typed.span.clone(), name, &number));
        }
        return Some(Spanned::new(Reference::Number(number), typed.span));
    }
    if let Some(number) = StandardNumber::parse(&typed.value) {
        check_standard_form(&number, &typed, name, &mut fields.diagnostics);
        return Some(Spanned::new(Reference::Standard(number), typed.span));
    }
    let path = typed.value.trim_start_matches("@/").trim_start_matches("/");
    let path = path.strip_prefix("content/").unwrap_or(path);
    if path.ends_with(".md") || path.contains('/') {
        return Some(typed.clone().map(|_| Reference::Path(path.to_owned())));
    }
    fields.diagnostics.push(faults::no_reference(typed.span, name, &typed.value));
    None
}

/// Joins the lines of a text, with a space unless Han characters meet.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::new();
    for part in text.lines().map(str::trim).filter(|part| !part.is_empty()) {
        let joined = line.chars().next_back().zip(part.chars().next());
        if joined.is_some_and(|(a, b)| a.is_ascii() || b.is_ascii()) {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

/// Returns a link that leads to what stands under a key of front matter.
pub(super) fn link_of(key: &str, typed: &Spanned<String>) -> Link {
    Link {
        kind: LinkKind::Link,
        form: LinkForm::FrontMatter,
        target: typed.value.clone(),
        text: key.to_owned(),
        span: typed.span.clone(),
    }
}
