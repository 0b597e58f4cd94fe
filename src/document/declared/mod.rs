//! Fields that a category declares for its documents (`fields` of `_index.md`): keys of front matter
//! beside those that every site has.
//!
//! A declaration holds for the folder of the category and for the categories below it, which may
//! declare a key anew. What is declared is known before any document is read, so that a message
//! can name the category that knows a key.

mod declaration;
mod fields;
mod number;
mod reading;
mod value;

pub use declaration::{DeclaredField, FieldType};
pub use fields::DeclaredFields;
pub use number::FieldNumber;
pub use value::{DeclaredValue, FieldValue};

pub(super) use declaration::{FIELD_KEYS, declarations};
pub(super) use reading::take_declared;
