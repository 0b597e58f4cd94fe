//! Messages about what site.yaml names: links, files.

use crate::config::NamedLink;
use crate::diagnostic::Diagnostic;
use crate::text;

/// A link of site.yaml that leads nowhere.
fn dead_entry(item: &NamedLink) -> Diagnostic {
    let NamedLink { list_key: list, url_key: key, url, .. } = item;
    let typed = &url.value;
    Diagnostic::error(
        "link-dead",
        text!(
            "“{list}”里的“{key}”没有着落：{typed}",
            "the `{key}` of an entry of `{list}` leads nowhere: {typed}"
        ),
    )
    .at(url.span.clone())
}

/// A link of site.yaml to another site, without its scheme.
pub fn listed_link_outside(item: &NamedLink) -> Diagnostic {
    let (key, typed) = (item.url_key, item.url.value.trim());
    dead_entry(item)
        .label(text!("看起来是外站的地址", "this looks like the address of another site"))
        .help(text!(
            "外站地址前面要写 https://，如 {key}: \"https://{typed}\"",
            "the address of another site begins with https://, as in `{key}: \"https://{typed}\"`"
        ))
}

pub fn listed_link_dead(item: &NamedLink, near: Option<&str>) -> Diagnostic {
    let key = item.url_key;
    let diagnostic = dead_entry(item);
    match near {
        Some(near) => diagnostic
            .label(text!("是不是 {near}？", "did you mean {near}?"))
            .help(text!("写成 {key}: {near}", "type `{key}: {near}`")),
        None => diagnostic
            .label(text!("站内没有这个地址", "no such place in the site"))
            .help(text!("例如：{key}: /notices/", "for example: {key}: /notices/")),
    }
}
