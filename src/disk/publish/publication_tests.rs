//! What a publication does to an output folder, and what it never does.

use crate::disk::error::DiskError;
use crate::disk::publish::changes::Durability;
use crate::disk::publish::manifest;
use crate::disk::publish::output_folder::Ownership;
use crate::disk::publish::publication::{Publication, Published};
use crate::disk::publish::test_support::{
    is_tidy, open, output, path, publish, put_error, scratch, tree,
};
use crate::integrity;
use crate::output::Sink;
use std::fs;
use std::path::Path;

#[test]
fn the_output_appears_only_when_the_first_build_is_finished() {
    let scratch = scratch();
    let publication = open(&scratch).unwrap();
    publication.put(&path("index.html"), b"home").unwrap();
    publication.put(&path("lyxf/2026/1/index.html"), b"one").unwrap();
    assert!(!scratch.at("site/public").exists());
    let published = publication.finish().unwrap();
    assert_eq!(published, Published { written: 2, unchanged: 0, removed: 0 });
    assert_eq!(
        output(&scratch),
        tree(&[
            ("index.html", "home"),
            ("lyxf/", ""),
            ("lyxf/2026/", ""),
            ("lyxf/2026/1/", ""),
            ("lyxf/2026/1/index.html", "one"),
        ])
    );
    let fingerprint = integrity::sha256;
    let list = scratch.text("site/public/.gongbao-manifest");
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(lines.len(), 4, "{list}");
    assert_eq!(lines[1], format!("index.html\t{}", fingerprint(b"home")));
    assert_eq!(lines[2], format!("lyxf/2026/1/index.html\t{}", fingerprint(b"one")));
    assert!(is_tidy(&scratch));
}

#[test]
fn a_later_build_writes_changed_files_and_removes_old_ones() {
    let scratch = scratch();
    scratch.write("site/public/.gitignore", "*");
    publish(&scratch, &[("a.css", "1"), ("b/c/d.html", "1"), ("e/f.html", "1")]);
    let before = scratch.at("site/public/a.css").metadata().unwrap().modified().unwrap();
    let published = publish(&scratch, &[("a.css", "1"), ("e/f.html", "2"), ("g.html", "2")]);
    assert_eq!(published, Published { written: 2, unchanged: 1, removed: 1 });
    assert_eq!(
        output(&scratch),
        tree(&[
            (".gitignore", "*"),
            ("a.css", "1"),
            ("e/", ""),
            ("e/f.html", "2"),
            ("g.html", "2")
        ])
    );
    let after = scratch.at("site/public/a.css").metadata().unwrap().modified().unwrap();
    assert_eq!(before, after);
    assert!(is_tidy(&scratch));
}

#[test]
fn a_changed_file_of_the_same_length_is_written() {
    let scratch = scratch();
    publish(&scratch, &[("a.html", "one")]);
    assert_eq!(publish(&scratch, &[("a.html", "two")]).written, 1);
    assert_eq!(publish(&scratch, &[("a.html", "two")]).written, 0);
    assert_eq!(scratch.text("site/public/a.html"), "two");
}

#[test]
#[cfg(unix)]
fn a_reader_who_has_a_page_open_gets_all_of_it() {
    use std::io::Read;
    let scratch = scratch();
    let (old, new) = ("旧".repeat(90_000), "新".repeat(90_000));
    publish(&scratch, &[("a.html", &old)]);
    let mut reader = fs::File::open(scratch.at("site/public/a.html")).unwrap();
    let mut read = vec![0; 30_000];
    reader.read_exact(&mut read).unwrap();
    publish(&scratch, &[("a.html", &new)]);
    reader.read_to_end(&mut read).unwrap();
    assert!(read == old.as_bytes());
    assert!(scratch.text("site/public/a.html") == new);
}

#[test]
fn a_dropped_publication_changes_nothing() {
    let scratch = scratch();
    drop(open(&scratch).unwrap());
    assert!(!scratch.at("site/public").exists());
    publish(&scratch, &[("a.html", "1"), ("b.html", "1")]);
    let before = scratch.everything("site");
    let publication = open(&scratch).unwrap();
    publication.put(&path("a.html"), b"2").unwrap();
    publication.put(&path("c.html"), b"2").unwrap();
    drop(publication);
    assert_eq!(scratch.everything("site"), before);
}

