//! The terms of one document, each once: how often it occurs, and at which level.
//!
//! A document has a few thousand occurrences of terms. To look each up in a small table takes a fraction of the time of
//! sorting them.

use crate::search::posting::Level;

/// A term that occurs at least this often in the plain text of a document has `Level::Often`.
const OFTEN: u16 = 3;
const MIN_SLOTS: usize = 1024;

/// The terms of a document by hash. It is used for one document after another.
pub struct TermTable {
    /// Open addressing: a term lies in the first free slot from the one that its hash selects. The length is a power of two.
    slots: Vec<Slot>,
    /// The occupied slots, in the order of first occurrence.
    occupied: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Slot {
    hash: u32,
    /// How often the term occurs; 0 in a free slot.
    count: u16,
    highest: Level,
}

const FREE: Slot = Slot { hash: 0, count: 0, highest: Level::Text };

impl Default for TermTable {
    fn default() -> Self {
        Self { slots: vec![FREE; MIN_SLOTS], occupied: Vec::new() }
    }
}

impl TermTable {
    /// Adds an occurrence of a term.
    pub fn add(&mut self, hash: u32, level: Level) {
        if self.occupied.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let at = self.slot_of(hash);
        let slot = &mut self.slots[at];
        if slot.count == 0 {
            *slot = Slot { hash, count: 1, highest: level };
            self.occupied.push(at as u32);
        } else {
            slot.count = slot.count.saturating_add(1);
            slot.highest = slot.highest.max(level);
        }
    }

    /// Calls `each` with every term and its level, and empties the table.
    pub fn drain(&mut self, mut each: impl FnMut(u32, Level)) {
        for at in self.occupied.drain(..) {
            let Slot { hash, count, highest } =
                std::mem::replace(&mut self.slots[at as usize], FREE);
            let is_often = highest == Level::Text && count >= OFTEN;
            each(hash, if is_often { Level::Often } else { highest });
        }
    }

    /// Returns the slot of a term, or the free one where it belongs.
    fn slot_of(&self, hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].count > 0 && self.slots[at].hash != hash {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let wider = vec![FREE; self.slots.len() * 2];
        let slots = std::mem::replace(&mut self.slots, wider);
        for occupied in 0..self.occupied.len() {
            let slot = slots[self.occupied[occupied] as usize];
            let at = self.slot_of(slot.hash);
            self.slots[at] = slot;
            self.occupied[occupied] = at as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn each_term_has_its_highest_level_once(
            documents in prop::collection::vec(prop::collection::vec((0u32..3000, 0u32..3), 0..2500), 1..4)
        ) {
            let mut table = TermTable::default();
            for occurrences in documents {
                let mut expected: BTreeMap<u32, (usize, Level)> = BTreeMap::new();
                for (hash, level) in occurrences {
                    let level = [Level::Text, Level::Heading, Level::Title][level as usize];
                    table.add(hash, level);
                    let term = expected.entry(hash).or_insert((0, level));
                    *term = (term.0 + 1, term.1.max(level));
                }
                let expected: BTreeMap<u32, Level> = expected
                    .into_iter()
                    .map(|(hash, (count, level))| match level {
                        Level::Text if count >= 3 => (hash, Level::Often),
                        level => (hash, level),
                    })
                    .collect();
                let mut terms = Vec::new();
                table.drain(|hash, level| terms.push((hash, level)));
                prop_assert_eq!(terms.len(), expected.len());
                prop_assert_eq!(terms.into_iter().collect::<BTreeMap<_, _>>(), expected);
            }
        }
    }
}
