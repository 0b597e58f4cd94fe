//! A build is killed at every moment there is, and the site must be whole each time.
//!
//! The test binary runs itself again as the process that is killed: only a real death shows what
//! is on the disk when no destructor has run.

use crate::disk::publish::changes::Durability;
use crate::disk::publish::crash_point::CrashPoints;
use crate::disk::publish::output_folder::Ownership;
use crate::disk::publish::publication::Publication;
use crate::disk::publish::test_support::{edition, path};
use crate::disk::scratch::Scratch;
use crate::output::Sink;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::time::Duration;

const SITE: &str = "GONGBAO_TEST_CRASH_SITE";
const POINT: &str = "GONGBAO_TEST_CRASH_POINT";

fn publish(site: &Path, letter: char, killed_at: Option<usize>) {
    let mut publication =
        Publication::open(&site.join("public"), site, Durability::Process, Ownership::AsListed)
            .unwrap();
    publication.crash_points = CrashPoints::killing_at(killed_at);
    for (name, text) in edition(letter) {
        publication.put(&path(name), text.as_bytes()).unwrap();
    }
    publication.finish().unwrap();
}

/// Not a test of its own: what the process does that will be killed.
#[test]
fn publishes_in_a_process_of_its_own() {
    let Ok(site) = std::env::var(SITE) else { return };
    let point = std::env::var(POINT).ok().and_then(|point| point.parse().ok());
    publish(Path::new(&site), 'B', point);
}

fn child(site: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "disk::publish::crash_tests::publishes_in_a_process_of_its_own"]);
    command.env(SITE, site).stdout(std::process::Stdio::null());
    command.stderr(std::process::Stdio::null());
    command
}

/// Asserts that every file is wholly of one edition, and that there are no unknown files.
fn assert_whole(site: &Scratch, when: &str) {
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
        assert!(whole, "{name} is torn when killed at {when}");
    }
    let same = site.at("public/same.html").exists();
    assert!(same, "a file of both editions is gone when killed at {when}");
}

/// Asserts that the next build leaves the site as if nothing had happened.
fn assert_recovers(site: &Scratch, when: &str) {
    publish(site.path(), 'B', None);
    let fresh = Scratch::new("fresh");
    publish(fresh.path(), 'B', None);
    assert_eq!(
        site.everything("").into_keys().collect::<Vec<_>>(),
        fresh.everything("").into_keys().collect::<Vec<_>>(),
        "after a build killed at {when}"
    );
    assert!(site.everything("") == fresh.everything(""), "after a build killed at {when}");
}

fn kill_at_every_point(before: Option<char>, least: usize) {
    for point in 0.. {
        let site = Scratch::new("crash");
        if let Some(letter) = before {
            publish(site.path(), letter, None);
        }
        let status: ExitStatus = child(site.path()).env(POINT, point.to_string()).status().unwrap();
        let when = format!("point {point}");
        if status.success() {
            assert!(point > least, "only {point} points were tried");
            assert_recovers(&site, "none");
            return;
        }
        assert_whole(&site, &when);
        // An unfinished edition must not hinder a build of the old one either.
        if point % 3 == 0 {
            publish(site.path(), 'A', None);
        }
        assert_recovers(&site, &when);
    }
}

#[test]
fn a_later_build_killed_at_any_point_is_recovered() {
    kill_at_every_point(Some('A'), 25);
}

#[test]
fn a_first_build_killed_at_any_point_is_recovered() {
    kill_at_every_point(None, 6);
}

#[test]
fn a_build_killed_from_outside_is_recovered() {
    for round in 0..8_u64 {
        let site = Scratch::new("crash");
        publish(site.path(), 'A', None);
        let mut child = child(site.path()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(1_500 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_whole(&site, "some time");
        assert_recovers(&site, "some time");
    }
}
