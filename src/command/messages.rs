//! Everything that commands say, in Chinese and English: results and progress as [`Text`], what
//! stops a command as [`Failure`].
//!
//! What is wrong with the content is said by the `faults` of each module, and what `disk` refuses
//! by `disk::Refusal`.

use crate::build::Built;
use crate::diagnostic::Text;
use crate::disk::Published;
use crate::document::section::Section;
use crate::failure;
use crate::failure::Failure;
use crate::number::DocNumber;
use crate::paper;
use crate::register::LeftOut;
use crate::stage::Stage;
use crate::text;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

// All commands

pub(super) fn error(causes: &str) -> Text {
    text!("出错了：{causes}", "error: {causes}")
}

pub(super) fn no_command(name: &str) -> Failure {
    failure!("没有命令 {name}", "no command {name}")
}

pub(super) fn cannot_write_stdout() -> Failure {
    failure!("无法写到标准输出", "cannot write to stdout")
}

pub(super) fn no_base_url(typed: &str) -> Failure {
    failure!(
        "--base-url：“{typed}”不是网址；写成 https://域名/ 或 https://域名/路径/",
        "--base-url: `{typed}` is no web address; type https://host/ or https://host/path/"
    )
}

pub(super) fn no_such_day(typed: &str) -> Failure {
    failure!("--date：没有“{typed}”这一天", "--date: there is no day `{typed}`")
}

pub(super) fn no_date(typed: &str) -> Failure {
    failure!(
        "--date：“{typed}”不是日期；写成 2026-03-15 或 2026-03-15T10:00",
        "--date: `{typed}` is no date; type 2026-03-15 or 2026-03-15T10:00"
    )
}

// build

pub(super) fn not_published() -> Text {
    text!(
        "没有发布：改正错误后再试，已发布的内容没有变动",
        "not published: correct the errors; what was published is unchanged"
    )
}

fn stage_name(stage: Stage) -> (&'static str, &'static str) {
    match stage {
        Stage::Read => ("读取", "read"),
        Stage::Parse => ("解析", "parse"),
        Stage::File => ("登记", "file"),
        Stage::Compose => ("编排", "compose"),
        Stage::Link => ("链接", "link"),
        Stage::Pictures => ("图片", "pictures"),
        Stage::Render => ("网页", "render"),
        Stage::Output => ("其他文件", "other files"),
        Stage::Search => ("检索", "search"),
        Stage::Publish => ("发布", "publish"),
    }
}

/// A stage that goes on, and on how many things it works, if that is known.
pub(super) fn stage(stage: Stage, count: usize) -> Text {
    let (zh, en) = stage_name(stage);
    match count {
        0 => text!("{zh}", "{en}"),
        count => text!("{zh}（{count}）", "{en} ({count})"),
    }
}

/// How long a stage took, and on how many things it worked, if that is known.
pub(super) fn stage_took(stage: Stage, count: usize, time: Duration) -> Text {
    let (zh, en) = stage_name(stage);
    let seconds = format!("{:.3}", time.as_secs_f64());
    match count {
        0 => text!("{zh} {seconds} 秒", "{en} {seconds} s"),
        count => text!("{zh} {seconds} 秒（{count}）", "{en} {seconds} s ({count})"),
    }
}

pub(super) fn published(built: &Built, published: &Published, time: Duration) -> Text {
    let (documents, pages) = (built.documents, built.pages);
    let (written, removed) = (published.written, published.removed);
    let seconds = time.as_secs_f64();
    text!(
        "{documents} 份文档，{pages} 个页面，写入 {written} 个文件，删除 {removed} 个，用时 {seconds:.2} 秒",
        "{documents} documents, {pages} pages, {written} files written, {removed} removed, {seconds:.2} s"
    )
}

