//! The browser as a program: where it is installed, how it is started and ended.

use crate::failure::Explain;
use crate::paper::messages;
use anyhow::bail;
use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// The browsers that can print, as people know them.
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

/// How long a browser that was asked to close may take before it is killed.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(8);

/// Runs the browser, and ends it when this program has ended, however that was: then the pipe closes
/// from which the shell reads. A browser that was asked to close gets the time to remove its files. The browser alone would live on, and its profile stay, after a job of CI was
/// cancelled. The shell itself is deaf to the signals that a terminal sends to all; the browser is not.
#[cfg(unix)]
const GUARD: &str = r#"
profile=$1; shift
trap '' INT TERM HUP
(trap - INT TERM HUP; exec "$@" </dev/null) &
browser=$!
exec 2>/dev/null
read -r _
(sleep 2; kill "$browser"; sleep 3; kill -9 "$browser") &
timer=$!
wait "$browser"
kill "$timer"
rm -rf -- "$profile"
"#;

/// Returns where a browser may be, the likeliest first: on the search path, and where browsers are
/// usually installed.
pub fn browser_paths() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = PROGRAMS.iter().flat_map(|name| {
        let name = format!("{name}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&path).map(move |folder| folder.join(&name)).collect::<Vec<_>>()
    });
    let folders = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"];
    let on_windows = folders.iter().filter_map(env::var_os).flat_map(|folder| {
        ON_WINDOWS.iter().map(move |inside| Path::new(&folder).join(inside)).collect::<Vec<_>>()
    });
    on_path.chain(APPLICATIONS.iter().map(PathBuf::from)).chain(on_windows).collect()
}

/// A running browser without a window. It is ended when this is dropped.
pub struct Browser(Child);

impl Browser {
    /// Starts a browser; returns it with the address at which it takes commands.
    pub fn start(
        program: &Path,
        profile: &Path,
        timeout: Duration,
    ) -> anyhow::Result<(Browser, String)> {
        // Root has no sandbox, nor has an unprivileged user in many containers. It can be omitted:
        // the pages are the site's own and reach no network.
        match Browser::start_with(program, profile, timeout, &[]) {
            Err(failed) if failed.to_string().contains("sandbox") => {
                Browser::start_with(program, profile, timeout, &["--no-sandbox"])
            }
            started => started,
        }
    }

    fn start_with(
        program: &Path,
        profile: &Path,
        timeout: Duration,
        extra: &[&str],
    ) -> anyhow::Result<(Browser, String)> {
        let mut folder = OsStr::new("--user-data-dir=").to_owned();
        folder.push(profile);
        let mut child = guarded(program, profile)
            .args(["--headless", "--remote-debugging-port=0", "--disable-gpu", "--no-first-run"])
            .args(["--no-default-browser-check", "--disable-extensions", "--disable-sync"])
            .args(["--disable-background-networking", "--disable-component-update"])
            // What scripts of a page could still reach: UDP and TCP of WebRTC, and this machine.
            // Port 9 is taken by nobody; requests of pages are answered before they get there.
            .arg("--webrtc-ip-handling-policy=disable_non_proxied_udp")
            .args(["--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>"])
            .args(["--disable-quic", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"])
            .args(extra)
            .arg(folder)
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .explain(messages::does_not_start)?;
        let stderr = child.stderr.take();
        let browser = Browser(child);
        let lines = read_lines(stderr.explain(messages::no_output)?);
        let address = devtools_address(&lines, timeout)?;
        Ok((browser, address))
    }
}

/// Returns the command that starts the browser, without its arguments.
#[cfg(unix)]
fn guarded(program: &Path, profile: &Path) -> Command {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", GUARD, "sh"]).arg(profile).arg(program);
    command
}

/// Returns the command that starts the browser, without its arguments. Here nothing ends it if this program
/// is killed.
#[cfg(not(unix))]
fn guarded(program: &Path, _: &Path) -> Command {
    Command::new(program)
}

impl Drop for Browser {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let deadline = Instant::now() + SHUTDOWN_TIMEOUT;
        while Instant::now() < deadline && matches!(self.0.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Sends the lines of standard error as they come. It is read to its end, because a browser that
/// cannot write any more would block.
fn read_lines(stderr: ChildStderr) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stderr).split(b'\n').map_while(Result::ok) {
            let _ = sender.send(String::from_utf8_lossy(&line).into_owned());
        }
    });
    lines
}

/// Waits for the line with the address for commands. If the browser ends instead, the error
/// contains the lines that it wrote.
fn devtools_address(lines: &Receiver<String>, timeout: Duration) -> anyhow::Result<String> {
    let deadline = Instant::now() + timeout;
    let mut output = Vec::new();
    loop {
        match lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(line) => match line.strip_prefix("DevTools listening on ") {
                Some(address) => return Ok(address.trim().to_owned()),
                None => output.push(line),
            },
            Err(RecvTimeoutError::Timeout) => bail!(messages::not_ready(timeout)),
            Err(RecvTimeoutError::Disconnected) => {
                bail!(messages::ended_at_once(output.join(" ").trim()))
            }
        }
    }
}
