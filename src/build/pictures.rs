//! Making the variants of pictures, before the pages that name them.

use super::put::put;
use crate::address::{ResolvedLinks, url};
use crate::media::{self, PictureCache, Variant, Variants};
use crate::output::Sink;
use crate::page::PictureVariants;
use crate::register::Register;
use crate::source::{SitePath, Tree};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io;
use std::sync::{Mutex, PoisonError};

/// Returns the pictures that public texts show.
pub(super) fn shown(register: &Register, links: &ResolvedLinks) -> BTreeSet<SitePath> {
    let documents = links.documents.iter().zip(&register.entries);
    let documents = documents.map(|(links, entry)| (links, &entry.document.outline));
    let sections = links.sections.iter().zip(&register.sections);
    let sections = sections.map(|(links, section)| (links, &section.outline));
    let pictures = documents.chain(sections).flat_map(|(links, outline)| links.pictures(outline));
    pictures.map(|(_, file)| file.clone()).collect()
}

/// Makes the variants of pictures, in parallel, and puts each into the sink at once. `known` are the addresses of everything
/// else: what an editor has put there stays there.
pub(super) fn publish_variants(
    pictures: &BTreeSet<SitePath>,
    known: &BTreeSet<String>,
    tree: &Tree,
    cache: &dyn PictureCache,
    sink: &dyn Sink,
) -> io::Result<PictureVariants> {
    // The same photo may lie beside several documents.
    let taken = Mutex::new(BTreeSet::new());
    let is_first = |address: &String| {
        taken.lock().unwrap_or_else(PoisonError::into_inner).insert(address.clone())
    };
    let publish = |path: &SitePath| {
        // A file that cannot be read fails when it is itself published.
        let bytes = (tree.read)(path).ok();
        let Some(Variants { digest, variants }) =
            bytes.and_then(|bytes| media::variants(&bytes, cache))
        else {
            return Ok(None);
        };
        let mut published = Vec::with_capacity(variants.len());
        for Variant { width, bytes, extension } in variants {
            let address = url::picture(&digest.hex(), width, extension);
            if !known.contains(&address) {
                if is_first(&address) {
                    put(sink, &address, &bytes)?;
                }
                published.push((width, address));
            }
        }
        Ok(Some((path.clone(), published)))
    };
    let published: Vec<_> = pictures.par_iter().map(publish).collect::<io::Result<_>>()?;
    Ok(published.into_iter().flatten().collect())
}
