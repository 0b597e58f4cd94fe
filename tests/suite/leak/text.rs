//! The text of each document of a random site, with its references in many spellings.

use super::plan::{Form, ISSUE_FOLDER, Layout, Reference, Spelling, Visibility};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt::Write;

/// Everything but what an address keeps as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_');

pub fn percent(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// Returns the relative path from a folder to a path.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - common);
    format!("{up}{}", to[common..].join("/"))
}

/// Returns what a document in a folder writes to refer to a path.
fn target_text(layout: &Layout, reference: &Reference, folder: &str, path: &str) -> String {
    let near = relative(folder, path);
    let address = layout.address(path);
    let has_address = !layout.is_in_hidden_bundle(path);
    match reference.spelling {
        Spelling::Plain if !near.contains(['#', '%', '?']) => near,
        Spelling::WithDot => format!("./{}", percent(&near)),
        Spelling::WithParents => format!("x/.././{}", percent(&near)),
        Spelling::FromRoot => format!("@/{}", percent(path.trim_start_matches("content/"))),
        Spelling::Query => format!("{}?v=1", percent(&near)),
        Spelling::Fragment => format!("{}#p2", percent(&near)),
        Spelling::PercentLower => percent(&near)
            .split('%')
            .enumerate()
            .map(|(n, part)| match n {
                0 => part.to_owned(),
                _ => format!("%{}{}", part[..2].to_lowercase(), &part[2..]),
            })
            .collect(),
        Spelling::FullWidth => percent(&near).replace('%', "％"),
        Spelling::EncodedTwice => percent(&percent(&near)),
        Spelling::Address if has_address => percent(&address),
        Spelling::AbsoluteAddress if has_address => {
            format!("https://example.org{}", percent(&address))
        }
        _ => percent(&near),
    }
}

/// Returns the front matter and the body of a document.
pub fn document_text(layout: &Layout, index: usize) -> String {
    let doc = &layout.docs[index];
    let is_article = index > 0 && doc.folder == ISSUE_FOLDER;
    let is_category = doc.path.ends_with("/_index.md");
    let secret = mark(index);
    let key = if is_category { "description" } else { "summary" };
    let mut front = format!("title: 关于{secret}的通知\n{key}: 摘要{secret}\n");
    front += match doc.visibility {
        Visibility::Public => "",
        Visibility::Internal => "visibility: internal\n",
        Visibility::Draft => "draft: true\n",
        Visibility::Waiting => "published: 2026-12-24 10:00\n",
    };
    if index == 0 {
        front += "date: 2025-12-26\nissuer: 山东省医院协会\nissue: {year: 2025, number: 2}\n";
    } else if is_category {
        // A category has neither date nor number.
    } else if is_article {
        let _ = writeln!(front, "column: 栏目{secret}");
    } else {
        let _ = write!(front, "date: 2026-04-01\nslug: s{index}\nissuer: 单位{secret}\n");
    }
    if !is_category {
        let topics = format!("topics: [主题{secret}]\naliases: [/旧址{secret}/]\n");
        let _ = writeln!(front, "{topics}note: 附注{secret}");
    }
    if !is_category {
        let event =
            format!("start: 2026-0{}-01, place: 会场{secret}, series: 系列{secret}", 1 + index % 9);
        let _ = writeln!(front, "event: {{{event}}}");
    }
    if doc.hidden && !is_article && !is_category && index > 0 {
        let _ = writeln!(front, "number: 鲁医协发〔2026〕{}号", 900 + index);
    }
    let mut attachments = String::new();
    let mut extra = String::new();
    let mut body = format!("正文{secret}。\n\n");
    for (n, (file, reference)) in layout.references[index].iter().enumerate() {
        let target = target_text(layout, reference, &doc.folder, &layout.files[*file].path);
        let html = target.replace('&', "&amp;").replace('"', "&quot;");
        let is_address =
            matches!(reference.spelling, Spelling::Address | Spelling::AbsoluteAddress)
                && (target.starts_with('/') || target.contains("://"));
        let _ = match reference.form {
            Form::Attachment if is_address || is_category => write!(body, "[件](<{target}>)\n\n"),
            Form::Attachment => {
                writeln!(attachments, "  - {{title: 附件{secret}, file: '{target}'}}")
            }
            Form::Extra => writeln!(extra, "  x{n}: [{{a: '{target}'}}]"),
            Form::Link => write!(body, "文[件{n}](<{target}>)。\n\n"),
            Form::Image => write!(body, "![图{n}](<{target}>)\n\n"),
            Form::Reference => write!(body, "[件{n}][r{n}]\n\n[r{n}]: <{target}>\n\n"),
            Form::RawLink => write!(body, "文<a class='x' HREF=\"{html}\">件</a>。\n\n"),
            Form::RawImage => {
                write!(body, "<img alt='' src='{}'>\n\n", html.replace('\'', "&#39;"))
            }
            Form::RawEntities => {
                let coded: String = target.chars().map(|c| format!("&#x{:x};", c as u32)).collect();
                write!(body, "<div><a href={coded}>件</a></div>\n\n")
            }
            Form::RawLines => {
                write!(body, "<div\nid=x{n}>\n<a\n  href=\n  \"{html}\"\n>件</a>\n</div>\n\n")
            }
        };
    }
    if !attachments.is_empty() {
        let _ = write!(front, "attachments:\n{attachments}");
    }
    let _ = write!(front, "extra:\n  secret: 附加{secret}\n{extra}");
    format!("---\n{front}---\n\n{body}")
}

/// The word that stands in every text of a document.
pub fn mark(index: usize) -> String {
    format!("甲{}乙", ["子", "丑", "寅", "卯", "辰", "巳", "午"][index])
}