#[test]
fn a_folder_with_foreign_files_is_refused() {
    let scratch = scratch();
    scratch.write("site/public/thesis.docx", "years of work");
    let error = open(&scratch).err().unwrap();
    assert!(matches!(&error, DiskError::ForeignFiles { example, .. } if example == "thesis.docx"));
    assert!(error.to_string().contains("empty it yourself"));
    assert!(error.chinese().contains("thesis.docx"));
    assert_eq!(output(&scratch), tree(&[("thesis.docx", "years of work")]));
    assert!(is_tidy(&scratch));
}

#[test]
fn a_new_disk_may_be_the_output() {
    let scratch = scratch();
    fs::create_dir_all(scratch.at("site/public/lost+found")).unwrap();
    publish(&scratch, &[("a.html", "1")]);
    assert_eq!(output(&scratch), tree(&[("a.html", "1"), ("lost+found/", "")]));
}

#[test]
#[cfg(unix)]
fn what_is_not_published_yet_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = scratch();
    let mode = |path: &str| scratch.at(path).metadata().unwrap().permissions().mode() & 0o077;
    publish(&scratch, &[("a.html", "1")]);
    assert_ne!(mode("site/public"), 0, "the first staging folder has become the output");
    let publication = open(&scratch).unwrap();
    publication.put(&path("a.html"), b"2").unwrap();
    let staging = publication.output.staging.clone();
    assert_eq!(staging.metadata().unwrap().permissions().mode() & 0o077, 0);
}

#[test]
fn an_output_that_contains_the_site_is_refused() {
    let scratch = scratch();
    let site = scratch.at("site");
    let home = std::env::home_dir().unwrap();
    for output in [Path::new("/"), &home, &site, scratch.path(), &site.join("../site/.")] {
        let error =
            Publication::open(output, &site, Durability::Process, Ownership::AsListed).err();
        assert!(matches!(error, Some(DiskError::OutputTooWide(_))), "{}", output.display());
    }
    let error = Publication::open(
        &scratch.at("site/site.yaml"),
        &site,
        Durability::Process,
        Ownership::AsListed,
    )
    .err();
    assert!(matches!(error, Some(DiskError::NotAFolder(_))));
}

#[test]
fn foreign_files_are_not_touched() {
    let scratch = scratch();
    publish(&scratch, &[("a.html", "1"), ("b/c.html", "1")]);
    scratch.write("site/public/CNAME", "example.org");
    scratch.write("site/public/b/mine.txt", "mine");
    for (name, at) in [("CNAME", "CNAME"), ("CNAME/x", "CNAME"), ("b", "b/mine.txt")] {
        let error = put_error(&scratch, name);
        assert!(error.contains(&format!("{at} in the output was not written by")), "{error}");
    }
    publish(&scratch, &[("a.html", "2")]);
    assert_eq!(
        output(&scratch),
        tree(&[("CNAME", "example.org"), ("a.html", "2"), ("b/", ""), ("b/mine.txt", "mine")])
    );
    assert!(put_error(&scratch, manifest::FILE_NAME).contains(manifest::FILE_NAME));
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let scratch = scratch();
    publish(&scratch, &[("a", "1"), ("b/c/d", "1"), ("b/e", "1")]);
    let published = publish(&scratch, &[("a/x", "2"), ("b", "2")]);
    assert_eq!(published, Published { written: 2, unchanged: 0, removed: 3 });
    assert_eq!(output(&scratch), tree(&[("a/", ""), ("a/x", "2"), ("b", "2")]));
}

#[test]
fn two_files_at_one_place_are_an_error() {
    let scratch = scratch();
    for (first, second) in [("a", "a"), ("a", "a/b/c"), ("a/b/c", "a"), ("a/b", "a/b/c")] {
        let publication = open(&scratch).unwrap();
        publication.put(&path(first), b"").unwrap();
        publication.put(&path("a!b"), b"").unwrap();
        let error = anyhow::Error::from(publication.put(&path(second), b"").unwrap_err());
        let (low, high) = (first.min(second), first.max(second));
        let english = format!("{low} and {high} want the same place in the output");
        assert_eq!(error.to_string(), english);
        let chinese = DiskError::find_in(&error).expect("a disk error").chinese();
        assert!(chinese.starts_with(&format!("{low} 和 {high} ")), "{chinese}");
    }
}

#[test]
fn a_second_build_at_the_same_time_is_refused() {
    let scratch = scratch();
    let first = open(&scratch).unwrap();
    first.put(&path("a"), b"1").unwrap();
    let error = open(&scratch).err().unwrap();
    assert!(matches!(error, DiskError::Busy { .. }));
    let process = format!("(process {})", std::process::id());
    assert!(error.to_string().contains(&process), "{error}");
    first.finish().unwrap();
    assert_eq!(publish(&scratch, &[("a", "1")]).unchanged, 1);
}

