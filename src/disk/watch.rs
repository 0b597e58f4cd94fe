//! Watches the site, and reports only that something has changed.
//!
//! What has changed is found by reading the tree again. So an edit, a rename and a removal are one
//! case, and no missed event can leave the preview wrong.

use crate::disk::messages;
use crate::disk::site_files::{FOLDERS, SETTINGS, WORDS, is_skipped};
use crate::failure::Explain;
use notify::event::EventKind;
use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

/// How long changes are collected before they are reported: editors save in several steps, which
/// follow each other within a few milliseconds.
const DEBOUNCE: Duration = Duration::from_millis(10);

/// Watches until it is dropped.
pub struct Watcher {
    _watches: Arc<Mutex<Watches>>,
}

/// Watches the site below `root`, and calls `report` when something has changed there; changes in the
/// folder `output` do not count.
pub fn watch(
    root: &Path,
    output: &Path,
    report: impl Fn() + Send + 'static,
) -> anyhow::Result<Watcher> {
    let root = root.canonicalize().explain(|| messages::cannot_watch_site(root))?;
    // The output need not exist yet; it will lie in its parent, which is canonical already.
    let output = output.canonicalize().or_else(|_| std::path::absolute(output))?;
    let scope = Scope { root: root.clone(), output };

    let watches = Arc::new_cyclic(|watches: &Weak<Mutex<Watches>>| {
        let watches = watches.clone();
        let debouncer = new_debouncer(DEBOUNCE, None, move |events| {
            if is_change(&events, &scope, &watches) {
                report();
            }
        });
        Mutex::new(Watches { root, debouncer: debouncer.ok(), folders: BTreeSet::new() })
    });
    watches.lock().unwrap_or_else(PoisonError::into_inner).start()?;
    Ok(Watcher { _watches: watches })
}

fn is_change(events: &DebounceEventResult, scope: &Scope, watches: &Weak<Mutex<Watches>>) -> bool {
    let is_changed = match events {
        Ok(events) => events.iter().any(|event| scope.is_change(event)),
        // The events that were lost may have been changes.
        Err(_) => true,
    };
    // A top folder that has just been made is watched from now on. If that fails, the change
    // itself is reported all the same.
    if let Some(watches) = watches.upgrade().filter(|_| is_changed) {
        let _ = watches.lock().unwrap_or_else(PoisonError::into_inner).watch_folders();
    }
    is_changed
}

/// What is watched at present.
struct Watches {
    root: PathBuf,
    debouncer: Option<Debouncer<RecommendedWatcher, RecommendedCache>>,
    /// The top folders that are watched.
    folders: BTreeSet<&'static str>,
}

impl Watches {
    fn start(&mut self) -> anyhow::Result<()> {
        let debouncer = self.debouncer.as_mut().explain(messages::no_watching)?;
        // Below the root only the folders of the site: beside them can lie the history of the
        // repository or the files of a compiler, and the system allows few watches.
        debouncer
            .watch(&self.root, RecursiveMode::NonRecursive)
            .explain(|| messages::cannot_watch(&self.root))?;
        self.watch_folders()
    }

    /// Watches the top folders of the site that exist.
    fn watch_folders(&mut self) -> anyhow::Result<()> {
        let Some(debouncer) = self.debouncer.as_mut() else { return Ok(()) };
        for name in FOLDERS {
            let folder = self.root.join(name);
            if !folder.is_dir() {
                self.folders.remove(name);
            } else if self.folders.insert(name) {
                debouncer
                    .watch(&folder, RecursiveMode::Recursive)
                    .explain(|| messages::cannot_watch_tree(&folder))?;
            }
        }
        Ok(())
    }
}

/// What counts as a change of the site.
struct Scope {
    root: PathBuf,
    output: PathBuf,
}

impl Scope {
    fn is_change(&self, event: &DebouncedEvent) -> bool {
        let is_access = matches!(event.kind, EventKind::Access(_));
        event.need_rescan() || !is_access && event.paths.iter().any(|path| self.contains(path))
    }

    fn contains(&self, path: &Path) -> bool {
        if path.starts_with(&self.output) {
            return false;
        }
        let Ok(inside) = path.strip_prefix(&self.root) else { return false };
        let mut names = inside.components().filter_map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        });
        match names.next() {
            Some(SETTINGS | WORDS) => true,
            Some(top) if FOLDERS.contains(&top) => !names.any(|name| is_skipped(top, name)),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::scratch::Scratch;
    use std::fs;
    use std::sync::mpsc::channel;

    const LONG: Duration = Duration::from_secs(10);
    const SHORT: Duration = Duration::from_millis(300);

    #[test]
    fn changes_of_the_site_are_reported_and_others_are_not() {
        let site = Scratch::new("watch");
        site.write("site.yaml", "");
        site.write("content/notices/a.md", "");
        site.write("content/public/index.html", "");
        site.write("target/debug/x", "");
        let (report, changes) = channel();
        let report = move || report.send(()).unwrap();
        let _watcher = watch(site.path(), &site.at("content/public"), report).unwrap();
        let is_reported = |act: &dyn Fn(), timeout: Duration| {
            while changes.recv_timeout(SHORT).is_ok() {}
            act();
            changes.recv_timeout(timeout).is_ok()
        };
        let reported = |what: &str, act: &dyn Fn()| assert!(is_reported(act, LONG), "{what}");
        let ignored = |what: &str, act: &dyn Fn()| assert!(!is_reported(act, SHORT), "{what}");
        let write = |path: &str| site.write(path, "changed");
        reported("an edit", &|| write("content/notices/a.md"));
        reported("the settings", &|| write("site.yaml"));
        reported("the list of words", &|| write("words.yaml"));
        ignored("the output", &|| write("content/public/index.html"));
        ignored("the staging", &|| write("content/.public.gongbao-staging/index.html"));
        ignored("a compiler", &|| write("target/debug/x"));
        ignored("a swap file", &|| write("content/notices/.a.md.swp"));
        ignored("reading", &|| drop(fs::read(site.at("content/notices/a.md"))));
        reported("a new top folder", &|| write("templates/page.html"));
        reported("a file in it", &|| write("templates/page.html"));
        reported("a new folder", &|| write("content/会讯/2026/1/index.md"));
        reported("a file in that", &|| write("content/会讯/2026/1/index.md"));
        let rename = || fs::rename(site.at("content/notices"), site.at("content/通知"));
        reported("a renamed folder", &|| rename().unwrap());
        reported("a file in the renamed", &|| write("content/通知/a.md"));
        reported("a removed file", &|| fs::remove_file(site.at("content/通知/a.md")).unwrap());
    }
}
