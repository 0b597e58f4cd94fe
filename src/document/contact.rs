//! 联系方式: whom to ask, as a text, or by office, name and telephone.

use super::faults;
use crate::han::is_han;
use crate::yaml::{Fields, Key, Value};

pub(super) const CONTACT_KEYS: &[Key] = &[
    Key::new("office", "部门", "秘书处").about("部门", "The office").aliases(&[
        "处室",
        "单位",
        "科室",
        "department",
    ]),
    Key::new("name", "姓名", "张三").about("姓名", "The name").aliases(&[
        "联系人",
        "名字",
        "person",
    ]),
    Key::new("phone", "电话", "0531-86000000").about("电话", "The telephone").aliases(&[
        "联系电话",
        "手机",
        "tel",
        "telephone",
    ]),
];

/// Reads the contacts, each as `秘书处 张三 0531-86000000`, in one text.
pub(super) fn contact(fields: &mut Fields, name: &'static str) -> Option<String> {
    let mut contacts: Vec<String> = Vec::new();
    for node in fields.nodes(name) {
        match node.value {
            Value::Text(text) => contacts.push(text.trim().to_owned()),
            Value::Map(_) => {
                let mut group = fields.group_of(name, node);
                let parts = CONTACT_KEYS.iter().filter_map(|key| group.text(key.name));
                contacts.push(parts.map(|part| part.value).collect::<Vec<_>>().join(" "));
                fields.merge(group);
            }
            _ => fields.diagnostics.push(faults::contact_form(node.span, &fields.key_names)),
        }
    }
    contacts.retain(|contact| !contact.is_empty());
    let is_chinese = contacts.iter().any(|contact| contact.chars().any(is_han));
    let separator = if is_chinese { "；" } else { "; " };
    (!contacts.is_empty()).then(|| contacts.join(separator))
}
