//! Diagnostics about numbers and issuers, and their fixes.

use crate::commands::{Folder, gongbao, text};
use crate::harness::Site;
use crate::scale::{Parsed, assert_linear, assert_linear_build};
use std::fs;

const PATH: &str = "content/notices/bad.md";

/// The basic site with a notice and this document.
fn with(document: &str) -> Site {
    Site::with_notice().edit(PATH, document)
}

#[test]
fn relation_to_a_document_that_is_not_on_the_site_is_a_warning() {
    let site = with(
        "---\ntitle: 关于废止两份文件的通知\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-05-08\nrepeals: [鲁医协发〔2026〕1号, 鲁医协发〔2026〕4号]\n---\n正文。\n",
    );
    let outcome = site.build();
    assert_eq!(outcome.ids(), ["relation-dangling"], "{}", outcome.report());
    let diagnostics = outcome.diagnostic("relation-dangling");
    assert!(!diagnostics.is_error() && diagnostics.fix.is_empty());
    let shown = outcome.report();
    assert!(shown.contains("withheld: {2026: \"4\"}"), "{shown}");
    assert!(
        !shown.contains("网站上有"),
        "another number of the same key is no suggestion: {shown}"
    );
    assert!(
        outcome.page("/lyxf/2026/2/").contains("鲁医协发〔2026〕4号"),
        "the number is shown all the same"
    );
    // Following the advice leaves no diagnostic.
    let settings = crate::harness::SITE.replace(
        "code: 鲁医协发, slug: lyxf",
        "code: 鲁医协发, slug: lyxf, withheld: {2026: \"4\"}",
    );
    let outcome = site.edit("site.yaml", &settings).build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
}

#[test]
fn misspelt_or_shortened_issuer_is_reported_with_its_name() {
    for (typed, fixed) in [
        ("山东医院协会", true),
        ("山东省医院协会会", true),
        ("山东省医院协惠", true),
        ("医院协会", true),
        ("山东省医院", true),
        ("国家卫生健康委员会", false),
        ("山西省医院协会", false),
        ("山东省医院协会信息专业委员会", false),
        ("山东省医院协会", false),
    ] {
        let site = with(&format!(
            "---\ntitle: 关于开会的通知\ndate: 2026-05-08\nissuer: {typed}\n---\n正文。\n"
        ));
        let outcome = site.build();
        let expected: &[&str] = if fixed { &["issuer-misspelt"] } else { &[] };
        assert_eq!(outcome.ids(), expected, "{typed}: {}", outcome.report());
        if fixed {
            assert!(!outcome.diagnostic("issuer-misspelt").is_error());
            assert!(outcome.fixed(PATH).contains("issuer: 山东省医院协会\n"), "{typed}");
        }
    }
}

#[test]
fn several_issuers_in_one_text_are_split() {
    let both = "[山东省医院协会, 山东省社会办医疗机构协会]";
    for marks in ["、", "，", ", ", "；", " ", "和"] {
        let typed = format!("山东省医院协会{marks}山东省社会办医疗机构协会");
        let site = with(&format!(
            "---\ntitle: 关于开会的通知\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-05-08\nissuer: {typed}\n---\n正文。\n"
        ));
        let outcome = site.build();
        assert_eq!(outcome.ids(), ["issuers-in-one"], "{typed}: {}", outcome.report());
        assert!(outcome.page("/lsyxf/2026/").contains("其他机关文号"), "{typed}");
        let fixed = outcome.fixed(PATH);
        assert!(fixed.contains(&format!("issuer: {both}\n")), "{fixed}");
        assert_eq!(site.edit(PATH, &fixed).build().ids(), [] as [&str; 0]);
    }
}

#[test]
fn number_in_the_title_is_moved_to_its_own_key() {
    for (typed, title) in [
        ("关于开会的通知（鲁医协发〔2026〕4号）", "关于开会的通知"),
        ("关于开会的通知(鲁医协发[2026]4号)", "关于开会的通知"),
        ("鲁医协发〔2026〕4号 关于开会的通知", "关于开会的通知"),
    ] {
        let old = "/notices/2026/bad/";
        let site = with(&format!("---\n标题: {typed}\n成文日期: 2026-05-08\n---\n正文。\n"));
        let outcome = site.build();
        assert_eq!(outcome.ids(), ["number-in-title"], "{typed}: {}", outcome.report());
        let expected = format!(
            "---\n标题: {title}\n发文字号: 鲁医协发〔2026〕4号\n旧址: [{old}]\n成文日期: 2026-05-08\n---\n正文。\n"
        );
        let fixed = outcome.fixed(PATH);
        assert_eq!(fixed, expected);
        // The old address redirects to the new one.
        let help = outcome.diagnostic("number-in-title").help.clone().expect("help");
        for text in [&help.zh, &help.en] {
            assert!(text.contains(old) && text.contains("/lyxf/2026/4/"), "{text}");
        }
        assert!(outcome.has(&format!("{}index.html", &old[1..])), "{:?}", outcome.files.keys());
        let after = site.edit(PATH, &fixed).build();
        assert_eq!(after.ids(), ["number-gap"], "{}", after.report());
        assert!(after.page(old).contains("/lyxf/2026/4/"), "{}", after.page(old));
    }
    // There is no fix where the document has aliases already.
    let listed = "---\ntitle: 关于开会的通知（鲁医协发〔2026〕4号）\ndate: 2026-05-08\naliases: [/x/]\n---\n正文。\n";
    let outcome = with(listed).build();
    let diagnostics = outcome.diagnostic("number-in-title");
    assert!(
        diagnostics.fix.is_empty() && outcome.report().contains("写进“aliases”"),
        "{}",
        outcome.report()
    );
    for (title, issuer) in [
        ("关于转发《国家卫生健康委的通知》（国卫医发〔2018〕8号）的通知", ""),
        ("关于废止鲁医协发〔2024〕3号的通知", ""),
        ("一号文件的解读（鲁医协发〔2026〕1号）", ""),
        ("外单位的通知（鲁医协发〔2026〕4号）", "issuer: 国家卫生健康委员会\n"),
    ] {
        let site = with(&format!("---\ntitle: {title}\ndate: 2026-05-08\n{issuer}---\n正文。\n"));
        let outcome = site.build();
        assert_eq!(outcome.ids(), [] as [&str; 0], "{title}: {}", outcome.report());
    }
}

