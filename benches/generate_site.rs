//! Generates a site of any number of documents: `cargo run --example generate-site -- 1000 FOLDER`

#![allow(clippy::disallowed_methods, reason = "it writes a site of its own")]

use std::path::Path;

mod generate;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let size =
        arguments.next().and_then(|size| size.parse().ok()).expect("the number of documents");
    let folder = arguments.next().expect("the folder");
    generate::site(Path::new(&folder), size);
}
