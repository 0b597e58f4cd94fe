//! Photos in texts: variants, what is published of them, and what is kept for the next build.

use crate::commands::{Folder, gongbao};
use crate::harness::{Outcome, Site};
use gongbao::build::{Memos, build};
use gongbao::media::PictureCache;
use gongbao::output::{OutPath, Sink};
use image::{Rgb, RgbImage};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// A photo with a grain, and an author among its comments.
fn photo(width: u16, height: u16) -> Vec<u8> {
    let image = RgbImage::from_fn(width.into(), height.into(), |x, y| {
        let grain = ((x * 7 + y * 13) ^ (x * y)) as u8 % 16;
        Rgb([(x % 200) as u8 + grain, (y % 200) as u8 + grain, 90 + grain])
    });
    let mut jpeg = Vec::new();
    jpeg_encoder::Encoder::new(&mut jpeg, 92)
        .encode(&image, width, height, jpeg_encoder::ColorType::Rgb)
        .expect("a photo");
    jpeg.splice(2..2, *b"\xff\xfe\x00\x0bby Zhang ");
    jpeg
}

const BODY: &str = "开幕。\n\n![会场](a.jpg)\n\n甲<img src=\"b.jpg\" alt=\"合影\">乙\n";

fn site() -> Site {
    let text = format!(
        "---\ntitle: 关于年会的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-05-08\n---\n{BODY}"
    );
    Site::basic()
        .edit("content/notices/a/index.md", &text)
        .bytes("content/notices/a/a.jpg", &photo(1000, 90))
        .bytes("content/notices/a/b.jpg", &photo(500, 40))
}

/// Returns the files of the variants, by path.
fn variants(outcome: &Outcome) -> Vec<&String> {
    outcome.files.keys().filter(|path| path.starts_with("pictures/")).collect()
}

#[test]
fn pictures_of_texts_are_published_in_several_sizes_and_clean() {
    let outcome = site().build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    let page = outcome.page("/lyxf/2026/1/");
    let found = variants(&outcome);
    assert_eq!(found.len(), 5, "{found:?}");
    for path in &found {
        let width = path.rsplit_once('-').and_then(|(_, end)| end.strip_suffix(".jpg"));
        let width = width.expect("a width");
        assert!(page.contains(&format!("/{path} {width}w")), "{path}: {page}");
        let shown = gongbao::picture_size::picture_size(&outcome.files[*path]).expect("a picture");
        assert_eq!(shown.0.to_string(), width);
    }
    assert!(page.contains("<img src=\"/lyxf/2026/1/a.jpg\""), "{page}");
    assert!(
        page.contains("width=\"1000\" height=\"90\"") && page.contains("width=\"500\""),
        "{page}"
    );
    for (path, bytes) in &outcome.files {
        assert!(!bytes.windows(5).any(|part| part == b"Zhang"), "{path}");
    }
    let feed = outcome.text("feed.xml");
    assert!(
        feed.contains("https://example.org/lyxf/2026/1/a.jpg") && !feed.contains("srcset"),
        "{feed}"
    );
}

/// Takes files, and counts how often each is put.
#[derive(Default)]
struct Counted(Mutex<BTreeMap<String, usize>>);

impl Sink for Counted {
    fn put(&self, path: &OutPath, _: &[u8]) -> io::Result<()> {
        let mut counts = self.0.lock().expect("no panic");
        *counts.entry(path.as_str().to_owned()).or_default() += 1;
        Ok(())
    }
}

#[test]
fn one_photo_beside_two_documents_is_put_once() {
    let text = format!(
        "---\ntitle: 关于年会的函\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-05-09\n---\n{BODY}"
    );
    let site = site()
        .edit("content/notices/b/index.md", &text)
        .bytes("content/notices/b/a.jpg", &photo(1000, 90))
        .bytes("content/notices/b/b.jpg", &photo(500, 40));
    let sink = Counted::default();
    build(&site.tree(), &site.options, &mut Memos::disabled(), &sink)
        .expect("a sink without limits");
    let counts = sink.0.into_inner().expect("no panic");
    let pictures: Vec<_> =
        counts.iter().filter(|(path, _)| path.starts_with("pictures/")).collect();
    assert_eq!(pictures.len(), 5, "{pictures:?}");
    assert!(counts.values().all(|count| *count == 1), "{counts:?}");
    let outcome = site.build();
    assert_eq!(
        outcome.page("/lyxf/2026/1/").matches("/pictures/").count(),
        outcome.page("/lyxf/2026/2/").matches("/pictures/").count()
    );
}

#[test]
fn preview_makes_no_variants_and_cleans_all_the_same() {
    let mut site = site();
    site.options.pictures = None;
    let outcome = site.build();
    assert_eq!(variants(&outcome), [] as [&String; 0]);
    assert!(!outcome.page("/lyxf/2026/1/").contains("srcset"));
    let published = &outcome.files["lyxf/2026/1/a.jpg"];
    assert!(!published.windows(5).any(|part| part == b"Zhang"));
}

#[test]
fn what_an_editor_put_at_the_address_of_a_variant_stays_there() {
    let first = site().build();
    let taken = variants(&first)[0].clone();
    let outcome = site().bytes(&format!("static/{taken}"), b"own").build();
    assert_eq!(outcome.files[&taken], b"own");
    assert!(!outcome.page("/lyxf/2026/1/").contains(&taken));
}

#[test]
fn pictures_of_hidden_documents_have_no_variants() {
    let text =
        format!("---\ntitle: 关于年会的通知\ndate: 2026-05-08\nvisibility: internal\n---\n{BODY}");
    let outcome = site().edit("content/notices/a/index.md", &text).build();
    assert_eq!(variants(&outcome), [] as [&String; 0]);
}

