//! `manifest.json` and `gongbao verify`: a copy of the site is proved whole, or what is wrong with it is found.

use crate::commands::{Folder, gongbao, text};
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Makes a site and publishes it.
fn published(name: &str) -> Folder {
    let folder = Folder::new(name);
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    build(&folder.0);
    folder
}

fn build(site: &Path) {
    let out = gongbao(site, &["build", "--date", "2026-11-22"]);
    assert!(out.status.success(), "{}", text(&out.stderr));
}

/// Runs `verify` in both languages; returns the exit code, the result in English, and all that was said.
fn verify(site: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let zh = gongbao(site, &[&["verify"], arguments].concat());
    let en = gongbao(site, &[&["verify", "--lang", "en"], arguments].concat());
    assert_eq!(zh.status.code(), en.status.code());
    assert_eq!(text(&zh.stdout).lines().count(), text(&en.stdout).lines().count());
    let said = text(&zh.stderr) + &text(&en.stderr);
    (en.status.code(), text(&en.stdout), said)
}

#[test]
fn the_manifest_lists_every_file_with_what_sha256sum_says() {
    let site = published("manifest");
    let public = site.0.join("public");
    let manifest = fs::read_to_string(public.join("manifest.json")).expect("a manifest");
    let json: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let files = json["files"].as_array().expect("files");
    let paths: Vec<&str> = files.iter().filter_map(|file| file["path"].as_str()).collect();
    assert!(paths.is_sorted() && paths.contains(&"index.html"), "{paths:?}");
    let find = Command::new("sh")
        .args([
            "-c",
            "find . -type f ! -name '.*' ! -path ./manifest.json | cut -c3- | LC_ALL=C sort",
        ])
        .current_dir(&public)
        .output()
        .expect("find");
    assert_eq!(text(&find.stdout).lines().collect::<Vec<_>>(), paths);
    let sums: String = files
        .iter()
        .filter_map(|file| {
            Some(format!("{}  {}\n", file["sha256"].as_str()?, file["path"].as_str()?))
        })
        .collect();
    fs::write(site.0.join("sums"), sums).expect("writing");
    let mut check = Command::new("sha256sum");
    check.args(["-c", "--quiet", "../sums"]).current_dir(&public);
    assert!(check.status().expect("sha256sum").success());
    for file in files {
        let path = public.join(file["path"].as_str().expect("a path"));
        assert_eq!(
            fs::metadata(path).expect("a file").len(),
            file["size"].as_u64().expect("a size")
        );
    }
    // A later build that changes nothing writes the same, also of files that are kept without being made again.
    build(&site.0);
    assert_eq!(fs::read_to_string(public.join("manifest.json")).expect("a manifest"), manifest);
    assert_eq!(verify(&site.0, &["public"]).0, Some(0));
}

