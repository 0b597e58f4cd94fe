//! What is shown at present, and who is notified when it changes.

use crate::output::OutPath;
use crate::serve::address::decode;
use axum::body::Bytes;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::{Notify, broadcast};

/// The site that is shown. A rebuild replaces its snapshot in one step.
pub struct PreviewSite {
    /// The path of the site on its host: `/`, or `/portal/`; percent-encoded.
    pub(super) base: String,
    pub(super) decoded_base: String,
    /// The style sheet of the overlay.
    pub(super) styles: &'static str,
    snapshot: RwLock<Arc<Snapshot>>,
    changes: broadcast::Sender<Arc<Snapshot>>,
    pub(super) closing: Notify,
}

/// The files of one build, and what is shown over them.
#[derive(Default)]
pub(super) struct Snapshot {
    pub files: Arc<BTreeMap<OutPath, Bytes>>,
    /// A fragment of HTML that is shown over every page, or at its foot.
    pub overlay: Option<String>,
    count: u64,
}

impl Snapshot {
    /// Returns a name that no other snapshot has, of this process or another: a page that was
    /// loaded before the server was restarted must notice that it is old.
    pub fn version(&self) -> String {
        format!("{}-{}", std::process::id(), self.count)
    }
}

impl PreviewSite {
    /// Makes a site without files yet. `base` is the path of its base address, percent-encoded,
    /// `styles` the style sheet of the overlay.
    pub fn new(base: &str, styles: &'static str) -> PreviewSite {
        let inside = base.trim_matches('/');
        let base = if inside.is_empty() { "/".to_owned() } else { format!("/{inside}/") };
        let (changes, _) = broadcast::channel(4);
        let decoded_base = decode(&base).unwrap_or_else(|| base.clone());
        PreviewSite {
            base,
            decoded_base,
            styles,
            snapshot: RwLock::default(),
            changes,
            closing: Notify::new(),
        }
    }

    /// Shows a new build, with `notes`, a fragment of HTML, at the foot of its pages.
    pub fn show_build(&self, files: BTreeMap<OutPath, Vec<u8>>, notes: Option<String>) {
        let files = files.into_iter().map(|(path, bytes)| (path, Bytes::from(bytes))).collect();
        self.change(|_| (Arc::new(files), notes));
    }

    /// Shows a fragment of HTML over the pages of the last build.
    pub fn show_overlay(&self, overlay: String) {
        self.change(|snapshot| (Arc::clone(&snapshot.files), Some(overlay)));
    }

    /// Ends [`serve`](crate::serve::serve).
    pub fn close(&self) {
        self.closing.notify_one();
    }

    fn change(
        &self,
        make: impl FnOnce(&Snapshot) -> (Arc<BTreeMap<OutPath, Bytes>>, Option<String>),
    ) {
        let mut snapshot = self.snapshot.write().unwrap_or_else(PoisonError::into_inner);
        let (files, overlay) = make(&snapshot);
        *snapshot = Arc::new(Snapshot { files, overlay, count: snapshot.count + 1 });
        // It fails if nobody is listening, which is fine.
        let _ = self.changes.send(Arc::clone(&snapshot));
    }

    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn changes(&self) -> broadcast::Receiver<Arc<Snapshot>> {
        self.changes.subscribe()
    }
}
