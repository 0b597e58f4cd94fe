//! Rules of the text on whole documents: what they find, what they leave alone, what their edits make.

use crate::harness::{Outcome, Site};
use gongbao::diagnostic::Edit;

const FRONT: &str = "---\ntitle: 关于召开第四届理事会的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-05-08\nissuer: 山东省医院协会\nrecipients: [各会员单位, 各分支机构]\nattachments: [{title: 参会回执, document: notices/two.md}, {title: 汇总表, document: notices/three.md}]\nnote: 此件公开发布\n---\n\n";

fn site(text: &str) -> Site {
    Site::basic()
        .notice("two", "date: 2026-05-08\nissuer: 山东省医院协会", "回执。")
        .notice("three", "date: 2026-05-08\nissuer: 山东省医院协会", "汇总表。")
        .edit("content/notices/one.md", text)
}

fn build(body: &str) -> Outcome {
    site(&format!("{FRONT}{body}")).build()
}

/// The body after the edits of all diagnostics with an id.
fn fixed(body: &str, id: &str) -> String {
    let mut text = format!("{FRONT}{body}");
    let outcome = site(&text).build();
    let found = outcome.built.diagnostics.iter().filter(|diagnostic| diagnostic.id == id);
    let mut edits: Vec<Edit> = found.flat_map(|diagnostic| diagnostic.fix.clone()).collect();
    edits.sort();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text.strip_prefix(FRONT).expect("the front matter is as it was").to_owned()
}

#[test]
fn whole_document_pasted_into_the_body_is_reduced_to_its_text() {
    let pasted = "山东省医院协会文件\n\n鲁医协发〔2026〕1号\n\n# 关于召开第四届理事会的通知\n\n各会员单位、各分支机构：\n\n正文甲。\n\n正文乙。\n\n附件：1.参会回执\n\n2.汇总表\n\n山东省医院协会\n\n2026年5月8日\n\n（此件公开发布）\n";
    let outcome = build(pasted);
    assert!(outcome.ids().iter().all(|id| *id == "printed-twice"), "{}", outcome.report());
    assert_eq!(outcome.ids().len(), 8, "{}", outcome.report());
    assert_eq!(fixed(pasted, "printed-twice"), "正文甲。\n\n正文乙。\n\n");
    let in_lines = "关于召开\n\n第四届理事会的通知\n\n正文。\n\n附件：1. 参会回执  2. 汇总表\n\n山东省医院协会　2026年5月8日\n";
    assert_eq!(fixed(in_lines, "printed-twice"), "正文。\n\n");
}

#[test]
fn signature_that_is_not_the_same_is_reported_without_an_edit() {
    let body = "正文。\n\n山东省医院协会秘书处\n\n2026年5月8日\n";
    assert_eq!(build(body).ids(), ["printed-twice", "printed-twice"]);
    assert_eq!(fixed(body, "printed-twice"), body);
}

#[test]
fn text_that_names_the_same_is_no_repetition() {
    for body in [
        "山东省医院协会\n\n定于5月召开会议。\n",
        "各会员单位：\n\n正文。\n",
        "正文。\n\n关于召开第四届理事会的通知\n\n正文。\n",
        "正文。\n\n山东省医院协会\n\n正文。\n",
        "正文。\n\n2026年5月8日\n",
        "正文。\n\n山东省医院协会\n\n2026年5月9日\n\n以上日期不同。\n",
        "正文。\n\n附件：1.另一份表\n",
        "鲁医协发〔2026〕2号\n\n正文。\n",
    ] {
        let outcome = build(body);
        let ids = outcome.ids();
        assert!(!ids.contains(&"printed-twice"), "{body}\n{}", outcome.report());
    }
}

#[test]
fn table_that_an_edit_makes_is_read_as_one() {
    let body = "情况如下：\n地市\t机构数\t占比\n济南\t25\t14.3%\n青岛\t30\t\n以上。\n";
    let table = "情况如下：\n\n| 地市 | 机构数 | 占比 |\n|---|---|---|\n| 济南 | 25 | 14.3% |\n| 青岛 | 30 |  |\n\n以上。\n";
    assert_eq!(fixed(body, "table-unmarked"), table);
    let outcome = build(table);
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    assert!(outcome.page("/lyxf/2026/1/").contains("济南</td>"));
    let windows = body.replace('\n', "\r\n");
    assert_eq!(fixed(&windows, "table-unmarked"), table.replace('\n', "\r\n"));
}

