//! The jewel: after any edits, a warm build equals a fresh one, byte for byte, diagnostics
//! included.

use crate::harness::Site;
use gongbao::build::Memos;

#[test]
fn a_warm_build_equals_a_fresh_one() {
    let mut memos = Memos::keeping();
    let mut site = Site::with_notice();
    site.build_with(&mut memos);
    type Edit = fn(Site) -> Site;
    let edits: [(&str, Edit); 12] = [
        ("add", |s| {
            s.notice(
                "two",
                "number: 鲁医协发〔2026〕2号\ndate: 2026-04-01",
                "见鲁医协发〔2026〕1号。",
            )
        }),
        ("edit the cited title", |s| {
            s.edit(
                "content/notices/one.md",
                "---\ntitle: 新标题\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-03-15\n---\n正文。\n",
            )
        }),
        ("break", |s| s.notice("three", "number：鲁医协发〔2026〕3号\ndate: 2026-04-01", "正文。")),
        ("stay broken", |s| s),
        ("mend with a warning", |s| {
            s.notice("three", "number: 鲁医协发[2026]3号\ndate: 2026-04-01", "正文。")
        }),
        ("stay with the warning", |s| s),
        ("repeal", |s| {
            s.notice(
                "four",
                "number: 鲁医协发〔2026〕4号\ndate: 2026-05-01\nrepeals: 鲁医协发〔2026〕1号",
                "正文。",
            )
        }),
        ("rename", |s| {
            s.remove("content/notices/two.md").notice(
                "zwei",
                "number: 鲁医协发〔2026〕2号\ndate: 2026-04-01",
                "见鲁医协发〔2026〕1号。",
            )
        }),
        ("another site title", |s| {
            s.edit("site.yaml", &crate::harness::SITE.replace("测试门户", "另一门户"))
        }),
        ("another template", |s| s.edit("templates/404.html", "nothing at {{ current_path }}")),
        ("another day", |s| s.on("2026-04-15")),
        ("remove the repeal", |s| s.remove("content/notices/four.md")),
    ];
    for (name, edit) in edits {
        site = edit(site);
        let (warm, fresh) = (site.build_with(&mut memos), site.build());
        assert_eq!(warm.built.diagnostics, fresh.built.diagnostics, "after: {name}");
        assert_eq!(warm.files.keys().collect::<Vec<_>>(), fresh.files.keys().collect::<Vec<_>>());
        for (path, bytes) in &fresh.files {
            assert!(warm.files[path] == *bytes, "{path} differs after: {name}");
        }
    }
}
