//! A build over a published site does not make again what was made from the same.

use crate::harness::Site;
use gongbao::build::{Memos, build};
use gongbao::output::{OutPath, Sink};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Mutex;

type Files = BTreeMap<String, Vec<u8>>;

/// A sink over what was published before, which notes what is made and what is kept.
#[derive(Default)]
struct Published {
    before: Files,
    made: Mutex<Files>,
    kept: Mutex<BTreeSet<String>>,
}

impl Sink for Published {
    fn put(&self, path: &OutPath, bytes: &[u8]) -> io::Result<()> {
        self.made.lock().unwrap().insert(path.to_string(), bytes.to_vec());
        Ok(())
    }

    fn wants(&self, path: &OutPath) -> io::Result<bool> {
        let is_there = self.before.contains_key(path.as_str());
        if is_there {
            self.kept.lock().unwrap().insert(path.to_string());
        }
        Ok(!is_there)
    }

    fn published(&self, path: &OutPath) -> Option<Vec<u8>> {
        self.before.get(path.as_str()).cloned()
    }
}

/// Publishes the site over other files; returns all files of the index, and whether they were made.
fn publish(site: &Site, before: Files) -> (Files, bool) {
    let sink = Published { before, ..Published::default() };
    build(&site.tree(), &site.options, &mut Memos::disabled(), &sink).expect("the sink takes all");
    let made = sink.made.into_inner().unwrap();
    let kept = sink.kept.into_inner().unwrap().into_iter();
    let is_index = |path: &str| path.starts_with("search/") && !path.ends_with(".html");
    let is_made = made.keys().any(|path| is_index(path));
    let kept = kept.map(|path| (path.clone(), sink.before[&path].clone()));
    let all = kept.chain(made).filter(|(path, _)| is_index(path));
    (all.collect(), is_made)
}

fn site() -> Site {
    let front = "number: 鲁医协发〔2026〕2号\ndate: 2026-03-15\nexpires: 2026-12-31";
    Site::with_notice().notice("two", front, "医院高质量发展。")
}

#[test]
fn index_made_from_the_same_is_kept() {
    let (index, is_made) = publish(&site(), Files::new());
    assert!(is_made && index.len() > 5, "{:?}", index.keys());
    assert_eq!(publish(&site(), index.clone()), (index, false));
}

#[test]
fn index_made_from_something_else_is_made_again() {
    let (index, _) = publish(&site(), Files::new());
    for changed in [
        site().notice("two", "number: 鲁医协发〔2026〕2号\ndate: 2026-03-15", "另有通知。"),
        site().notice("three", "number: 鲁医协发〔2026〕3号\ndate: 2026-03-15", "正文。"),
        site().edit("site.yaml", &format!("{}synonyms: {{医院: [院方]}}\n", crate::harness::SITE)),
        site().on("2027-01-01"),
    ] {
        let fresh = publish(&changed, Files::new());
        assert_eq!(publish(&changed, index.clone()), fresh);
        assert_ne!(fresh.0, index);
    }
}

#[test]
fn incomplete_index_is_made_again() {
    let (index, _) = publish(&site(), Files::new());
    for missing in index.keys() {
        let mut before = index.clone();
        before.remove(missing);
        assert_eq!(publish(&site(), before), (index.clone(), true), "{missing}");
    }
    let mut other_format = index.clone();
    let entry = String::from_utf8(index["search/search.json"].clone()).unwrap();
    let entry = entry.replacen("\"format\":", "\"format\":9", 1);
    other_format.insert("search/search.json".to_owned(), entry.into_bytes());
    assert_eq!(publish(&site(), other_format), (index, true));
}