#[test]
fn ordinals_are_counted_level_by_level() {
    let count = |body: &str| {
        let outcome = build(body);
        outcome.ids().iter().filter(|id| **id == "ordinal-order").count()
    };
    assert_eq!(count("一、甲\n\n正文。\n\n二、乙\n\n正文。\n\n四、丁\n\n正文。\n"), 1);
    assert_eq!(count("一、甲\n\n（一）乙\n\n（一）丙\n\n（三）丁\n"), 2);
    for body in [
        // Each 一、 has its own （一）, and an appendix counts anew.
        "一、甲\n\n（一）乙\n\n（二）丙\n\n二、丁\n\n（一）戊\n\n附件\n\n一、己\n\n二、庚\n",
        // An extract may begin later.
        "三、甲\n\n四、乙\n",
        "一、甲\n\n三、四季度安排如下。\n\n二、乙\n",
        "一、甲。\n\n一是加强。\n\n二是改进。\n",
    ] {
        assert_eq!(count(body), 0, "{body}");
    }
}

#[test]
fn invisible_characters_are_removed_and_signs_of_word_processors_are_reported() {
    let body = "医\u{200b}院协\u{ad}会。\n\n甲\u{f0e0}乙\n\n\u{f06c}\t甲事项\n\n\u{f06c} 乙事项\n";
    let outcome = build(body);
    // A bullet is the mark of a list.
    assert_eq!(outcome.ids(), ["text-invisible", "text-private-use"]);
    assert_eq!(fixed(body, "text-invisible").lines().next(), Some("医院协会。"));
    // A separator of lines stood for a break, which an edit must not lose.
    let broken = "甲\u{2028}乙。\n";
    assert_eq!(fixed(broken, "text-invisible"), broken);
    assert_eq!(
        build("葛\u{e0100}城，👨\u{200d}👩\u{200d}👧。`\u{f06c}`\u{3000}\u{a0}。\n").ids().len(),
        1
    );
    assert_eq!(
        build("葛\u{e0100}城，👨\u{200d}👩\u{200d}👧。\u{3000}\u{a0}完。\n").ids(),
        [] as [&str; 0]
    );
}

/// A paragraph of some sentences as a page of 26 characters cuts it.
fn cut(text: &str, between: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let lines: Vec<String> = chars.chunks(26).map(|line| line.iter().collect()).collect();
    lines.join(between)
}

const PROSE: &str = "各会员单位要高度重视会员服务工作，结合实际制定计划，明确责任分工。请于月底前把联络员名单报送秘书处，由秘书处汇总后统一公布；未按时报送的，视为沿用上一年度的名单。";

#[test]
fn lines_of_a_page_are_joined_to_their_paragraphs() {
    for (between, end) in [("\n\n", "\n\n"), ("  \n", "\n\n"), ("\\\n", "\n\n"), ("<br>\n", "\n\n")]
    {
        let paragraphs = |between: &str| {
            let first = cut(PROSE, between);
            let second = cut(&format!("（一）组织学习。{PROSE}"), between);
            format!("{first}{end}一、主要任务{end}{second}{end}")
        };
        let body = paragraphs(between);
        let outcome = build(&body);
        assert_eq!(outcome.ids(), ["lines-wrapped"], "{body}\n{}", outcome.report());
        assert_eq!(fixed(&body, "lines-wrapped"), paragraphs(""));
        assert_eq!(build(&paragraphs("")).ids(), [] as [&str; 0]);
    }
    // 八、 is no label here.
    let sentence = "本会今年召开了三次会员代表大会和若干次理事会，第七、八、九次全体会议延期举行。";
    let numbered = format!("{sentence}{PROSE}{PROSE}");
    assert!(cut(&numbered, "\n").contains("\n八、九次"));
    assert_eq!(fixed(&cut(&numbered, "\n\n"), "lines-wrapped"), numbered);
    let windows = cut(&PROSE.repeat(3), "\r\n\r\n");
    assert_eq!(fixed(&windows, "lines-wrapped"), PROSE.repeat(3));
}

#[test]
fn paragraph_that_a_page_number_divides_is_left_to_the_editor() {
    let (one, two) = (cut(PROSE, "\n\n"), cut(&PROSE.repeat(2), "\n\n"));
    let broken = two.replacen("\n\n", "\n\n第 2 页\n\n", 1);
    let body = format!("{one}\n\n{broken}\n");
    let after = fixed(&body, "lines-wrapped");
    assert!(after.starts_with(PROSE), "{after}");
    assert!(after.contains("\n\n第 2 页\n\n"), "{after}");
}

#[test]
fn paragraph_above_a_page_number_is_joined() {
    let full: String = PROSE.chars().take(77).chain(['。']).collect();
    let body = |between: &str| {
        format!("{}\n\n第 2 页\n\n{}\n", cut(&full, between), cut(&PROSE.repeat(2), between))
    };
    assert_eq!(fixed(&body("\n\n"), "lines-wrapped"), body(""));
}

