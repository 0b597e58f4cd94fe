//! The register of a series: its years, and of a year every number in order, 未公开 included.

use super::dates::date_view;
use super::head::{self, Subject};
use super::links::issuer_link;
use super::site::Site;
use super::site_view::feeds;
use crate::address::url;
use crate::config::Config;
use crate::number::{DocNumber, Serial};
use crate::register::{DocId, RegisterList, RegisterYear as Year, precedes_series};
use crate::view::{
    DocumentLink, Head, RegisterLink, RegisterPage, RegisterRow, RegisterView, RegisterYear, View,
    YearLink,
};
use crate::words::Words;
use std::collections::BTreeSet;

/// How many of its newest documents a year shows where all years are listed.
const NEWEST: usize = 5;

/// So many numbers without a document have a row each; more share one.
const MAX_MISSING_ROWS: u32 = 20;

/// How many documents issued with others a page shows.
const JOINT: usize = 10;

pub(super) fn view(site: &Site, register: &RegisterList, year: Option<i16>) -> (View, Head) {
    let list = url::list(&register.slug);
    let column = title(&site.config, register);
    let title = match year {
        Some(year) => site.words().of_year(&column, year),
        None => column.clone(),
    };
    let subject = Subject {
        title: &title,
        column: &column,
        address: &year.map_or(list.clone(), |year| url::year(&list, year)),
        description: &site.words().about_register(&title),
        indexed: true,
        feeds: feeds(site, &column, &list),
    };
    let groups = match year {
        Some(year) => register.years.get(&year).map(|of| in_full(site, register, year, of)),
        None => None,
    };
    let groups = match (groups, year) {
        (Some(group), _) => vec![group],
        (None, Some(_)) => Vec::new(),
        (None, None) => register
            .years
            .iter()
            .rev()
            .map(|(year, of)| in_short(site, register, *year, of))
            .collect(),
    };
    let issuer = issuer_link(site, &register.issuer);
    let is_issuers_page = year.is_none() && site.addresses.issuer(&register.issuer) == Some(&*list);
    let view = RegisterView {
        code: register.code.clone(),
        url: site.addresses.href(&list),
        year,
        years: year_links(site, register, year),
        groups,
        as_of: date_view(site.words(), site.today),
        joint: if is_issuers_page { joint(site, &register.issuer) } else { Vec::new() },
        issuer,
    };
    (View::Register(Box::new(RegisterPage { register: view })), head::of_list(site, &subject))
}

/// The register by its issuer, and by its code where the issuer has several.
pub fn title(config: &Config, register: &RegisterList) -> String {
    let issuer = config.issuers.named(&register.issuer);
    let code = register.code.as_deref().filter(|_| issuer.is_some_and(|i| i.series.len() > 1));
    Words::of(&config.language).register(&register.issuer, code)
}

/// The register where it is only named.
pub(super) fn link(site: &Site, register: &RegisterList) -> RegisterLink {
    RegisterLink {
        issuer: issuer_link(site, &register.issuer),
        code: register.code.clone(),
        url: site.addresses.href(&url::list(&register.slug)),
        count: register.documents.len(),
        years: year_links(site, register, None),
    }
}

/// The years of a register as links, newest first.
pub(super) fn year_links(
    site: &Site,
    register: &RegisterList,
    current: Option<i16>,
) -> Vec<YearLink> {
    let list = url::list(&register.slug);
    register
        .years
        .iter()
        .rev()
        .map(|(year, of)| YearLink {
            year: *year,
            url: site.addresses.href(&url::year(&list, *year)),
            count: of.documents.len(),
            current: current == Some(*year),
        })
        .collect()
}

/// The newest documents that an issuer issued with others.
pub(super) fn joint(site: &Site, issuer: &str) -> Vec<DocumentLink> {
    let documents = site.register.lists.issuers.get(issuer).map_or(&[][..], Vec::as_slice);
    let is_joint = |id: &&DocId| site.register.entry(**id).issuers.len() > 1;
    documents.iter().filter(is_joint).take(JOINT).map(|id| site.link(*id)).collect()
}

fn in_short(site: &Site, register: &RegisterList, year: i16, of: &Year) -> RegisterYear {
    let serials = serials(site, register, year);
    let newest = &of.documents[..of.documents.len().min(NEWEST)];
    RegisterYear {
        year,
        url: site.addresses.href(&url::year(&url::list(&register.slug), year)),
        count: of.documents.len(),
        first: serials.first().map(Serial::to_string),
        last: serials.last().map(Serial::to_string),
        newest: site.links(newest),
        rows: Vec::new(),
        other_numbers: Vec::new(),
        unnumbered: Vec::new(),
    }
}

fn in_full(site: &Site, register: &RegisterList, year: i16, of: &Year) -> RegisterYear {
    RegisterYear {
        newest: Vec::new(),
        rows: rows(site, register, year),
        other_numbers: site.links(&of.other_numbers),
        unnumbered: site.links(&of.unnumbered),
        ..in_short(site, register, year, of)
    }
}

/// The serials that a year shows: published and withheld ones.
fn serials(site: &Site, register: &RegisterList, year: i16) -> BTreeSet<Serial> {
    let key = register.code.clone().map(|code| (code, year as u16));
    let Some(serials) = key.and_then(|key| site.register.serials.get(&key)) else {
        return BTreeSet::new();
    };
    let withheld = serials.withheld.iter().map(|number| Serial::new(*number));
    serials.published.iter().copied().chain(withheld).collect()
}

/// Every number in order, up to the highest: those that are not published too, so that nobody need guess
/// whether the list is complete.
fn rows(site: &Site, register: &RegisterList, year: i16) -> Vec<RegisterRow> {
    let Some(code) = &register.code else { return Vec::new() };
    let series = site.config.issuers.of_code(code).map(|(_, series)| series);
    let counts_gaps = series.is_some_and(|series| !precedes_series(year as u16, series));
    let number = |serial: Serial| DocNumber { code: code.clone(), year: year as u16, serial };
    let missing = |first: u32, last: u32| RegisterRow {
        number: number(Serial::new(first)).to_string(),
        document: None,
        through: (last > first).then(|| number(Serial::new(last)).to_string()),
    };
    let mut rows = Vec::new();
    let mut next = 1;
    for serial in serials(site, register, year) {
        if counts_gaps && next < serial.number {
            let last = serial.number - 1;
            if last - next < MAX_MISSING_ROWS {
                rows.extend((next..=last).map(|one| missing(one, one)));
            } else {
                rows.push(missing(next, last));
            }
        }
        next = serial.number.saturating_add(1);
        let number = number(serial);
        let document = site.register.by_number.get(&number).map(|id| site.link(*id));
        rows.push(RegisterRow { number: number.to_string(), document, through: None });
    }
    rows
}
