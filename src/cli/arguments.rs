//! Options that several commands have, and how arguments and their help are made.

use crate::language::Language;
use clap::{Arg, ArgAction, Command, ValueHint};
use std::path::PathBuf;

/// A help text: Chinese, English.
pub(super) type Help = (&'static str, &'static str);

pub(super) const ENGLISH_TEMPLATE: &str = "{about}\n\nUsage: {usage}\n\n{all-args}";

pub(super) fn root(language: Language) -> Arg {
    let help = ("站点所在的文件夹（含 site.yaml）", "Folder of the site, which holds site.yaml");
    option(language, "root", "DIR", help)
        .default_value(".")
        .value_parser(clap::value_parser!(PathBuf))
        .value_hint(ValueHint::DirPath)
}

pub(super) fn output(language: Language) -> Arg {
    let help = (
        "发布到哪里（默认：站点下的 public）",
        "Where to publish; public/ of the site if not given",
    );
    option(language, "output", "DIR", help)
        .value_parser(clap::value_parser!(PathBuf))
        .value_hint(ValueHint::DirPath)
}

pub(super) fn base_url(language: Language) -> Arg {
    let help = ("代替 site.yaml 里的 base_url", "Address to use in place of base_url of site.yaml");
    option(language, "base-url", "URL", help)
}

pub(super) fn drafts(language: Language) -> Arg {
    flag(language, "drafts", ("草稿也发布", "Publish drafts too"))
}

pub(super) fn date(language: Language) -> Arg {
    let help = (
        "以这一天、这一刻为“现在”：2026-03-15 或 2026-03-15T10:00",
        "Day or moment to take for now: 2026-03-15 or 2026-03-15T10:00",
    );
    option(language, "date", "DATE", help)
}

pub(super) fn subcommand(language: Language, name: &'static str, (zh, en): Help) -> Command {
    Command::new(name).about(language.pick(zh, en)).help_template(ENGLISH_TEMPLATE)
}

pub(super) fn option(
    language: Language,
    name: &'static str,
    value: &'static str,
    (zh, en): Help,
) -> Arg {
    Arg::new(name).long(name).value_name(value).help(language.pick(zh, en))
}

pub(super) fn flag(language: Language, name: &'static str, (zh, en): Help) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(language.pick(zh, en))
}

pub(super) fn positional(
    language: Language,
    name: &'static str,
    value: &'static str,
    (zh, en): Help,
) -> Arg {
    Arg::new(name).value_name(value).help(language.pick(zh, en))
}
