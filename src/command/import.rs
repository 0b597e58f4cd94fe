//! `gongbao import FILE…`: makes drafts of documents that were written elsewhere.

pub(super) mod draft;
mod messages;
mod programs;

use super::arguments::{folders, now};
use super::console::{Console, write_out};
use super::filing::Filed;
use super::messages::no_category;
use super::new::section_named;
use super::outcome::Outcome;
use crate::diagnostic::Text;
use crate::disk;
use crate::document::section::Section;
use crate::document::{Kind, genre};
use crate::failure::Explain;
use crate::import::{self, Format, PictureSource, Recognised, Remark};
use anyhow::bail;
use clap::ArgMatches;
use draft::{Draft, Known, Names};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest picture that is taken from beside a page, in bytes.
const MAX_PICTURE_BYTES: u64 = 50_000_000;

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let folders = folders(matches);
    let tree = disk::read(&folders.root, &folders.output)?;
    let filed = Filed::read(&tree, now(matches, &tree)?);
    let files: Vec<&PathBuf> = matches.get_many("file").into_iter().flatten().collect();
    let print = matches.get_flag("print");
    let into = matches.get_one::<String>("into").map(|into| into.trim().trim_matches('/'));
    let (mut names, used) = (Names::default(), filed.used_numbers());
    let mut draft_line = None;
    for file in files {
        let recognised =
            recognise(file, &filed, console).explain(|| messages::cannot_import(file))?;
        let mut said = Vec::new();
        let section = section(&filed, into, &recognised, print, &mut said)?;
        let (known, section) = (Known::default(), section.as_deref());
        let places = draft::places(&recognised, &known, &filed, &tree, section, &mut names);
        let draft = draft::draft(&recognised, &known, &places, &filed, &used, section);
        report(file, &recognised, &draft, said, console);
        if print {
            write_out(&printed(&draft))?;
            continue;
        }
        write(file, &recognised, &draft, &folders.root, console)?;
        draft_line = Some(draft.draft_line);
    }
    if let Some(line) = draft_line {
        console.status(&messages::imported(line));
    }
    Ok(Outcome::Success)
}

/// Reads a file and recognises its parts.
fn recognise(file: &Path, filed: &Filed, console: &Console) -> anyhow::Result<Recognised> {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let format = Format::of_extension(&extension);
    let format = format.explain(|| messages::unknown_format(&extension))?;
    let bytes = match format {
        Format::Office | Format::Pdf => {
            let progress = console.progress();
            progress.begin_converting();
            programs::convert(file, format)?
        }
        _ => disk::read_file(file, import::MAX_FILE_BYTES)?,
    };
    let flow = import::read(format, &bytes)?;
    if flow.is_empty() {
        bail!(messages::no_text());
    }
    let issuers: Vec<&str> = filed.config.issuers.names().collect();
    Ok(import::recognise(flow, &issuers))
}

/// Returns the category that was named, else the one that the genre belongs to. What is printed
/// needs none.
fn section(
    filed: &Filed,
    into: Option<&str>,
    recognised: &Recognised,
    print: bool,
    said: &mut Vec<Text>,
) -> anyhow::Result<Option<Arc<Section>>> {
    if let Some(into) = into {
        let folder = into.strip_prefix("content/").unwrap_or(into);
        let section = section_named(filed, folder);
        let section = section.explain(|| no_category(into, &filed.heads.sections))?;
        return Ok(Some(Arc::clone(section)));
    }
    let title = draft::title_of(&recognised.main).unwrap_or_default();
    let kind = kind_of(&title);
    let guessed = filed.heads.sections.iter().find(|section| section.kind == kind);
    match guessed {
        Some(section) => {
            said.push(messages::category_guessed(section));
            Ok(Some(Arc::clone(section)))
        }
        None if print => Ok(None),
        None => bail!(messages::no_category_guessed(&filed.heads.sections)),
    }
}

/// Returns the kind of the categories in which a document with this title is usually filed.
pub(super) fn kind_of(title: &str) -> Kind {
    match genre::of_title(title) {
        Some("报告" | "工作计划" | "工作要点") => Kind::Report,
        Some("倡议书" | "承诺书") => Kind::Initiative,
        _ => Kind::Notice,
    }
}

/// Says what was understood and what is not certain.
fn report(file: &Path, recognised: &Recognised, draft: &Draft, said: Vec<Text>, console: &Console) {
    console.status(&messages::understood(file, &draft.understood));
    let remarks = recognised.remarks.iter().map(Remark::text).chain(said);
    for remark in remarks.chain(draft.remarks.iter().cloned()) {
        console.status(&messages::remark(&remark));
    }
}

/// Returns the texts of a draft for stdout, with their names if there are several.
fn printed(draft: &Draft) -> String {
    match &*draft.documents {
        [only] => only.text.clone(),
        documents => {
            let each = documents.iter().map(|d| format!("==> {} <==\n{}", d.path, d.text));
            each.collect::<Vec<_>>().join("\n")
        }
    }
}

/// Writes the documents and their pictures.
fn write(
    file: &Path,
    recognised: &Recognised,
    draft: &Draft,
    root: &Path,
    console: &Console,
) -> anyhow::Result<()> {
    for document in &draft.documents {
        disk::create_new(root, Path::new(&document.path), document.text.as_bytes())?;
        write_out(&format!("{}\n", document.path))?;
        for (index, path) in &document.pictures {
            let Some(picture) = recognised.pictures.get(*index) else { continue };
            let beside;
            let bytes: &[u8] = match &picture.source {
                PictureSource::Bytes(bytes) => bytes,
                PictureSource::Beside(inside) => {
                    match disk::read_beside(file, inside, MAX_PICTURE_BYTES) {
                        Ok(bytes) => {
                            beside = bytes;
                            &beside
                        }
                        Err(_) => {
                            let remark = Remark::PictureMissing(inside.clone()).text();
                            console.status(&messages::remark(&remark));
                            continue;
                        }
                    }
                }
            };
            disk::create_new(root, Path::new(path), bytes)?;
            write_out(&format!("{path}\n"))?;
        }
    }
    Ok(())
}
