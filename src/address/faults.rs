//! Every message about links and addresses, one function each.

mod files;
mod settings;

pub(super) use settings::{listed_link_dead, listed_link_outside};

use super::claim::Claim;
use super::url::MAX_LENGTH;
use crate::diagnostic::{Diagnostic, Text};
use crate::document::FrontMatter;
use crate::markdown::{Link, LinkForm, LinkKind};
use crate::register::Entry;
use crate::source::{SitePath, Span, Spanned};
use crate::text;

pub(super) use files::{
    file_active, file_name_harmful, file_name_invisible, file_secrets, image_elsewhere,
    personal_number_in_file,
};

/// What the editor of a dead link may have meant.
pub(super) enum Likely {
    /// Something of a similar name.
    Near(String),
    /// Another site; with the byte at which the address begins, if it is certain.
    Outside(Option<usize>),
    Unknown,
}

/// What the link shows, in a word for messages.
fn noun(link: &Link) -> (&'static str, &'static str) {
    match link.kind {
        LinkKind::Link => ("链接", "link"),
        LinkKind::Image => ("图片", "image"),
    }
}

pub(super) fn link_dead(link: &Link, folder: &str, likely: Likely) -> Diagnostic {
    let (target, key) = (&link.target, &link.text);
    let is_value = link.form == LinkForm::FrontMatter;
    let message = match noun(link) {
        _ if is_value => text!("“{key}”没有着落：{target}", "`{key}` leads nowhere: {target}"),
        (zh, en) => text!("{zh}没有着落：{target}", "this {en} leads nowhere: {target}"),
    };
    let diagnostic = Diagnostic::error("link-dead", message).at(link.span.clone());
    match (likely, link.kind) {
        (Likely::Near(near), _) => diagnostic
            .label(text!("是不是 {near}？", "did you mean {near}?"))
            .help(text!("核对后写成 {near}", "check, and type {near}")),
        (Likely::Outside(place), _) => {
            let diagnostic = diagnostic
                .label(text!("看起来是外站的地址", "this looks like the address of another site"))
                .help(text!(
                    "外站地址前面要写 https://：https://{target}",
                    "the address of another site begins with https://: https://{target}"
                ));
            match place {
                Some(at) => diagnostic.fix(Span::new(&link.span.file, at..at), "https://"),
                None => diagnostic,
            }
        }
        (Likely::Unknown, LinkKind::Image) => {
            diagnostic.label(text!("站内没有这个图片", "no such picture in the site")).help(text!(
                "把图片放进 {folder}/，文件名（含大小写、空格、扩展名）要一字不差",
                "put the picture into {folder}/ under exactly this name, case and extension included"
            ))
        }
        (Likely::Unknown, LinkKind::Link) if is_value => {
            diagnostic.label(text!("站内没有这个地址", "no such place in the site")).help(text!(
                "同一文件夹里的文件，文件名（含大小写、扩展名）要一字不差；其他文档可写文号或路径",
                "a file beside this one under exactly its name, or the number or path of a document"
            ))
        }
        (Likely::Unknown, LinkKind::Link) => {
            diagnostic.label(text!("站内没有这个地址", "no such place in the site")).help(text!(
                "链接其他文档可写文号、@/notices/文件名.md，或相对路径；图片和附件放在同一文件夹",
                "link by number, by @/notices/name.md or by a relative path; put files beside the document"
            ))
        }
    }
}

/// The first of some files, and how many more there are.
fn named(files: &[&SitePath]) -> (String, String) {
    const MAX_NAMED: usize = 8;
    let shown: Vec<&str> = files.iter().take(MAX_NAMED).map(|file| file.as_str()).collect();
    match files.len().saturating_sub(MAX_NAMED) {
        0 => (shown.join("、"), shown.join(", ")),
        more => (
            format!("{} 等，另有 {more} 个", shown.join("、")),
            format!("{} and {more} more", shown.join(", ")),
        ),
    }
}

/// Documents whose file name does not end in `.md`.
pub(super) fn files_misnamed(files: &[&SitePath]) -> Diagnostic {
    let (zh, en) = named(files);
    Diagnostic::warning(
        "file-name",
        text!("这几个文件没有用到：{zh}", "these files are not used: {en}"),
    )
    .help(text!(
        "文件名要以 .md 结尾，请改名；Windows 常不显示扩展名，可在“查看”里打开“文件扩展名”",
        "the name of a document ends in .md: rename them; Windows hides endings unless told not to"
    ))
}

/// Files of word processors that lie where documents lie.
pub(super) fn files_of_word(files: &[&SitePath]) -> Diagnostic {
    let (zh, en) = named(files);
    Diagnostic::warning(
        "file-format",
        text!("这几个文件没有用到：{zh}", "these files are not used: {en}"),
    )
    .help(text!(
        "Word 和文本文件不会变成网页：把文字粘贴到以 .md 结尾的文件里（gongbao new 会写好题头）；要供下载的，列入一份文件的附件",
        "such files become no pages: put the text into a file that ends in .md (gongbao new makes one), or attach them to a document"
    ))
}

