//! `gongbao new CATEGORY TITLE`: makes a document with the keys of its kind, the next issue of a
//! newsletter, or an article of an issue.

pub(super) mod file_name;

use super::arguments::{folders, now};
use super::console::{Console, write_out};
use super::filing::{self, Filed};
use super::messages;
use super::outcome::Outcome;
use crate::disk;
use crate::document::section::{self, Section};
use crate::document::{FrontMatterBuilder, Head, Issue, Kind};
use crate::failure::Explain;
use crate::language::Language;
use crate::number::DocNumber;
use crate::source::Tree;
use anyhow::bail;
use clap::ArgMatches;
use std::path::Path;
use std::sync::Arc;

/// A file to be made.
struct NewFile {
    path: String,
    text: String,
    /// The line that hides the document until it is ready.
    draft_line: &'static str,
}

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let folders = folders(matches);
    let tree = disk::read_heads(&folders.root, &folders.output)?;
    let now = now(matches, &tree)?;
    let new = new_file(matches, &Filed::read(&tree, now), &tree)?;
    disk::create_new(&folders.root, Path::new(&new.path), new.text.as_bytes())?;
    write_out(&format!("{}\n", new.path))?;
    console.status(&messages::draft_made(new.draft_line));
    Ok(Outcome::Success)
}

fn new_file(matches: &ArgMatches, filed: &Filed, tree: &Tree) -> anyhow::Result<NewFile> {
    let text = |name| matches.get_one::<String>(name);
    let category = text("category").map_or("", |category| category.trim().trim_matches('/'));
    let category = category.strip_prefix("content/").unwrap_or(category);
    let title = text("title").map_or("", |title| title.trim());
    if title.contains(['\n', '\r']) {
        bail!(messages::title_of_several_lines());
    }
    if let Some((section, folder)) = issue_named(filed, category) {
        return Ok(new_article(filed, tree, section, &folder, not_empty(title)?));
    }
    let section = section_named(filed, category)
        .explain(|| messages::no_category(category, &filed.heads.sections))?;
    let number = number(matches, filed)?;
    if section.kind.has_issues() && number.is_none() {
        return Ok(new_issue(filed, section, title));
    }
    Ok(new_document(filed, tree, section, not_empty(title)?, number.as_ref()))
}

fn not_empty(title: &str) -> anyhow::Result<&str> {
    if title.is_empty() {
        bail!(messages::title_empty());
    }
    Ok(title)
}

/// Returns the category with a folder or a title.
pub(super) fn section_named<'a>(filed: &'a Filed, name: &str) -> Option<&'a Arc<Section>> {
    let by_folder = filed.heads.sections.iter().find(|section| section.folder == name);
    by_folder.or_else(|| filed.heads.sections.iter().find(|section| section.title == name))
}

/// Returns the category and the folder of an issue, named `newsletters/2026-1` or `会讯/2026-1`.
fn issue_named<'a>(filed: &'a Filed, name: &str) -> Option<(&'a Arc<Section>, String)> {
    let (category, folder) = name.rsplit_once('/')?;
    let section = section_named(filed, category)?;
    let folder = format!("content/{}/{folder}", section.folder);
    let path = format!("{folder}/index.md");
    let is_issue =
        |document: &&Head| document.source.path.as_str() == path && document.front.issue.is_some();
    filed.heads.documents.iter().find(is_issue)?;
    Some((section, folder))
}

/// Returns the number that `--number` asks for, if it does.
fn number(matches: &ArgMatches, filed: &Filed) -> anyhow::Result<Option<DocNumber>> {
    let text = |name| matches.get_one::<String>(name);
    let Some(typed) = text("number") else { return Ok(None) };
    if typed == "next" {
        let code = filing::code_or_first(&filed.config, text("code"))?;
        return Ok(Some(filed.next_number(&code)));
    }
    let number = DocNumber::parse(typed).explain(|| messages::no_number(typed))?;
    if filed.used_numbers().contains(&number) {
        let next = filed.next_number(&number.code);
        bail!(messages::number_taken(&number, &next));
    }
    Ok(Some(number))
}

/// Returns the language in which most documents of the category, else of the site, name their keys.
pub(super) fn key_language(filed: &Filed, section: &Section) -> Language {
    let balance = |document: &Head| match document.front.key_names.language() {
        Language::Chinese => 1_i64,
        Language::English => -1,
    };
    let folder = format!("content/{}/", section.folder);
    let in_category: i64 = documents_below(filed, &folder).map(balance).sum();
    let in_site: i64 = filed.heads.documents.iter().map(balance).sum();
    let is_chinese = if in_category == 0 { in_site > 0 } else { in_category > 0 };
    if is_chinese { Language::Chinese } else { Language::English }
}

fn documents_below<'a>(filed: &'a Filed, folder: &'a str) -> impl Iterator<Item = &'a Head> {
    filed
        .heads
        .documents
        .iter()
        .filter(move |document| document.source.path.as_str().starts_with(folder))
}

