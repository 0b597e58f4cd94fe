//! Issuers with several number series: addresses, registers, names, codes.

use crate::harness::Site;

const SEVERAL: &str = "title: 测试门户
base_url: https://example.org/
issuers:
  - name: 山东省医院协会
    slug: lyx
    former_names: [山东省医院管理协会]
    codes:
      - {code: 鲁医协发, slug: lyxf, withheld: {2026: \"2-3\"}}
      - {code: 鲁医协函, slug: lyxh}
  - {name: 山东省社会办医疗机构协会, code: 鲁社医协发, slug: lsyxf}
  - {name: 上海市医院协会, slug: shyx}
";

fn several() -> Site {
    Site::basic()
        .edit("site.yaml", SEVERAL)
        .notice("one", "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15", "正文。")
        .notice("letter", "number: 鲁医协函〔2026〕1号\ndate: 2026-04-15", "正文。")
}

/// Returns the numbers that a register lists.
fn rows(page: &str) -> Vec<&str> {
    page.split("class=\"number\">").skip(1).filter_map(|rest| rest.split('<').next()).collect()
}

#[test]
fn each_series_has_its_own_addresses_and_register() {
    let outcome = several().build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    for path in [
        "lyx/index.html",
        "lyx/feed.xml",
        "lyxf/index.html",
        "lyxf/feed.json",
        "lyxf/2026/index.html",
        "lyxf/2026/1/index.html",
        "lyxh/index.html",
        "lyxh/feed.xml",
        "lyxh/2026/index.html",
        "lyxh/2026/1/index.html",
        "lsyxf/index.html",
        "lsyxf/feed.xml",
        "shyx/index.html",
        "shyx/feed.xml",
    ] {
        assert!(outcome.has(path), "{path}: {:?}", outcome.files.keys());
    }
    assert!(!outcome.has("lyx/2026/index.html"));
    let letters = outcome.page("/lyxh/2026/");
    assert!(letters.contains("鲁医协函〔2026〕1号") && !letters.contains("鲁医协发〔2026〕1号"));
    assert!(!letters.contains("未编号文件") && !letters.contains("其他机关文号"), "{letters}");
    assert!(outcome.page("/lyxh/").contains("<title>山东省医院协会发文登记（鲁医协函）"));
    assert!(outcome.page("/lyxf/").contains("<title>山东省医院协会发文登记（鲁医协发）"));
    let papers = outcome.page("/lyxf/2026/");
    let numbers = ["鲁医协发", "鲁医协发〔2026〕1号", "鲁医协发〔2026〕2号", "鲁医协发〔2026〕3号"];
    assert_eq!(rows(&papers), numbers);
    assert_eq!(papers.matches("未公开").count(), 2, "{papers}");
    let issuer = outcome.page("/lyx/");
    for found in ["href=\"/lyxf/\"", "href=\"/lyxh/\"", "href=\"/lyxh/2026/1/\"", "曾用名"] {
        assert!(issuer.contains(found), "{found}: {issuer}");
    }
    for feed in ["lyxf/feed.xml", "lyxh/feed.xml"] {
        assert_eq!(outcome.text(feed).matches("<entry>").count(), 1, "{feed}");
    }
    assert_eq!(outcome.text("lyx/feed.xml").matches("<entry>").count(), 2);
}

#[test]
fn issuer_with_one_code_shares_its_page_with_the_series() {
    let outcome = Site::with_notice().build();
    let register = outcome.page("/lyxf/");
    assert!(register.contains("href=\"/lyxf/2026/\""), "{register}");
    assert!(register.contains("href=\"/lyxf/2026/1/\""), "the newest documents are listed");
    assert!(!outcome.has("lyx/index.html"));
    let document = outcome.page("/lyxf/2026/1/");
    assert!(document.contains("<a href=\"/lyxf/\">山东省医院协会</a>"), "{document}");
}

#[test]
fn register_of_all_years_lists_years_and_the_newest_documents() {
    let mut site = Site::basic();
    for year in [2025, 2026] {
        for serial in 1..=30 {
            let front = format!("number: 鲁医协发〔{year}〕{serial}号\ndate: {year}-03-15");
            site = site.notice(&format!("n{year}-{serial}"), &front, "正文。");
        }
    }
    let outcome = site.build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    let all = outcome.page("/lyxf/");
    assert!(!all.contains("<table"), "{all}");
    assert_eq!(all.matches("class=\"item-title\"").count(), 10, "five for each year");
    assert!(all.contains("第1至30号") && all.contains("30件"), "{all}");
    assert_eq!(outcome.page("/lyxf/2025/").matches("<tr class=\"item\"").count(), 30);
}

#[test]
fn every_number_below_the_highest_is_listed_whether_hidden_or_never_used() {
    // 4 is internal and 3 was never used; readers must not be able to distinguish them.
    let site = Site::with_notice()
        .notice("two", "number: 鲁医协发〔2026〕2号\ndate: 2026-03-16", "正文。")
        .notice(
            "four",
            "number: 鲁医协发〔2026〕4号\ndate: 2026-03-17\nvisibility: internal",
            "正文。",
        )
        .notice("five", "number: 鲁医协发〔2026〕5号\ndate: 2026-03-18", "正文。");
    let outcome = site.build();
    let page = outcome.page("/lyxf/2026/");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("<tr class=\"")).collect();
    let of = |number: u32| format!("class=\"number\">鲁医协发〔2026〕{number}号</th>");
    for (index, row) in rows.iter().enumerate() {
        assert!(row.contains(&of(index as u32 + 1)), "{row}");
        assert_eq!(row.contains("未公开"), index == 2 || index == 3, "{row}");
    }
    assert_eq!(rows.len(), 5, "{page}");
    assert_eq!(rows[2].replace("3号", "4号"), rows[3]);
}

#[test]
fn many_missing_numbers_share_a_row() {
    let with = |serial: u32| {
        let front = format!("number: 鲁医协发〔2026〕{serial}号\ndate: 2026-03-18");
        Site::basic().notice("late", &front, "正文。").build().page("/lyxf/2026/")
    };
    assert_eq!(with(21).matches("未公开").count(), 20);
    let page = with(500);
    assert_eq!(page.matches("未公开").count(), 1, "{page}");
    assert!(page.contains("鲁医协发〔2026〕1号 至 鲁医协发〔2026〕499号"), "{page}");
}

#[test]
fn joint_document_is_listed_by_the_number_of_the_other_issuer() {
    let site = several()
        .notice(
            "joint",
            "number: 鲁社医协发〔2026〕1号\ndate: 2026-05-15\nissuer: [山东省社会办医疗机构协会, 山东省医院协会, 上海市医院协会]",
            "正文。",
        )
        .notice("plain", "date: 2026-05-16", "正文。");
    let outcome = site.build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    for register in ["/lyxf/2026/", "/shyx/2026/"] {
        let page = outcome.page(register);
        let others = page.find("其他机关文号").expect(register);
        let joint = page.find("鲁社医协发〔2026〕1号").expect(register);
        assert!(others < joint, "{register}");
        if let Some(unnumbered) = page.find("未编号文件") {
            assert!(joint < unnumbered, "{register}: {page}");
        }
    }
    assert!(outcome.page("/lyxf/2026/").contains("未编号文件"), "the document without a number");
    let own = outcome.page("/lsyxf/2026/");
    assert!(
        rows(&own).contains(&"鲁社医协发〔2026〕1号") && !own.contains("其他机关文号"),
        "{own}"
    );
    for page in ["/lyx/", "/lsyxf/", "/shyx/"] {
        let page = outcome.page(page);
        let joint = page.find("联合发文").expect("joint documents");
        assert!(page[joint..].contains("关于joint的通知"), "{page}");
    }
}

#[test]
fn registers_show_the_same_counts_everywhere() {
    // A letter with a number of one issuer and the name of another.
    let site = several().notice(
        "lent",
        "number: 鲁医协函〔2026〕2号\ndate: 2026-05-15\nissuer: 山东省社会办医疗机构协会",
        "正文。",
    );
    let outcome = site.build();
    let home = outcome.page("/");
    assert!(home.contains("href=\"/lyxh/2026/\">2026年<span class=\"count\">2</span>"), "{home}");
    assert!(outcome.page("/lyxh/").contains("2件"));
    let search = outcome.page("/search/");
    assert!(
        search.contains("<a href=\"/lyx/\">山东省医院协会<span class=\"count\">3</span>"),
        "{search}"
    );
}

#[test]
fn former_name_is_shown_and_registered_under_the_current_name() {
    let site = several().notice(
        "old",
        "date: 2009-03-15\nissuer: 山东省医院管理协会",
        "山东省医院管理协会的文件。",
    );
    let outcome = site.build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    let page = outcome.page("/notices/2009/old/");
    assert!(page.contains("<a href=\"/lyx/\">山东省医院管理协会</a>"), "{page}");
    assert!(outcome.page("/lyxf/2009/").contains("关于old的通知"));
    assert!(outcome.page("/lyx/").contains("关于old的通知"));
    let catalogue = outcome.catalogue();
    let document = &catalogue["documents"][2];
    assert_eq!(document["issuers"][0], "山东省医院协会", "{document}");
    assert_eq!(document["issued_as"][0], "山东省医院管理协会");
    assert!(outcome.page("/statistics/").contains("\">山东省医院协会</a></th><td>3"));
}

#[test]
fn document_of_an_outside_issuer_keeps_its_number() {
    let site = several()
        .notice(
            "outside",
            "number: 国卫医发〔2018〕8号\ndate: 2018-06-01\nissuer: 国家卫生健康委员会",
            "正文。",
        )
        .notice(
            "two",
            "number: 鲁医协发〔2026〕4号\ndate: 2026-06-01\nforwards: 国卫医发〔2018〕8号",
            "按照国卫医发（2018）8号和国卫医发〔2018〕9号执行。",
        );
    let outcome = site.build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    let page = outcome.page("/notices/2018/outside/");
    assert!(page.contains("国卫医发〔2018〕8号") && page.contains("国家卫生健康委员会"), "{page}");
    let citing = outcome.page("/lyxf/2026/4/");
    assert_eq!(citing.matches("class=\"citation\" href=\"/notices/2018/outside/\"").count(), 1);
    assert!(
        citing.matches("href=\"/notices/2018/outside/\"").count() > 1,
        "the relation links too"
    );
    assert!(outcome.page("/国卫医发〔2018〕8号/").contains("/notices/2018/outside/"));
    let outside = outcome.files.keys().filter(|path| path.contains("国卫医发"));
    assert_eq!(outside.count(), 1, "it has no register");
}

#[test]
fn unknown_code_with_an_issuer_of_the_site_is_an_error() {
    for issuer in ["", "issuer: 山东省医院协会\n", "issuer: 山东医院协会\n"] {
        let front = format!("number: 国卫医发〔2018〕8号\ndate: 2018-06-01\n{issuer}");
        let outcome = several().notice("outside", front.trim_end(), "正文。").build();
        assert!(outcome.diagnostic("code-unknown").is_error(), "{}", outcome.report());
        assert!(!outcome.ids().contains(&"number-gap"), "{}", outcome.report());
        assert!(outcome.report().contains("文号照写"), "{}", outcome.report());
    }
}

#[test]
fn contradictory_issuers_are_reported() {
    let build = |issuers: &str| {
        let text = format!("title: 测试\nbase_url: https://example.org/\nissuers:\n{issuers}\n");
        let outcome = Site::with_notice().edit("site.yaml", &text).build();
        outcome.ids().join(" ")
    };
    let two = "{code: 鲁医协发, slug: lyxf}, {code: 鲁医协函, slug: lyxh}";
    for (issuers, id) in [
        (format!("  - {{name: 甲, slug: lyxf, codes: [{two}]}}"), "issuer-repeated"),
        (format!("  - {{name: 甲, slug: a, code: 鲁医协发, codes: [{two}]}}"), "codes-and-code"),
        (
            "  - {name: 甲, slug: a, codes: [{code: 鲁医协发}, {code: 鲁医协函, slug: b}]}".into(),
            "key-missing",
        ),
        ("  - {name: 甲, slug: a, code: [鲁医协发, 鲁医协函]}".into(), "code-form"),
        ("  - {name: 甲, slug: a, code: 鲁医协发、鲁医协函}".into(), "code-form"),
        ("  - {name: 甲, slug: a, codes: [鲁医协发, 鲁医协函]}".into(), "value-type value-type"),
        (
            "  - {name: 甲, slug: a, code: 鲁医协发, withheld: {40000: \"1\"}}".into(),
            "withheld-form",
        ),
        (
            "  - {name: 甲, slug: a, code: 鲁医协发, former_names: [乙]}\n  - {name: 乙, slug: b}"
                .into(),
            "issuer-repeated",
        ),
        (
            "  - {name: 甲, slug: a, code: 鲁医协发}\n  - {name: 乙, slug: b, code: 鲁医协发}"
                .into(),
            "issuer-repeated",
        ),
    ] {
        assert_eq!(build(&issuers), id, "{issuers}");
    }
}

#[test]
fn unreadable_settings_cause_no_further_diagnostics() {
    let documents = Site::with_notice()
        .notice(
            "three",
            "number: 鲁医协发〔2026〕3号\ndate: 2026-05-15\nrepeals: 鲁医协发〔2025〕1号",
            "见鲁医协发〔2026〕9号。",
        )
        .notice("other", "date: 2026-05-15\nissuer: 山东医院协会", "正文。");
    assert_eq!(documents.clone().remove("site.yaml").build().ids(), ["site-missing"]);
    let broken = "title: 测试\nbase_url: https://example.org/\nissuers:\n  - {name: 山东省医院协会, code: 鲁医协发}\n";
    assert_eq!(documents.clone().edit("site.yaml", broken).build().ids(), ["key-missing"]);
    let misspelt = "title: 测试\nbase_url: https://example.org/\norgans:\n  - {name: 山东省医院协会, code: 鲁医协发, slug: lyxf}\n";
    assert_eq!(documents.edit("site.yaml", misspelt).build().ids(), ["key-unknown"]);
}

#[test]
fn gaps_count_from_the_year_in_since() {
    let issuers = "issuers:\n  - {name: 甲, code: 鲁医协发, slug: lyxf, since: 2026}\n";
    let site = Site::with_notice()
        .edit("site.yaml", &format!("title: 测试\nbase_url: https://example.org/\n{issuers}"))
        .notice("old", "number: 鲁医协发〔2019〕7号\ndate: 2019-05-15", "见鲁医协发〔2019〕9号。");
    let outcome = site.build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    assert!(!outcome.page("/lyxf/2019/").contains("未公开"));
}
