//! What git knows of the content, where site.yaml wants it.

use super::content::Content;
use super::options::Options;
use crate::config::Config;
use crate::diagnostic::Checked;
use crate::history::{self, History};
use crate::register::time_zone;
use std::sync::Arc;

/// Returns the history, and what it finds wrong with the content. There is none where site.yaml does not want it, and where
/// nobody asked git.
pub(super) fn checked(
    config: &Config,
    options: &Options,
    content: &Content,
) -> Checked<Option<Arc<History>>> {
    let (Some(settings), Some(answer)) = (&config.history, &options.history) else {
        return Checked::new(None, Vec::new());
    };
    match answer {
        Ok(history) => {
            let zone = time_zone(config);
            let found = history::check(history, settings, &content.documents, zone);
            Checked::new(Some(Arc::clone(history)), found)
        }
        Err(why) => Checked::new(None, vec![history::unavailable(why, settings)]),
    }
}