/// A change to a copy, and the lines that `verify` writes about it.
type Change = (&'static str, fn(&Path), &'static [&'static str]);

const CHANGES: [Change; 6] = [
    (
        "removed",
        |copy| fs::remove_file(copy.join("robots.txt")).expect("a file"),
        &["missing\trobots.txt"],
    ),
    (
        "one byte",
        |copy| {
            let path = copy.join("index.html");
            let mut bytes = fs::read(&path).expect("a file");
            bytes[20] ^= 1;
            fs::write(path, bytes).expect("writing");
        },
        &["changed\tindex.html"],
    ),
    (
        "added",
        |copy| fs::write(copy.join("shell.php"), "x").expect("writing"),
        &["foreign\tshell.php"],
    ),
    (
        "hidden",
        |copy| fs::write(copy.join(".htaccess"), "x").expect("writing"),
        &["foreign\t.htaccess"],
    ),
    (
        "name that a terminal would obey",
        |copy| fs::write(copy.join("a\u{1b}[2J"), "x").expect("writing"),
        &["foreign\ta\\u{1B}[2J"],
    ),
    (
        "link",
        |copy| {
            fs::rename(copy.join("robots.txt"), copy.join("robots")).expect("a file");
            std::os::unix::fs::symlink("robots", copy.join("robots.txt")).expect("a link");
        },
        &["changed\trobots.txt", "foreign\trobots"],
    ),
];

#[test]
#[cfg(unix)]
fn what_is_missing_changed_or_foreign_in_a_copy_is_named() {
    let site = published("verify");
    for (name, change, lines) in CHANGES {
        let copy = site.0.join("copy");
        let _ = fs::remove_dir_all(&copy);
        let copied = Command::new("cp").arg("-r").arg(site.0.join("public")).arg(&copy).status();
        assert!(copied.expect("cp").success());
        assert_eq!(verify(&site.0, &["copy"]).0, Some(0), "{name}");
        change(&copy);
        let (code, found, said) = verify(&site.0, &["copy"]);
        assert_eq!((code, found.lines().collect::<Vec<_>>()), (Some(1), lines.to_vec()), "{name}");
        assert!(said.contains("与清单不一致") && said.contains("differs from"), "{said}");
    }
    // Whoever changes a file may change the manifest with it; one that was kept elsewhere finds both.
    let (copy, manifest) = (site.0.join("copy"), site.0.join("public/manifest.json"));
    fs::write(copy.join("manifest.json"), "{\"version\":1,\"files\":[]}").expect("writing");
    let (code, found, _) =
        verify(&site.0, &["copy", "--manifest", manifest.to_str().expect("text")]);
    assert_eq!(code, Some(1));
    assert!(found.contains("changed\tmanifest.json"), "{found}");
    fs::write(copy.join("manifest.json"), "{").expect("writing");
    let (code, _, said) = verify(&site.0, &["copy"]);
    assert!(code == Some(2) && said.contains("已损坏") && said.contains("is damaged"), "{said}");
}

/// Serves a folder until the test ends. Returns the address.
fn serve(folder: PathBuf) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = folder.clone();
            std::thread::spawn(move || answer(stream, &folder));
        }
    });
    address
}

fn answer(mut stream: TcpStream, folder: &Path) -> Option<()> {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).ok()?;
        request.push(byte[0]);
    }
    let request = text(&request);
    let path = request.split(' ').nth(1)?.trim_start_matches('/');
    let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?.into_owned();
    let (status, body) = match fs::read(folder.join(path)) {
        Ok(body) if body == b"broken" => ("500 Internal Server Error", Vec::new()),
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", b"none".to_vec()),
    };
    let head =
        format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&body).ok()
}

#[test]
fn a_site_at_an_address_is_verified_by_curl() {
    Command::new("curl")
        .arg("--version")
        .output()
        .expect("curl is needed: install the package curl");
    let site = published("verify-url");
    let public = site.0.join("public");
    let address = serve(public.clone());
    let (code, found, said) = verify(&site.0, &[&address]);
    assert_eq!((code, &*found), (Some(0), ""), "{said}");
    assert!(said.contains("foreign ones cannot be seen"), "{said}");
    fs::remove_file(public.join("feed.xml")).expect("a file");
    fs::write(public.join("sitemap.xml"), "changed").expect("writing");
    let (code, found, _) = verify(&site.0, &[&format!("{address}/manifest.json")]);
    assert_eq!((code, &*found), (Some(1), "missing\tfeed.xml\nchanged\tsitemap.xml\n"));
    // Neither a fault of the server nor one of the network is a difference.
    fs::write(public.join("sitemap.xml"), "broken").expect("writing");
    let (code, found, said) = verify(&site.0, &[&address]);
    assert_eq!((code, &*found), (Some(2), ""), "{said}");
    assert!(said.contains("sitemap.xml") && said.contains("500"), "{said}");
    assert_eq!(verify(&site.0, &["http://127.0.0.1:1/"]).0, Some(2));
}
