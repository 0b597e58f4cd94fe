//! Why an output folder is not published to, in words that say what to do.

use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why a publication was not begun; the output is as it was.
#[derive(Debug, Error)]
pub enum Refusal {
    #[error(
        "the output {0} is the root of the file system, the home folder, or holds the site itself; \
         name a folder of its own with --output"
    )]
    TooWide(PathBuf),
    #[error("the output {0} is no folder; move it away, or name another with --output")]
    NoFolder(PathBuf),
    #[error(
        "the output {folder} holds files that gongbao did not write (such as {example}); \
         empty it yourself, or name another with --output"
    )]
    Foreign { folder: PathBuf, example: String },
    #[error(
        "{0}, the list of what gongbao has published, is damaged; \
         delete the output folder yourself and build again"
    )]
    Damaged(PathBuf),
    #[error("another build{} is publishing to {folder}; wait until it is done", process(.by))]
    Busy { folder: PathBuf, by: String },
    #[error("cannot {act} {path}")]
    Machine {
        act: &'static str,
        path: PathBuf,
        #[source]
        error: io::Error,
    },
}

impl Refusal {
    /// The message in Chinese.
    pub fn chinese(&self) -> String {
        match self {
            Refusal::TooWide(folder) => format!(
                "输出目录 {} 是文件系统的根目录、用户主目录，或包含站点本身；请用 --output 另指定一个专用目录",
                folder.display()
            ),
            Refusal::NoFolder(folder) => {
                format!("输出位置 {} 不是目录；请移走它，或用 --output 另指定", folder.display())
            }
            Refusal::Foreign { folder, example } => format!(
                "输出目录 {} 中有不是 gongbao 写入的文件（如 {example}）；请自行清空，或用 --output 另指定",
                folder.display()
            ),
            Refusal::Damaged(list) => {
                format!("已发布文件清单 {} 已损坏；请自行删除输出目录后重新构建", list.display())
            }
            Refusal::Busy { folder, by } if by.is_empty() => {
                format!("另一个构建正在发布到 {}；请等它完成", folder.display())
            }
            Refusal::Busy { folder, by } => {
                format!("另一个构建（进程 {by}）正在发布到 {}；请等它完成", folder.display())
            }
            Refusal::Machine { path, error, .. } => {
                format!("无法读写 {}：{error}", path.display())
            }
        }
    }

    pub(super) fn machine(
        act: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Refusal {
        let path = path.into();
        move |error| Refusal::Machine { act, path, error }
    }
}

fn process(by: &str) -> String {
    if by.is_empty() { String::new() } else { format!(" (process {by})") }
}
