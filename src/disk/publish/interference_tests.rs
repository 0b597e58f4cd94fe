//! Faults on the way, and other programs that change the output meanwhile: published and foreign
//! files must both survive.

use crate::disk::error::DiskError;
use crate::disk::publish::crash_point::CrashPoints;
use crate::disk::publish::publication::{Publication, Published};
use crate::disk::publish::test_support::{
    edition, is_tidy, open, output, path, publish, put_error, scratch, tree,
};
use crate::disk::scratch::Scratch;
use crate::disk::write;
use crate::output::{SEARCH_ENTRY, Sink, folded};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// An edition with short files: nothing is torn here.
fn short_edition(letter: char) -> BTreeMap<&'static str, String> {
    let files = edition(letter).into_iter();
    files.map(|(name, text)| (name, text.chars().take(10).collect())).collect()
}

/// Publishes edition B over a published edition A; `action` happens at a point of `finish`, counted
/// from its beginning. Returns the result, and whether that point was reached.
fn publish_over(
    scratch: &Scratch,
    point: usize,
    action: impl Fn() -> io::Result<()> + Send + Sync + 'static,
) -> (anyhow::Result<Published>, bool) {
    let put = |letter| {
        let publication = open(scratch).unwrap();
        for (name, text) in short_edition(letter) {
            publication.put(&path(name), text.as_bytes()).unwrap();
        }
        publication
    };
    put('A').finish().unwrap();
    let mut publication = put('B');
    let reached = Arc::new(Mutex::new(false));
    let flag = Arc::clone(&reached);
    publication.crash_points = CrashPoints::acting_at(point, move || {
        *flag.lock().unwrap() = true;
        action()
    });
    let published = publication.finish();
    let reached = *reached.lock().unwrap();
    (published, reached)
}

fn fault() -> io::Result<()> {
    Err(io::Error::other("the disk has failed"))
}

#[test]
fn a_fault_at_any_step_leaves_the_output_as_it_was() {
    for point in 0.. {
        let scratch = scratch();
        let fresh = site_with('A');
        let (published, reached) = publish_over(&scratch, point, fault);
        if !reached {
            assert!(point > 15, "only {point} steps were tried");
            published.unwrap();
            return;
        }
        let error = published.unwrap_err();
        let refused = DiskError::find_in(&error).expect("a disk error");
        assert!(matches!(refused, DiskError::RolledBack { .. }), "{error}");
        assert!(error.to_string().contains("is unchanged: "), "{error}");
        assert!(refused.chinese().contains("没有变动：") && is_tidy(&scratch));
        let (now, before) = (scratch.everything("site"), fresh.everything("site"));
        assert!(now == before, "after a fault at step {point}: {:?}", now.keys());
    }
}

/// Makes a site with a published edition.
fn site_with(letter: char) -> Scratch {
    let scratch = scratch();
    let edition = short_edition(letter);
    let files: Vec<(&str, &str)> = edition.iter().map(|(n, t)| (*n, t.as_str())).collect();
    publish(&scratch, &files);
    scratch
}

#[test]
fn steps_that_cannot_be_undone_are_reported() {
    let scratch = scratch();
    let staging = scratch.at("site/.public.gongbao-staging");
    // The fault happens when the backup of an old file is lost.
    let lose_backups_and_fail = move || {
        for entry in fs::read_dir(&staging)? {
            fs::remove_file(entry?.path())?;
        }
        fault()
    };
    let (published, _) = publish_over(&scratch, 9, lose_backups_and_fail);
    let error = published.unwrap_err();
    let Some(DiskError::PartlyPublished { .. }) = DiskError::find_in(&error) else {
        panic!("{error}")
    };
    assert!(error.to_string().contains("build again"), "{error}");
    assert!(DiskError::find_in(&error).unwrap().chinese().contains("重新构建"));
    // The next build completes it, as the message says.
    let edition = short_edition('B');
    let all: Vec<(&str, &str)> = edition.iter().map(|(n, t)| (*n, t.as_str())).collect();
    publish(&scratch, &all);
    assert!(scratch.everything("site") == site_with('B').everything("site"));
}

/// Puts something foreign at a path of the output.
type Obstacle = fn(&Path) -> io::Result<()>;

const OBSTACLES: [(&str, Obstacle); 3] = [
    ("a file", |path| fs::write(path, "foreign")),
    ("a folder", |path| fs::create_dir(path)),
    #[cfg(unix)]
    ("a link", |path| std::os::unix::fs::symlink("/nowhere/at/all", path)),
];

