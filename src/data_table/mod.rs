//! Tables that lie beside a page as files of data: `data: members.csv`.
//!
//! A table is a header and rows of plain text, whatever program wrote the file: in UTF-8 or in the
//! encodings of Chinese Windows, with commas, semicolons or tabs. What is wrong with it is reported
//! where the page names the file, because the file itself has no place for messages.

mod faults;
mod read;
mod table;

pub use faults::{no_file, no_table_format};
pub use read::read;
pub use table::{Column, DataTable};
