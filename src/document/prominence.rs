//! 置顶 and 推荐: true, or a day until which, that day included.

use super::faults;
use super::values::day_of;
use crate::date::{self, Parsed};
use crate::source::Spanned;
use crate::yaml::{Fields, Value};
use jiff::civil::Date;

/// How long a document stands before others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prominence {
    #[default]
    Never,
    Always,
    /// That day included. What is over is no fault: it is how a document goes back to its place.
    Until(Date),
}

impl Prominence {
    pub fn holds_on(self, today: Date) -> bool {
        match self {
            Prominence::Never => false,
            Prominence::Always => true,
            Prominence::Until(last) => today <= last,
        }
    }
}

/// Reads 置顶 or 推荐, or reports what is neither a word nor a day.
pub(super) fn prominence(fields: &mut Fields, name: &'static str) -> Prominence {
    let Some(node) = fields.take(name) else { return Prominence::Never };
    let (text, span) = match node.value {
        Value::Bool(true) => return Prominence::Always,
        Value::Bool(false) => return Prominence::Never,
        Value::Text(text) | Value::Number(text) => (text.trim().to_owned(), node.span),
        _ => {
            fields.diagnostics.push(faults::prominence_unclear(node.span, &fields.key_names, name));
            return Prominence::Never;
        }
    };
    match &*text {
        "" | "否" => Prominence::Never,
        "是" => Prominence::Always,
        _ if date::parse(&text) == Parsed::Unclear => {
            fields.diagnostics.push(faults::prominence_unclear(span, &fields.key_names, name));
            Prominence::Never
        }
        _ => {
            let day = day_of(fields, name, Spanned::new(text, span));
            day.map_or(Prominence::Never, |day| Prominence::Until(day.value))
        }
    }
}
