//! How the provisions of a rule are labelled: 第一编 第一章 第一节 第十二条 （一）.

use super::ordinal::{self, Ordinal};

/// What a provision is, from the largest to the smallest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProvisionKind {
    /// 编
    Part,
    /// 章
    Chapter,
    /// 节
    Section,
    /// 条
    Article,
    /// 项
    Item,
}

impl ProvisionKind {
    /// Returns whether it holds articles and has a title rather than a text.
    pub fn is_division(self) -> bool {
        self < ProvisionKind::Article
    }
}

/// A label at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub kind: ProvisionKind,
    pub ordinal: Ordinal,
    /// In bytes of the text, from its beginning.
    pub length: usize,
    /// Whether a space or a colon follows, or nothing.
    pub is_separate: bool,
}

impl Label {
    /// Reads the label that a text begins with.
    pub fn leading(text: &str) -> Option<Label> {
        let (kind, ordinal, rest) = if text.starts_with('第') {
            leading_ordinal(text)?
        } else {
            let (number, rest) = bracketed(text)?;
            (ProvisionKind::Item, Ordinal::plain(number), rest)
        };
        Some(Label {
            kind,
            ordinal,
            length: text.len() - rest.len(),
            is_separate: rest.is_empty()
                || rest.starts_with(|c: char| c.is_whitespace() || "：:【".contains(c)),
        })
    }

    /// Returns the label as rules write it: 第12条 → 第十二条.
    pub fn canonical(&self) -> String {
        canonical(self.kind, self.ordinal)
    }
}

/// Returns a label as rules write it.
pub(super) fn canonical(kind: ProvisionKind, ordinal: Ordinal) -> String {
    let unit = match kind {
        ProvisionKind::Part => "编",
        ProvisionKind::Chapter => "章",
        ProvisionKind::Section => "节",
        ProvisionKind::Article => "条",
        ProvisionKind::Item => return format!("（{ordinal}）"),
    };
    match ordinal.inserted {
        0 => format!("第{ordinal}{unit}"),
        inserted => format!("第{ordinal}{unit}之{}", Ordinal::plain(inserted)),
    }
}

/// Reads 第…编, 第…章, 第…节 or 第…条, with 之… behind the last. Returns also the text after it.
fn leading_ordinal(text: &str) -> Option<(ProvisionKind, Ordinal, &str)> {
    let (number, rest) = ordinal::leading(unspaced(text.strip_prefix('第')?))?;
    let rest = unspaced(rest);
    let mut chars = rest.chars();
    let kind = match chars.next()? {
        '编' => ProvisionKind::Part,
        '章' => ProvisionKind::Chapter,
        '节' => ProvisionKind::Section,
        '条' => ProvisionKind::Article,
        _ => return None,
    };
    let rest = chars.as_str();
    let inserted = rest.strip_prefix('之').filter(|_| kind == ProvisionKind::Article);
    match inserted.and_then(ordinal::leading) {
        Some((inserted, rest)) => Some((kind, Ordinal { number, inserted }, rest)),
        None => Some((kind, Ordinal::plain(number), rest)),
    }
}

/// Reads the label 第…条 that a text begins with. Returns its number and the text after it.
pub(super) fn leading_article(text: &str) -> Option<(Ordinal, &str)> {
    let (kind, ordinal, rest) = leading_ordinal(text)?;
    (kind == ProvisionKind::Article).then_some((ordinal, rest))
}

/// Reads the number of an item, （一）; items with other numbers (1. or （1）) are parts of items.
pub(super) fn bracketed(text: &str) -> Option<(u32, &str)> {
    let inner = text.strip_prefix(['（', '('])?;
    let (number, rest) = ordinal::leading(inner)?;
    let is_in_han = !inner.starts_with(|c: char| crate::han::half_width(c).is_ascii_digit());
    Some((number, rest.strip_prefix(['）', ')'])?)).filter(|_| is_in_han)
}

/// Some editors type 第 12 条.
fn unspaced(text: &str) -> &str {
    text.strip_prefix([' ', '\u{3000}', '\u{a0}']).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{Label, ProvisionKind};

    #[test]
    fn labels_are_read_as_editors_type_them() {
        for (text, kind, label, is_separate) in [
            ("第一章　总则", ProvisionKind::Chapter, "第一章", true),
            ("第1章 总则", ProvisionKind::Chapter, "第一章", true),
            ("第二编", ProvisionKind::Part, "第二编", true),
            ("第三节会员", ProvisionKind::Section, "第三节", false),
            ("第 12 条　为了", ProvisionKind::Article, "第十二条", true),
            ("第十二条：为了", ProvisionKind::Article, "第十二条", true),
            ("第十二条之二 为了", ProvisionKind::Article, "第十二条之二", true),
            ("第十二条规定的", ProvisionKind::Article, "第十二条", false),
            ("（三）其他", ProvisionKind::Item, "（三）", false),
            ("(十一) 其他", ProvisionKind::Item, "（十一）", true),
        ] {
            let found = Label::leading(text).unwrap();
            assert_eq!((found.kind, &*found.canonical()), (kind, label), "{text}");
            assert_eq!(found.is_separate, is_separate, "{text}");
        }
        for text in ["第三方", "第一次会议", "（1）甲", "（见附件）", "十二条", "第条", "第一部分"]
        {
            assert_eq!(Label::leading(text), None, "{text}");
        }
    }
}
