//! What is asked about the elements of a page.

use crate::html_tree::Tree;

/// Returns whether an element has a class. Those that are asked for are the program's own: the sanitiser
/// removes them where an editor typed them.
pub(super) fn has_class(tree: &Tree, node: usize, class: &str) -> bool {
    let classes = tree.attribute(node, "class").unwrap_or_default();
    classes.split_ascii_whitespace().any(|own| own == class)
}

/// Returns whether a reading in a `ruby` has brackets beside it that were typed.
pub(super) fn has_brackets(tree: &Tree, reading: usize) -> bool {
    tree.parent(reading).is_some_and(|parent| {
        tree.children(parent).iter().any(|child| tree.name(*child) == Some("rp"))
    })
}

/// Returns whether an element stands on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "body"
            | "p"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "div"
            | "section"
            | "article"
            | "aside"
            | "details"
            | "summary"
            | "figure"
            | "figcaption"
            | "blockquote"
            | "dl"
            | "dt"
            | "dd"
            | "ul"
            | "ol"
            | "li"
            | "table"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "pre"
            | "hr"
    )
}
