//! What `gongbao deploy` says, in Chinese and English.

use crate::diagnostic::Text;
use crate::failure;
use crate::failure::Failure;
use crate::text;
use std::path::Path;

pub(super) fn upload() -> Text {
    text!("上传", "upload")
}

pub(super) fn remove() -> Text {
    text!("删除", "remove")
}

pub(super) fn uploading(from: usize, count: usize) -> Text {
    text!("已上传 {from}/{count} 个文件", "{from} of {count} files uploaded")
}

pub(super) fn planned(uploads: usize, removed: usize, leaving: usize) -> Text {
    text!(
        "要上传 {uploads} 个文件，删除 {removed} 个，{leaving} 个过些时候再删；这次什么也没有做",
        "{uploads} files would be uploaded, {removed} removed, {leaving} removed later; nothing was done"
    )
}

pub(super) fn deployed(id: &str, uploads: usize, removed: usize, leaving: usize) -> Text {
    text!(
        "部署好了（{id}）：上传 {uploads} 个文件，删除 {removed} 个，{leaving} 个过些时候再删",
        "deployed ({id}): {uploads} files uploaded, {removed} removed, {leaving} removed later"
    )
}

pub(super) fn resuming() -> Text {
    text!(
        "上一次部署没有做完，接着做",
        "the last deployment was interrupted; this one completes it"
    )
}

pub(super) fn no_target() -> Failure {
    failure!("没有说部署到哪里", "no target was named")
}

pub(super) fn not_built(folder: &Path) -> Failure {
    failure!(
        "{folder} 里没有完整的清单 manifest.json；先运行 gongbao build",
        "{folder} has no whole manifest.json; run gongbao build first",
        folder = folder.display()
    )
}

pub(super) fn not_whole(folder: &Path, example: &str) -> Failure {
    failure!(
        "{folder} 和它的清单不一致（如 {example}）；重新运行 gongbao build",
        "{folder} differs from its manifest (such as {example}); run gongbao build again",
        folder = folder.display()
    )
}

pub(super) fn no_rclone() -> Failure {
    failure!(
        "部署要用 rclone，没有找到；请安装 1.63 或更新的版本",
        "deploying needs rclone, which was not found; install version 1.63 or later"
    )
}

pub(super) fn old_rclone(version: &str) -> Failure {
    failure!(
        "{version} 太旧，读者会读到写了一半的文件；请安装 1.63 或更新的版本",
        "{version} is too old, readers would get files that are written in part; install version 1.63 or later"
    )
}

pub(super) fn rclone_failed(said: &str) -> Failure {
    failure!("rclone 没有做成：{said}", "rclone failed: {said}")
}

pub(super) fn damaged(place: &str) -> Failure {
    failure!("{place} 已损坏", "{place} is damaged")
}

pub(super) fn state_needed() -> Failure {
    failure!(
        "请用 --state 指明读者访问不到的地方，放部署的记录和旧文件，如 oss:另一个私有的桶/部署",
        "name with --state a place that readers cannot reach, for records and replaced files, such as oss:private-bucket/state"
    )
}

pub(super) fn state_in_target() -> Failure {
    failure!(
        "--state 在网站里面，读者能读到撤下的文件；请另选地方",
        "--state lies in the site, where readers can reach what was withdrawn; name another place"
    )
}

pub(super) fn foreign_target(target: &str, example: &str) -> Failure {
    failure!(
        "{target} 里有不是 gongbao 部署的文件（如 {example}）；请换一个空的地方，或自行清空",
        "{target} holds files that gongbao did not deploy (such as {example}); name an empty place, or empty it yourself"
    )
}

pub(super) fn nothing_deployed() -> Failure {
    failure!("还没有可以退回的部署", "there is no earlier deployment to return to")
}

pub(super) fn no_deployment(typed: &str, known: &str) -> Failure {
    failure!("没有部署 {typed}；有：{known}", "no deployment {typed}; there are: {known}")
}

pub(super) fn not_kept(path: &str) -> Failure {
    failure!("不能退回：没有留下 {path}", "cannot return to it: {path} was not kept")
}
