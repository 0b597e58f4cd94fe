//! Faults on the way, and others at work in the output: what was published and what is not ours
//! must come through.

use super::killed::{self, Fuse};
use super::tests::{error_of, files, is_tidy, open, output, path, publish, scratch};
use super::*;
use crate::disk::scratch::Scratch;
use std::sync::Arc;

/// An edition with short files: nothing is torn here.
fn edition(letter: char) -> BTreeMap<&'static str, String> {
    let files = killed::edition(letter).into_iter();
    files.map(|(name, text)| (name, text.chars().take(10).collect())).collect()
}

/// Puts edition B on a published edition A; `happens` at a moment of the publication itself,
/// counted from its beginning. Answers what came of it, and whether the moment came.
fn publish_over(
    scratch: &Scratch,
    moment: usize,
    happens: impl Fn() -> io::Result<()> + Send + Sync + 'static,
) -> (anyhow::Result<Published>, bool) {
    let put = |letter| {
        let publication = open(scratch).unwrap();
        for (name, text) in edition(letter) {
            publication.put(&path(name), text.as_bytes()).unwrap();
        }
        publication
    };
    put('A').finish().unwrap();
    let mut publication = put('B');
    let came = Arc::new(Mutex::new(false));
    let seen = Arc::clone(&came);
    publication.fuse = Fuse::at(moment, move || {
        *seen.lock().unwrap() = true;
        happens()
    });
    let published = publication.finish();
    let came = *came.lock().unwrap();
    (published, came)
}

fn fault() -> io::Result<()> {
    Err(io::Error::other("the disk is tired"))
}

#[test]
fn a_fault_at_any_step_leaves_the_output_as_it_was() {
    for moment in 0.. {
        let scratch = scratch();
        let fresh = desk_with('A');
        let (published, came) = publish_over(&scratch, moment, fault);
        if !came {
            assert!(moment > 15, "only {moment} steps were tried");
            published.unwrap();
            return;
        }
        let error = published.unwrap_err();
        let refusal = DiskError::find_in(&error).expect("words in both languages");
        assert!(matches!(refusal, DiskError::RolledBack { .. }), "{error}");
        assert!(error.to_string().contains("is unchanged: "), "{error}");
        assert!(refusal.chinese().contains("没有变动：") && is_tidy(&scratch));
        let (now, before) = (scratch.everything("site"), fresh.everything("site"));
        assert!(now == before, "after a fault at step {moment}: {:?}", now.keys());
    }
}

fn desk_with(letter: char) -> Scratch {
    let scratch = scratch();
    let edition = edition(letter);
    let files: Vec<(&str, &str)> = edition.iter().map(|(n, t)| (*n, t.as_str())).collect();
    publish(&scratch, &files);
    scratch
}

#[test]
fn what_cannot_be_taken_back_is_said() {
    let scratch = scratch();
    let staging = scratch.at("site/.public.gongbao-staging");
    // The fault comes when an old file is no longer to be had.
    let lose_and_fail = move || {
        for entry in fs::read_dir(&staging)? {
            fs::remove_file(entry?.path())?;
        }
        fault()
    };
    let (published, _) = publish_over(&scratch, 9, lose_and_fail);
    let error = published.unwrap_err();
    let Some(DiskError::PartlyPublished { .. }) = DiskError::find_in(&error) else {
        panic!("{error}")
    };
    assert!(error.to_string().contains("build again"), "{error}");
    assert!(DiskError::find_in(&error).unwrap().chinese().contains("重新构建"));
    // And so it is.
    let edition = edition('B');
    let all: Vec<(&str, &str)> = edition.iter().map(|(n, t)| (*n, t.as_str())).collect();
    publish(&scratch, &all);
    assert!(scratch.everything("site") == desk_with('B').everything("site"));
}

/// Something foreign at a path of the output.
type Plant = fn(&Path) -> io::Result<()>;

const PLANTS: [(&str, Plant); 3] = [
    ("a file", |path| fs::write(path, "foreign")),
    ("a folder", |path| fs::create_dir(path)),
    #[cfg(unix)]
    ("a link", |path| std::os::unix::fs::symlink("/nowhere/at/all", path)),
];

