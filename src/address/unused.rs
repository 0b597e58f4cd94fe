//! The check for files of the content that are not used: no document, in no bundle, and nothing
//! leads to them.

use super::faults;
use crate::diagnostic::Diagnostic;
use crate::source::SitePath;

/// Reports files that are not used, once for each thing to do about them. `all_read` says whether
/// every document could be read: one that could not be read may lead to a file.
pub(super) fn check(files: &[&SitePath], all_read: bool) -> Vec<Diagnostic> {
    let (misnamed, others): (Vec<&SitePath>, Vec<&SitePath>) =
        files.iter().partition(|path| is_misnamed(path));
    let (texts, others): (Vec<&SitePath>, Vec<&SitePath>) =
        others.into_iter().partition(|path| WORD_PROCESSORS.contains(&&*path.extension()));
    let mut diagnostics = Vec::new();
    if !misnamed.is_empty() {
        diagnostics.push(faults::files_misnamed(&misnamed));
    }
    if all_read && !texts.is_empty() {
        diagnostics.push(faults::files_of_word(&texts));
    }
    if all_read && !others.is_empty() {
        diagnostics.push(faults::files_loose(&others));
    }
    diagnostics
}

/// The formats of word processors.
const WORD_PROCESSORS: [&str; 8] = ["doc", "docx", "wps", "odt", "rtf", "txt", "dotx", "wpt"];

/// `通知.md.txt`, `通知.markdown`: documents whose file name has the wrong ending.
fn is_misnamed(path: &SitePath) -> bool {
    let name = path.file_name().to_lowercase();
    ["markdown", "mdown", "mkd", "mdx"].contains(&&*path.extension())
        || name.ends_with(".md.txt")
        || name.ends_with(".md.md.txt")
        || name.ends_with(".md.doc")
        || name.ends_with(".md.docx")
        || name.ends_with(".md.bak")
}
