//! Every message about pictures of documents.

use crate::diagnostic::{Diagnostic, Text};
use crate::source::{SitePath, Span};
use crate::text;

/// A picture whose parts cannot be found.
pub(super) fn picture_damaged(path: &SitePath) -> Diagnostic {
    Diagnostic::warning(
        "picture-damaged",
        text!("这张图片已损坏，没有读完", "this picture is damaged and cannot be read to its end"),
    )
    .label(text!(
        "照原样发布，里面的拍摄信息没有去掉",
        "published as it is, with what the camera wrote into it"
    ))
    .help(text!(
        "用看图软件打开，能看到的就另存为 JPEG 再放进来；打不开的，重新向提供的人要一份",
        "open it in a viewer and save it anew as JPEG; if it does not open, ask for another copy"
    ))
    .at(Span::new(path, 0..0))
}

/// A picture with too many pixels to be made smaller.
pub(super) fn picture_vast(path: &SitePath, (width, height): (u32, u32)) -> Diagnostic {
    heavy(
        path,
        text!(
            "图片有 {width}×{height} 像素，网站不为它做小图",
            "this picture has {width} by {height} pixels: no smaller ones are made of it"
        ),
    )
}

/// A picture that takes long to load.
pub(super) fn picture_heavy(path: &SitePath, bytes: usize) -> Diagnostic {
    let megabytes = bytes.div_ceil(1_000_000);
    heavy(path, text!("图片有 {megabytes} MB", "this picture has {megabytes} MB"))
}

fn heavy(path: &SitePath, message: Text) -> Diagnostic {
    Diagnostic::warning("picture-heavy", message)
        .label(text!("读者点开原图要等很久", "readers wait long for it"))
        .help(text!(
            "用“画图”或看图软件把宽度改成 4000 像素以内，另存为 JPEG，换掉这个文件",
            "make it at most 4000 pixels wide in any picture program, save it as JPEG and replace this file"
        ))
        .at(Span::new(path, 0..0))
}
