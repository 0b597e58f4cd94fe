//! Pages that list: categories and their years, topics, each in pages of a readable length.

use super::data_table;
use super::head::{self, Subject};
use super::issues;
use super::links::{taxonomy, term};
use super::pages::{TOPIC_PAGE_LENGTH, pager_count, topic_years};
use super::prominence::pinned_first;
use super::site::Site;
use super::site_view::feeds;
use super::standards;
use crate::address::url;
use crate::register::DocId;
use crate::view::{
    Head, PagerLink, Paginator, SectionPage, SectionView, TopicPage, TopicsPage, View, YearLink,
};
use std::collections::BTreeMap;

/// One page of a list of documents.
pub(super) fn paginator(
    site: &Site,
    documents: &[DocId],
    list: &str,
    index: usize,
    paginate_by: usize,
) -> Paginator {
    Paginator {
        pages: site.links(shown(documents, index, paginate_by)),
        ..pager(site, documents.len(), list, index, paginate_by)
    }
}

/// The documents of one page of a list.
fn shown(documents: &[DocId], index: usize, paginate_by: usize) -> &[DocId] {
    documents.chunks(paginate_by.max(1)).nth(index - 1).unwrap_or_default()
}

/// One page of a list of `length` things that are not here yet.
pub(super) fn pager(
    site: &Site,
    length: usize,
    list: &str,
    index: usize,
    paginate_by: usize,
) -> Paginator {
    let count = pager_count(length, paginate_by);
    let href = |index: usize| site.addresses.href(&url::pager(list, index));
    Paginator {
        paginate_by,
        total_pages: length,
        number_pagers: count,
        current_index: index,
        first: href(1),
        last: href(count),
        previous: (index > 1).then(|| href(index - 1)),
        next: (index < count).then(|| href(index + 1)),
        pages: Vec::new(),
        pagers: offered(count, index)
            .into_iter()
            .map(|at| at.map(|at| PagerLink { index: at, url: href(at), current: at == index }))
            .collect(),
    }
}

/// Which page numbers to offer: the first, the last and those around the current one.
fn offered(count: usize, current: usize) -> Vec<Option<usize>> {
    let around = current.saturating_sub(2).max(1)..=(current + 2).min(count);
    let mut shown: Vec<usize> = [1].into_iter().chain(around).chain([count]).collect();
    shown.dedup();
    let mut offered = Vec::new();
    let mut last = 0;
    for index in shown {
        if index > last + 1 {
            offered.push(None);
        }
        offered.push(Some(index));
        last = index;
    }
    offered
}

/// The title of a list with its year and the number of its page.
fn title_of(site: &Site, list: &str, year: Option<i16>, pager: usize) -> String {
    let of_year = year.map(|year| site.words().of_year(list, year));
    let title = of_year.unwrap_or_else(|| list.to_owned());
    if pager > 1 { site.words().of_page(&title, pager) } else { title }
}

/// The years of a list, newest first.
fn year_links(
    site: &Site,
    list: &str,
    years: &BTreeMap<i16, Vec<DocId>>,
    current: Option<i16>,
) -> Vec<YearLink> {
    let newest_first = years.iter().rev();
    newest_first
        .map(|(year, documents)| YearLink {
            year: *year,
            url: site.addresses.href(&url::year(list, *year)),
            count: documents.len(),
            current: current == Some(*year),
        })
        .collect()
}

/// The documents of a list and its address, or those of one of its years.
fn of_year<'r>(
    documents: &'r [DocId],
    years: Option<&'r BTreeMap<i16, Vec<DocId>>>,
    list: &str,
    year: Option<i16>,
) -> (&'r [DocId], String) {
    match year {
        Some(year) => {
            let documents = years.and_then(|years| years.get(&year));
            (documents.map_or(&[][..], Vec::as_slice), url::year(list, year))
        }
        None => (documents, list.to_owned()),
    }
}

