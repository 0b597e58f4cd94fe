//! Every message about the text, one function each.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;

/// A half-width mark between Han characters.
pub(super) fn half_width(at: Span, typed: char, meant: char) -> Diagnostic {
    Diagnostic::warning(
        "half-width",
        text!(
            "汉字之间用了半角标点“{typed}”",
            "half-width punctuation `{typed}` between Chinese characters"
        ),
    )
    .label(text!("应为“{meant}”", "Chinese uses `{meant}`"))
    .help(text!("改成全角的“{meant}”", "type the full-width `{meant}`"))
    .at(at)
}

/// The same where the edit is certain.
pub(super) fn half_width_certain(at: Span, typed: char, meant: char) -> Diagnostic {
    half_width(at.clone(), typed, meant).fix(at, meant)
}
