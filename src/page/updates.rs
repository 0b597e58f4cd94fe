//! What is new and what has changed, day by day.

use super::dates::date_view;
use super::head::{self, Subject};
use super::listing::pager as pager_view;
use super::pages::UPDATES_PAGE_LENGTH;
use super::site::Site;
use super::site_view::feeds;
use crate::address::url;
use crate::document::genre::Call;
use crate::register::{Update, UpdateKind};
use crate::view::{Head, UpdateDay, UpdateView, UpdatesPage, View};

pub(super) fn view(site: &Site, pager: usize) -> (View, Head) {
    let words = site.words();
    let updates = &site.register.lists.updates;
    let title = match pager {
        1 => words.updates().to_owned(),
        pager => words.of_page(words.updates(), pager),
    };
    let subject = Subject {
        title: &title,
        column: words.updates(),
        address: &url::pager(url::UPDATES, pager),
        description: words.about_updates(),
        indexed: true,
        feeds: feeds(site, &site.config.title, url::HOME),
    };
    let shown = updates.iter().skip((pager - 1) * UPDATES_PAGE_LENGTH).take(UPDATES_PAGE_LENGTH);
    let mut days: Vec<UpdateDay> = Vec::new();
    for update in shown {
        let date = date_view(words, update.day);
        let view = update_view(site, update);
        match days.last_mut().filter(|day| day.date == date) {
            Some(day) => day.updates.push(view),
            None => days.push(UpdateDay { date, updates: vec![view] }),
        }
    }
    let page = UpdatesPage {
        title: words.updates().to_owned(),
        days,
        paginator: pager_view(site, updates.len(), url::UPDATES, pager, UPDATES_PAGE_LENGTH),
    };
    (View::Updates(Box::new(page)), head::of_list(site, &subject))
}

fn update_view(site: &Site, update: &Update) -> UpdateView {
    let entry = site.register.entry(update.document);
    let by = match update.kind {
        UpdateKind::Amended(by)
        | UpdateKind::Replaced(by)
        | UpdateKind::Repealed(by)
        | UpdateKind::Annulled(by) => Some(site.link(by)),
        _ => None,
    };
    let note = match update.kind {
        UpdateKind::Corrected(index) => entry.document.front.changes.get(index),
        _ => None,
    };
    let call = Call::of_title(entry.title());
    UpdateView {
        key: update.kind.key().to_owned(),
        label: site.words().update(update.kind, call).to_owned(),
        document: site.link(update.document),
        note: note.map(|change| change.note.clone()),
        by,
    }
}
