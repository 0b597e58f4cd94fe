//! Posting lists of a whole segment: made from groups of documents, and kept encoded, at about a byte a posting.

use crate::search::bits::BitWriter;
use crate::search::list_encoding;
use crate::search::posting::Posting;
use crate::search::posting_groups::{GROUP_DOCUMENTS, Group, PackedPart, sort_by_hash};
use crate::search::posting_runs::{PARTS, REST_BITS};
use rayon::prelude::*;
use std::ops::Range;

/// A posting list.
pub struct PostingList<'a> {
    pub hash: u32,
    /// How many documents it has.
    pub documents: u32,
    /// The list as `list_encoding` writes it, and its length in bits.
    pub bytes: &'a [u8],
    pub bits: u32,
}

/// The posting lists of a segment.
pub struct PostingLists(Vec<Part>);

/// The lists of a part of the hash space, in the order of hashes.
#[derive(Default)]
struct Part {
    lists: Vec<ListHead>,
    /// The encoded lists, each from a whole byte.
    bytes: Vec<u8>,
}

struct ListHead {
    hash: u32,
    documents: u32,
    bits: u32,
    /// Where it begins in the bytes of its part.
    start: u32,
}

impl PostingLists {
    /// Makes the lists of a segment of so many documents from its groups, which all but the last have [`GROUP_DOCUMENTS`].
    pub fn merge(groups: Vec<Group>, documents: u32) -> PostingLists {
        let mut parts: Vec<Vec<PackedPart>> = Vec::new();
        parts.resize_with(PARTS, Vec::new);
        for group in groups {
            group.into_parts().into_iter().zip(&mut parts).for_each(|(part, all)| all.push(part));
        }
        // What is packed of a part is dropped as soon as its lists are made.
        let merge = |(postings, sorted): &mut (Vec<Posting>, Vec<Posting>),
                     (part, packed): (usize, Vec<PackedPart>)| {
            postings.clear();
            for (packed, first) in packed.iter().zip((0..).step_by(GROUP_DOCUMENTS)) {
                packed.unpack((part as u32) << REST_BITS, first, postings);
            }
            sort_by_hash(postings, sorted);
            Part::encode(postings, documents)
        };
        let parts = parts.into_par_iter().enumerate().with_min_len(16);
        PostingLists(parts.map_init(Default::default, merge).collect())
    }

    /// Drops the lists of all hashes below one, but for those that share a part with it.
    pub fn drop_before(&mut self, hash: u64) {
        let parts = ((hash >> REST_BITS) as usize).min(self.0.len());
        self.0[..parts].iter_mut().for_each(|part| *part = Part::default());
    }

    /// Returns all lists in the order of hashes.
    pub fn iter(&self) -> impl Iterator<Item = PostingList<'_>> {
        self.0.iter().flat_map(|part| part.lists(0..part.lists.len()))
    }

    /// Returns the lists whose hashes are in a range, in the order of hashes.
    pub fn range(&self, hashes: Range<u64>) -> impl Iterator<Item = PostingList<'_>> {
        let first = (hashes.start >> REST_BITS) as usize;
        let last = (hashes.end.div_ceil(1 << REST_BITS) as usize).min(PARTS);
        self.0[first..last].iter().flat_map(move |part| {
            let before = |hash: u64| part.lists.partition_point(|list| u64::from(list.hash) < hash);
            part.lists(before(hashes.start)..before(hashes.end))
        })
    }
}

impl Part {
    /// Encodes sorted postings.
    fn encode(postings: &[Posting], documents: u32) -> Part {
        let mut lists = Vec::new();
        let mut encoded = BitWriter::default();
        for list in postings.chunk_by(|a, b| a.hash() == b.hash()) {
            let start = encoded.count();
            list_encoding::write(list, documents, &mut encoded);
            let (hash, documents) = (list[0].hash(), list.len() as u32);
            let (start, bits) = (start / u8::BITS, encoded.count() - start);
            lists.push(ListHead { hash, documents, bits, start });
            encoded.align();
        }
        lists.shrink_to_fit();
        let mut bytes = encoded.finish();
        bytes.shrink_to_fit();
        Part { lists, bytes }
    }

    fn lists(&self, range: Range<usize>) -> impl Iterator<Item = PostingList<'_>> {
        self.lists[range].iter().map(|&ListHead { hash, documents, bits, start }| {
            let bytes = &self.bytes[start as usize..][..bits.div_ceil(u8::BITS) as usize];
            PostingList { hash, documents, bytes, bits }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::bits::BitReader;
    use crate::search::posting::Level;
    use crate::search::posting_runs::{MAX_RUN_DOCUMENTS, Run, RunBuilder};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const DOCUMENTS: u32 = 2 * GROUP_DOCUMENTS as u32 + 300;

    fn lists_of(postings: &BTreeSet<(u32, u32)>) -> PostingLists {
        let run = |first: usize| {
            let mut builder = RunBuilder::default();
            let last = (first + MAX_RUN_DOCUMENTS) as u32;
            let mut of_run: Vec<&(u32, u32)> = postings
                .iter()
                .filter(|(_, document)| (first as u32..last).contains(document))
                .collect();
            of_run.sort_by_key(|(_, document)| document);
            for (hash, document) in of_run {
                builder.add(*hash, document - first as u32, Level::Text);
            }
            builder.finish()
        };
        let group = |first: usize| {
            let end = (first + GROUP_DOCUMENTS).min(DOCUMENTS as usize);
            let runs: Vec<Run> = (first..end).step_by(MAX_RUN_DOCUMENTS).map(run).collect();
            Group::join(&runs)
        };
        let groups = (0..DOCUMENTS as usize).step_by(GROUP_DOCUMENTS).map(group);
        PostingLists::merge(groups.collect(), DOCUMENTS)
    }

    fn postings_of<'a>(lists: impl Iterator<Item = PostingList<'a>>) -> BTreeSet<(u32, u32)> {
        let documents = |list: PostingList| {
            let found = list_encoding::read(&mut BitReader::new(list.bytes), DOCUMENTS).unwrap();
            found.into_iter().map(move |(document, _)| (list.hash, document))
        };
        lists.flat_map(documents).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn lists_have_the_postings_of_all_groups(
            rare in prop::collection::btree_set((any::<u32>(), 0..DOCUMENTS), 0..200),
            common in prop::collection::btree_set((0u32..4, 0..DOCUMENTS), 0..200),
            hash in any::<u32>(),
        ) {
            let common = common.into_iter().map(|(term, document)| (term * 0x3001_7fff, document));
            let postings: BTreeSet<(u32, u32)> = rare.into_iter().chain(common).collect();
            let mut lists = lists_of(&postings);
            prop_assert_eq!(&postings_of(lists.iter()), &postings);
            // What comes before a hash is dropped, nothing else.
            lists.drop_before(hash.into());
            let later = || postings.range((hash, 0)..).copied().collect::<BTreeSet<_>>();
            prop_assert_eq!(postings_of(lists.range(hash.into()..1 << 32)), later());
            let part = hash >> REST_BITS;
            prop_assert!(lists.iter().all(|list| list.hash >> REST_BITS >= part));
        }
    }
}
