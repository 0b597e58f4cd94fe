//! Every template with a rich view and a poor one.

use super::{
    HOSTILE, bare_document, bare_link, date, document, document_link, editions, events,
    history::private_history,
    in_force::in_force,
    issuer, issues, link,
    sections::{section, years},
    standards, updates,
};
use crate::view::{
    BarView, ChangesPage, ChartView, ComparisonGroup, ComparisonRow, DocumentLink, DocumentPage,
    DocumentView, EditionView, Figures, HomeCategory, HomeView, IssuerPage, LinkView, NotFoundPage,
    PagerLink, Paginator, PartView, RedirectPage, RegisterLink, RegisterPage, RegisterRow,
    RegisterView, RegisterYear, RunView, SearchPage, SectionPage, StatisticsPage, TaxonomyView,
    TermView, TopicPage, TopicsPage, View,
};

fn sections() -> Vec<String> {
    let all = "featured issue calls events latest rules categories registers topics";
    all.split(' ').map(str::to_owned).collect()
}

fn changes(editions: Vec<EditionView>) -> View {
    let row = |key: &str, runs: &[&str]| ComparisonRow {
        key: key.to_owned(),
        number: Some(1).filter(|_| key != "same"),
        label: Some(format!("第一条{HOSTILE}")).filter(|_| key != "added"),
        heading: key == "same",
        runs: runs
            .iter()
            .map(|run| RunView { key: (*run).to_owned(), text: HOSTILE.to_owned() })
            .collect(),
    };
    View::Changes(Box::new(ChangesPage {
        title: format!("新旧对照：办法{HOSTILE}"),
        older: bare_link(),
        newer: document_link("办法"),
        groups: vec![
            ComparisonGroup { folded: true, rows: vec![row("same", &["both"])] },
            ComparisonGroup {
                folded: false,
                rows: vec![
                    row("changed", &["both", "older", "newer"]),
                    row("added", &["newer"]),
                    row("removed", &["older"]),
                ],
            },
        ],
        changed: 1,
        added: 1,
        removed: 1,
        unchanged: 3,
        editions,
    }))
}

