//! Messages about the imprint.

use crate::diagnostic::{Diagnostic, Text};
use crate::source::Span;
use crate::text;
use crate::yaml::KeyNames;

/// A warning about a value of the imprint: it is shown as typed, but leads nowhere.
fn unusual(
    id: &'static str,
    span: Span,
    key_names: &KeyNames,
    key: &'static str,
    typed: &str,
    label: Text,
) -> Diagnostic {
    let (name, line) = (key_names.name(key), key_names.line(key));
    Diagnostic::warning(
        id,
        text!("“{name}”读不懂：{typed}", "`{name}` is not what it should be: {typed}"),
    )
    .label(label)
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}

pub fn postcode(span: Span, key_names: &KeyNames, typed: &str) -> Diagnostic {
    let label = text!("邮政编码是六位数字", "a postcode has six digits");
    unusual("postcode-form", span, key_names, "postcode", typed, label)
}

pub fn phone(span: Span, key_names: &KeyNames, typed: &str) -> Diagnostic {
    let label = text!(
        "写一个电话号码；有几个的，写成 [号码, 号码]",
        "type one telephone number; several as [number, number]"
    );
    unusual("phone-form", span, key_names, "phone", typed, label)
}

pub fn email(span: Span, key_names: &KeyNames, typed: &str) -> Diagnostic {
    let label = text!(
        "写一个邮箱；有几个的，写成 [邮箱, 邮箱]",
        "type one e-mail address; several as [address, address]"
    );
    unusual("email-form", span, key_names, "email", typed, label)
}

pub fn icp(span: Span, key_names: &KeyNames, typed: &str) -> Diagnostic {
    let label = text!(
        "照备案证上写：省份简称、ICP备、数字、号",
        "type it as on the certificate: province, ICP备, digits, 号"
    );
    unusual("record-form", span, key_names, "icp", typed, label)
}

pub fn police_record(span: Span, key_names: &KeyNames, typed: &str) -> Diagnostic {
    let label = text!(
        "照备案证上写：省份简称、公网安备、14 位数字、号",
        "type it as on the certificate: province, 公网安备, 14 digits, 号"
    );
    unusual("record-form", span, key_names, "police_record", typed, label)
}