/// Files that lie in a category, and nothing leads to them.
pub(super) fn files_loose(files: &[&SitePath]) -> Diagnostic {
    let (zh, en) = named(files);
    Diagnostic::warning(
        "file-loose",
        text!(
            "这几个文件没有用到，不会发布：{zh}",
            "these files are not used, nor published: {en}"
        ),
    )
    .help(text!(
        "要公开的，在正文里链接或列入附件；用不到的移出 content/",
        "link to them or attach them to publish them; move out of content/ what is not used"
    ))
}

/// Files of a bundle that nothing leads to and that are published with it.
pub(super) fn files_unused_published(bundle: &Entry, files: &[&SitePath]) -> Diagnostic {
    let key = bundle.document.front.key_names.name("attachments");
    files_unused(bundle, files)
        .label(text!("这些文件照样会发布", "they are published all the same"))
        .help(text!(
            "在正文里链接，或列入“{key}”；不该公开的移出这个文件夹",
            "link to them or list them under `{key}`; move out what is not for the public"
        ))
}

/// Files that nothing leads to, of a bundle that holds something hidden: they are not published.
pub(super) fn files_unused_withheld(bundle: &Entry, files: &[&SitePath]) -> Diagnostic {
    let key = bundle.document.front.key_names.name("attachments");
    files_unused(bundle, files)
        .label(text!(
            "文件夹里有不公开的文件，这些文件不会发布",
            "the folder holds what is not public, so they are not published"
        ))
        .help(text!(
            "要公开的，在公开的正文里链接，或列入“{key}”",
            "to publish them, link to them from a public text or list them under `{key}`"
        ))
}

fn files_unused(bundle: &Entry, files: &[&SitePath]) -> Diagnostic {
    const MAX_NAMED: usize = 5;
    let folder = bundle.document.source.path.folder();
    let named: Vec<&str> = files.iter().take(MAX_NAMED).map(|file| file.file_name()).collect();
    let (named, count) = (named.join("、"), files.len());
    let message = if count > MAX_NAMED {
        text!(
            "{folder}/ 里有 {count} 个文件没有用到：{named} 等",
            "nothing leads to {count} files in {folder}/: {named} …"
        )
    } else {
        text!(
            "{folder}/ 里有文件没有用到：{named}",
            "nothing leads to some files in {folder}/: {named}"
        )
    };
    Diagnostic::warning("file-unused", message).at(bundle.document.front.title.span.clone())
}

pub(super) fn link_to_hidden(link: &Link) -> Diagnostic {
    let target = &link.target;
    Diagnostic::error(
        "link-hidden",
        text!("链接的文件没有公开：{target}", "this leads to what is not public: {target}"),
    )
    .label(text!("草稿、内部文件或还在待发布", "a draft, internal, or not yet published"))
    .help(text!("先公开那份文件，或去掉这个链接", "publish it, or drop the link"))
    .at(link.span.clone())
}

pub(super) fn fragment_dead(link: &Link, id: &str, near: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::warning(
        "link-fragment",
        text!("页面里没有“{id}”这一节", "there is no section `{id}` on that page"),
    )
    .at(link.span.clone());
    match near {
        Some(near) => diagnostic
            .label(text!("是不是 #{near}？", "did you mean #{near}?"))
            .help(text!("写成 #{near}", "type #{near}")),
        None => diagnostic
            .label(text!("会跳到页首", "it will lead to the top of the page"))
            .help(text!("用标题的文字作锚点", "use the text of a heading")),
    }
}

/// Extends a fix that changes the address of a document by an alias for the old address. If the
/// document has aliases already, the editor has to add one to them.
pub(super) fn keep_address(diagnostic: &mut Diagnostic, front: &FrontMatter, old: &str, new: &str) {
    let line = front.key_names.line_with("aliases", format!("[{old}]"));
    let key = front.key_names.name("aliases");
    let more = if front.aliases.is_empty() {
        text!(
            "网址会从 {old} 变为 {new}，再加一行 {line}，旧网址才不失效",
            "its address {old} becomes {new}: add {line}, so that the old one still leads there"
        )
    } else {
        text!(
            "网址会从 {old} 变为 {new}，把 {old} 也写进“{key}”，旧网址才不失效",
            "its address {old} becomes {new}: add {old} to `{key}`, so that it still leads there"
        )
    };
    if let Some(Text { zh, en }) = &mut diagnostic.help {
        *zh = format!("{zh}；{}", more.zh);
        *en = format!("{en}; {}", more.en);
    }
    if !front.aliases.is_empty() {
        diagnostic.fix.clear();
    }
    if let Some(edit) = diagnostic.fix.iter_mut().find(|edit| edit.span.start == edit.span.end) {
        let line_end = if edit.text.ends_with("\r\n") { "\r\n" } else { "\n" };
        edit.text.push_str(&format!("{line}{line_end}"));
    }
}

