//! Watching the site: it says only that something has changed.
//!
//! What has changed is found by reading the tree again, so that an edit, a rename and a removal
//! are one case, and no missed event can leave the preview wrong.

use crate::disk::names::{FOLDERS, SETTINGS, is_passed_over};
use crate::failure;
use crate::failure::Explain;
use notify::event::EventKind;
use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

/// How long changes are gathered: editors save in several steps.
const PAUSE: Duration = Duration::from_millis(80);

/// Watches for as long as it lives.
pub struct Watcher {
    _watched: Arc<Mutex<Watched>>,
}

/// Watches the site below `root`; what happens in the folder `output` does not count.
pub fn watch(root: &Path, output: &Path) -> anyhow::Result<(Watcher, Receiver<()>)> {
    let root = root.canonicalize().explain(|| {
        failure!(
            "无法监视站点的文件夹 {path}",
            "cannot watch the folder of the site {path}",
            path = root.display()
        )
    })?;
    // It need not exist yet, and lies beside its canonical parent when it does.
    let output = output.canonicalize().or_else(|_| std::path::absolute(output))?;
    // One place is enough: that something has changed need not be said twice.
    let (say, diagnostics) = sync_channel(1);
    let scope = Scope { root: root.clone(), output };

    let watched = Arc::new_cyclic(|watched: &Weak<Mutex<Watched>>| {
        let watched = watched.clone();
        let debouncer = new_debouncer(PAUSE, None, move |events| {
            hear(&events, &scope, &say, &watched);
        });
        Mutex::new(Watched { root, debouncer: debouncer.ok(), folders: BTreeSet::new() })
    });
    watched.lock().unwrap_or_else(PoisonError::into_inner).start()?;
    Ok((Watcher { _watched: watched }, diagnostics))
}

fn hear(
    events: &DebounceEventResult,
    scope: &Scope,
    say: &SyncSender<()>,
    watched: &Weak<Mutex<Watched>>,
) {
    let changed = match events {
        Ok(events) => events.iter().any(|event| scope.counts(event)),
        // What was lost may have been a change.
        Err(_) => true,
    };
    if !changed {
        return;
    }
    // A folder that was made just now is watched from now on. If that fails, the change itself
    // is reported all the same.
    if let Some(watched) = watched.upgrade() {
        let _ = watched.lock().unwrap_or_else(PoisonError::into_inner).watch_folders();
    }
    let _ = say.try_send(());
}

struct Watched {
    root: PathBuf,
    debouncer: Option<Debouncer<RecommendedWatcher, RecommendedCache>>,
    folders: BTreeSet<&'static str>,
}

impl Watched {
    fn start(&mut self) -> anyhow::Result<()> {
        let debouncer = self
            .debouncer
            .as_mut()
            .explain(|| failure!("这个系统不能监视文件", "this system cannot watch files"))?;
        // Only the folders of the site below the root: beside them can lie the history of the
        // repository or the files of a compiler, and watches are scarce.
        debouncer.watch(&self.root, RecursiveMode::NonRecursive).explain(|| {
            failure!("无法监视 {path}", "cannot watch {path}", path = self.root.display())
        })?;
        self.watch_folders()
    }

    /// Watches the folders of the site that are there.
    fn watch_folders(&mut self) -> anyhow::Result<()> {
        let Some(debouncer) = self.debouncer.as_mut() else { return Ok(()) };
        for name in FOLDERS {
            let folder = self.root.join(name);
            if !folder.is_dir() {
                self.folders.remove(name);
            } else if self.folders.insert(name) {
                debouncer.watch(&folder, RecursiveMode::Recursive).explain(|| {
                    failure!(
                        "无法监视 {path}（在 Linux 上，fs.inotify.max_user_watches 也许太小）",
                        "cannot watch {path} (on Linux, fs.inotify.max_user_watches may be too low)",
                        path = folder.display()
                    )
                })?;
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
    fn counts(&self, event: &DebouncedEvent) -> bool {
        let read_only = matches!(event.kind, EventKind::Access(_));
        event.need_rescan() || !read_only && event.paths.iter().any(|path| self.holds(path))
    }

    fn holds(&self, path: &Path) -> bool {
        if path.starts_with(&self.output) {
            return false;
        }
        let Ok(inside) = path.strip_prefix(&self.root) else { return false };
        let mut names = inside.components().filter_map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        });
        match names.next() {
            Some(SETTINGS) => true,
            Some(top) if FOLDERS.contains(&top) => !names.any(|name| is_passed_over(top, name)),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::scratch::Scratch;
    use std::fs;

    const LONG: Duration = Duration::from_secs(10);
    const SHORT: Duration = Duration::from_millis(300);

    #[test]
    fn changes_of_the_site_are_told_and_others_are_not() {
        let site = Scratch::new("watch");
        site.write("site.yaml", "");
        site.write("content/notices/a.md", "");
        site.write("content/public/index.html", "");
        site.write("target/debug/x", "");
        let (_watcher, changed) = watch(site.path(), &site.at("content/public")).unwrap();
        let tells = |what: &str, tells: bool, act: &mut dyn FnMut()| {
            while changed.recv_timeout(SHORT).is_ok() {}
            act();
            let diagnostics = changed.recv_timeout(if tells { LONG } else { SHORT }).is_ok();
            assert_eq!(diagnostics, tells, "{what}");
        };
        let write = |path: &str| site.write(path, "changed");
        tells("an edit", true, &mut || write("content/notices/a.md"));
        tells("the settings", true, &mut || write("site.yaml"));
        tells("the output", false, &mut || write("content/public/index.html"));
        tells("the staging", false, &mut || write("content/.public.gongbao-staging/index.html"));
        tells("a compiler", false, &mut || write("target/debug/x"));
        tells("a swap file", false, &mut || write("content/notices/.a.md.swp"));
        tells("reading", false, &mut || drop(fs::read(site.at("content/notices/a.md"))));
        tells("a new top folder", true, &mut || write("templates/page.html"));
        tells("a file in it", true, &mut || write("templates/page.html"));
        tells("a new folder", true, &mut || write("content/会讯/2026/1/index.md"));
        tells("a file in that", true, &mut || write("content/会讯/2026/1/index.md"));
        let rename = || fs::rename(site.at("content/notices"), site.at("content/通知"));
        tells("a renamed folder", true, &mut || rename().unwrap());
        tells("a file in the renamed", true, &mut || write("content/通知/a.md"));
        tells("a removed file", true, &mut || {
            fs::remove_file(site.at("content/通知/a.md")).unwrap()
        });
    }
}