#[test]
fn cut_paragraph_with_markup_is_left_to_the_editor() {
    for mark in ["*", "`", "_", "<b>"] {
        let marked = PROSE.replacen("结合", &format!("{mark}结合"), 1);
        let body = format!("{}\n\n{}\n", cut(&marked, "\n\n"), cut(&PROSE.repeat(2), "\n\n"));
        let after = fixed(&body, "lines-wrapped");
        assert_eq!(after, format!("{}\n\n{}\n", cut(&marked, "\n\n"), PROSE.repeat(2)));
    }
    // At the end of a paragraph a backslash is a character, and in a line of its own a break is one.
    let kept = cut(&PROSE.repeat(3), "\\\n\n");
    assert_eq!(fixed(&kept, "lines-wrapped"), kept);
    let breaks = cut(&PROSE.repeat(3), "\n<br>\n");
    assert_eq!(fixed(&breaks, "lines-wrapped"), PROSE.repeat(3));
}

#[test]
fn items_among_cut_paragraphs_keep_their_lines() {
    let items = [
        "会议时间：2026年5月8日上午九时至十一时三十分签到就座",
        "会议地点：济南市历下区示例路一号院办公楼三层第一会议室",
        "1.会员代表名单和联络员名单以及各分支机构的有关名单材料",
        "2.本年度工作计划和上一年度的工作总结以及有关财务报告书",
    ];
    let body = |between: &str| {
        let (one, two) = (cut(PROSE, between), cut(&PROSE.repeat(2), between));
        format!("{one}\n\n{}\n\n各项工作按时完成。\n\n{two}\n", items.join("\n\n"))
    };
    let after = fixed(&body("\n\n"), "lines-wrapped");
    let expected = format!("{PROSE}\n\n{}\n\n各项工作", items.join("\n\n"));
    assert!(after.starts_with(&expected), "{after}");
    assert!(after.ends_with(&format!("{}\n", PROSE.repeat(2))), "{after}");
}

#[test]
fn lines_that_are_no_cut_paragraphs_are_left_alone() {
    let repeated = |lines: &[&str]| lines.repeat(6).join("\n\n");
    for body in [
        // What Markdown joins by itself.
        cut(&PROSE.repeat(4), "\n"),
        // Whole paragraphs.
        repeated(&[PROSE]),
        // Names and addresses of equal length.
        repeated(&[
            "山东第一医科大学附属省立医院",
            "山东大学齐鲁医院（青岛院区）",
            "滨州医学院附属医院质量管理办公室",
        ]),
        repeated(&[
            "济南市历下区经十路16766号，邮编250014",
            "青岛市市南区江苏路16号门诊楼，邮编266003",
        ]),
        // Songs: each line ends with a mark, or has none at all.
        repeated(&[
            "我和我的祖国，一刻也不能分割，",
            "无论我走到哪里，都流出一首赞歌。",
            "我歌唱每一座高山，我歌唱每一条河，",
        ]),
        repeated(&["在那遥远的地方有一座洁白的医院", "那里的人们总是把灯点到天亮时分"]),
        // Of verses with whole sentences in them each line ends with a mark, too.
        repeated(&[
            "东方亮了。我们走在宽阔平坦的大路上，",
            "红旗飘扬。我们的歌声响遍四面八方，",
            "山河多好。我们的步伐整齐而有力量。",
        ]),
        // A form.
        repeated(&[
            "报名时间：2026年5月8日至5月20日，逾期不再受理",
            "报名地点：济南市历下区示例路1号三层会议室",
        ]),
        // Items with labels, one paragraph each.
        (1..=12)
            .map(|i| format!("{i}.关于第{i}批医疗质量管理案例征集活动有关情况的说明\n\n"))
            .collect(),
        // A list and a table of such lines.
        cut(&PROSE.repeat(4), "\n- ").replacen("", "- ", 1),
        format!("| 内容 |\n|---|\n| {} |\n", cut(&PROSE.repeat(4), " |\n| ")),
    ] {
        let outcome = build(&body);
        assert!(!outcome.ids().contains(&"lines-wrapped"), "{body}\n{}", outcome.report());
    }
}

#[test]
fn headings_that_skip_a_level_are_found() {
    let count = |body: &str| {
        let outcome = build(body);
        outcome.ids().iter().filter(|id| **id == "heading-order").count()
    };
    assert_eq!(count("## 甲\n\n#### 乙\n\n## 丙\n\n##### 丁\n"), 2);
    assert_eq!(count("# 甲\n\n### 一、乙\n\n### 二、丙\n"), 1);
    assert_eq!(count("> ## 甲\n>\n> #### 乙\n"), 1);
    for body in [
        "### 甲\n\n#### 乙\n\n### 丙\n\n## 丁\n\n### 戊\n",
        "甲\n===\n\n### 乙\n",
        "## 甲\n\n```\n#### 乙\n```\n\n#乙\n",
        "一、甲\n\n1. 乙\n",
        "## 甲 #\n\n### 乙 ###\n",
    ] {
        assert_eq!(count(body), 0, "{body}");
    }
}