/// Adds what can be done about two claims to one address.
fn with_remedies(diagnostic: Diagnostic, claims: [&Claim; 2]) -> Diagnostic {
    let remedies: Vec<&Text> = claims.iter().filter_map(|claim| claim.remedy.as_ref()).collect();
    match remedies[..] {
        [] => diagnostic,
        [only] => diagnostic.help(only.clone()),
        [one, other, ..] if one == other => diagnostic.help(one.clone()),
        [one, other, ..] => {
            let (Text { zh, en }, Text { zh: or_zh, en: or_en }) = (one, other);
            diagnostic.help(text!("{zh}；或者{or_zh}", "{en}, or {or_en}"))
        }
    }
}

pub(super) fn address_taken(address: &str, first: &Claim, second: &Claim) -> Diagnostic {
    let Text { zh: a_zh, en: a_en } = &first.what;
    let Text { zh: b_zh, en: b_en } = &second.what;
    let diagnostic = Diagnostic::error(
        "address-taken",
        text!(
            "两样东西要同一个网址 {address}：{a_zh}、{b_zh}",
            "two things want the address {address}: {a_en}, {b_en}"
        ),
    )
    .label(second.what.clone());
    let mut diagnostic = with_remedies(diagnostic, [second, first]);
    if let Some(span) = &first.span {
        diagnostic = diagnostic.also(span.clone(), first.what.clone());
    }
    match second.span.clone().or_else(|| first.span.clone()) {
        Some(span) => diagnostic.at(span),
        None => diagnostic,
    }
}

/// Two addresses that are the same file on a disk that ignores case or how accents are composed.
pub(super) fn address_alike(first: (&str, &Claim), second: (&str, &Claim)) -> Diagnostic {
    let ((one, first), (other, second)) = (first, second);
    let Text { zh: a_zh, en: a_en } = &first.what;
    let Text { zh: b_zh, en: b_en } = &second.what;
    let diagnostic = Diagnostic::error(
        "address-alike",
        text!(
            "两个网址只差大小写或字符的组合方式，在 macOS 和 Windows 上是同一个文件：{one}（{a_zh}）、{other}（{b_zh}）",
            "two addresses differ only in capital letters or in how a letter is composed, \
             so on macOS and Windows they are one file: {one} ({a_en}), {other} ({b_en})"
        ),
    )
    .label(text!("{other}", "{other}"));
    let diagnostic = with_remedies(diagnostic, [second, first]);
    let diagnostic = match &first.span {
        Some(span) => diagnostic.also(span.clone(), text!("{one}", "{one}")),
        None => diagnostic,
    };
    match second.span.clone().or_else(|| first.span.clone()) {
        Some(span) => diagnostic.at(span),
        None => diagnostic,
    }
}

pub(super) fn address_impossible(address: &str, claim: &Claim) -> Diagnostic {
    let address = shortened(address);
    let diagnostic = Diagnostic::error(
        "address-form",
        text!("“{address}”不能作网址", "`{address}` cannot be an address"),
    )
    .label(unfit())
    .help(text!("换一个短名：字母、数字、汉字和 -", "use letters, digits and hyphens"));
    match &claim.span {
        Some(span) => diagnostic.at(span.clone()),
        None => diagnostic,
    }
}

pub(super) fn slug_form(slug: &Spanned<String>, name: &str, line: &str) -> Diagnostic {
    let typed = &slug.value;
    Diagnostic::error(
        "slug-form",
        text!("“{name}”不能用在网址里：{typed}", "`{name}` cannot be an address: {typed}"),
    )
    .label(text!("只能用字母、数字、汉字和 -", "letters, digits and hyphens only"))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(slug.span.clone())
}

pub(super) fn alias_form(alias: &Spanned<String>, name: &str, line: &str) -> Diagnostic {
    let typed = shortened(&alias.value);
    Diagnostic::error(
        "address-form",
        text!("“{name}”里的“{typed}”不能作网址", "`{name}`: `{typed}` cannot be an address"),
    )
    .label(unfit())
    .help(text!("例如：{line}", "for example: {line}"))
    .at(alias.span.clone())
}

/// Says why an address cannot be used.
fn unfit() -> Text {
    let most = MAX_LENGTH;
    text!(
        "含有不能用的字符，或太长（每段不超过 255 字节，全长不超过 {most} 字节）",
        "a forbidden character, or too long (255 bytes a part, {most} in all)"
    )
}

/// The beginning of what was typed, enough to recognise it.
fn shortened(typed: &str) -> String {
    match typed.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &typed[..end]),
        None => typed.to_owned(),
    }
}
