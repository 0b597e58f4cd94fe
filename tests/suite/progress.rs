//! Progress is shown to a person at a terminal, and to nobody else.
#![cfg(unix)]

use crate::commands::{Folder, gongbao, text};
use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

/// A site that takes longer than half a second.
fn large_site() -> Folder {
    let folder = Folder::new("progress");
    assert!(gongbao(&folder.0, &["init", "site"]).status.success());
    let body = "推动高质量发展，加强医院管理。\n\n".repeat(60);
    for n in 1..=120 {
        let front = format!("---\ntitle: 关于第{n}件事的通知\ndate: 2026-03-15\n---\n\n");
        let path = folder.0.join(format!("site/content/notices/n{n}.md"));
        fs::write(path, front + &body).expect("a document");
    }
    folder
}

/// Runs the program with a terminal as its stderr; returns what the terminal got, and stdout.
fn at_terminal(folder: &Path, arguments: &[&str]) -> (String, String) {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&terminal).expect("a terminal");
    unlockpt(&terminal).expect("a terminal");
    let name = ptsname(&terminal, Vec::new()).expect("its name");
    let end = open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).expect("its other end");
    let child = Command::new(env!("CARGO_BIN_EXE_gongbao"))
        .args(arguments)
        .current_dir(folder)
        .env("LANG", "zh_CN.UTF-8")
        .env("TERM", "xterm")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(end)
        .spawn()
        .expect("the program starts");
    let reading = std::thread::spawn(move || {
        let mut shown = Vec::new();
        // Reading ends with an error when nobody has the other end open any more.
        let _ = File::from(terminal).read_to_end(&mut shown);
        shown
    });
    let output = child.wait_with_output().expect("the program ends");
    assert!(output.status.success(), "{}", text(&output.stdout));
    (text(&reading.join().expect("what was shown")), text(&output.stdout))
}

#[test]
fn progress_is_shown_at_a_terminal_only() {
    let folder = large_site();
    let site = folder.0.join("site");
    let build = ["build", "--date", "2026-11-22"];
    let (shown, out) = at_terminal(&site, &build);
    assert!(out.is_empty(), "{out}");
    assert!(shown.contains("网页") && shown.contains("/1"), "{shown:?}");
    // The line is gone at the end.
    let end = shown.rsplit("网页").next().unwrap_or_default();
    assert!(end.contains("\u{1b}[2K") && end.contains("写入"), "{end:?}");

    let (quiet, _) = at_terminal(&site, &["build", "--date", "2026-11-22", "--quiet"]);
    assert!(quiet.is_empty(), "{quiet:?}");
    let piped = text(&gongbao(&site, &build).stderr);
    assert!(piped.contains("写入") && !piped.contains("网页"), "{piped:?}");
    assert!(!piped.contains('\u{1b}'), "{piped:?}");
}
