//! What a Word file holds beside plain text, counted for the report.

use crate::import::remark::Remark;

/// How often something was met that is not plain text.
#[derive(Default)]
pub(super) struct Tally {
    pub insertions: usize,
    pub deletions: usize,
    pub comments: usize,
    pub text_boxes: usize,
    pub contents: usize,
    pub formulas: usize,
    pub unknown_symbols: usize,
    pub phonetics: usize,
    pub hidden: String,
}

/// Says what was counted.
pub(super) fn remarks(tally: &Tally) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut add = |is_there: bool, remark: Remark| remarks.extend(is_there.then_some(remark));
    let changes = Remark::ChangesAccepted(tally.insertions, tally.deletions);
    add(tally.insertions + tally.deletions > 0, changes);
    add(tally.comments > 0, Remark::CommentsLeftOut(tally.comments));
    add(tally.text_boxes > 0, Remark::TextBoxes(tally.text_boxes));
    add(tally.contents > 0, Remark::ContentsLeftOut(tally.contents));
    add(tally.formulas > 0, Remark::Formulas(tally.formulas));
    add(tally.unknown_symbols > 0, Remark::UnknownSymbols(tally.unknown_symbols));
    add(tally.phonetics > 0, Remark::PhoneticsLeftOut(tally.phonetics));
    add(!tally.hidden.is_empty(), Remark::HiddenTextLeftOut(tally.hidden.clone()));
    remarks
}
