//! Which names under the site are content, and of what kind.
//!
//! Reading and watching must agree on this, or an editor's swap file would start a rebuild that
//! finds nothing new.

/// The folders of a site that are read.
pub const FOLDERS: [&str; 6] = ["content", "fonts", "i18n", "static", "templates", "themes"];

/// The file of settings at the root of a site.
pub const SETTINGS: &str = "site.yaml";

/// Tells whether a file or folder of this name, in this top folder, is passed over.
pub fn is_passed_over(top: &str, name: &str) -> bool {
    let hidden = name.starts_with('.');
    let private = top == "content" && name.starts_with('_') && name != "_index.md";
    hidden || private || is_left_by_an_editor(name)
}

/// Tells whether programs leave files of this name behind.
fn is_left_by_an_editor(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.ends_with('~')
        || lower.ends_with(".swp")
        || lower.ends_with(".bak")
        || lower.starts_with("~$")
        || lower == "thumbs.db"
}

/// Tells whether a file is text that stages parse, as opposed to bytes that are copied.
pub fn is_text(top: &str, extension: &str) -> bool {
    match top {
        // What lies in static/ is published as it is, a README.md or an openapi.yaml included.
        "static" => false,
        "templates" | "themes" => {
            matches!(extension, "html" | "xml" | "txt" | "css" | "js" | "md" | "yaml" | "yml")
        }
        _ => matches!(extension, "md" | "yaml" | "yml"),
    }
}
