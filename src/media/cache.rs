//! What keeps the variants of pictures for the next build, and what of it is believed.

use super::clean::cleaned;
use crate::picture_size::{UPRIGHT, orientation, picture_size};
use crate::source::Fingerprint;
use std::fmt::Debug;

/// Keeps bytes by name, from many threads at once. It may forget any of them, and may give back what was changed: each entry is
/// checked.
pub trait PictureCache: Debug + Send + Sync {
    fn load(&self, name: &str) -> Option<Vec<u8>>;
    fn keep(&self, name: &str, bytes: &[u8]);
}

/// Keeps nothing.
#[derive(Debug)]
pub struct NoCache;

impl PictureCache for NoCache {
    fn load(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn keep(&self, _: &str, _: &[u8]) {}
}

const SUM: usize = 16;

/// Returns what was stored as a variant of this size: its bytes, none for one that is of no use. `None` for an entry that is not
/// there, is cut off, or is no such picture: a cache may have come with the files of a stranger, and what is in it is published.
pub(super) fn load(cache: &dyn PictureCache, name: &str, size: (u32, u32)) -> Option<Vec<u8>> {
    let mut entry = cache.load(name)?;
    let sum = entry.get(..SUM)?;
    if sum != sum_of(name, entry.get(SUM..)?).bytes() {
        return None;
    }
    let bytes = entry.split_off(SUM);
    let is_variant = || {
        picture_size(&bytes) == Some(size)
            && orientation(&bytes) == UPRIGHT
            && cleaned(&bytes).as_ref() == Some(&bytes)
    };
    (bytes.is_empty() || is_variant()).then_some(bytes)
}

pub(super) fn keep(cache: &dyn PictureCache, name: &str, bytes: &[u8]) {
    cache.keep(name, &[sum_of(name, bytes).bytes(), bytes].concat());
}

fn sum_of(name: &str, bytes: &[u8]) -> Fingerprint {
    Fingerprint::of_parts(&[name.as_bytes(), bytes])
}
