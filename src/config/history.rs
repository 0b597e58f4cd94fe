//! Whether pages show the history of their documents, and where its source can be seen.

use super::announcement::day;
use super::base::BaseUrl;
use super::faults;
use crate::source::Span;
use crate::yaml::{BooleanOrFields, Fields};
use jiff::civil::Date;

/// `history: {source: https://gitee.com/x/y, since: 2026-01-01}`
#[derive(Clone, Debug)]
pub struct HistorySettings {
    /// The key as it was typed, and its value, for messages.
    pub key: &'static str,
    pub span: Span,
    /// The page of the repository.
    pub source: Option<BaseUrl>,
    /// Documents that were committed before this day came from elsewhere: their 发布日期 is not doubted.
    pub since: Option<Date>,
}

pub(super) fn read(fields: &mut Fields) -> Option<HistorySettings> {
    let key = fields.key_names.name("history");
    let mut group = match fields.boolean_or_fields("history")? {
        BooleanOrFields::Boolean(wanted) => {
            let settings = HistorySettings { key, span: wanted.span, source: None, since: None };
            return wanted.value.then_some(settings);
        }
        BooleanOrFields::Fields(group) => group,
    };
    let source = group.text("source").and_then(|typed| {
        let parsed = BaseUrl::parse(&typed.value).filter(|url| url.path != "/");
        if parsed.is_none() {
            let fault = faults::history_source(typed.span, &group.key_names, &typed.value);
            group.diagnostics.push(fault);
        }
        parsed
    });
    let since = day(&mut group, "since").map(|day| day.value);
    let span = group.span.clone();
    fields.merge(group);
    Some(HistorySettings { key, span, source, since })
}