#[test]
fn number_taken_twice_is_reported_once_at_the_copy() {
    let notice =
        "---\ntitle: 关于开会的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-03-15\n---\n正文。\n";
    for (original, copy) in [
        ("通知.md", "通知 - 副本.md"),
        ("a.md", "a copy.md"),
        ("z.md", "a (1).md"),
        ("z/index.md", "z - 副本/index.md"),
    ] {
        let site = Site::basic()
            .edit(&format!("content/notices/{original}"), notice)
            .edit(&format!("content/notices/{copy}"), notice);
        let outcome = site.build();
        assert_eq!(outcome.ids(), ["number-taken"], "{copy}: {}", outcome.report());
        let diagnostics = outcome.diagnostic("number-taken");
        let at = diagnostics.at.as_ref().expect("a place").file.to_string();
        assert_eq!(at, format!("content/notices/{copy}"));
        assert!(outcome.report().contains("像是复制出来的"), "{}", outcome.report());
    }
}

#[test]
fn issue_taken_twice_is_reported_once() {
    let issue = "---\ntitle: 会讯\ndate: 2025-12-26\nissue: {year: 2025, number: 2}\n---\n卷首。\n";
    let article = "---\ntitle: 第一篇\n---\n正文。\n";
    let site = ["2025-2", "2025-2 - 副本"].iter().fold(Site::basic(), |site, folder| {
        site.edit(&format!("content/newsletters/{folder}/index.md"), issue)
            .edit(&format!("content/newsletters/{folder}/first.md"), article)
            .bytes(&format!("content/newsletters/{folder}/a.pdf"), b"%PDF")
    });
    let outcome = site.build();
    let errors: Vec<_> = outcome
        .built
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .map(|t| t.id)
        .collect();
    assert_eq!(errors, ["issue-taken"], "{}", outcome.report());
    let at = outcome.diagnostic("issue-taken").at.as_ref().expect("a place").file.to_string();
    assert_eq!(at, "content/newsletters/2025-2 - 副本/index.md");
}

#[test]
fn unreadable_file_is_not_a_gap() {
    let gap = |broken: &str| {
        let site = Site::with_notice()
            .notice("four", "number: 鲁医协发〔2026〕4号\ndate: 2026-05-08", "正文。")
            .edit(PATH, broken);
        site.build()
            .built
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.id == "number-gap")
            .count()
    };
    // This file has number 2, so that only 3 is missing.
    let open =
        "---\ntitle: 关于开会的通知\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-05-08\n\n正文\n";
    assert_eq!(gap(open), 1);
    assert_eq!(
        gap(&open.replace("2号", "2号\n另有3号").replace("另有3号", "文号：鲁医协发[2026]3号")),
        0
    );
    for unclear in [
        "---\ntitle: 关于开会的通知\nnumber: 鲁医协发2026年2号\ndate: 2026-05-08\n---\n正文。\n",
        "---\ntitle: 关于开会的通知\nnumber: 鲁医协发〔2026〕2-3号\ndate: 2026-05-08\n---\n正文。\n",
        "标题：关于开会的通知\n文号：鲁医协发二号\n",
    ] {
        assert_eq!(gap(unclear), 0, "{unclear}");
    }
    assert_eq!(gap("---\ntitle: 没有文号的通知\ndate: 2026-05-08\n---\n正文。\n"), 1);
}