#[test]
fn something_foreign_that_appears_at_any_step_is_not_overwritten() {
    for (what, put_obstacle) in OBSTACLES {
        let names = ["new/new.css", "turn/in", "new", "new/y/index.html"];
        for name in &names[..if what == "a file" { 4 } else { 2 }] {
            let mut appeared_once = false;
            for point in 0.. {
                let scratch = scratch();
                let place = scratch.at("site/public").join(name);
                let appeared = Arc::new(Mutex::new(false));
                let (at, done) = (place.clone(), Arc::clone(&appeared));
                let (published, reached) = publish_over(&scratch, point, move || {
                    let free =
                        at.parent().is_some_and(Path::is_dir) && write::metadata_at(&at)?.is_none();
                    if free {
                        *done.lock().unwrap() = true;
                        put_obstacle(&at)?;
                    }
                    Ok(())
                });
                if !reached {
                    break;
                }
                if !*appeared.lock().unwrap() {
                    published.unwrap();
                    if appeared_once {
                        break;
                    }
                    continue;
                }
                appeared_once = true;
                let case = format!("{what} at {name}, step {point}");
                if what == "a folder" && place.is_dir() && published.is_ok() {
                    // A folder was to be made there: no file is lost.
                    continue;
                }
                let error = published.expect_err(&case);
                match what {
                    "a file" => {
                        assert_eq!(fs::read_to_string(&place).unwrap(), "foreign", "{case}")
                    }
                    "a folder" => assert!(place.is_dir(), "{case}"),
                    _ => assert!(place.is_symlink(), "{case}"),
                }
                if place.is_dir() {
                    fs::remove_dir(&place).unwrap();
                } else {
                    fs::remove_file(&place).unwrap();
                }
                // A folder that was made for it could not be removed while it held it.
                for above in place.ancestors().skip(1) {
                    let _ = fs::remove_dir(above);
                }
                // A folder that holds something foreign cannot become a file again.
                if matches!(DiskError::find_in(&error), Some(DiskError::PartlyPublished { .. })) {
                    assert_eq!(*name, "turn/in", "{case}");
                    continue;
                }
                let (now, before) = (output(&scratch), output(&site_with('A')));
                assert!(now == before, "{case}: {:?}", now.keys());
            }
            assert!(appeared_once, "{what} at {name}");
        }
    }
}

#[test]
fn a_foreign_folder_where_a_file_goes_is_an_error_before_anything_changes() {
    let scratch = scratch();
    publish(&scratch, &[("a.html", "1"), ("b/c.html", "1")]);
    fs::create_dir_all(scratch.at("site/public/new")).unwrap();
    fs::create_dir_all(scratch.at("site/public/b/empty")).unwrap();
    let before = scratch.everything("site/public");
    for (name, at) in [("new", "new"), ("b", "b/empty")] {
        let error = put_error(&scratch, name);
        assert!(error.contains(&format!("{at} in the output was not written by")), "{error}");
    }
    // Also if it appears after the file was staged.
    let publication = open(&scratch).unwrap();
    publication.put(&path("a.html"), b"2").unwrap();
    publication.put(&path("later"), b"2").unwrap();
    fs::create_dir(scratch.at("site/public/later")).unwrap();
    let error = publication.finish().unwrap_err().to_string();
    assert!(error.contains("later in the output was not written by"), "{error}");
    fs::remove_dir(scratch.at("site/public/later")).unwrap();
    assert_eq!(scratch.everything("site/public"), before);
}

#[test]
#[cfg(unix)]
fn a_folder_that_is_not_writable_is_an_error_before_anything_changes() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = scratch();
    publish(&scratch, &[("a.css", "1"), ("b/c.html", "1"), ("z/d.html", "1")]);
    let mode = |mode| {
        let folder = scratch.at("site/public/z");
        fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(0o555);
    // Root may write everywhere; then this shows nothing.
    if write::check_writable(&scratch.at("site/public/z")).is_err() {
        let before = scratch.everything("site/public");
        for name in ["z/d.html", "z/new.html", "z/new/e.html"] {
            let mut publication = open(&scratch).unwrap();
            publication.put(&path("a.css"), b"2").unwrap();
            publication.put(&path(name), b"2").unwrap();
            publication.crash_points = CrashPoints::acting_at(0, || panic!("a step was made"));
            let error = publication.finish().unwrap_err().to_string();
            assert!(error.contains("cannot write into") && error.contains("unchanged"), "{error}");
            assert_eq!(scratch.everything("site/public"), before);
        }
    }
    mode(0o755);
}

#[test]
fn a_damaged_file_is_made_again() {
    let scratch = scratch();
    let all = [("cards/a.png", "abc"), ("cards/b.png", "abc"), ("cards/c.png", "abc")];
    publish(&scratch, &all);
    scratch.write("site/public/cards/a.png", "");
    scratch.write("site/public/cards/b.png", "abX");
    let wanted = |publication: &Publication| {
        let wants = |(name, text): &(&'static str, &str)| {
            let wanted = publication.wants(&path(name)).unwrap();
            if wanted {
                publication.put(&path(name), text.as_bytes()).unwrap();
            }
            wanted.then_some(*name)
        };
        all.iter().filter_map(wants).collect::<Vec<_>>()
    };
    let publication = open(&scratch).unwrap();
    assert_eq!(publication.read_published(&path("cards/b.png")), None);
    assert_eq!(wanted(&publication), ["cards/a.png", "cards/b.png"]);
    assert_eq!(publication.finish().unwrap().written, 2);
    assert_eq!(scratch.text("site/public/cards/a.png"), "abc");
    assert_eq!(scratch.text("site/public/cards/b.png"), "abc");

    // A manifest without fingerprints, as older versions wrote it, gets them.
    scratch.write("site/public/.gongbao-manifest", "cards/a.png\ncards/b.png\ncards/c.png\n");
    let publication = open(&scratch).unwrap();
    assert_eq!(wanted(&publication).len(), 3);
    assert_eq!(publication.finish().unwrap().written, 0);
    let publication = open(&scratch).unwrap();
    assert_eq!(wanted(&publication).len(), 0);
    assert_eq!(publication.finish().unwrap().unchanged, 3);
}

