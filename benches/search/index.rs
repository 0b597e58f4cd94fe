//! Indexes a corpus made by `corpus.mjs` and prints the size, time and memory:
//! `cargo run --release --example search-index CORPUS INDEX [LIMIT]`.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark reads its corpus, writes its index, and prints its results"
)]

use gongbao::search::{Block, BlockKind, Record, Settings, index};
use std::{env, fs, io, path::Path, time::Instant};

fn record(line: &str) -> Record<'static> {
    let value: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let list = |key: &str| {
        value[key]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|item| Some(item.as_str()?.to_owned()))
            .collect()
    };
    let block = |pair: &serde_json::Value| Block {
        kind: if pair[0] == "#" { BlockKind::Heading } else { BlockKind::Text },
        text: pair[1].as_str().unwrap_or_default().to_owned().into(),
    };
    Record {
        url: text("url"),
        title: text("title"),
        number: value["number"].as_str().map(str::to_owned),
        issuers: list("issuers"),
        date: text("date"),
        year: text("date").chars().take(4).collect(),
        kinds: list("kinds"),
        category: text("category"),
        topics: list("topics"),
        genre: text("genre"),
        validity: text("validity"),
        facets: Vec::new(),
        blocks: value["blocks"].as_array().into_iter().flatten().map(block).collect(),
    }
}

/// Returns the peak memory in megabytes and the processor seconds of this process, as Linux counts them.
fn usage() -> (u64, f64) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .and_then(|line| line.split_whitespace().nth(1));
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks: u64 = stat
        .split_whitespace()
        .skip(13)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    (peak.and_then(|peak| peak.parse().ok()).unwrap_or(0) / 1024, ticks as f64 / 100.0)
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().collect();
    let (folder, out) = (Path::new(&arguments[1]), Path::new(&arguments[2]));
    let limit = arguments.get(3).and_then(|limit| limit.parse().ok()).unwrap_or(usize::MAX);
    let lines = fs::read_to_string(folder.join("records.jsonl"))?;
    let records: Vec<Record<'static>> = lines.lines().take(limit).map(record).collect();
    drop(lines);
    let categories = [
        ("notices", "通知公告"),
        ("newsletters", "会讯"),
        ("reports", "报告"),
        ("initiatives", "倡议"),
    ];
    let validities = [
        ("in-force", "现行有效"),
        ("repealed", "已废止"),
        ("expired", "已失效"),
        ("amended", "已被修改"),
    ];
    let kinds = [("document", "文件"), ("article", "会讯文章")];
    let named = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(key, name)| ((*key).into(), (*name).into())).collect()
    };
    let settings = Settings {
        made_from: String::new(),
        base_path: "/".into(),
        kinds: named(&kinds),
        categories: named(&categories),
        validities: named(&validities),
        facets: Vec::new(),
        synonyms: fs::read_to_string(folder.join("synonyms.json"))
            .map(|text| serde_json::from_str(&text).expect("synonyms by term"))
            .unwrap_or_default(),
    };
    let _ = fs::remove_dir_all(out);
    // Resets the peak, or reading the corpus would count.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let resident = fs::read_to_string("/proc/self/statm")?;
    let resident: u64 =
        resident.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0) * 4 / 1024;
    let (_, before) = usage();
    let start = Instant::now();
    let stats = index(&records.as_slice(), &settings, &|path, bytes| {
        let path = out.join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, bytes)
    })?;
    let (peak, after) = usage();
    println!(
        "{{\"documents\":{},\"files\":{},\"bytes\":{},\"cpu\":{:.2},\"seconds\":{:.2},\"megabytes\":{}}}",
        stats.documents,
        stats.files,
        stats.bytes,
        after - before,
        start.elapsed().as_secs_f64(),
        peak - resident
    );
    Ok(())
}
