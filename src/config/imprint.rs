//! The imprint: who publishes the site, how they are reached, and under which numbers the site is
//! registered. A value that is not what it should be is shown as it was typed, and leads nowhere.

use super::faults;
use super::links::{self, NamedLink};
use crate::diagnostic::Diagnostic;
use crate::han::{half_width, is_han};
use crate::source::{Span, Spanned};
use crate::yaml::{Fields, KeyNames};

/// What stands at the foot of every page.
#[derive(Clone, Debug, Default)]
pub struct Imprint {
    /// 主办单位
    pub organizer: Option<String>,
    pub address: Option<String>,
    pub postcode: Option<String>,
    pub phones: Vec<TextLink>,
    pub emails: Vec<TextLink>,
    pub office_hours: Option<String>,
    pub copyright: Option<String>,
    /// 网站标识码, which also stands in the page tags.
    pub site_code: Option<String>,
    /// ICP备案号
    pub icp: Option<String>,
    /// 公安备案号, and where it is looked up.
    pub police_record: Option<TextLink>,
    /// 友情链接
    pub friend_links: Vec<NamedLink>,
}

/// A text as it is shown, and the address that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLink {
    pub text: String,
    pub url: Option<String>,
}

pub(super) fn read(fields: &mut Fields) -> Imprint {
    Imprint {
        organizer: plain(fields, "organizer"),
        address: plain(fields, "address"),
        postcode: checked(fields, "postcode", is_postcode, faults::postcode),
        phones: addressed(fields, "phone", phone_url, faults::phone),
        emails: addressed(fields, "email", email_url, faults::email),
        office_hours: plain(fields, "office_hours"),
        copyright: plain(fields, "copyright"),
        site_code: plain(fields, "site_code"),
        icp: checked(fields, "icp", is_icp, faults::icp),
        police_record: fields
            .text("police_record")
            .map(|typed| text_link(fields, typed, record_url, faults::police_record)),
        friend_links: links::read(fields, "friend_links"),
    }
}

/// What is reported of a value that is not what it should be.
type Fault = fn(Span, &KeyNames, &str) -> Diagnostic;

fn plain(fields: &mut Fields, name: &'static str) -> Option<String> {
    fields.text(name).map(|text| text.value)
}

fn checked(
    fields: &mut Fields,
    name: &'static str,
    is_right: fn(&str) -> bool,
    fault: Fault,
) -> Option<String> {
    let typed = fields.text(name)?;
    if !is_right(&typed.value) {
        fields.diagnostics.push(fault(typed.span, &fields.key_names, &typed.value));
    }
    Some(typed.value)
}

fn addressed(
    fields: &mut Fields,
    name: &'static str,
    url_of: fn(&str) -> Option<String>,
    fault: Fault,
) -> Vec<TextLink> {
    let typed = fields.texts(name);
    typed.into_iter().map(|typed| text_link(fields, typed, url_of, fault)).collect()
}

fn text_link(
    fields: &mut Fields,
    typed: Spanned<String>,
    url_of: fn(&str) -> Option<String>,
    fault: Fault,
) -> TextLink {
    let url = url_of(&typed.value);
    if url.is_none() {
        fields.diagnostics.push(fault(typed.span, &fields.key_names, &typed.value));
    }
    TextLink { text: typed.value, url }
}

fn is_postcode(typed: &str) -> bool {
    typed.len() == 6 && typed.bytes().all(|b| b.is_ascii_digit())
}

/// Returns whether a text is like 鲁ICP备00000000号 or 京ICP证000000号-1.
fn is_icp(typed: &str) -> bool {
    let mut chars = typed.chars();
    let Some(rest) = chars.next().filter(|c| is_han(*c)).map(|_| chars.as_str()) else {
        return false;
    };
    let kinds = ["ICP备", "ICP证"];
    let Some(rest) = kinds.iter().find_map(|kind| rest.strip_prefix(kind)) else { return false };
    let Some((digits, end)) = rest.split_once('号') else { return false };
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_end = end.is_empty() || end.strip_prefix('-').is_some_and(number);
    number(digits) && (6..=10).contains(&digits.len()) && is_end
}

