//! The words that an article has beside those of its document, in the language of the site.

use crate::language::Language::{self, Chinese, English};

/// The words of an article, in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labels {
    language: Language,
}

impl Labels {
    /// The words for a `language` of site.yaml.
    pub fn of(language: &str) -> Labels {
        Labels { language: Language::of_tag(language) }
    }

    fn either(self, zh: &'static str, en: &'static str) -> &'static str {
        self.language.pick(zh, en)
    }

    pub(super) fn issuers(self) -> &'static str {
        self.either("发文机关：", "Issued by: ")
    }

    pub(super) fn number(self) -> &'static str {
        self.either("发文字号：", "Number: ")
    }

    pub(super) fn standard(self) -> &'static str {
        self.either("标准编号：", "Standard: ")
    }

    pub(super) fn date(self) -> &'static str {
        self.either("成文日期：", "Dated: ")
    }

    pub(super) fn effective(self) -> &'static str {
        self.either("施行日期：", "In force from: ")
    }

    pub(super) fn deadline(self) -> &'static str {
        self.either("截止日期：", "Deadline: ")
    }

    pub(super) fn link(self) -> &'static str {
        self.either("链接：", "Link: ")
    }

    /// Before the name of the file of a table.
    pub(super) fn data(self) -> &'static str {
        self.either("数据文件：", "Data file: ")
    }

    pub(super) fn recipients(self) -> &'static str {
        self.either("主送：", "To: ")
    }

    pub(super) fn copies(self) -> &'static str {
        self.either("抄送：", "Copies: ")
    }

    /// Between names.
    pub(super) fn comma(self) -> &'static str {
        self.either("、", ", ")
    }

    pub(super) fn colon(self) -> &'static str {
        self.either("：", ": ")
    }

    pub(super) fn full_stop(self) -> &'static str {
        self.either("。", ".")
    }

    /// Between the headings over a column.
    pub(super) fn slash(self) -> &'static str {
        self.either("／", " / ")
    }

    pub(super) fn footnotes(self) -> &'static str {
        self.either("注释", "Notes")
    }

    pub(super) fn links(self) -> &'static str {
        self.either("链接", "Links")
    }

    /// The mark of a footnote, in the text and before the footnote.
    pub(super) fn footnote(self, number: &str) -> String {
        match self.language {
            Chinese => format!("［注{number}］"),
            English => format!("[note {number}]"),
        }
    }

    /// The mark of a link, in the text and before its address.
    pub(super) fn note(self, number: usize) -> String {
        match self.language {
            Chinese => format!("〔{number}〕"),
            English => format!("[{number}]"),
        }
    }

    pub(super) fn in_brackets(self, text: &str) -> String {
        match self.language {
            Chinese => format!("（{text}）"),
            English => format!(" ({text})"),
        }
    }

    /// What stands where a picture belongs.
    pub(super) fn picture(self, number: usize, description: &str, file: &str) -> String {
        let file = self.file(file);
        let parts = [description, &file].into_iter().filter(|part| !part.is_empty());
        let parts = parts.map(str::to_owned).collect::<Vec<_>>().join(self.either("，", ", "));
        let colon = if parts.is_empty() { "" } else { self.colon() };
        match self.language {
            Chinese => format!("［图片 {number}{colon}{parts}］"),
            English => format!("[Picture {number}{colon}{parts}]"),
        }
    }

    fn file(self, file: &str) -> String {
        match (file, self.language) {
            ("", _) => String::new(),
            (file, Chinese) => format!("文件 {file}"),
            (file, English) => format!("file {file}"),
        }
    }

    /// The last line, before the address of the document.
    pub(super) fn original(self, has_attachments: bool) -> &'static str {
        if has_attachments {
            self.either(
                "附件请点左下角“阅读原文”下载，或访问：",
                "For the attachments see the original, by the link below or at: ",
            )
        } else {
            self.either(
                "点左下角“阅读原文”，或访问：",
                "Read the original by the link below, or at: ",
            )
        }
    }
}
