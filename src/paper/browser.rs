//! The browser as a program: where it lies, how it starts, that it ends.

use crate::failure;
use crate::failure::Explain;
use anyhow::bail;
use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// What browsers that print are called, as people know them.
pub const BROWSER_NAMES: &str = "Chromium, Google Chrome, Microsoft Edge";

const PROGRAMS: [&str; 7] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
];

const APPLICATIONS: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

const ON_WINDOWS: [&str; 3] = [
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"Chromium\Application\chrome.exe",
];

/// How long a browser that was asked to close may take.
const FAREWELL: Duration = Duration::from_secs(3);

/// Where a browser may lie, the likeliest first: on the search path, and where it is usually
/// installed.
pub fn browser_paths() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let searched = PROGRAMS.iter().flat_map(|name| {
        let name = format!("{name}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&path).map(move |folder| folder.join(&name)).collect::<Vec<_>>()
    });
    let folders = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"];
    let windows = folders.iter().filter_map(env::var_os).flat_map(|folder| {
        ON_WINDOWS.iter().map(move |inside| Path::new(&folder).join(inside)).collect::<Vec<_>>()
    });
    searched.chain(APPLICATIONS.iter().map(PathBuf::from)).chain(windows).collect()
}

/// A browser that runs, without a window.
pub(super) struct Browser(Child);

impl Browser {
    /// Starts a browser; gives the address at which it takes commands.
    pub fn start(
        program: &Path,
        profile: &Path,
        patience: Duration,
    ) -> anyhow::Result<(Browser, String)> {
        // Root has no sandbox, nor has an unprivileged user in many containers. The pages are the
        // site's own and reach no network.
        match Browser::listening(program, profile, patience, &[]) {
            Err(failed) if failed.to_string().contains("sandbox") => {
                Browser::listening(program, profile, patience, &["--no-sandbox"])
            }
            started => started,
        }
    }

    fn listening(
        program: &Path,
        profile: &Path,
        patience: Duration,
        more: &[&str],
    ) -> anyhow::Result<(Browser, String)> {
        let mut folder = OsStr::new("--user-data-dir=").to_owned();
        folder.push(profile);
        let mut child = Command::new(program)
            .args(["--headless", "--remote-debugging-port=0", "--disable-gpu", "--no-first-run"])
            .args(["--no-default-browser-check", "--disable-extensions", "--disable-sync"])
            .args(["--disable-background-networking", "--disable-component-update"])
            .args(["--disable-quic", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"])
            .args(more)
            .arg(folder)
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .explain(|| failure!("它启动不了", "it does not start"))?;
        let lines = child.stderr.take().map(lines);
        let browser = Browser(child);
        let address = lines.map_or_else(
            || bail!(failure!("它没有回应", "it says nothing")),
            |l| announced(&l, patience),
        )?;
        Ok((browser, address))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let until = Instant::now() + FAREWELL;
        while Instant::now() < until && matches!(self.0.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a browser says, line by line; it is listened to as long as it speaks, or it would block.
fn lines(stderr: ChildStderr) -> Receiver<String> {
    let (said, heard) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stderr).split(b'\n').map_while(Result::ok) {
            let _ = said.send(String::from_utf8_lossy(&line).into_owned());
        }
    });
    heard
}

/// Waits for the line with the address; on failure what was said instead is in the error.
fn announced(lines: &Receiver<String>, patience: Duration) -> anyhow::Result<String> {
    let until = Instant::now() + patience;
    let mut said = Vec::new();
    loop {
        match lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(line) => match line.strip_prefix("DevTools listening on ") {
                Some(address) => return Ok(address.trim().to_owned()),
                None => said.push(line),
            },
            Err(RecvTimeoutError::Timeout) => {
                bail!(failure!(
                    "{seconds} 秒内没有接受命令",
                    "it took no command within {seconds} seconds",
                    seconds = patience.as_secs_f32()
                ))
            }
            Err(RecvTimeoutError::Disconnected) => {
                bail!(failure!(
                    "它一启动就结束了：{said}",
                    "it ended at once: {said}",
                    said = said.join(" ").trim()
                ))
            }
        }
    }
}
