//! `# check: allow …`: warnings that editors accept.

use crate::harness::{Outcome, SITE, Site};

fn notice(front: &str, body: &str) -> Site {
    Site::basic().notice("one", front, body)
}

fn ids(site: &Site) -> Vec<&'static str> {
    site.build().ids()
}

#[test]
fn warning_is_allowed_above_its_line_at_its_end_and_for_the_whole_file() {
    assert_eq!(ids(&notice("date: 2026/3/5\nissuer: 山东省医院协会", "正文。")), ["date-form"]);
    for front in [
        "# check: allow date-form\ndate: 2026/3/5\nissuer: 山东省医院协会",
        "date: 2026/3/5 # check: allow date-form\nissuer: 山东省医院协会",
        "issuer: 山东省医院协会\n#check:allow  date-form\n\n# 说明\ndate: 2026/3/5",
        "changes: # check: allow date-form\n- {date: 2026/3/5, note: 甲}\ndate: 2026-03-05\nissuer: 山东省医院协会",
    ] {
        assert_eq!(ids(&notice(front, "正文。")), [] as [&str; 0], "{front}");
    }
    let whole = "---\n# check: allow date-form, published-early\ntitle: 关于开会的通知\ndate: 2026/3/5\npublished: 2026/3/1\n---\n正文。\n";
    for text in [whole.to_owned(), format!("\u{feff}{}", whole.replace('\n', "\r\n"))] {
        let site = Site::basic().edit("content/notices/one.md", &text);
        assert_eq!(ids(&site), [] as [&str; 0]);
    }
}

#[test]
fn allowance_covers_only_its_line_and_the_named_id() {
    let elsewhere =
        "date: 2026/3/5\n# check: allow date-form\npublished: 2026/3/6\nissuer: 山东省医院协会";
    assert_eq!(ids(&notice(elsewhere, "正文。")), ["date-form"]);
    let quoted = "date: 2026/3/5\nsummary: |\n  # check: allow date-form\nissuer: 山东省医院协会";
    assert_eq!(ids(&notice(quoted, "正文。")), ["date-form"]);
}

#[test]
fn unused_allowance_is_a_warning() {
    let build = |front: &str| -> Outcome { notice(front, "正文。").build() };
    let unused = build("date: 2026-03-05 # check: allow date-form\nissuer: 山东省医院协会");
    assert_eq!(unused.ids(), ["allow-unused"]);
    let at = unused.diagnostic("allow-unused").at.clone().expect("a place");
    let text = format!("---\ntitle: 关于one的通知\n{}", "date: 2026-03-05 # check: allow ");
    assert_eq!((at.start, at.end), (text.len(), text.len() + "date-form".len()));
    let typo = build("date: 2026/3/5 # check: allow date-from\nissuer: 山东省医院协会");
    assert_eq!(typo.ids(), ["date-form", "allow-unused"]);
    assert!(typo.report().contains("是不是“date-form”？"), "{}", typo.report());
}

#[test]
fn error_cannot_be_allowed() {
    let outcome =
        notice("date: 2026-13-05 # check: allow date-none\nissuer: 山东省医院协会", "正文。")
            .build();
    assert_eq!(outcome.ids(), ["date-none", "allow-unused"]);
    assert!(outcome.report().contains("不能放过"), "{}", outcome.report());
}

#[test]
fn comment_in_the_body_allows_a_warning_and_is_not_published() {
    let cites = "见鲁医协发〔2026〕9号。";
    let site = |body: &str| notice("number: 鲁医协发〔2026〕1号\ndate: 2026-03-15", body);
    assert_eq!(ids(&site(cites)), ["citation-dangling"]);
    let outcome = site(&format!("<!-- check: allow citation-dangling -->\n{cites}")).build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    assert!(!outcome.page("/lyxf/2026/1/").contains("check: allow"));
    // A comment in a code block is an example, and one two paragraphs above is too far away.
    let far = format!("<!-- check: allow citation-dangling -->\n甲\n\n{cites}");
    assert_eq!(ids(&site(&far)), ["allow-unused", "citation-dangling"]);
    let code = format!("```\n<!-- check: allow citation-dangling -->\n```\n{cites}");
    assert_eq!(ids(&site(&code)), ["citation-dangling"]);
}

#[test]
fn warning_about_a_number_gap_is_allowed_in_its_file() {
    let gap = Site::basic()
        .notice("one", "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15", "正文。")
        .notice("three", "number: 鲁医协发〔2026〕3号\ndate: 2026-03-16", "正文。");
    let outcome = gap.build();
    assert_eq!(outcome.ids(), ["number-gap"]);
    let at = outcome.diagnostic("number-gap").at.clone().expect("a place");
    let site = if at.file.as_str() == "site.yaml" {
        gap.edit("site.yaml", &format!("# check: allow number-gap\n{SITE}"))
    } else {
        gap.notice(
            "three",
            "# check: allow number-gap\nnumber: 鲁医协发〔2026〕3号\ndate: 2026-03-16",
            "正文。",
        )
    };
    assert_eq!(ids(&site), [] as [&str; 0]);
}
