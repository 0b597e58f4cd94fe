//! Why something is not read or written, and what to do about it, in both languages.

use crate::failure::{Failure, system_in_chinese};
use std::error;
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why an operation was refused or failed. What is on the disk is unchanged, unless the message
/// says otherwise.
#[derive(Debug, Error)]
pub enum DiskError {
    #[error(
        "the output {0} is the root of the file system, the home folder, or holds the site itself; \
         name a folder of its own with --output"
    )]
    OutputTooWide(PathBuf),
    #[error("the output {0} is no folder; move it away, or name another with --output")]
    NotAFolder(PathBuf),
    #[error(
        "the output {folder} holds files that gongbao did not write (such as {example}); \
         empty it yourself, or name another with --output"
    )]
    ForeignFiles { folder: PathBuf, example: String },
    #[error(
        "{0}, the list of what gongbao has published, is damaged, as by a loss of power; if nothing \
         else is in that folder, `gongbao build --recover` publishes anew over it, and removes what \
         the site does not have"
    )]
    DamagedManifest(PathBuf),
    #[error("another build{} is publishing to {folder}; wait until it is done", in_brackets(.process.as_deref()))]
    Busy { folder: PathBuf, process: Option<String> },
    #[error(
        "{0} is a link, a folder or another thing that is no plain file of its own; \
         nothing is written to it: remove it yourself"
    )]
    NotAPlainFile(PathBuf),
    #[error(
        "the link {link} leads out of the site, to {to}; nothing is written through it: \
         remove it, or name the folder itself"
    )]
    LinkLeavesSite { link: PathBuf, to: PathBuf },
    #[error("{0} is there already; it is not overwritten")]
    AlreadyExists(PathBuf),
    #[error(
        "cannot publish {path}: {at} in the output was not written by gongbao and is not touched; \
         move it away, or give the page another address"
    )]
    ForeignFile { path: String, at: String },
    #[error("cannot publish to {folder}; what was published is unchanged: {}", english(.error))]
    RolledBack { folder: PathBuf, error: anyhow::Error },
    #[error(
        "{folder} is published in part only: {}; \
         remove the cause and build again, that completes it", english(.error)
    )]
    PartlyPublished { folder: PathBuf, error: anyhow::Error },
    #[error("{0} does not lie in the site; it is not read")]
    OutsideSite(PathBuf),
    #[error("{first} and {second} want the same place in the output")]
    SamePlace { first: String, second: String },
    #[error("cannot {action} {path}")]
    Io {
        action: &'static str,
        path: PathBuf,
        #[source]
        error: io::Error,
    },
}

impl DiskError {
    /// Returns the message in Chinese.
    pub fn chinese(&self) -> String {
        match self {
            DiskError::OutputTooWide(folder) => format!(
                "输出目录 {} 是文件系统的根目录、用户主目录，或包含站点本身；请用 --output 另指定一个专用目录",
                folder.display()
            ),
            DiskError::NotAFolder(folder) => {
                format!("输出位置 {} 不是目录；请移走它，或用 --output 另指定", folder.display())
            }
            DiskError::ForeignFiles { folder, example } => format!(
                "输出目录 {} 中有不是 gongbao 写入的文件（如 {example}）；请自行清空，或用 --output 另指定",
                folder.display()
            ),
            DiskError::DamagedManifest(list) => {
                format!(
                    "已发布文件清单 {} 已损坏（如断电所致）；目录里没有别的东西，就用 gongbao build --recover \
                     重新发布，站点没有的文件会删除",
                    list.display()
                )
            }
            DiskError::Busy { folder, process: None } => {
                format!("另一个构建正在发布到 {}；请等它完成", folder.display())
            }
            DiskError::Busy { folder, process: Some(process) } => {
                format!("另一个构建（进程 {process}）正在发布到 {}；请等它完成", folder.display())
            }
            DiskError::NotAPlainFile(path) => format!(
                "{} 是链接、目录，或不是一个独立的普通文件，不向它写入；请自行移除",
                path.display()
            ),
            DiskError::LinkLeavesSite { link, to } => format!(
                "链接 {} 通向站点之外（{}），不经过它写入；请移除这个链接，或直接指定那个目录",
                link.display(),
                to.display()
            ),
            DiskError::AlreadyExists(path) => format!("{} 已经存在，没有覆盖", path.display()),
            DiskError::ForeignFile { path, at } => format!(
                "无法发布 {path}：输出目录中的 {at} 不是 gongbao 写入的，没有改动；请移走它，或给页面换一个网址"
            ),
            DiskError::RolledBack { folder, error } => {
                format!(
                    "无法发布到 {}，已发布的内容没有变动：{}",
                    folder.display(),
                    chain_in_chinese(error)
                )
            }
            DiskError::PartlyPublished { folder, error } => format!(
                "{} 只发布了一部分：{}；排除原因后重新构建即可补全",
                folder.display(),
                chain_in_chinese(error)
            ),
            DiskError::OutsideSite(path) => {
                format!("{} 不在站点之内，没有读取", path.display())
            }
            DiskError::SamePlace { first, second } => {
                format!("{first} 和 {second} 要放在输出目录的同一个位置")
            }
            DiskError::Io { path, error, .. } => {
                format!("无法读写 {}：{}", path.display(), system_in_chinese(error))
            }
        }
    }

    /// Returns the disk error in the chain of causes of an error.
    pub fn find_in(error: &anyhow::Error) -> Option<&DiskError> {
        error.chain().find_map(disk_error_of)
    }

    /// Returns a function that adds what could not be done, in English ("read"), to what path.
    pub(super) fn io(
        action: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> DiskError {
        let path = path.into();
        move |error| DiskError::Io { action, path, error }
    }
}

impl From<DiskError> for io::Error {
    fn from(error: DiskError) -> io::Error {
        io::Error::other(error)
    }
}

fn in_brackets(process: Option<&str>) -> String {
    process.map_or(String::new(), |process| format!(" (process {process})"))
}

fn english(error: &anyhow::Error) -> String {
    format!("{error:#}")
}

/// Returns an error and its causes in Chinese, each once.
pub fn chain_in_chinese(error: &anyhow::Error) -> String {
    let mut messages: Vec<String> = Vec::new();
    for cause in error.chain() {
        if let Some(error) = disk_error_of(cause) {
            // Its message includes its causes.
            messages.push(error.chinese());
            break;
        }
        let message = match cause.downcast_ref::<io::Error>() {
            Some(error) => system_in_chinese(error),
            None => match cause.downcast_ref::<Failure>() {
                Some(failure) => failure.chinese().to_owned(),
                None => cause.to_string(),
            },
        };
        if !messages.iter().any(|before| before.contains(&message)) {
            messages.push(message);
        }
    }
    messages.join("：")
}

/// Returns the disk error that a cause is, or that it carries through [`io::Error`].
fn disk_error_of<'a>(cause: &'a (dyn error::Error + 'static)) -> Option<&'a DiskError> {
    let inside = || cause.downcast_ref::<io::Error>()?.get_ref()?.downcast_ref::<DiskError>();
    cause.downcast_ref::<DiskError>().or_else(inside)
}
