//! What standards are called, and their states: those of standardisation, not those of documents.

use super::Words;
use crate::language::Language::{Chinese, English};
use crate::register::{Entry, ValidityKind};

impl Words {
    pub fn standards(self) -> &'static str {
        self.either("标准", "Standards")
    }

    /// The page of all standards, in a sentence.
    pub fn about_standards(self) -> &'static str {
        self.either(
            "本站发布的全部标准，按编号排列，历次版本列在一起。",
            "All standards that this site publishes, by number, with their editions together.",
        )
    }

    /// Whether a document is in force, in a word: a standard is 现行, 即将实施, 被代替 or 废止.
    pub fn state(self, entry: &Entry) -> &'static str {
        let kind = entry.validity.kind;
        if entry.standard().is_none() {
            return self.validity(kind);
        }
        match kind {
            ValidityKind::InForce => self.either("现行", "In force"),
            ValidityKind::NotYet => self.either("即将实施", "Not yet in force"),
            ValidityKind::Repealed if entry.is_replaced() => self.either("被代替", "Replaced"),
            ValidityKind::Repealed | ValidityKind::Expired => self.either("废止", "Withdrawn"),
            ValidityKind::Amended | ValidityKind::Ended | ValidityKind::Annulled => {
                self.validity(kind)
            }
        }
    }

    /// Why a standard is not plainly in force; `None` where the reason is that of any document.
    fn reason_of_standard(self, entry: &Entry, by: &[String]) -> Option<String> {
        let day = self.day(entry.validity.since?);
        let names = by.join(self.either("、", ", "));
        Some(match (self.language, entry.validity.kind) {
            (Chinese, ValidityKind::NotYet) => format!("本标准自{day}起实施。"),
            (English, ValidityKind::NotYet) => format!("This standard takes effect on {day}."),
            (Chinese, ValidityKind::Repealed) => {
                let done = if entry.is_replaced() { "代替" } else { "废止" };
                format!("本标准自{day}起被{names}{done}。")
            }
            (English, ValidityKind::Repealed) => {
                let done = if entry.is_replaced() { "replaced" } else { "withdrawn" };
                format!("This standard was {done} by {names} on {day}.")
            }
            _ => return None,
        })
    }

    /// Why a document is not plainly in force.
    pub fn reason_of(self, entry: &Entry, by: &[String]) -> Option<String> {
        let of_standard = entry.standard().and_then(|_| self.reason_of_standard(entry, by));
        let validity = &entry.validity;
        of_standard.or_else(|| self.reason(validity.kind, validity.since, by))
    }

    /// The title of a document where nothing stands beside it, as in a tab or a feed: marked if the document
    /// is no longer valid, 【已废止】关于…的通知.
    pub fn marked_title(self, title: &str, entry: &Entry) -> String {
        match (self.language, entry.validity.kind.is_void()) {
            (_, false) => title.to_owned(),
            (Chinese, true) => format!("【{}】{title}", self.state(entry)),
            (English, true) => format!("[{}] {title}", self.state(entry)),
        }
    }
}
