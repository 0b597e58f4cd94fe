//! `gongbao new CATEGORY TITLE`: a document from a template, numbered; an issue of a newsletter, and
//! the articles of one.

use super::{Outcome, Voice, filing, now, places, write_out};
use crate::disk;
use crate::document::section::Section;
use crate::document::{Document, FrontMatterBuilder, Issue, Kind};
use crate::failure;
use crate::language::Language;
use crate::number::DocNumber;
use crate::page::url::slug_of;
use crate::register::Filing;
use crate::source::Tree;
use anyhow::bail;
use clap::ArgMatches;
use std::path::Path;
use std::sync::Arc;

/// A file to be made.
struct New {
    path: String,
    text: String,
    /// How the line that hides it until it is ready is typed.
    draft: &'static str,
}

pub(super) fn run(matches: &ArgMatches, voice: &Voice) -> anyhow::Result<Outcome> {
    let places = places(matches);
    let tree = disk::read(&places.root, &places.output)?;
    let now = now(matches, &tree)?;
    let new = filing::with_filing(&tree, now, |filing| new(matches, filing, &tree))?;
    disk::create_new(&places.root, Path::new(&new.path), new.text.as_bytes())?;
    write_out(&format!("{}\n", new.path))?;
    let draft = new.draft;
    voice.say(
        &format!(
            "写好后删去 {draft} 那一行，再运行 gongbao check；在那之前这份文件不发布，gongbao serve 里看得到"
        ),
        &format!(
            "when it is written, delete the line `{draft}` and run gongbao check; until then it is not published, and shown by gongbao serve"
        ),
    );
    Ok(Outcome::Done)
}

fn new(matches: &ArgMatches, filing: &Filing, tree: &Tree) -> anyhow::Result<New> {
    let text = |name| matches.get_one::<String>(name);
    let typed = text("category").map_or("", |category| category.trim().trim_matches('/'));
    let typed = typed.strip_prefix("content/").unwrap_or(typed);
    let title = text("title").map_or("", |title| title.trim());
    if title.contains(['\n', '\r']) {
        bail!(failure!("标题要写成一行", "the title is one line of text"));
    }
    if let Some((section, folder)) = issue_named(filing, typed) {
        return article(filing, tree, section, folder, titled(title)?);
    }
    let Some(section) = section_named(filing, typed) else {
        let all = |name: fn(&Section) -> String| {
            filing.sections.iter().map(|section| name(section)).collect::<Vec<_>>()
        };
        let zh = all(|section| format!("{}（{}）", section.title, section.folder)).join("、");
        let en = all(|section| section.folder.clone()).join(", ");
        bail!(failure!("没有分类 {typed}；有：{zh}", "no category {typed}; there are: {en}"));
    };
    let number = number(matches, filing)?;
    if section.kind.has_issues() && number.is_none() {
        return Ok(issue(filing, section, title));
    }
    document(filing, tree, section, titled(title)?, number.as_ref())
}

fn titled(title: &str) -> anyhow::Result<&str> {
    if title.is_empty() {
        bail!(failure!("标题不能是空的", "the title is empty"));
    }
    Ok(title)
}

/// The category of a folder or a title.
fn section_named<'a>(filing: &'a Filing, typed: &str) -> Option<&'a Arc<Section>> {
    let by = |is: &dyn Fn(&Section) -> bool| filing.sections.iter().find(|section| is(section));
    by(&|section| section.folder == typed).or_else(|| by(&|section| section.title == typed))
}

/// The issue that is meant by `newsletters/2026-1` or `会讯/2026-1`, with its folder.
fn issue_named<'a>(filing: &'a Filing, typed: &str) -> Option<(&'a Arc<Section>, String)> {
    let (category, folder) = typed.rsplit_once('/')?;
    let section = section_named(filing, category)?;
    let head = format!("content/{}/{folder}/index.md", section.folder);
    let is_issue = |document: &&Arc<Document>| {
        document.source.path.as_str() == head && document.front.issue.is_some()
    };
    filing.documents.iter().find(is_issue)?;
    Some((section, format!("content/{}/{folder}", section.folder)))
}

