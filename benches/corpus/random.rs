//! Random numbers from a seed: the same everywhere, and without a clock.

/// SplitMix64, as its authors publish it.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number from 0 to `limit`, exclusive.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// A number in a range that includes both ends.
    pub fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last - first + 1)
    }

    /// True in so many of a thousand cases.
    pub fn permille(&mut self, cases: usize) -> bool {
        self.below(1000) < cases
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// An index below `limit`, the first the most frequent: Zipf's law with exponent 1.
    pub fn zipf(&mut self, limit: usize) -> usize {
        let random = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        let index = (random * ((limit + 1) as f64).ln()).exp() as usize;
        index.saturating_sub(1).min(limit - 1)
    }
}
