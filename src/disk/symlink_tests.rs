//! Links, pipes and the like under names that we write: every writer meets every kind of them, and
//! nothing outside the site is touched.

use crate::diagnostic::Edit;
use crate::disk::apply_edits::apply_fixes;
use crate::disk::create::{create_new, overwrite};
use crate::disk::error::DiskError;
use crate::disk::publish::{Durability, Ownership, Publication};
use crate::disk::read_site::read;
use crate::disk::scratch::Scratch;
use crate::disk::write::TempFile;
use crate::output::{OutPath, Sink};
use crate::source::{SitePath, Span};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

/// Puts something at a path; the second path is a folder outside that holds a file `victim`.
type Obstacle = fn(&Path, &Path);

const OBSTACLES: [(&str, Obstacle); 9] = [
    ("a link to a file", |at, outside| symlink(outside.join("victim"), at).unwrap()),
    ("a link to a program", |at, outside| symlink(outside.join("program"), at).unwrap()),
    ("a link that leads nowhere", |at, outside| symlink(outside.join("made"), at).unwrap()),
    ("a link to a folder", |at, outside| symlink(outside, at).unwrap()),
    ("a link to an empty folder", |at, outside| symlink(outside.join("empty"), at).unwrap()),
    ("a second name", |at, outside| fs::hard_link(outside.join("victim"), at).unwrap()),
    ("a pipe", |at, _| {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        mknodat(CWD, at, FileType::Fifo, Mode::from(0o600), 0).unwrap();
    }),
    ("a folder", |at, _| fs::create_dir(at).unwrap()),
    ("a link to itself", |at, _| symlink(at.file_name().unwrap(), at).unwrap()),
];

/// Writes below a site in one way.
type Writer = fn(&Path) -> anyhow::Result<()>;

/// Every way to write, and the names that it uses or once used.
const WRITERS: [(&str, Writer, &[&str]); 5] = [
    (
        "build",
        build,
        &[
            ".public.gongbao-lock",
            ".public.gongbao-staging",
            "public/.gongbao-manifest",
            "public/.gongbao-staging",
            "public/.gongbao-lock",
            "public/a.html",
            "public/x",
            "public/x/b.html",
            "public/x/y",
            "public",
        ],
    ),
    ("fix", fix, &["content/.a.md.gongbao-fix", "content/.a.md.tmp", "content/a.md", "content"]),
    ("new", new, &["content/notices/new.md", "content/notices", "content"]),
    ("overwrite", over, &["pdf/a.pdf", "pdf/a.pdf.gongbao-new", "pdf/.a.pdf.tmp", "pdf"]),
    ("init", init, &["site.yaml", "public", "public/.gitignore"]),
];

fn build(site: &Path) -> anyhow::Result<()> {
    for text in ["one", "two"] {
        let publication = Publication::open(
            &site.join("public"),
            site,
            Durability::Process,
            Ownership::AsListed,
        )?;
        for name in ["a.html", "x/b.html", "x/y/c.html"] {
            publication.put(&OutPath::new(name).unwrap(), text.as_bytes())?;
        }
        publication.finish()?;
    }
    Ok(())
}

fn fix(site: &Path) -> anyhow::Result<()> {
    let file = SitePath::new("content/a.md");
    let tree = Scratch::new("as-checked");
    tree.write("content/a.md", "victim");
    let checked = read(tree.path(), &tree.at("public"))?;
    let edit = Edit { span: Span::new(&file, 0..6), text: "fixed".to_owned() };
    apply_fixes(site, &checked, &[[edit]])?;
    Ok(())
}

fn new(site: &Path) -> anyhow::Result<()> {
    create_new(site, Path::new("content/notices/new.md"), b"new")
}

fn over(site: &Path) -> anyhow::Result<()> {
    overwrite(&site.join("pdf"), "a.pdf", site, b"%PDF")
}

fn init(site: &Path) -> anyhow::Result<()> {
    create_new(site, Path::new("site.yaml"), b"title: x")?;
    create_new(site, Path::new("public/.gitignore"), b"*")
}

/// A folder with something to lose.
fn outside() -> Scratch {
    let outside = Scratch::new("outside");
    outside.write("victim", "victim");
    outside.write("program", "victim");
    // The files there have the names of those that are written.
    for name in ["a.html", "x/b.html", "notices/old.md", "a.md", ".gitignore"] {
        outside.write(name, "victim");
    }
    outside.write(".gongbao-manifest", "a.html\nx/b.html\nvictim\nprogram\n");
    fs::create_dir(outside.at("empty")).unwrap();
    fs::set_permissions(outside.at("program"), fs::Permissions::from_mode(0o755)).unwrap();
    outside
}

/// Writes, but not for ever: opening a pipe can block.
fn with_timeout(writer: Writer, site: &Path, case: &str) -> anyhow::Result<()> {
    let (site, (sender, result)) = (site.to_owned(), channel());
    std::thread::spawn(move || sender.send(writer(&site)));
    result.recv_timeout(Duration::from_secs(20)).unwrap_or_else(|_| panic!("{case}: it hangs"))
}

