//! The register of an issuer: every number of every year in order, 未公开 included.

use super::Desk;
use super::head::{self, Subject};
use super::shared::{date_view, feeds, issuer_link};
use super::url;
use super::view::*;
use crate::config::Issuer;
use crate::number::{DocNumber, Serial};
use crate::register::{DocId, Register};
use std::collections::{BTreeMap, BTreeSet};

/// The years in which an issuer has numbers or documents, newest first, with how many documents
/// of each are public.
pub(super) fn years(register: &Register, issuer: &Issuer) -> Vec<(i16, usize)> {
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    if let Some(code) = &issuer.code {
        for ((of, year), shelf) in &register.serials {
            if *of == code.value && !(shelf.published.is_empty() && shelf.withheld.is_empty()) {
                years.insert(*year as i16, 0);
            }
        }
    }
    for id in register.shelves.issuers.get(&issuer.name.value).into_iter().flatten() {
        if let Some(year) = filed_year(register, issuer, *id) {
            *years.entry(year).or_default() += 1;
        }
    }
    years.into_iter().rev().collect()
}

/// The year under which an issuer's register shows a document: of its number if the number is
/// the issuer's own, else of its date.
fn filed_year(register: &Register, issuer: &Issuer, id: DocId) -> Option<i16> {
    let entry = register.entry(id);
    let own = entry.number().filter(|number| is_own(issuer, number));
    own.map(|number| number.year as i16).or_else(|| entry.date().map(|date| date.year()))
}

fn is_own(issuer: &Issuer, number: &DocNumber) -> bool {
    issuer.code.as_ref().is_some_and(|code| code.value == number.code)
}

pub(super) fn view(desk: &Desk, name: &str, year: Option<i16>) -> (View, Head) {
    let link = issuer_link(desk.register, desk.config, desk, name);
    let list = desk.addresses.issuer(name).unwrap_or("/").to_owned();
    let issuer = desk.config.issuer_named(name);
    let years = issuer.map(|issuer| year_links(desk, issuer, year)).unwrap_or_default();
    let title = match year {
        Some(year) => desk.words().of_year(&desk.words().register(name), year),
        None => desk.words().register(name),
    };
    let subject = Subject {
        title: &title,
        address: &year.map_or(list.clone(), |year| url::year(&list, year)),
        description: "",
        indexed: true,
        feeds: feeds(desk, name, &list),
    };
    let groups = issuer.map(|issuer| groups(desk, issuer, year)).unwrap_or_default();
    let as_of = date_view(desk.words(), desk.today);
    let view = RegisterPage { register: RegisterView { issuer: link, year, years, groups, as_of } };
    (View::Register(Box::new(view)), head::of_list(desk, &subject))
}

/// The years of an issuer as links.
pub(super) fn year_links(desk: &Desk, issuer: &Issuer, current: Option<i16>) -> Vec<YearLink> {
    let list = format!("/{}/", issuer.slug.value);
    years(desk.register, issuer)
        .into_iter()
        .map(|(year, count)| YearLink {
            year,
            url: desk.addresses.href(&url::year(&list, year)),
            count,
            current: current == Some(year),
        })
        .collect()
}

/// One group for each year, or for the one that is asked for.
fn groups(desk: &Desk, issuer: &Issuer, only: Option<i16>) -> Vec<RegisterYear> {
    let register = desk.register;
    let mut by_year: BTreeMap<i16, Vec<DocId>> = BTreeMap::new();
    for id in register.shelves.issuers.get(&issuer.name.value).into_iter().flatten() {
        if let Some(year) = filed_year(register, issuer, *id) {
            by_year.entry(year).or_default().push(*id);
        }
    }
    years(register, issuer)
        .into_iter()
        .filter(|(year, _)| only.is_none_or(|only| only == *year))
        .map(|(year, _)| {
            let documents = by_year.get(&year).map(Vec::as_slice).unwrap_or_default();
            let unnumbered = documents.iter().filter(|id| {
                register.entry(**id).number().is_none_or(|number| !is_own(issuer, number))
            });
            RegisterYear {
                year,
                rows: rows(desk, issuer, year),
                unnumbered: unnumbered.map(|id| desk.link(*id)).collect(),
            }
        })
        .collect()
}

fn rows(desk: &Desk, issuer: &Issuer, year: i16) -> Vec<RegisterRow> {
    let Some(code) = &issuer.code else { return Vec::new() };
    let key = (code.value.clone(), year as u16);
    let Some(shelf) = desk.register.serials.get(&key) else { return Vec::new() };
    let withheld = shelf.withheld.iter().map(|number| Serial::new(*number));
    let serials: BTreeSet<Serial> = shelf.published.iter().copied().chain(withheld).collect();
    serials
        .into_iter()
        .map(|serial| {
            let number = DocNumber { code: key.0.clone(), year: key.1, serial };
            let document = desk.register.by_number.get(&number).map(|id| desk.link(*id));
            RegisterRow { number: number.to_string(), document }
        })
        .collect()
}
