//! `gongbao build`: check, and publish.

use super::{Outcome, Voice, options, paper, places};
use crate::build::{Memos, build};
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Publication};
use crate::register::LeftOut;
use clap::ArgMatches;
use std::time::Instant;

pub(super) fn run(matches: &ArgMatches, voice: &Voice) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let places = places(matches);
    let tree = disk::read(&places.root, &places.output)?;
    let options = options(matches, &tree)?;
    let publication = Publication::open(&places.output, &places.root)?;
    let work = || build(&tree, &options, &mut Memos::disabled(), &publication);
    let built = voice.while_working("正在生成……", "building …", work)?;
    voice.report(&built.diagnostics, &tree);
    if built.diagnostics.iter().any(Diagnostic::is_error) {
        drop(publication);
        voice.say(
            "没有发布：改正错误后再试，已发布的内容没有变动",
            "not published: mend the errors; what was published is unchanged",
        );
        return Ok(Outcome::Faulty);
    }
    if built.wants_paper {
        let work = || paper::publish(&built.papers, &built.base_url, &publication);
        let printed = voice.while_working("正在打印……", "printing …", work)?;
        voice.say(&format!("打印了 {printed} 份文档"), &format!("{printed} documents printed"));
    }
    let published = publication.finish()?;
    let (documents, pages) = (built.documents, built.pages);
    let (written, removed) = (published.written, published.removed);
    let seconds = start.elapsed().as_secs_f64();
    voice.say(
        &format!("{documents} 份文档，{pages} 个页面，写入 {written} 个文件，删除 {removed} 个，用时 {seconds:.2} 秒"),
        &format!("{documents} documents, {pages} pages, {written} files written, {removed} removed, {seconds:.2} s"),
    );
    if let Some((zh, en)) = left_out(&built.left_out) {
        voice.say(&zh, &en);
    }
    Ok(Outcome::Done)
}

/// What is not published, in a line; nothing if all is.
fn left_out(left_out: &LeftOut) -> Option<(String, String)> {
    let LeftOut { waiting, drafts, internal, next } = left_out;
    let counts: Vec<(usize, &str, &str)> = [
        (*waiting, "待发布", "waiting"),
        (*drafts, "草稿", "drafts"),
        (*internal, "内部文件", "internal"),
    ]
    .into_iter()
    .filter(|(count, _, _)| *count > 0)
    .collect();
    if counts.is_empty() {
        return None;
    }
    let zh: Vec<String> = counts.iter().map(|(n, zh, _)| format!("{n} 份{zh}")).collect();
    let en: Vec<String> = counts.iter().map(|(n, _, en)| format!("{n} {en}")).collect();
    let (mut zh, mut en) =
        (format!("另有 {}没有发布", zh.join("、")), format!("not published: {}", en.join(", ")));
    if let Some(next) = next {
        zh.push_str(&format!("；下一份 {next}"));
        en.push_str(&format!("; the next on {next}"));
    }
    Some((zh, en))
}
