//! What `gongbao verify` says, in Chinese and English.

use crate::diagnostic::Text;
use crate::failure;
use crate::failure::Failure;
use crate::integrity::Differences;
use crate::text;

pub(super) fn missing() -> Text {
    text!("缺少", "missing")
}

pub(super) fn changed() -> Text {
    text!("被改", "changed")
}

pub(super) fn foreign() -> Text {
    text!("外来", "foreign")
}

pub(super) fn whole(copy: &str, count: usize) -> Text {
    text!(
        "{copy}：{count} 个文件都与清单一致",
        "{copy}: all {count} files are as the manifest says"
    )
}

pub(super) fn differs(copy: &str, differences: &Differences) -> Text {
    let (missing, changed) = (differences.missing.len(), differences.changed.len());
    let foreign = differences.foreign.len();
    text!(
        "{copy} 与清单不一致：缺少 {missing} 个，被改 {changed} 个，外来 {foreign} 个",
        "{copy} differs from the manifest: {missing} missing, {changed} changed, {foreign} foreign"
    )
}

pub(super) fn foreign_not_seen() -> Text {
    text!(
        "网站服务器不列出文件，外来的文件在网址上看不到；请在服务器的文件夹上再核对",
        "a web server lists no files, so foreign ones cannot be seen at an address; verify the folder on the server too"
    )
}

pub(super) fn no_copy() -> Failure {
    failure!("没有说核对什么", "nothing to verify was named")
}

pub(super) fn damaged_manifest(place: &str) -> Failure {
    failure!("清单 {place} 已损坏", "the manifest {place} is damaged")
}

pub(super) fn no_address(typed: &str) -> Failure {
    failure!("“{typed}”不是网址", "`{typed}` is no web address")
}

pub(super) fn no_curl() -> Failure {
    failure!(
        "核对网址要用 curl，没有找到；请先安装，或者核对文件夹",
        "an address is verified by means of curl, which was not found; install it, or verify a folder"
    )
}

pub(super) fn curl_failed(said: &str) -> Failure {
    failure!("取不到：{said}", "cannot fetch: {said}")
}

pub(super) fn no_answer(path: &str, status: &str) -> Failure {
    failure!(
        "{path}：服务器没有给出文件（状态 {status}）；稍后再试",
        "{path}: the server gave no file (status {status}); try again later"
    )
}
