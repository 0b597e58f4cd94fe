//! A body that begins with its own title: `# 关于召开年会的通知`.
//!
//! Every other program that shows Markdown wants that line, and the page prints the title already. So the
//! line is no part of the body that is read.

use std::ops::Range;

/// Returns a body without the heading at its beginning that says the same as the title.
pub(super) fn without(text: &str, body: Range<usize>, title: &str) -> Range<usize> {
    let typed = text.get(body.clone()).unwrap_or_default();
    let above = typed.len() - typed.trim_start_matches(['\u{feff}', '\r', '\n']).len();
    let rest = &typed[above..];
    let line = rest.find('\n').map_or(rest, |end| &rest[..=end]);
    let is_title = heading(line).is_some_and(|heading| {
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        !heading.is_empty() && bare(heading) == bare(title)
    });
    if is_title { body.start + above + line.len()..body.end } else { body }
}

/// Returns the text of a line that is a heading of the first level.
fn heading(line: &str) -> Option<&str> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let text = line.trim_start_matches(' ').strip_prefix('#').filter(|_| indent < 4)?;
    let text = text.strip_prefix([' ', '\t'])?.trim();
    let bare = text.trim_end_matches('#');
    // The marks that may close a heading stand apart.
    let is_closed = bare.len() < text.len() && bare.ends_with([' ', '\t']);
    Some(if is_closed { bare.trim_end() } else { text })
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn heading_that_is_the_title_is_left_out() {
        for (body, rest) in [
            ("# 关于年会的通知\n\n甲\n", "\n甲\n"),
            ("\r\n# 关于 年会的通知 #\r\n甲", "甲"),
            ("  # 关于年会的通知", ""),
            ("## 关于年会的通知\n", "## 关于年会的通知\n"),
            ("#关于年会的通知\n", "#关于年会的通知\n"),
            ("# 关于年会的通知书\n", "# 关于年会的通知书\n"),
            ("甲\n\n# 关于年会的通知\n", "甲\n\n# 关于年会的通知\n"),
            ("    # 关于年会的通知\n", "    # 关于年会的通知\n"),
            ("# \n", "# \n"),
            ("", ""),
        ] {
            let text = format!("题头{body}");
            let found = without(&text, "题头".len()..text.len(), "关于年会的通知");
            assert_eq!(&text[found], rest, "{body}");
        }
    }
}
