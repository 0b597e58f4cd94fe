use super::*;
use crate::disk::read_site::read;
use crate::disk::scratch::Scratch;

fn edit(file: &str, range: Range<usize>, text: &str) -> Edit {
    Edit { span: Span::new(&SitePath::new(file), range), text: text.to_owned() }
}

fn fix(site: &Scratch, fixes: &[Vec<Edit>]) -> AppliedFixes {
    let tree = read(site.path(), &site.at("public")).unwrap();
    apply_fixes(site.path(), &tree, fixes).unwrap()
}

#[test]
fn offsets_of_all_edits_are_in_the_original_text() {
    let site = Scratch::new("fixes");
    site.write("content/a.md", "标题：一\r\n第01号");
    let fixes = [
        vec![edit("content/a.md", 17..19, "1")],
        vec![edit("content/a.md", 6..9, ": "), edit("content/a.md", 0..0, "> ")],
    ];
    let result = fix(&site, &fixes);
    assert_eq!(site.text("content/a.md"), "> 标题: 一\r\n第1号");
    assert_eq!((&*result.applied, result.conflicting, result.outdated), (&[0, 1][..], 0, 0));
    assert_eq!(result.files, [SitePath::new("content/a.md")]);
    assert_eq!(site.everything("content").len(), 1, "nothing is left beside the file");
}

#[test]
fn a_fix_that_overlaps_another_is_not_applied_at_all() {
    let site = Scratch::new("fixes");
    site.write("content/a.md", "abcdef");
    site.write("content/b.md", "uvwxyz");
    let fixes = [
        vec![edit("content/a.md", 1..3, "-")],
        vec![edit("content/b.md", 0..1, "!"), edit("content/a.md", 2..4, "!")],
        vec![edit("content/a.md", 1..3, "-")],
        vec![edit("content/a.md", 3..4, "+")],
        vec![edit("content/a.md", 6..6, "."), edit("content/c.md", 0..0, ".")],
        vec![edit("content/a.md", 5..9, "!")],
        vec![edit("content/b.md", 0..3, "!"), edit("content/b.md", 2..4, "!")],
    ];
    let tree = read(site.path(), &site.at("public")).unwrap();
    let (planned, after) = dry_run(&tree, &fixes);
    let result = fix(&site, &fixes);
    assert_eq!(planned, result.applied, "a dry run plans what is applied");
    for path in ["content/a.md", "content/b.md"] {
        assert_eq!(*after.text(path).unwrap().text, site.text(path));
    }
    assert_eq!(site.text("content/a.md"), "a-+ef");
    assert_eq!(site.text("content/b.md"), "uvwxyz");
    assert_eq!((&*result.applied, result.conflicting, result.outdated), (&[0, 2, 3][..], 3, 1));
}

#[test]
fn a_file_saved_since_it_was_checked_is_not_written() {
    let site = Scratch::new("fixes");
    site.write("content/a.md", "old");
    let tree = read(site.path(), &site.at("public")).unwrap();
    site.write("content/a.md", "new");
    let fixes = [vec![edit("content/a.md", 0..3, "x")]];
    let result = apply_fixes(site.path(), &tree, &fixes).unwrap();
    assert_eq!((result.applied.len(), result.outdated), (0, 1));
    assert_eq!(site.text("content/a.md"), "new");
}

#[test]
fn a_fixed_file_in_gbk_becomes_utf8() {
    let site = Scratch::new("fixes");
    let (bytes, ..) = encoding_rs::GBK.encode("标题: 关于开展调查研究工作的通知\n第01号");
    site.write("content/a.md", bytes);
    let tree = read(site.path(), &site.at("public")).unwrap();
    let text = tree.text("content/a.md").unwrap().text.clone();
    let zero = text.find("01").unwrap();
    let fixes = [vec![edit("content/a.md", zero..zero + 1, "")]];
    apply_fixes(site.path(), &tree, &fixes).unwrap();
    assert_eq!(site.text("content/a.md"), "标题: 关于开展调查研究工作的通知\n第1号");
}

fn opened(source: &Source) -> EditedFile<'_> {
    EditedFile::new(PathBuf::new(), source)
}

#[test]
fn edits_that_touch_are_never_both_applied_whatever_their_order() {
    let source = Source::decode(SitePath::new("a.md"), b"abc");
    // Against the plain rule: every pair must lie apart, or be the same.
    let apart = |one: &Range<usize>, other: &Range<usize>| one == other || are_apart(one, other);
    let ranges = [0..0, 0..1, 1..1, 1..2, 0..2, 2..3, 3..3, 2..2];
    for first in &ranges {
        for (second, third) in ranges.iter().flat_map(|r| ranges.iter().map(move |s| (r, s))) {
            let all = [first, second, third];
            let fix = all.map(|range| edit("a.md", range.clone(), "-"));
            let consistent = all.iter().all(|one| all.iter().all(|other| apart(one, other)));
            assert_eq!(is_consistent(&fix), consistent, "{all:?}");
            let mut edited = opened(&source);
            let mut accepted: Vec<Range<usize>> = Vec::new();
            for edit in &fix {
                let fits = accepted.iter().all(|other| apart(&edit.span.range(), other));
                assert_eq!(edited.fits(edit), fits, "{all:?}");
                if fits {
                    edited.accept(edit);
                    accepted.push(edit.span.range());
                }
            }
        }
    }
}

#[test]
fn time_grows_in_proportion_to_the_number_of_edits() {
    let time = |lines: usize| {
        let source = Source::decode(SitePath::new("a.md"), "x\r\n".repeat(lines).as_bytes());
        let edit = |line: usize| edit("a.md", line * 3 + 1..line * 3 + 2, "");
        let fix: Vec<Edit> = (0..lines).map(edit).collect();
        let start = std::time::Instant::now();
        let mut edited = opened(&source);
        assert!(is_consistent(&fix));
        for edit in &fix {
            assert!(edited.fits(edit));
            edited.accept(edit);
        }
        start.elapsed().as_secs_f64()
    };
    // The least is what other tests disturbed least.
    let (mut few, mut many) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..20 {
        (few, many) = (few.min(time(2_000)), many.min(time(16_000)));
        if many / few < 24.0 {
            return;
        }
    }
    panic!("eight times the edits took {:.1} times as long", many / few);
}

#[test]
#[cfg(unix)]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let site = Scratch::new("fixes");
    site.write("content/a.md", "a");
    fs::set_permissions(site.at("content/a.md"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("a.md", site.at("content/b.md")).unwrap();
    fix(&site, &[vec![edit("content/b.md", 0..1, "b")]]);
    assert_eq!(site.text("content/a.md"), "b");
    assert!(site.at("content/b.md").symlink_metadata().unwrap().is_symlink());
    let mode = site.at("content/a.md").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}
