//! Pictures that stand for the association: its logo, and the QR code of its WeChat account.

use crate::source::Spanned;
use crate::yaml::{Fields, TextOrFields};

/// 标志: the files as they were typed.
#[derive(Clone, Debug)]
pub struct Logo {
    pub light: Spanned<String>,
    /// For the dark view, if that needs another.
    pub dark: Option<Spanned<String>>,
    /// Whether the name of the site is part of the picture.
    pub has_name: bool,
}

/// 公众号
#[derive(Clone, Debug)]
pub struct WechatAccount {
    pub name: String,
    /// The file of its QR code.
    pub qr: Spanned<String>,
}

pub(super) fn logo(fields: &mut Fields) -> Option<Logo> {
    let mut group = match fields.text_or_fields("logo")? {
        TextOrFields::Text(light) => return Some(Logo { light, dark: None, has_name: false }),
        TextOrFields::Fields(group) => group,
    };
    let light = group.text("light");
    let dark = group.text("dark");
    let has_name = group.boolean("has_name").is_some_and(|has_name| has_name.value);
    fields.merge(group);
    Some(Logo { light: light?, dark, has_name })
}

pub(super) fn wechat(fields: &mut Fields) -> Option<WechatAccount> {
    let mut group = fields.group("wechat")?;
    let name = group.text("name");
    let qr = group.text("qr");
    fields.merge(group);
    Some(WechatAccount { name: name?.value, qr: qr? })
}
