//! A document in a folder of its own, and the result of the fixes that `check --fix` makes there.

use gongbao::diagnostic::{Diagnostic, Edit, in_order};
use gongbao::disk::{self, AppliedFixes};
use gongbao::document::{self, Document};
use gongbao::markdown::RawHtml;
use gongbao::source::{SitePath, Source, Tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const PATH: &str = "content/notices/bad.md";
const MAX_ROUNDS: usize = 8;

/// A temporary folder with one document in it.
pub struct TemporarySite(PathBuf);

impl TemporarySite {
    pub fn new() -> TemporarySite {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let root =
            std::env::temp_dir().join(format!("gongbao-fixes-{}-{count}", std::process::id()));
        fs::create_dir_all(root.join("content/notices")).expect("a folder");
        TemporarySite(root)
    }

    /// Applies the fixes of a document until it has none left.
    pub fn fix(&self, bytes: &[u8]) -> Fixed {
        fs::write(self.0.join(PATH), bytes).expect("writing");
        let first = read(bytes);
        let mut read_last = read(bytes);
        for _ in 0..MAX_ROUNDS {
            let fixes = read_last.diagnostics.iter().map(|diagnostic| diagnostic.fix.clone());
            let fixes: Vec<Vec<Edit>> = fixes.filter(|fix| !fix.is_empty()).collect();
            if fixes.is_empty() {
                break;
            }
            let result = apply(&self.0, &read_last.source, &fixes);
            let now = fs::read(self.0.join(PATH)).expect("reading");
            if result.outdated == 0 {
                let announced = result.applied.iter().flat_map(|fix| fixes[*fix].clone());
                let announced = with_edits(&read_last.source.text, announced.collect());
                assert_eq!(String::from_utf8_lossy(&now), announced, "only the announced edits");
            }
            read_last = read(&now);
            if result.applied.is_empty() {
                break;
            }
        }
        Fixed {
            before: first,
            after: read_last,
            bytes: fs::read(self.0.join(PATH)).expect("reading"),
        }
    }
}

impl Drop for TemporarySite {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Returns a text with the announced edits and no others.
fn with_edits(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.span.start, edit.span.end)));
    edits.dedup();
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

fn apply(root: &Path, source: &Arc<Source>, fixes: &[Vec<Edit>]) -> AppliedFixes {
    let texts = BTreeMap::from([(source.path.clone(), Arc::clone(source))]);
    let read = Arc::new(|_: &SitePath| Err(std::io::ErrorKind::NotFound.into()));
    let tree = Tree { texts, assets: BTreeMap::new(), read };
    disk::apply_fixes(root, &tree, fixes).expect("the file is written")
}

/// A document as it is read.
pub struct Read {
    pub source: Arc<Source>,
    pub document: Option<Arc<Document>>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Read {
    pub fn ids(&self) -> Vec<&str> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.id).collect()
    }

    /// Whether a build would publish the document.
    pub fn is_published(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
            && self.document.as_ref().is_some_and(|d| !d.front.is_internal && !d.front.is_draft)
    }

    pub fn body(&self) -> &str {
        self.document.as_ref().map_or("", |d| &self.source.text[d.body.clone()])
    }

    /// The values that no fix may change.
    pub fn values(&self) -> Vec<Option<String>> {
        let Some(document) = &self.document else { return Vec::new() };
        let front = &document.front;
        vec![
            Some(front.title.value.clone()),
            front.number.as_ref().map(|number| number.value.to_string()),
            front.date.as_ref().map(|date| date.value.to_string()),
            front.published.as_ref().map(|moment| moment.value.to_string()),
            front.is_internal.then(|| "internal".to_owned()),
            front.is_draft.then(|| "draft".to_owned()),
            front.summary.clone(),
        ]
        .into_iter()
        // Byte-order marks are removed by a fix of their own.
        .map(|value| value.map(|value| value.replace('\u{feff}', "")))
        .collect()
    }
}

fn read(bytes: &[u8]) -> Read {
    let source = Arc::new(Source::decode(SitePath::new(PATH), bytes));
    let parsed = document::parse(&source, RawHtml::Sanitised, &document::DeclaredFields::default());
    Read { source, document: parsed.value.map(Arc::new), diagnostics: in_order(parsed.diagnostics) }
}

pub struct Fixed {
    pub before: Read,
    pub after: Read,
    pub bytes: Vec<u8>,
}

impl Fixed {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

pub fn fix(text: &str) -> Fixed {
    TemporarySite::new().fix(text.as_bytes())
}

/// Asserts that no fix is offered for a document.
pub fn assert_unchanged(bytes: &[u8]) -> Fixed {
    let fixed = TemporarySite::new().fix(bytes);
    assert_eq!(fixed.text(), String::from_utf8_lossy(bytes));
    assert!(fixed.bytes == bytes);
    fixed
}
