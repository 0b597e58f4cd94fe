//! What is read from a Word file, and what of it is left out.

use super::word_file::{WordFile, centered, line, paragraph, right, run};
use super::{body, imported, remarks, title};
use gongbao::import::{Format, PictureSource, Recognised};

fn word(body: &str) -> Recognised {
    imported(Format::Docx, &WordFile::new(body).bytes())
}

/// A notice with this text between head and foot.
fn notice(text: &str) -> String {
    [
        centered("山东省医院协会文件"),
        centered("鲁医协发〔2026〕7号"),
        centered("关于做好2026年"),
        centered("有关工作的通知"),
        line("各市医院协会，各会员单位（含分支机构、代表机构）："),
        line("现将有关事项通知如下。"),
        text.to_owned(),
        line("特此通知。"),
        right("山东省医院协会"),
        right("2026年5月8日"),
    ]
    .concat()
}

#[test]
fn head_and_foot_become_values() {
    let foot = [
        line("（此件公开发布）"),
        line("抄送：省卫生健康委，中国医院协会。"),
        line("山东省医院协会秘书处　　2026年5月9日印发"),
    ];
    let recognised = word(&(notice("") + &foot.concat()));
    let main = &recognised.main;
    assert_eq!(title(&recognised), "关于做好2026年有关工作的通知");
    assert_eq!(
        main.number.as_ref().map(ToString::to_string).as_deref(),
        Some("鲁医协发〔2026〕7号")
    );
    assert_eq!(main.issuers, ["山东省医院协会"]);
    assert_eq!(main.recipients, ["各市医院协会", "各会员单位（含分支机构、代表机构）"]);
    assert_eq!(main.signature, ["山东省医院协会"]);
    assert_eq!(main.date.map(|date| date.to_string()).as_deref(), Some("2026-05-08"));
    assert_eq!(main.note.as_deref(), Some("此件公开发布"));
    assert_eq!(main.copies, ["省卫生健康委", "中国医院协会"]);
    assert_eq!(main.left, ["山东省医院协会秘书处　　2026年5月9日印发"]);
    assert_eq!(body(&recognised), "现将有关事项通知如下。\n\n特此通知。\n");
    assert_eq!(remarks(&recognised), [""; 0]);
}

#[test]
fn joint_documents_name_all_issuers() {
    let head = [
        centered("山东省医院协会"),
        centered("山东省社会办医疗机构协会"),
        line("鲁医协发〔2026〕10号　　　　签发人：王某"),
        centered("关于联合开展调研的通知"),
        line("现将有关事项通知如下，请认真执行。"),
        line("山东省医院协会　　　山东省社会办医疗机构协会"),
        right("二〇二六年五月八日"),
    ];
    let recognised = word(&head.concat());
    assert_eq!(recognised.main.issuers, super::KNOWN);
    assert_eq!(recognised.main.signature, super::KNOWN);
    assert_eq!(recognised.main.left, ["签发人：王某"]);
    assert_eq!(recognised.main.date.map(|date| date.to_string()).as_deref(), Some("2026-05-08"));
    assert_eq!(title(&recognised), "关于联合开展调研的通知");
}

