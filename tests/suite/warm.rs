//! After any edits of any file a warm build equals a fresh one, byte for byte, diagnostics included.
//! Scripts of edits are random; `PROPTEST_CASES=5000 cargo test warm` tries more of them.

mod edits;

use crate::harness::{Outcome, Site};
use crate::properties::cases;
use edits::{Edit, FILES, SETTINGS, WITH_RAW_HTML, apply, edit};
use gongbao::build::Memos;
use gongbao::date::Moment;
use proptest::prelude::*;

/// Returns the result of a build except the bytes of its files.
fn summary(outcome: &Outcome) -> String {
    let built = &outcome.built;
    format!(
        "{} documents, {} pages at {:?}; {:?}; papers {} {:?}; files {:#?}; {:#?}",
        built.documents,
        built.pages,
        built.base_url,
        built.left_out,
        built.wants_paper,
        built.papers.iter().map(|p| (&p.permalink, &p.pdf, &p.made_with)).collect::<Vec<_>>(),
        outcome.files.keys(),
        built.diagnostics
    )
}

fn first_site() -> Site {
    Site::with_notice().bytes("fonts/box.ttf", include_bytes!("../fixtures/box.ttf"))
}

fn check_script(script: &[Edit]) -> Result<bool, TestCaseError> {
    let mut memos = Memos::enabled();
    let mut site = first_site();
    site.build_with(&mut memos);
    let mut is_published = false;
    for (step, edit) in script.iter().enumerate() {
        site = apply(site, edit);
        let (warm, fresh) = (site.build_with(&mut memos), site.build());
        prop_assert_eq!(summary(&warm), summary(&fresh), "after step {}: {:?}", step, edit);
        for (path, bytes) in &fresh.files {
            prop_assert!(warm.files[path] == *bytes, "{} differs after step {}", path, step);
        }
        is_published |= !fresh.built.diagnostics.iter().any(|d| d.is_error());
    }
    Ok(is_published)
}

#[test]
fn warm_build_equals_a_fresh_one_after_random_edits() {
    let config = cases(24);
    let cases = config.cases;
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let published = std::cell::Cell::new(0);
    let result = runner.run(&prop::collection::vec(edit(), 1..12), |script| {
        published.set(published.get() + u32::from(check_script(&script)?));
        Ok(())
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
    assert!(published.get() * 4 >= cases, "too few sites without errors: {}", published.get());
}

/// A site without errors that has every kind of file.
fn complete_site() -> Site {
    let files = FILES.iter().filter(|(path, _)| *path != "static/lyxf");
    let site = files.fold(first_site(), |site, (path, variants)| {
        site.edit(path, variants.iter().flatten().next().expect("a content"))
    });
    site.edit("content/notices/one.md", WITH_RAW_HTML)
}

/// Every ordered pair of texts of each file.
#[test]
fn warm_build_equals_a_fresh_one_after_any_change_of_one_file() {
    for (file, (path, variants)) in FILES.iter().enumerate() {
        let site = |variant| apply(first_site(), &Edit::File(file, variant));
        let fresh: Vec<Outcome> = (0..variants.len()).map(|v| site(v).build()).collect();
        let mut memos = Memos::enabled();
        for one in 0..variants.len() {
            for two in (0..one).flat_map(|two| [one, two]) {
                let warm = site(two).build_with(&mut memos);
                assert_eq!(summary(&warm), summary(&fresh[two]), "{path}: {two}");
                assert!(warm.files == fresh[two].files, "{path}: {two}");
            }
        }
    }
}

/// Each setting is added and removed, and each file renamed and renamed back.
#[test]
fn warm_build_equals_a_fresh_one_after_any_setting_or_rename() {
    let none = Edit::Settings { bits: 0, title: false, base: 0, code: false };
    let settings = (0..SETTINGS.len()).map(|line| Edit::Settings {
        bits: 1 << line,
        title: false,
        base: 0,
        code: false,
    });
    let names = (0..FILES.len()).map(Edit::Rename);
    let mut memos = Memos::enabled();
    let usual = complete_site().build();
    assert!(!usual.built.diagnostics.iter().any(|d| d.is_error()), "{}", usual.report());
    for edit in settings.chain(names).chain([none]) {
        let site = apply(complete_site(), &edit);
        for (site, fresh) in [(&site, &site.build()), (&complete_site(), &usual)] {
            let warm = site.build_with(&mut memos);
            assert_eq!(summary(&warm), summary(fresh), "{edit:?}");
            assert!(warm.files == fresh.files, "{edit:?}");
        }
    }
}

/// The same files mean another thing on another day: validity, deadlines, waiting documents.
#[test]
fn warm_build_equals_a_fresh_one_on_another_day() {
    let front = "number: 鲁医协发〔2026〕2号\ndate: 2026-04-01\nexpires: 2026-11-22";
    let mut site = first_site().notice("expiring", front, "到期的文件。");
    let mut memos = Memos::enabled();
    for day in [20, 23, 20] {
        site.options.now = Moment::from_date(jiff::civil::Date::constant(2026, 11, day));
        let (warm, fresh) = (site.build_with(&mut memos), site.build());
        assert_eq!(summary(&warm), summary(&fresh), "{day}");
        assert!(warm.files == fresh.files, "{day}");
    }
}
