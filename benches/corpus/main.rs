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

#[cfg(test)]
mod tests {
    use super::document::{Part, Wish, documents};

    /// Everything that is written of a document, as one text.
    fn texts(seed: u64) -> Vec<String> {
        let documents = documents(&Wish { documents: 200, seed, faults: false });
        let body = |parts: &[Part]| -> String {
            let text = |part: &Part| match part {
                Part::Markdown(text) | Part::Citation(_, text) | Part::DeadLink(text) => {
                    text.clone()
                }
                Part::Link(before, to, text) => format!("{before}{to}{text}"),
            };
            parts.iter().map(text).collect()
        };
        let all = documents.iter().map(|document| {
            let number = document.number.map(|number| number.text()).unwrap_or_default();
            format!("{}{number}{:?}{}", document.title, document.date, body(&document.body))
        });
        all.collect()
    }

    #[test]
    fn one_seed_gives_the_same_documents_and_another_gives_others() {
        assert_eq!(texts(7), texts(7));
        let (one, other) = (texts(7), texts(8));
        assert!(one.iter().zip(&other).all(|(one, other)| one != other));
    }

    #[test]
    fn documents_are_of_the_length_of_real_ones() {
        let texts = texts(1);
        let characters: usize = texts.iter().map(|text| text.chars().count()).sum();
        let mean = characters / texts.len();
        assert!((1_600..2_400).contains(&mean), "{mean} characters");
    }
}
