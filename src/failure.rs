//! Faults of the machine and of the command line, in the two languages of messages.
//!
//! A fault in content is a diagnostic. What stops the program itself is an error with causes; each
//! link of that chain that people are to read is a [`Failure`].

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};

/// What went wrong, and because of what. It is displayed in English, as errors of libraries are.
#[derive(Debug)]
pub struct Failure {
    zh: String,
    en: String,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

/// Makes a [`Failure`]: the Chinese and the English format string, and the values for both that
/// are not captured.
#[macro_export]
macro_rules! failure {
    ($zh:literal, $en:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::failure::Failure::new(format!($zh $(, $name = $value)*), format!($en $(, $name = $value)*))
    };
}

/// Says in both languages what could not be done.
pub trait Explain<T> {
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

/// What the system says, in Chinese: it speaks English whatever the language asked for.
pub fn system_in_chinese(error: &io::Error) -> String {
    let said = match error.kind() {
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
        Some(code) => format!("{said}（系统错误 {code}）"),
        None => said.to_owned(),
    }
}
