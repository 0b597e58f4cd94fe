//! What a deployment does, by the two manifests and the state alone.

use super::state::State;
use crate::integrity::Files;
use crate::output::{OutPath, PublishOrder};
use std::collections::{BTreeMap, BTreeSet};

/// The steps of a deployment, in the order in which they are done.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// Files of the target that will be replaced or removed, copied for a way back first.
    pub kept: Vec<String>,
    /// Files to upload: what pages refer to, pages, the index of the search.
    pub uploads: [Vec<String>; 3],
    pub removed: Vec<String>,
    /// Files that no page refers to any more and that stay for readers of old pages, with the time since when.
    pub leaving: BTreeMap<String, i64>,
}

impl Plan {
    /// Plans a deployment from what the target has by its manifest to what it will have. `grace` is how many seconds files
    /// named by their content stay after they have left the manifest; where a page goes, it may have been withdrawn, so
    /// nothing that holds words of it stays.
    pub fn new(current: &Files, new: &Files, state: &State, now: i64, grace: i64) -> Plan {
        let mut plan = Plan::default();
        for (path, record) in new {
            let name = path.as_str();
            let is_there = match state.touched.get(name) {
                // An interrupted deployment has written it, or may have.
                Some(sum) => sum.as_ref() == Some(&record.sha256),
                None => current.get(path) == Some(record),
            };
            if !is_there {
                let stage = match path.publish_order() {
                    PublishOrder::Asset => 0,
                    PublishOrder::Page => 1,
                    PublishOrder::Index | PublishOrder::Manifest => 2,
                };
                plan.uploads[stage].push(name.to_owned());
            }
        }
        let changes = current.iter().filter(|(path, record)| new.get(*path) != Some(record));
        let names = changes.map(|(path, _)| path.as_str());
        // What was touched is not any more what the manifest says; it was copied before.
        plan.kept =
            names.filter(|name| !state.touched.contains_key(*name)).map(str::to_owned).collect();
        let is_withdrawn = current.keys().any(|path| path.is_page() && !new.contains_key(path));
        let there = current.keys().map(OutPath::as_str);
        let there = there.chain(state.touched.keys().map(String::as_str));
        let there: BTreeSet<&str> = there.chain(state.leaving.keys().map(String::as_str)).collect();
        for name in there {
            if new.contains_key(name) {
                continue;
            }
            // A deployment that was interrupted may have recorded it too early: readers find it until now.
            let before = state.leaving.get(name).filter(|_| !current.contains_key(name));
            let since = before.copied().unwrap_or(now);
            let may_stay =
                is_named_by_content(name) && (name.starts_with(THEME_FILES) || !is_withdrawn);
            if may_stay && now.saturating_sub(since) < grace {
                plan.leaving.insert(name.to_owned(), since);
            } else {
                plan.removed.push(name.to_owned());
            }
        }
        plan
    }

    pub fn upload_count(&self) -> usize {
        self.uploads.iter().map(Vec::len).sum()
    }
}

/// Below here lie files of the theme, which hold no words of documents.
const THEME_FILES: &str = "assets/";

