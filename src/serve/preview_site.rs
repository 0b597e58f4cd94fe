//! What is shown at present, and who is notified when it changes.

use crate::output::OutPath;
use crate::serve::access::Access;
use crate::serve::address::decode;
use crate::serve::preview_sink::{PreviewFile, PreviewFiles};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use tokio::sync::{Notify, broadcast};

/// The site that is shown. A rebuild replaces its snapshot in one step.
pub struct PreviewSite {
    /// The path of the site on its host: `/`, or `/portal/`; percent-encoded.
    pub(super) base: String,
    pub(super) decoded_base: String,
    pub(super) access: Access,
    /// The style sheet of the overlay.
    pub(super) styles: &'static str,
    snapshot: RwLock<Arc<Snapshot>>,
    /// Asks for the index of the search, which is made when a browser wants it.
    ask_index: Box<dyn Fn() + Send + Sync>,
    /// Notified when the index of a snapshot is there.
    pub(super) index_shown: Notify,
    changes: broadcast::Sender<Arc<Snapshot>>,
    pub(super) closing: Notify,
}

/// Returns the address that a path without a page of its own leads to, if it leads anywhere.
pub type FindMoved = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// The files of one build, and what is shown over them.
#[derive(Default)]
pub(super) struct Snapshot {
    files: Arc<PreviewFiles>,
    /// The files of the search index, once a browser has asked for one. A site that has none, or
    /// whose index cannot be made, has no files here.
    index: Arc<OnceLock<PreviewFiles>>,
    find_moved: Option<FindMoved>,
    /// A fragment of HTML that is shown over every page, or at its foot.
    pub overlay: Option<String>,
    count: u64,
}

impl Snapshot {
    pub fn file(&self, path: &OutPath) -> Option<&PreviewFile> {
        self.files.get(path).or_else(|| self.index.get()?.get(path))
    }

    /// Returns the path below the base that another leads to, which has no page of its own.
    pub fn moved(&self, path: &str) -> Option<String> {
        let to = self.find_moved.as_ref()?(path)?;
        let to = to.trim_start_matches('/');
        let page = OutPath::new(&format!("{to}index.html"))?;
        self.file(&page).is_some().then(|| to.to_owned())
    }

    /// Returns whether a file may belong to the index, which has not been made yet.
    pub fn lacks_index(&self, path: &OutPath) -> bool {
        let in_index = path.as_str().starts_with("search/") && !path.is_page();
        in_index && self.index.get().is_none() && !self.files.contains_key(path)
    }

    /// Returns a name that no other snapshot has, of this process or another: a page that was
    /// loaded before the server was restarted must notice that it is old.
    pub fn version(&self) -> String {
        format!("{}-{}", std::process::id(), self.count)
    }
}

impl PreviewSite {
    /// Makes a site without files yet, for whoever has `access`. `base` is the path of its base address, percent-encoded,
    /// `styles` the style sheet of the overlay. `ask_index` is called when the index of the search is
    /// wanted, for [`PreviewSite::show_index`].
    pub fn new(
        base: &str,
        access: Access,
        styles: &'static str,
        ask_index: impl Fn() + Send + Sync + 'static,
    ) -> PreviewSite {
        let inside = base.trim_matches('/');
        let base = if inside.is_empty() { "/".to_owned() } else { format!("/{inside}/") };
        let (changes, _) = broadcast::channel(4);
        let decoded_base = decode(&base).unwrap_or_else(|| base.clone());
        PreviewSite {
            base,
            decoded_base,
            access,
            styles,
            snapshot: RwLock::default(),
            ask_index: Box::new(ask_index),
            index_shown: Notify::new(),
            changes,
            closing: Notify::new(),
        }
    }

    /// Shows a new build, with `notes`, a fragment of HTML, at the foot of its pages.
    pub fn show_build(&self, files: PreviewFiles, find_moved: FindMoved, notes: Option<String>) {
        self.change(|_| Snapshot {
            files: Arc::new(files),
            find_moved: Some(find_moved),
            overlay: notes,
            ..Snapshot::default()
        });
    }

    /// Returns whether the build that is shown has its index.
    pub fn has_index(&self) -> bool {
        self.snapshot().index.get().is_some()
    }

    /// Adds the index of the search to the build that is shown. Pages that show it stay.
    pub fn show_index(&self, files: PreviewFiles) {
        // The index of a snapshot is made once, so that there is none yet.
        let _ = self.snapshot().index.set(files);
        self.index_shown.notify_waiters();
    }

    /// Shows a fragment of HTML over the pages of the last build.
    pub fn show_overlay(&self, overlay: String) {
        self.change(|last| Snapshot {
            files: Arc::clone(&last.files),
            index: Arc::clone(&last.index),
            find_moved: last.find_moved.clone(),
            overlay: Some(overlay),
            count: 0,
        });
    }

    /// Ends [`serve`](crate::serve::serve).
    pub fn close(&self) {
        self.closing.notify_one();
    }

    pub(super) fn ask_index(&self) {
        (self.ask_index)();
    }

    /// Shows what `make` makes of the last snapshot, under a new version.
    fn change(&self, make: impl FnOnce(&Snapshot) -> Snapshot) {
        let mut snapshot = self.snapshot.write().unwrap_or_else(PoisonError::into_inner);
        let new = Arc::new(Snapshot { count: snapshot.count + 1, ..make(&snapshot) });
        let old = std::mem::replace(&mut *snapshot, Arc::clone(&new));
        drop(snapshot);
        // It fails if nobody is listening, which is fine.
        let _ = self.changes.send(new);
        // Last, as it takes some time to drop a whole site.
        drop(old);
    }

    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn changes(&self) -> broadcast::Receiver<Arc<Snapshot>> {
        self.changes.subscribe()
    }
}
