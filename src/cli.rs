//! What may be typed: the commands and their options, in the two languages.

use crate::language::Language;
use clap::builder::Str;
use clap::{Arg, ArgAction, Command, ValueHint};
use std::ffi::OsString;
use std::path::PathBuf;

/// Returns the language that is asked for: `--lang`, else the locale, else Chinese.
pub fn language(arguments: &[OsString], locale: Option<&str>) -> Language {
    let mut typed = None;
    for (index, argument) in arguments.iter().enumerate() {
        if argument == "--lang" {
            typed = arguments.get(index + 1).and_then(|value| value.to_str());
        } else if let Some(value) = argument.to_str().and_then(|a| a.strip_prefix("--lang=")) {
            typed = Some(value);
        }
    }
    match typed.or(locale) {
        Some(name) if name.starts_with("en") => Language::English,
        _ => Language::Chinese,
    }
}

/// The whole command line.
pub fn command(language: Language) -> Command {
    let say = |zh: &'static str, en: &'static str| language.pick(zh, en);
    let template =
        say("{about}\n\n用法：{usage}\n\n{all-args}", "{about}\n\nUsage: {usage}\n\n{all-args}");
    let sub = |name: &'static str, zh: &'static str, en: &'static str| {
        Command::new(name).about(say(zh, en)).help_template(template)
    };
    let option = |name: &'static str, value: &'static str, zh: &'static str, en: &'static str| {
        Arg::new(name).long(name).value_name(value).help(say(zh, en))
    };
    let flag = |name: &'static str, zh: &'static str, en: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(say(zh, en))
    };
    let root = || {
        option(
            "root",
            "DIR",
            "站点所在的文件夹（含 site.yaml）",
            "the folder of the site (with site.yaml)",
        )
        .default_value(".")
        .value_parser(clap::value_parser!(PathBuf))
        .value_hint(ValueHint::DirPath)
    };
    let output = || {
        option(
            "output",
            "DIR",
            "发布到哪里（默认：站点下的 public）",
            "where to publish (default: public in the site)",
        )
        .value_parser(clap::value_parser!(PathBuf))
        .value_hint(ValueHint::DirPath)
    };
    let base_url = || {
        option(
            "base-url",
            "URL",
            "代替 site.yaml 里的 base_url",
            "in place of base_url in site.yaml",
        )
    };
    let drafts = || flag("drafts", "草稿也发布", "publish drafts too");
    let date = || {
        option(
            "date",
            "DATE",
            "以这一天、这一刻为“现在”：2026-03-15 或 2026-03-15T10:00",
            "take this day or moment for now: 2026-03-15 or 2026-03-15T10:00",
        )
    };
    let whole = Command::new("gongbao")
        .about(say(
            "gongbao（公报）：协会出版物门户的静态网站生成器",
            "gongbao: a static site generator for an association's publications portal",
        ))
        .version(env!("CARGO_PKG_VERSION"))
        .help_template(template)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .arg(
            option("lang", "LANG", "消息的语言：zh 或 en", "language of messages: zh or en")
                .value_parser(["zh", "en"])
                .hide_possible_values(true)
                .global(true),
        )
        .arg(flag("quiet", "只说错误", "say nothing but errors").short('q').global(true))
        .subcommand(sub("build", "检查并发布到 public/", "check, and publish to public/").args([
            root(),
            output(),
            base_url(),
            drafts(),
            date(),
        ]))
        .subcommand(
            sub(
                "serve",
                "预览：改了就刷新，错误显示在页面上",
                "preview: reloads on change, shows faults on the page",
            )
            .args([root(), output(), date()])
            .arg(
                option("port", "N", "端口（被占用时顺延）", "port (the next free one if taken)")
                    .default_value("4000")
                    .value_parser(clap::value_parser!(u16)),
            )
            .arg(flag("open", "打开浏览器", "open the browser")),
        )
        .subcommand(
            sub("check", "只检查，不发布", "check only, publish nothing")
                .args([root(), output(), base_url(), drafts(), date()])
                .arg(
                    option(
                        "format",
                        "FORMAT",
                        "human、json、github 或 sarif",
                        "human, json, github or sarif",
                    )
                    .value_parser(["human", "json", "github", "sarif"])
                    .hide_possible_values(true)
                    .default_value("human"),
                )
                .arg(flag("fix", "能改的都改好，逐处列出", "mend what can be mended, and list it"))
                .arg(
                    flag(
                        "dry-run",
                        "和 --fix 一起：只列出，不改文件",
                        "with --fix: list, change nothing",
                    )
                    .requires("fix"),
                )
                .arg(flag("all", "同类的问题全部列出", "show every fault of a kind"))
                .arg(
                    Arg::new("file")
                        .value_name("FILE")
                        .num_args(1..)
                        .value_hint(ValueHint::AnyPath)
                        .help(say(
                            "只看这些文件或文件夹（检查仍是全部）",
                            "show these files or folders only (all is checked)",
                        )),
                ),
        )
        .subcommand(
            sub("new", "新建一份文档，题头写好", "a new document, its front matter written")
                .arg(Arg::new("category").value_name("CATEGORY").required(true).help(say(
                    "分类的文件夹或标题，如 notices、通知公告；给一期会讯加文章写 newsletters/2026-1",
                    "folder or title of the category, such as notices; newsletters/2026-1 for an article",
                )))
                .arg(Arg::new("title").value_name("TITLE").help(say(
                    "标题；新建一期会讯可以不写",
                    "the title; a new issue of a newsletter needs none",
                )))
                .arg(option(
                    "number",
                    "next",
                    "next：取下一个文号；也可以写出文号",
                    "next: the next free number; or a number",
                ))
                .arg(option(
                    "code",
                    "CODE",
                    "用哪个代字（默认第一个）",
                    "which code (default: the first)",
                ))
                .args([root(), date()]),
        )
        .subcommand(number(language, &sub, &root, &date))
        .subcommand(
            sub("search", "在已发布的网站里检索", "search the published site")
                .arg(Arg::new("query").value_name("QUERY").required(true).num_args(1..).help(say(
                    "词句或文号；空格分开为“并且”，“-”开头为排除",
                    "phrases or a number; several must all occur, those with `-` must not",
                )))
                .arg(
                    option("sort", "ORDER", "relevance 或 date", "relevance or date")
                        .value_parser(["relevance", "date"])
                        .hide_possible_values(true)
                        .default_value("relevance"),
                )
                .arg(
                    option("most", "N", "最多列出几篇", "how many to list")
                        .value_parser(clap::value_parser!(usize))
                        .default_value("10"),
                )
                .arg(
                    option(
                        "facet",
                        "NAME=VALUE",
                        "只要这一项，如 year=2026",
                        "only these, such as year=2026",
                    )
                    .action(ArgAction::Append)
                    .value_parser(facet),
                )
                .args([root(), output()]),
        )
        .subcommand(
            sub(
                "paper",
                "把文档打印成 PDF（用已安装的浏览器）",
                "documents as PDF files, by an installed browser",
            )
            .arg(
                Arg::new("path")
                    .value_name("PATH")
                    .num_args(1..)
                    .required_unless_present("all")
                    .conflicts_with("all")
                    .help(say("文件、网址或文号", "a file, an address or a number")),
            )
            .arg(flag("all", "全部文档", "all documents"))
            .args([root(), base_url(), drafts(), date()])
            .arg(
                option(
                    "output",
                    "DIR",
                    "PDF 放在哪里（默认：当前文件夹）",
                    "where the PDF files go (default: this folder)",
                )
                .value_parser(clap::value_parser!(PathBuf)),
            ),
        )
        .subcommand(
            sub("init", "新建一个站点，立刻可以发布", "a new site that builds at once").arg(
                Arg::new("dir")
                    .value_name("DIR")
                    .required(true)
                    .value_parser(clap::value_parser!(PathBuf))
                    .value_hint(ValueHint::DirPath)
                    .help(say("新站点的文件夹", "the folder of the new site")),
            ),
        );
    match language {
        Language::Chinese => in_chinese(whole, "gongbao"),
        Language::English => whole,
    }
}

