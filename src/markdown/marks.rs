//! The parts of a text that are links without having been typed as such: numbers and articles that are cited, addresses,
//! labels of provisions.

use super::provisions::Marked;
use super::resolved::Resolved;
use super::stream::Stream;
use std::collections::HashMap;
use std::ops::Range;

/// The marks of a body, by piece and in the order of its text.
pub(super) type Marks<'p> = HashMap<usize, Vec<(Range<usize>, Mark<'p>)>>;

/// A part of a text that is a link without having been typed as one.
pub(super) enum Mark<'p> {
    /// A document number, the number of a standard, or an article of a rule.
    Cited { href: &'p str, title: &'p str },
    /// An address that was typed as text.
    Address(&'p str),
    /// The label of a provision, which leads to itself.
    Label(&'p Marked),
}

/// Returns what is a link of itself, by piece and in the order of the text.
pub(super) fn marks<'p>(stream: &'p Stream<'_>, resolved: &'p Resolved) -> Marks<'p> {
    let mut marks: Marks<'p> = HashMap::new();
    // Of marks that overlap the first is rendered: a label is never part of a number.
    for provision in &stream.provisions {
        if let Some((piece, range)) = &provision.text {
            marks.entry(*piece).or_default().push((range.clone(), Mark::Label(provision)));
        }
    }
    let passages = stream.passages.iter();
    let numbers = passages.flat_map(|passage| passage.citations.iter().map(move |c| (passage, c)));
    for ((passage, candidate), target) in numbers.zip(&resolved.citations) {
        let Some(cited) = target else { continue };
        let start = candidate.start + cited.start.min(candidate.run.len());
        for (piece, range) in passage.parts(start..candidate.end) {
            let mark = Mark::Cited { href: &cited.href, title: &cited.title };
            marks.entry(piece).or_default().push((range, mark));
        }
    }
    for passage in &stream.passages {
        for (range, href) in &passage.addresses {
            for (piece, range) in passage.parts(range.clone()) {
                marks.entry(piece).or_default().push((range, Mark::Address(href)));
            }
        }
    }
    let passages = stream.passages.iter();
    let standards =
        passages.flat_map(|passage| passage.standards.iter().map(move |s| (passage, &s.range)));
    let passages = stream.passages.iter();
    let articles =
        passages.flat_map(|passage| passage.articles.iter().map(move |a| (passage, &a.range)));
    let whole = standards.zip(&resolved.standards).chain(articles.zip(&resolved.articles));
    for ((passage, range), target) in whole {
        let Some(cited) = target else { continue };
        for (piece, range) in passage.parts(range.clone()) {
            let mark = Mark::Cited { href: &cited.href, title: &cited.title };
            marks.entry(piece).or_default().push((range, mark));
        }
    }
    for of_piece in marks.values_mut() {
        of_piece.sort_by_key(|(range, _)| range.start);
    }
    marks
}
