//! A build is killed at every moment there is, and the site must be whole each time.
//!
//! The test binary runs itself again as the process that is killed: nothing but a real death
//! shows what is on the disk when no destructor has run.

use super::*;
use crate::disk::scratch::Scratch;
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Counts the moments of a publication, and at the one it was set to lets something happen.
#[derive(Default)]
pub struct Fuse {
    set_to: Option<usize>,
    burnt: AtomicUsize,
    /// What happens; without it the process ends.
    happens: Option<Box<dyn Fn() -> io::Result<()> + Send + Sync>>,
}

impl Fuse {
    /// Lets this happen at a moment.
    pub fn at(moment: usize, happens: impl Fn() -> io::Result<()> + Send + Sync + 'static) -> Fuse {
        Fuse { set_to: Some(moment), happens: Some(Box::new(happens)), ..Fuse::default() }
    }

    pub fn burnt(&self) -> usize {
        self.burnt.load(Ordering::Relaxed)
    }

    pub fn burn(&self) -> io::Result<()> {
        if Some(self.burnt.fetch_add(1, Ordering::Relaxed)) == self.set_to {
            match &self.happens {
                Some(happens) => return happens(),
                None => std::process::abort(),
            }
        }
        Ok(())
    }
}

const SITE: &str = "GONGBAO_TEST_KILLED_SITE";
const MOMENT: &str = "GONGBAO_TEST_KILLED_MOMENT";

/// Large enough that a torn file would show.
fn text(edition: char) -> String {
    edition.to_string().repeat(200_000)
}

/// Two editions with everything that can happen between them: the same file, a changed, a new
/// and a removed one, a file that becomes a folder and a folder that becomes a file.
pub(super) fn edition(edition: char) -> BTreeMap<&'static str, String> {
    let names: &[&str] = match edition {
        'A' => &["a.css", "index.html", "old/old.css", "old/x/index.html", "turn", "back/in/side"],
        _ => &["a.css", "index.html", "new/new.css", "new/y/index.html", "turn/in/side", "back"],
    };
    let mut files: BTreeMap<_, _> = names.iter().map(|name| (*name, text(edition))).collect();
    files.insert("same.html", "the same".to_owned());
    files
}

fn publish(site: &Path, letter: char, moment: Option<usize>) -> usize {
    let mut publication = Publication::open(&site.join("public"), site).unwrap();
    publication.fuse.set_to = moment;
    for (name, text) in edition(letter) {
        publication.put(&OutPath::new(name).unwrap(), text.as_bytes()).unwrap();
    }
    let moments = publication.fuse.burnt();
    publication.finish().unwrap();
    moments
}

/// Not a test of its own: what the process does that is killed.
#[test]
fn publishes_in_a_process_of_its_own() {
    let Ok(site) = std::env::var(SITE) else { return };
    let moment = std::env::var(MOMENT).ok().and_then(|moment| moment.parse().ok());
    publish(Path::new(&site), 'B', moment);
}

fn child(site: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "disk::publish::killed::publishes_in_a_process_of_its_own"]);
    command.env(SITE, site).stdout(std::process::Stdio::null());
    command.stderr(std::process::Stdio::null());
    command
}

/// That every file is wholly of one edition, and nothing unknown lies about.
fn assert_whole(site: &Scratch, moment: &str) {
    if !site.at("public").exists() {
        return;
    }
    let (a, b) = (edition('A'), edition('B'));
    for (name, bytes) in site.everything("public") {
        if name.ends_with('/') || name.starts_with('.') {
            continue;
        }
        let known = [a.get(name.as_str()), b.get(name.as_str())];
        let whole = known.into_iter().flatten().any(|text| text.as_bytes() == bytes);
        assert!(whole, "{name} is torn when killed at {moment}");
    }
    let same = site.at("public/same.html").exists();
    assert!(same, "a file of both editions is gone when killed at {moment}");
}

fn assert_mended(site: &Scratch, moment: &str) {
    publish(site.path(), 'B', None);
    let fresh = Scratch::new("fresh");
    publish(fresh.path(), 'B', None);
    assert_eq!(
        site.everything("").into_keys().collect::<Vec<_>>(),
        fresh.everything("").into_keys().collect::<Vec<_>>(),
        "after a build killed at {moment}"
    );
    assert!(site.everything("") == fresh.everything(""), "after a build killed at {moment}");
}

fn kill_at_every_moment(before: Option<char>, least: usize) {
    for moment in 0.. {
        let site = Scratch::new("killed");
        if let Some(letter) = before {
            publish(site.path(), letter, None);
        }
        let status: ExitStatus =
            child(site.path()).env(MOMENT, moment.to_string()).status().unwrap();
        let diagnostics = format!("moment {moment}");
        if status.success() {
            assert!(moment > least, "only {moment} moments were tried");
            assert_mended(&site, "none");
            return;
        }
        assert_whole(&site, &diagnostics);
        // An edition that was never finished must not hinder another either.
        if moment % 3 == 0 {
            publish(site.path(), 'A', None);
        }
        assert_mended(&site, &diagnostics);
    }
}

#[test]
fn a_later_build_killed_at_every_moment_is_mended() {
    kill_at_every_moment(Some('A'), 25);
}

#[test]
fn a_first_build_killed_at_every_moment_is_mended() {
    kill_at_every_moment(None, 6);
}

#[test]
fn a_build_killed_from_outside_is_mended() {
    for round in 0..8_u64 {
        let site = Scratch::new("killed");
        publish(site.path(), 'A', None);
        let mut child = child(site.path()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(1_500 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_whole(&site, "some time");
        assert_mended(&site, "some time");
    }
}
