//! What `gongbao serve` says.

use crate::build::Built;
use crate::diagnostic::Text;
use crate::failure;
use crate::failure::Failure;
use crate::text;
use std::net::IpAddr;
use std::time::Duration;

pub(super) fn cannot_listen(address: IpAddr, port: u16) -> Failure {
    failure!("不能用地址 {address} 的端口 {port}", "cannot listen at {address} on port {port}")
}

pub(super) fn no_token() -> Failure {
    failure!("不能生成口令", "cannot make a token")
}

pub(super) fn shown_to_network() -> Text {
    text!(
        "同一网络里拿到这个网址的人都能看，草稿也在内；用手机扫码打开，不再需要时按 Ctrl-C 结束",
        "Whoever in the network has this address can look, at drafts too; scan the code with a phone, and end it with Ctrl-C afterwards"
    )
}

pub(super) fn serving(address: &str) -> Text {
    text!(
        "预览：{address} （草稿和待发布的文件也显示，并有标记；按 Ctrl-C 结束）",
        "Preview: {address} (drafts and documents that wait are shown and marked; Ctrl-C ends)"
    )
}

pub(super) fn rebuilt(built: &Built, time: Duration) -> Text {
    let (documents, pages) = (built.documents, built.pages);
    let seconds = time.as_secs_f64();
    text!(
        "{documents} 份文档，{pages} 个页面，{seconds:.2} 秒",
        "{documents} documents, {pages} pages, {seconds:.2} s"
    )
}

pub(super) fn preview_stopped() -> Failure {
    failure!("预览已经停止", "the preview has stopped")
}

pub(super) fn preview_crashed() -> Failure {
    failure!("预览出错停止了", "the preview has broken down")
}

pub(super) fn no_browser_opened() -> Text {
    text!(
        "打不开浏览器，请自己打开上面的地址",
        "no browser could be opened; open the address above yourself"
    )
}
