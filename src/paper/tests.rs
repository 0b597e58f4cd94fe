#![allow(clippy::disallowed_methods, reason = "a script on the disk takes the place of a browser")]
#![cfg(unix)]

use crate::paper::printer::Printer;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Returns the error of opening a browser that is this script.
fn open_error(name: &str, script: &str) -> String {
    let folder: PathBuf =
        std::env::temp_dir().join(format!("gongbao-paper-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let program = folder.join("browser");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let opened = Printer::open(&program, &folder.join("profile"), Duration::from_millis(500));
    fs::remove_dir_all(&folder).unwrap();
    format!("{:#}", opened.err().expect("no browser"))
}

#[test]
fn a_browser_that_hangs_or_fails_is_an_error() {
    let began = Instant::now();
    let message = open_error("hangs", "exec sleep 60");
    assert!(message.contains("no command within 0.5 seconds"), "{message}");
    let message = open_error("fails", "echo no such display >&2; exit 3");
    assert!(message.contains("no such display"), "{message}");
    let message =
        open_error("lies", "echo DevTools listening on ws://127.0.0.1:1/x >&2; exec sleep 60");
    assert!(message.contains("does not listen"), "{message}");
    assert!(began.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_browser_without_a_sandbox_is_started_again_without_one() {
    let message = open_error(
        "root",
        "case \"$*\" in *--no-sandbox*) echo second >&2;; *) echo no sandbox >&2;; esac",
    );
    assert!(message.contains("ended at once: second"), "{message}");
}
