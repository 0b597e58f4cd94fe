//! Installed programs that read what gongbao does not: LibreOffice old Word files, `pdftotext` PDF.

use super::messages;
use crate::disk::{self, TempFolder};
use crate::failure::Explain;
use crate::import::{Format, MAX_FILE_BYTES};
use anyhow::bail;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may take for one file.
const TIMEOUT: Duration = Duration::from_secs(180);

/// A program, and where it may be.
struct Program {
    name: &'static str,
    /// The environment variable that names it elsewhere.
    variable: &'static str,
    used_for: &'static str,
    names: &'static [&'static str],
    places: &'static [&'static str],
    on_windows: &'static [&'static str],
}

const OFFICE: Program = Program {
    name: "LibreOffice",
    variable: "SOFFICE",
    used_for: "doc、wps、rtf、odt",
    names: &["soffice", "libreoffice"],
    places: &["/Applications/LibreOffice.app/Contents/MacOS/soffice"],
    on_windows: &[r"LibreOffice\program\soffice.exe"],
};

const PDF: Program = Program {
    name: "pdftotext (poppler-utils)",
    variable: "PDFTOTEXT",
    used_for: "PDF",
    names: &["pdftotext"],
    places: &["/opt/homebrew/bin/pdftotext", "/usr/local/bin/pdftotext"],
    on_windows: &[r"poppler\Library\bin\pdftotext.exe"],
};

/// Converts a file: an office file to Word, a PDF to text.
pub(super) fn convert(file: &Path, format: Format) -> anyhow::Result<Vec<u8>> {
    // That it can be read is known before a program is started.
    disk::read_file(file, MAX_FILE_BYTES)?;
    let file = std::path::absolute(file).explain(|| messages::cannot_import(file))?;
    let folder = TempFolder::new()?;
    if format == Format::Pdf {
        let text = folder.path().join("text.txt");
        let arguments = ["-layout", "-enc", "UTF-8", "-eol", "unix"].map(OsString::from);
        let arguments = arguments.into_iter().chain([file.into(), text.clone().into()]);
        run(&PDF, arguments, &text)
    } else {
        let mut profile = OsString::from("-env:UserInstallation=file://");
        // A profile of its own: a program that runs already would take the file over, and its settings
        // might allow macros.
        profile.push(folder.path().join("profile"));
        let stem = file.file_stem().unwrap_or_default();
        let made = folder.path().join(stem).with_added_extension("docx");
        let arguments = ["--headless", "--norestore", "--convert-to", "docx", "--outdir"];
        let arguments = arguments.map(OsString::from).into_iter();
        let arguments = [profile].into_iter().chain(arguments);
        run(&OFFICE, arguments.chain([folder.path().into(), file.into()]), &made)
    }
}

/// Runs a program and returns what it has written to a file.
fn run(
    program: &Program,
    arguments: impl Iterator<Item = OsString>,
    made: &Path,
) -> anyhow::Result<Vec<u8>> {
    let path = find(program)?;
    let mut child = Command::new(path)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .explain(|| messages::program_failed(program.name, ""))?;
    let deadline = Instant::now() + TIMEOUT;
    let status = loop {
        if let Some(status) =
            child.try_wait().explain(|| messages::program_failed(program.name, ""))?
        {
            break status;
        }
        if Instant::now() > deadline {
            let _ = child.kill();
            let _ = child.wait();
            bail!(messages::program_too_slow(program.name, TIMEOUT.as_secs()));
        }
        thread::sleep(Duration::from_millis(20));
    };
    if !status.success() {
        bail!(messages::program_failed(program.name, &status.to_string()));
    }
    disk::read_file(made, MAX_FILE_BYTES).explain(|| messages::program_failed(program.name, ""))
}

/// Finds a program: where its variable says, on the search path, or where it is usually installed.
fn find(program: &Program) -> anyhow::Result<PathBuf> {
    let named = env::var_os(program.variable).filter(|path| !path.is_empty()).map(PathBuf::from);
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = program.names.iter().flat_map(|name| {
        let name = format!("{name}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&path).map(move |folder| folder.join(&name)).collect::<Vec<_>>()
    });
    let folders = ["ProgramFiles", "ProgramFiles(x86)"].iter().filter_map(env::var_os);
    let on_windows = folders.flat_map(|folder| {
        let inside = program.on_windows.iter();
        inside.map(move |inside| Path::new(&folder).join(inside)).collect::<Vec<_>>()
    });
    let usual = on_path.chain(program.places.iter().map(PathBuf::from)).chain(on_windows);
    // A program that was named is the one that is meant.
    let found = match named {
        Some(named) => disk::first_existing_file([named]),
        None => disk::first_existing_file(usual),
    };
    found.explain(|| messages::no_program(program.name, program.used_for, program.variable))
}