#[test]
fn other_identifier_in_the_number_is_an_error() {
    for (typed, help) in [
        ("T/SDHA 001—2026", "写成 standard: T/SDHA 001—2026"),
        ("2026年第1号公告", "写进“title”"),
        ("国务院令第783号", "写进“title”"),
        ("鲁医协发〔2026〕6-7号", "一份文件一个文号"),
        ("2025年第2期（总第34期）", "期号不写在这里"),
    ] {
        let site = with(&format!(
            "---\ntitle: 关于开会的通知\nnumber: {typed}\ndate: 2026-05-08\n---\n正文。\n"
        ));
        let outcome = site.build();
        assert_eq!(outcome.ids(), ["number-unclear"], "{typed}: {}", outcome.report());
        assert!(outcome.report().contains(help), "{typed}: {}", outcome.report());
    }
}

#[test]
fn first_issuer_is_the_default() {
    let site = with("---\ntitle: 关于开会的通知\ndate: 2026-05-08\n---\n正文。\n");
    let outcome = site.build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    assert!(outcome.page("/lyxf/2026/").contains("href=\"/notices/2026/bad/\""));
}

#[test]
fn number_commands_cover_every_series() {
    let folder = Folder::new("series");
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    let settings = "title: 测试\nbase_url: https://example.test/\nissuers:\n  - name: 甲协会\n    slug: jia\n    codes:\n      - {code: 甲发, slug: jiaf, withheld: {2026: \"3\"}}\n      - {code: 甲函, slug: jiah}\n  - {name: 乙协会, code: 乙发, slug: yif}\n";
    fs::write(folder.0.join("site.yaml"), settings).expect("settings");
    fs::remove_file(folder.0.join("content/notices/mxf-2026-1.md")).expect("the sample");
    for (name, number) in
        [("a", "甲函〔2026〕2号"), ("b", "乙发〔2026〕1号"), ("c", "乙发〔2026〕3号")]
    {
        let document = format!(
            "---\ntitle: 关于{name}的通知\nnumber: {number}\ndate: 2026-05-08\n---\n正文。\n"
        );
        fs::write(folder.0.join(format!("content/notices/{name}.md")), document).expect("a notice");
    }
    let run = |arguments: &[&str]| text(&gongbao(&folder.0, arguments).stdout);
    let next =
        |code: &[&str]| run(&[&["number", "next"], code, &["--date", "2026-11-22"]].concat());
    assert_eq!(next(&[]), "甲发〔2026〕4号\n");
    assert_eq!(next(&["甲函"]), "甲函〔2026〕3号\n");
    assert_eq!(next(&["乙发"]), "乙发〔2026〕4号\n");
    assert_eq!(run(&["number", "gaps"]), "乙发〔2026〕2号\n甲函〔2026〕1号\n");
    assert_eq!(run(&["number", "gaps", "甲函"]), "甲函〔2026〕1号\n");
    assert_eq!(run(&["number", "list"]).lines().count(), 4);
    assert_eq!(run(&["number", "list", "甲发"]), "甲发〔2026〕3号\t未公开\n");
    assert_eq!(gongbao(&folder.0, &["number", "next", "丙发"]).status.code(), Some(2));
    let given = ["--number", "next", "--code", "甲函", "--date", "2026-11-22"];
    let made = run(&[&["new", "notices", "关于商请的函"], &given[..]].concat());
    assert_eq!(made, "content/notices/jiah-2026-3.md\n");
    let document = fs::read_to_string(folder.0.join(made.trim())).expect("the document");
    assert!(document.contains("甲函〔2026〕3号"), "{document}");
}

#[test]
fn many_documents_of_one_number_take_linear_time() {
    // Only `register::file` is measured: in a whole build a quadratic search would not show.
    let made = |n| {
        Parsed::of((0..n).fold(Site::basic(), |site, i| {
            let front = "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15";
            site.notice(&format!("n{i}"), front, "正文。")
        }))
    };
    assert_linear(5000, made, |parsed| assert!(parsed.file().entries.len() >= 5000));
}

#[test]
fn dangling_relations_take_linear_time() {
    assert_linear_build(300, |n| {
        (1..=n).fold(Site::basic(), |site, i| {
            let front = format!(
                "number: 鲁医协发〔2026〕{i}号\ndate: 2026-03-15\nrepeals: 鲁医协发〔2023〕{i}号"
            );
            site.notice(&format!("n{i}"), &front, "正文。")
        })
    });
}

#[test]
fn many_series_and_years_take_linear_time() {
    assert_linear_build(12, |n| {
        let codes: Vec<char> = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地".chars().collect();
        let mut settings = "title: 测试\nbase_url: https://example.test/\nissuers:\n".to_owned();
        let mut site = Site::basic();
        for (index, code) in codes.iter().take(n).enumerate() {
            settings.push_str(&format!(
                "  - {{name: {code}会, slug: i{index}, codes: [{{code: {code}发, slug: i{index}f}}, {{code: {code}函, slug: i{index}h}}]}}\n"
            ));
            for year in 2010..2020 {
                for kind in ["发", "函"] {
                    let front = format!("number: {code}{kind}〔{year}〕1号\ndate: {year}-03-15");
                    site = site.notice(&format!("n{index}-{year}-{kind}"), &front, "正文。");
                }
            }
        }
        site.edit("site.yaml", &settings)
    });
}
