//! Measures the build of a site of generated documents, from files on disk to files on disk.
//!
//! `cargo bench --bench build -- 1000 10000` prints a line for each size: the first build into an empty folder and a
//! second one without changes, each as the median of five runs.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark writes and reads its own site, and prints its results"
)]

use gongbao::build::{Memos, Options, build};
use gongbao::date::Moment;
use gongbao::disk::{self, Durability, Ownership, Publication};
use std::fs;
use std::path::Path;
use std::time::Instant;

#[path = "generate.rs"]
mod generate;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const RUNS: usize = 5;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000] } else { sizes };
    for size in sizes {
        let root = std::env::temp_dir().join(format!("gongbao-bench-{}", std::process::id()));
        generate::site(&root, size);
        let (mut first, mut second, mut pages) = (Vec::new(), Vec::new(), 0);
        for _ in 0..RUNS {
            let _ = fs::remove_dir_all(root.join("public"));
            let (seconds, made) = timed(&root);
            first.push(seconds);
            pages = made;
            second.push(timed(&root).0);
        }
        println!(
            "{size} documents, {pages} pages: first build {:.2} s, unchanged {:.2} s (medians of {RUNS})",
            median(&mut first),
            median(&mut second)
        );
        let _ = fs::remove_dir_all(&root);
    }
}

fn timed(root: &Path) -> (f64, usize) {
    let start = Instant::now();
    let output = root.join("public");
    let tree = disk::read(root, &output).expect("the tree");
    let date = jiff::civil::Date::constant(2026, 11, 22);
    let options = Options::at(Moment::from_date(date));
    let publication = Publication::open(&output, root, Durability::Process, Ownership::AsListed)
        .expect("a publication");
    let built = build(&tree, &options, &mut Memos::disabled(), &publication).expect("a build");
    assert!(!built.diagnostics.iter().any(|d| d.is_error()), "{:?}", built.diagnostics.first());
    publication.finish().expect("publishing");
    (start.elapsed().as_secs_f64(), built.pages)
}

fn median(seconds: &mut [f64]) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}
