//! What the home page shows, and in which order.

use super::faults;
use crate::yaml::{Choice, Fields};

/// A section of the home page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeSection {
    /// What the editors recommend.
    Featured,
    /// The newest issue of each newsletter.
    Issue,
    /// What is open until a deadline.
    Calls,
    /// What takes place next.
    Events,
    /// What was published last.
    Latest,
    /// Rules in force: 现行制度.
    Rules,
    /// The categories with their newest documents.
    Categories,
    Registers,
    Topics,
}

impl HomeSection {
    /// In the order of a site that names none.
    pub const ALL: [HomeSection; 9] = [
        HomeSection::Featured,
        HomeSection::Issue,
        HomeSection::Events,
        HomeSection::Calls,
        HomeSection::Latest,
        HomeSection::Rules,
        HomeSection::Categories,
        HomeSection::Registers,
        HomeSection::Topics,
    ];

    pub fn key(self) -> &'static str {
        match self {
            HomeSection::Featured => "featured",
            HomeSection::Issue => "issue",
            HomeSection::Calls => "calls",
            HomeSection::Events => "events",
            HomeSection::Latest => "latest",
            HomeSection::Rules => "rules",
            HomeSection::Categories => "categories",
            HomeSection::Registers => "registers",
            HomeSection::Topics => "topics",
        }
    }

    fn with_key(key: &str) -> Option<HomeSection> {
        HomeSection::ALL.into_iter().find(|section| section.key() == key)
    }
}

pub(super) const SECTIONS: &[Choice] = &[
    ("featured", &["推荐", "重点推荐"]),
    ("issue", &["会讯", "最新一期", "刊物"]),
    ("calls", &["征集", "正在征集", "近期截止"]),
    ("events", &["活动", "活动日历", "近期活动"]),
    ("latest", &["最新发布", "最新", "最新文件"]),
    ("rules", &["现行制度", "制度"]),
    ("categories", &["栏目"]),
    ("registers", &["发文登记", "登记"]),
    ("topics", &["主题"]),
];

/// Reads the sections that a site names; all of them, in their usual order, if it names none.
pub(super) fn read(fields: &mut Fields) -> Vec<HomeSection> {
    let mut sections: Vec<HomeSection> = Vec::new();
    for named in fields.choices("home") {
        let Some(section) = HomeSection::with_key(named.value) else { continue };
        if sections.contains(&section) {
            let diagnostic = faults::home_twice(named.span, &fields.key_names, section.key());
            fields.diagnostics.push(diagnostic);
        } else {
            sections.push(section);
        }
    }
    if sections.is_empty() { HomeSection::ALL.to_vec() } else { sections }
}
