//! The check of all claims: two claims to one address are an error that names both.
//!
//! Pages and files make their claims where they are declared (`page::claims`, `export::outputs`).

use super::claim::{Claim, MakeClaim};
use super::faults;
use super::url;
use crate::diagnostic::Diagnostic;
use crate::output::{OutPath, SEARCH_ENTRY};
use crate::text;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::iter::zip;

/// Checks that every page and file has an address of its own, and returns the addresses of all.
/// Clashes below the addresses `reported` are left out: their cause is reported elsewhere.
pub fn check_claims<'a>(
    claims: impl Iterator<Item = (&'a str, MakeClaim<'a>)>,
    reported: &BTreeSet<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeSet<String> {
    // By folded spelling: on macOS and Windows `Report` and `report` are one file.
    let mut taken: BTreeMap<String, (OutPath, MakeClaim)> = BTreeMap::new();
    let claims: Vec<(&str, MakeClaim)> = claims.collect();
    let paths = claims.par_iter().map(|(address, _)| {
        let path = url::file_of(address)?;
        let folded = path.folded();
        Some((path, folded))
    });
    let paths: Vec<Option<(OutPath, String)>> = paths.collect();
    let known = claims.iter().map(|(address, _)| (*address).to_owned()).collect();
    for ((address, claim), path) in zip(claims, paths) {
        let Some((path, folded)) = path else {
            diagnostics.push(faults::address_impossible(address, &claim()));
            continue;
        };
        if is_of_search(&path, &folded) {
            let what = text!("检索的索引", "the index of the search");
            diagnostics.push(faults::address_taken(
                address,
                &Claim::new(what, None, None),
                &claim(),
            ));
        }
        match taken.get(&folded) {
            // Two documents with one number or issue: that itself is reported.
            Some(_) if is_below(address, reported) => {}
            Some((other, first)) => {
                let (first, claim) = (first(), claim());
                if *other == path {
                    // Feeds of two lists that want one address: the lists themselves are reported.
                    if first.what != claim.what {
                        diagnostics.push(faults::address_taken(address, &first, &claim));
                    }
                } else if !(claim.is_generated && first.is_generated) {
                    // Of two files that are made beside pages, the pages are reported.
                    let other = url::of_file(other);
                    diagnostics.push(faults::address_alike((&other, &first), (address, &claim)));
                }
            }
            None => {
                taken.insert(folded, (path, claim));
            }
        }
    }
    // A file cannot stand where another claim needs a folder; one of those that do is named,
    // if possible one that an editor typed.
    let mut blocked: BTreeMap<&str, (&OutPath, Claim)> = BTreeMap::new();
    for (spelling, (path, claim)) in &taken {
        for (slash, _) in spelling.match_indices('/') {
            let Some((file, _)) = taken.get_key_value(&spelling[..slash]) else { continue };
            let named = blocked.entry(file).or_insert_with(|| (path, claim()));
            if named.1.span.is_none() {
                *named = (path, claim());
            }
        }
    }
    for (file, (path, claim)) in blocked {
        let (file, first) = &taken[file];
        let (address, first) = (format!("/{file}"), first());
        if path.folders().any(|folder| folder == file.as_str()) {
            diagnostics.push(faults::address_taken(&address, &first, &claim));
        } else {
            let alike = (&*url::of_file(path), &claim);
            diagnostics.push(faults::address_alike((&address, &first), alike));
        }
    }
    known
}

/// Returns whether an address is one of `addresses` or lies below one.
fn is_below(address: &str, addresses: &BTreeSet<&str>) -> bool {
    let ends = address.match_indices('/').map(|(at, _)| at + 1);
    ends.into_iter().any(|end| addresses.contains(&address[..end]))
}

/// Returns whether a path is reserved for the index of the search. Its files are named by their
/// content, so it is not known beforehand which names are free.
fn is_of_search(path: &OutPath, folded: &str) -> bool {
    let inside = folded.strip_prefix("search/");
    inside.is_some_and(|inside| inside != "index.html") && path.as_str() != SEARCH_ENTRY
}
