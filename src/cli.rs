//! The command line: commands, options and their help.
//!
//! One language is used throughout: that of `--lang`, else English if the locale is an English
//! one, else Chinese. What clap itself says in English (headings, usage, errors) is said in
//! Chinese by `chinese.rs`.

mod arguments;
mod chinese;
mod delivery;
mod setup;

use crate::failure;
use crate::failure::Failure;
use crate::language::Language;
use arguments::{
    ENGLISH_TEMPLATE, base_url, date, drafts, flag, option, output, positional, root, subcommand,
};
use clap::{ArgAction, Command, ValueHint};
use std::ffi::OsString;
use std::path::PathBuf;

pub use chinese::usage_error as usage_error_in_chinese;

/// Returns the language to speak: that of `--lang`, else of the locale, else Chinese.
///
/// It has to be known before clap reads the arguments, because clap answers `--help` and mistakes
/// by itself.
pub fn language(arguments: &[OsString], locale: Option<&str>) -> Language {
    let mut named = None;
    let mut arguments = arguments.iter().take_while(|argument| *argument != "--");
    while let Some(argument) = arguments.next() {
        if argument == "--lang" {
            named = arguments.next().and_then(|value| value.to_str());
        } else if let Some(value) = argument.to_str().and_then(|a| a.strip_prefix("--lang=")) {
            named = Some(value);
        }
    }
    match named.or(locale) {
        Some(name) if name.starts_with("en") => Language::English,
        _ => Language::Chinese,
    }
}

/// Returns the whole command line.
pub fn command(language: Language) -> Command {
    let command = Command::new("gongbao")
        .about(language.pick(
            "gongbao（公报）：协会出版物门户的静态网站生成器",
            "gongbao: a static site generator for an association's publications portal",
        ))
        .version(env!("CARGO_PKG_VERSION"))
        .help_template(ENGLISH_TEMPLATE)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .arg(
            option(
                language,
                "lang",
                "LANG",
                ("消息的语言：zh 或 en", "Language of messages: zh or en"),
            )
            .value_parser(["zh", "en"])
            .hide_possible_values(true)
            .global(true),
        )
        .arg(flag(language, "quiet", ("只说错误", "Report errors only")).short('q').global(true))
        .subcommands([
            build(language),
            serve(language),
            check(language),
            setup::explain(language),
            new(language),
            number(language),
            search(language),
            paper(language),
            delivery::wechat(language),
            import(language),
            setup::migrate(language),
            export(language),
            delivery::deploy(language),
            delivery::verify(language),
            setup::init(language),
            setup::theme(language),
            setup::schema(language),
        ]);
    match language {
        Language::Chinese => chinese::translate(command, "gongbao"),
        Language::English => command,
    }
}

fn build(language: Language) -> Command {
    let sync = (
        "等到全部写入磁盘，断电也不丢：always、never，或 auto（有环境变量 CI 时不等）",
        "Wait until all is on the disk, safe from a loss of power: always, never, or auto (not if CI is set)",
    );
    let recover = (
        "已发布文件清单损坏时用：输出目录里的文件全部当作 gongbao 写入的，站点没有的会删除",
        "Take all files in the output for gongbao's, as when its list is damaged; those that the site lacks are removed",
    );
    subcommand(
        language,
        "build",
        ("检查并发布到 public/", "Check the site and publish it to public/"),
    )
    .args([
        root(language),
        output(language),
        base_url(language),
        drafts(language),
        date(language),
        option(language, "sync", "WHEN", sync)
            .value_parser(["auto", "always", "never"])
            .hide_possible_values(true)
            .default_value("auto"),
        flag(language, "recover", recover),
        flag(language, "timings", ("说出每一步用了多久", "Say how long each stage took")),
    ])
}

fn serve(language: Language) -> Command {
    let help = (
        "预览：改了就刷新，错误显示在页面上",
        "Preview the site: pages reload on change and show what is wrong",
    );
    let port = ("端口（被占用时顺延）", "Port; the next free one if it is taken");
    let bind = (
        "也给同一网络里的手机看：本机的地址，0.0.0.0 为全部；网址带口令",
        "Show it to phones in the same network too: an address of this machine, 0.0.0.0 for all; the address has a token",
    );
    subcommand(language, "serve", help)
        .args([root(language), output(language), date(language)])
        .arg(
            option(language, "port", "N", port)
                .default_value("4000")
                .value_parser(clap::value_parser!(u16)),
        )
        .arg(
            option(language, "bind", "IP", bind)
                .value_parser(clap::value_parser!(std::net::IpAddr)),
        )
        .arg(flag(language, "open", ("打开浏览器", "Open the browser")))
}

