use super::*;
use crate::disk::scratch::Scratch;

fn texts(tree: &Tree) -> Vec<&str> {
    tree.texts.keys().map(SitePath::as_str).collect()
}

fn assets(tree: &Tree) -> Vec<&str> {
    tree.assets.keys().map(SitePath::as_str).collect()
}

#[test]
fn folder_and_extension_decide_what_is_text_and_what_is_an_asset() {
    let site = Scratch::new("tree");
    for path in [
        "site.yaml",
        "words.yaml",
        "README.md",
        "src/main.md",
        "content/_index.md",
        "content/通知/2026年第1号.md",
        "content/通知/图.PNG",
        "content/通知/说明.html",
        "content/data.yml",
        "templates/page.html",
        "templates/_macros.html",
        "themes/official/static/site.css",
        "themes/official/logo.svg",
        "static/robots.txt",
        "static/README.md",
    ] {
        site.write(path, path);
    }
    let tree = read(site.path(), &site.at("public")).unwrap();
    assert_eq!(
        texts(&tree),
        [
            "content/_index.md",
            "content/data.yml",
            "content/通知/2026年第1号.md",
            "site.yaml",
            "templates/_macros.html",
            "templates/page.html",
            "themes/official/static/site.css",
            "words.yaml",
        ]
    );
    assert_eq!(
        assets(&tree),
        [
            "content/通知/图.PNG",
            "content/通知/说明.html",
            "static/README.md",
            "static/robots.txt",
            "themes/official/logo.svg",
        ]
    );
    let picture = SitePath::new("content/通知/图.PNG");
    assert_eq!(tree.assets[&picture], "content/通知/图.PNG".len() as u64);
    assert_eq!((tree.read)(&picture).unwrap(), "content/通知/图.PNG".as_bytes());
}

#[test]
fn hidden_private_and_backup_files_are_skipped() {
    let site = Scratch::new("tree");
    for path in [
        "content/.hidden.md",
        "content/.git/a.md",
        "content/_draft.md",
        "content/_drafts/a.md",
        "content/a.md~",
        "content/a.md.swp",
        "content/a.md.BAK",
        "content/Thumbs.db",
        "content/.DS_Store",
        "content/~$报告.docx",
        "content/a.md",
        "static/_headers",
        "static/.well-known/x",
    ] {
        site.write(path, "");
    }
    let tree = read(site.path(), &site.at("public")).unwrap();
    assert_eq!(texts(&tree), ["content/a.md"]);
    assert_eq!(assets(&tree), ["static/_headers"]);
}

#[test]
fn an_output_inside_the_content_is_skipped() {
    let site = Scratch::new("tree");
    site.write("content/a.md", "");
    site.write("content/out/b.md", "");
    let tree = read(site.path(), &site.at("content/out")).unwrap();
    assert_eq!(texts(&tree), ["content/a.md"]);
}

#[test]
fn an_asset_outside_the_site_is_not_read() {
    let site = Scratch::new("tree");
    site.write("site/content/a.md", "");
    site.write("secret.txt", "secret");
    let tree = read(&site.at("site"), &site.at("public")).unwrap();
    let error = (tree.read)(&SitePath::new("content/../../secret.txt")).unwrap_err();
    assert!(error.to_string().contains("does not lie in the site"), "{error}");
}

#[test]
fn the_error_for_an_unreadable_asset_names_it_in_both_languages() {
    let site = Scratch::new("tree");
    site.write("content/notices/图.png", "1");
    let tree = read(site.path(), &site.at("public")).unwrap();
    fs::remove_file(site.at("content/notices/图.png")).unwrap();
    let error = (tree.read)(&SitePath::new("content/notices/图.png")).unwrap_err();
    assert!(error.to_string().contains("content/notices/图.png"), "{error}");
    let error = anyhow::Error::from(error);
    let chinese = DiskError::find_in(&error).expect("words in both languages").chinese();
    assert!(chinese.contains("content/notices/图.png"), "{chinese}");
}

#[test]
#[cfg(unix)]
fn links_are_followed_only_inside_the_site() {
    use std::os::unix::fs::symlink;
    let site = Scratch::new("tree");
    site.write("secret.txt", "secret");
    site.write("site/content/a.md", "a");
    site.write("site/.git/config", "password");
    let root = site.at("site");

    symlink("a.md", root.join("content/b.md")).unwrap();
    let tree = read(&root, &site.at("public")).unwrap();
    assert_eq!(texts(&tree), ["content/a.md", "content/b.md"]);

    let refused = |target: &str, message: &str| {
        symlink(target, root.join("content/c.md")).unwrap();
        let error = read(&root, &site.at("public")).err().expect(target).to_string();
        assert!(error.contains(message) && error.contains("content/c.md"), "{target}: {error}");
        fs::remove_file(root.join("content/c.md")).unwrap();
    };
    refused("../../secret.txt", "leads out of the site");
    refused("/etc/passwd", "leads out of the site");
    refused("../.git/config", "leads out of the site");
    refused("nowhere", "leads nowhere");
    refused("../content", "leads round in a circle");
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_not_utf8_is_an_error() {
    use std::os::unix::ffi::OsStrExt;
    let site = Scratch::new("tree");
    site.write("content/a.md", "");
    let gbk = std::ffi::OsStr::from_bytes(b"\xbb\xe1\xd1\xb6.md");
    fs::write(site.at("content").join(gbk), "").unwrap();
    let error = read(site.path(), &site.at("public")).err().unwrap().to_string();
    assert!(error.contains(r"\xBB\xE1Ѷ.md"), "{error}");
}

#[test]
fn folders_may_be_nested_a_hundred_deep() {
    let site = Scratch::new("deep");
    site.write(&format!("content/{}/a.md", vec!["d"; 95].join("/")), "a");
    assert!(read(site.path(), &site.at("public")).is_ok());
    site.write(&format!("content/{}/a.md", vec!["d"; 120].join("/")), "a");
    let refused = read(site.path(), &site.at("public"));
    assert!(refused.is_err_and(|error| error.to_string().contains("folders deep")));
}

#[test]
#[cfg(unix)]
fn links_that_multiply_paths_are_an_error() {
    use std::os::unix::fs::symlink;
    let site = Scratch::new("tree");
    let read = |levels: usize| {
        for level in 0..levels {
            site.write(&format!("content/l{level}/a.md"), "---\ntitle: 一\n---\n");
            for link in 0..4 {
                let place = site.at(&format!("content/l{level}/to{link}"));
                if !place.is_symlink() && level + 1 < levels {
                    symlink(format!("../l{}", level + 1), place).unwrap();
                }
            }
        }
        read(site.path(), &site.at("public"))
    };
    let some = read(3).unwrap();
    assert!(some.texts.len() > 20, "a few are read: {}", some.texts.len());
    let started = std::time::Instant::now();
    let error = read(11).err().expect("too many").to_string();
    assert!(error.contains("more than 20000 files"), "{error}");
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
