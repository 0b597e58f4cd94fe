//! What is said of the layout of the first page.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;
use crate::yaml::KeyNames;

/// 主送 that takes so many lines, where there is room for `room`.
pub fn recipients_crowd(at: Span, key_names: &KeyNames, lines: usize, room: usize) -> Diagnostic {
    let name = key_names.name("recipients");
    Diagnostic::warning(
        "recipients-crowd",
        text!(
            "“{name}”约占 {lines} 行，首页排不下正文，改排在版记里",
            "`{name}` takes about {lines} lines and would leave none of the text on the first page, \
             so it is put into the colophon"
        ),
    )
    .label(text!("首页最多容得下 {room} 行", "the first page has room for {room} lines"))
    .help(text!(
        "能用统称的，用统称代替单位名单，例如：各会员单位",
        "name the group instead of its members where there is a name for it"
    ))
    .at(at)
}
