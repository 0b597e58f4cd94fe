//! Groups: the postings of a few thousand documents, sorted and packed at little more than a byte each, so that
//! those of a large segment take little memory until all are known.

use crate::search::posting::{Level, Posting};
use crate::search::posting_runs::{MAX_RUN_DOCUMENTS, PARTS, REST_BITS, Run};
use rayon::prelude::*;

/// How many documents a group has, but for the last one of a segment.
pub const GROUP_DOCUMENTS: usize = 8 * MAX_RUN_DOCUMENTS;

/// The postings of consecutive documents, by part of the hash space.
pub struct Group(Vec<PackedPart>);

/// The postings of a part, in the order of hashes, those of a term in the order of documents. Of each term: the gap to its hash,
/// the number of its documents, and of each the gap and the level in one number. Bytes take a tenth more than the bits of
/// `list_encoding` would, and a fraction of the time.
#[derive(Default)]
pub struct PackedPart(Vec<u8>);

impl Group {
    /// Joins the runs of a group, which all but the last have [`MAX_RUN_DOCUMENTS`].
    pub fn join(runs: &[Run]) -> Group {
        let join = |(postings, sorted): &mut (Vec<Posting>, Vec<Posting>), part: usize| {
            postings.clear();
            for (run, first) in runs.iter().zip((0..).step_by(MAX_RUN_DOCUMENTS)) {
                postings.extend(run.part(part, first));
            }
            sort_by_hash(postings, sorted);
            PackedPart::pack(postings, (part as u32) << REST_BITS)
        };
        let parts = (0..PARTS).into_par_iter().with_min_len(16);
        Group(parts.map_init(Default::default, join).collect())
    }

    pub fn into_parts(self) -> Vec<PackedPart> {
        self.0
    }
}

impl PackedPart {
    fn pack(postings: &[Posting], first_hash: u32) -> PackedPart {
        let mut bytes = Vec::new();
        let mut last = first_hash;
        for list in postings.chunk_by(|a, b| a.hash() == b.hash()) {
            let hash = list[0].hash();
            write(hash - last, &mut bytes);
            write(list.len() as u32, &mut bytes);
            last = hash;
            let mut next = 0;
            for posting in list {
                write((posting.document() - next) << 2 | posting.level(), &mut bytes);
                next = posting.document() + 1;
            }
        }
        bytes.shrink_to_fit();
        PackedPart(bytes)
    }

    /// Appends the postings; `first_hash` is where the part of the hash space begins, `first` the document with which the
    /// group does.
    pub fn unpack(&self, first_hash: u32, first: u32, postings: &mut Vec<Posting>) {
        let mut bytes = self.0.iter();
        let mut hash = first_hash;
        while !bytes.as_slice().is_empty() {
            hash += read(&mut bytes);
            let mut next = first;
            for _ in 0..read(&mut bytes) {
                let posting = read(&mut bytes);
                let document = next + (posting >> 2);
                postings.push(Posting::new(hash, document, Level::from_code(posting & 3)));
                next = document + 1;
            }
        }
    }
}

/// Writes a number, seven bits a byte, the lowest first; the highest bit of a byte tells that another one follows.
fn write(mut number: u32, bytes: &mut Vec<u8>) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn read(bytes: &mut std::slice::Iter<u8>) -> u32 {
    let (mut number, mut shift) = (0, 0);
    for byte in bytes {
        number |= u32::from(byte & 0x7f) << shift;
        if *byte <= 0x7f {
            break;
        }
        shift += 7;
    }
    number
}

/// Sorts the postings of one part by hash; those of a term stay in the order of documents. A radix sort: the part of the
/// hash space is known, and two rounds for the rest take a third of the time of comparisons.
pub fn sort_by_hash(postings: &mut Vec<Posting>, scratch: &mut Vec<Posting>) {
    const DIGIT_BITS: u32 = REST_BITS / 2;
    const DIGITS: usize = 1 << DIGIT_BITS;
    if postings.len() < DIGITS / 4 {
        postings.sort_unstable();
        return;
    }
    for shift in [0, DIGIT_BITS] {
        let digit = |posting: &Posting| (posting.hash() >> shift) as usize % DIGITS;
        let mut next = [0; DIGITS];
        postings.iter().for_each(|posting| next[digit(posting)] += 1);
        let mut sum = 0;
        for count in &mut next {
            sum += std::mem::replace(count, sum);
        }
        scratch.clear();
        scratch.resize(postings.len(), postings[0]);
        for posting in postings.iter() {
            let next = &mut next[digit(posting)];
            scratch[*next] = *posting;
            *next += 1;
        }
        std::mem::swap(postings, scratch);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::posting_runs::RunBuilder;
    use proptest::prelude::*;

    /// Sorts postings as [`sort_by_hash`] does.
    fn sorted(mut postings: Vec<Posting>) -> Vec<Posting> {
        sort_by_hash(&mut postings, &mut Vec::new());
        postings
    }

    proptest! {
        #[test]
        fn group_holds_the_postings_of_its_runs(
            mut typed in prop::collection::btree_set((any::<u32>(), 0u32..3 * MAX_RUN_DOCUMENTS as u32), 0..400),
            common in prop::collection::btree_set(0u32..3 * MAX_RUN_DOCUMENTS as u32, 0..300),
            levels in any::<u32>(),
            first in 0u32..1 << 20,
        ) {
            typed.extend(common.iter().map(|document| (u32::MAX - 7, *document)));
            let posting = |(hash, document): (u32, u32)| {
                Posting::new(hash, document, Level::from_code((levels >> (document % 16)) & 3))
            };
            let runs: Vec<Run> = (0..3).map(|run| {
                let mut builder = RunBuilder::default();
                for document in 0..MAX_RUN_DOCUMENTS as u32 {
                    let of_document = run * MAX_RUN_DOCUMENTS as u32 + document;
                    for (hash, document) in typed.iter().filter(|(_, typed)| *typed == of_document) {
                        let level = Level::from_code(posting((*hash, *document)).level());
                        builder.add(*hash, document % MAX_RUN_DOCUMENTS as u32, level);
                    }
                }
                builder.finish()
            }).collect();
            let mut postings = Vec::new();
            for (number, part) in Group::join(&runs).into_parts().iter().enumerate() {
                part.unpack((number as u32) << REST_BITS, first, &mut postings);
            }
            let expected = typed.iter().map(|typed| {
                let posting = posting(*typed);
                let level = Level::from_code(posting.level());
                Posting::new(posting.hash(), first + posting.document(), level)
            });
            prop_assert_eq!(postings, expected.collect::<Vec<_>>());
        }
    }

    #[test]
    fn many_postings_of_a_part_are_sorted_by_hash_and_stay_in_the_order_of_documents() {
        // More than are sorted by comparisons.
        let hash = |document: u32| document.wrapping_mul(2_654_435_761) % 977 * 1051;
        let postings: Vec<Posting> =
            (0..5000).map(|document| Posting::new(hash(document), document, Level::Text)).collect();
        let mut expected = postings.clone();
        expected.sort_by_key(|posting| (posting.hash(), posting.document()));
        assert_eq!(sorted(postings), expected);
    }
}
