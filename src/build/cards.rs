//! The cards of documents, drawn in parallel; what is published already is not drawn again.

use super::Memos;
use super::files::put;
use crate::card::{Card, Face};
use crate::output::Sink;
use crate::page::url;
use crate::source::Fingerprint;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;

pub(super) fn publish_cards(
    cards: &BTreeMap<String, Card>,
    face: Option<&Face>,
    memos: &mut Memos,
    sink: &dyn Sink,
) -> io::Result<()> {
    let Some(face) = face else { return Ok(()) };
    // To find whether one is still as it was published means to read it.
    let wanted: Vec<(&String, &Card)> = cards
        .par_iter()
        .map(|(address, card)| {
            let wants = url::file_of(address).map_or(Ok(true), |path| sink.wants(&path))?;
            Ok(wants.then_some((address, card)))
        })
        .filter_map(Result::transpose)
        .collect::<io::Result<_>>()?;
    let made = memos.cards.each(
        &wanted,
        |(address, _)| Fingerprint::of(address.as_bytes()),
        |(_, card)| card.png(face),
        |(address, _), png| put(sink, address, png),
    );
    made.into_iter().collect()
}
