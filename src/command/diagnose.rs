//! The diagnostics of a site, without its output.

use crate::build::{Memos, Options, Parts, build};
use crate::diagnostic::Diagnostic;
use crate::output::NullSink;
use crate::source::Tree;

/// Returns what a build would report.
pub(super) fn diagnose(tree: &Tree, options: &Options) -> anyhow::Result<Vec<Diagnostic>> {
    let options = Options { parts: Parts::AllButSearch, ..options.clone() };
    Ok(build(tree, &options, &mut Memos::disabled(), &NullSink)?.diagnostics)
}