/// Returns whether the name of a file of the theme, of the search or of a card holds a digest of its bytes: a part of six
/// hexadecimal digits or more. Any other file that is not published any more is removed at once, as it may have been
/// withdrawn.
fn is_named_by_content(path: &str) -> bool {
    let is_digest = |part: &str| part.len() >= 6 && part.bytes().all(|b| b.is_ascii_hexdigit());
    let is_generated = [THEME_FILES, "search/", "cards/"].iter().any(|top| path.starts_with(top));
    is_generated
        && !path.ends_with(".html")
        && path.split(|c: char| !c.is_ascii_alphanumeric()).any(is_digest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrity::FileRecord;

    const CARD: &str = "cards/0123456789abcdef0123456789abcdef.png";

    fn files(pairs: &[(&str, &str)]) -> Files {
        let record = |(path, text): &(&str, &str)| {
            (OutPath::new(path).unwrap(), FileRecord::of(text.as_bytes()))
        };
        pairs.iter().map(record).collect()
    }

    #[test]
    fn only_what_differs_is_uploaded_assets_first() {
        let current =
            files(&[("a.css", "1"), ("index.html", "1"), ("same.html", "1"), ("x.pdf", "1")]);
        let new = files(&[
            ("a.css", "2"),
            ("index.html", "2"),
            ("same.html", "1"),
            ("search/search.json", "1"),
        ]);
        let plan = Plan::new(&current, &new, &State::default(), 0, 100);
        assert_eq!(plan.uploads, [vec!["a.css"], vec!["index.html"], vec!["search/search.json"]]);
        assert_eq!(plan.kept, ["a.css", "index.html", "x.pdf"]);
        assert_eq!((plan.removed, plan.leaving.len()), (vec!["x.pdf".to_owned()], 0));
    }

    #[test]
    fn only_generated_files_can_be_named_by_their_content() {
        for path in [CARD, "assets/5571e61f/site.css", "search/columns-0dc523.bin"] {
            assert!(is_named_by_content(path), "{path}");
        }
        // An attachment that was withdrawn does not stay.
        for path in ["notices/a-202611.pdf", "search/search.json", "assets/highlight.css"] {
            assert!(!is_named_by_content(path), "{path}");
        }
    }

    #[test]
    fn a_file_named_by_its_content_stays_for_the_grace_and_no_longer() {
        let (old, new) = (files(&[(CARD, "1")]), files(&[]));
        let mut state = State::default();
        let plan = Plan::new(&old, &new, &state, 1000, 100);
        assert_eq!((plan.removed.len(), plan.leaving.get(CARD)), (0, Some(&1000)));
        state.leaving = plan.leaving;
        let plan = Plan::new(&new, &new, &state, 1099, 100);
        assert_eq!((plan.removed.len(), plan.leaving.get(CARD)), (0, Some(&1000)));
        assert_eq!(Plan::new(&new, &new, &state, 1100, 100).removed, [CARD]);
        // The time begins when it leaves, not when an interrupted deployment wanted to remove it.
        assert_eq!(Plan::new(&old, &new, &state, 1100, 100).leaving.get(CARD), Some(&1100));
        // It is not removed if it is published again meanwhile.
        let plan = Plan::new(&new, &old, &state, 1100, 100);
        assert_eq!((plan.removed.len(), plan.leaving.len(), plan.upload_count()), (0, 0, 1));
    }

    #[test]
    fn nothing_with_words_of_a_withdrawn_page_stays() {
        let (index, style) = ("search/columns-0dc523.bin", "assets/5571e61f/site.css");
        let old = files(&[(CARD, "1"), (index, "1"), (style, "1"), ("a/index.html", "1")]);
        let mut state = State::default();
        state.leaving.insert("search/columns-aaaaaa.bin".to_owned(), 1000);
        let stays = |new| Plan::new(&old, &files(new), &state, 1001, 100).leaving;
        assert_eq!(stays(&[("a/index.html", "2")]).len(), 4);
        assert_eq!(stays(&[]).into_keys().collect::<Vec<_>>(), [style]);
    }

    #[test]
    fn a_resumed_deployment_trusts_only_what_it_has_uploaded() {
        let current = files(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let new = files(&[("a", "2"), ("b", "2"), ("c", "1")]);
        let mut state = State::default();
        state.touched.insert("a".into(), Some(FileRecord::of(b"2").sha256));
        state.touched.insert("b".into(), None);
        state.touched.insert("c".into(), None);
        state.touched.insert("left".into(), None);
        let plan = Plan::new(&current, &new, &state, 0, 100);
        assert_eq!(plan.uploads[0], ["b", "c"]);
        assert_eq!((plan.kept.len(), plan.removed), (0, vec!["left".to_owned()]));
    }
}
