//! The kinds of categories, and what a kind means for the texts in it.
//!
//! Everything that differs by kind is asked of a method here, so that a new kind is one new
//! variant with its row of traits.

use crate::yaml::Choice;

/// Which part of the portal a category is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 通知公告
    Notice,
    /// 会讯
    Newsletter,
    /// 报告
    Report,
    /// 倡议
    Initiative,
    /// Pages that are no documents: about, contact.
    Page,
}

/// What a kind means.
#[derive(Clone, Copy)]
struct Traits {
    key: &'static str,
    /// Its Chinese names in `_index.md`, the usual one first.
    names: &'static [&'static str],
    is_issued: bool,
    needs_date: bool,
    is_listed: bool,
    has_years: bool,
    has_issues: bool,
    schema_type: &'static str,
}

const DOCUMENTS: Traits = Traits {
    key: "",
    names: &[],
    is_issued: true,
    needs_date: true,
    is_listed: true,
    has_years: true,
    has_issues: false,
    schema_type: "Article",
};

const PAGES: Traits = Traits {
    is_issued: false,
    needs_date: false,
    is_listed: false,
    has_years: false,
    schema_type: "WebPage",
    ..DOCUMENTS
};

impl Kind {
    pub const ALL: [Kind; 5] =
        [Kind::Notice, Kind::Newsletter, Kind::Report, Kind::Initiative, Kind::Page];

    /// What `kind` of `_index.md` may say.
    pub(super) const CHOICES: &[Choice] = &{
        let mut choices: [Choice; Kind::ALL.len()] = [("", &[]); Kind::ALL.len()];
        let mut index = 0;
        while index < choices.len() {
            let traits = Kind::ALL[index].traits();
            choices[index] = (traits.key, traits.names);
            index += 1;
        }
        choices
    };

    const fn traits(self) -> Traits {
        match self {
            Kind::Notice => {
                Traits { key: "notice", names: &["通知公告", "通知", "公告"], ..DOCUMENTS }
            }
            Kind::Newsletter => Traits {
                key: "newsletter",
                names: &["会讯", "期刊"],
                has_issues: true,
                ..DOCUMENTS
            },
            Kind::Report => {
                Traits { key: "report", names: &["报告"], schema_type: "Report", ..DOCUMENTS }
            }
            Kind::Initiative => {
                Traits { key: "initiative", names: &["倡议", "倡议书"], ..DOCUMENTS }
            }
            Kind::Page => Traits { key: "page", names: &["页面"], ..PAGES },
        }
    }

    /// Returns the kind that a key names.
    pub fn of_key(key: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Returns its name in `_index.md`, in data and in templates.
    pub fn key(self) -> &'static str {
        self.traits().key
    }

    /// Returns whether its texts are issued by a body, perhaps with a number.
    pub fn is_issued(self) -> bool {
        self.traits().is_issued
    }

    /// Returns whether its texts must have a 成文日期.
    pub fn needs_date(self) -> bool {
        self.traits().needs_date
    }

    /// Returns whether its texts stand in the lists, feeds, registers and statistics of the portal.
    pub fn is_listed(self) -> bool {
        self.traits().is_listed
    }

    /// Returns whether its texts are divided by years, in lists and in addresses.
    pub fn has_years(self) -> bool {
        self.traits().has_years
    }

    /// Returns whether its texts may be issues (期) that hold articles.
    pub fn has_issues(self) -> bool {
        self.traits().has_issues
    }

    /// Returns what schema.org calls one of its texts.
    pub fn schema_type(self) -> &'static str {
        self.traits().schema_type
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn every_kind_has_a_key_and_a_name_of_its_own() {
        for (index, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(Kind::of_key(kind.key()), Some(kind));
            assert_eq!(Kind::CHOICES[index].0, kind.key());
            for name in Kind::CHOICES[index].1 {
                let holders = Kind::CHOICES.iter().filter(|(_, names)| names.contains(name));
                assert_eq!(holders.count(), 1, "{name}");
            }
        }
    }
}
