//! The commands about a copy of the site elsewhere.

use super::arguments::{option, positional, subcommand};
use crate::language::Language;
use clap::{Command, ValueHint};
use std::path::PathBuf;

pub(super) fn verify(language: Language) -> Command {
    let copy = (
        "发布好的文件夹，或网站的网址（用已安装的 curl）",
        "A published folder, or the address of the site, by means of the installed curl",
    );
    let manifest = (
        "按这份自己留存的 manifest.json 核对，不信那里的一份",
        "Compare with this manifest.json that you kept, in place of the one that is there",
    );
    let help = (
        "核对一份网站：缺少、被改、外来的文件",
        "Prove a copy of the site whole: what is missing, changed or foreign",
    );
    subcommand(language, "verify", help)
        .arg(positional(language, "copy", "DIR|URL", copy).required(true))
        .arg(
            option(language, "manifest", "FILE", manifest)
                .value_parser(clap::value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath),
        )
}
