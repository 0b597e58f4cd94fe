//! `gongbao serve`: the site in memory, made anew on every change, faults shown over the page.

use super::{Outcome, Voice, now, places, spoken};
use crate::build::{Built, Memos, Options, build};
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::failure;
use crate::output::MemorySink;
use crate::report::overlay;
use crate::serve::{self, PreviewSite};
use clap::ArgMatches;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

/// What is built again and again.
struct Preview<'a> {
    matches: &'a ArgMatches,
    root: PathBuf,
    output: PathBuf,
    memos: Memos,
    site: Arc<PreviewSite>,
}

pub(super) fn run(matches: &ArgMatches, voice: &Voice) -> anyhow::Result<Outcome> {
    let places = places(matches);
    let tree = disk::read(&places.root, &places.output)?;
    let base_path = crate::config::read(tree.text("site.yaml")).value.base_url.path;
    let base_path = crate::page::url::encoded(&base_path);
    let port = matches.get_one::<u16>("port").copied().unwrap_or(4000);
    let listener = serve::bind(port).map_err(|error| {
        failure!("端口 {port} 不能用", "cannot listen on port {port}").because(error)
    })?;
    let address = format!("http://{}{base_path}", listener.local_addr()?);
    let site = Arc::new(PreviewSite::new(&base_path, overlay::STYLES));
    let (watcher, changes) = disk::watch(&places.root, &places.output)?;
    let mut preview = Preview {
        root: places.root,
        output: places.output,
        matches,
        memos: Memos::enabled(),
        site: Arc::clone(&site),
    };
    preview.rebuild(voice);
    voice.say(
        &format!("预览：{address}（草稿和待发布的文件也显示，并有标记；按 Ctrl-C 结束）"),
        &format!(
            "Preview: {address} (drafts and documents that wait are shown and marked; Ctrl-C ends)"
        ),
    );
    if matches.get_flag("open") {
        open(&address, voice);
    }
    std::thread::scope(|scope| {
        let server = scope.spawn(|| {
            let served = serve::serve(listener, Arc::clone(&site));
            // Without a watcher the other side has nothing more to wait for.
            drop(watcher);
            served
        });
        while changes.recv().is_ok() {
            preview.rebuild(voice);
        }
        match server.join() {
            Ok(served) => served.map_err(|error| {
                let stopped = failure!("预览已经停止", "the preview has stopped");
                anyhow::Error::from(stopped.because(error))
            }),
            Err(_) => Err(failure!("预览出错停止了", "the preview has broken down").into()),
        }
    })?;
    Ok(Outcome::Done)
}

impl Preview<'_> {
    /// Builds the site and shows it, or shows what is wrong with it.
    fn rebuild(&mut self, voice: &Voice) {
        let start = Instant::now();
        match self.build(voice) {
            Ok(built) if !built.diagnostics.iter().any(Diagnostic::is_error) => {
                let (documents, pages) = (built.documents, built.pages);
                let seconds = start.elapsed().as_secs_f64();
                voice.say(
                    &format!("{documents} 份文档，{pages} 个页面，{seconds:.2} 秒"),
                    &format!("{documents} documents, {pages} pages, {seconds:.2} s"),
                );
            }
            Ok(_) => {}
            // A file that vanished while it was read; the next change tries again.
            Err(error) => voice.always(&spoken::chain(&error, voice.language)),
        }
    }

    fn build(&mut self, voice: &Voice) -> anyhow::Result<Built> {
        let tree = disk::read(&self.root, &self.output)?;
        let files = MemorySink::default();
        // A preview may run for days.
        let options = Options {
            now: now(self.matches, &tree)?,
            drafts: true,
            waiting: true,
            base_url: None,
            can_print: false,
        };
        let built = build(&tree, &options, &mut self.memos, &files)?;
        voice.report(&built.diagnostics, &tree);
        if built.diagnostics.iter().any(Diagnostic::is_error) {
            self.site.show_overlay(overlay::fragment(&built.diagnostics, &tree, voice.language));
        } else {
            let warnings = &built.diagnostics;
            let notes = overlay::notes(warnings, &tree, voice.language);
            self.site.show_build(files.into_files(), (!warnings.is_empty()).then_some(notes));
        }
        Ok(built)
    }
}

/// Opens the browser; that it cannot be opened is no reason to stop.
fn open(address: &str, voice: &Voice) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let opened =
        Command::new(program).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if opened.is_err() {
        voice.say("打不开浏览器，请自己打开上面的地址", "no browser could be opened");
    }
}
