//! Every message about documents among each other, one function each. A message about two
//! documents shows both places.

mod dates;
mod events;
mod issuers;
mod numbers;
mod places;
mod references;
mod standards;

pub use numbers::NUMBER_IN_TITLE;

pub(super) use dates::{
    dated_ahead, dated_ahead_and_waiting, printed_before_date, published_before_date,
    published_far_ahead, year_unlikely,
};
pub(super) use events::{event_order, registration_late};
pub(super) use issuers::{code_unknown, issuer_misspelt, issuers_in_one, lead_not_issuer};
pub(super) use numbers::{
    issue_taken, number_against_date, number_gap, number_in_title, number_taken,
    withheld_but_published,
};
pub(super) use places::{
    article_stray, category_hidden, category_missing, column_elsewhere, issue_elsewhere,
    issue_without_bundle, public_in_internal,
};
pub(super) use references::{
    article_missing, attached_document_hidden, attached_document_missing, attached_file_hidden,
    attached_file_missing, attached_from_other_site, attached_from_outside_content,
    citation_dangling, relation_dangling, relation_from_hidden, relation_not_here,
    relation_to_itself, relation_to_later, repeal_circular,
};
pub(super) use standards::{
    standard_citation_dangling, standard_edition_unrelated, standard_not_here, standard_taken,
};