fn number(matches: &ArgMatches, filing: &Filing) -> anyhow::Result<Option<DocNumber>> {
    let text = |name| matches.get_one::<String>(name);
    match text("number").map(String::as_str) {
        None => Ok(None),
        Some("next") => {
            let code = filing::code_or_first(filing.config, text("code"))?;
            Ok(Some(filing::next(filing, &code)))
        }
        Some(typed) => match DocNumber::parse(typed) {
            Some(number) if filing::used(filing).contains(&number) => {
                let next = filing::next(filing, &number.code);
                bail!(failure!(
                    "{number} 已经用过；下一个：{next}",
                    "{number} is taken; the next one: {next}"
                ))
            }
            Some(number) => Ok(Some(number)),
            None => bail!(failure!(
                "“{typed}”不是发文字号；写 next 取下一个号",
                "`{typed}` is no document number; `next` takes the next one"
            )),
        },
    }
}

/// Returns the language in which most documents of the category, else of the site, name their keys.
fn key_language(filing: &Filing, section: &Section) -> Language {
    let folder = format!("content/{}/", section.folder);
    let of_category =
        filing.documents.iter().filter(|d| d.source.path.as_str().starts_with(&folder));
    let balance = |document: &Arc<Document>| match document.front.key_names.language() {
        Language::Chinese => 1_i64,
        Language::English => -1,
    };
    let is_chinese = match of_category.map(balance).sum::<i64>() {
        0 => filing.documents.iter().map(balance).sum::<i64>() > 0,
        balance => balance > 0,
    };
    if is_chinese { Language::Chinese } else { Language::English }
}

/// A document with the keys that its kind usually has.
fn document(
    filing: &Filing,
    tree: &Tree,
    section: &Section,
    title: &str,
    number: Option<&DocNumber>,
) -> anyhow::Result<New> {
    let language = key_language(filing, section);
    let today = filing.now.date;
    let mut draft = FrontMatterBuilder::new(language).text("title", title);
    let issuer = filing.config.issuers.first().map(|issuer| &*issuer.name.value);
    draft = match (number, issuer) {
        _ if !section.kind.is_issued() => draft,
        (Some(number), _) => draft.text("number", &number.to_string()),
        (None, Some(issuer)) => draft.text("issuer", issuer),
        (None, None) => draft,
    };
    if section.kind.needs_date() {
        draft = draft.value("date", &today.to_string());
    }
    let (draft, body) = match section.kind {
        Kind::Notice => (draft.list("recipients", &["各会员单位"]).list("topics", &[]), NOTICE),
        Kind::Report => (draft.list("topics", &[]).sample("summary").sample("attachments"), REPORT),
        Kind::Initiative => {
            (draft.list("topics", &[]).sample("deadline").sample("link"), INITIATIVE)
        }
        Kind::Newsletter | Kind::Page => (draft, TEXT),
    };
    let name = match number {
        Some(number) => numbered(number, title, filing),
        None if !section.kind.needs_date() => words(title),
        None => format!("{:02}{:02}-{}", today.month(), today.day(), words(title)),
    };
    let path = free(tree, &format!("content/{}/{name}", section.folder));
    Ok(New { path, text: draft.yes("draft").with_body(body), draft: hidden(language) })
}

