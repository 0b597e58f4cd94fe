//! Errors of the machine and of the command line, in the two languages of messages.
//!
//! A fault in the content is a diagnostic. What stops the program is an error with a chain of causes;
//! each error of that chain that is written for people is a [`Failure`].

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};

/// What went wrong, and the cause. `Display` writes English, as the errors of libraries do.
#[derive(Debug)]
pub struct Failure {
    zh: String,
    en: String,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

/// Makes a [`Failure`] from a Chinese and an English format string. Both capture variables; named
/// arguments serve for other values.
#[macro_export]
macro_rules! failure {
    ($zh:literal, $en:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::failure::Failure::new(format!($zh $(, $name = $value)*), format!($en $(, $name = $value)*))
    };
}

/// Adds a message in both languages to an error, or to a missing value.
pub trait Explain<T> {
    /// Returns the value, or the failure with the error as its cause.
    fn explain(self, failure: impl FnOnce() -> Failure) -> anyhow::Result<T>;
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> Explain<T> for Result<T, E> {
    fn explain(self, failure: impl FnOnce() -> Failure) -> anyhow::Result<T> {
        self.map_err(|error| failure().because(error).into())
    }
}

impl<T> Explain<T> for Option<T> {
    fn explain(self, failure: impl FnOnce() -> Failure) -> anyhow::Result<T> {
        self.ok_or_else(|| failure().into())
    }
}

impl Failure {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Failure {
        Failure { zh: zh.into(), en: en.into(), cause: None }
    }

    pub fn because(self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Failure {
        Failure { cause: Some(cause.into()), ..self }
    }

    pub fn chinese(&self) -> &str {
        &self.zh
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn Error + 'static))
    }
}

/// Returns an error of the operating system in Chinese, because the standard library words it in English only.
pub fn system_in_chinese(error: &io::Error) -> String {
    let message = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已经存在",
        ErrorKind::AddrInUse => "端口被占用",
        ErrorKind::AddrNotAvailable => "地址不能用",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::QuotaExceeded => "超出磁盘配额",
        ErrorKind::FileTooLarge => "文件太大",
        ErrorKind::NotADirectory => "不是文件夹",
        ErrorKind::IsADirectory => "是文件夹，不是文件",
        ErrorKind::DirectoryNotEmpty => "文件夹不是空的",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::InvalidFilename => "文件名不能用",
        ErrorKind::ResourceBusy => "正被占用",
        ErrorKind::TimedOut => "等得太久",
        ErrorKind::OutOfMemory => "内存不足",
        _ => "系统出错",
    };
    match error.raw_os_error() {
        Some(code) => format!("{message}（系统错误 {code}）"),
        None => message.to_owned(),
    }
}
