//! What could not be read, written or watched, in both languages, one function each.
//!
//! The causes of these failures are errors of the system or a
//! [`DiskError`](crate::disk::error::DiskError).

use crate::failure;
use crate::failure::Failure;
use std::path::Path;

pub fn cannot_read(path: &Path) -> Failure {
    failure!("无法读取 {path}", "cannot read {path}", path = path.display())
}

pub fn too_large(path: &Path, most: u64) -> Failure {
    failure!(
        "{path} 超过 {most} 字节，没有读",
        "{path} has more than {most} bytes; it was not read",
        path = path.display()
    )
}

pub fn cannot_read_site(root: &Path) -> Failure {
    failure!(
        "无法读取站点的文件夹 {path}",
        "cannot read the folder of the site {path}",
        path = root.display()
    )
}

pub fn cannot_list(folder: &Path) -> Failure {
    failure!("无法列出文件夹 {path}", "cannot list the folder {path}", path = folder.display())
}

pub fn too_many_files(folder: &Path, most: usize) -> Failure {
    failure!(
        "文件夹 {path} 里的文件超过 {most} 个",
        "there are more than {most} files in {path}",
        path = folder.display()
    )
}

pub fn cannot_find(path: &Path) -> Failure {
    failure!("无法找到 {path}", "cannot find {path}", path = path.display())
}

pub fn too_many_linked(max: usize) -> Failure {
    failure!(
        "经符号链接读到的文件超过 {max} 个；请减少指向文件夹的链接",
        "symbolic links lead to more than {max} files; use fewer links to folders"
    )
}

pub fn link_circle(path: &str) -> Failure {
    failure!(
        "符号链接 {path} 绕成了圈；请移除",
        "the symbolic link {path} leads round in a circle; remove it"
    )
}

pub fn link_to_nothing(link: &Path) -> Failure {
    failure!(
        "符号链接 {path} 没有着落；请移除",
        "the symbolic link {path} leads nowhere; remove it",
        path = link.display()
    )
}

pub fn link_out_of_site(link: &Path, to: &Path) -> Failure {
    failure!(
        "符号链接 {path} 通向站点之外（{to}）；请用文件本身代替它",
        "the symbolic link {path} leads out of the site, to {to}; put the file itself in its place",
        path = link.display(),
        to = to.display()
    )
}

pub fn too_deep(folder: &str, max: usize) -> Failure {
    failure!(
        "文件夹 {folder} 深过 {max} 层；请移到上面来",
        "the folder {folder} lies more than {max} folders deep; move it up"
    )
}

pub fn name_not_utf8(path: &Path) -> Failure {
    failure!(
        "文件名 {path:?} 不是 UTF-8；请改名",
        "the name of {path:?} is no UTF-8; rename the file"
    )
}

pub fn cannot_write(path: &Path) -> Failure {
    failure!("无法写入 {path}", "cannot write {path}", path = path.display())
}

pub fn cannot_write_beside(path: &Path) -> Failure {
    failure!("无法在旁边写入 {path}", "cannot write beside {path}", path = path.display())
}

pub fn cannot_write_into(folder: &Path) -> Failure {
    failure!("无法写入文件夹 {path}", "cannot write into {path}", path = folder.display())
}

pub fn cannot_replace(path: &Path) -> Failure {
    failure!("无法替换 {path}", "cannot replace {path}", path = path.display())
}

pub fn cannot_remove(path: &Path) -> Failure {
    failure!("无法移除 {path}", "cannot remove {path}", path = path.display())
}

pub fn cannot_save_folder(folder: &Path) -> Failure {
    failure!("无法保存文件夹 {path}", "cannot save the folder {path}", path = folder.display())
}

pub fn cannot_make_folder(folder: &Path) -> Failure {
    failure!("无法新建文件夹 {path}", "cannot make the folder {path}", path = folder.display())
}

pub fn cannot_make_folder_of(file: &Path) -> Failure {
    failure!(
        "无法新建文件夹，以便写入 {path}",
        "cannot make the folder of {path}",
        path = file.display()
    )
}

pub fn cannot_make_folder_in(parent: &Path) -> Failure {
    failure!("无法新建文件夹于 {path}", "cannot make a folder in {path}", path = parent.display())
}

pub fn cannot_publish(file: &Path) -> Failure {
    failure!("无法发布 {path}", "cannot publish {path}", path = file.display())
}

pub fn cannot_publish_to(output: &Path) -> Failure {
    failure!("无法发布到 {path}", "cannot publish to {path}", path = output.display())
}

pub fn cannot_watch_site(root: &Path) -> Failure {
    failure!(
        "无法监视站点的文件夹 {path}",
        "cannot watch the folder of the site {path}",
        path = root.display()
    )
}

pub fn no_watching() -> Failure {
    failure!("这个系统不能监视文件", "this system cannot watch files")
}

pub fn cannot_watch(folder: &Path) -> Failure {
    failure!("无法监视 {path}", "cannot watch {path}", path = folder.display())
}

pub fn cannot_watch_tree(folder: &Path) -> Failure {
    failure!(
        "无法监视 {path}（在 Linux 上，fs.inotify.max_user_watches 也许太小）",
        "cannot watch {path} (on Linux, fs.inotify.max_user_watches may be too low)",
        path = folder.display()
    )
}
