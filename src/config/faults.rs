//! Every message about `site.yaml`, one function each.

mod announcement;
mod appearance;
mod history;
mod imprint;

pub(super) use announcement::{day_form, last_level, no_day, period};
pub(super) use appearance::{accent_contrast, accent_empty, accent_form};
pub(super) use history::history_source;
pub(super) use imprint::{email, icp, phone, police_record, postcode};

use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};
use crate::text;
use crate::yaml::KeyNames;

pub(super) fn no_site() -> Diagnostic {
    Diagnostic::error("site-missing", text!("这里没有 site.yaml", "there is no site.yaml here"))
        .help(text!(
            "在站点的文件夹里运行，或用 --root 指明；gongbao init 目录名 可以新建一个站点",
            "run it in the folder of a site, or name one by --root; gongbao init DIR makes a new one"
        ))
}

pub(super) fn base_url(span: Span, key_names: &KeyNames, typed: &str) -> Diagnostic {
    let (name, line) = (key_names.name("base_url"), key_names.line("base_url"));
    Diagnostic::error(
        "base-url",
        text!(
            "“{name}”要写网站的地址，这里写的是“{typed}”",
            "`{name}` wants a web address, not `{typed}`"
        ),
    )
    .label(text!("写成 https://域名/", "type https://host/"))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}

/// The id of the warning that the base URL is an example. It does not apply if another is given on
/// the command line.
pub const BASE_URL_EXAMPLE: &str = "base-url-example";

pub(super) fn base_url_example(span: Span, key_names: &KeyNames, typed: &str) -> Diagnostic {
    let name = key_names.name("base_url");
    Diagnostic::warning(
        BASE_URL_EXAMPLE,
        text!("“{name}”还是示例：{typed}", "`{name}` is still that of an example: {typed}"),
    )
    .label(text!("写本站自己的网址", "type the address of this site"))
    .help(text!(
        "订阅、引用和分享的地址都由它而来；发布时也可以用 --base-url 指明",
        "feeds, citations and shared addresses are made from it; --base-url gives another"
    ))
    .at(span)
}

pub(super) fn language(
    span: Span,
    key_names: &KeyNames,
    typed: &str,
    near: Option<&str>,
) -> Diagnostic {
    let (name, line) = (key_names.name("language"), key_names.line("language"));
    let diagnostic = Diagnostic::error(
        "language",
        text!(
            "“{name}”要写 zh-CN 或 en，这里写的是“{typed}”",
            "`{name}` is zh-CN or en, not `{typed}`"
        ),
    )
    .help(text!("例如：{line}", "for example: {line}"));
    let label = match near {
        Some(near) => text!("写成 {near}", "type {near}"),
        None => text!("写成 zh-CN 或 en", "type zh-CN or en"),
    };
    diagnostic.label(label).at(span)
}

pub(super) fn time_zone(
    span: Span,
    key_names: &KeyNames,
    typed: &str,
    meant: Option<String>,
) -> Diagnostic {
    let (name, line) = (key_names.name("time_zone"), key_names.line("time_zone"));
    let shown = meant.as_deref().unwrap_or("+08:00");
    let diagnostic = Diagnostic::error(
        "time-zone",
        text!("“{name}”读不懂：{typed}", "`{name}` is no time zone: {typed}"),
    )
    .label(text!("写成 \"{shown}\"", "type \"{shown}\""))
    .help(text!(
        "正负号、两位小时、冒号、两位分钟，例如：{line}",
        "a sign, two digits of hours, a colon, two of minutes, for example: {line}"
    ));
    match meant {
        Some(meant) => diagnostic.fix(span.clone(), format!("\"{meant}\"")).at(span),
        None => diagnostic.at(span),
    }
}

pub(super) fn link_scheme(span: Span, key_names: &KeyNames, typed: &str) -> Diagnostic {
    let (name, line) = (key_names.name("url"), key_names.line("url"));
    Diagnostic::error(
        "link-unsafe",
        text!("“{name}”不能用这样的地址：{typed}", "`{name}` cannot lead there: {typed}"),
    )
    .label(text!(
        "只能是站内地址，或以 https: http: mailto: tel: 开头",
        "an address of the site, or one that begins with https: http: mailto: tel:"
    ))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}

pub(super) fn slug(span: Span, key_names: &KeyNames, key: &'static str, typed: &str) -> Diagnostic {
    let (name, line) = (key_names.name(key), key_names.line(key));
    Diagnostic::error(
        "slug-form",
        text!("“{name}”不能用在网址里：{typed}", "`{name}` cannot be an address: {typed}"),
    )
    .label(text!("只能用字母、数字、汉字和 -", "letters, digits and hyphens only"))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}

pub(super) fn topic_slug(span: Span, key_names: &KeyNames, topic: &str) -> Diagnostic {
    let (name, line) = (key_names.name("topics"), key_names.line("topics"));
    Diagnostic::error(
        "slug-form",
        text!(
            "“{name}”里“{topic}”的短名不能用在网址里",
            "`{name}`: the slug of `{topic}` cannot be an address"
        ),
    )
    .label(text!("只能用字母、数字、汉字和 -", "letters, digits and hyphens only"))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}

pub(super) fn code(span: Span, key_names: &KeyNames, typed: &str) -> Diagnostic {
    let (name, line) = (key_names.name("code"), key_names.line("code"));
    let several: Vec<&str> = typed
        .split(|c: char| "、，,；;/ ".contains(c))
        .map(str::trim)
        .filter(|code| !code.is_empty())
        .collect();
    if several.len() > 1 {
        return one_code(span, key_names);
    }
    Diagnostic::error(
        "code-form",
        text!(
            "“{name}”要写机关代字，这里写的是“{typed}”",
            "`{name}` wants an issuer's code, not `{typed}`"
        ),
    )
    .label(text!("代字由汉字组成，不含年份和号", "a code is made of Han characters"))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}

