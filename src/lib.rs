//! gongbao (公报)
pub mod diagnostic;
pub mod number;
pub mod output;
pub mod source;