/// What the results of a search can be narrowed to.
const FACETS: [&str; 5] = ["category", "issuer", "year", "topic", "validity"];

/// Reads `year=2026`.
fn facet(typed: &str) -> Result<(String, String), String> {
    match typed.split_once('=') {
        Some((name, value)) if FACETS.contains(&name) && !value.is_empty() => {
            Ok((name.to_owned(), value.to_owned()))
        }
        _ => Err(format!("{}, =", FACETS.join(", "))),
    }
}

/// What the library says itself, in Chinese: headings, the usage, defaults, names of values.
fn in_chinese(command: Command, path: &str) -> Command {
    let flag = |name: &'static str, short, action| {
        Arg::new(name).long(name).short(short).action(action).help_heading("选项")
    };
    let command = command.mut_args(|arg| {
        let heading = if arg.is_positional() { "参数" } else { "选项" };
        let default: Vec<String> =
            arg.get_default_values().iter().map(|v| v.to_string_lossy().into_owned()).collect();
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let name = |name: &Str| {
            let known = VALUES.iter().find(|(english, _)| name.as_str() == *english);
            known.map_or(name.clone(), |(_, chinese)| Str::from(*chinese))
        };
        let names: Vec<Str> = arg.get_value_names().unwrap_or_default().iter().map(name).collect();
        let takes_value = arg.get_action().takes_values();
        let arg = arg.help_heading(heading);
        let arg = if takes_value { arg.value_names(names).hide_default_value(true) } else { arg };
        match default.first().filter(|_| takes_value) {
            Some(default) => arg.help(format!("{help}（默认：{default}）")),
            None => arg,
        }
    });
    let usage = usage(&command, path);
    let version = command.get_version().is_some();
    let mut command = command
        .override_usage(usage)
        .subcommand_help_heading("命令")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help).help("显示用法"));
    if version {
        command = command.arg(flag("version", 'V', ArgAction::Version).help("显示版本"));
    }
    command.mut_subcommands(|sub| {
        let path = format!("{path} {}", sub.get_name());
        in_chinese(sub, &path)
    })
}