/// What is not published, in a line; nothing if all is.
pub(super) fn left_out(left_out: &LeftOut) -> Option<Text> {
    let LeftOut { waiting, drafts, internal, next_due } = left_out;
    let reasons = [
        (waiting, "待发布", "waiting"),
        (drafts, "草稿", "drafts"),
        (internal, "内部文件", "internal"),
    ];
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for (count, reason_zh, reason_en) in reasons.into_iter().filter(|(count, _, _)| **count > 0) {
        zh.push(format!("{count} 份{reason_zh}"));
        en.push(format!("{count} {reason_en}"));
    }
    if zh.is_empty() {
        return None;
    }
    let (zh, en) = (zh.join("、"), en.join(", "));
    Some(match next_due {
        Some(next) => {
            text!("另有 {zh}没有发布；下一份 {next}", "not published: {en}; the next on {next}")
        }
        None => text!("另有 {zh}没有发布", "not published: {en}"),
    })
}

// check

pub(super) fn not_in_site(file: &str) -> Failure {
    failure!("站点里没有这个文件：{file}", "the site has no such file: {file}")
}

pub(super) fn more_elsewhere(count: usize) -> Text {
    text!("其他文件里还有 {count} 处", "{count} more in other files")
}

pub(super) fn no_problems() -> Text {
    text!("没有发现问题", "no problems found")
}

/// Said in Chinese only, as the handbook is in Chinese.
pub(super) fn how_to_explain(id: &str) -> String {
    format!("每条提示的原因和办法：gongbao explain {id}")
}

// explain

pub(super) fn no_such_message(typed: &str, near: Option<&str>) -> Failure {
    match near {
        Some(near) => failure!(
            "没有“{typed}”这样的提示；是不是 {near}？",
            "there is no message `{typed}`; did you mean {near}?"
        ),
        None => failure!(
            "没有“{typed}”这样的提示；gongbao explain 列出全部",
            "there is no message `{typed}`; gongbao explain lists all"
        ),
    }
}

pub(super) fn explained_in_chinese() -> Text {
    text!(
        "手册只有中文",
        "the handbook is in Chinese; in English, `gongbao check` says with each message what to type"
    )
}

// check --fix

pub(super) fn fixed(count: usize) -> Text {
    text!("改好了 {count} 处", "fixed {count} places")
}

pub(super) fn fixable(count: usize) -> Text {
    text!(
        "可以改好 {count} 处；这次什么也没有改",
        "{count} places can be fixed; nothing was changed"
    )
}

pub(super) fn not_fixed(count: usize) -> Text {
    text!(
        "{count} 处没有改：文件刚刚被别的程序改过",
        "{count} places are left: another program has just changed the file"
    )
}

// new

pub(super) fn draft_made(draft_line: &str) -> Text {
    text!(
        "写好后删去 {draft_line} 那一行，再运行 gongbao check；在那之前这份文件不发布，gongbao serve 里看得到",
        "when it is written, delete the line `{draft_line}` and run gongbao check; until then it is not published, and shown by gongbao serve"
    )
}

pub(super) fn title_of_several_lines() -> Failure {
    failure!("标题要写成一行", "the title is one line of text")
}

pub(super) fn title_empty() -> Failure {
    failure!("标题不能是空的", "the title is empty")
}

pub(super) fn no_category(typed: &str, sections: &[Arc<Section>]) -> Failure {
    let zh: Vec<String> = sections.iter().map(|s| format!("{}（{}）", s.title, s.folder)).collect();
    let en: Vec<&str> = sections.iter().map(|section| &*section.folder).collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    failure!("没有分类 {typed}；有：{zh}", "no category {typed}; there are: {en}")
}

pub(super) fn number_taken(number: &DocNumber, next: &DocNumber) -> Failure {
    failure!("{number} 已经用过；下一个：{next}", "{number} is taken; the next one: {next}")
}

pub(super) fn no_number(typed: &str) -> Failure {
    failure!(
        "“{typed}”不是发文字号；写 next 取下一个号",
        "`{typed}` is no document number; `next` takes the next one"
    )
}

// number

pub(super) fn no_code(typed: &str, known: &[&str]) -> Failure {
    let (zh, en) = (known.join("、"), known.join(", "));
    failure!(
        "site.yaml 里没有代字 {typed}；有：{zh}",
        "site.yaml knows no code {typed}; there are: {en}"
    )
}