#[test]
fn what_appears_at_any_step_is_not_overwritten() {
    for (what, plant) in PLANTS {
        let names = ["new/new.css", "turn/in", "new", "new/y/index.html"];
        for name in &names[..if what == "a file" { 4 } else { 2 }] {
            let mut planted_once = false;
            for moment in 0.. {
                let scratch = scratch();
                let place = scratch.at("site/public").join(name);
                let planted = Arc::new(Mutex::new(false));
                let (at, done) = (place.clone(), Arc::clone(&planted));
                let (published, came) = publish_over(&scratch, moment, move || {
                    let free = at.parent().is_some_and(Path::is_dir) && write::look(&at)?.is_none();
                    if free {
                        *done.lock().unwrap() = true;
                        plant(&at)?;
                    }
                    Ok(())
                });
                if !came {
                    break;
                }
                if !*planted.lock().unwrap() {
                    published.unwrap();
                    if planted_once {
                        break;
                    }
                    continue;
                }
                planted_once = true;
                let case = format!("{what} at {name}, step {moment}");
                if what == "a folder" && place.is_dir() && published.is_ok() {
                    // A folder of ours was to come there: nothing of it is lost.
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
                let (now, before) = (output(&scratch), output(&desk_with('A')));
                assert!(now == before, "{case}: {:?}", now.keys());
            }
            assert!(planted_once, "{what} at {name}");
        }
    }
}

#[test]
fn a_foreign_folder_where_a_file_goes_is_told_before_anything_changes() {
    let scratch = scratch();
    publish(&scratch, &[("a.html", "1"), ("b/c.html", "1")]);
    fs::create_dir_all(scratch.at("site/public/new")).unwrap();
    fs::create_dir_all(scratch.at("site/public/b/empty")).unwrap();
    let before = scratch.everything("site/public");
    for (name, at) in [("new", "new"), ("b", "b/empty")] {
        let error = error_of(&scratch, name);
        assert!(error.contains(&format!("{at} in the output was not written by")), "{error}");
    }
    // Also if it came after the file was staged.
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
fn a_folder_that_may_not_be_written_is_told_before_anything_changes() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = scratch();
    publish(&scratch, &[("a.css", "1"), ("b/c.html", "1"), ("z/d.html", "1")]);
    let mode = |mode| {
        let folder = scratch.at("site/public/z");
        fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(0o555);
    // To whom nothing is forbidden (root), this shows nothing.
    if write::check_writable(&scratch.at("site/public/z")).is_err() {
        let before = scratch.everything("site/public");
        for name in ["z/d.html", "z/new.html", "z/new/e.html"] {
            let mut publication = open(&scratch).unwrap();
            publication.put(&path("a.css"), b"2").unwrap();
            publication.put(&path(name), b"2").unwrap();
            publication.fuse = Fuse::at(0, || panic!("a step was made"));
            let error = publication.finish().unwrap_err().to_string();
            assert!(error.contains("cannot write into") && error.contains("unchanged"), "{error}");
            assert_eq!(scratch.everything("site/public"), before);
        }
    }
    mode(0o755);
}

#[test]
fn a_file_that_was_damaged_is_made_again() {
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

    // A list without fingerprints, as older versions wrote it, gets them.
    scratch.write("site/public/.gongbao-manifest", "cards/a.png\ncards/b.png\ncards/c.png\n");
    let publication = open(&scratch).unwrap();
    assert_eq!(wanted(&publication).len(), 3);
    assert_eq!(publication.finish().unwrap().written, 0);
    let publication = open(&scratch).unwrap();
    assert_eq!(wanted(&publication).len(), 0);
    assert_eq!(publication.finish().unwrap().unchanged, 3);
}

#[test]
fn the_search_works_at_every_step() {
    let site = |edition: &str| -> Vec<(String, String)> {
        let part = |name: &str| (format!("search/{name}-{edition}.bin"), edition.to_owned());
        let parts = [part("columns"), part("zz")];
        let index = format!("{}\n{}\n{edition}/index.html", parts[0].0, parts[1].0);
        let page = (format!("{edition}/index.html"), "page".to_owned());
        parts.into_iter().chain([page, (crate::output::SEARCH_ENTRY.to_owned(), index)]).collect()
    };
    let put = |scratch: &Scratch, edition: &str| {
        let publication = open(scratch).unwrap();
        for (name, text) in site(edition) {
            publication.put(&path(&name), text.as_bytes()).unwrap();
        }
        publication
    };
    for moment in 0.. {
        let scratch = scratch();
        put(&scratch, "old").finish().unwrap();
        let mut publication = put(&scratch, "new");
        let public = scratch.at("site/public");
        let looked = Arc::new(Mutex::new(false));
        let look = Arc::clone(&looked);
        publication.fuse = Fuse::at(moment, move || {
            let index = fs::read_to_string(public.join(crate::output::SEARCH_ENTRY)).unwrap();
            for named in index.lines() {
                assert!(public.join(named).is_file(), "{named} is not there at step {moment}");
            }
            *look.lock().unwrap() = true;
            Ok(())
        });
        publication.finish().unwrap();
        if !*looked.lock().unwrap() {
            assert!(moment > 8, "only {moment} steps were tried");
            return;
        }
    }
}

#[test]
fn a_new_spelling_of_a_name_of_ours_is_ours() {
    // Where capital letters do not count, both names lead to one file; two names of one file show
    // the same to whoever compares them.
    let scratch = scratch();
    publish(&scratch, &[("Report.html", "1"), ("caf\u{e9}.html", "1"), ("other.html", "1")]);
    for (old, new) in [("Report.html", "report.html"), ("caf\u{e9}.html", "cafe\u{301}.html")] {
        let public = scratch.at("site/public");
        fs::hard_link(public.join(old), public.join(new)).unwrap();
    }
    let new = [("report.html", "1"), ("cafe\u{301}.html", "1"), ("other.html", "1")];
    publish(&scratch, &new);
    assert_eq!(output(&scratch), files(&new));
    assert!(is_tidy(&scratch));

    // Where they count, the other spelling is somebody else's file.
    scratch.write("site/public/REPORT.html", "theirs");
    assert!(error_of(&scratch, "REPORT.html").contains("was not written by"));
}

#[test]
fn a_folder_that_is_spelled_anew_leaves_before_the_new_one_comes() {
    for moment in 0.. {
        let scratch = scratch();
        publish(
            &scratch,
            &[("Report/a.html", "1"), ("Report/gone.html", "1"), ("Same/d.html", "1")],
        );
        let mut publication = open(&scratch).unwrap();
        publication.ground.same = |one, other| {
            let folded = |path: &Path| folded(&path.to_string_lossy());
            folded(one) == folded(other)
        };
        for name in ["report/a.html", "report/b/c.html", "Same/e.html"] {
            publication.put(&path(name), b"1").unwrap();
        }
        // No step may find files under both: on such a disk they would be in one folder.
        let public = scratch.at("site/public");
        let (came, seen) = (Arc::new(Mutex::new(false)), Arc::default());
        let came_to = Arc::clone(&came);
        let both: Arc<Mutex<bool>> = Arc::clone(&seen);
        publication.fuse = Fuse::at(moment, move || {
            *came_to.lock().unwrap() = true;
            let (old, new) = (public.join("Report/gone.html"), public.join("report/a.html"));
            *both.lock().unwrap() |= old.exists() && new.exists();
            Ok(())
        });
        publication.finish().unwrap();
        assert!(!*seen.lock().unwrap(), "both are there at step {moment}");
        let now: Vec<String> = output(&scratch).into_keys().collect();
        let folders = ["Same/", "Same/e.html", "report/", "report/a.html", "report/b/"];
        assert_eq!(now, [&folders[..], &["report/b/c.html"]].concat());
        if !*came.lock().unwrap() {
            assert!(moment > 8, "only {moment} steps were tried");
            return;
        }
    }
}
