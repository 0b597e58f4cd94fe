//! Sample views for tests: rich ones with hostile text in every field, and poor ones with nothing
//! that may be missing.

mod events;
mod history;
mod in_force;
mod issues;
mod sections;
mod site;
mod standards;
mod table;
mod updates;
mod views;

pub(super) use site::{bare_site, site};
use table::table;
pub(super) use views::views;

use crate::view::{
    AttachmentView, CardView, ChangeView, CitedArticleView, DateView, DocumentLink, DocumentView,
    EdgeView, EditionView, FactView, FeedLink, GraphView, Head, IssuerLink, LetteringView,
    LinkView, MetaTag, NodeView, PrintingView, QrView, RelationView, StatusView, TocEntry,
    ValidityLabel, ValidityView,
};
use serde_json::Value as Json;

/// Text that must never reach a page as it is.
pub(super) const HOSTILE: &str = "<script>alert(1)</script>&\"'";

pub(super) fn head() -> Head {
    Head {
        heading: format!("标题{HOSTILE}"),
        title: format!("标题{HOSTILE}"),
        description: format!("摘要{HOSTILE}"),
        canonical: "https://example.org/portal/lyxf/2026/1/".to_owned(),
        og_type: "article".to_owned(),
        card: Some(CardView {
            url: "https://example.org/portal/cards/a.png".to_owned(),
            width: 1200,
            height: 630,
            alt: HOSTILE.to_owned(),
        }),
        json_ld: Some("{\"@type\":\"Article\"}".to_owned()),
        tags: vec![MetaTag { name: "DC.title", content: HOSTILE.to_owned() }],
        feeds: vec![feed()],
        indexed: true,
    }
}

fn feed() -> FeedLink {
    FeedLink {
        title: format!("全部文件{HOSTILE}"),
        url: "/portal/feed.xml".to_owned(),
        media_type: "application/atom+xml".to_owned(),
    }
}

pub(super) fn link(title: &str, url: &str) -> LinkView {
    LinkView { title: title.to_owned(), url: url.to_owned() }
}

fn issuer(name: &str) -> IssuerLink {
    IssuerLink {
        name: name.to_owned(),
        codes: vec!["鲁医协发".to_owned(), "鲁医协函".to_owned()],
        url: Some("/portal/lyx/".to_owned()),
        count: 12,
    }
}

pub(super) fn date(day: i8) -> DateView {
    DateView {
        iso: format!("2026-03-{day:02}"),
        text: format!("2026年3月{day}日"),
        year: 2026,
        month: 3,
        day,
    }
}

pub(super) fn in_force() -> ValidityLabel {
    ValidityLabel { key: "in-force".to_owned(), label: "现行有效".to_owned() }
}

pub(super) fn document_link(title: &str) -> DocumentLink {
    DocumentLink {
        title: format!("{title}{HOSTILE}"),
        url: "/portal/lyxf/2026/1/".to_owned(),
        number: Some("鲁医协发〔2026〕1号".to_owned()),
        date: Some(date(15)),
        published: Some(date(16)),
        issuers: vec!["山东省医院协会".to_owned()],
        category: link("通知公告", "/portal/notices/"),
        validity: ValidityLabel { key: "repealed".to_owned(), label: "已废止".to_owned() },
        summary: format!("摘要{HOSTILE}"),
        facts: facts(),
        deadline: Some(date(30)),
        days_left: Some(8),
        pinned: true,
        recent: true,
        call: Some("collecting".to_owned()),
        status: Some(status()),
    }
}

/// A text, a link and a day.
fn facts() -> Vec<FactView> {
    let fact = |key: &str, text: String| FactView {
        key: key.to_owned(),
        label: format!("{key}{HOSTILE}"),
        text,
        url: None,
        date: None,
    };
    let url = Some("https://example.org/a?b=1&c=2".to_owned());
    vec![
        fact("contact", format!("秘书处{HOSTILE}")),
        FactView { url, ..fact("标准文本", HOSTILE.to_owned()) },
        FactView { date: Some(date(15)), ..fact("批准日期", "2026年5月15日".to_owned()) },
    ]
}

fn status() -> StatusView {
    StatusView { key: "waiting".to_owned(), label: "待发布".to_owned(), until: Some(date(31)) }
}