/// Returns where a record such as 鲁公网安备 37010202000000号 is looked up: by its 14 digits.
fn record_url(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let is_one = typed.contains(&digits) && digits.len() == 14 && typed.contains("公网安备");
    is_one.then(|| format!("https://beian.mps.gov.cn/#/query/webSearch?code={digits}"))
}

/// Returns the address of a telephone number: 0531-86900000, （0531）86900000 转 12, +86 531 8690 0000.
fn phone_url(typed: &str) -> Option<String> {
    let plain: String = typed.chars().map(half_width).collect();
    let cut = plain.find(['转', '分']).unwrap_or(plain.len());
    let (number, extension) = plain.split_at(cut);
    let extension = extension.trim_start_matches(['转', '分', '机', ' ', ':']).trim();
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '–' | '—');
    let (sign, rest) = number.strip_prefix('+').map_or(("", number), |rest| ("+", rest));
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    // Two numbers in one text have too many digits: E.164 has 15 at most.
    let is_number = rest.chars().all(allowed) && (3..=15).contains(&digits.len());
    if !is_number || !extension.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let extension = if extension.is_empty() { String::new() } else { format!(";ext={extension}") };
    Some(format!("tel:{sign}{digits}{extension}"))
}

fn email_url(typed: &str) -> Option<String> {
    let (name, host) = typed.split_once('@')?;
    let name_char = |c: char| c.is_ascii_alphanumeric() || "._-+".contains(c);
    let label = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let is_mailbox = !name.is_empty()
        && name.chars().all(name_char)
        && host.contains('.')
        && host.split('.').all(label);
    is_mailbox.then(|| format!("mailto:{typed}"))
}

#[cfg(test)]
mod tests {
    use super::{email_url, is_icp, is_postcode, phone_url, record_url};

    #[test]
    fn telephone_numbers_have_an_address() {
        for (typed, expected) in [
            ("0531-86900000", Some("tel:053186900000")),
            ("（0531）8690 0000", Some("tel:053186900000")),
            ("+86 531 8690 0000", Some("tel:+8653186900000")),
            ("0531-86900000转12", Some("tel:053186900000;ext=12")),
            ("0531-86900000 分机：12", Some("tel:053186900000;ext=12")),
            ("12320", Some("tel:12320")),
            ("12", None),
            ("0531-86900000、86900001", None),
            ("0531-86900000 86900001", None),
            ("0531-86900000转张", None),
            ("见通知", None),
            ("86+1", None),
            ("", None),
        ] {
            assert_eq!(phone_url(typed).as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn mailboxes_have_an_address() {
        for right in ["sdha@example.cn", "a.b-c_d+e@mail.example.com.cn", "1@qq.com"] {
            assert_eq!(email_url(right), Some(format!("mailto:{right}")));
        }
        for wrong in [
            "a",
            "a@b",
            "@b.cn",
            "a@b..cn",
            "a＠b.cn",
            "a@b.cn?cc=d@e.cn",
            "a b@c.cn",
            "a@b.cn、c@d.cn",
        ] {
            assert_eq!(email_url(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn records_are_recognised() {
        for right in ["鲁ICP备00000000号", "京ICP备2021000000号-1", "沪ICP证000000号-12"] {
            assert!(is_icp(right), "{right}");
        }
        for wrong in [
            "",
            "鲁ICP备00000000",
            "ICP备00000000号",
            "鲁icp备00000000号",
            "鲁ICP备号",
            "鲁ICP备00000000号-",
            "鲁ICP备0000000O号",
        ] {
            assert!(!is_icp(wrong), "{wrong}");
        }
        let url = "https://beian.mps.gov.cn/#/query/webSearch?code=37010202000001";
        for right in ["鲁公网安备 37010202000001号", "鲁公网安备37010202000001号"] {
            assert_eq!(record_url(right).as_deref(), Some(url), "{right}");
        }
        for wrong in
            ["37010202000001", "鲁公网安备 3701020200000号", "鲁公网安备 3701020 2000001号", ""]
        {
            assert_eq!(record_url(wrong), None, "{wrong}");
        }
        assert!(is_postcode("250014") && is_postcode("010000"));
        assert!(!is_postcode("2500141") && !is_postcode("25001") && !is_postcode("２５００１４"));
    }
}
