//! Parts that several pages show: the site itself, links to documents, dates.

use super::head::{self, Subject};
use super::view::*;
use super::words::Words;
use super::{Site, navigation, url};
use crate::date::Moment;
use crate::document::genre::Call;
use crate::document::section::Kind;
use crate::register::{DocId, Register, Unpublished, ValidityKind};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// `config`: the site as every page sees it.
pub fn site_view(site: &Site, assets: &BTreeMap<String, String>) -> SiteView {
    let Site { config, addresses, .. } = site;
    let assets = assets.iter().map(|(name, at)| (name.clone(), addresses.href(&format!("/{at}"))));
    let categories: Vec<CategoryLink> = category_links(site);
    let words = site.words();
    let entries = match config.navigation.is_empty() {
        true => categories
            .iter()
            .map(|c| LinkView { title: c.title.clone(), url: c.url.clone() })
            .collect(),
        false => config
            .navigation
            .iter()
            .map(|item| LinkView {
                title: item.title.clone(),
                url: navigation::href(&item.url.value, config, addresses),
            })
            .collect(),
    };
    SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        base_url: addresses.permalink("/").trim_end_matches('/').to_owned(),
        base_path: addresses.href("/"),
        language: config.language.clone(),
        announcement: config.announcement.clone(),
        build_date: site.today.to_string(),
        navigation: entries,
        categories,
        issuers: config
            .issuers
            .iter()
            .map(|issuer| issuer_link(site, &issuer.name.value))
            .collect(),
        topics_url: addresses.href("/topics/"),
        search_url: addresses.href("/search/"),
        statistics_url: addresses.href(url::STATISTICS),
        feeds: feeds(site, &config.title, "/"),
        data: vec![
            feed_link(site, &words.catalogue("JSON"), "/data/documents.json", "application/json"),
            feed_link(site, &words.catalogue("CSV"), "/data/documents.csv", "text/csv"),
        ],
        site_code: config.site_code.clone(),
        icp: config.icp.clone(),
        police_record: config.police_record.clone(),
        assets: assets.collect(),
        extra: config.extra.clone(),
    }
}

fn category_links(site: &Site) -> Vec<CategoryLink> {
    let lists = &site.register.lists.categories;
    site.register
        .sections
        .iter()
        .zip(lists)
        .filter(|(section, _)| !section.folder.is_empty())
        .map(|(section, documents)| CategoryLink {
            title: section.title.clone(),
            url: site.addresses.href(&url::section(&section.folder)),
            kind: section.kind.key().to_owned(),
            slug: section.folder.clone(),
            count: documents.len(),
        })
        .collect()
}

/// An issuer by any of its names, as a link under that name.
pub(super) fn issuer_link(site: &Site, name: &str) -> IssuerLink {
    let issuer = site.config.issuers.named(name);
    let today = issuer.map_or(name, |issuer| &issuer.name.value);
    let series = issuer.map_or(&[][..], |issuer| &issuer.series);
    IssuerLink {
        name: name.to_owned(),
        codes: series.iter().map(|series| series.code.value.clone()).collect(),
        url: site.addresses.issuer(name).map(|address| site.addresses.href(address)),
        count: site.register.lists.issuers.get(today).map_or(0, Vec::len),
    }
}

/// The feeds of a list: Atom and JSON.
pub(super) fn feeds(site: &Site, title: &str, list: &str) -> Vec<FeedLink> {
    vec![
        feed_link(site, title, &format!("{list}feed.xml"), "application/atom+xml"),
        feed_link(site, title, &format!("{list}feed.json"), "application/feed+json"),
    ]
}

fn feed_link(site: &Site, title: &str, address: &str, media_type: &str) -> FeedLink {
    FeedLink {
        title: title.to_owned(),
        url: site.addresses.href(address),
        media_type: media_type.to_owned(),
    }
}

pub(super) fn date_view(words: Words, date: Date) -> DateView {
    DateView { iso: date.to_string(), text: words.day(date), year: date.year() }
}

pub(super) fn moment_view(words: Words, moment: Moment) -> DateView {
    let day = words.day(moment.date);
    let text = match moment.time {
        Some(time) => format!("{day} {:02}:{:02}", time.hour(), time.minute()),
        None => day,
    };
    let iso = moment.to_string().replace(' ', "T");
    DateView { iso, text, year: moment.date.year() }
}

pub(super) fn validity_label(words: Words, kind: ValidityKind) -> ValidityLabel {
    ValidityLabel { key: kind.key().to_owned(), label: words.validity(kind).to_owned() }
}

/// How a list shows a document.
pub(super) fn document_link(site: &Site, id: DocId) -> DocumentLink {
    let entry = site.register.entry(id);
    let section = site.register.section_of(id);
    let words = site.words();
    let date = date_of(site.register, id);
    let published = published_of(site.register, id).map(|moment| moment.date);
    let deadline = entry.deadline.filter(|deadline| deadline.end() >= site.now.end());
    DocumentLink {
        title: entry.title().to_owned(),
        url: site.addresses.href(site.addresses.document(id)),
        number: entry.number().map(ToString::to_string),
        date: date.map(|date| date_view(words, date)),
        published: published.filter(|day| date != Some(*day)).map(|day| date_view(words, day)),
        issuers: entry.issuers.clone(),
        category: LinkView {
            title: section.title.clone(),
            url: site.addresses.href(&url::section(&section.folder)),
        },
        validity: validity_label(words, entry.validity.kind),
        summary: summary(site.register, id),
        deadline: deadline.map(|deadline| moment_view(words, deadline)),
        call: deadline.map(|_| Call::of_title(entry.title()).key().to_owned()),
        status: status(words, entry.unpublished),
    }
}

