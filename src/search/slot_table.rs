//! The slot table: the length of every slot of all stores, and the names of their folders.
//!
//! The paths of some two thousand files would be a large download themselves. So files that change together share a
//! folder named by the hash of them all, and the table holds three bytes for each folder.

use crate::search::byte_planes;
use crate::search::checksum::damaged;
use crate::search::entry::Segment;
use crate::search::store::{Store, StoreKind, StoreMeta};
use std::io;

/// The stores of one segment.
pub struct SegmentStores {
    pub bigrams: Store,
    pub unigrams: Store,
    pub texts: Store,
}

impl SegmentStores {
    fn in_order(&self) -> [&Store; 3] {
        [&self.bigrams, &self.unigrams, &self.texts]
    }
}

/// Encodes the table: the number of byte planes, the lengths of all slots in that many planes, three bytes a folder.
pub fn encode(segments: &[SegmentStores]) -> Vec<u8> {
    let stores = || segments.iter().flat_map(SegmentStores::in_order);
    let units: Vec<u32> = stores().flat_map(|store| &store.units).copied().collect();
    let planes = byte_planes::encode(&units);
    let mut bytes = vec![planes.len().checked_div(units.len()).unwrap_or(1) as u8];
    bytes.extend(planes);
    for name in stores().flat_map(|store| &store.folders) {
        let name = u32::from_str_radix(name, 16).unwrap_or_default();
        bytes.extend_from_slice(&name.to_be_bytes()[1..]);
    }
    bytes
}

/// Decodes the table of these segments.
pub fn decode(bytes: &[u8], segments: &[Segment]) -> io::Result<Vec<SegmentStores>> {
    let metas = |segment: &Segment| [segment.bigrams, segment.unigrams, segment.texts];
    let slots: usize = segments.iter().flat_map(metas).map(|meta| meta.slots as usize).sum();
    let (planes, rest) =
        bytes.split_first().filter(|(count, _)| **count > 0).ok_or_else(damaged)?;
    let (planes, mut names) =
        rest.split_at_checked(slots * usize::from(*planes)).ok_or_else(damaged)?;
    let mut units = byte_planes::decode(planes, slots).into_iter();
    let mut store = |segment: usize, kind: StoreKind, meta: StoreMeta| {
        let units = units.by_ref().take(meta.slots as usize).collect();
        let mut store = Store::new(segment, kind, meta, units);
        let (own, rest) = names.split_at_checked(3 * store.folder_count()).ok_or_else(damaged)?;
        names = rest;
        let hex = |name: &[u8]| name.iter().map(|byte| format!("{byte:02x}")).collect();
        store.folders = own.chunks(3).map(hex).collect();
        Ok::<_, io::Error>(store)
    };
    let stores = |(number, segment): (usize, &Segment)| {
        Ok(SegmentStores {
            bigrams: store(number, StoreKind::Bigrams, segment.bigrams)?,
            unigrams: store(number, StoreKind::Unigrams, segment.unigrams)?,
            texts: store(number, StoreKind::Texts, segment.texts)?,
        })
    };
    segments.iter().enumerate().map(stores).collect()
}