/// The next issue of a newsletter: a folder of its own.
fn issue(filing: &Filing, section: &Section, title: &str) -> New {
    let language = key_language(filing, section);
    let folder = format!("content/{}/", section.folder);
    let issues: Vec<Issue> = filing
        .documents
        .iter()
        .filter(|document| document.source.path.as_str().starts_with(&folder))
        .filter_map(|document| document.front.issue.as_ref().map(|issue| issue.value))
        .collect();
    let year = filing.now.date.year().unsigned_abs();
    let of_year = issues.iter().filter(|issue| issue.year == year).map(|issue| issue.number);
    let number = of_year.max().unwrap_or(0).saturating_add(1);
    // A newsletter that never counted through does not begin to.
    let total = match issues.iter().filter_map(|issue| issue.total).max() {
        Some(total) => Some(total.saturating_add(1)),
        None if issues.is_empty() => Some(1),
        None => None,
    };
    let next = Issue { year, number, total };
    let title = match title {
        "" => format!("{}{next}", section.title),
        title => title.to_owned(),
    };
    let mut draft = FrontMatterBuilder::new(language).text("title", &title);
    if let Some(issuer) = filing.config.issuers.first() {
        draft = draft.text("issuer", &issuer.name.value);
    }
    let total = total.map(|total| format!(", total: {total}")).unwrap_or_default();
    let issue = match language {
        Language::Chinese => next.to_string(),
        Language::English => format!("{{year: {year}, number: {number}{total}}}"),
    };
    let draft = draft.value("date", &filing.now.date.to_string()).value("issue", &issue);
    New {
        path: format!("{folder}{year}-{number}/index.md"),
        text: draft
            .yes("draft")
            .with_body("卷首语从这里开始；文章各写一个文件，放在同一文件夹。\n"),
        draft: hidden(language),
    }
}

/// An article of an issue; the articles stand in the order in which they were made.
fn article(
    filing: &Filing,
    tree: &Tree,
    section: &Section,
    folder: String,
    title: &str,
) -> anyhow::Result<New> {
    let language = key_language(filing, section);
    let inside = format!("{folder}/");
    let head = format!("{inside}index.md");
    let articles = filing.documents.iter().filter(|document| {
        let path = document.source.path.as_str();
        path.starts_with(&inside) && path != head
    });
    let last = articles.map(|article| article.front.weight).max().unwrap_or(0);
    let weight = last.saturating_add(1).to_string();
    let draft = FrontMatterBuilder::new(language)
        .text("title", title)
        .value("weight", &weight)
        .sample("column");
    let path = free(tree, &format!("{inside}{}", words(title)));
    Ok(New { path, text: draft.yes("draft").with_body(TEXT), draft: hidden(language) })
}

const TEXT: &str = "正文从这里开始。\n";
const NOTICE: &str = "正文从这里开始。\n\n一、第一部分\n\n二、第二部分\n";
const REPORT: &str = "报告从这里开始。\n\n一、基本情况\n\n二、主要做法\n\n三、下一步打算\n";
const INITIATIVE: &str = "为……，我们倡议：\n\n一、第一条\n\n二、第二条\n";

fn hidden(language: Language) -> &'static str {
    language.pick("草稿: 是", "draft: true")
}

/// `lyxf-2026-9`, or the beginning of the title for a number of another body.
fn numbered(number: &DocNumber, title: &str, filing: &Filing) -> String {
    match filing.config.issuers.of_code(&number.code) {
        Some((_, series)) => format!("{}-{}-{}", series.slug.value, number.year, number.serial),
        None => words(title),
    }
}

/// How long the name of a file is to be, in letters.
const LONGEST: usize = 28;

/// The beginning of a title in pinyin, whole words.
fn words(title: &str) -> String {
    let diagnostics = title.strip_prefix("关于").filter(|rest| !rest.is_empty()).unwrap_or(title);
    let mut name = String::new();
    for word in slug_of(diagnostics).split('-') {
        if !name.is_empty() && name.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(word.chars().take(LONGEST));
    }
    name
}

/// The path of a new file, with a number where others have the same name.
fn free(tree: &Tree, stem: &str) -> String {
    let paths = std::iter::once(format!("{stem}.md"))
        .chain((2..=9999).map(|count| format!("{stem}-{count}.md")));
    let mut last = String::new();
    for path in paths {
        if tree.text(&path).is_none() {
            return path;
        }
        last = path;
    }
    last
}
