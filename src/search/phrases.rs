//! The dictionary of the text chunks: a few kilobytes of what the documents say most often.
//!
//! A site's notices share their formulas, and a chunk of a few documents is too short to profit from that by itself.
//! The choice follows the cover algorithm of zstd: the samples are cut into as many stretches as the dictionary has
//! room for segments, and each stretch gives its segment with the most frequent, not yet covered runs of characters.

use std::collections::HashMap;

const RUN: usize = 6;
const SEGMENT: usize = 24;
const SAMPLES: usize = 300_000;

/// Picks about `room` characters from the texts.
pub fn frequent<'a>(texts: impl Iterator<Item = &'a str>, room: usize) -> String {
    let samples: Vec<char> =
        texts.flat_map(|text| text.chars().chain(['\n'])).take(SAMPLES).collect();
    let mut counts: HashMap<&[char], u32> = HashMap::new();
    for run in samples.windows(RUN) {
        *counts.entry(run).or_default() += 1;
    }
    let stretch = (samples.len() / (room / SEGMENT).max(1)).max(SEGMENT);
    let mut picked: Vec<(u32, String)> = Vec::new();
    for stretch in samples.chunks(stretch) {
        let Some((score, best)) = best_segment(stretch, &counts) else { continue };
        for run in best.windows(RUN) {
            counts.insert(run, 0);
        }
        picked.push((score, best.iter().collect()));
    }
    // Deflate writes near repeats in fewer bits than far ones: the most frequent stands last, next to the chunk.
    picked.sort();
    picked.into_iter().filter(|(score, _)| *score > 0).map(|(_, text)| text).collect()
}

fn best_segment<'a>(
    stretch: &'a [char],
    counts: &HashMap<&[char], u32>,
) -> Option<(u32, &'a [char])> {
    // A run that occurs once saves nothing.
    let worth = |run: &[char]| counts.get(run).copied().unwrap_or_default().saturating_sub(1);
    let worths: Vec<u32> = stretch.windows(RUN).map(worth).collect();
    let span = SEGMENT - RUN + 1;
    let mut best: Option<(u32, usize)> = None;
    let mut sum: u32 = worths.iter().take(span).sum();
    for start in 0..=worths.len().checked_sub(span)? {
        if best.is_none_or(|(score, _)| sum > score) {
            best = Some((sum, start));
        }
        sum = sum + worths.get(start + span).copied().unwrap_or_default() - worths[start];
    }
    best.map(|(score, start)| (score, &stretch[start..start + SEGMENT]))
}