#[test]
fn headings_come_from_styles_or_numbers() {
    let styles = r#"<w:style w:styleId="a"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="b"><w:name w:val="小节"/><w:basedOn w:val="c"/></w:style>
        <w:style w:styleId="c"><w:name w:val="heading 2"/></w:style>"#;
    let styled = |style: &str, text: &str| {
        paragraph(&format!(r#"<w:pStyle w:val="{style}"/>"#), &run("", text))
    };
    let text = [
        styled("a", "总体要求"),
        styled("b", "指导思想"),
        line("二、工作任务"),
        line("（一）提高质量"),
        paragraph("", &run("<w:b/>", "1. 加强培训")),
        line("2. 加强考核，确保实效。"),
        line("三、提高认识。各单位要高度重视。"),
        line("四、时间：2026年5月"),
    ];
    let bytes = WordFile::new(&notice(&text.concat())).part("styles", styles).bytes();
    let markdown = body(&imported(Format::Docx, &bytes));
    let expected = "## 总体要求\n\n### 指导思想\n\n## 二、工作任务\n\n### （一）提高质量\n\n#### 1. 加强培训\n\n\
        2. 加强考核，确保实效。\n\n三、提高认识。各单位要高度重视。\n\n四、时间：2026年5月\n";
    assert!(markdown.contains(expected), "{markdown}");
}

#[test]
fn numbers_that_word_counts_become_text() {
    let level = |index: u8, format: &str, text: &str| {
        format!(
            r#"<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    };
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0">{}{}{}</w:abstractNum>
        <w:abstractNum w:abstractNumId="1">{}{}</w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#,
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
        level(0, "bullet", "&#xF06C;"),
        level(1, "bullet", "&#xF06E;"),
    );
    let item = |number: u8, level: u8, text: &str| {
        let properties =
            format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>"#);
        paragraph(&properties, &run("", text))
    };
    let text = [
        item(1, 0, "总体要求"),
        item(1, 1, "指导思想"),
        item(1, 2, "第一项工作，由秘书处负责。"),
        item(1, 2, "第二项工作，由分会负责。"),
        item(1, 1, "工作目标"),
        item(1, 2, "重新编号的工作，由各单位负责。"),
        item(1, 0, "工作任务"),
        item(2, 0, "甲"),
        item(2, 1, "乙"),
        item(3, 0, "重新开始"),
    ];
    let bytes = WordFile::new(&notice(&text.concat())).part("numbering", &numbering).bytes();
    let markdown = body(&imported(Format::Docx, &bytes));
    let expected = "## 一、总体要求\n\n### （一）指导思想\n\n1. 第一项工作，由秘书处负责。\n2. 第二项工作，由分会负责。\n\n\
        ### （二）工作目标\n\n1. 重新编号的工作，由各单位负责。\n\n## 二、工作任务\n\n- 甲\n  - 乙\n\n## 一、重新开始\n";
    assert!(markdown.contains(expected), "{markdown}");
}

#[test]
fn tables_keep_their_merged_cells() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", line(text))
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let wide = r#"<w:gridSpan w:val="2"/>"#;
    let plain = [
        row(&[cell(wide, "姓名"), cell("", "单位")]),
        row(&[cell(wide, "张三"), cell("", "甲|乙医院")]),
    ];
    let (down, on) = (r#"<w:vMerge w:val="restart"/>"#, "<w:vMerge/>");
    let merged = [
        row(&[cell(down, "项目"), cell(wide, "费用")]),
        row(&[cell(on, ""), cell("", "会费"), cell("", "<餐费>")]),
    ];
    let text = format!("<w:tbl>{}</w:tbl><w:tbl>{}</w:tbl>", plain.concat(), merged.concat());
    let markdown = body(&word(&notice(&text)));
    assert!(
        markdown.contains("| 姓名 | 单位 |\n| --- | --- |\n| 张三 | 甲\\|乙医院 |\n"),
        "{markdown}"
    );
    let html = "<table>\n<tr><th rowspan=\"2\">项目</th><th colspan=\"2\">费用</th></tr>\n\
        <tr><td>会费</td><td>&lt;餐费&gt;</td></tr>\n</table>\n";
    assert!(markdown.contains(html), "{markdown}");
}

#[test]
fn footnotes_links_and_pictures_are_kept() {
    let notes = format!(
        r#"<w:footnote w:id="2">{}{}</w:footnote>"#,
        line("见《办法》。"),
        line("第二段。")
    );
    let picture = |id: &str, description: &str| {
        format!(
            r#"<w:r><w:drawing><w:docPr w:id="1" w:name="a" w:descr="{description}"/><a:blip r:embed="{id}"/></w:drawing></w:r>"#
        )
    };
    let field = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://field.test/"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>"#;
    let text = [
        paragraph(
            "",
            &(run("", "报名") + r#"<w:r><w:footnoteReference w:id="2"/></w:r>"# + &run("", "。")),
        ),
        paragraph("", &format!(r#"<w:hyperlink r:id="rId9">{}</w:hyperlink>"#, run("", "官[网]"))),
        paragraph("", &format!(r#"<w:hyperlink r:id="rId8">{}</w:hyperlink>"#, run("", "文件"))),
        paragraph(
            "",
            &(field.to_owned()
                + &run("", "平台")
                + r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#
                + &run("", "之外")),
        ),
        paragraph("", &picture("p1", "会场")),
        paragraph("", &picture("p2", "")),
        paragraph("", &picture("p3", "")),
    ];
    let bytes = WordFile::new(&notice(&text.concat()))
        .part("footnotes", &notes)
        .link("rId9", "https://a.test/(x)")
        .link("rId8", "file:///C:/a.doc")
        .file("p1", "image", "media/image1.png", b"png")
        .file("p2", "image", "media/image2.JPEG", b"jpeg")
        .file("p3", "image", "media/image3.emf", b"emf")
        .bytes();
    let recognised = imported(Format::Docx, &bytes);
    let written = recognised.body(&recognised.main);
    for part in [
        "报名[^1]。\n",
        "[官\\[网\\]](https://a.test/%28x%29)\n\n文件\n\n[平台](https://field.test/)之外\n",
        "![会场](picture-1.png)\n\n![图片2：请写说明](picture-2.jpeg)\n\n特此通知。\n",
        "\n[^1]: 见《办法》。\n\n    第二段。\n",
    ] {
        assert!(written.text.contains(part), "{part} in {}", written.text);
    }
    assert_eq!((written.pictures.len(), written.without_description), (2, 1));
    assert_eq!(written.links_left_out, ["file:///C:/a.doc"]);
    assert!(
        matches!(&recognised.pictures[1].source, PictureSource::Bytes(bytes) if bytes == b"jpeg")
    );
    assert_eq!(recognised.picture_name(1).as_deref(), Some("picture-2.jpeg"));
    assert!(remarks(&recognised)[0].contains("image3.emf"), "{:?}", remarks(&recognised));
}

#[test]
fn what_is_no_text_is_left_out_and_reported() {
    let text_box = format!(
        r#"<w:r><w:AlternateContent><w:Choice><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></w:Choice>
        <w:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:Fallback></w:AlternateContent></w:r>"#,
        line("框内文字。"),
        line("框内文字。")
    );
    let deleted_mark = r#"<w:rPr><w:del w:id="1"/></w:rPr>"#;
    let styles = r#"<w:style w:styleId="toc"><w:name w:val="toc 1"/></w:style>"#;
    let text = [
        paragraph(r#"<w:pStyle w:val="toc"/>"#, &run("", "一、总体要求 1")),
        paragraph(
            "",
            &(run("", "保留")
                + "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins>"
                + &run("", "插入")
                + "</w:ins>"),
        ),
        paragraph("", &format!("<w:moveFrom>{}</w:moveFrom>", run("", "移走"))),
        paragraph(deleted_mark, &run("", "前半句，")),
        paragraph("", &run("", "后半句。")),
        paragraph(
            "",
            &(run("", "批注")
                + r#"<w:r><w:commentReference w:id="1"/></w:r>"#
                + &run("<w:vanish/>", "隐藏")),
        ),
        paragraph("", &(text_box + &run("", "框外文字。"))),
        paragraph("", "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"),
        paragraph("", r#"<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>已选</w:t></w:r>"#),
        paragraph(
            "",
            "<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        ),
    ];
    let header = format!("<w:hdr>{}</w:hdr>", line("内部资料"));
    let footer = format!("<w:ftr>{}</w:ftr>", line("第 1 页"));
    let bytes = WordFile::new(&notice(&text.concat()))
        .part("styles", styles)
        .file("h", "header", "header1.xml", header.as_bytes())
        .file("f", "footer", "footer1.xml", footer.as_bytes())
        .bytes();
    let recognised = imported(Format::Docx, &bytes);
    let markdown = body(&recognised);
    let expected = "保留插入\n\n前半句，后半句。\n\n批注\n\n框内文字。\n\n框外文字。\n\nx+y\n\n☑已选\n\n拼\n\n特此通知。\n";
    assert!(markdown.ends_with(expected), "{markdown}");
    let said = remarks(&recognised).join("\n");
    for part in [
        "插入 1 处，删除 3 处",
        "批注 1 条",
        "文本框 1 个",
        "目录 1 行",
        "公式 1 个",
        "注音 1 处",
        "隐藏",
        "页眉",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn attachments_become_documents_of_their_own() {
    let page = r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"#;
    let text = [
        notice(&[line("附件：1.培训班日程"), line("2.会员名单")].concat())
            .replace(&line("特此通知。"), ""),
        page.to_owned(),
        line("附件1"),
        centered("培训班日程"),
        line("上午报到。"),
        line("附件2"),
        centered("山东省医院协会"),
        centered("会员名单"),
        line("甲医院、乙医院。"),
    ];
    let recognised = word(&text.concat());
    assert_eq!(recognised.main.listed, ["培训班日程", "会员名单"]);
    assert_eq!(body(&recognised), "现将有关事项通知如下。\n");
    assert_eq!(recognised.main.date.map(|date| date.to_string()).as_deref(), Some("2026-05-08"));
    let attached: Vec<(&str, String)> = recognised
        .attached
        .iter()
        .map(|piece| {
            let title = piece.title.as_ref().map_or("", |title| &*title.text);
            (title, recognised.body(piece).text)
        })
        .collect();
    assert_eq!(attached[0], ("培训班日程", "上午报到。\n".to_owned()));
    assert_eq!(attached[1].1, "甲医院、乙医院。\n");
}

#[test]
fn list_of_attachments_alone_asks_for_the_files() {
    let text = notice("").replace(&line("特此通知。"), &line("附件：参会回执"));
    let recognised = word(&text);
    assert_eq!(recognised.main.listed, ["参会回执"]);
    assert!(recognised.attached.is_empty());
    assert!(remarks(&recognised)[0].contains("参会回执"));
    // A sentence that begins with the word is text.
    let sentence = "附件所列单位请于月底前报送材料。";
    let recognised = word(&notice(&line(sentence)));
    assert!(body(&recognised).contains(sentence) && recognised.main.listed.is_empty());
}

#[test]
fn number_may_stand_below_the_title() {
    for lines in [
        &["山东省医院协会关于召开年会的通知"][..],
        &["山东省医院协会", "关于做好2026年", "有关工作的通知"],
        &["山东省医院协会2026年", "工作要点"],
    ] {
        let head: String = lines.iter().map(|text| centered(text)).collect();
        let text = head
            + &centered("鲁医协发〔2026〕7号")
            + &line("各会员单位：")
            + &line("现将有关事项通知如下，请认真执行。");
        let recognised = word(&text);
        let number = recognised.main.number.as_ref().map(ToString::to_string);
        assert_eq!(number.as_deref(), Some("鲁医协发〔2026〕7号"), "{lines:?}");
        let expected = lines.concat();
        let own = title(&recognised);
        assert!(expected.ends_with(own) && own.ends_with(lines[lines.len() - 1]), "{own}");
        assert_eq!(recognised.main.left, [""; 0], "{lines:?}");
        assert_eq!(body(&recognised), "现将有关事项通知如下，请认真执行。\n");
    }
}

#[test]
fn one_of_several_alternatives_is_read() {
    let either = |one: &str, other: &str| {
        format!(
            "<mc:AlternateContent><mc:Choice>{one}</mc:Choice><mc:Fallback>{other}</mc:Fallback></mc:AlternateContent>"
        )
    };
    let text = [
        paragraph(
            "",
            &(run("", "会议") + &either(&run("", "五月"), &run("", "五月")) + &run("", "召开。")),
        ),
        either(&line("请准时参加。"), &line("请准时参加。")),
    ];
    let recognised = word(&notice(&text.concat()));
    let expected = "现将有关事项通知如下。\n\n会议五月召开。\n\n请准时参加。\n\n特此通知。\n";
    assert_eq!(body(&recognised), expected);
}

#[test]
fn note_that_is_referred_to_twice_is_written_once() {
    let text = r#"<w:r><w:t>会员</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>和单位</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>"#;
    let note = format!(r#"<w:footnote w:id="2">{}</w:footnote>"#, line("截至五月。"));
    let bytes = WordFile::new(&notice(&paragraph("", text))).part("footnotes", &note).bytes();
    let markdown = body(&imported(Format::Docx, &bytes));
    assert!(markdown.contains("会员[^1]和单位[^1]"), "{markdown}");
    assert_eq!(markdown.matches("截至五月。").count(), 1, "{markdown}");
}
