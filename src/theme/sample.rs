//! Sample views for tests: rich ones with hostile text in every field, and poor ones with nothing
//! that may be missing.

use crate::page::view::*;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Text that must never reach a page as it is.
pub(super) const HOSTILE: &str = "<script>alert(1)</script>&\"'";

pub(super) fn site(assets: &BTreeMap<String, String>) -> SiteView {
    SiteView {
        title: "山东省医院协会出版物门户".to_owned(),
        description: format!("按发文字号归档{HOSTILE}"),
        base_url: "https://example.org/portal".to_owned(),
        base_path: "/portal/".to_owned(),
        language: "zh-CN".to_owned(),
        announcement: Some("演示内容".to_owned()),
        build_date: "2026-11-22".to_owned(),
        navigation: vec![link("通知公告", "/portal/notices/")],
        categories: vec![CategoryLink {
            title: "通知公告".to_owned(),
            url: "/portal/notices/".to_owned(),
            kind: "notice".to_owned(),
            slug: "notices".to_owned(),
            count: 3,
        }],
        issuers: vec![issuer("山东省医院协会")],
        topics_url: "/portal/topics/".to_owned(),
        search_url: "/portal/search/".to_owned(),
        feeds: vec![feed()],
        data: vec![feed()],
        site_code: Some("3700000001".to_owned()),
        icp: Some("鲁ICP备00000000号".to_owned()),
        police_record: Some("鲁公网安备00000000000000号".to_owned()),
        assets: assets.iter().map(|(name, at)| (name.clone(), format!("/portal/{at}"))).collect(),
        extra: Json::Null,
    }
}

/// A site of which nothing is said that need not be said.
pub(super) fn bare_site(assets: &BTreeMap<String, String>) -> SiteView {
    SiteView {
        description: String::new(),
        announcement: None,
        navigation: vec![],
        categories: vec![],
        issuers: vec![],
        feeds: vec![],
        data: vec![],
        site_code: None,
        icp: None,
        police_record: None,
        ..site(assets)
    }
}

pub(super) fn head() -> Head {
    Head {
        title: format!("标题{HOSTILE}"),
        description: format!("摘要{HOSTILE}"),
        canonical: "https://example.org/portal/lyxf/2026/1/".to_owned(),
        og_type: "article".to_owned(),
        json_ld: Some("{\"@type\":\"Article\"}".to_owned()),
        tags: vec![MetaTag { name: "DC.title".to_owned(), content: HOSTILE.to_owned() }],
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
        code: Some("鲁医协发".to_owned()),
        url: Some("/portal/lyxf/".to_owned()),
        count: 12,
    }
}

pub(super) fn date(day: u8) -> DateView {
    DateView { iso: format!("2026-03-{day:02}"), text: format!("2026年3月{day}日"), year: 2026 }
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
        issuers: vec!["山东省医院协会".to_owned()],
        category: link("通知公告", "/portal/notices/"),
        validity: ValidityLabel { key: "repealed".to_owned(), label: "已废止".to_owned() },
        summary: format!("摘要{HOSTILE}"),
        deadline: Some(date(30)),
    }
}

/// A document in a list, of which only title and address are known.
fn bare_link() -> DocumentLink {
    DocumentLink {
        number: None,
        date: None,
        issuers: vec![],
        summary: String::new(),
        deadline: None,
        validity: in_force(),
        ..document_link("文件")
    }
}

