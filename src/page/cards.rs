//! The cards of documents: what is written on each, and where it lies.

use super::dates::date_of;
use super::site::Site;
use crate::address::url;
use crate::card::{self, Card, Face};
use crate::config::Config;
use crate::register::{DocId, Register};
use crate::view::CardView;
use crate::words::Words;
use std::collections::BTreeMap;

/// Every card by its address; documents that share all that is written share one.
pub fn cards(register: &Register, config: &Config, face: Option<&Face>) -> BTreeMap<String, Card> {
    let Some(face) = face else { return BTreeMap::new() };
    let card = |id| {
        let card = of(register, config, id);
        (url::card(&card.digest(face)), card)
    };
    register.ids().map(card).collect()
}

/// The card of a document.
fn of(register: &Register, config: &Config, id: DocId) -> Card {
    Card {
        site: config.title.clone(),
        title: register.entry(id).title().to_owned(),
        foot: foot(register, config, id).join(Words::of(&config.language).apart()),
    }
}

/// Number and date, as far as a document has them.
fn foot(register: &Register, config: &Config, id: DocId) -> Vec<String> {
    let words = Words::of(&config.language);
    let number = register.entry(id).identifier();
    let date = date_of(register, id).map(|date| words.day(date));
    number.into_iter().chain(date).collect()
}

/// What the head of a document says of its card, in words too, for those who do not see it.
pub(super) fn view(site: &Site, id: DocId) -> Option<CardView> {
    let card = of(&site.register, &site.config, id);
    let address = url::card(&card.digest(site.face.as_ref()?));
    let (width, height) = card::SIZE;
    let foot = foot(&site.register, &site.config, id);
    let alt = site.words().card(&card.site, &card.title, &foot);
    Some(CardView { url: site.addresses.permalink(&address), width, height, alt })
}
