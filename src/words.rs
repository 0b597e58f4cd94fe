//! The domain's words in both languages: how a day is written, what a validity or a relation is
//! called, and why a document is no longer in force.
//!
//! They are the same whatever the theme. The phrases of templates are the theme's own (`i18n/`).

mod datasets;
mod descriptions;
mod events;
mod facts;
mod measure;
mod standards;
mod updates;

use crate::date;
use crate::document::{Issue, RelationKind};
use crate::language::Language::{self, Chinese, English};
use crate::markdown::Labels;
use crate::register::ValidityKind;
use jiff::civil::Date;

pub use measure::{Counted, Measure};

/// The domain's words in the language of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    language: Language,
}

/// The most names that a sentence lists.
const MAX_NAMED: usize = 3;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Words {
    /// The words for a `language` of site.yaml.
    pub fn of(language: &str) -> Words {
        Words { language: Language::of_tag(language) }
    }

    pub fn home(self) -> &'static str {
        self.either("首页", "Home")
    }

    pub fn topics(self) -> &'static str {
        self.either("主题", "Topics")
    }

    pub fn search(self) -> &'static str {
        self.either("搜索", "Search")
    }

    pub fn not_found(self) -> &'static str {
        self.either("找不到这一页", "Page not found")
    }

    pub fn topic(self, name: &str) -> String {
        format!("{}{name}", self.either("主题：", "Topic: "))
    }

    /// The title of the page that says what has changed in a document since the edition before.
    pub fn changes(self, title: &str) -> String {
        match self.language {
            Chinese => format!("新旧对照：{title}"),
            English => format!("What has changed: {title}"),
        }
    }

    pub fn catalogue(self, format: &str) -> String {
        match self.language {
            Chinese => format!("文献目录（{format}）"),
            English => format!("Catalogue ({format})"),
        }
    }

    /// Over the columns of the catalogue as CSV.
    pub fn catalogue_columns(self) -> [&'static str; 12] {
        match self.language {
            Chinese => [
                "发文字号",
                "标题",
                "发文机关",
                "文种",
                "分类",
                "成文日期",
                "发布日期",
                "有效性",
                "主题",
                "其他",
                "网址",
                "标准编号",
            ],
            English => [
                "Number",
                "Title",
                "Issued by",
                "Genre",
                "Category",
                "Dated",
                "Published",
                "Validity",
                "Topics",
                "Others",
                "Address",
                "Standard",
            ],
        }
    }

    /// Between several values in one cell.
    pub fn semicolon(self) -> &'static str {
        self.either("；", "; ")
    }

    /// A register by its issuer, and by its code if that is needed to tell it from others.
    pub fn register(self, issuer: &str, code: Option<&str>) -> String {
        match (self.language, code) {
            (Chinese, None) => format!("{issuer}发文登记"),
            (Chinese, Some(code)) => format!("{issuer}发文登记（{code}）"),
            (English, None) => format!("Register of {issuer}"),
            (English, Some(code)) => format!("Register of {issuer} ({code})"),
        }
    }

    pub fn in_force(self) -> &'static str {
        self.either("现行有效文件", "In force")
    }

    /// The page of what is in force, in a sentence.
    pub fn about_in_force(self) -> &'static str {
        self.either(
            "本站现行有效的全部文件，按栏目排列，已被修改而继续有效的也在其中。",
            "All documents of this site that are in force, by category, amended ones included.",
        )
    }

    pub fn statistics(self) -> &'static str {
        self.either("文件统计", "Statistics")
    }

    /// The page of statistics in a sentence.
    pub fn about_statistics(self) -> &'static str {
        self.either(
            "本站文件按年份、有效性、栏目、发文机关和主题的数量统计，随每次发布更新。",
            "The documents of this site, counted by year, validity, category, issuer and topic.",
        )
    }

    /// The title of a chart, and what its bars are.
    pub fn measure(self, of: Measure) -> (&'static str, &'static str) {
        let (chinese, english) = match of {
            Measure::Years => (("各年文件数", "年份"), ("Documents by year", "Year")),
            Measure::Validity => (("文件有效性", "有效性"), ("Documents by validity", "Validity")),
            Measure::Categories => {
                (("各栏目文件数", "栏目"), ("Documents by category", "Category"))
            }
            Measure::Issuers => {
                (("各发文机关文件数", "发文机关"), ("Documents by issuer", "Issuer"))
            }
            Measure::Topics => (("各主题文件数", "主题"), ("Documents by topic", "Topic")),
        };
        match self.language {
            Chinese => chinese,
            English => english,
        }
    }

    /// Says in a sentence which names were counted most often; too many are not named.
    pub fn most(self, names: &[&str], count: usize, share: &str) -> String {
        match (self.language, names) {
            (Chinese, [name]) => format!("{name}最多，{count}件，占{share}。"),
            (English, [name]) => format!("Most: {name}, {count} ({share})."),
            (Chinese, [_, ..]) if names.len() <= MAX_NAMED => {
                format!("{}最多，各{count}件。", names.join("、"))
            }
            (English, [_, ..]) if names.len() <= MAX_NAMED => {
                format!("Most: {} ({count} each).", names.join(", "))
            }
            (Chinese, _) => format!("最多的{}项各{count}件。", names.len()),
            (English, _) => format!("Most: {} of them ({count} each).", names.len()),
        }
    }

    /// Between number and date at the foot of a card.
    pub fn apart(self) -> &'static str {
        self.either("　", "  ")
    }

    /// A card in words: what stands above, the title, what stands at the foot.
    pub fn card(self, site: &str, title: &str, foot: &[String]) -> String {
        let facts = foot.join(self.comma());
        match (self.language, foot) {
            (Chinese, []) => format!("{site}：{title}"),
            (English, []) => format!("{site}: {title}"),
            (Chinese, _) => format!("{site}：{title}（{facts}）"),
            (English, _) => format!("{site}: {title} ({facts})"),
        }
    }

    /// 2026年
    pub fn year(self, year: i16) -> String {
        format!("{year}{}", self.either("年", ""))
    }

    /// A title with its year: 通知公告 2026年
    pub fn of_year(self, title: &str, year: i16) -> String {
        format!("{title} {}", self.year(year))
    }

    /// A title with the number of its page.
    pub fn of_page(self, title: &str, page: usize) -> String {
        match self.language {
            Chinese => format!("{title} 第{page}页"),
            English => format!("{title}, page {page}"),
        }
    }

    /// 2026年3月15日
    pub fn day(self, day: Date) -> String {
        match self.language {
            Chinese => date::in_chinese(day),
            English => {
                let month = usize::from(day.month().unsigned_abs()).saturating_sub(1);
                let month = MONTHS.get(month).copied().unwrap_or_default();
                format!("{} {month} {}", day.day(), day.year())
            }
        }
    }

    /// 2025年第2期（总第34期）
    pub fn issue(self, issue: Issue) -> String {
        let Issue { year, number, total } = issue;
        match (self.language, total) {
            (Chinese, Some(total)) => format!("{year}年第{number}期（总第{total}期）"),
            (Chinese, None) => format!("{year}年第{number}期"),
            (English, Some(total)) => format!("{year}, No. {number} ({total} in all)"),
            (English, None) => format!("{year}, No. {number}"),
        }
    }

    /// What parts of a citation are joined by.
    pub fn comma(self) -> &'static str {
        self.either("，", ", ")
    }

    /// What stands in brackets directly after a title.
    pub fn in_brackets(self, text: &str) -> String {
        match self.language {
            Chinese => format!("（{text}）"),
            English => format!(" ({text})"),
        }
    }

    /// A title as a sentence names it. Within 《》 stand 〈〉 (GB/T 15834-2011, 4.14.3).
    pub fn quoted(self, title: &str) -> String {
        match self.language {
            Chinese => format!("《{}》", title.replace('《', "〈").replace('》', "〉")),
            English => format!("“{title}”"),
        }
    }

    /// 附件, or 附件1 if there are several.
    pub fn attachment(self, number: Option<usize>) -> String {
        match (self.language, number) {
            (Chinese, Some(number)) => format!("附件{number}"),
            (English, Some(number)) => format!("Annex {number}"),
            (_, None) => self.either("附件", "Annex").to_owned(),
        }
    }

    /// A document that only a preview shows: a draft, or one that waits.
    pub fn status(self, is_draft: bool) -> &'static str {
        if is_draft {
            self.either("草稿", "Draft")
        } else {
            self.either("待发布", "To be published")
        }
    }

    pub fn counted(self, as_what: Counted) -> &'static str {
        match as_what {
            Counted::Document => self.either("文件（会讯以期计）", "Documents and issues"),
            Counted::Numbered => self.either("编有文号", "Numbered documents"),
            Counted::Rule => self.either("规章制度", "Rules"),
            Counted::Article => self.either("会讯文章", "Articles of issues"),
            Counted::Page => self.either("网站说明", "Pages of the site"),
        }
    }

    pub fn validity(self, kind: ValidityKind) -> &'static str {
        let english = match kind {
            ValidityKind::InForce => "In force",
            ValidityKind::NotYet => "Not yet in force",
            ValidityKind::Amended => "Amended",
            ValidityKind::Repealed => "Repealed",
            ValidityKind::Expired => "Expired",
            ValidityKind::Ended => "Notice period over",
            ValidityKind::Annulled => "Annulled",
        };
        self.either(kind.label(), english)
    }

    /// Why a document is not plainly in force.
    fn reason(self, kind: ValidityKind, since: Option<Date>, by: &[String]) -> Option<String> {
        let last = since.and_then(|day| day.yesterday().ok());
        let last = last.map(|day| self.day(day)).unwrap_or_default();
        let day = since.map(|day| self.day(day)).unwrap_or_default();
        let names = by.join(self.either("、", ", "));
        let reason = match (self.language, kind) {
            (_, ValidityKind::InForce) => return None,
            (Chinese, ValidityKind::NotYet) => format!("本文件自{day}起施行。"),
            (Chinese, ValidityKind::Amended) => {
                format!("本文件自{day}起被{names}修改，请一并查阅。")
            }
            (Chinese, ValidityKind::Repealed) => {
                format!("本文件自{day}起被{names}废止或代替，不再有效。")
            }
            (Chinese, ValidityKind::Expired) => format!("本文件自{day}起失效。"),
            (Chinese, ValidityKind::Ended) => format!("公示期至{last}，现已结束。"),
            (Chinese, ValidityKind::Annulled) => format!("本文件被{names}撤销，自始无效。"),
            (English, ValidityKind::NotYet) => format!("This document takes effect on {day}."),
            (English, ValidityKind::Amended) => {
                format!("This document was amended by {names} on {day}; please read both.")
            }
            (English, ValidityKind::Repealed) => {
                format!("This document was repealed or replaced by {names} on {day}.")
            }
            (English, ValidityKind::Expired) => format!("This document expired on {day}."),
            (English, ValidityKind::Ended) => format!("The notice period ended on {last}."),
            (English, ValidityKind::Annulled) => {
                format!("This document was annulled by {names} and was never valid.")
            }
        };
        Some(reason)
    }

    /// What a document does to another.
    pub fn verb(self, kind: RelationKind) -> &'static str {
        let english = match kind {
            RelationKind::Forwards => "forwards",
            RelationKind::Issues => "issues",
            RelationKind::Amends => "amends",
            RelationKind::Repeals => "repeals",
            RelationKind::Annuls => "annuls",
            RelationKind::Replaces => "replaces",
            RelationKind::RepliesTo => "replies to",
            RelationKind::Interprets => "explains",
        };
        self.either(kind.verb(), english)
    }

    /// What is done to it.
    pub fn reverse_verb(self, kind: RelationKind) -> &'static str {
        let english = match kind {
            RelationKind::Forwards => "forwarded by",
            RelationKind::Issues => "issued by",
            RelationKind::Amends => "amended by",
            RelationKind::Repeals => "repealed by",
            RelationKind::Annuls => "annulled by",
            RelationKind::Replaces => "replaced by",
            RelationKind::RepliesTo => "replied to by",
            RelationKind::Interprets => "explained in",
        };
        self.either(kind.reverse_verb(), english)
    }

    /// What the parts of a body are called.
    pub fn labels(self) -> Labels {
        match self.language {
            Chinese => Labels::CHINESE,
            English => Labels::ENGLISH,
        }
    }

    fn either(self, chinese: &'static str, english: &'static str) -> &'static str {
        self.language.pick(chinese, english)
    }
}
