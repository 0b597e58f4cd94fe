//! The site of this repository builds without a warning.

use gongbao::build::{Memos, Options, build};
use gongbao::config::BaseUrl;
use gongbao::date::Moment;
use gongbao::language::Language;
use gongbao::output::MemorySink;
use gongbao::report::{Extent, terminal};
use std::collections::BTreeMap;
use std::path::Path;

fn build_own_site() -> (BTreeMap<String, Vec<u8>>, String, usize) {
    let tree = gongbao::disk::read(Path::new("."), Path::new("public")).expect("the tree");
    // The base URL is an example until the workflow gives a real one.
    let base_url = BaseUrl::parse("https://example.org/");
    let options = Options { base_url, ..Options::at(Moment::from_date(crate::harness::today())) };
    let files = MemorySink::default();
    let built = build(&tree, &options, &mut Memos::disabled(), &files).expect("memory");
    let diagnostics = terminal::text(
        &built.diagnostics,
        &tree,
        Language::Chinese,
        Extent::Few,
        terminal::Paint::Plain,
    );
    let files = files.into_files().into_iter().map(|(p, b)| (p.as_str().to_owned(), b)).collect();
    (files, diagnostics, built.documents)
}

#[test]
fn own_site_has_no_diagnostics_and_does_not_depend_on_the_number_of_threads() {
    let pool = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads").install(build_own_site)
    };
    let (one, diagnostics, documents) = pool(1);
    assert_eq!(diagnostics, "");
    assert!(documents >= 40);
    let (four, _, _) = pool(4);
    assert!(one == four, "the output depends on the number of threads");
}

#[test]
fn every_internal_link_of_the_own_site_has_a_target() {
    let (files, _, _) = build_own_site();
    let mut links = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        for attribute in ["href=\"", "src=\"", "action=\""] {
            for (at, _) in text.match_indices(attribute) {
                let rest = &text[at + attribute.len()..];
                let target = rest.split('"').next().unwrap_or_default().replace("&#x2F;", "/");
                let target = target.replace("https://example.org/", "/");
                if !target.starts_with('/') || target.starts_with("//") {
                    continue;
                }
                links += 1;
                let plain = target.split(['?', '#']).next().unwrap_or_default();
                let plain = gongbao::target::percent_decoded(plain).expect("text");
                let file = gongbao::address::url::file_of(&plain).expect("a path");
                assert!(files.contains_key(file.as_str()), "{path}: {target} leads nowhere");
            }
        }
    }
    assert!(links > 2000, "only {links} links were checked");
}