fn check(language: Language) -> Command {
    let file = (
        "只看这些文件或文件夹（检查仍是全部）",
        "Show what concerns these files or folders only; the whole site is checked",
    );
    let dry_run = ("和 --fix 一起：只列出，不改文件", "With --fix: list the edits, change no file");
    subcommand(language, "check", ("只检查，不发布", "Check the site, publish nothing"))
        .args([
            root(language),
            output(language),
            base_url(language),
            drafts(language),
            date(language),
        ])
        .arg(
            option(
                language,
                "format",
                "FORMAT",
                ("human、json、github 或 sarif", "human, json, github or sarif"),
            )
            .value_parser(["human", "json", "github", "sarif"])
            .hide_possible_values(true)
            .default_value("human"),
        )
        .arg(flag(
            language,
            "fix",
            ("能改的都改好，逐处列出", "Make every edit that is certain, and list it"),
        ))
        .arg(flag(language, "dry-run", dry_run).requires("fix"))
        .arg(flag(language, "all", ("同类的问题全部列出", "Show every problem of a kind")))
        .arg(
            positional(language, "file", "FILE", file).num_args(1..).value_hint(ValueHint::AnyPath),
        )
}

fn new(language: Language) -> Command {
    let category = (
        "分类的文件夹或标题，如 notices、通知公告；给一期会讯加文章写 newsletters/2026-1",
        "Folder or title of the category, such as notices; newsletters/2026-1 for an article",
    );
    let title = ("标题；新建一期会讯可以不写", "Title; a new issue of a newsletter needs none");
    let number =
        ("next：取下一个文号；也可以写出文号", "next: the next free number; or a number typed out");
    let code = ("用哪个代字（默认第一个）", "Code of the number; the first one if not given");
    subcommand(
        language,
        "new",
        ("新建一份文档，题头写好", "Make a new document with its front matter"),
    )
    .arg(positional(language, "category", "CATEGORY", category).required(true))
    .arg(positional(language, "title", "TITLE", title))
    .arg(option(language, "number", "NUMBER", number))
    .arg(option(language, "code", "CODE", code))
    .args([root(language), date(language)])
}

