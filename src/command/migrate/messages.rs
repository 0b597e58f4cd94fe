//! What a migration says, one function each.

use crate::diagnostic::Text;
use crate::failure;
use crate::failure::Failure;
use crate::import::portal::Left;
use crate::text;
use std::path::Path;

pub(super) fn no_source() -> Failure {
    failure!("没有写从哪里迁移", "nothing to migrate was named")
}

pub(super) fn cannot_read(file: &Path) -> Failure {
    failure!("读不了 {file}", "cannot read {file}", file = file.display())
}

/// Why a page became no document.
pub(super) fn left(why: &Left) -> Text {
    match why {
        Left::List => text!("列表页（链接比文字多）", "a list, with more links than text"),
        Left::Empty => text!("没有正文", "no text"),
        Left::Homeless => {
            text!("没有放它的分类，用 --into 指定", "no category for it; name one by --into")
        }
        Left::Unreadable(why) => {
            let (zh, en) = (why.chinese(), why);
            text!("读不了：{zh}", "cannot be read: {en}")
        }
    }
}

pub(super) fn migrated(documents: usize, drafts: usize, files: usize, is_dry: bool) -> Text {
    if is_dry {
        return text!(
            "会写出 {documents} 份文件（其中 {drafts} 份是草稿）、{files} 个附件；没有写任何文件",
            "{documents} documents ({drafts} of them drafts) and {files} attached files would be written; nothing was"
        );
    }
    text!(
        "写出 {documents} 份文件（其中 {drafts} 份缺标题或日期，或者原来就没有发布，是草稿）、{files} 个附件",
        "{documents} documents were written, {drafts} of them as drafts, as they lack a title or a date or were not public, with {files} attached files"
    )
}

pub(super) fn without_alias(count: usize) -> Text {
    text!(
        "{count} 份文件的旧网址没有保留：网址里带“?”，静态网站分不出来，要在旧域名的服务器上转向",
        "the old addresses of {count} documents are not kept: they have a query, which a static site cannot tell apart; redirect them on the server of the old domain"
    )
}

pub(super) fn not_migrated(lists: usize, empty: usize, unreadable: usize, homeless: usize) -> Text {
    text!(
        "没有迁移的页面：列表页 {lists}，没有正文 {empty}，读不了 {unreadable}，没有分类可放 {homeless}；每一页写在标准输出里",
        "pages left: {lists} lists, {empty} without a text, {unreadable} unreadable, {homeless} without a category; stdout has a line for each"
    )
}

pub(super) fn dead_links(count: usize, first: &[String]) -> Text {
    let first = first.join("\n  · ");
    text!(
        "{count} 个站内链接找不到去处，只留下文字（写全网址的仍指向旧网站）：\n  · {first}",
        "{count} links within the old portal lead nowhere; their texts stay without the links, or with them where the whole address was written:\n  · {first}"
    )
}

pub(super) fn next_steps() -> Text {
    text!(
        "接着运行 gongbao check，改好它指出的地方；标准输出里是旧网址和新文件的对照表，请留存",
        "now run gongbao check and mend what it finds; keep what stands on stdout: the old addresses with the new files"
    )
}
