//! Relations between documents, each with its reverse: 转发, 印发, 修改, 废止, 撤销, 代替, 答复, 解读.

use crate::source::Spanned;

/// What one document does to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// 转发
    Forwards,
    /// 印发
    Issues,
    /// 修改
    Amends,
    /// 废止: void from the repeal's date
    Repeals,
    /// 撤销: void from the start
    Annuls,
    /// 代替
    Replaces,
    /// 答复
    RepliesTo,
    /// 解读, 图解, 问答: explains it to readers; changes nothing in it
    Interprets,
}

impl RelationKind {
    pub const ALL: [RelationKind; 8] = [
        RelationKind::Forwards,
        RelationKind::Issues,
        RelationKind::Amends,
        RelationKind::Repeals,
        RelationKind::Annuls,
        RelationKind::Replaces,
        RelationKind::RepliesTo,
        RelationKind::Interprets,
    ];

    /// Returns its key in front matter.
    pub fn key(self) -> &'static str {
        match self {
            RelationKind::Forwards => "forwards",
            RelationKind::Issues => "issues_document",
            RelationKind::Amends => "amends",
            RelationKind::Repeals => "repeals",
            RelationKind::Annuls => "annuls",
            RelationKind::Replaces => "replaces",
            RelationKind::RepliesTo => "replies_to",
            RelationKind::Interprets => "interprets",
        }
    }

    /// Returns the key of the reverse, as data and templates use it.
    pub fn reverse_key(self) -> &'static str {
        match self {
            RelationKind::Forwards => "forwarded_by",
            RelationKind::Issues => "issued_by",
            RelationKind::Amends => "amended_by",
            RelationKind::Repeals => "repealed_by",
            RelationKind::Annuls => "annulled_by",
            RelationKind::Replaces => "replaced_by",
            RelationKind::RepliesTo => "replied_to_by",
            RelationKind::Interprets => "interpreted_by",
        }
    }

    /// Returns the verb, seen from the document that has the relation: 转发, 废止 …
    pub fn verb(self) -> &'static str {
        match self {
            RelationKind::Forwards => "转发",
            RelationKind::Issues => "印发",
            RelationKind::Amends => "修改",
            RelationKind::Repeals => "废止",
            RelationKind::Annuls => "撤销",
            RelationKind::Replaces => "代替",
            RelationKind::RepliesTo => "答复",
            RelationKind::Interprets => "解读",
        }
    }

    /// Returns the verb, seen from the other document: 被转发, 被废止 …
    pub fn reverse_verb(self) -> &'static str {
        match self {
            RelationKind::Forwards => "被转发于",
            RelationKind::Issues => "印发于",
            RelationKind::Amends => "被修改",
            RelationKind::Repeals => "被废止",
            RelationKind::Annuls => "被撤销",
            RelationKind::Replaces => "被代替",
            RelationKind::RepliesTo => "得到答复",
            RelationKind::Interprets => "解读于",
        }
    }
}

/// A relation to something: a reference as typed, later a document of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation<T> {
    pub kind: RelationKind,
    pub to: Spanned<T>,
}
