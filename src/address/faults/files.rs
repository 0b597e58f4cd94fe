//! Every message about files that are published beside documents, and about pictures.

use crate::diagnostic::{Diagnostic, Text};
use crate::markdown::Link;
use crate::personal::PersonalNumber;
use crate::source::{SitePath, Span};
use crate::text;
use std::collections::BTreeSet;

/// A file that a browser runs; `danger` is the part of it that runs, if it is only a part.
pub fn file_active(path: &SitePath, extension: &str, danger: Option<String>) -> Diagnostic {
    let what = danger.unwrap_or_else(|| format!(".{extension}"));
    Diagnostic::warning(
        "file-active",
        text!(
            "打开这个文件时浏览器会运行或读取别处的内容：{what}",
            "a browser that opens this file runs it, or fetches from elsewhere: {what}"
        ),
    )
    .label(text!("以本站的名义", "in the name of this site"))
    .help(text!(
        "改用 PDF、PNG 等格式；确实需要的，由管理员放进 static/",
        "use PDF, PNG or the like; what is really needed the webmaster puts into static/"
    ))
    .at(Span::new(path, 0..0))
}

/// A file name with an invisible character that also does harm.
pub fn file_name_harmful(path: &SitePath, c: char) -> Diagnostic {
    file_name(Diagnostic::error, path, c)
}

/// A file name with an invisible character.
pub fn file_name_invisible(path: &SitePath, c: char) -> Diagnostic {
    file_name(Diagnostic::warning, path, c)
}

fn file_name(
    severity: fn(&'static str, Text) -> Diagnostic,
    path: &SitePath,
    c: char,
) -> Diagnostic {
    let code = u32::from(c);
    let message = text!(
        "文件名里有看不见的字符 U+{code:04X}",
        "the name of this file holds a character that nobody sees, U+{code:04X}"
    );
    severity("file-name", message)
        .label(text!("名称和看上去不同", "its name is not what it looks like"))
        .help(text!("把文件改名，名称重新打一遍", "rename the file: type its name anew"))
        .at(Span::new(path, 0..0))
}

/// A file that carries more than can be seen: `secrets` in Chinese and English.
pub fn file_secrets(path: &SitePath, secrets: &[(String, String)]) -> Diagnostic {
    let zh: Vec<&str> = secrets.iter().map(|(zh, _)| zh.as_str()).collect();
    let en: Vec<&str> = secrets.iter().map(|(_, en)| en.as_str()).collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    let help = match path.extension().as_str() {
        "docx" | "xlsx" | "pptx" => text!(
            "在 Word、WPS 里用“检查文档”删去，再存一次；或发布 PDF",
            "remove it by \"Inspect Document\" of Word or WPS and save anew; or publish a PDF"
        ),
        _ => text!(
            "用图片软件去掉照片信息（EXIF）后另存",
            "save the picture anew without its information (EXIF)"
        ),
    };
    Diagnostic::warning(
        "file-secrets",
        text!("这个文件里还带着：{zh}", "this file also holds: {en}"),
    )
    .label(text!("发布后人人可读", "everybody can read it once it is published"))
    .help(help)
    .at(Span::new(path, 0..0))
}

/// A picture on another host, which the page may not show.
pub fn image_elsewhere(link: &Link) -> Diagnostic {
    let target = &link.target;
    Diagnostic::warning(
        "image-elsewhere",
        text!("这张图片在别的网站上：{target}", "this picture is on another site: {target}"),
    )
    .label(text!("网页不会显示它", "pages do not show it"))
    .help(text!(
        "把图片下载到文档旁边，写它的文件名",
        "put the picture beside the document and type the name of its file"
    ))
    .at(link.span.clone())
}

/// Numbers of persons in the text of a Word or Excel file; `attached` is where a document attaches it.
pub fn personal_number_in_file(
    path: &SitePath,
    attached: Option<&Span>,
    kind: PersonalNumber,
    numbers: &BTreeSet<String>,
) -> Diagnostic {
    let (id, zh, en) = match kind {
        PersonalNumber::IdentityCard => {
            ("identity-card", "居民身份证号码", "numbers of identity cards")
        }
        PersonalNumber::Mobile => ("mobile-number", "个人手机号码", "numbers of mobile telephones"),
        PersonalNumber::BankCard => ("bank-card", "个人银行卡号", "numbers of bank cards"),
    };
    let (name, count) = (path.file_name(), numbers.len());
    let first = numbers.first().map(|number| masked(number)).unwrap_or_default();
    let help = match attached {
        Some(_) => text!(
            "从文件里删去或者遮住，再存一次；确要公开的，在这一行末尾写 # check: allow {id}",
            "remove or mask them in the file and save anew; if they are meant to be public, write # check: allow {id} at the end of the line"
        ),
        None => {
            text!("从文件里删去或者遮住，再存一次", "remove or mask them in the file and save anew")
        }
    };
    Diagnostic::warning(
        id,
        text!("{name} 里有{zh} {count} 个（{first}）", "{name} holds {en}: {count} ({first})"),
    )
    .label(text!("会公开在网上", "would be published"))
    .help(help)
    .at(attached.cloned().unwrap_or_else(|| Span::new(path, 0..0)))
}

/// Returns enough of a number to find it in its file, and not the number: a report may be public, too.
fn masked(number: &str) -> String {
    let last = number.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let first: String = number.chars().take(3).collect();
    format!("{first}…{}", number.get(last..).unwrap_or_default())
}
