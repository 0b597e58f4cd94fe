//! Copies that editors leave behind. Of two documents with one number the copy is the wrong one.

use crate::source::SitePath;

/// Returns whether a file is named as programs name the copies they make: 通知 - 副本.md, a (1).md.
pub(super) fn is_named_copy(path: &SitePath) -> bool {
    let name = match path.file_name() {
        "index.md" => path.folder().rsplit('/').next().unwrap_or_default(),
        _ => path.stem(),
    };
    let name = name.trim_end().to_lowercase();
    let in_brackets = name
        .trim_end_matches([')', '）'])
        .rsplit_once(['(', '（'])
        .filter(|_| name.ends_with([')', '）']))
        .is_some_and(|(_, count)| !count.is_empty() && count.chars().all(|c| c.is_ascii_digit()));
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || "() （）-_".contains(c));
    in_brackets
        || ["副本", "copy", "复制", "拷贝", "复件"].iter().any(|word| bare.ends_with(word))
        || ["副本", "copy of", "复件"].iter().any(|word| name.starts_with(word))
}

/// Returns whether of two files only the first is named as a copy.
pub(super) fn is_copy_of(path: &SitePath, other: &SitePath) -> bool {
    is_named_copy(path) && !is_named_copy(other)
}

#[cfg(test)]
mod tests {
    use super::is_named_copy;
    use crate::source::SitePath;

    #[test]
    fn copy_is_recognised_by_its_name() {
        let path = |name: &str| SitePath::new(&format!("content/notices/{name}.md"));
        for copy in ["通知 - 副本", "通知 - 副本 (2)", "通知(1)", "通知（2）", "a copy", "a-copy-2"]
        {
            assert!(is_named_copy(&path(copy)), "{copy}");
        }
        assert!(is_named_copy(&path("2025-2 - 副本/index")));
        for other in ["通知", "通知（试行）", "lyxf-2026-1", "copyright", "notice (2026 edition)"]
        {
            assert!(!is_named_copy(&path(other)), "{other}");
        }
    }
}
