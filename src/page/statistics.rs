//! The statistics: how many documents by year, validity, category, issuer and topic.

use super::dates::date_view;
use super::figures::figures;
use super::found::list_url;
use super::head::{self, Subject};
use super::links::issuer_link;
use super::site::Site;
use crate::address::url;
use crate::register::{DocId, ValidityKind};
use crate::view::{BarView, ChartView, Head, LinkView, PartView, StatisticsPage, View};
use crate::words::{Counted, Measure, Words};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The most bars of a chart, except that of years.
const MAX_BARS: usize = 20;

pub(super) fn view(site: &Site) -> (View, Head) {
    let words = site.words();
    let subject = Subject {
        title: words.statistics(),
        column: words.statistics(),
        address: url::STATISTICS,
        description: words.about_statistics(),
        indexed: true,
        feeds: Vec::new(),
    };
    let mut charts =
        vec![years(site), validity(site), categories(site), issuers(site), topics(site)];
    charts.retain(|chart| chart.bars.iter().any(|bar| bar.count > 0));
    let page = StatisticsPage {
        title: subject.title.to_owned(),
        date: date_view(words, site.today),
        figures: figures(site),
        charts,
    };
    (View::Statistics(Box::new(page)), head::of_list(site, &subject))
}

/// What is counted, before anything is compared.
struct Count {
    label: String,
    url: Option<String>,
    count: usize,
    parts: Vec<PartView>,
}

/// A chart of counts among `all` documents.
fn chart(words: Words, of: Measure, counts: Vec<Count>, all: usize) -> ChartView {
    let longest = counts.iter().map(|count| count.count).max().unwrap_or(0);
    let bars: Vec<BarView> = counts
        .into_iter()
        .map(|Count { label, url, count, parts }| BarView {
            label,
            url,
            count,
            share: format!("{:.1}%", 100.0 * count as f64 / all.max(1) as f64),
            // A bar that stands for something can always be seen.
            length: (100 * count / longest.max(1)).max(usize::from(count > 0)),
            parts,
        })
        .collect();
    let (title, heading) = words.measure(of);
    ChartView {
        key: of.key().to_owned(),
        title: title.to_owned(),
        summary: summary(words, &bars, longest),
        heading: heading.to_owned(),
        columns: Vec::new(),
        bars,
        left_out: 0,
    }
}

/// Names the longest bars in a sentence.
fn summary(words: Words, bars: &[BarView], longest: usize) -> String {
    let first = || bars.iter().filter(|bar| bar.count == longest);
    let names: Vec<&str> = first().map(|bar| bar.label.as_str()).collect();
    words.most(&names, longest, first().next().map_or("", |bar| &bar.share))
}

/// The bars that are kept of a long chart: the longest ones.
fn longest_first(mut chart: ChartView) -> ChartView {
    chart.bars.sort_by_key(|bar| Reverse(bar.count));
    chart.left_out = chart.bars.len().saturating_sub(MAX_BARS);
    chart.bars.truncate(MAX_BARS);
    chart
}

/// By year, and within a year by category: a year has a page in each.
fn years(site: &Site) -> ChartView {
    let register = &*site.register;
    let categories: Vec<_> = register
        .sections
        .iter()
        .zip(&register.lists.category_years)
        .filter(|(section, _)| section.kind.is_listed() && !section.folder.is_empty())
        .collect();
    let words = site.words();
    let mut years: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
    for (column, (_, by_year)) in categories.iter().enumerate() {
        for (year, documents) in by_year.iter() {
            years.entry(*year).or_insert_with(|| vec![0; categories.len()])[column] =
                documents.len();
        }
    }
    let counts = years.into_iter().map(|(year, of)| Count {
        label: words.year(year),
        url: Some(list_url(site, Counted::Document, &[("year", &year.to_string())])),
        count: of.iter().sum(),
        parts: of
            .iter()
            .zip(&categories)
            .map(|(count, (section, _))| {
                let page = url::year(&url::section(&section.address), year);
                PartView { count: *count, url: (*count > 0).then(|| site.addresses.href(&page)) }
            })
            .collect(),
    });
    let all = site.listed().count();
    let mut chart = chart(words, Measure::Years, counts.collect(), all);
    chart.columns = categories
        .iter()
        .map(|(section, _)| LinkView {
            title: section.title.clone(),
            url: site.addresses.href(&url::section(&section.address)),
        })
        .collect();
    chart
}

