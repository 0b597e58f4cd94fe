//! What pages and data call the facts of a document.

use super::Words;
use crate::document::Fact;

impl Words {
    /// A fact with its name: `批准日期：2026-03-15`
    pub fn fact_line(self, label: &str, text: &str) -> String {
        format!("{label}{}{text}", self.either("：", ": "))
    }

    /// A title with 副标题 after it, where there is one line for both.
    pub fn with_subtitle(self, title: String, subtitle: Option<&str>) -> String {
        match subtitle {
            Some(subtitle) => format!("{title}{}{subtitle}", self.either("——", ": ")),
            None => title,
        }
    }

    /// What a page calls a fact: 联系方式
    pub fn fact(self, fact: &Fact) -> &'static str {
        fact.label(self.language)
    }
}