#[test]
fn the_search_index_is_complete_at_every_step() {
    let site = |edition: &str| -> Vec<(String, String)> {
        let part = |name: &str| (format!("search/{name}-{edition}.bin"), edition.to_owned());
        let parts = [part("columns"), part("zz")];
        let index = format!("{}\n{}\n{edition}/index.html", parts[0].0, parts[1].0);
        let page = (format!("{edition}/index.html"), "page".to_owned());
        parts.into_iter().chain([page, (SEARCH_ENTRY.to_owned(), index)]).collect()
    };
    let put = |scratch: &Scratch, edition: &str| {
        let publication = open(scratch).unwrap();
        for (name, text) in site(edition) {
            publication.put(&path(&name), text.as_bytes()).unwrap();
        }
        publication
    };
    for point in 0.. {
        let scratch = scratch();
        put(&scratch, "old").finish().unwrap();
        let mut publication = put(&scratch, "new");
        let public = scratch.at("site/public");
        let looked = Arc::new(Mutex::new(false));
        let look = Arc::clone(&looked);
        publication.crash_points = CrashPoints::acting_at(point, move || {
            let index = fs::read_to_string(public.join(SEARCH_ENTRY)).unwrap();
            for named in index.lines() {
                assert!(public.join(named).is_file(), "{named} is not there at step {point}");
            }
            *look.lock().unwrap() = true;
            Ok(())
        });
        publication.finish().unwrap();
        if !*looked.lock().unwrap() {
            assert!(point > 8, "only {point} steps were tried");
            return;
        }
    }
}

#[test]
fn another_spelling_of_a_published_name_is_not_foreign() {
    // Where case is ignored, both names lead to one file; so do two hard links of one file.
    let scratch = scratch();
    publish(&scratch, &[("Report.html", "1"), ("caf\u{e9}.html", "1"), ("other.html", "1")]);
    for (old, new) in [("Report.html", "report.html"), ("caf\u{e9}.html", "cafe\u{301}.html")] {
        let public = scratch.at("site/public");
        fs::hard_link(public.join(old), public.join(new)).unwrap();
    }
    let new = [("report.html", "1"), ("cafe\u{301}.html", "1"), ("other.html", "1")];
    publish(&scratch, &new);
    assert_eq!(output(&scratch), tree(&new));
    assert!(is_tidy(&scratch));

    // Where case counts, the other spelling is a foreign file.
    scratch.write("site/public/REPORT.html", "theirs");
    assert!(put_error(&scratch, "REPORT.html").contains("was not written by"));
}

#[test]
fn a_folder_with_a_new_spelling_is_removed_before_the_new_one_is_made() {
    for point in 0.. {
        let scratch = scratch();
        publish(
            &scratch,
            &[("Report/a.html", "1"), ("Report/gone.html", "1"), ("Same/d.html", "1")],
        );
        let mut publication = open(&scratch).unwrap();
        publication.output.is_same = |one, other| {
            let folded = |path: &Path| folded(&path.to_string_lossy());
            folded(one) == folded(other)
        };
        for name in ["report/a.html", "report/b/c.html", "Same/e.html"] {
            publication.put(&path(name), b"1").unwrap();
        }
        // At no step are there files under both: on such a disk they would be in one folder.
        let public = scratch.at("site/public");
        let (reached, both) = (Arc::new(Mutex::new(false)), Arc::new(Mutex::new(false)));
        let (reached_now, both_now) = (Arc::clone(&reached), Arc::clone(&both));
        publication.crash_points = CrashPoints::acting_at(point, move || {
            *reached_now.lock().unwrap() = true;
            let (old, new) = (public.join("Report/gone.html"), public.join("report/a.html"));
            *both_now.lock().unwrap() |= old.exists() && new.exists();
            Ok(())
        });
        publication.finish().unwrap();
        assert!(!*both.lock().unwrap(), "both are there at step {point}");
        let now: Vec<String> = output(&scratch).into_keys().collect();
        let folders = ["Same/", "Same/e.html", "report/", "report/a.html", "report/b/"];
        assert_eq!(now, [&folders[..], &["report/b/c.html"]].concat());
        if !*reached.lock().unwrap() {
            assert!(point > 8, "only {point} steps were tried");
            return;
        }
    }
}
