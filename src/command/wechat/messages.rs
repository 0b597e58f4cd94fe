//! What `gongbao wechat` says.

use crate::diagnostic::Text;
use crate::failure;
use crate::failure::Failure;
use crate::text;
use std::path::Path;

/// A document that is not public yet, whose article is made all the same.
pub(super) fn not_public_yet(draft: bool) -> Text {
    if draft {
        text!(
            "注意：这份文件还是草稿，原文的网址现在打不开；先发布网站，再发公众号",
            "note: this document is a draft, and its address leads nowhere yet; publish the site before the article"
        )
    } else {
        text!(
            "注意：这份文件还没有到发布日期，原文的网址现在打不开；先发布网站，再发公众号",
            "note: this document waits for its day, and its address leads nowhere yet; publish the site before the article"
        )
    }
}

pub(super) fn is_internal(typed: &str) -> Failure {
    failure!(
        "{typed} 是内部文件，不能发到公众号",
        "{typed} is internal and must not be published as an article"
    )
}

pub(super) fn no_document_at_all(typed: &str) -> Failure {
    failure!(
        "没有路径、网址或文号是 {typed} 的文件",
        "no document has the path, address or number {typed}"
    )
}

pub(super) fn not_a_file(path: &Path) -> Failure {
    let path = path.display();
    failure!("--output：{path} 不是文件名", "--output: {path} is no name of a file")
}

/// What is to be done with the article.
pub(super) fn how_to_paste(title: &str, permalink: &str) -> Text {
    text!(
        "用浏览器打开，全选、复制，粘贴到公众号编辑器；标题栏填“{title}”，原文链接填 {permalink}",
        "open it in a browser, select all, copy, paste into the editor of the account; type the title `{title}`, and in the field for the original {permalink}"
    )
}

/// A picture that has to be uploaded where its mark stands.
pub(super) fn picture_to_upload(mark: &str) -> Text {
    text!("在标记处换成图片：{mark}", "put a picture in place of its mark: {mark}")
}
