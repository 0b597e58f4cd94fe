//! The numbers of a list, which the editor keeps only where they are 1, 2, 3: it removes `start` and `value`.

use crate::html_tree::Tree;

/// How the items of a list get their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Numbering {
    /// By the list, in a form that its style names.
    Counted(&'static str),
    /// Written out: a number for each child that is an item.
    Written(Vec<Option<i64>>),
}

/// Returns how a numbered list is numbered.
pub(super) fn of_list(tree: &Tree, list: usize) -> Numbering {
    let items = tree.children(list);
    let is_item = |node: usize| tree.name(node) == Some("li");
    let number = |node, name| {
        let value = tree.attribute(node, name)?.trim().parse::<i32>().ok()?;
        Some(i64::from(value))
    };
    let start = number(list, "start");
    let is_reversed = tree.attribute(list, "reversed").is_some();
    let has_values = items.iter().any(|item| number(*item, "value").is_some());
    if !is_reversed && !has_values && start.is_none_or(|start| start == 1) {
        return Numbering::Counted(match tree.attribute(list, "type") {
            Some("a") => ";list-style-type:lower-alpha",
            Some("A") => ";list-style-type:upper-alpha",
            Some("i") => ";list-style-type:lower-roman",
            Some("I") => ";list-style-type:upper-roman",
            _ => "",
        });
    }
    let count = items.iter().filter(|item| is_item(**item)).count();
    let first = if is_reversed { i64::try_from(count).unwrap_or(0) } else { 1 };
    let step = if is_reversed { -1 } else { 1 };
    let mut next = start.unwrap_or(first);
    let numbers = items.iter().map(|item| {
        is_item(*item).then(|| {
            let number = number(*item, "value").unwrap_or(next);
            next = number + step;
            number
        })
    });
    Numbering::Written(numbers.collect())
}

#[cfg(test)]
mod tests {
    use super::{Numbering, of_list};
    use crate::html_tree::{ROOT, Tree};

    #[test]
    fn numbers_other_than_1_2_3_are_written_out() {
        for (html, expected) in [
            ("<ol><li>a<li>b</ol>", Numbering::Counted("")),
            ("<ol start=1><li>a</ol>", Numbering::Counted("")),
            ("<ol type=a><li>a</ol>", Numbering::Counted(";list-style-type:lower-alpha")),
            ("<ol start=3><li>a<li>b</ol>", Numbering::Written(vec![Some(3), Some(4)])),
            ("<ol reversed><li>a<li>b</ol>", Numbering::Written(vec![Some(2), Some(1)])),
            ("<ol><li value=5>a<li>b</ol>", Numbering::Written(vec![Some(5), Some(6)])),
            ("<ol start=0><p>x</p><li>a</ol>", Numbering::Written(vec![None, Some(0)])),
        ] {
            let tree = Tree::parse(html).unwrap();
            let list = tree.below(ROOT, |_, _| false).into_iter();
            let list = list.into_iter().find(|node| tree.name(*node) == Some("ol")).unwrap();
            assert_eq!(of_list(&tree, list), expected, "{html}");
        }
    }
}