/// A document in a list, of which only title and address are known.
fn bare_link() -> DocumentLink {
    DocumentLink {
        number: None,
        date: None,
        published: None,
        issuers: vec![],
        summary: String::new(),
        facts: vec![],
        deadline: None,
        days_left: None,
        pinned: false,
        recent: false,
        call: None,
        status: None,
        validity: in_force(),
        ..document_link("文件")
    }
}

pub(super) fn editions() -> Vec<EditionView> {
    let changes = Some(link(HOSTILE, "/portal/lyxf/2026/1/changes/"));
    vec![
        EditionView { document: bare_link(), current: false, changes: None },
        EditionView { document: document_link("办法"), current: true, changes },
    ]
}

pub(super) fn document() -> DocumentView {
    DocumentView {
        title: format!("关于印发2026年工作要点的通知{HOSTILE}"),
        subtitle: Some(HOSTILE.to_owned()),
        url: "/portal/lyxf/2026/1/".to_owned(),
        permalink: "https://example.org/portal/lyxf/2026/1/".to_owned(),
        category: link("通知公告", "/portal/notices/"),
        kind: "notice".to_owned(),
        genre: Some("通知".to_owned()),
        form: Some("document".to_owned()),
        number: Some("鲁医协发〔2026〕1号".to_owned()),
        standard: Some(format!("T/SDHA 001—2026{HOSTILE}")),
        issuers: vec![
            issuer("山东省医院协会"),
            IssuerLink { codes: vec![], url: None, ..issuer("另一协会") },
        ],
        date: Some(date(15)),
        published: Some(date(16)),
        effective: Some(date(20)),
        expires: Some(date(31)),
        is_public_notice: true,
        deadline: Some(date(30)),
        deadline_passed: false,
        event: Some(events::event()),
        sessions: events::sessions(),
        notice_period: Some(events::notice_period(Some(2))),
        link: Some("https://example.org/sign?a=1&b=2".to_owned()),
        recipients: vec!["各会员单位".to_owned(), HOSTILE.to_owned()],
        recipients_below: false,
        copies: vec!["省卫生健康委".to_owned(), HOSTILE.to_owned()],
        signature: vec!["山东省医院协会".to_owned()],
        facts: facts(),
        table: Some(table()),
        printing: Some(PrintingView { by: HOSTILE.to_owned(), date: date(16) }),
        note: Some(format!("此件公开发布{HOSTILE}")),
        note_contact: Some(HOSTILE.to_owned()),
        summary: HOSTILE.to_owned(),
        topics: vec![link(HOSTILE, "/portal/topics/a/")],
        validity: ValidityView {
            key: "amended".to_owned(),
            label: "已被修改".to_owned(),
            reason: Some(format!("自2026年5月1日起被修改{HOSTILE}")),
            since: Some(date(1)),
            by: vec![document_link("修改决定")],
        },
        as_of: Some(date(22)),
        status: Some(StatusView {
            key: "draft".to_owned(), label: "草稿".to_owned(), until: None
        }),
        content: "<h2 id=\"a\">一、总体要求</h2>\n<p>正文<strong>如此</strong>。</p>".to_owned(),
        toc_length: 3,
        toc: vec![
            TocEntry {
                id: "a".to_owned(),
                title: format!("一、总体要求{HOSTILE}"),
                level: 2,
                article: false,
                children: vec![TocEntry {
                    id: "b".to_owned(),
                    title: "（一）原则".to_owned(),
                    level: 3,
                    article: false,
                    children: vec![],
                }],
            },
            TocEntry {
                id: "c".to_owned(),
                title: format!("第二条{HOSTILE}"),
                level: 10,
                article: true,
                children: vec![],
            },
        ],
        attachments: vec![
            AttachmentView {
                label: "附件1".to_owned(),
                title: format!("工作要点{HOSTILE}"),
                url: "/portal/lyxf/2026/1/a.pdf".to_owned(),
                kind: "file".to_owned(),
                extension: "PDF".to_owned(),
                size: Some(12_345),
                size_text: Some("12 KB".to_owned()),
            },
            AttachmentView {
                label: "附件2".to_owned(),
                title: "倡议书".to_owned(),
                url: "/portal/initiatives/2026/a/".to_owned(),
                kind: "document".to_owned(),
                extension: String::new(),
                size: None,
                size_text: None,
            },
        ],
        attached_to: vec![document_link("转发通知")],
        relations: vec![
            RelationView {
                key: "repeals".to_owned(),
                verb: "废止".to_owned(),
                reverse: false,
                document: Some(document_link("旧办法")),
                text: HOSTILE.to_owned(),
                quoted: HOSTILE.to_owned(),
            },
            RelationView {
                key: "amended_by".to_owned(),
                verb: "被修改".to_owned(),
                reverse: true,
                document: None,
                text: format!("鲁医协发〔2020〕9号{HOSTILE}"),
                quoted: format!("鲁医协发〔2020〕9号{HOSTILE}"),
            },
            RelationView {
                key: "interprets".to_owned(),
                verb: "解读".to_owned(),
                reverse: false,
                document: Some(document_link("收费办法")),
                text: HOSTILE.to_owned(),
                quoted: HOSTILE.to_owned(),
            },
            RelationView {
                key: "interpreted_by".to_owned(),
                verb: "解读于".to_owned(),
                reverse: true,
                document: Some(bare_link()),
                text: HOSTILE.to_owned(),
                quoted: HOSTILE.to_owned(),
            },
        ],
        graph: Some(graph()),
        cites: vec![document_link("所引")],
        cited_by: vec![bare_link()],
        cited_articles: vec![CitedArticleView {
            label: "第十二条".to_owned(),
            url: "#第十二条".to_owned(),
            documents: vec![document_link("说明"), bare_link()],
        }],
        editions: editions(),
        changes: vec![ChangeView { date: date(18), note: format!("更正日期{HOSTILE}") }],
        history: Some(history::history()),
        previous: Some(link(HOSTILE, "/portal/lyxf/2025/9/")),
        next: Some(link("下一件", "/portal/lyxf/2026/7/")),
        issue: None,
        issue_contents: vec![],
        column: None,
        pdf: Some(format!("/lyxf/2026/1/lyxf-2026-1.pdf{HOSTILE}")),
        qr: Some(QrView { size: 37, path: format!("M4 4.5h7{HOSTILE}") }),
        citation: format!("关于印发的通知，鲁医协发〔2026〕1号{HOSTILE}"),
        word_count: 9_000,
        extra: Json::Null,
    }
}

