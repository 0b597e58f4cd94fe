//! What documents are counted by, and what a document counts as.

/// What documents are counted by.
#[derive(Clone, Copy, Debug)]
pub enum Measure {
    Years,
    Validity,
    Categories,
    Issuers,
    Topics,
}

/// What a document counts as, for whoever narrows a list down. One may count as several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// What lists and statistics count: an issue of a newsletter is one.
    Document,
    Numbered,
    /// 办法, 规定 and the like.
    Rule,
    /// An article of an issue.
    Article,
    /// A page that is no document.
    Page,
}

impl Counted {
    pub const ALL: [Counted; 5] =
        [Counted::Document, Counted::Numbered, Counted::Rule, Counted::Article, Counted::Page];

    pub fn key(self) -> &'static str {
        match self {
            Counted::Document => "document",
            Counted::Numbered => "numbered",
            Counted::Rule => "rule",
            Counted::Article => "article",
            Counted::Page => "page",
        }
    }
}

impl Measure {
    pub fn key(self) -> &'static str {
        match self {
            Measure::Years => "years",
            Measure::Validity => "validity",
            Measure::Categories => "categories",
            Measure::Issuers => "issuers",
            Measure::Topics => "topics",
        }
    }
}