fn validity(site: &Site) -> ChartView {
    let words = site.words();
    let mut counts: BTreeMap<ValidityKind, usize> = BTreeMap::new();
    for id in site.listed() {
        *counts.entry(site.register.entry(id).validity.kind).or_default() += 1;
    }
    let count = |kind| counts.get(&kind).copied().unwrap_or(0);
    // Many portals have no 公示, and then a bar for those that ended would only puzzle.
    let kinds = ValidityKind::ALL.into_iter();
    let kinds = kinds.filter(|kind| *kind != ValidityKind::Ended || count(*kind) > 0);
    let counts = kinds.map(|kind| Count {
        label: words.validity(kind).to_owned(),
        url: (count(kind) > 0)
            .then(|| list_url(site, Counted::Document, &[("validity", kind.key())])),
        count: count(kind),
        parts: Vec::new(),
    });
    chart(words, Measure::Validity, counts.collect(), site.listed().count())
}

fn categories(site: &Site) -> ChartView {
    let register = &*site.register;
    let counts = register
        .sections
        .iter()
        .zip(&register.lists.categories)
        .filter(|(section, _)| section.kind.is_listed() && !section.folder.is_empty())
        .map(|(section, documents)| Count {
            label: section.title.clone(),
            url: Some(site.addresses.href(&url::section(&section.address))),
            count: documents.len(),
            parts: Vec::new(),
        });
    chart(site.words(), Measure::Categories, counts.collect(), site.listed().count())
}

/// By issuer; a joint document counts for each of those who issued it.
fn issuers(site: &Site) -> ChartView {
    let known = site.config.issuers.iter().map(|issuer| &issuer.name.value);
    let others = site.register.lists.issuers.keys();
    let others = others.filter(|name| site.config.issuers.named(name).is_none());
    let counts = known
        .chain(others)
        .map(|name| issuer_link(site, name))
        .filter(|issuer| issuer.count > 0)
        .map(|issuer| Count {
            url: Some(list_url(site, Counted::Document, &[("issuer", &issuer.name)])),
            label: issuer.name,
            count: issuer.count,
            parts: Vec::new(),
        });
    let chart = chart(site.words(), Measure::Issuers, counts.collect(), site.listed().count());
    longest_first(chart)
}

/// By topic, of what all other charts count too: articles stand in their issue, though the pages of topics list them.
fn topics(site: &Site) -> ChartView {
    let is_counted = |id: &&DocId| {
        let is_listed = site.register.section_of(**id).kind.is_listed();
        is_listed && site.register.entry(**id).issue.is_none()
    };
    let topics = site.register.lists.topics.iter();
    let counts = topics.map(|(name, documents)| Count {
        label: name.clone(),
        url: Some(list_url(site, Counted::Document, &[("topic", name)])),
        count: documents.iter().filter(is_counted).count(),
        parts: Vec::new(),
    });
    let counts = counts.filter(|topic| topic.count > 0).collect();
    longest_first(chart(site.words(), Measure::Topics, counts, site.listed().count()))
}

#[cfg(test)]
mod tests {
    use super::{ChartView, Count, Measure, Words, longest_first};

    fn chart(of: &[usize], all: usize) -> ChartView {
        super::chart(Words::of("zh-CN"), Measure::Topics, counts(of), all)
    }

    fn counts(counts: &[usize]) -> Vec<Count> {
        let count = |(index, count): (usize, &usize)| Count {
            label: format!("第{index}"),
            url: None,
            count: *count,
            parts: Vec::new(),
        };
        counts.iter().enumerate().map(count).collect()
    }

    #[test]
    fn bar_length_is_relative_to_the_longest() {
        let chart = chart(&[500, 250, 1, 0], 1000);
        let lengths: Vec<usize> = chart.bars.iter().map(|bar| bar.length).collect();
        assert_eq!(lengths, [100, 50, 1, 0], "one in five hundred is still to be seen");
        assert_eq!(chart.bars[1].share, "25.0%");
    }

    #[test]
    fn summary_names_the_longest_bars() {
        let said = |of: &[usize]| chart(of, 10).summary;
        assert_eq!(said(&[1, 4, 2]), "第1最多，4件，占40.0%。");
        assert_eq!(said(&[4, 1, 4]), "第0、第2最多，各4件。");
        assert_eq!(said(&[1, 1, 1, 1]), "最多的4项各1件。");
        let said = |names: &[&str]| Words::of("en").most(names, 4, "40.0%");
        assert_eq!(said(&["2026"]), "Most: 2026, 4 (40.0%).");
        assert_eq!(said(&["2025", "2026"]), "Most: 2025, 2026 (4 each).");
        assert_eq!(said(&["a", "b", "c", "d"]), "Most: 4 of them (4 each).");
    }

    #[test]
    fn long_charts_keep_their_longest_bars() {
        let many: Vec<usize> = (1..=23).collect();
        let chart = longest_first(chart(&many, 300));
        assert_eq!((chart.bars.len(), chart.left_out), (20, 3));
        assert_eq!((chart.bars[0].count, chart.bars[19].count), (23, 4));
    }
}
