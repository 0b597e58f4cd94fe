//! 发文字号, the number of an official document: 鲁医协发〔2026〕1号.
//!
//! GB/T 9704-2012, 7.2.5: the issuer's code (机关代字), the year in six-cornered brackets, the serial
//! without leading zero and without 第, then 号. Editors type the brackets and the padding in many
//! ways, all of which are accepted here. The structure is required: a code, a bracketed year of four
//! digits, a serial, 号.
//!
//! Beside it 标准编号, the number of a standard, which has a grammar of its own.

mod candidate;
mod code;
mod document_number;
mod other_identifier;
mod padding;
mod serial;
mod standard;
mod tail;
#[cfg(test)]
mod tests;

pub use candidate::{Candidate, find};
pub use code::canonical_code;
pub use document_number::DocNumber;
pub use other_identifier::{OtherIdentifier, recognise};
pub use serial::Serial;
pub use standard::{FoundStandard, StandardNumber, find_standards};
