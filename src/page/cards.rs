//! The cards of documents: what is written on each, and where it lies.

use super::Desk;
use super::shared::date_of;
use super::view::CardView;
use crate::card::{self, Card, Face};
use crate::config::Config;
use crate::date;
use crate::register::{DocId, Register};
use std::collections::BTreeMap;

/// Every card by its address; documents that share all that is written share one.
pub fn all(register: &Register, config: &Config, face: Option<&Face>) -> BTreeMap<String, Card> {
    let Some(face) = face else { return BTreeMap::new() };
    let card = |id| {
        let card = of(register, config, id);
        (card.address(face), card)
    };
    register.ids().map(card).collect()
}

/// The card of a document.
fn of(register: &Register, config: &Config, id: DocId) -> Card {
    let entry = register.entry(id);
    let number = entry.number().map(ToString::to_string);
    let date = date_of(register, id).map(date::in_chinese);
    Card {
        site: config.title.clone(),
        title: entry.title().to_owned(),
        foot: number.into_iter().chain(date).collect(),
    }
}

/// What the head of a document says of its card.
pub(super) fn view(desk: &Desk, id: DocId) -> Option<CardView> {
    let card = of(desk.register, desk.config, id);
    let address = card.address(desk.face?);
    let (width, height) = card::SIZE;
    Some(CardView { url: desk.addresses.permalink(&address), width, height, alt: card.words() })
}
