//! One page of an old portal.

use super::entry::{Entry, Left};
use crate::import::html;

/// The fewest characters of a page that is a document.
const MIN_CHARACTERS: usize = 30;

/// What stands before the columns of a page.
const PLACES: [&str; 6] = ["当前位置", "您的位置", "你的位置", "所在位置", "您现在的位置", "首页>"];

/// How much of what follows names columns.
const PLACE_CHARACTERS: usize = 80;

/// Reads a page that was saved from `address`.
pub fn read(address: &str, bytes: &[u8]) -> Result<Entry, Left> {
    let page = html::read_page(bytes).map_err(Left::Unreadable)?;
    if page.flow.is_empty() || page.plain < MIN_CHARACTERS && page.linked == 0 {
        // A page of pictures alone may be a document.
        if page.flow.pictures.is_empty() {
            return Err(Left::Empty);
        }
    }
    if page.linked > page.plain {
        return Err(Left::List);
    }
    Ok(Entry {
        address: address.to_owned(),
        flow: page.flow,
        columns: columns(&page.text),
        topics: Vec::new(),
        is_draft: false,
    })
}

/// Returns the columns that a page says it stands in, the innermost first. `text` has no white space.
fn columns(text: &str) -> Vec<String> {
    let after = PLACES.iter().find_map(|place| Some(&text[text.find(place)? + place.len()..]));
    let Some(after) = after else { return Vec::new() };
    let line: String = after.chars().take(PLACE_CHARACTERS).collect();
    let parts = line.split(['>', '＞', '»', '›', '/', '-', '→', '：', ':', '|']);
    let mut columns: Vec<String> =
        parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    columns.reverse();
    columns
}

#[cfg(test)]
mod tests {
    use super::columns;

    #[test]
    fn columns_are_named_from_within() {
        let found = columns("网站首页当前位置：首页>协会动态>通知公告>正文关于召开会议的通知");
        assert_eq!(found[1..4], ["通知公告", "协会动态", "首页"]);
        assert!(columns("关于召开会议的通知").is_empty());
    }
}
