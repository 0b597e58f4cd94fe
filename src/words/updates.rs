//! What happened to a document, in a word, and the titles of the pages that tell of it.

use super::Words;
use crate::document::genre::Call;
use crate::register::UpdateKind;

impl Words {
    pub fn updates(self) -> &'static str {
        self.either("最近更新", "What is new")
    }

    pub fn about_updates(self) -> &'static str {
        self.either(
            "新发布和有变化的文件，按日期排列：新发布、修改、废止、失效、截止。",
            "New and changed documents by day: published, amended, repealed, expired, closed.",
        )
    }

    pub fn subscribe(self) -> &'static str {
        self.either("怎样订阅", "How to subscribe")
    }

    pub fn about_subscribing(self) -> &'static str {
        self.either(
            "怎样用浏览器、微信、邮件程序和阅读器及时看到本站的新文件，以及各栏目、机关、主题的订阅地址。",
            "How to see new documents with a browser, WeChat, a mail program or a reader, and the addresses of all feeds.",
        )
    }

    pub fn categories(self) -> &'static str {
        self.either("栏目", "Categories")
    }

    pub fn issuers(self) -> &'static str {
        self.either("发文机关", "Issuers")
    }

    /// What happened to a document; `call` says what the deadline was for.
    pub fn update(self, kind: UpdateKind, call: Call) -> &'static str {
        let (chinese, english) = match (kind, call) {
            (UpdateKind::Published, _) => ("新发布", "published"),
            (UpdateKind::Effective, _) => ("施行", "in force"),
            (UpdateKind::Corrected(_), _) => ("修改", "corrected"),
            (UpdateKind::Amended(_), _) => ("被修改", "amended"),
            (UpdateKind::Replaced(_), _) => ("被代替", "replaced"),
            (UpdateKind::Repealed(_), _) => ("废止", "repealed"),
            (UpdateKind::Annulled(_), _) => ("撤销", "annulled"),
            (UpdateKind::Expired, _) => ("失效", "expired"),
            (UpdateKind::Ended, _) => ("公示结束", "notice ended"),
            (UpdateKind::Closed, Call::Collecting) => ("征集截止", "call closed"),
            (UpdateKind::Closed, Call::Enrolling) => ("报名截止", "enrolment closed"),
            (UpdateKind::Closed, Call::Other) => ("截止", "closed"),
        };
        self.either(chinese, english)
    }
}
