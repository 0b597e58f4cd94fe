//! Every message about history, one function each.

use super::commits::Unavailable;
use crate::config::HistorySettings;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::source::Span;
use crate::text;
use jiff::civil::Date;

pub(super) fn published_before_commit(
    document: &Document,
    span: Span,
    brought: Date,
    days: i32,
) -> Diagnostic {
    let key = document.front.key_names.name("published");
    Diagnostic::warning(
        "published-before-commit",
        text!(
            "“{key}”比这份文件第一次提交早 {days} 天",
            "`{key}` is {days} days before the commit that brought this document"
        ),
    )
    .label(text!("{brought} 才提交", "committed on {brought}"))
    .help(text!(
        "核对日期；以前在别处发布过的，在题头里写 # check: allow published-before-commit，旧文件多的在 site.yaml 里写 history: {{since: 2026-01-01}}，这一天以前提交的不再提醒",
        "check the date; for a document that was published elsewhere before, type # check: allow published-before-commit in its front matter, and for many of them history: {{since: 2026-01-01}} in site.yaml, for no reports on what was committed before that day"
    ))
    .at(span)
}

/// Reports why there is no history, though site.yaml wants it.
pub fn unavailable(why: &Unavailable, settings: &HistorySettings) -> Diagnostic {
    let key = settings.key;
    let none = |zh: &str, en: &str| {
        Diagnostic::warning(
            "history-missing",
            text!("“{key}”没有内容：{zh}", "`{key}`: there is none, because {en}"),
        )
        .label(text!("页面上不写修订记录", "pages show no history"))
    };
    let checkout = || {
        text!(
            "在有 .git 的文件夹里构建，或者把这一行改成 {key}: false",
            "build in a checkout with its .git, or make this line {key}: false"
        )
    };
    let diagnostic = match why {
        Unavailable::Shallow => Diagnostic::warning(
            "history-shallow",
            text!(
                "“{key}”没有内容：取来的仓库缺少早先的提交",
                "`{key}`: there is none, because this clone lacks the older commits"
            ),
        )
        .label(text!("页面上不写修订记录", "pages show no history"))
        .help(text!(
            "GitHub：在 actions/checkout 的 with 下面写 fetch-depth: 0；GitLab：在 variables 下面写 GIT_DEPTH: 0；自己的电脑上：git fetch --unshallow",
            "GitHub: type fetch-depth: 0 below `with` of actions/checkout; GitLab: GIT_DEPTH: 0 below `variables`; on your own machine: git fetch --unshallow"
        )),
        Unavailable::NoGit => none("没有安装 git", "git is not installed").help(text!(
            "安装 git 2.31 以上的版本",
            "install git, 2.31 or later"
        )),
        Unavailable::NoRepository => {
            none("站点不在 git 仓库里", "the site is in no git repository").help(checkout())
        }
        Unavailable::NoCommits => {
            none("仓库里还没有提交", "the repository has no commit yet").help(checkout())
        }
        Unavailable::TooSlow => none("git 超过 60 秒没有答完", "git took more than 60 seconds")
            .help(checkout()),
        Unavailable::TooLong => {
            none("提交记录超过 256 MB", "the log has more than 256 MB").help(checkout())
        }
        Unavailable::Refused(said) => none(&format!("git 说 {said}"), &format!("git says {said}"))
            .help(text!(
                "说 dubious ownership 的，运行 git config --global --add safe.directory 加仓库的文件夹",
                "where it says dubious ownership, run git config --global --add safe.directory with the folder of the repository"
            )),
    };
    diagnostic.at(settings.span.clone())
}
