//! What is shown at this moment, and who learns when it changes.

use crate::output::OutPath;
use crate::serve::address::decode;
use axum::body::Bytes;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::{Notify, broadcast};

/// The site that is shown. A rebuild puts a new edition in place of the old one, in one step.
pub struct PreviewSite {
    /// Where the site lies on its host: `/`, or `/portal/`; percent-encoded.
    pub(super) base: String,
    /// The same as plain text.
    pub(super) plain: String,
    pub(super) styles: &'static str,
    edition: RwLock<Arc<Edition>>,
    changes: broadcast::Sender<Arc<Edition>>,
    pub(super) closing: Notify,
}

/// The files of one build, and what covers them.
#[derive(Default)]
pub(super) struct Edition {
    pub files: Arc<BTreeMap<OutPath, Bytes>>,
    /// A fragment of HTML that is shown over every page, or at its foot.
    pub overlay: Option<String>,
    count: u64,
}

impl Edition {
    /// A name that no other edition has, of this run or another: a page that was loaded from a
    /// server that has since been started again must find that it is old.
    pub fn name(&self) -> String {
        format!("{}-{}", std::process::id(), self.count)
    }
}

impl PreviewSite {
    /// A site without files yet. `base` is the path of its base address, percent-encoded, `styles` the look of
    /// what covers it.
    pub fn new(base: &str, styles: &'static str) -> PreviewSite {
        let inside = base.trim_matches('/');
        let base = if inside.is_empty() { "/".to_owned() } else { format!("/{inside}/") };
        let (changes, _) = broadcast::channel(4);
        let plain = decode(&base).unwrap_or_else(|| base.clone());
        PreviewSite {
            base,
            plain,
            styles,
            edition: RwLock::default(),
            changes,
            closing: Notify::new(),
        }
    }

    /// Shows a new build, and uncovers it; what is to be noted stands at the foot of its pages.
    pub fn show_build(&self, files: BTreeMap<OutPath, Vec<u8>>, notes: Option<String>) {
        let files = files.into_iter().map(|(path, bytes)| (path, Bytes::from(bytes))).collect();
        self.change(|_| (Arc::new(files), notes));
    }

    /// Covers the pages of the last build with a fragment of HTML.
    pub fn show_overlay(&self, overlay: String) {
        self.change(|edition| (Arc::clone(&edition.files), Some(overlay)));
    }

    /// Ends [`serve`](crate::serve::serve).
    pub fn close(&self) {
        self.closing.notify_one();
    }

    fn change(
        &self,
        make: impl FnOnce(&Edition) -> (Arc<BTreeMap<OutPath, Bytes>>, Option<String>),
    ) {
        let mut edition = self.edition.write().unwrap_or_else(PoisonError::into_inner);
        let (files, overlay) = make(&edition);
        *edition = Arc::new(Edition { files, overlay, count: edition.count + 1 });
        // Nobody may be listening.
        let _ = self.changes.send(Arc::clone(&edition));
    }

    pub(super) fn edition(&self) -> Arc<Edition> {
        Arc::clone(&self.edition.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn changes(&self) -> broadcast::Receiver<Arc<Edition>> {
        self.changes.subscribe()
    }
}