pub(super) fn document() -> DocumentView {
    DocumentView {
        title: format!("关于印发2026年工作要点的通知{HOSTILE}"),
        url: "/portal/lyxf/2026/1/".to_owned(),
        permalink: "https://example.org/portal/lyxf/2026/1/".to_owned(),
        category: link("通知公告", "/portal/notices/"),
        kind: "notice".to_owned(),
        genre: Some("通知".to_owned()),
        number: Some("鲁医协发〔2026〕1号".to_owned()),
        issuers: vec![issuer("山东省医院协会"), IssuerLink { url: None, ..issuer("另一协会") }],
        date: Some(date(15)),
        published: Some(date(16)),
        effective: Some(date(20)),
        expires: Some(date(31)),
        deadline: Some(date(30)),
        deadline_passed: false,
        link: Some("https://example.org/sign?a=1&b=2".to_owned()),
        recipients: vec!["各会员单位".to_owned(), HOSTILE.to_owned()],
        copies: vec!["省卫生健康委".to_owned(), HOSTILE.to_owned()],
        signature: vec!["山东省医院协会".to_owned()],
        note: Some(format!("此件公开发布{HOSTILE}")),
        summary: HOSTILE.to_owned(),
        topics: vec![link(HOSTILE, "/portal/topics/a/")],
        validity: ValidityView {
            key: "amended".to_owned(),
            label: "已被修改".to_owned(),
            reason: Some(format!("自2026年5月1日起被修改{HOSTILE}")),
            since: Some(date(1)),
            by: vec![document_link("修改决定")],
        },
        content: "<h2 id=\"a\">一、总体要求</h2>\n<p>正文<strong>如此</strong>。</p>".to_owned(),
        toc: vec![
            TocEntry {
                id: "a".to_owned(),
                title: format!("一、总体要求{HOSTILE}"),
                level: 2,
                children: vec![TocEntry {
                    id: "b".to_owned(),
                    title: "（一）原则".to_owned(),
                    level: 3,
                    children: vec![],
                }],
            },
            TocEntry {
                id: "c".to_owned(),
                title: "二、任务".to_owned(),
                level: 2,
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
            },
            RelationView {
                key: "amended_by".to_owned(),
                verb: "被修改".to_owned(),
                reverse: true,
                document: None,
                text: format!("鲁医协发〔2020〕9号{HOSTILE}"),
            },
        ],
        cites: vec![document_link("所引")],
        cited_by: vec![bare_link()],
        changes: vec![ChangeView { date: date(18), note: format!("更正日期{HOSTILE}") }],
        previous: Some(link(HOSTILE, "/portal/lyxf/2025/9/")),
        next: Some(link("下一件", "/portal/lyxf/2026/7/")),
        issue: None,
        column: None,
        citation: format!("关于印发的通知，鲁医协发〔2026〕1号{HOSTILE}"),
        word_count: 9_000,
        extra: Json::Null,
    }
}

/// A document with a title and a text, and nothing else.
pub(super) fn bare_document() -> DocumentView {
    DocumentView {
        kind: "report".to_owned(),
        genre: None,
        number: None,
        issuers: vec![],
        date: None,
        published: None,
        effective: None,
        expires: None,
        deadline: None,
        link: None,
        recipients: vec![],
        copies: vec![],
        signature: vec![],
        note: None,
        summary: String::new(),
        topics: vec![],
        validity: ValidityView {
            key: "in-force".to_owned(),
            label: "现行有效".to_owned(),
            reason: None,
            since: None,
            by: vec![],
        },
        content: String::new(),
        toc: vec![],
        attachments: vec![],
        attached_to: vec![],
        relations: vec![],
        cites: vec![],
        cited_by: vec![],
        changes: vec![],
        previous: None,
        next: None,
        ..document()
    }
}

fn issue(total: Option<u32>) -> IssueView {
    IssueView {
        title: format!("会讯{HOSTILE}"),
        url: "/portal/newsletters/2025/2/".to_owned(),
        year: 2025,
        number: 2,
        total,
        label: "2025年第2期（总第34期）".to_owned(),
    }
}

fn years() -> Vec<YearLink> {
    let year =
        |year, current| YearLink { year, url: format!("/portal/lyxf/{year}/"), count: 2, current };
    vec![year(2026, true), year(2025, false)]
}

fn paginator(pages: Vec<DocumentLink>, number_pagers: usize) -> Paginator {
    let pager = |index| PagerLink {
        index,
        url: format!("/portal/notices/page/{index}/"),
        current: index == 2,
    };
    Paginator {
        paginate_by: 20,
        total_pages: pages.len(),
        number_pagers,
        current_index: 2.min(number_pagers),
        first: "/portal/notices/".to_owned(),
        last: "/portal/notices/page/9/".to_owned(),
        previous: Some("/portal/notices/".to_owned()).filter(|_| number_pagers > 1),
        next: Some("/portal/notices/page/3/".to_owned()).filter(|_| number_pagers > 1),
        pages,
        pagers: vec![Some(pager(1)), Some(pager(2)), None, Some(pager(9))],
    }
}

fn taxonomy() -> TaxonomyView {
    TaxonomyView {
        name: "主题".to_owned(),
        slug: "topics".to_owned(),
        url: "/portal/topics/".to_owned(),
    }
}

fn term() -> TermView {
    TermView {
        name: format!("质量{HOSTILE}"),
        slug: "a".to_owned(),
        url: "/portal/topics/a/".to_owned(),
        page_count: 2,
    }
}