/// How a command is called: `gongbao new [选项] <分类> [标题]`.
fn usage(command: &Command, path: &str) -> String {
    let mut usage = format!("{path} [选项]");
    if command.has_subcommands() {
        usage.push_str(" <命令>");
    }
    for arg in command.get_positionals() {
        let name = arg.get_value_names().and_then(|names| names.first());
        let name = name.map_or(arg.get_id().as_str(), |name| name.as_str());
        let many = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
        let dots = if many { "..." } else { "" };
        let (open, close) = if arg.is_required_set() { ('<', '>') } else { ('[', ']') };
        usage.push_str(&format!(" {open}{name}{close}{dots}"));
    }
    usage
}

/// The names of values, in English and Chinese.
const VALUES: [(&str, &str); 15] = [
    ("DIR", "文件夹"),
    ("URL", "网址"),
    ("DATE", "日期"),
    ("N", "数"),
    ("FORMAT", "格式"),
    ("LANG", "语言"),
    ("CATEGORY", "分类"),
    ("TITLE", "标题"),
    ("CODE", "代字"),
    ("QUERY", "词句"),
    ("ORDER", "次序"),
    ("PATH", "文件"),
    ("TEXT", "文字"),
    ("FILE", "文件"),
    ("NAME=VALUE", "名=值"),
];

/// `gongbao number …`: the register of numbers.
fn number(
    language: Language,
    sub: &dyn Fn(&'static str, &'static str, &'static str) -> Command,
    root: &dyn Fn() -> Arg,
    date: &dyn Fn() -> Arg,
) -> Command {
    let say = |zh: &'static str, en: &'static str| language.pick(zh, en);
    let code =
        || Arg::new("code").value_name("CODE").help(say("机关代字，如 鲁医协发", "issuer's code"));
    sub("number", "文号登记", "the register of document numbers")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(
            sub("next", "下一个可用的文号", "the next free number")
                .arg(code())
                .args([root(), date()]),
        )
        .subcommand(sub("list", "列出全部文号", "all numbers").arg(code()).arg(root()))
        .subcommand(
            sub(
                "gaps",
                "列出既未发布也未列为不公开的空号",
                "numbers neither published nor withheld",
            )
            .arg(code())
            .arg(root()),
        )
        .subcommand(
            sub(
                "parse",
                "把文字读成规范的文号（没有参数则逐行读标准输入）",
                "texts as canonical numbers (lines of stdin if none)",
            )
            .arg(
                Arg::new("text")
                    .value_name("TEXT")
                    .num_args(0..)
                    .allow_hyphen_values(true)
                    .help(say("要读的文字", "texts to read")),
            ),
        )
}
