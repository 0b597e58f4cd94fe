//! Which files below the root belong to the site, and which of them are text.
//!
//! Reading and watching must agree on this, or the swap file of an editor would start a rebuild
//! that finds nothing new.

/// The folders of a site that are read.
pub const FOLDERS: [&str; 6] = [CONTENT, "fonts", "i18n", "static", "templates", "themes"];

/// The folder of them with what editors write.
pub const CONTENT: &str = "content";

/// The file of settings at the root of a site.
pub const SETTINGS: &str = "site.yaml";

/// The list of words beside it.
pub const WORDS: &str = "words.yaml";

/// Returns whether a file or folder of this name, in this top folder, is skipped.
pub fn is_skipped(top: &str, name: &str) -> bool {
    let is_hidden = name.starts_with('.');
    let is_private = top == CONTENT && name.starts_with('_') && name != "_index.md";
    is_hidden || is_private || is_left_by_an_editor(name)
}

/// Returns whether programs leave files of this name behind: backups, swap files, thumbnails.
fn is_left_by_an_editor(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.ends_with('~')
        || lower.ends_with(".swp")
        || lower.ends_with(".bak")
        || lower.starts_with("~$")
        || lower == "thumbs.db"
}

/// Returns whether a file is text that stages parse, as opposed to bytes that are copied.
pub fn is_text(top: &str, extension: &str) -> bool {
    match top {
        // Files in static/ are published as they are, a README.md or an openapi.yaml included.
        "static" => false,
        "templates" | "themes" => {
            matches!(extension, "html" | "xml" | "txt" | "css" | "js" | "md" | "yaml" | "yml")
        }
        _ => matches!(extension, "md" | "yaml" | "yml"),
    }
}