fn section(content: &str, year: Option<i16>) -> SectionView {
    SectionView {
        title: format!("通知公告{HOSTILE}"),
        description: HOSTILE.to_owned(),
        url: "/portal/notices/".to_owned(),
        permalink: "https://example.org/portal/notices/".to_owned(),
        kind: "notice".to_owned(),
        slug: "notices".to_owned(),
        content: content.to_owned(),
        year,
        years: if year.is_some() { years() } else { vec![] },
        extra: Json::Null,
    }
}

/// Every template with a rich view and a poor one.
pub(super) fn views() -> Vec<(&'static str, View)> {
    let docs = || vec![document_link("甲"), bare_link()];
    let figures = |year| Figures {
        documents: 30,
        numbered: 20,
        in_force: 28,
        topics: 9,
        first_year: year,
        last_year: year,
    };
    let register = |groups, year| {
        let view =
            RegisterView { issuer: issuer("山东省医院协会"), year, years: years(), groups };
        View::Register(Box::new(RegisterPage { register: view }))
    };
    let row = |document| RegisterRow { number: "鲁医协发〔2026〕1号".to_owned(), document };
    let group = RegisterYear {
        year: 2026,
        rows: vec![row(Some(document_link("甲"))), row(None), row(Some(bare_link()))],
        unnumbered: docs(),
    };
    let article = DocumentView {
        issue: Some(issue(Some(34))),
        column: Some(format!("创新案例集锦{HOSTILE}")),
        number: None,
        ..document()
    };
    let page = |page| View::Document(Box::new(DocumentPage { page }));
    let newsletter = |page, total, columns, previous| {
        let issue = issue(total);
        View::Newsletter(Box::new(NewsletterPage { page, issue, columns, previous, next: None }))
    };
    let column = |name: &str| ColumnView { name: name.to_owned(), articles: docs() };
    let topic = |pages, pagers| {
        let paginator = paginator(pages, pagers);
        View::Topic(Box::new(TopicPage { taxonomy: taxonomy(), term: term(), paginator }))
    };
    let plain = || Box::new(PlainPage { title: HOSTILE.to_owned() });
    vec![
        (
            "index.html",
            View::Home(Box::new(HomeView {
                categories: vec![HomeCategory {
                    title: HOSTILE.to_owned(),
                    description: HOSTILE.to_owned(),
                    url: "/portal/notices/".to_owned(),
                    kind: "notice".to_owned(),
                    count: 2,
                    documents: docs(),
                }],
                registers: vec![RegisterLink { issuer: issuer(HOSTILE), years: years() }],
                topics: vec![term()],
                latest: docs(),
                open_calls: docs(),
                figures: figures(Some(2026)),
            })),
        ),
        (
            "index.html",
            View::Home(Box::new(HomeView {
                categories: vec![],
                registers: vec![],
                topics: vec![],
                latest: vec![],
                open_calls: vec![],
                figures: figures(None),
            })),
        ),
        (
            "section.html",
            View::Section(Box::new(SectionPage {
                section: section("", Some(2026)),
                paginator: paginator(docs(), 9),
            })),
        ),
        (
            "section.html",
            View::Section(Box::new(SectionPage {
                section: section("<p>说明</p>", None),
                paginator: paginator(vec![], 1),
            })),
        ),
        ("register.html", register(vec![group], Some(2026))),
        ("register.html", register(vec![], None)),
        ("page.html", page(document())),
        ("page.html", page(article)),
        ("page.html", page(bare_document())),
        (
            "newsletter.html",
            newsletter(
                document(),
                Some(34),
                vec![column(HOSTILE), column("")],
                Some(link("上一期", "/portal/newsletters/2025/1/")),
            ),
        ),
        ("newsletter.html", newsletter(bare_document(), None, vec![], None)),
        (
            "taxonomy_list.html",
            View::Topics(Box::new(TopicsPage { taxonomy: taxonomy(), terms: vec![term()] })),
        ),
        (
            "taxonomy_list.html",
            View::Topics(Box::new(TopicsPage { taxonomy: taxonomy(), terms: vec![] })),
        ),
        ("taxonomy_single.html", topic(docs(), 9)),
        ("taxonomy_single.html", topic(vec![], 1)),
        ("search.html", View::Search(plain())),
        ("404.html", View::NotFound(plain())),
        (
            "redirect.html",
            View::Redirect(Box::new(RedirectPage {
                title: HOSTILE.to_owned(),
                target: "/portal/lyxf/2026/1/".to_owned(),
            })),
        ),
    ]
}
