//! Generates a portal of realistic documents, for comparisons between generators: the same documents for gongbao and for Hugo.
//!
//! `cargo run --release --example corpus -- gongbao|hugo DOCUMENTS SEED FOLDER [--faults]`
//!
//! The same arguments give the same bytes. With `--faults` some links are dead and some numbers are given twice.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "it writes a site of its own and explains its arguments"
)]

mod document;
mod files;
mod gongbao;
mod hugo;
mod random;
mod text;

use document::{Wish, documents};
use files::Files;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let faults = arguments.iter().any(|argument| argument == "--faults");
    let [generator, count, seed, folder] = &arguments[..arguments.len() - usize::from(faults)]
    else {
        return usage();
    };
    let (Ok(count), Ok(seed)) = (count.parse(), seed.parse()) else { return usage() };
    let documents = documents(&Wish { documents: count, seed, faults });
    let files = Files(PathBuf::from(folder));
    let written = match generator.as_str() {
        "gongbao" => gongbao::write(&files, &documents),
        "hugo" => hugo::write(&files, &documents),
        _ => return usage(),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: corpus gongbao|hugo DOCUMENTS SEED FOLDER [--faults]");
    ExitCode::from(2)
}