/// Returns a document with the keys that its kind usually has.
fn new_document(
    filed: &Filed,
    tree: &Tree,
    section: &Section,
    title: &str,
    number: Option<&DocNumber>,
) -> NewFile {
    let language = key_language(filed, section);
    let today = filed.now.date;
    let mut draft = FrontMatterBuilder::new(language).text("title", title);
    if section.kind.is_issued() {
        draft = match number {
            Some(number) => draft.text("number", &number.to_string()),
            None => with_issuer(draft, filed),
        };
    }
    if section.kind.needs_date() {
        draft = draft.date("date", today);
    }
    let (draft, body) = match section.kind {
        Kind::Notice => (
            draft.list("recipients", &["各会员单位"]).list("topics", &[]).sample("pinned"),
            NOTICE_BODY,
        ),
        Kind::Report => {
            (draft.list("topics", &[]).sample("summary").sample("attachments"), REPORT_BODY)
        }
        Kind::Initiative => {
            (draft.list("topics", &[]).sample("deadline").sample("link"), INITIATIVE_BODY)
        }
        Kind::Newsletter | Kind::Page => (draft, BODY),
    };
    let draft = with_declared(draft, filed, section);
    let name = match number {
        Some(number) => file_name::of_number(number, title, filed),
        None if !section.kind.needs_date() => file_name::of_title(title),
        None => file_name::of_date(today, title),
    };
    let path = file_name::free_path(tree, &format!("content/{}/{name}", section.folder));
    hidden(path, draft, body, language)
}

/// Returns the next issue of a newsletter, in a folder of its own.
fn new_issue(filed: &Filed, section: &Section, title: &str) -> NewFile {
    let language = key_language(filed, section);
    let folder = format!("content/{}/", section.folder);
    let next = next_issue(filed, &folder);
    let title =
        if title.is_empty() { format!("{}{next}", section.title) } else { title.to_owned() };
    let draft = with_issuer(FrontMatterBuilder::new(language).text("title", &title), filed)
        .date("date", filed.now.date)
        .issue(next);
    hidden(format!("{folder}{}-{}/index.md", next.year, next.number), draft, ISSUE_BODY, language)
}

fn next_issue(filed: &Filed, folder: &str) -> Issue {
    let issues: Vec<Issue> = documents_below(filed, folder)
        .filter_map(|document| document.front.issue.as_ref().map(|issue| issue.value))
        .collect();
    let year = filed.now.date.year().unsigned_abs();
    let of_year = issues.iter().filter(|issue| issue.year == year).map(|issue| issue.number);
    let number = of_year.max().unwrap_or(0).saturating_add(1);
    // A newsletter without total numbers stays without.
    let total = match issues.iter().filter_map(|issue| issue.total).max() {
        Some(total) => Some(total.saturating_add(1)),
        None if issues.is_empty() => Some(1),
        None => None,
    };
    Issue { year, number, total }
}

/// Returns an article that stands behind the others of its issue.
fn new_article(
    filed: &Filed,
    tree: &Tree,
    section: &Section,
    issue_folder: &str,
    title: &str,
) -> NewFile {
    let language = key_language(filed, section);
    let folder = format!("{issue_folder}/");
    let issue_path = format!("{folder}index.md");
    let articles = documents_below(filed, &folder)
        .filter(|document| document.source.path.as_str() != issue_path);
    let last = articles.map(|article| article.front.weight).max().unwrap_or(0);
    let draft = FrontMatterBuilder::new(language)
        .text("title", title)
        .integer("weight", last.saturating_add(1))
        .sample("column");
    let path = file_name::free_path(tree, &format!("{folder}{}", file_name::of_title(title)));
    hidden(path, draft, BODY, language)
}

/// Adds the first issuer of the site, if there is one.
fn with_issuer(draft: FrontMatterBuilder, filed: &Filed) -> FrontMatterBuilder {
    match filed.config.issuers.first() {
        Some(issuer) => draft.text("issuer", &issuer.name.value),
        None => draft,
    }
}

/// Adds the keys that the category, or one above it, declares.
fn with_declared(
    draft: FrontMatterBuilder,
    filed: &Filed,
    section: &Section,
) -> FrontMatterBuilder {
    let fields = section::declared_fields(&filed.heads.sections).of_folder(&section.folder);
    fields.iter().fold(draft, |draft, field| draft.declared(field))
}

/// Returns a file that is not published before its editor says so.
fn hidden(path: String, draft: FrontMatterBuilder, body: &str, language: Language) -> NewFile {
    let draft_line = language.pick("草稿: 是", "draft: true");
    NewFile { path, text: draft.yes("draft").with_body(body), draft_line }
}

const BODY: &str = "正文从这里开始。\n";
const NOTICE_BODY: &str = "正文从这里开始。\n\n一、第一部分\n\n二、第二部分\n";
const REPORT_BODY: &str = "报告从这里开始。\n\n一、基本情况\n\n二、主要做法\n\n三、下一步打算\n";
const INITIATIVE_BODY: &str = "为……，我们倡议：\n\n一、第一条\n\n二、第二条\n";
const ISSUE_BODY: &str = "卷首语从这里开始；文章各写一个文件，放在同一文件夹。\n";

#[cfg(test)]
mod tests;
