//! Dates of an event that contradict each other.

use crate::diagnostic::Diagnostic;
use crate::document::Event;
use crate::source::Span;
use crate::text;

/// An event that ends before it begins.
pub fn event_order(end: Span, event: &Event) -> Diagnostic {
    let (key_names, start) = (&event.key_names, event.start.span.clone());
    let (end_name, start_name) = (key_names.name("end"), key_names.name("start"));
    Diagnostic::error(
        "event-order",
        text!(
            "活动的“{end_name}”早于“{start_name}”",
            "the event: `{end_name}` is before `{start_name}`"
        ),
    )
    .label(text!("结束", "it ends"))
    .also(start, text!("开始", "it begins"))
    .help(text!(
        "核对两个日期；当天结束的，不写“{end_name}”",
        "check the two dates; leave out `{end_name}` if it ends on the same day"
    ))
    .at(end)
}

/// Registration that goes on after the event has begun.
pub fn registration_late(by: Span, event: &Event) -> Diagnostic {
    let (key_names, start) = (&event.key_names, event.start.span.clone());
    let (by_name, start_name) = (key_names.name("register_by"), key_names.name("start"));
    Diagnostic::warning(
        "event-registration",
        text!(
            "“{by_name}”晚于活动的“{start_name}”",
            "`{by_name}` is after `{start_name}` of the event"
        ),
    )
    .label(text!("报名截止", "until when one can register"))
    .also(start, text!("活动开始", "the event begins"))
    .help(text!(
        "核对两个日期；报名一般在活动开始前截止",
        "check the two dates; registration usually ends before the event begins"
    ))
    .at(by)
}
