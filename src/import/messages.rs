//! What an import says, in both languages, one function each.

use super::remark::Remark;
use crate::diagnostic::Text;
use crate::failure;
use crate::failure::Failure;
use crate::text;

pub(super) fn not_word() -> Failure {
    failure!(
        "不是 Word 文件（.docx）；请在 Word 或 WPS 里另存为 .docx 再试",
        "this is no Word file (.docx); save it as .docx in Word or WPS and try again"
    )
}

pub(super) fn encrypted_or_old() -> Failure {
    failure!(
        "这个文件设有密码，或是改了扩展名的旧格式（.doc、.wps）；请另存为不设密码的 .docx 再试",
        "this file has a password, or is of the old format (.doc, .wps) under another name; save it as .docx without a password and try again"
    )
}

pub(super) fn damaged() -> Failure {
    failure!(
        "文件损坏，读不下去；请在 Word 或 WPS 里打开并另存一次再试",
        "the file is damaged; open it in Word or WPS, save it again and try again"
    )
}

pub(super) fn too_large() -> Failure {
    failure!(
        "文件里的内容大得不像一份文档，没有读；请拆成几份再试",
        "there is more in this file than in any document, so it was not read; split it and try again"
    )
}

pub(super) fn no_export() -> Failure {
    failure!(
        "不是 WordPress 的导出文件（WXR）；在 WordPress 后台的“工具—导出”里得到",
        "this is no export of WordPress (WXR), which Tools, Export in WordPress makes"
    )
}

pub(super) fn has_front_matter() -> Failure {
    failure!(
        "这个 Markdown 文件已经有题头；把它直接放进分类的文件夹，再运行 gongbao check",
        "this Markdown file has front matter already; put it into the folder of a category and run gongbao check"
    )
}

impl Remark {
    /// Says it.
    pub fn text(&self) -> Text {
        remark(self)
    }
}

fn remark(remark: &Remark) -> Text {
    match remark {
        Remark::LinesJoined(count) => text!(
            "接回了 {count} 处被分行或分页断开的段落",
            "{count} lines were joined that a page or a line end had cut"
        ),
        Remark::FurnitureRemoved(lines) => {
            let count = lines.len();
            let lines = shown(lines);
            text!(
                "去掉了页码、页眉页脚 {count} 处：{lines}",
                "{count} page numbers or repeated lines were removed: {lines}"
            )
        }
        Remark::HeadersLeftOut => {
            text!("页眉和页脚没有带入", "headers and footers were left out")
        }
        Remark::CommentsLeftOut(count) => {
            text!("批注 {count} 条没有带入", "{count} comments were left out")
        }
        Remark::ChangesAccepted(insertions, deletions) => text!(
            "修订按“全部接受”处理：插入 {insertions} 处，删除 {deletions} 处",
            "tracked changes were accepted: {insertions} insertions, {deletions} deletions"
        ),
        Remark::HiddenTextLeftOut(hidden) => {
            let hidden = shortened(hidden);
            text!("隐藏的文字没有带入：{hidden}", "hidden text was left out: {hidden}")
        }
        Remark::TextBoxes(count) => text!(
            "文本框 {count} 个，里面的文字放在所在段落之前，请看位置对不对",
            "the text of {count} text boxes stands before the paragraphs that they belong to; check the places"
        ),
        Remark::ContentsLeftOut(count) => text!(
            "目录 {count} 行没有带入，网页自己会列出目录",
            "{count} lines of a table of contents were left out; the page makes its own"
        ),
        Remark::Formulas(count) => text!(
            "公式 {count} 个只留下了文字，请核对",
            "{count} formulas were kept as text only; check them"
        ),
        Remark::UnknownSymbols(count) => text!(
            "符号字体里的字符 {count} 个没有认出来，请换成普通字符",
            "{count} characters of symbol fonts are not known; replace them"
        ),
        Remark::PhoneticsLeftOut(count) => {
            text!("注音 {count} 处没有带入", "{count} phonetic guides were left out")
        }
        Remark::PictureNotShown(name) => text!(
            "浏览器显示不了，没有带入：{name}；需要的话请另存为 PNG 再放进文件夹",
            "browsers do not show it, so it was left out: {name}; save it as PNG if it is needed"
        ),
        Remark::PictureMissing(name) => {
            text!("找不到图片 {name}，没有带入", "the picture {name} is missing and was left out")
        }
        Remark::PictureElsewhere(address) => text!(
            "图片在别的网站，没有下载：{address}；请另存下来放进文件夹",
            "the picture is on another site and was not fetched: {address}; save it into the folder"
        ),
        Remark::DescriptionsWanted(count) => text!(
            "图片 {count} 张还没有说明，请把方括号里的“请写说明”改成图上的内容",
            "{count} pictures have no description yet; write in the square brackets what they show"
        ),
        Remark::LayoutKept(count) => text!(
            "{count} 行用空格排成几栏，像是表格，已按文字保留，请改成表格",
            "{count} lines are set in columns by spaces, as tables are; they were kept as text, make tables of them"
        ),
        Remark::BrokenBytes(count) => text!(
            "有 {count} 处字节读不成文字，请对照原文件",
            "{count} places are no text in the encoding of the file; compare them with the original"
        ),
        Remark::DecodedAs(name) => {
            text!("按 {name} 编码读取", "read in the encoding {name}")
        }
        Remark::LeftAsComment(line) => {
            text!("留在题头的注释里：{line}", "kept as a comment of the front matter: {line}")
        }
        Remark::TitleGuessed => {
            text!("标题是猜的，请核对", "the title is a guess; check it")
        }
        Remark::NoTitle => {
            text!("没有认出标题，请补上", "no title was recognised; add it")
        }
        Remark::NoDate => {
            text!("没有找到成文日期，请补上", "no date was found; add it")
        }
        Remark::DateGuessed => text!(
            "没有找到成文日期；题头的注释里有一个可能的日期，核对后去掉前面的 #",
            "no date was found; a likely one is in a comment of the front matter: check it and delete the #"
        ),
        Remark::DateOfPage => text!(
            "没有找到成文日期，用了网页的发布日期，请核对",
            "no date was found; the day on which the page was published stands for it, check it"
        ),
        Remark::IssuerUnknown => {
            text!("没有认出发文机关，请核对", "the issuer was not recognised; check it")
        }
        Remark::AttachmentSplit(title) => {
            text!(
                "附件另成一份文件并已链接：{title}",
                "an attachment is a document of its own and linked: {title}"
            )
        }
        Remark::AttachmentWithoutText(title) => text!(
            "附件“{title}”不在这个文件里；把它放进文件夹，再改题头里的注释",
            "the attachment `{title}` is not in this file; put it into the folder and complete the comment in the front matter"
        ),
        Remark::LinkLeftOut(address) => text!(
            "链接 {address} 网页上打不开，只留了文字",
            "a page cannot link to {address}, so only the text was kept"
        ),
    }
}

/// Returns the first of some lines, in quotation marks.
fn shown(lines: &[String]) -> String {
    const MOST: usize = 3;
    let mut shown: Vec<String> = lines.iter().take(MOST).map(|line| shortened(line)).collect();
    if lines.len() > MOST {
        shown.push("…".to_owned());
    }
    shown.join(" | ")
}

fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}
