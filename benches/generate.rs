//! A site of any number of documents, the same every time, for the benchmark of builds and for `tests/same-output`.

use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Writes a site of `size` documents of about 2,000 characters, with headings, a table, relations and citations.
pub fn site(root: &Path, size: usize) {
    let _ = fs::remove_dir_all(root);
    let content = root.join("content/notices");
    fs::create_dir_all(&content).expect("a folder");
    let site = "title: 测试门户\nbase_url: https://example.org/\nissuers: [{name: 山东省医院协会, code: 鲁医协发, slug: lyxf}]\n";
    fs::write(root.join("site.yaml"), site).expect("writing");
    fs::write(content.join("_index.md"), "---\ntitle: 通知公告\nkind: notice\n---\n")
        .expect("writing");
    let words = [
        "高质量发展",
        "医疗质量",
        "县域医共体",
        "会员单位",
        "专业委员会",
        "学术交流",
        "行业自律",
        "智慧医院",
        "培训",
        "制度",
        "调研",
        "服务",
    ];
    let verbs = ["推进", "落实", "完善", "组织开展", "加强", "总结", "提升", "规范"];
    let per_year = size.div_ceil(10).max(1);
    for n in 0..size {
        let (year, serial) = (2017 + n / per_year, n % per_year + 1);
        let mut seed = n as u64 + 1;
        let mut pick = |list: &[&'static str]| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            list[(seed >> 33) as usize % list.len()]
        };
        let mut text = format!(
            "---\ntitle: 关于{}{}工作的通知\nnumber: 鲁医协发〔{year}〕{serial}号\ndate: {year}-03-{:02}\nrecipients: [各会员单位]\ntopics: [{}, {}]\n",
            pick(&verbs),
            pick(&words),
            n % 28 + 1,
            pick(&words),
            pick(&words),
        );
        if serial > 1 && n % 9 == 0 {
            let _ = writeln!(text, "repeals: 鲁医协发〔{year}〕{}号", serial - 1);
        }
        text.push_str("---\n");
        for (index, part) in ["一、总体要求", "二、主要任务", "三、保障措施"].iter().enumerate()
        {
            let _ = write!(text, "\n## {part}\n");
            for _ in 0..4 {
                text.push('\n');
                for _ in 0..16 {
                    let _ = write!(text, "{}**{}**，", pick(&verbs), pick(&words));
                }
                let _ = writeln!(
                    text,
                    "并按鲁医协发〔{year}〕{}号执行。",
                    serial.saturating_sub(index + 1).max(1)
                );
            }
        }
        text.push_str("\n| 项目 | 数量 |\n|---|---|\n| 会员 | 41 |\n| 分支机构 | 7 |\n");
        fs::write(content.join(format!("d{n}.md")), text).expect("writing");
    }
}