pub(super) fn paginator(pages: Vec<DocumentLink>, number_pagers: usize) -> Paginator {
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

/// A chart of so many bars, with or without further columns.
fn chart(key: &str, bars: usize, columns: Vec<LinkView>) -> ChartView {
    let part = |url: Option<&str>| PartView { count: 1, url: url.map(str::to_owned) };
    let bar = |index: usize| BarView {
        label: format!("{index}{HOSTILE}"),
        url: (index > 0).then(|| "/portal/lyxf/".to_owned()),
        count: index,
        share: "12.5%".to_owned(),
        length: 100 * index / bars,
        parts: columns
            .iter()
            .map(|_| part((index > 0).then_some("/portal/notices/2026/")))
            .collect(),
    };
    ChartView {
        key: key.to_owned(),
        title: HOSTILE.to_owned(),
        summary: HOSTILE.to_owned(),
        heading: HOSTILE.to_owned(),
        bars: (0..bars).map(bar).collect(),
        columns,
        left_out: bars / 10,
    }
}

pub fn views() -> Vec<(&'static str, View)> {
    let docs = || vec![document_link("甲"), bare_link()];
    let figures = |year| Figures {
        documents: 30,
        numbered: 20,
        in_force: 28,
        topics: 9,
        rules: 2,
        first_year: year,
        last_year: year,
        documents_url: "/portal/search/?kind=document".to_owned(),
        numbered_url: "/portal/search/?kind=numbered".to_owned(),
        in_force_url: "/portal/search/?kind=document&validity=in-force".to_owned(),
        rules_url: "/portal/search/?kind=rule".to_owned(),
    };
    let register = |groups, year, code: Option<&str>, joint| {
        let view = RegisterView {
            issuer: issuer("山东省医院协会"),
            code: code.map(str::to_owned),
            url: "/portal/lyxf/".to_owned(),
            year,
            years: years(),
            groups,
            as_of: date(22),
            joint,
        };
        View::Register(Box::new(RegisterPage { register: view }))
    };
    let row = |document, through: Option<&str>| RegisterRow {
        number: "鲁医协发〔2026〕1号".to_owned(),
        document,
        through: through.map(str::to_owned),
    };
    let group = || RegisterYear {
        year: 2026,
        url: "/portal/lyxf/2026/".to_owned(),
        count: 3,
        first: Some("1".to_owned()),
        last: Some("9".to_owned()),
        newest: vec![],
        rows: vec![
            row(Some(document_link("甲")), None),
            row(None, None),
            row(None, Some("鲁医协发〔2026〕8号")),
            row(Some(bare_link()), None),
        ],
        other_numbers: docs(),
        unnumbered: docs(),
    };
    let in_short = |first: Option<&str>, last: Option<&str>, newest| RegisterYear {
        first: first.map(str::to_owned),
        last: last.map(str::to_owned),
        newest,
        rows: vec![],
        other_numbers: vec![],
        unnumbered: vec![],
        ..group()
    };
    let home_register = |code: Option<&str>| RegisterLink {
        issuer: issuer(HOSTILE),
        code: code.map(str::to_owned),
        url: "/portal/lyxf/".to_owned(),
        count: 2,
        years: years(),
    };
    let article = DocumentView {
        issue: Some(issues::issue(Some(34))),
        issue_contents: issues::contents(),
        column: Some(format!("创新案例集锦{HOSTILE}")),
        number: None,
        history: Some(private_history()),
        ..document()
    };
    let with_period =
        DocumentView { notice_period: Some(events::notice_period(None)), ..document() };
    let page = |page| View::Document(Box::new(DocumentPage { page }));
    let topic = |pages, pagers| {
        let paginator = paginator(pages, pagers);
        let (year, years) = match paginator.number_pagers {
            1 => (None, vec![]),
            _ => (Some(2026), years()),
        };
        View::Topic(Box::new(TopicPage {
            taxonomy: taxonomy(),
            term: term(),
            year,
            years,
            paginator,
        }))
    };
    let registers = vec![home_register(Some(&format!("鲁医协发{HOSTILE}"))), home_register(None)];
    let not_found = NotFoundPage { title: HOSTILE.to_owned(), registers };
    let search = |topics| Box::new(SearchPage { title: HOSTILE.to_owned(), topics });
    vec![
        (
            "index.html",
            View::Home(Box::new(HomeView {
                sections: sections(),
                featured: docs(),
                issues: vec![issues::cover(Some(34), 9), issues::cover(None, 0)],
                rules: docs(),
                categories: vec![HomeCategory {
                    title: HOSTILE.to_owned(),
                    description: HOSTILE.to_owned(),
                    url: "/portal/notices/".to_owned(),
                    kind: "notice".to_owned(),
                    count: 2,
                    documents: docs(),
                }],
                registers: vec![home_register(Some("鲁医协发")), home_register(None)],
                topics: vec![term()],
                events: events::links(),
                latest: docs(),
                open_calls: docs(),
                as_of: date(22),
                figures: figures(Some(2026)),
            })),
        ),
        (
            "index.html",
            View::Home(Box::new(HomeView {
                sections: sections(),
                featured: vec![],
                issues: vec![],
                rules: vec![],
                categories: vec![],
                registers: vec![],
                topics: vec![],
                events: vec![],
                latest: vec![],
                open_calls: vec![],
                as_of: date(22),
                figures: figures(None),
            })),
        ),
        (
            "section.html",
            View::Section(Box::new(SectionPage {
                covers: vec![issues::cover(Some(34), 9)],
                section: section("", Some(2026)),
                paginator: paginator(docs(), 9),
            })),
        ),
        (
            "section.html",
            View::Section(Box::new(SectionPage {
                covers: vec![],
                section: section("<p>说明</p>", None),
                paginator: paginator(vec![], 1),
            })),
        ),
        ("register.html", register(vec![group()], Some(2026), Some("鲁医协发"), vec![])),
        (
            "register.html",
            register(
                vec![
                    in_short(Some("1"), Some("9"), docs()),
                    in_short(Some("1"), Some("1"), docs()),
                    in_short(None, None, vec![]),
                ],
                None,
                Some("鲁医协发"),
                docs(),
            ),
        ),
        ("register.html", register(vec![], None, None, vec![])),
        (
            "issuer.html",
            View::Issuer(Box::new(IssuerPage {
                issuer: issuer("山东省医院协会"),
                former_names: vec![HOSTILE.to_owned()],
                registers: vec![home_register(Some("鲁医协发")), home_register(Some("鲁医协函"))],
                years: vec![],
                documents: docs(),
                joint: docs(),
            })),
        ),
        (
            "issuer.html",
            View::Issuer(Box::new(IssuerPage {
                issuer: issuer("上海市医院协会"),
                former_names: vec![],
                registers: vec![],
                years: years(),
                documents: vec![],
                joint: vec![],
            })),
        ),
        ("page.html", page(document())),
        ("page.html", page(DocumentView { deadline_passed: true, ..with_period })),
        ("page.html", page(article)),
        ("page.html", page(bare_document())),
        (
            "newsletter.html",
            issues::newsletter(
                document(),
                Some(34),
                issues::contents(),
                Some(link("上一期", "/portal/newsletters/2025/1/")),
            ),
        ),
        ("newsletter.html", issues::newsletter(bare_document(), None, vec![], None)),
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
        ("changes.html", changes(editions())),
        ("changes.html", changes(vec![])),
        ("updates.html", updates::updates(vec![updates::day()], 9)),
        ("updates.html", updates::updates(vec![], 1)),
        ("subscribe.html", updates::subscribe(true)),
        ("subscribe.html", updates::subscribe(false)),
        (
            "statistics.html",
            View::Statistics(Box::new(StatisticsPage {
                title: "文件统计".to_owned(),
                date: date(22),
                figures: figures(Some(2026)),
                charts: vec![
                    chart("years", 12, vec![link(HOSTILE, "/portal/notices/"); 5]),
                    chart("topics", 20, vec![]),
                    chart("validity", 3, vec![]),
                ],
            })),
        ),
        ("events.html", events::events(true)),
        ("events.html", events::events(false)),
        ("events_month.html", events::month(true)),
        ("events_month.html", events::month(false)),
        ("in_force.html", in_force(1, paginator(docs(), 9))),
        ("in_force.html", in_force(0, paginator(vec![], 1))),
        ("standards.html", standards::standards()),
        ("search.html", View::Search(search(vec![term()]))),
        ("404.html", View::NotFound(Box::new(not_found))),
        (
            "redirect.html",
            View::Redirect(Box::new(RedirectPage {
                title: HOSTILE.to_owned(),
                target: "/portal/lyxf/2026/1/".to_owned(),
            })),
        ),
    ]
}
