//! `gongbao serve`: builds the site in memory on every change, and shows faults over its pages.

mod messages;

use super::arguments::{Folders, folders, history, now};
use super::console::Console;
use super::network;
use super::outcome::Outcome;
use crate::address::{address_of_number, address_of_standard};
use crate::build::{Built, Memos, Options, Parts, build, template_fault};
use crate::config;
use crate::diagnostic::{Diagnostic, in_order};
use crate::disk::{self, LastHistory, LastRead};
use crate::failure::Explain;
use crate::report::overlay;
use crate::serve::{self, Access, PreviewFile, PreviewSink, PreviewSite, Token};
use crate::source::Tree;
use crate::stage::Observed;
use crate::target::percent_encoded;
use clap::ArgMatches;
use rayon::prelude::*;
use std::iter;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// What every build of a preview needs.
struct Preview<'a> {
    matches: &'a ArgMatches,
    folders: Folders,
    last_read: LastRead,
    last_history: LastHistory,
    memos: Memos,
    site: Arc<PreviewSite>,
    /// What is shown was built from these, and its index will be.
    shown: Option<(Tree, Options)>,
    /// The pages that are shown and that nobody has made yet: whether they can be made is found out
    /// while nothing else is to be done.
    unchecked: Vec<PreviewFile>,
}

/// How many pages are checked at a time, and how long a change is waited for in between: so the
/// machine stays free for the editor.
const CHECKED_AT_A_TIME: usize = 100;
const PAUSE: Duration = Duration::from_millis(20);

/// What the preview waits for.
#[derive(Clone, Copy, PartialEq)]
enum Wake {
    Changed,
    IndexAsked,
    Stopped,
}

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let folders = folders(matches);
    let tree = disk::read(&folders.root, &folders.output)?;
    let base_path = percent_encoded(&config::read(tree.text("site.yaml")).value.base_url.path);
    let port = matches.get_one::<u16>("port").copied().unwrap_or(4000);
    let network = matches.get_one::<IpAddr>("bind").copied();
    let bound = network.unwrap_or(Ipv4Addr::LOCALHOST.into());
    let listener = serve::bind(bound, port).explain(|| messages::cannot_listen(bound, port))?;
    let shown = SocketAddr::new(network::reachable(bound), listener.local_addr()?.port());
    let mut address = format!("http://{shown}{base_path}");
    let mut access = Access::ThisMachine;
    if network.is_some() {
        let token = Token::new().explain(messages::no_token)?;
        address = token.added_to(&address);
        access = Access::Token(token);
    }
    let (wake, wakes) = channel();
    let waker = |why: Wake| {
        let wake = wake.clone();
        move || {
            // Nobody receives it when the preview has ended.
            let _ = wake.send(why);
        }
    };
    let site =
        Arc::new(PreviewSite::new(&base_path, access, overlay::STYLES, waker(Wake::IndexAsked)));
    let watcher = disk::watch(&folders.root, &folders.output, waker(Wake::Changed))?;
    let mut preview = Preview {
        matches,
        folders,
        last_read: LastRead::default(),
        last_history: LastHistory::default(),
        memos: Memos::enabled(),
        site: Arc::clone(&site),
        shown: None,
        unchecked: Vec::new(),
    };
    preview.rebuild(console);
    console.status(&messages::serving(&address));
    if network.is_some() && !console.quiet {
        console.status(&messages::shown_to_network());
        network::show_qr(&address);
    }
    if matches.get_flag("open") {
        open_browser(&address, console);
    }
    std::thread::scope(|scope| {
        let server = scope.spawn(|| {
            let served = serve::serve(listener, Arc::clone(&site));
            drop(watcher);
            waker(Wake::Stopped)();
            served
        });
        preview.run(&wakes, console);
        match server.join() {
            Ok(served) => served.explain(messages::preview_stopped),
            Err(_) => Err(messages::preview_crashed().into()),
        }
    })?;
    Ok(Outcome::Success)
}

