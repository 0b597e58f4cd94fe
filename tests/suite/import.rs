//! `gongbao import`: documents of other programs become drafts, and lose no character on the way.

mod formats;
mod hostile;
mod program;
mod properties;
mod rendered;
mod word;
mod word_file;

use gongbao::import::{self, Format, Recognised};

const KNOWN: [&str; 2] = ["山东省医院协会", "山东省社会办医疗机构协会"];

/// Reads and recognises a file.
fn imported(format: Format, bytes: &[u8]) -> Recognised {
    let flow = import::read(format, bytes).expect("a file that can be read");
    import::recognise(flow, &KNOWN)
}

/// The body of the main document as Markdown.
fn body(recognised: &Recognised) -> String {
    recognised.body(&recognised.main).text
}

fn title(recognised: &Recognised) -> &str {
    recognised.main.title.as_ref().map_or("", |title| &title.text)
}

/// Everything that is reported, in Chinese.
fn remarks(recognised: &Recognised) -> Vec<String> {
    recognised.remarks.iter().map(|remark| remark.text().zh).collect()
}

/// A text without white space.
fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
