//! Publishing everything that is no page, from the one list of outputs.

use super::memos::Memos;
use super::put::{put, put_later, put_shared};
use crate::address::url;
use crate::card::{self, Card};
use crate::export::{Make, Output};
use crate::media;
use crate::output::Sink;
use crate::page::Site;
use crate::source::{Fingerprint, Tree};
use rayon::prelude::*;
use std::io;
use std::sync::Arc;

/// Makes all outputs, in parallel, and puts them into the sink.
pub(super) fn publish_outputs(
    outputs: &[Output],
    site: &Arc<Site>,
    tree: &Tree,
    memos: &mut Memos,
    sink: &dyn Sink,
) -> io::Result<()> {
    outputs.par_iter().try_for_each(|Output { address, make, .. }| match make {
        Make::FromSite(make) => {
            let (make, site) = (Arc::clone(make), Arc::clone(site));
            put_later(sink, address, Arc::new(move || Ok(make(&site).into_bytes())))
        }
        Make::Copied(path) => {
            let (read, path) = (Arc::clone(&tree.read), (*path).clone());
            put_later(sink, address, Arc::new(move || read(&path)))
        }
        Make::Cleaned(path) => {
            let (read, path) = (Arc::clone(&tree.read), (*path).clone());
            put_later(sink, address, Arc::new(move || cleaned(read(&path)?)))
        }
        Make::Bytes(bytes) => put(sink, address, bytes),
        Make::Card(_) | Make::Elsewhere => Ok(()),
    })?;
    publish_cards(outputs, site, memos, sink)
}

/// Returns what is published of a file that may be a picture.
fn cleaned(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    Ok(media::cleaned(&bytes).unwrap_or(bytes))
}

/// Draws the cards that are not published yet. Drawing is expensive, so a preview keeps them.
fn publish_cards(
    outputs: &[Output],
    site: &Site,
    memos: &mut Memos,
    sink: &dyn Sink,
) -> io::Result<()> {
    let Some(face) = &site.face else { return Ok(()) };
    // In parallel: to find whether one is still as it was published means to read it.
    let wanted: Vec<(&String, &Card)> = outputs
        .par_iter()
        .filter_map(|Output { address, make, .. }| match make {
            Make::Card(card) => Some((address, card)),
            _ => None,
        })
        .map(|(address, card)| {
            let wants = url::file_of(address).map_or(Ok(true), |path| sink.wants(&path))?;
            Ok(wants.then_some((address, card)))
        })
        .filter_map(Result::transpose)
        .collect::<io::Result<_>>()?;
    let made = memos.cards.each(
        &wanted,
        |(address, _)| Fingerprint::of(address.as_bytes()),
        |(_, card)| Arc::from(card::png(card, face)),
        |(address, _), png| put_shared(sink, address, png),
    );
    made.into_iter().collect()
}
