//! The value of a declared field, read as its type says.

use super::declaration::{DeclaredField, FieldType};
use super::number::FieldNumber;
use crate::date::{self, Parsed};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::faults;
use crate::document::values::{link_of, one_line};
use crate::markdown::Link;
use crate::scheme::Scheme;
use crate::source::Spanned;
use crate::yaml::{Node, Value};
use jiff::civil::Date;
use std::sync::Arc;

/// What a document says under a key that its category declares.
#[derive(Clone, Debug)]
pub struct DeclaredValue {
    pub field: Arc<DeclaredField>,
    pub value: FieldValue,
}

impl DeclaredValue {
    pub fn link(&self) -> Option<&Link> {
        match &self.value {
            FieldValue::Link(link) => Some(link),
            _ => None,
        }
    }
}

#[derive(Clone, Debug)]
pub enum FieldValue {
    /// A text, or one of the words of a choice.
    Text(String),
    Date(Date),
    Number(FieldNumber),
    /// It stands behind the links of the body in the outline of the document, where all links are
    /// resolved.
    Link(Link),
}

/// Reads the value of a field; nothing if there is none, or one that is reported.
pub(super) fn value(
    field: &DeclaredField,
    node: &Node,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FieldValue> {
    let typed = match &node.value {
        Value::Null => return None,
        Value::Text(text) | Value::Number(text) => text.trim(),
        Value::Bool(_) | Value::List(_) | Value::Map(_) => {
            diagnostics.push(faults::field_no_text(node.span.clone(), &field.key));
            return None;
        }
    };
    if typed.is_empty() {
        return None;
    }
    let span = node.span.clone();
    let read = match field.kind {
        FieldType::Text => Ok(FieldValue::Text(one_line(typed))),
        FieldType::Choice => match field.choices.iter().find(|choice| *choice == typed) {
            Some(choice) => Ok(FieldValue::Text(choice.clone())),
            None => {
                let near = nearest(typed, field.choices.iter().map(String::as_str));
                Err(faults::field_no_choice(span, &field.key, typed, &field.choices, near))
            }
        },
        FieldType::Number => FieldNumber::parse(typed)
            .map(FieldValue::Number)
            .ok_or_else(|| faults::field_no_number(span, &field.key, typed)),
        FieldType::Date => {
            let typed = Spanned::new(typed.to_owned(), span);
            return day(&field.key, &typed, diagnostics).map(FieldValue::Date);
        }
        FieldType::Link => match Scheme::parse(typed) {
            Scheme::Refused(_) => Err(faults::field_no_link(span, &field.key, typed)),
            Scheme::Allowed("http" | "https") if !typed.contains("://") => {
                Err(faults::field_no_link(span, &field.key, typed))
            }
            Scheme::Allowed(_) | Scheme::Relative => {
                Ok(FieldValue::Link(link_of(&field.key, &Spanned::new(typed.to_owned(), span))))
            }
        },
    };
    read.map_err(|fault| diagnostics.push(fault)).ok()
}

fn day(key: &str, typed: &Spanned<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<Date> {
    let span = || typed.span.clone();
    let read = match date::parse(&typed.value) {
        Parsed::Standard(read) => read,
        Parsed::Nonstandard(read) if read.moment.time.is_none() => {
            diagnostics.push(faults::loose_date(span(), key, &typed.value, read));
            read
        }
        Parsed::Nonstandard(read) => read,
        Parsed::NoSuchDay => {
            diagnostics.push(faults::no_such_day(span(), key, &typed.value));
            return None;
        }
        Parsed::Unclear => {
            diagnostics.push(faults::unclear_date(span(), key, &typed.value));
            return None;
        }
    };
    if read.moment.time.is_some() {
        diagnostics.push(faults::field_time_of_day(span(), key, read));
    }
    Some(read.moment.date)
}
