//! Plain text in every encoding, web pages, and Markdown.

use super::{body, imported, remarks, tight, title};
use encoding_rs::{BIG5, GB18030, GBK};
use gongbao::import::{self, Format, PictureSource};

const NOTICE: &str = "山东省医院协会文件\n鲁医协发〔2026〕7号\n关于召开年会的通知\n各会员单位：\n\
    现将有关事项通知如下。\n一、时间地点\n会议于五月八日在济南召开，会期一天。\n山东省医院协会\n2026年5月1日\n";

#[test]
fn text_is_read_in_every_usual_encoding() {
    let utf16 = |big: bool| -> Vec<u8> {
        let unit = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        NOTICE.encode_utf16().flat_map(unit).collect()
    };
    let with_mark = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let files = [
        NOTICE.as_bytes().to_vec(),
        with_mark(b"\xef\xbb\xbf", NOTICE.as_bytes().to_vec()),
        GBK.encode(NOTICE).0.into_owned(),
        GB18030.encode(NOTICE).0.into_owned(),
        with_mark(b"\xff\xfe", utf16(false)),
        with_mark(b"\xfe\xff", utf16(true)),
        utf16(false),
        NOTICE.replace('\n', "\r\n").into_bytes(),
        NOTICE.replace('\n', "\r").into_bytes(),
    ];
    for (index, bytes) in files.iter().enumerate() {
        let recognised = imported(Format::Text, bytes);
        assert_eq!(title(&recognised), "关于召开年会的通知", "file {index}");
        let expected =
            "现将有关事项通知如下。\n\n## 一、时间地点\n\n会议于五月八日在济南召开，会期一天。\n";
        assert_eq!(body(&recognised), expected, "file {index}");
    }
    let traditional = "關於召開會議的通知\n各會員單位要認真組織學習，並將情況報送秘書處備查。\n";
    let recognised = imported(Format::Text, &BIG5.encode(traditional).0);
    assert!(body(&recognised).contains("各會員單位要認真組織學習"));
    assert!(remarks(&recognised)[0].contains("Big5"), "{:?}", remarks(&recognised));
}

#[test]
fn bytes_that_are_no_text_are_reported() {
    let mut bytes = NOTICE.as_bytes().to_vec();
    bytes.extend(b"\xff\xfe broken \x80\n");
    assert!(remarks(&imported(Format::Text, &bytes)).iter().any(|said| said.contains("1 处字节")));
}

#[test]
fn cells_that_tabs_separate_are_a_table() {
    let text = NOTICE.replace("会期一天。\n", "会期一天。\n地市\t机构数\n济南\t25\n青岛\t30\n");
    let markdown = body(&imported(Format::Text, text.as_bytes()));
    assert!(
        markdown.contains("| 地市 | 机构数 |\n| --- | --- |\n| 济南 | 25 |\n| 青岛 | 30 |\n"),
        "{markdown}"
    );
}

#[test]
fn page_numbers_and_repeated_lines_are_removed_and_named() {
    let page =
        |number: u8, text: &str| format!("某协会内部刊物\n{text}\n第 {number} 页 共 3 页\n\u{c}");
    let text = [
        page(1, "会议于五月召开，各单位代表参加了会议并围绕学科建设展开深入"),
        page(2, "讨论，形成了一致意见。"),
        page(3, "会议于当日结束。"),
    ]
    .concat();
    let recognised = imported(Format::Text, text.as_bytes());
    let whole = tight(&body(&recognised));
    assert!(whole.contains("展开深入讨论，形成了一致意见。会议于当日结束。"), "{whole}");
    assert!(!whole.contains("刊物") && !whole.contains('页'), "{whole}");
    let said = remarks(&recognised).join("\n");
    assert!(said.contains("某协会内部刊物") && said.contains("第 1 页"), "{said}");
    // A number alone is text where no page ends.
    let text = NOTICE.replace("会期一天。\n", "会期一天。\n2026\n");
    assert!(body(&imported(Format::Text, text.as_bytes())).contains("\n2026\n"));
}

#[test]
fn lines_of_entries_and_lists_stay_apart() {
    let entries = "户　名：某某协会\n开户行：工商银行\n账　号：1602\n（一）理事单位：5000元/年；\n（二）会员单位：2000元/年。\n";
    let text = NOTICE.replace("会期一天。\n", &format!("会期一天。\n{entries}"));
    let markdown = body(&imported(Format::Text, text.as_bytes()));
    for line in entries.lines() {
        assert!(markdown.lines().any(|written| written == line), "{line} in {markdown}");
    }
}