impl Preview<'_> {
    /// Follows the changes of the site, until the server stops.
    fn run(&mut self, wakes: &Receiver<Wake>, console: &Console) {
        loop {
            let woken = if self.unchecked.is_empty() {
                wakes.recv().map_err(RecvTimeoutError::from)
            } else {
                wakes.recv_timeout(PAUSE)
            };
            let first = match woken {
                Ok(first) => first,
                Err(RecvTimeoutError::Timeout) => {
                    self.check_some_pages(console);
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => break,
            };
            // Several changes at once are one.
            let all: Vec<Wake> = iter::once(first).chain(wakes.try_iter()).collect();
            if all.contains(&Wake::Stopped) {
                break;
            }
            if all.contains(&Wake::Changed) {
                self.rebuild(console);
            }
            if all.contains(&Wake::IndexAsked) {
                self.show_index(console);
            }
        }
    }

    /// Builds the site and shows it, or shows what is wrong with it.
    fn rebuild(&mut self, console: &Console) {
        let start = Instant::now();
        match self.build(console) {
            Ok(built) if !built.diagnostics.iter().any(Diagnostic::is_error) => {
                console.status(&messages::rebuilt(&built, start.elapsed()));
            }
            Ok(_) => {}
            // Such as a file that vanished while it was read; the next change tries again.
            Err(error) => {
                console.error(&error);
                let text = console.error_text(&error);
                self.site.show_overlay(overlay::failure(&text, console.language));
            }
        }
    }

    fn build(&mut self, console: &Console) -> anyhow::Result<Built> {
        let Folders { root, output } = &self.folders;
        let tree = disk::read_again(root, output, &mut self.last_read)?;
        let files = PreviewSink::default();
        let options = Options {
            // Read anew each time, because a preview may run for days.
            now: now(self.matches, &tree)?,
            drafts: true,
            waiting: true,
            base_url: None,
            can_print: false,
            checks_metadata: false,
            // Nothing is made between an editor and a page.
            pictures: None,
            history: history(root, &tree, &mut self.last_history),
            // Few edits are followed by a search, and the index takes longer than all the rest.
            parts: Parts::AllButSearch,
            observed: Observed::default(),
        };
        let built = build(&tree, &options, &mut self.memos, &files)?;
        console.diagnostics(&built.diagnostics, &tree);
        if built.diagnostics.iter().any(Diagnostic::is_error) {
            self.site.show_overlay(overlay::fragment(&built.diagnostics, &tree, console.language));
        } else {
            let warnings = &built.diagnostics;
            let notes = overlay::notes(warnings, &tree, console.language);
            let files = files.into_files();
            let pages = files.iter().filter(|(path, _)| path.is_page());
            self.unchecked = pages.map(|(_, page)| page.clone()).collect();
            let config = config::read(tree.text("site.yaml")).value;
            let find_moved = move |path: &str| {
                address_of_number(path, &config).or_else(|| address_of_standard(path))
            };
            let notes = (!warnings.is_empty()).then_some(notes);
            self.site.show_build(files, Arc::new(find_moved), notes);
            self.shown = Some((tree, options));
        }
        Ok(built)
    }

    /// Makes some of the pages that nobody has asked for, and reports the faults of their templates.
    fn check_some_pages(&mut self, console: &Console) {
        let rest = self.unchecked.len().saturating_sub(CHECKED_AT_A_TIME);
        let pages = self.unchecked.split_off(rest);
        let faults: Vec<Diagnostic> = pages
            .par_iter()
            .filter_map(|page| page.read().err())
            // What else goes wrong is shown to whoever asks for the page.
            .filter_map(|error| template_fault(error).ok())
            .collect();
        let Some((tree, _)) = self.shown.as_ref().filter(|_| !faults.is_empty()) else { return };
        self.unchecked.clear();
        let faults = in_order(faults);
        console.diagnostics(&faults, tree);
        self.site.show_overlay(overlay::fragment(&faults, tree, console.language));
    }

    /// Makes the index of the site that is shown, for the browser that waits for it.
    fn show_index(&mut self, console: &Console) {
        if self.site.has_index() {
            return;
        }
        let files = PreviewSink::default();
        if let Some((tree, options)) = &self.shown {
            let options = Options { parts: Parts::SearchOnly, ..options.clone() };
            if let Err(error) = build(tree, &options, &mut self.memos, &files) {
                console.error(&error.into());
            }
        }
        self.site.show_index(files.into_files());
    }
}

/// Opens the browser. The preview goes on if that fails.
fn open_browser(address: &str, console: &Console) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let opened =
        Command::new(program).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if opened.is_err() {
        console.status(&messages::no_browser_opened());
    }
}
