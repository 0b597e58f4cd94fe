//! Tables of data beside pages: `data: members.csv`.

use crate::harness::{Outcome, Site};

const MEMBERS: &str = "单位,级别,床位\n甲医院,三级,\"1,200\"\n<b>乙</b>医院,二级,80\n=1+1,,5\n";

/// A site whose category of pages has a table, with a document that may have one.
fn site(data: &str, file: &str, bytes: &[u8]) -> Site {
    Site::basic()
        .edit(
            "content/members/_index.md",
            &format!("---\ntitle: 会员名录\nkind: page\n{data}\n---\n"),
        )
        .bytes(&format!("content/members/{file}"), bytes)
}

fn with_members(bytes: &[u8]) -> Outcome {
    site("data: members.csv", "members.csv", bytes).build()
}

#[test]
fn table_beside_a_category_is_shown_and_can_be_downloaded() {
    for bytes in [MEMBERS.as_bytes(), &encoding_rs::GB18030.encode(MEMBERS).0] {
        let outcome = with_members(bytes);
        assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
        let page = outcome.page("/members/");
        for shown in [
            "<caption id=\"ui-table\">会员名录</caption>",
            "<th scope=\"col\">单位</th>",
            "<th scope=\"col\" class=\"right\">床位</th>",
            "<td>甲医院</td><td>三级</td><td class=\"right nb\">1,200</td>",
            "<td>&lt;b&gt;乙&lt;/b&gt;医院</td>",
            "<td>=1+1</td><td></td>",
            "<a href=\"/members/members.csv\" download>",
            "data-table.js",
            "共3行",
        ] {
            assert!(page.contains(shown), "{shown}\n{page}");
        }
        assert!(!page.contains("暂无"), "{page}");
        assert_eq!(outcome.files["members/members.csv"], bytes);
    }
    let without = Site::basic().build();
    assert!(!without.page("/notices/").contains("data-table.js"));
}

#[test]
fn table_beside_a_document_is_searched_and_hidden_with_it() {
    let outcome = |front: &str| {
        Site::basic()
            .notice("a", &format!("date: 2026-03-15\n{front}\ndata: a.csv"), "正文。")
            .edit("content/notices/a.csv", "单位,级别\n机密甲,三级\n")
            .build()
    };
    let public = outcome("genre: 通知");
    let page = public.page("/notices/2026/a/");
    assert!(page.contains("<td>机密甲</td>"), "{page}\n{}", public.report());
    assert!(public.has("notices/a.csv"));
    for hiding in ["draft: true", "visibility: internal", "published: 2027-01-01"] {
        let hidden = outcome(hiding);
        assert!(!hidden.has("notices/a.csv"), "{hiding}");
        for (path, bytes) in &hidden.files {
            assert!(!String::from_utf8_lossy(bytes).contains("机密甲"), "{path} with {hiding}");
        }
    }
}

#[test]
fn faults_of_a_table_are_reported_where_the_page_names_it() {
    for (data, bytes, ids) in [
        ("data: members.csv", "单位,级别\n甲\n", vec!["data-row"]),
        ("data: members.csv", "单位,\n甲,乙\n", vec!["data-row"]),
        ("data: members.csv", "单位,,级别\n甲,乙,丙\n", vec!["data-column"]),
        ("data: members.csv", "", vec!["data-empty"]),
        ("data: member.csv", MEMBERS, vec!["link-dead", "file-loose"]),
        ("data: https://example.com/a.csv", MEMBERS, vec!["data-form", "file-loose"]),
        ("data: /notices/", MEMBERS, vec!["data-form", "file-loose"]),
        ("data: [a.csv, b.csv]", MEMBERS, vec!["value-type", "file-loose"]),
    ] {
        let outcome = site(data, "members.csv", bytes.as_bytes()).build();
        let mut found = outcome.ids();
        found.sort_by_key(|id| ids.iter().position(|expected| expected == id));
        assert_eq!(found, ids, "{data}\n{}", outcome.report());
        let named = outcome.built.diagnostics.iter().find(|found| found.id == ids[0]);
        let at = named.and_then(|found| found.at.as_ref()).expect("a place");
        assert_eq!(at.file.as_str(), "content/members/_index.md");
    }
    let outcome = site("data: a.xlsx", "a.xlsx", b"PK").build();
    assert!(outcome.ids().contains(&"data-form"), "{}", outcome.report());
}

#[test]
fn numbers_of_persons_in_a_table_are_reported_and_can_be_allowed() {
    let people = "姓名,手机\n张三,13812345678\n".as_bytes();
    let outcome = |line: &str| site(line, "members.csv", people).build();
    let found = outcome("data: members.csv");
    assert_eq!(found.ids(), ["mobile-number"], "{}", found.report());
    assert!(!found.report().contains("13812345678"), "{}", found.report());
    let allowed = outcome("data: members.csv # check: allow mobile-number");
    assert_eq!(allowed.ids(), [""; 0], "{}", allowed.report());
}

#[test]
fn table_of_thousands_of_rows_is_shown_whole() {
    let rows: String = (0..5000).map(|row| format!("第{row}医院,{row}\n")).collect();
    let outcome = with_members(format!("单位,床位\n{rows}").as_bytes());
    let page = outcome.page("/members/");
    assert!(page.contains("<td>第4999医院</td>") && page.len() < 500_000, "{}", page.len());
}