/// Returns `gongbao number …`: the register of numbers.
fn number(language: Language) -> Command {
    let code = || {
        positional(
            language,
            "code",
            "CODE",
            ("机关代字，如 鲁医协发", "Code of an issuer's numbers, as in site.yaml"),
        )
    };
    let gaps = (
        "列出既未发布也未列为不公开的空号",
        "List the numbers that are neither published nor withheld",
    );
    let parse = (
        "把文字读成规范的文号（没有参数则逐行读标准输入）",
        "Read texts as canonical numbers (lines of stdin if none is given)",
    );
    let text = positional(language, "text", "TEXT", ("要读的文字", "Texts to read"));
    subcommand(language, "number", ("文号登记", "Read the register of document numbers"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommands([
            subcommand(language, "next", ("下一个可用的文号", "Show the next free number")).args([
                code(),
                root(language),
                date(language),
            ]),
            subcommand(language, "list", ("列出全部文号", "List all numbers"))
                .args([code(), root(language)]),
            subcommand(language, "gaps", gaps).args([code(), root(language)]),
            subcommand(language, "parse", parse).arg(text.num_args(0..).allow_hyphen_values(true)),
        ])
}

fn search(language: Language) -> Command {
    let query = (
        "词句或文号；空格分开为“并且”，“-”开头为排除；不写就列出全部",
        "Phrases or a number; all must occur, those that begin with `-` must not; without any, all documents are listed",
    );
    subcommand(language, "search", ("在已发布的网站里检索", "Search the published site"))
        .arg(positional(language, "query", "QUERY", query).num_args(0..))
        .arg(
            option(language, "sort", "ORDER", ("relevance 或 date", "relevance or date"))
                .value_parser(["relevance", "date"])
                .hide_possible_values(true)
                .default_value("relevance"),
        )
        .arg(
            option(language, "most", "N", ("最多列出几篇", "How many documents to list at most"))
                .value_parser(clap::value_parser!(usize))
                .default_value("10"),
        )
        .arg(
            option(
                language,
                "facet",
                "NAME=VALUE",
                ("只要这一项，如 year=2026", "Only documents with this value, such as year=2026"),
            )
            .action(ArgAction::Append)
            .value_parser(facet),
        )
        .arg(option(
            language,
            "from",
            "DATE",
            ("从哪一天起，如 2026-03-15", "The first day, such as 2026-03-15"),
        ))
        .arg(option(language, "to", "DATE", ("到哪一天止", "The last day")))
        .args([root(language), output(language)])
}

fn paper(language: Language) -> Command {
    let path = ("文件、网址或文号", "A file, an address or a number");
    let help = (
        "把文档打印成 PDF（用已安装的浏览器）",
        "Print documents as PDF files with an installed browser",
    );
    let output = (
        "PDF 放在哪里（默认：当前文件夹）",
        "Where the PDF files go; the working folder if not given",
    );
    subcommand(language, "paper", help)
        .arg(
            positional(language, "path", "PATH", path)
                .num_args(1..)
                .required_unless_present("all")
                .conflicts_with("all"),
        )
        .arg(flag(language, "all", ("全部文档", "All documents")))
        .args([root(language), base_url(language), drafts(language), date(language)])
        .arg(option(language, "output", "DIR", output).value_parser(clap::value_parser!(PathBuf)))
}

fn import(language: Language) -> Command {
    let file = ("Word、WPS、PDF、网页、文本文件", "Files of Word, WPS, PDF, HTML or text");
    let file = positional(language, "file", "FILE", file).required(true).num_args(1..);
    let into = (
        "放进哪个分类（默认按文种猜）",
        "Folder or title of the category; guessed by the genre if not given",
    );
    let print = ("只写到标准输出，不建文件", "Write to stdout, make no file");
    let help = ("把 Word 等文件变成草稿", "Turn documents of Word and other programs into drafts");
    subcommand(language, "import", help)
        .arg(file.value_parser(clap::value_parser!(PathBuf)))
        .arg(option(language, "into", "CATEGORY", into))
        .arg(flag(language, "print", print))
        .args([root(language), date(language)])
}

/// Returns `gongbao export …`: what other programs read, to stdout.
fn export(language: Language) -> Command {
    let rules = (
        "网站服务器的规则：发文字号作的网址转到文件，响应头",
        "Rules of a web server: numbers as addresses lead to documents, headers",
    );
    let search = (
        "全部公开文件，供检索服务器装入（每行一个 JSON）",
        "All public documents for a search server, as lines of JSON",
    );
    let format = ("opensearch 或 meilisearch", "opensearch or meilisearch");
    let settings = (
        "写出索引的设置（中文分词、字段），不写文件",
        "Write the settings of the index, for Chinese and the fields, in place of the documents",
    );
    let servers = ["nginx", "caddy"]
        .map(|server| subcommand(language, server, rules).args([root(language), output(language)]));
    let search = subcommand(language, "search", search)
        .arg(
            option(language, "format", "FORMAT", format)
                .value_parser(["opensearch", "meilisearch"])
                .hide_possible_values(true)
                .required(true),
        )
        .arg(flag(language, "settings", settings))
        .args([root(language), output(language), base_url(language), date(language)]);
    let help = ("写出别的程序要读的内容", "Write what other programs read");
    subcommand(language, "export", help)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommands(servers)
        .subcommand(search)
}

/// What the results of a search can be narrowed by.
const FACETS: [&str; 6] = ["kind", "category", "year", "issuer", "topic", "validity"];

/// Reads `year=2026`.
fn facet(typed: &str) -> Result<(String, String), Failure> {
    match typed.split_once('=') {
        Some((name, value)) if FACETS.contains(&name) && !value.is_empty() => {
            Ok((name.to_owned(), value.to_owned()))
        }
        _ => {
            let (zh, en) = (FACETS.join("、"), FACETS.join(", "));
            Err(failure!("写成 名=值，名是 {zh} 之一", "type NAME=VALUE, where NAME is {en}"))
        }
    }
}

#[cfg(test)]
mod tests;
