//! The least that any generator has to do: read each Markdown file, parse it, put the HTML into a page, write it. Nothing is
//! checked, listed, linked or searched.
//!
//! `cargo run --release --example floor -- SITE OUTPUT`

#![allow(
    clippy::disallowed_methods,
    reason = "it reads a site and writes pages, and does nothing else"
)]

use rayon::prelude::*;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (Some(site), Some(output)) = (arguments.next(), arguments.next()) else {
        return Err("usage: floor SITE OUTPUT".into());
    };
    let mut files = Vec::new();
    collect(&site.join("content"), &mut files)?;
    files.par_iter().enumerate().try_for_each(|(number, file)| page(number, file, &output))?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
    Ok(())
}

fn page(number: usize, file: &Path, output: &Path) -> std::io::Result<()> {
    let text = fs::read_to_string(file)?;
    let (front, body) =
        text.get(4..).and_then(|rest| rest.split_once("\n---\n")).unwrap_or(("", &text));
    let title = front.lines().find_map(|line| line.strip_prefix("title: ")).unwrap_or_default();
    let mut html = String::with_capacity(body.len() * 2);
    let parser = pulldown_cmark::Parser::new_ext(body, pulldown_cmark::Options::ENABLE_TABLES);
    pulldown_cmark::html::push_html(&mut html, parser);
    let folder = output.join(number.to_string());
    fs::create_dir_all(&folder)?;
    let page = format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><title>{title}</title><h1>{title}</h1>\n{html}"
    );
    fs::write(folder.join("index.html"), page)
}
