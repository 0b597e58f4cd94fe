//! Why something is not written, in words that say what to do.

use crate::failure::{Failure, system_in_chinese};
use std::error;
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why nothing was written; what was there is as it was, unless the message says otherwise.
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
    #[error(
        "{0} is a link, a folder or another thing that is no plain file of its own; \
         nothing is written to it: remove it yourself"
    )]
    Planted(PathBuf),
    #[error(
        "the link {link} leads out of the site, to {to}; nothing is written through it: \
         remove it, or name the folder itself"
    )]
    LeadsOut { link: PathBuf, to: PathBuf },
    #[error("{0} is there already; it is not overwritten")]
    Occupied(PathBuf),
    #[error(
        "cannot publish {path}: {at} in the output was not written by gongbao and is not touched; \
         move it away, or give the page another address"
    )]
    NotOurs { path: String, at: String },
    #[error("cannot publish to {folder}; what was published is unchanged: {}", english(.error))]
    Unchanged { folder: PathBuf, error: anyhow::Error },
    #[error(
        "{folder} is published in part only: {}; \
         remove the cause and build again, that completes it", english(.error)
    )]
    Partly { folder: PathBuf, error: anyhow::Error },
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
            Refusal::Planted(path) => format!(
                "{} 是链接、目录，或不是一个独立的普通文件，不向它写入；请自行移除",
                path.display()
            ),
            Refusal::LeadsOut { link, to } => format!(
                "链接 {} 通向站点之外（{}），不经过它写入；请移除这个链接，或直接指定那个目录",
                link.display(),
                to.display()
            ),
            Refusal::Occupied(path) => format!("{} 已经存在，没有覆盖", path.display()),
            Refusal::NotOurs { path, at } => format!(
                "无法发布 {path}：输出目录中的 {at} 不是 gongbao 写入的，没有改动；请移走它，或给页面换一个网址"
            ),
            Refusal::Unchanged { folder, error } => {
                format!("无法发布到 {}，已发布的内容没有变动：{}", folder.display(), chinese(error))
            }
            Refusal::Partly { folder, error } => format!(
                "{} 只发布了一部分：{}；排除原因后重新构建即可补全",
                folder.display(),
                chinese(error)
            ),
            Refusal::Machine { path, error, .. } => {
                format!("无法读写 {}：{}", path.display(), system_in_chinese(error))
            }
        }
    }

    /// Finds the refusal behind an error, wherever in its chain it stands.
    pub fn behind(error: &anyhow::Error) -> Option<&Refusal> {
        error.chain().find_map(refusal_of)
    }

    pub(super) fn machine(
        act: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Refusal {
        let path = path.into();
        move |error| Refusal::Machine { act, path, error }
    }
}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> io::Error {
        io::Error::other(refusal)
    }
}

fn process(by: &str) -> String {
    if by.is_empty() { String::new() } else { format!(" (process {by})") }
}

fn english(error: &anyhow::Error) -> String {
    format!("{error:#}")
}

/// An error with its causes in Chinese, each once.
pub fn chinese(error: &anyhow::Error) -> String {
    let mut said: Vec<String> = Vec::new();
    for cause in error.chain() {
        if let Some(refusal) = refusal_of(cause) {
            // It says by itself because of what.
            said.push(refusal.chinese());
            break;
        }
        let words = match cause.downcast_ref::<io::Error>() {
            Some(error) => system_in_chinese(error),
            None => match cause.downcast_ref::<Failure>() {
                Some(failure) => failure.chinese().to_owned(),
                None => cause.to_string(),
            },
        };
        if !said.iter().any(|before| before.contains(&words)) {
            said.push(words);
        }
    }
    said.join("：")
}

/// The refusal that a cause is, or carries through a reader or writer.
fn refusal_of<'a>(cause: &'a (dyn error::Error + 'static)) -> Option<&'a Refusal> {
    let inside = || cause.downcast_ref::<io::Error>()?.get_ref()?.downcast_ref::<Refusal>();
    cause.downcast_ref::<Refusal>().or_else(inside)
}