pub(super) fn one_code(span: Span, key_names: &KeyNames) -> Diagnostic {
    let name = key_names.name("code");
    let line = several_codes(key_names);
    Diagnostic::error("code-form", text!("“{name}”只写一个代字", "`{name}` is one code"))
        .label(text!("这里不是一个代字", "this is not one code"))
        .help(text!("几个代字各有登记册，写成 {line}", "each code has a register: {line}"))
        .at(span)
}

pub(super) fn beside_codes(span: Span, key_names: &KeyNames, key: &'static str) -> Diagnostic {
    let (name, codes) = (key_names.name(key), key_names.name("codes"));
    let line = several_codes(key_names);
    Diagnostic::error(
        "codes-and-code",
        text!("写了“{codes}”，就不再另写“{name}”", "with `{codes}`, `{name}` belongs to each code"),
    )
    .label(text!("不知道属于哪个代字", "of which code?"))
    .help(text!("移到那个代字下面，如 {line}", "move it to that code, as in {line}"))
    .at(span)
}

/// Returns the line that gives an issuer two codes.
fn several_codes(key_names: &KeyNames) -> &'static str {
    key_names.language().pick(
        "代字列表: [{代字: 鲁医协发, 短名: lyxf, 不公开: {2026: \"2-6\"}}, {代字: 鲁医协函, 短名: lyxh}]",
        "codes: [{code: 鲁医协发, slug: lyxf, withheld: {2026: \"2-6\"}}, {code: 鲁医协函, slug: lyxh}]",
    )
}

pub(super) fn issuer_twice(again: Spanned<String>, first: Span) -> Diagnostic {
    let value = &again.value;
    Diagnostic::error(
        "issuer-repeated",
        text!("发文机关里“{value}”出现了两次", "`{value}` stands twice among the issuers"),
    )
    .label(text!("这是第二次", "the second time"))
    .also(first, text!("第一次在这里", "the first is here"))
    .help(text!(
        "名称、曾用名、代字、短名都不能重复；有几个代字时，机关的短名与各代字的短名也不相同",
        "names, former names, codes and slugs are unique; with several codes the issuer's slug is another than theirs"
    ))
    .at(again.span)
}

pub(super) fn withheld(span: Span, key_names: &KeyNames) -> Diagnostic {
    let (name, line) = (key_names.name("withheld"), key_names.line("withheld"));
    Diagnostic::error(
        "withheld-form",
        text!("“{name}”的文号读不懂", "`{name}`: these serials are unclear"),
    )
    .label(text!("写成 年份: \"2-6, 9\"", "type YEAR: \"2-6, 9\""))
    .help(text!(
        "例如：{line}；年份在 1900 到 2200 之间，一共不超过 20000 个号",
        "for example: {line}; years from 1900 to 2200, at most 20,000 serials in all"
    ))
    .at(span)
}

pub(super) fn synonym(span: Span, key_names: &KeyNames) -> Diagnostic {
    let (name, line) = (key_names.name("synonyms"), key_names.line("synonyms"));
    Diagnostic::error("synonym-form", text!("“{name}”里要写文字", "`{name}`: a synonym is a word"))
        .label(text!("这里要文字", "text belongs here"))
        .help(text!("例如：{line}", "for example: {line}"))
        .at(span)
}

pub(super) fn entries(span: Span, key_names: &KeyNames, key: &'static str) -> Diagnostic {
    let (name, line) = (key_names.name(key), key_names.line(key));
    Diagnostic::error(
        "value-type",
        text!("“{name}”后面要写几项“键: 内容”", "`{name}` wants lines of `key: value`"),
    )
    .label(text!("要写几项“键: 内容”", "lines of `key: value` belong here"))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}

pub(super) fn home_twice(span: Span, key_names: &KeyNames, typed: &str) -> Diagnostic {
    let name = key_names.name("home");
    Diagnostic::warning(
        "home-twice",
        text!("“{name}”里“{typed}”写了两次", "`{name}` names `{typed}` twice"),
    )
    .label(text!("删去这一处", "remove this one"))
    .help(text!("每个板块在首页只出现一次", "a section stands on the home page once"))
    .at(span)
}

pub(super) fn check_unknown(
    span: Span,
    key_names: &KeyNames,
    typed: &str,
    near: Option<&str>,
) -> Diagnostic {
    let name = key_names.name("checks");
    let fault = Diagnostic::warning(
        "check-unknown",
        text!(
            "“{name}”里写了“{typed}”，没有这样的提醒",
            "`{name}` names `{typed}`, which is no warning"
        ),
    );
    let fault = match near {
        Some(near) => {
            fault.label(text!("是不是“{near}”？", "did you mean `{near}`?")).fix(span.clone(), near)
        }
        None => fault.label(text!("不起作用", "has no effect")),
    };
    fault
        .help(text!(
            "照提醒方括号里的名字写；错误不能调低",
            "type the name in the brackets of the warning; errors stay errors"
        ))
        .at(span)
}

pub(super) fn check_level(span: Span, key_names: &KeyNames, id: &str) -> Diagnostic {
    let line = key_names.line("checks");
    Diagnostic::error(
        "value-type",
        text!("“{id}”只能写 不查、警告 或 错误", "`{id}` is off, warning or error"),
    )
    .label(text!("写 不查、警告 或 错误", "type off, warning or error"))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}