/// Counts what is asked for, and has nothing.
#[derive(Debug, Default)]
struct Asked(AtomicUsize);

impl PictureCache for Asked {
    fn load(&self, _: &str) -> Option<Vec<u8>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        None
    }

    fn keep(&self, _: &str, _: &[u8]) {}
}

#[test]
fn nothing_is_made_of_a_site_with_errors() {
    let asked = Arc::new(Asked::default());
    let mut site = site().notice("two", "date: 2026-13-45", "正文。");
    site.options.pictures = Some(Arc::clone(&asked) as Arc<dyn PictureCache>);
    let outcome = site.build();
    assert!(outcome.files.is_empty() && asked.0.load(Ordering::Relaxed) == 0);
}

#[test]
fn second_build_makes_no_picture_and_what_is_not_used_is_forgotten() {
    let folder = Folder::new("photos");
    assert!(gongbao(&folder.0, &["init", "site"]).status.success());
    let root = folder.0.join("site");
    let beside = root.join("content/notices/2026");
    fs::create_dir_all(&beside).expect("a folder");
    let text = format!(
        "---\ntitle: 关于年会的通知\nnumber: 某协发〔2026〕9号\ndate: 2026-05-08\n---\n{BODY}"
    );
    fs::write(beside.join("index.md"), text).expect("a document");
    let source = photo(1000, 90);
    fs::write(beside.join("a.jpg"), &source).expect("a photo");
    fs::write(beside.join("b.jpg"), photo(500, 40)).expect("a photo");
    let build = |threads: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_gongbao"))
            .current_dir(&root)
            .args(["build", "--date", "2026-11-22", "--lang", "en"])
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .expect("the program");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let files = |place: &str| -> Vec<(String, Vec<u8>, std::time::SystemTime)> {
        let entries = fs::read_dir(root.join(place)).expect("a folder");
        let mut files: Vec<_> = entries
            .map(|entry| {
                let entry = entry.expect("an entry");
                let name = entry.file_name().to_string_lossy().into_owned();
                let time = entry.metadata().and_then(|found| found.modified()).expect("a time");
                (name, fs::read(entry.path()).expect("a file"), time)
            })
            .collect();
        files.sort();
        files
    };
    build("1");
    let (kept, published) = (files(".gongbao/pictures"), files("public/pictures"));
    assert_eq!((kept.len(), published.len()), (5, 5));
    build("4");
    assert_eq!(files(".gongbao/pictures"), kept, "no entry is written again");
    assert_eq!(fs::read(beside.join("a.jpg")).expect("the photo"), source, "the source stays");
    // Whatever was kept, and however many make them, the bytes are the same.
    fs::remove_dir_all(root.join(".gongbao")).expect("a folder");
    fs::remove_dir_all(root.join("public/pictures")).expect("a folder");
    build("4");
    let bytes = |files: &[(String, Vec<u8>, std::time::SystemTime)]| -> Vec<(String, Vec<u8>)> {
        files.iter().map(|(name, bytes, _)| (name.clone(), bytes.clone())).collect()
    };
    assert_eq!(bytes(&files("public/pictures")), bytes(&published));
    fs::write(beside.join("b.jpg"), photo(490, 40)).expect("a photo");
    build("2");
    let names = |files: &[(String, Vec<u8>, std::time::SystemTime)]| -> Vec<String> {
        files.iter().map(|(name, ..)| name.clone()).collect()
    };
    let (now, before) = (names(&files(".gongbao/pictures")), names(&kept));
    assert_eq!((now.len(), now.iter().filter(|name| before.contains(name)).count()), (5, 3));
    assert_eq!(files("public/pictures").len(), 5);
}

#[test]
fn recordings_are_published_with_their_subtitles() {
    let text = "---\ntitle: 关于年会的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-05-08\n---\n![年会](a.mp4)\n";
    let with = |front: &str| {
        let site = Site::basic()
            .edit("content/notices/a/index.md", &text.replace("---\n!", &format!("{front}---\n!")))
            .bytes("content/notices/a/a.mp4", b"film")
            .bytes("content/notices/a/a.vtt", b"WEBVTT");
        site.build()
    };
    let outcome = with("");
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    assert!(outcome.has("lyxf/2026/1/a.mp4") && outcome.has("lyxf/2026/1/a.vtt"));
    let page = outcome.page("/lyxf/2026/1/");
    assert!(page.contains("<track kind=\"captions\" src=\"/lyxf/2026/1/a.vtt\""), "{page}");
    let feed = outcome.text("feed.xml");
    assert!(feed.contains("https://example.org/lyxf/2026/1/a.mp4"), "{feed}");
    let hidden = with("visibility: internal\n");
    assert!(hidden.files.keys().all(|path| !path.ends_with(".vtt") && !path.ends_with(".mp4")));
}

#[test]
fn subtitles_of_what_only_a_hidden_document_shows_are_not_published() {
    let hidden =
        "---\ntitle: 内部通知\ndate: 2026-05-08\nvisibility: internal\n---\n![年会](a/a.mp4)\n";
    let open = "---\ntitle: 关于年会的通知\ndate: 2026-05-08\n---\n正文。\n";
    let outcome = Site::basic()
        .edit("content/notices/a/index.md", open)
        .edit("content/notices/hidden.md", hidden)
        .bytes("content/notices/a/a.mp4", b"film")
        .bytes("content/notices/a/a.vtt", b"WEBVTT")
        .build();
    assert!(outcome.files.keys().all(|path| !path.ends_with(".vtt") && !path.ends_with(".mp4")));
}
