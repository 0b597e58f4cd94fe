//! The bar that shows how far work has got: on a terminal and nowhere else, and not for what is quick.

use crate::commands::{Folder, gongbao, text};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a bar of stages draws.
const BAR: &str = "[=";

/// Runs the program on a terminal of its own, with a variable of the environment, and returns all that it writes there, with
/// the time it took. Its standard output goes to the file `out` of the folder.
fn on_terminal(folder: &Path, arguments: &str, variable: (&str, &str)) -> (String, Duration) {
    let program = env!("CARGO_BIN_EXE_gongbao");
    let start = Instant::now();
    let output = Command::new("script")
        .args(["--quiet", "--return", "--command"])
        .arg(format!("'{program}' --lang zh {arguments} > out"))
        .arg("typescript")
        .current_dir(folder)
        .env_remove("CI")
        .env_remove("NO_COLOR")
        .env("TERM", "xterm")
        .env("LC_ALL", "C")
        .env(variable.0, variable.1)
        .stdin(Stdio::null())
        .output()
        .expect("script of util-linux");
    assert!(output.status.success(), "{}", text(&output.stdout));
    (text(&output.stdout), start.elapsed())
}

/// A new site.
fn site(name: &str) -> Folder {
    let folder = Folder::new(name);
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    folder
}

/// A site that takes this machine much longer to check than the bar waits.
fn large_site(name: &str) -> Folder {
    let folder = site(name);
    let body = "各会员单位要按照要求认真组织，按时报送有关材料。\n\n".repeat(60);
    let mut documents = 0;
    loop {
        for serial in documents + 2..2 * documents + 1002 {
            let document = format!(
                "---\ntitle: 关于第{serial}项工作的通知\nnumber: 某协发〔2026〕{serial}号\ndate: 2026-03-15\n---\n\n{body}"
            );
            fs::write(folder.0.join(format!("content/notices/{serial}.md")), document)
                .expect("writing");
        }
        documents = 2 * documents + 1000;
        let start = Instant::now();
        let checked = gongbao(&folder.0, &["check", "--date", "2026-11-22"]);
        assert!(checked.status.success(), "{}", text(&checked.stderr));
        if start.elapsed() > Duration::from_millis(1200) {
            return folder;
        }
        assert!(documents < 50_000, "the program is too quick for this test");
    }
}

#[test]
fn bar_is_drawn_on_a_terminal_and_gone_at_the_end() {
    let folder = large_site("progress");
    for command in ["check", "build", "export search --format opensearch"] {
        let arguments = format!("{command} --date 2026-11-22");
        let (seen, _) = on_terminal(&folder.0, &arguments, ("LANG", "C"));
        assert!(seen.contains(BAR), "{command}: {seen:?}");
        let stages = ["网页（", "解析（", "登记（", "链接（", "检索（"];
        assert!(stages.iter().any(|stage| seen.contains(stage)), "{command}: {seen:?}");
        // The last thing done to the line of the bar is to clear it.
        let (_, behind) = seen.rsplit_once(BAR).expect("a bar");
        assert!(
            behind.contains("\u{1b}[2K") || behind.contains("\u{1b}[0K"),
            "{command}: {behind:?}"
        );
        let out = fs::read_to_string(folder.0.join("out")).expect("its output");
        assert!(!out.contains('\u{1b}') && !out.contains(BAR), "{command}: {out}");
        for variable in [("CI", "true"), ("NO_COLOR", "1"), ("TERM", "dumb")] {
            if command == "check" {
                let (seen, _) = on_terminal(&folder.0, &arguments, variable);
                assert!(!seen.contains(BAR), "{variable:?}: {seen:?}");
            }
        }
    }
    let (seen, _) = on_terminal(&folder.0, "check --quiet --date 2026-11-22", ("LANG", "C"));
    assert_eq!(seen, "", "quiet");
    let piped = gongbao(&folder.0, &["check", "--date", "2026-11-22"]);
    for stream in [&piped.stdout, &piped.stderr] {
        let written = text(stream);
        assert!(!written.contains(BAR) && !written.contains('\u{1b}'), "{written:?}");
    }
}

#[test]
fn nothing_is_drawn_for_what_is_quick() {
    let folder = site("progress-quick");
    for _ in 0..5 {
        let (seen, time) = on_terminal(&folder.0, "check --date 2026-11-22", ("LANG", "C"));
        if time < Duration::from_millis(500) {
            assert!(!seen.contains(BAR), "{time:?}: {seen:?}");
        }
    }
}
