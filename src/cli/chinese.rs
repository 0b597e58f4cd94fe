//! What clap says by itself, in Chinese: headings, usage, defaults, names of values, errors.

use crate::failure::Failure;
use clap::builder::Str;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command};
use std::error::Error as _;

/// The names of values in help texts.
const VALUE_NAMES: [(&str, &str); 23] = [
    ("DIR", "文件夹"),
    ("URL", "网址"),
    ("DATE", "日期"),
    ("N", "数"),
    ("FORMAT", "格式"),
    ("LANG", "语言"),
    ("CATEGORY", "分类"),
    ("TITLE", "标题"),
    ("NUMBER", "文号"),
    ("CODE", "代字"),
    ("QUERY", "词句"),
    ("ORDER", "次序"),
    ("PATH", "文件"),
    ("TEXT", "文字"),
    ("FILE", "文件"),
    ("NAME=VALUE", "名=值"),
    ("TARGET", "目标"),
    ("PLACE", "位置"),
    ("HOURS", "小时"),
    ("ID", "编号"),
    ("MESSAGE", "提示"),
    ("IP", "地址"),
    ("SOURCE", "来源"),
];

/// Returns a command whose help is all in Chinese; `path` is how it is called: `gongbao number`.
pub(super) fn translate(command: Command, path: &str) -> Command {
    let command = command.mut_args(translate_argument);
    let (usage, template) = (usage(&command, path), template(&command));
    let has_version = command.get_version().is_some();
    let mut command = command
        .override_usage(usage)
        .help_template(template)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(automatic_flag("help", 'h', ArgAction::Help, "显示用法"));
    if has_version {
        command = command.arg(automatic_flag("version", 'V', ArgAction::Version, "显示版本"));
    }
    command.mut_subcommands(|subcommand| {
        let path = format!("{path} {}", subcommand.get_name());
        translate(subcommand, &path)
    })
}

fn translate_argument(argument: Arg) -> Arg {
    if !argument.get_action().takes_values() {
        return argument;
    }
    let names = argument.get_value_names().unwrap_or_default().iter().map(value_name);
    let names: Vec<Str> = names.collect();
    let default = argument.get_default_values().first();
    let default = default.map(|value| value.to_string_lossy().into_owned());
    let argument = argument.value_names(names).hide_default_value(true);
    match default {
        Some(default) => {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            argument.help(format!("{help}（默认：{default}）"))
        }
        None => argument,
    }
}

fn value_name(english: &Str) -> Str {
    let known = VALUE_NAMES.iter().find(|(name, _)| english.as_str() == *name);
    known.map_or_else(|| english.clone(), |(_, chinese)| Str::from(*chinese))
}

/// A flag that clap adds by itself in English.
fn automatic_flag(name: &'static str, short: char, action: ArgAction, help: &'static str) -> Arg {
    Arg::new(name).long(name).short(short).action(action).help(help)
}

/// Returns how a command is called: `gongbao new [选项] <分类> [标题]`.
fn usage(command: &Command, path: &str) -> String {
    let mut usage = format!("{path} [选项]");
    if command.has_subcommands() {
        usage.push_str(" <命令>");
    }
    for argument in command.get_positionals() {
        let name = argument.get_value_names().and_then(|names| names.first());
        let name = name.map_or(argument.get_id().as_str(), |name| name.as_str());
        let may_repeat = argument.get_num_args().is_some_and(|range| range.max_values() > 1);
        let dots = if may_repeat { "..." } else { "" };
        let (open, close) = if argument.is_required_set() { ('<', '>') } else { ('[', ']') };
        usage.push_str(&format!(" {open}{name}{close}{dots}"));
    }
    usage
}

fn template(command: &Command) -> String {
    let mut template = "{about}\n\n用法：{usage}\n\n".to_owned();
    if command.has_subcommands() {
        template.push_str("命令：\n{subcommands}\n\n");
    }
    if command.get_positionals().next().is_some() {
        template.push_str("参数：\n{positionals}\n\n");
    }
    template + "选项：\n{options}"
}

/// Returns what is wrong with a command line.
pub fn usage_error(error: &clap::Error) -> String {
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg).replace(", ", "、");
    let reason = error.source().and_then(|source| source.downcast_ref::<Failure>());
    let problem = match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识的参数 {argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 {}", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (value, valid) =
                (context(ContextKind::InvalidValue), context(ContextKind::ValidValue));
            match (value.as_str(), valid.as_str(), reason) {
                ("", _, _) => format!("{argument} 后面缺少内容"),
                (value, _, Some(reason)) => {
                    format!("{argument} 的值“{value}”不能用；{}", reason.chinese())
                }
                (value, "", None) => format!("{argument} 的值“{value}”不能用"),
                (value, valid, None) => {
                    format!("{argument} 的值“{value}”不能用；可以写 {}", valid.replace(", ", "、"))
                }
            }
        }
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg).replace(", ", "、");
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
    format!("出错了：{problem}\n用 gongbao --help 查看用法")
}