/// A page of a category, or of one of its years.
pub(super) fn section(
    site: &Site,
    index: usize,
    year: Option<i16>,
    pager: usize,
    body: String,
) -> (View, Head) {
    let section = &site.register.sections[index];
    let all = &site.register.lists.categories[index];
    let list = url::section(&section.address);
    let by_year = &site.register.lists.category_years[index];
    // The list of a year is as filed.
    let pinned = if year.is_none() { pinned_first(site, all) } else { Vec::new() };
    let years = section.kind.has_years().then_some(by_year);
    let (documents, address) = of_year(&pinned, years, &list, year);
    let title = title_of(site, &section.title, year, pager);
    let subject = Subject {
        title: &title,
        column: &section.title,
        address: &url::pager(&address, pager),
        description: &section.description,
        indexed: true,
        feeds: feeds(site, &section.title, &list),
    };
    let view = SectionPage {
        section: SectionView {
            title: section.title.clone(),
            description: section.description.clone(),
            url: site.addresses.href(&list),
            permalink: site.addresses.permalink(&list),
            kind: section.kind.key().to_owned(),
            slug: section.folder.clone(),
            content: body,
            year,
            years: years.map_or_else(Vec::new, |years| year_links(site, &list, years, year)),
            table: (year.is_none() && pager == 1)
                .then(|| data_table::of_section(site, index))
                .flatten(),
            standards: standards::of_category(site, &url::pager(&address, pager)),
            extra: section.extra.clone(),
        },
        covers: shown(documents, pager, section.paginate_by)
            .iter()
            .filter_map(|id| issues::cover(site, *id, issues::articles(site, *id)))
            .collect(),
        paginator: paginator(site, documents, &address, pager, section.paginate_by),
    };
    (View::Section(Box::new(view)), head::of_list(site, &subject))
}

pub(super) fn topics(site: &Site) -> (View, Head) {
    let terms = site.register.lists.topics.keys().map(|name| term(site, name)).collect();
    let subject = Subject {
        title: site.words().topics(),
        column: site.words().topics(),
        address: url::TOPICS,
        description: site.words().about_topics(),
        indexed: true,
        feeds: Vec::new(),
    };
    let view = TopicsPage { taxonomy: taxonomy(site), terms };
    (View::Topics(Box::new(view)), head::of_list(site, &subject))
}

/// A page of a topic, or of one of its years.
pub(super) fn topic(site: &Site, name: &str, year: Option<i16>, pager: usize) -> (View, Head) {
    let list = site.addresses.topic(name);
    let all = site.register.lists.topics.get(name).map_or(&[][..], Vec::as_slice);
    let years = topic_years(&site.register, name);
    let (documents, address) = of_year(all, years, &list, year);
    let column = site.words().topic(name);
    let title = title_of(site, &column, year, pager);
    let subject = Subject {
        title: &title,
        column: &column,
        address: &url::pager(&address, pager),
        description: &site.words().about_topic(name, all.len()),
        indexed: true,
        feeds: feeds(site, name, &list),
    };
    let view = TopicPage {
        taxonomy: taxonomy(site),
        term: term(site, name),
        year,
        years: years.map_or_else(Vec::new, |years| year_links(site, &list, years, year)),
        paginator: paginator(site, documents, &address, pager, TOPIC_PAGE_LENGTH),
    };
    (View::Topic(Box::new(view)), head::of_list(site, &subject))
}

#[cfg(test)]
mod tests {
    use super::offered;

    #[test]
    fn page_numbers_leave_gaps() {
        let shown = |count, current| -> String {
            let numbers = offered(count, current);
            numbers.iter().map(|n| n.map_or("…".into(), |n| format!("{n} "))).collect()
        };
        assert_eq!(shown(3, 1), "1 2 3 ");
        assert_eq!(shown(20, 10), "1 …8 9 10 11 12 …20 ");
    }
}
