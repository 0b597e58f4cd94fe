//! A line at the top of every page, perhaps from one day until another.

use super::faults;
use super::links::{NamedLink, link};
use crate::date::{self, Parsed};
use crate::source::Spanned;
use crate::yaml::{Fields, TextOrFields};
use jiff::civil::Date;

/// 演示内容 …
#[derive(Clone, Debug)]
pub struct Announcement {
    pub text: String,
    /// Where it leads.
    pub link: Option<NamedLink>,
    /// The first and the last day on which it is shown.
    pub from: Option<Date>,
    pub until: Option<Date>,
}

impl Announcement {
    /// Returns whether it is shown on a day.
    pub fn is_shown_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

pub(super) fn read(fields: &mut Fields) -> Option<Announcement> {
    let list_key = fields.key_names.name("announcement");
    let mut group = match fields.text_or_fields("announcement")? {
        TextOrFields::Text(text) => {
            return Some(Announcement { text: text.value, link: None, from: None, until: None });
        }
        TextOrFields::Fields(group) => group,
    };
    let text = group.text("text").map(|text| text.value);
    let url = group.text("url");
    let from = day(&mut group, "from");
    let until = day(&mut group, "until");
    if let (Some(from), Some(until)) = (&from, &until)
        && from.value > until.value
    {
        let diagnostic = faults::period(until.span.clone(), &group.key_names, from.span.clone());
        group.diagnostics.push(diagnostic);
    }
    let link =
        url.and_then(|url| link(&mut group, list_key, text.clone().unwrap_or_default(), url));
    fields.merge(group);
    let [from, until] = [from, until].map(|day| day.map(|day| day.value));
    Some(Announcement { text: text?, link, from, until })
}

/// Reads a day. A time of day says too much, and is reported.
pub(super) fn day(fields: &mut Fields, name: &'static str) -> Option<Spanned<Date>> {
    let typed = fields.text(name)?;
    let (key_names, span) = (fields.key_names, typed.span.clone());
    let (read, is_standard) = match date::parse(&typed.value) {
        Parsed::Standard(read) => (read, read.moment.time.is_none()),
        Parsed::Nonstandard(read) => (read, false),
        Parsed::NoSuchDay | Parsed::Unclear => {
            fields.diagnostics.push(faults::no_day(span, &key_names, name, &typed.value));
            return None;
        }
    };
    let day = read.moment.date;
    if !is_standard {
        fields.diagnostics.push(faults::day_form(span, &key_names, name, &typed.value, day));
    }
    Some(typed.map(|_| day))
}
