//! Messages about the templates that documents ask for, one function each.

use crate::diagnostic::Diagnostic;
use crate::source::Spanned;
use crate::text;

pub(super) fn template_unknown(template: &Spanned<String>, name: &str) -> Diagnostic {
    let typed = &template.value;
    Diagnostic::error(
        "template-unknown",
        text!("“{name}”：没有模板 {typed}", "`{name}`: there is no template {typed}"),
    )
    .label(text!("主题和 templates/ 里都没有", "neither in the theme nor in templates/"))
    .help(text!("可用 page.html 或 templates/ 里的文件名", "use page.html or a file in templates/"))
    .at(template.span.clone())
}

pub(super) fn template_part(template: &Spanned<String>, name: &str) -> Diagnostic {
    let typed = &template.value;
    Diagnostic::error(
        "template-part",
        text!("“{name}”：{typed} 只是页面的一部分", "`{name}`: {typed} is only a part of pages"),
    )
    .label(text!("不能单独成为页面", "it makes no page by itself"))
    .help(text!(
        "可用 page.html 或 templates/ 里扩展 base.html 的文件",
        "use page.html, or a file in templates/ that extends base.html"
    ))
    .at(template.span.clone())
}
