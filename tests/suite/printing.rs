//! What becomes of the browser when printing ends before its time.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A folder for the test, gone when it is over.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(20), "still not: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn is_running(process: &str) -> bool {
    let state = Command::new("kill").args(["-0", process]).stderr(Stdio::null()).status();
    state.expect("kill").success()
}

/// Prints with a program in the place of the browser, which takes no command and says which process it is, and
/// ends gongbao by a signal; returns when nothing is left of the browser.
fn end_printing(folder: &Path, signal: &str) {
    let note = folder.join("started");
    let browser = folder.join("browser");
    let script = format!(
        "#!/bin/sh\nfor word; do case $word in --user-data-dir=*) profile=${{word#*=}};; esac; done\n\
         mkdir -p \"$profile/Default\"\necho \"$$ $profile\" > {note}.new\nmv {note}.new {note}\nexec sleep 600\n",
        note = note.display()
    );
    fs::write(&browser, script).expect("writing");
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("a program");
    let mut printing = Command::new(env!("CARGO_BIN_EXE_gongbao"))
        .args(["paper", "--all", "--root"])
        .arg(folder.join("site"))
        .env("CHROMIUM", &browser)
        .env("TMPDIR", folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    wait_until("the browser runs", || note.exists());
    let started = fs::read_to_string(&note).expect("a note");
    let (process, profile) = started.trim().split_once(' ').expect("two words");
    assert!(is_running(process) && Path::new(profile).is_dir(), "{started}");

    let ended = Command::new("kill").args([signal, &printing.id().to_string()]).status();
    assert!(ended.expect("kill").success());
    printing.wait().expect("an end");
    wait_until("the browser has ended", || !is_running(process));
    wait_until("its profile is gone", || !Path::new(profile).exists());
    fs::remove_file(&note).expect("removing");
}

#[test]
fn browser_ends_with_gongbao_however_that_ends() {
    let folder = std::env::temp_dir().join(format!("gongbao-printing-{}", std::process::id()));
    let folder = Folder(folder);
    fs::create_dir_all(&folder.0).expect("a folder");
    let made = Command::new(env!("CARGO_BIN_EXE_gongbao"))
        .arg("init")
        .arg(folder.0.join("site"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(made.expect("the program runs").success());
    for signal in ["-KILL", "-TERM", "-INT"] {
        end_printing(&folder.0, signal);
    }
}
