//! Writes the manual pages and the completions of shells, for a release: `cargo run --example manual -- FOLDER`.
//!
//! They are made from the command line itself, so that they say what `--help` says: pages in English in `man/man1`, in Chinese in
//! `man/zh_CN/man1`.

#![allow(clippy::disallowed_methods, reason = "it writes the files of a release")]

use clap_complete::{Shell, generate_to};
use gongbao::cli;
use gongbao::language::Language;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    for (language, pages) in
        [(Language::English, "man/man1"), (Language::Chinese, "man/zh_CN/man1")]
    {
        let pages = folder.join(pages);
        fs::create_dir_all(&pages)?;
        clap_mangen::generate_to(cli::command(language), &pages)?;
    }
    let completions = folder.join("completions");
    fs::create_dir_all(&completions)?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell] {
        generate_to(shell, &mut cli::command(Language::English), "gongbao", &completions)?;
    }
    Ok(())
}
