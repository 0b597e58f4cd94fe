//! The history of the site, from the installed git: one `git log`, made anew when another commit is checked out.
//!
//! A repository may come from anybody, and its settings can name programs: none is run, nothing is fetched, and what git
//! says is bounded in time and length. Settings of the user must not show in the output either.

use crate::history::{History, Unavailable};
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

const TIMEOUT: Duration = Duration::from_secs(60);
const MAX_BYTES: u64 = 256 << 20;
const MAX_SAID: u64 = 4 << 10;

/// The log from the last commit back along the published branch. A merge counts as one commit: with it the changes of
/// the other branch came into this one. Files keep their commits by their names, renamed ones by their contents.
const LOG: [&str; 16] = [
    "log",
    "-z",
    "--first-parent",
    "--diff-merges=first-parent",
    "--name-status",
    "--find-renames=50%",
    "-l1000",
    "-O/dev/null",
    "--format=tformat:%H %ct",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--no-relative",
    "--ignore-submodules=all",
    "HEAD",
];

/// What git answered last, and for what.
#[derive(Debug, Default)]
pub struct LastHistory(Option<(State, Result<Arc<History>, Unavailable>)>);

/// What is checked out, and where in the repository the site is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    head: String,
    prefix: String,
}

/// Reads the history of the site at `root`, or takes the last one if the commit is the same.
pub fn read_history(root: &Path, last: &mut LastHistory) -> Result<Arc<History>, Unavailable> {
    let state = state(root)?;
    if let Some((_, history)) = last.0.as_ref().filter(|(known, _)| *known == state) {
        return history.clone();
    }
    let mut arguments = LOG.map(str::to_owned).to_vec();
    // The commit that was seen, should another be checked out meanwhile.
    if let Some(head) = arguments.last_mut() {
        head.clone_from(&state.head);
    }
    // For all files: limited to some, git compares each tree with its parents twice.
    arguments.push("--".to_owned());
    let history = match run(root, &arguments)? {
        Answer { is_success: true, said, .. } => Ok(Arc::new(History::parse(&said, &state.prefix))),
        answer => Err(answer.refusal()),
    };
    last.0 = Some((state, history.clone()));
    history
}

fn state(root: &Path) -> Result<State, Unavailable> {
    let arguments = ["rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD"];
    let answer = run(root, &arguments.map(str::to_owned))?;
    let said = String::from_utf8_lossy(&answer.said);
    let Some((is_shallow, rest)) = said.split_once('\n').filter(|_| !said.is_empty()) else {
        return Err(if answer.complaint.contains("not a git repository") {
            Unavailable::NoRepository
        } else {
            answer.refusal()
        });
    };
    if !answer.is_success {
        return Err(Unavailable::NoCommits);
    }
    if is_shallow == "true" {
        return Err(Unavailable::Shallow);
    }
    let (prefix, head) = rest.trim_end_matches('\n').rsplit_once('\n').unwrap_or(("", rest));
    Ok(State { head: head.to_owned(), prefix: prefix.to_owned() })
}

struct Answer {
    is_success: bool,
    said: Vec<u8>,
    complaint: String,
}

impl Answer {
    fn refusal(&self) -> Unavailable {
        Unavailable::Refused(self.complaint.lines().next().unwrap_or_default().to_owned())
    }
}

/// Runs git in the folder of the site and waits for its answer, so long and no longer.
fn run(root: &Path, arguments: &[String]) -> Result<Answer, Unavailable> {
    let mut git = Command::new("git");
    git.args(["--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false"])
        .args(["-c", "core.hooksPath=/dev/null", "-c", "log.showRoot=true"])
        .args(["-c", "log.follow=false", "-c", "core.quotePath=false"])
        .args(arguments)
        .current_dir(root)
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        // Objects that a partial clone lacks are not fetched.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // Set by git for its hooks, and for another repository perhaps.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"] {
        git.env_remove(name);
    }
    for name in ["GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS"] {
        git.env_remove(name);
    }
    let mut child = git.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Unavailable::NoGit,
        _ => Unavailable::Refused(error.to_string()),
    })?;
    let answer = answer(&mut child);
    if answer.is_err() {
        let _ = child.kill();
        let _ = child.wait();
    }
    answer
}

fn answer(child: &mut Child) -> Result<Answer, Unavailable> {
    let deadline = Instant::now() + TIMEOUT;
    let said = child.stdout.take().map(|pipe| read_to_end(pipe, MAX_BYTES));
    let complaint = child.stderr.take().map(|pipe| read_to_end(pipe, MAX_SAID));
    let wait = |reading: Option<Receiver<Vec<u8>>>| {
        let left = deadline.saturating_duration_since(Instant::now());
        let read = reading.map_or(Ok(Vec::new()), |reading| reading.recv_timeout(left));
        read.map_err(|_| Unavailable::TooSlow)
    };
    let said = wait(said)?;
    if said.len() as u64 > MAX_BYTES {
        return Err(Unavailable::TooLong);
    }
    let complaint = String::from_utf8_lossy(&wait(complaint)?).into_owned();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => {
                return Ok(Answer { is_success: status.success(), said, complaint });
            }
            Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_millis(1)),
            Ok(None) => return Err(Unavailable::TooSlow),
            Err(error) => return Err(Unavailable::Refused(error.to_string())),
        }
    }
}

/// Reads a pipe on a thread of its own, up to a length that is too long by one.
fn read_to_end(pipe: impl Read + Send + 'static, max: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let mut pipe = pipe.take(max + 1);
        // What came before an error is judged by how git ends.
        let _ = pipe.read_to_end(&mut bytes);
        let _ = sender.send(bytes);
        // A program whose pipe is closed would be stopped.
        let _ = io::copy(&mut pipe.into_inner(), &mut io::sink());
    });
    receiver
}