#[test]
fn no_writer_writes_through_links_or_into_pipes() {
    let mut refused = 0;
    for (what, writer, names) in WRITERS {
        for name in names {
            for (kind, put_obstacle) in OBSTACLES {
                let case = format!("{what}: {kind} at {name}");
                let (site, outside) = (Scratch::new("symlink"), outside());
                let at = site.at(name);
                if !["content", "content/a.md"].contains(name) {
                    site.write("content/a.md", "victim");
                }
                if name.starts_with("public/") && what == "build" {
                    build(site.path()).unwrap();
                    match at.symlink_metadata() {
                        Ok(there) if there.is_dir() => fs::remove_dir_all(&at).unwrap(),
                        Ok(_) => fs::remove_file(&at).unwrap(),
                        Err(_) => {}
                    }
                }
                fs::create_dir_all(at.parent().unwrap()).unwrap();
                put_obstacle(&at, outside.path());
                let before = outside.everything("");
                let kind_before = at.symlink_metadata().unwrap().file_type();

                let written = with_timeout(writer, site.path(), &case);

                assert!(outside.everything("") == before, "{case}: the outside has changed");
                let mode = outside.at("program").metadata().unwrap().permissions().mode();
                assert_eq!(mode & 0o777, 0o755, "{case}");
                if let Err(error) = written {
                    refused += 1;
                    let message = format!("{error:#}");
                    let file = Path::new(name).file_name().unwrap().to_string_lossy();
                    let names_it =
                        message.contains(&*file) || message.contains("was not written by");
                    assert!(names_it, "{case}: no path in: {message}");
                    let now = at.symlink_metadata().unwrap().file_type();
                    // A staging folder is removed, whatever is in its place.
                    assert!(now == kind_before || name.contains("staging"), "{case}: it is gone");
                }
            }
        }
    }
    assert!(refused > 60, "only {refused} were refused");
}

#[test]
fn a_lock_that_is_no_plain_file_is_refused_in_both_languages() {
    for (kind, put_obstacle) in OBSTACLES {
        let (site, outside) = (Scratch::new("symlink"), outside());
        put_obstacle(&site.at(".public.gongbao-lock"), outside.path());
        let error = Publication::open(
            &site.at("public"),
            site.path(),
            Durability::Process,
            Ownership::AsListed,
        )
        .err()
        .expect(kind);
        assert!(matches!(error, DiskError::NotAPlainFile(_)), "{kind}: {error}");
        assert!(error.to_string().contains(".public.gongbao-lock is a link"), "{error}");
        assert!(error.chinese().contains(".public.gongbao-lock 是链接"), "{error}");
    }
}

#[test]
fn an_output_may_be_linked_by_the_user_but_not_by_the_site() {
    let (site, outside) = (Scratch::new("symlink"), Scratch::new("www"));
    let publish = |output: &Path| -> anyhow::Result<()> {
        let publication =
            Publication::open(output, site.path(), Durability::Process, Ownership::AsListed)?;
        publication.put(&OutPath::new("a.html").unwrap(), b"a")?;
        publication.finish()?;
        Ok(())
    };
    symlink(outside.path(), site.at("public")).unwrap();
    let error = publish(&site.at("public")).unwrap_err();
    assert!(error.to_string().contains("public leads out of the site"), "{error}");
    assert!(DiskError::find_in(&error).unwrap().chinese().contains("通向站点之外"));
    assert!(outside.everything("").is_empty());

    let beside = Scratch::new("beside");
    symlink(outside.path(), beside.at("www")).unwrap();
    publish(&beside.at("www")).unwrap();
    assert_eq!(outside.text("a.html"), "a");
    // Also by a path with `..`, which the user has typed.
    let name = beside.path().file_name().unwrap().to_owned();
    publish(&site.path().join("..").join(name).join("www")).unwrap();
}

#[test]
fn permissions_to_execute_are_not_copied() {
    for mode in [0o755, 0o4755, 0o2775, 0o1777, 0o600, 0o640, 0o444] {
        let site = Scratch::new("symlink");
        site.write("content/a.md", "victim");
        fs::set_permissions(site.at("content/a.md"), fs::Permissions::from_mode(mode)).unwrap();
        fix(site.path()).unwrap();
        assert_eq!(site.text("content/a.md"), "fixed");
        let now = site.at("content/a.md").metadata().unwrap().permissions().mode();
        assert_eq!(now & 0o7777, mode & 0o666, "{mode:o}");
    }
}

#[test]
fn names_of_temporary_files_are_unpredictable() {
    // What is left when the process dies has another name each time.
    let names: Arc<std::sync::Mutex<Vec<String>>> = Arc::default();
    for _ in 0..2 {
        let site = Scratch::new("symlink");
        let temp = TempFile::beside(&site.at("a.md"), b"text").unwrap();
        names.lock().unwrap().extend(site.everything("").into_keys());
        drop(temp);
        assert!(site.everything("").is_empty());
    }
    let names = names.lock().unwrap();
    assert_eq!(names.len(), 2);
    assert!(names[0] != names[1] && names.iter().all(|name| name.starts_with('.')), "{names:?}");
}