#[test]
fn article_of_wechat_is_taken_out_of_its_page() {
    let html = r#"<html><head><title></title></head><body><nav>首页 导航</nav>
        <h1 id="activity-name"> 协会召开 座谈会 </h1><em id="publish_time"></em>
        <div id="js_content" style="visibility: hidden;"><section><img data-src="https://mmbiz.qpic.cn/a.jpg"/>
        <p style="text-indent:2em"><span>&nbsp;&nbsp;会议由<strong>秘书长</strong>主持。</span></p><p><br></p>
        <p>二、安排</p><ol><li>甲&amp;乙</li><li>丙*丁</li></ol><ul><li>戊<ul><li>己</li></ul></li></ul></section>
        <p style="display: none">看不见</p><script>var x = 1;</script></div>
        <footer>版权所有</footer><script>var createTime = '2026-05-09 17:30';</script></body></html>"#;
    let recognised = imported(Format::Html, html.as_bytes());
    assert_eq!(title(&recognised), "协会召开 座谈会");
    assert_eq!(
        recognised.main.published.map(|date| date.to_string()).as_deref(),
        Some("2026-05-09")
    );
    let expected =
        "会议由**秘书长**主持。\n\n## 二、安排\n\n1. 甲&乙\n2. 丙\\*丁\n\n- 戊\n  - 己\n";
    assert_eq!(body(&recognised), expected);
    assert!(remarks(&recognised)[0].contains("mmbiz.qpic.cn"));
}

#[test]
fn article_of_an_old_portal_is_found_without_a_name() {
    let html = r#"<html><head><meta name="PubDate" content="2026-05-09 10:00"><title>关于开会的通知-某协会</title></head>
        <body><div><a href="/">首页</a><a href="/a">通知公告</a></div><table><tr><td>
        <div><p align="center"><b>关于召开年会</b></p><p align="center"><b>的通知</b></p><p>各会员单位：</p>
        <p>　　现将年会安排通知如下，请各单位按时参加会议。</p><p>时间：五月八日<br>地点：济南</p>
        <table><tr><td rowspan="2">项目</td><td>甲</td></tr><tr><td>乙</td></tr></table>
        <p><img src="files/a%20b.png" alt="会场"></p>
        <p align="right">山东省医院协会</p><p align="right">2026年5月8日</p></div></td></tr></table>
        <div>版权所有</div></body></html>"#;
    let recognised = imported(Format::Html, &GBK.encode(html).0);
    assert_eq!(title(&recognised), "关于召开年会的通知");
    assert_eq!(recognised.main.recipients, ["各会员单位"]);
    assert_eq!(recognised.main.date.map(|date| date.to_string()).as_deref(), Some("2026-05-08"));
    let markdown = body(&recognised);
    assert!(markdown.contains("时间：五月八日\\\n地点：济南\n"), "{markdown}");
    assert!(markdown.contains("<tr><th rowspan=\"2\">项目</th><th>甲</th></tr>"), "{markdown}");
    assert!(markdown.contains("![会场](picture-1.png)"), "{markdown}");
    assert!(
        matches!(&recognised.pictures[0].source, PictureSource::Beside(path) if path == "files/a b.png")
    );
    assert!(!markdown.contains("版权") && !markdown.contains("首页"), "{markdown}");
}

#[test]
fn markdown_is_kept_as_it_is() {
    let text = "# 关于召开年会的通知\n\n各会员单位：\n\n现将*安排*通知如下：\n\n```\n一、甲\n\n二、乙\n```\n\n- 甲\n- 乙\n\n\
        山东省医院协会\n\n2026年5月8日\n";
    let recognised = imported(Format::Markdown, text.as_bytes());
    assert_eq!(title(&recognised), "关于召开年会的通知");
    assert_eq!(
        body(&recognised),
        "现将*安排*通知如下：\n\n```\n一、甲\n\n二、乙\n```\n\n- 甲\n- 乙\n"
    );
    assert_eq!(recognised.main.recipients, ["各会员单位"]);
    assert!(recognised.main.date.is_some());
    let own = import::read(Format::Markdown, b"---\ntitle: a\n---\n").expect_err("front matter");
    assert!(own.chinese().contains("已经有题头"));
}

#[test]
fn fraction_in_the_middle_of_a_page_is_text() {
    let text = NOTICE.replace("会期一天。\n", "会期一天。\n1/2\n");
    assert!(body(&imported(Format::Text, text.as_bytes())).contains("\n1/2\n"));
}

#[test]
fn page_that_is_a_form_as_a_whole_is_read() {
    let html = "<body><form id=\"aspnetForm\"><input value=\"x\"><div><h1>关于召开年会的通知</h1>\
        <p>现将有关事项通知如下，请认真执行。</p><p>会议于五月召开，请准时参加。</p></div><button>提交</button></form></body>";
    let recognised = imported(Format::Html, html.as_bytes());
    assert_eq!(title(&recognised), "关于召开年会的通知");
    assert_eq!(
        body(&recognised),
        "现将有关事项通知如下，请认真执行。\n\n会议于五月召开，请准时参加。\n"
    );
}
