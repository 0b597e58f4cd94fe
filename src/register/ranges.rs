//! Runs of serials, as messages and site.yaml write them: `2-6,9`.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// Returns the serials that are not taken, from 1 to `last`.
pub(super) fn gaps(taken: &BTreeSet<u32>, last: u32) -> Vec<RangeInclusive<u32>> {
    let mut gaps = Vec::new();
    let mut next = 1;
    for serial in taken.range(..=last) {
        if next < *serial {
            gaps.push(next..=serial - 1);
        }
        next = serial.saturating_add(1);
    }
    gaps
}

/// Returns the line for site.yaml that withholds further serials of a year: `不公开: {2026: "2-6,9"}`.
pub(super) fn withheld_line(
    key: &str,
    year: u16,
    withheld: &BTreeSet<u32>,
    further: &RangeInclusive<u32>,
) -> String {
    let withheld = withheld_with(withheld, further);
    format!("{key}: {{{year}: \"{withheld}\"}}")
}

/// Returns the value of `withheld` for a year once further serials are added to it: `2-6,9`.
fn withheld_with(withheld: &BTreeSet<u32>, further: &RangeInclusive<u32>) -> String {
    let mut ranges: Vec<RangeInclusive<u32>> = Vec::new();
    let mut serials: Vec<RangeInclusive<u32>> = withheld.iter().map(|one| *one..=*one).collect();
    serials.push(further.clone());
    serials.sort_by_key(|range| *range.start());
    for range in serials {
        match ranges.last_mut() {
            Some(last) if range.start().saturating_sub(1) <= *last.end() => {
                *last = *last.start()..=(*last.end()).max(*range.end());
            }
            _ => ranges.push(range),
        }
    }
    ranges.iter().map(range_text).collect::<Vec<_>>().join(",")
}

/// Returns `3` for a single serial, `3-4` for several.
pub(super) fn range_text(range: &RangeInclusive<u32>) -> String {
    match (range.start(), range.end()) {
        (one, last) if one == last => one.to_string(),
        (first, last) => format!("{first}-{last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{gaps, withheld_with};
    use std::collections::BTreeSet;

    #[test]
    fn gaps_are_the_serials_not_taken_up_to_the_last() {
        let taken = BTreeSet::from([2, 3, 7, 12]);
        assert_eq!(gaps(&taken, 7), [1..=1, 4..=6]);
        assert_eq!(gaps(&BTreeSet::from([1, 2]), 2), []);
        assert_eq!(gaps(&BTreeSet::from([100_000]), 100_000), [1..=99_999]);
    }

    #[test]
    fn withheld_serials_are_written_as_ranges() {
        assert_eq!(withheld_with(&BTreeSet::new(), &(2..=2)), "2");
        assert_eq!(withheld_with(&BTreeSet::from([1, 4]), &(2..=3)), "1-4");
        assert_eq!(withheld_with(&BTreeSet::from([9, 11]), &(2..=6)), "2-6,9,11");
    }
}
