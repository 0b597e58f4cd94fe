//! The commands by which the site, or a document of it, goes elsewhere.

use super::arguments::{base_url, date, flag, option, output, positional, root, subcommand};
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

pub(super) fn deploy(language: Language) -> Command {
    let target = (
        "部署到哪里，按 rclone 的写法：文件夹、oss:桶/网站、sftp 服务器",
        "Where to, as rclone writes it: a folder, oss:bucket/site, a server by sftp",
    );
    let state = (
        "记录和换下的文件放在哪里，读者不能访问（目标是本机文件夹时默认在它旁边）",
        "Where records and replaced files go, which readers cannot reach; beside a target on this machine if not given",
    );
    let grace = (
        "名字带摘要的旧文件再留几小时",
        "For how many hours old files stay that are named by their content",
    );
    let rollback = (
        "退回上一次部署，或指明的一次",
        "Return to the deployment before, or to the one that is named",
    );
    let dry_run = ("只列出要做的，什么也不做", "List what would be done, do nothing");
    let help = (
        "把发布好的网站送到服务器或对象存储（用已安装的 rclone）",
        "Bring the published site to a server or an object store by the installed rclone",
    );
    subcommand(language, "deploy", help)
        .arg(positional(language, "target", "TARGET", target).required(true))
        .args([root(language), output(language)])
        .arg(option(language, "state", "PLACE", state))
        .arg(
            option(language, "grace", "HOURS", grace)
                .default_value("24")
                .value_parser(clap::value_parser!(u32).range(..=8760)),
        )
        .arg(
            option(language, "rollback", "ID", rollback)
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value(""),
        )
        .arg(flag(language, "dry-run", dry_run))
}

pub(super) fn wechat(language: Language) -> Command {
    let path = ("文件、网址或文号", "A file, an address or a number");
    let output =
        ("写到哪个文件（默认：标准输出）", "File to write; written to stdout if not given");
    let help = (
        "把一份文档变成能粘贴到公众号编辑器的文章",
        "Turn a document into an article to paste into the editor of a WeChat account",
    );
    subcommand(language, "wechat", help)
        .arg(positional(language, "path", "PATH", path).required(true))
        .args([root(language), base_url(language), date(language)])
        .arg(
            option(language, "output", "FILE", output)
                .value_parser(clap::value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath),
        )
}
