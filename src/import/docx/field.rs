//! Fields of Word: links, page numbers and references, with the text that they resulted in.

/// A field (域): an instruction, and the text that it resulted in.
#[derive(Default)]
pub(super) struct Field {
    pub instruction: String,
    pub is_result: bool,
    pub link: Option<String>,
}

/// Returns the address in `HYPERLINK "https://…"`.
pub(super) fn link_of(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?;
    let address = rest.split('"').nth(1)?.trim();
    // `\l "bookmark"` is a place in the same file.
    (!address.is_empty() && !rest.trim_start().starts_with("\\l")).then(|| address.to_owned())
}
