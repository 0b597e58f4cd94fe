//! Errors in the language that was asked for.

use crate::disk;
use crate::language::Language;
use clap::error::{ContextKind, ErrorKind};

/// An error with its causes, each once.
pub(super) fn chain(error: &anyhow::Error, language: Language) -> String {
    if language == Language::Chinese {
        return disk::chain_in_chinese(error);
    }
    let mut said: Vec<String> = Vec::new();
    for cause in error.chain().map(ToString::to_string) {
        if !said.iter().any(|before| before.contains(&cause)) {
            said.push(cause);
        }
    }
    said.join(": ")
}

/// A command line that cannot be understood, in Chinese; the library speaks English itself.
pub(super) fn misspoken(error: &clap::Error) -> String {
    let what = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = what(ContextKind::InvalidArg).replace(", ", "、");
    let line = match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识的参数 {argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 {}", what(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (value, may) = (what(ContextKind::InvalidValue), what(ContextKind::ValidValue));
            match (value.as_str(), may.as_str()) {
                ("", _) => format!("{argument} 后面缺少内容"),
                (value, "") => format!("{argument} 的值“{value}”不能用"),
                (value, may) => {
                    format!("{argument} 的值“{value}”不能用；可以写 {}", may.replace(", ", "、"))
                }
            }
        }
        ErrorKind::ArgumentConflict => {
            let other = what(ContextKind::PriorArg).replace(", ", "、");
            match other.as_str() {
                "" => format!("{argument} 写得太多"),
                other if other == argument => format!("{argument} 写了两次"),
                other => format!("{argument} 不能和 {other} 一起用"),
            }
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} 的个数不对")
        }
        ErrorKind::NoEquals => format!("{argument} 后面要用等号"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::InvalidUtf8 => "参数里有读不懂的字".to_owned(),
        _ => "命令行读不懂".to_owned(),
    };
    format!("出错了：{line}\n用 gongbao --help 查看用法")
}
