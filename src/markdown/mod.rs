//! Markdown as Chinese editors write it: what a text contains, and what a reader sees of it.
//!
//! A body is walked twice: once when the document is read ([`outline()`]), for its headings, links and
//! cited numbers, and once when the whole register is known ([`html()`]), to render it with those links
//! resolved. Both walk the same `stream`, so that the n-th link of one is the n-th link of the
//! other. The links of raw HTML follow those of Markdown.

mod article_citations;
mod bare_addresses;
mod checks;
mod escape;
mod extract;
mod faults;
mod footnotes;
mod headings;
mod highlight;
mod html;
mod indents;
mod inline;
mod labels;
mod line_breaks;
mod marks;
mod numbering;
mod ordinal;
mod outline;
mod parse;
mod passage;
mod picture_attributes;
mod piece;
mod placeholders;
mod portable;
mod prose;
mod provision_label;
mod provisions;
mod raw_html;
mod raw_links;
mod resolved;
mod source_map;
mod stream;
mod table;
mod table_caption;
mod tags;
#[cfg(test)]
mod tests;
mod titles;
mod unsupported_syntax;
mod writer;

pub use extract::outline;
pub use faults::link_unsafe;
pub use highlight::highlight_css;
pub use html::html;
pub use labels::Labels;
pub use ordinal::Ordinal;
pub use outline::{
    ArticleCitation, Block, BlockKind, Citation, CitedRule, Heading, Link, LinkForm, LinkKind,
    Outline, Provision, RawHtml, RuleName, ShortName, StandardCitation,
};
pub use portable::portable;
pub use provision_label::ProvisionKind;
pub use resolved::{Cited, CitedWhole, KnownPicture, Resolved};
