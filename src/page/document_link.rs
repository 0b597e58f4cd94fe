//! A document as lists show it.

use super::dates::{date_of, date_view, moment_view, published_of};
use super::declared_value::fact;
use super::summary::summary;
use crate::address::{Addresses, BodyLinks, url};
use crate::config::Config;
use crate::date::Moment;
use crate::document::genre::Call;
use crate::register::{DocId, Entry, Register, Unpublished};
use crate::view::{DocumentLink, LinkView, StatusView, ValidityLabel};
use crate::words::Words;

/// How long a document is new.
const RECENT_DAYS: i32 = 7;

/// How a list shows a document.
pub(super) fn document_link(
    register: &Register,
    config: &Config,
    addresses: &Addresses,
    now: Moment,
    links: &BodyLinks,
    id: DocId,
) -> DocumentLink {
    let entry = register.entry(id);
    let section = register.section_of(id);
    let words = Words::of(&config.language);
    let date = date_of(register, id);
    let published = published_of(register, id).map(|moment| moment.date);
    let deadline = entry.deadline.filter(|deadline| deadline.end() >= now.end());
    let days_left = |deadline: Moment| (deadline.date - now.date).get_days();
    let age = published.map(|day| (now.date - day).get_days());
    let listed = entry.document.front.declared.iter().filter(|value| value.field.is_listed);
    DocumentLink {
        title: entry.title().to_owned(),
        url: addresses.href(addresses.document(id)),
        number: entry.identifier(),
        date: date.map(|date| date_view(words, date)),
        published: published.filter(|day| date != Some(*day)).map(|day| date_view(words, day)),
        issuers: entry.issuers.clone(),
        category: LinkView {
            title: section.title.clone(),
            url: addresses.href(&url::section(&section.address)),
        },
        validity: validity_label(words, entry),
        summary: summary(register, id),
        facts: listed.map(|declared| fact(words, &entry.document, links, declared)).collect(),
        deadline: deadline.map(|deadline| moment_view(words, deadline)),
        days_left: deadline.map(days_left),
        call: deadline.map(|_| Call::of_title(entry.title()).key().to_owned()),
        pinned: entry.document.front.pinned.holds_on(now.date),
        recent: age.is_some_and(|days| (0..RECENT_DAYS).contains(&days)),
        status: status(words, entry.unpublished),
    }
}

/// What only a preview shows, in a word.
pub(super) fn status(words: Words, unpublished: Option<Unpublished>) -> Option<StatusView> {
    let (key, until) = match unpublished? {
        Unpublished::Waiting(moment) => ("waiting", Some(moment_view(words, moment))),
        Unpublished::Draft | Unpublished::Internal => ("draft", None),
    };
    Some(StatusView { key: key.to_owned(), label: words.status(key == "draft").to_owned(), until })
}

pub(super) fn validity_label(words: Words, entry: &Entry) -> ValidityLabel {
    let key = entry.validity.kind.key().to_owned();
    ValidityLabel { key, label: words.state(entry).to_owned() }
}
