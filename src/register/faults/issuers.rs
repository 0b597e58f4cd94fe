//! Issuers that cannot be meant, and numbers that are not theirs.

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::number::DocNumber;
use crate::source::Spanned;
use crate::text;

/// `typed` is the first issuer that the document names, `near` a similar code of the site.
pub fn code_unknown(
    number: &Spanned<DocNumber>,
    document: &Document,
    typed: Option<&Spanned<String>>,
    config: &Config,
    near: Option<&str>,
) -> Diagnostic {
    let (code, issuers) = (&number.value.code, &config.issuers);
    let settings = config.key_names.name("issuers");
    let all = issuers.codes().take(8).collect::<Vec<_>>().join("、");
    let diagnostic = Diagnostic::error(
        "code-unknown",
        text!("site.yaml 里没有代字“{code}”", "site.yaml knows no code `{code}`"),
    )
    .at(number.span.clone());
    if let Some(near) = near {
        let right = DocNumber { code: near.to_owned(), ..number.value.clone() };
        return diagnostic
            .label(text!("是不是 {near}？", "did you mean {near}?"))
            .help(text!("写成 {right}", "type {right}"))
            .fix(number.span.clone(), right.to_string());
    }
    match typed {
        Some(issuer) => {
            let name = &issuer.value;
            diagnostic.label(text!("不是{name}的代字", "no code of {name}"))
                .also(issuer.span.clone(), text!("发文机关写在这里", "the issuer is given here"))
                .help(text!(
                    "外单位的文件把发文机关改成那个机关，文号照写；本机关的新代字加到 site.yaml 的“{settings}”（已有：{all}）",
                    "for another body's document name that body as issuer; a new code of your own belongs into `{settings}` in site.yaml (known: {all})"
                ))
        }
        None => {
            let line = document.front.key_names.line_with("issuer", "国家卫生健康委员会");
            diagnostic.label(text!("不知道是哪个机关", "which issuer is it?")).help(text!(
                "外单位的文件写明机关，文号照写，如加一行 {line}；本会的新代字加到 site.yaml 的“{settings}”（已有：{all}）",
                "for another body's document add its issuer, as in {line}; a new code of your own belongs into `{settings}` in site.yaml (known: {all})"
            ))
        }
    }
}

pub fn lead_not_issuer(
    number: &Spanned<DocNumber>,
    issuer: &Spanned<String>,
    lead: &str,
) -> Diagnostic {
    let code = &number.value.code;
    Diagnostic::warning(
        "lead-issuer",
        text!(
            "代字“{code}”属于{lead}，发文机关里却没有它",
            "the code {code} is that of {lead}, which is not among the issuers"
        ),
    )
    .label(text!("这是{lead}的文号", "a number of {lead}"))
    .also(issuer.span.clone(), text!("发文机关写在这里", "the issuers are given here"))
    .help(text!(
        "联合发文用牵头机关的文号；牵头机关写在第一个",
        "a joint document carries the number of the lead; name the lead first"
    ))
    .at(number.span.clone())
}

pub fn issuer_misspelt(name: &Spanned<String>, meant: &[&str], config: &Config) -> Diagnostic {
    let typed = &name.value;
    let settings = config.key_names.name("issuers");
    let former = config.key_names.language().pick("曾用名", "former_names");
    let all = meant.iter().take(4).copied().collect::<Vec<_>>().join("、");
    let diagnostic = Diagnostic::warning(
        "issuer-misspelt",
        text!("site.yaml 里没有“{typed}”这个发文机关", "site.yaml knows no issuer `{typed}`"),
    )
    .label(text!("是不是 {all}？", "did you mean {all}?"))
    .at(name.span.clone());
    let diagnostic = match meant {
        [only] => diagnostic.fix(name.span.clone(), *only),
        _ => diagnostic,
    };
    diagnostic.help(text!(
        "写成全称；确实是另一个机关，就在 site.yaml 的“{settings}”里加上它；改过的名称写进“{former}”",
        "type the full name; if it is another body, add it to `{settings}` in site.yaml; a former name goes into `{former}`"
    ))
}

/// `parts` are the names in `text`. The fix is offered only where `text` is the whole value.
pub fn issuers_in_one(text: &Spanned<String>, parts: &[String], document: &Document) -> Diagnostic {
    let typed = &text.value;
    let list = parts.join(", ");
    let right = document.front.key_names.line_with("issuer", format!("[{list}]"));
    let diagnostic = Diagnostic::warning(
        "issuers-in-one",
        text!("“{typed}”是几个发文机关写在了一起", "`{typed}` is several issuers in one"),
    )
    .label(text!("当作联合发文", "taken as a joint document"))
    .help(text!("写成列表：{right}（半角方括号和逗号）", "type a list: {right}"))
    .at(text.span.clone());
    let source = &document.source.text;
    let line = source[..text.span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let is_value = source[line..text.span.start].trim_end().ends_with(':');
    let is_alone = document.front.issuer.len() == 1;
    if is_alone && is_value {
        diagnostic.fix(text.span.clone(), format!("[{list}]"))
    } else {
        diagnostic
    }
}
