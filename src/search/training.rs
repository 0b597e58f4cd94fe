//! Trains the compression dictionary: a few kilobytes of what the documents say most often.
//!
//! The notices of a site share their formulas, and a single document is too short for the compressor to find repetitions.
//! This follows the COVER algorithm of zstd: the samples are divided into as many epochs as the dictionary has room for
//! pieces, and from each epoch the piece is taken whose n-grams are most frequent and not covered yet.

use std::collections::HashMap;

/// The length of an n-gram, in characters.
const NGRAM: usize = 6;
/// The length of a piece of the dictionary, in characters.
const PIECE: usize = 24;
const MAX_SAMPLE_CHARACTERS: usize = 300_000;

/// Returns a dictionary of about `length` characters for the texts.
pub fn train<'a>(texts: impl Iterator<Item = &'a str>, length: usize) -> String {
    let samples: Vec<char> =
        texts.flat_map(|text| text.chars().chain(['\n'])).take(MAX_SAMPLE_CHARACTERS).collect();
    let mut counts: HashMap<&[char], u32> = HashMap::new();
    for ngram in samples.windows(NGRAM) {
        *counts.entry(ngram).or_default() += 1;
    }
    let epoch = (samples.len() / (length / PIECE).max(1)).max(PIECE);
    let mut pieces: Vec<(u32, String)> = Vec::new();
    for epoch in samples.chunks(epoch) {
        let Some((score, piece)) = best_piece(epoch, &counts) else { continue };
        for ngram in piece.windows(NGRAM) {
            counts.insert(ngram, 0);
        }
        pieces.push((score, piece.iter().collect()));
    }
    // Deflate encodes short distances in fewer bits, so the most frequent piece stands last, next to the text.
    pieces.sort();
    pieces.into_iter().filter(|(score, _)| *score > 0).map(|(_, text)| text).collect()
}

fn best_piece<'a>(epoch: &'a [char], counts: &HashMap<&[char], u32>) -> Option<(u32, &'a [char])> {
    // The first occurrence of an n-gram saves nothing.
    let savings = |ngram: &[char]| counts.get(ngram).copied().unwrap_or_default().saturating_sub(1);
    let savings: Vec<u32> = epoch.windows(NGRAM).map(savings).collect();
    let span = PIECE - NGRAM + 1;
    let mut best: Option<(u32, usize)> = None;
    let mut sum: u32 = savings.iter().take(span).sum();
    for start in 0..=savings.len().checked_sub(span)? {
        if best.is_none_or(|(score, _)| sum > score) {
            best = Some((sum, start));
        }
        sum = sum + savings.get(start + span).copied().unwrap_or_default() - savings[start];
    }
    best.map(|(score, start)| (score, &epoch[start..start + PIECE]))
}