#[test]
fn a_lock_file_that_no_process_holds_is_taken_over() {
    let scratch = scratch();
    scratch.write("site/.public.gongbao-lock", "4711 left over");
    scratch.write("site/.public.gongbao-staging/0", "left over");
    publish(&scratch, &[("a", "1")]);
    assert_eq!(output(&scratch), tree(&[("a", "1")]));
    assert!(is_tidy(&scratch));
}

#[test]
fn a_damaged_manifest_is_refused() {
    let scratch = scratch();
    for list in
        ["a\n../../etc/passwd\n", "a\n<<<<<<< ours\n", "\n", "\tab12\n", ".gongbao-manifest\n"]
    {
        scratch.write("site/public/.gongbao-manifest", list);
        assert!(matches!(open(&scratch).err(), Some(DiskError::DamagedManifest(_))), "{list}");
    }
}

#[test]
#[cfg(unix)]
fn links_in_the_output_are_not_followed() {
    use std::os::unix::fs::symlink;
    let scratch = scratch();
    scratch.write("elsewhere/a", "theirs");
    publish(&scratch, &[("in/a", "1"), ("b", "1"), ("deep/er/c", "1")]);
    fs::remove_dir_all(scratch.at("site/public")).unwrap();
    scratch.write("site/public/.gongbao-manifest", "b\ndeep/er/c\nin/a\n");
    fs::create_dir_all(scratch.at("elsewhere/er")).unwrap();
    symlink(scratch.at("elsewhere"), scratch.at("site/public/in")).unwrap();
    symlink(scratch.at("elsewhere"), scratch.at("site/public/deep")).unwrap();
    symlink(scratch.at("elsewhere/a"), scratch.at("site/public/b")).unwrap();
    for (name, at) in [("in/a", "in"), ("in/new", "in"), ("b", "b")] {
        let error = put_error(&scratch, name);
        assert!(error.contains(&format!(": {at} in the output")), "{error}");
    }
    publish(&scratch, &[("d", "2")]);
    assert_eq!(scratch.text("elsewhere/a"), "theirs");
    assert!(scratch.at("elsewhere/er").is_dir());
    assert!(scratch.at("site/public/b").is_symlink());
}

#[test]
fn many_threads_put_at_once() {
    use rayon::prelude::*;
    let scratch = scratch();
    scratch.write("site/public/.gitignore", "*");
    for text in ["one", "two"] {
        let publication = open(&scratch).unwrap();
        (0..300).into_par_iter().for_each(|n| {
            let name = path(&format!("{}/{n}/index.html", n % 7));
            publication.put(&name, format!("{text} {n}").as_bytes()).unwrap();
        });
        assert_eq!(publication.finish().unwrap().written, 300);
        assert!((0..300).all(|n| {
            scratch.text(&format!("site/public/{}/{n}/index.html", n % 7)) == format!("{text} {n}")
        }));
    }
}

#[test]
#[ignore = "a measurement: just bench"]
#[allow(clippy::print_stderr, reason = "a measurement is read from the terminal")]
fn measure_ten_thousand_files() {
    use rayon::prelude::*;
    let scratch = scratch();
    let page = "会".repeat(1_500);
    for (what, text) in [("first", "1"), ("unchanged", "1"), ("changed", "2")] {
        let start = std::time::Instant::now();
        let publication = open(&scratch).unwrap();
        (0..10_000).into_par_iter().for_each(|n| {
            let name = path(&format!("notices/{}/{n}/index.html", 2000 + n % 26));
            publication.put(&name, format!("{page}{n}{text}").as_bytes()).unwrap();
        });
        let staged = start.elapsed();
        let published = publication.finish().unwrap();
        eprintln!("{what}: put {staged:?}, in all {:?}, {published:?}", start.elapsed());
    }
}

#[test]
fn a_published_file_is_not_wanted_again() {
    let scratch = scratch();
    publish(&scratch, &[("cards/a.png", "a"), ("cards/b.png", "b")]);
    scratch.write("site/public/cards/foreign.png", "not ours");

    let publication = open(&scratch).unwrap();
    assert!(!publication.wants(&path("cards/a.png")).unwrap());
    assert!(publication.wants(&path("cards/c.png")).unwrap());
    assert!(publication.wants(&path("cards/foreign.png")).unwrap());
    let published = publication.finish().unwrap();
    assert_eq!(published, Published { written: 0, unchanged: 1, removed: 1 });
    let kept = output(&scratch);
    assert_eq!(
        (kept["cards/a.png"].as_str(), kept["cards/foreign.png"].as_str()),
        ("a", "not ours")
    );
}
