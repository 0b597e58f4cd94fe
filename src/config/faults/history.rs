//! Messages about the settings of the history.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;
use crate::yaml::KeyNames;

pub fn history_source(span: Span, key_names: &KeyNames, typed: &str) -> Diagnostic {
    let (name, line) = (key_names.name("source"), key_names.line("source"));
    Diagnostic::error(
        "history-source",
        text!(
            "“{name}”要写仓库的网址，这里写的是“{typed}”",
            "`{name}` wants the address of a repository, not `{typed}`"
        ),
    )
    .label(text!("写成 https://域名/用户/仓库", "type https://host/owner/repository"))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}