fn graph() -> GraphView {
    let lettering = |y| LetteringView { x: 9, y, text: HOSTILE.to_owned() };
    let node = |url: Option<&str>, own, y| NodeView {
        title: HOSTILE.to_owned(),
        url: url.map(str::to_owned),
        own,
        x: 54,
        y,
        width: 246,
        height: 69,
        head: lettering(y + 20),
        lines: vec![lettering(y + 40)],
    };
    GraphView {
        width: 300,
        height: 210,
        nodes: vec![
            node(Some("/portal/lyxf/2026/1/"), false, 1),
            node(None, true, 71),
            node(None, false, 141),
        ],
        edges: vec![EdgeView { path: "M10 71V35H54".to_owned(), labels: vec![lettering(30)] }],
        left_out: 2,
    }
}

/// A document with a title and a text, and nothing else.
pub(super) fn bare_document() -> DocumentView {
    DocumentView {
        kind: "report".to_owned(),
        genre: None,
        form: None,
        number: None,
        subtitle: None,
        standard: None,
        issuers: vec![],
        date: None,
        published: None,
        effective: None,
        expires: None,
        is_public_notice: false,
        deadline: None,
        event: None,
        sessions: vec![],
        notice_period: None,
        link: None,
        recipients: vec![],
        recipients_below: false,
        copies: vec![],
        signature: vec![],
        facts: vec![],
        table: None,
        printing: None,
        note: None,
        note_contact: None,
        summary: String::new(),
        topics: vec![],
        validity: ValidityView {
            key: "in-force".to_owned(),
            label: "现行有效".to_owned(),
            reason: None,
            since: None,
            by: vec![],
        },
        as_of: None,
        qr: None,
        status: None,
        content: String::new(),
        toc: vec![],
        toc_length: 0,
        attachments: vec![],
        attached_to: vec![],
        relations: vec![],
        graph: None,
        cites: vec![],
        cited_by: vec![],
        cited_articles: vec![],
        editions: vec![],
        changes: vec![],
        history: None,
        previous: None,
        next: None,
        pdf: None,
        ..document()
    }
}