pub(super) fn no_codes() -> Failure {
    failure!("site.yaml 里没有带代字的发文机关", "no issuer in site.yaml has a code")
}

pub(super) fn cannot_read_stdin() -> Failure {
    failure!("无法读标准输入", "cannot read stdin")
}

/// What stands for the title of a number that is withheld.
pub(super) fn withheld() -> Text {
    text!("未公开", "withheld")
}

// search

pub(super) fn no_index(folder: &Path) -> Failure {
    let folder = folder.display();
    failure!(
        "{folder} 里没有检索用的索引；先运行 gongbao build",
        "no index in {folder}; run gongbao build first"
    )
}

pub(super) fn found(count: usize) -> Text {
    text!("共 {count} 篇", "{count} found")
}

// paper

pub(super) fn printing() -> Text {
    text!("正在打印", "printing")
}

pub(super) fn time_left(seconds: u64) -> Text {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    text!("还要 {minutes}:{seconds:02}", "{minutes}:{seconds:02} left")
}

pub(super) fn printed(count: usize) -> Text {
    text!("打印了 {count} 份文档", "{count} documents printed")
}

/// What readers of the PDFs will see instead of the typefaces of official documents, if any of those
/// is missing.
pub(super) fn missing_typefaces(names: &BTreeSet<String>) -> Option<Text> {
    let zh = names.iter().map(String::as_str).collect::<Vec<_>>().join("、");
    let en = zh.replace('、', ", ");
    (!names.is_empty()).then(|| {
        text!(
            "这台电脑没有公文字体{zh}，PDF 里用别的字体代替；装上后再打印一次，就是公文的样子",
            "this machine lacks the typefaces {en} of official documents; the PDFs have others in \
             their place until they are installed and the documents are printed again"
        )
    })
}

pub(super) fn no_document(typed: &str) -> Failure {
    failure!(
        "没有路径、网址或文号是 {typed} 的公开文件",
        "no public document has the path, address or number {typed}"
    )
}

pub(super) fn no_file_at(address: &str) -> Failure {
    failure!("“{address}”不能作文件的地址", "no file can have the address {address}")
}

pub(super) fn cannot_publish(path: &str) -> Failure {
    failure!("无法发布 {path}", "cannot publish {path}")
}

pub(super) fn no_browser(variable: &str) -> Failure {
    let names = paper::BROWSER_NAMES;
    failure!(
        "没有找到能打印的浏览器：请安装 {names} 之一，或用环境变量 {variable} 指明它的位置",
        "no browser to print with: install one of {names}, or name it in the variable {variable}"
    )
}

// import

pub(super) fn importing() -> Text {
    text!("正在转换……", "converting …")
}

// theme

pub(super) fn theme_file_copied(name: &str) -> Text {
    text!(
        "已复制。改这一份即可，它代替主题里的 {name}；删去就恢复原样",
        "Copied. Change this one: it stands in for {name} of the theme; without it all is as before"
    )
}

pub(super) fn no_theme_file(typed: &str, near: Option<&str>) -> Failure {
    match near {
        Some(near) => failure!(
            "主题里没有 {typed}；是不是 {near}？",
            "the theme has no {typed}; did you mean {near}?"
        ),
        None => failure!(
            "主题里没有 {typed}；gongbao theme list 列出全部文件",
            "the theme has no {typed}; gongbao theme list lists its files"
        ),
    }
}

pub(super) fn several_theme_files(typed: &str, found: &[&str]) -> Failure {
    let (zh, en) = (found.join("、"), found.join(", "));
    failure!("{typed} 不止一个：{zh}；请写全", "there are several {typed}: {en}; type one in full")
}

// init

pub(super) fn file_kept(name: &str) -> Text {
    text!("{name} 已经存在，没有改", "{name} was there already and is unchanged")
}

pub(super) fn site_made(folder: &Path) -> Text {
    let folder = folder.display();
    text!(
        "站点建好了。试试：gongbao serve --root {folder}",
        "The site is ready. Try: gongbao serve --root {folder}"
    )
}