/// 成文日期; an article without one has its issue's.
pub(super) fn date_of(register: &Register, id: DocId) -> Option<Date> {
    let entry = register.entry(id);
    entry.date().or_else(|| entry.issue.and_then(|issue| register.entry(issue).date()))
}

/// 发布日期, else 成文日期; an article without either has its issue's.
pub(super) fn published_of(register: &Register, id: DocId) -> Option<Moment> {
    let entry = register.entry(id);
    let own = entry.published.or_else(|| entry.date().map(Moment::from_date));
    own.or_else(|| entry.issue.and_then(|issue| published_of(register, issue)))
}

/// What only a preview shows, in a word.
pub(super) fn status(words: Words, unpublished: Option<Unpublished>) -> Option<StatusView> {
    let (key, until) = match unpublished? {
        Unpublished::Waiting(moment) => ("waiting", Some(moment_view(words, moment))),
        Unpublished::Draft | Unpublished::Internal => ("draft", None),
    };
    Some(StatusView { key: key.to_owned(), label: words.status(key == "draft").to_owned(), until })
}

/// How many characters of the first paragraph a summary takes at most.
const SUMMARY: usize = 120;

/// 摘要 as typed, else the first paragraph, cut at a sentence.
pub(super) fn summary(register: &Register, id: DocId) -> String {
    let document = &register.entry(id).document;
    if let Some(summary) = &document.front.summary {
        return summary.clone();
    }
    let text = document.outline.blocks.iter().find(|block| {
        block.kind == crate::markdown::BlockKind::Text && block.text.chars().count() >= 12
    });
    text.map(|block| cut_at_sentence(block.text.trim(), SUMMARY)).unwrap_or_default()
}

fn cut_at_sentence(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let head = &text[..end];
    let stop = head.rfind(['。', '！', '？', '；']).filter(|at| *at > head.len() / 4);
    match stop.and_then(|at| head[at..].chars().next().map(|c| at + c.len_utf8())) {
        Some(end) => head[..end].to_owned(),
        None => format!("{}…", head.trim_end_matches(['，', '、', '：', ',', ' '])),
    }
}

pub(super) fn issue_view(site: &Site, id: DocId) -> Option<IssueView> {
    let entry = site.register.entry(id);
    let issue = entry.issue_number()?;
    Some(IssueView {
        title: entry.title().to_owned(),
        url: site.addresses.href(site.addresses.document(id)),
        year: issue.year,
        number: issue.number,
        total: issue.total,
        label: site.words().issue(issue),
    })
}

pub(super) fn link_view(site: &Site, id: DocId) -> LinkView {
    LinkView {
        title: site.register.entry(id).title().to_owned(),
        url: site.addresses.href(site.addresses.document(id)),
    }
}

pub(super) fn taxonomy(site: &Site) -> TaxonomyView {
    TaxonomyView {
        name: site.words().topics().to_owned(),
        slug: "topics".to_owned(),
        url: site.addresses.href("/topics/"),
    }
}

pub(super) fn term(site: &Site, name: &str) -> TermView {
    let list = site.register.lists.topics.get(name);
    TermView {
        name: name.to_owned(),
        slug: site.addresses.topic_slug(name).to_owned(),
        url: site.addresses.href(&site.addresses.topic(name)),
        page_count: list.map_or(0, Vec::len),
    }
}

/// Documents as lists show them: articles stand in their issue.
pub(super) fn listed<'a>(site: &'a Site) -> impl Iterator<Item = DocId> + 'a {
    let all = &site.register.lists.all;
    all.iter().copied().filter(|id| site.register.entry(*id).issue.is_none())
}

/// The site in a line of figures.
pub(super) fn figures(site: &Site) -> Figures {
    let register = site.register;
    let dates = || listed(site).filter_map(|id| register.entry(id).date());
    Figures {
        documents: listed(site).count(),
        numbered: listed(site).filter(|id| register.entry(*id).number().is_some()).count(),
        in_force: listed(site)
            .filter(|id| register.entry(*id).validity.kind == ValidityKind::InForce)
            .count(),
        topics: register.lists.topics.len(),
        first_year: dates().min().map(|date| date.year()),
        last_year: dates().max().map(|date| date.year()),
    }
}

/// A page without contents of its own: search, 404.
pub(super) fn plain(site: &Site, title: &str, address: &str, which: &str) -> (View, Head) {
    let subject = Subject { title, address, description: "", indexed: false, feeds: Vec::new() };
    let head = head::of_list(site, &subject);
    let page = Box::new(PlainPage { title: title.to_owned() });
    (if which == "search" { View::Search(page) } else { View::NotFound(page) }, head)
}

pub(super) fn redirect(site: &Site, to: DocId, address: &str) -> (View, Head) {
    let link = link_view(site, to);
    let subject =
        Subject { title: &link.title, address, description: "", indexed: false, feeds: Vec::new() };
    let mut head = head::of_list(site, &subject);
    head.canonical = site.addresses.permalink(site.addresses.document(to));
    let page = RedirectPage { title: link.title, target: link.url };
    (View::Redirect(Box::new(page)), head)
}

/// Whether a category is one of documents (and not of plain pages).
pub(super) fn is_of_documents(kind: Kind) -> bool {
    kind != Kind::Page
}
