//! The commands by which a site is set up: a new site, the files of its theme, what an editor completes by; and what
//! messages mean.

use super::arguments::{date, flag, option, positional, root, subcommand};
use crate::language::Language;
use clap::{Command, ValueHint};
use std::path::PathBuf;

pub(super) fn theme(language: Language) -> Command {
    let file = ("主题里的文件，写全名或结尾", "File of the theme: its name, or the end of it");
    let copy =
        ("复制一个文件到站点，供修改", "Copy a file of the theme into the site, to change it");
    subcommand(language, "theme", ("主题的文件", "List or copy the files of the theme"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommands([
            subcommand(language, "copy", copy)
                .args([positional(language, "file", "FILE", file).required(true), root(language)]),
            subcommand(language, "list", ("列出全部文件", "List all files")).arg(root(language)),
        ])
}

/// Returns `gongbao schema …`: what may stand in a file, for editors that complete and check it.
pub(super) fn schema(language: Language) -> Command {
    let help = (
        "题头、site.yaml 的 JSON Schema，供编辑器提示和检查",
        "Write the JSON Schema of a file, by which editors complete and check it",
    );
    subcommand(language, "schema", help)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommands([
            subcommand(language, "document", ("文档的题头", "The front matter of documents"))
                .args([root(language)]),
            subcommand(language, "site", ("站点的设置", "The settings in site.yaml")),
        ])
}

pub(super) fn init(language: Language) -> Command {
    subcommand(
        language,
        "init",
        ("新建一个站点，立刻可以发布", "Make a new site that can be published at once"),
    )
    .arg(
        positional(language, "dir", "DIR", ("新站点的文件夹", "Folder of the new site"))
            .required(true)
            .value_parser(clap::value_parser!(PathBuf))
            .value_hint(ValueHint::DirPath),
    )
}

pub(super) fn explain(language: Language) -> Command {
    let id = (
        "提示方括号里的名字，如 number-taken；不写就列出全部",
        "Name of a message, as in its brackets, such as number-taken; all are listed if not given",
    );
    let help = (
        "一条提示的原因和办法（摘自手册）",
        "Print cause and cure of a message, from the handbook, in Chinese",
    );
    subcommand(language, "explain", help).arg(positional(language, "id", "MESSAGE", id))
}

/// Returns `gongbao migrate …`.
pub(super) fn migrate(language: Language) -> Command {
    let source = (
        "旧网站：存有网页的文件夹，或 WordPress 的导出文件",
        "The old portal: a folder of its pages, as wget --mirror makes it, or an export of WordPress",
    );
    let site = (
        "旧网站的网址，它的绝对链接由此认出",
        "Address of the old portal, by which its absolute links are known",
    );
    let files = (
        "WordPress 的图片和附件：放着 wp-content 的文件夹",
        "The files of WordPress: the folder that holds wp-content",
    );
    let into = (
        "放进哪个分类（默认按网页上的栏目名，再按文种）",
        "Folder or title of the category; by the columns that a page names, else by the genre, if not given",
    );
    let dry_run = ("只列出，不写文件", "List what would be written, write no file");
    let help = (
        "把旧网站变成内容，保留旧网址",
        "Turn an old portal into content that keeps its addresses",
    );
    subcommand(language, "migrate", help)
        .arg(
            positional(language, "source", "SOURCE", source)
                .required(true)
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(option(language, "into", "CATEGORY", into))
        .arg(option(language, "site", "URL", site))
        .arg(option(language, "files", "DIR", files).value_parser(clap::value_parser!(PathBuf)))
        .arg(flag(language, "dry-run", dry_run))
        .args([root(language), date(language)])
}
