//! The files of an import: front matter with what is sure, guesses as comments, and the body.

use super::messages;
use crate::command::filing::Filed;
use crate::command::new::{file_name, key_language};
use crate::date;
use crate::diagnostic::Text;
use crate::document::section::Section;
use crate::document::{FrontMatterBuilder, KEYS};
use crate::import::{Piece, Recognised, Remark, Title, Written};
use crate::language::Language;
use crate::number::DocNumber;
use crate::source::Tree;
use crate::text;
use std::collections::BTreeSet;

/// The files that become of one file.
pub struct Draft {
    /// The document, then its attachments.
    pub documents: Vec<File>,
    /// What was recognised, part by part.
    pub understood: Vec<Text>,
    pub remarks: Vec<Text>,
    pub draft_line: &'static str,
}

pub struct File {
    pub path: String,
    pub text: String,
    /// Pictures by their indices, and their paths.
    pub pictures: Vec<(usize, String)>,
}

/// The names that this run has given.
#[derive(Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// Returns the first of `stem`, `stem-2` … that no file has.
    fn free(&mut self, tree: &Tree, stem: &str) -> String {
        let numbered = (2_u32..).map(|count| format!("{stem}-{count}"));
        let mut names = std::iter::once(stem.to_owned()).chain(numbered);
        let free = names.find(|name| !is_taken(tree, name) && !self.0.contains(name));
        let free = free.unwrap_or_else(|| stem.to_owned());
        self.0.insert(free.clone());
        free
    }
}

/// Returns whether a site has a file or a folder of a name, without its ending.
fn is_taken(tree: &Tree, stem: &str) -> bool {
    tree.text(&format!("{stem}.md")).is_some()
        || tree.texts_under(&format!("{stem}/")).next().is_some()
}

/// What is known of a document beside its text.
#[derive(Default)]
pub struct Known {
    /// Addresses at which it was found before.
    pub aliases: Vec<String>,
    pub topics: Vec<String>,
    /// Whether nobody need look at it before it is published.
    pub is_certain: bool,
    /// Whether files will lie beside it, other than pictures of its text.
    pub has_files: bool,
}

/// Where a document and its attachments will lie.
pub struct Places {
    /// The paths of the document and of its attachments.
    pub paths: Vec<String>,
}

/// Finds free places for a document and its attachments.
pub fn places(
    recognised: &Recognised,
    known: &Known,
    filed: &Filed,
    tree: &Tree,
    section: Option<&Section>,
    names: &mut Names,
) -> Places {
    let main = &recognised.main;
    let folder = section.map_or("content", |section| &section.folder);
    let folder = if section.is_some() { format!("content/{folder}") } else { folder.to_owned() };
    let title = title_of(main).unwrap_or_default();
    let name = match &main.number {
        Some(number) => file_name::of_number(number, &title, filed),
        None => match main.date.or(main.published) {
            Some(date) => file_name::of_date(date, &title),
            None => file_name::of_title(&title),
        },
    };
    let name = if name.is_empty() { "import".to_owned() } else { name };
    let stem = names.free(tree, &format!("{folder}/{name}"));
    let attached: Vec<String> = (1..=recognised.attached.len())
        .map(|count| names.free(tree, &format!("{stem}-fu-jian-{count}")))
        .collect();
    let pieces = std::iter::once(main).chain(&recognised.attached);
    let stems = std::iter::once(&stem).chain(&attached);
    let paths = stems.zip(pieces).enumerate().map(|(index, (stem, piece))| {
        let has_files = index == 0 && known.has_files;
        path_of(stem, has_files || !recognised.body(piece).pictures.is_empty())
    });
    Places { paths: paths.collect() }
}

/// Makes the files of a document and its attachments.
pub fn draft(
    recognised: &Recognised,
    known: &Known,
    places: &Places,
    filed: &Filed,
    used: &BTreeSet<DocNumber>,
    section: Option<&Section>,
) -> Draft {
    let main = &recognised.main;
    let language = section.map_or(Language::Chinese, |section| key_language(filed, section));
    let bodies: Vec<Written> = std::iter::once(main)
        .chain(&recognised.attached)
        .map(|piece| recognised.body(piece))
        .collect();
    let mut remarks = remarks_of(&bodies);
    let paths = &places.paths;
    let fronts = Fronts { filed, used, section, language };
    let mut documents = Vec::new();
    for (index, (body, path)) in bodies.iter().zip(paths).enumerate() {
        let front = match index.checked_sub(1).and_then(|at| recognised.attached.get(at)) {
            None => {
                with_known(fronts.of_main(main, &recognised.attached, paths, &mut remarks), known)
            }
            Some(piece) => fronts.of_attached(piece, main),
        };
        let bundle = path.strip_suffix("index.md").unwrap_or_default();
        let pictures = body.pictures.iter().filter_map(|index| {
            Some((*index, format!("{bundle}{}", recognised.picture_name(*index)?)))
        });
        documents.push(File {
            path: path.clone(),
            text: if known.is_certain { front } else { front.yes("draft") }.with_body(&body.text),
            pictures: pictures.collect(),
        });
    }
    let draft_line = language.pick("草稿: 是", "draft: true");
    Draft { documents, understood: understood(recognised, &bodies), remarks, draft_line }
}

/// A document with pictures or other files is a folder, in which they lie.
fn path_of(stem: &str, has_files: bool) -> String {
    if has_files { format!("{stem}/index.md") } else { format!("{stem}.md") }
}

fn remarks_of(bodies: &[Written]) -> Vec<Text> {
    let mut remarks = Vec::new();
    let wanted = bodies.iter().map(|body| body.without_description).sum();
    if wanted > 0 {
        remarks.push(Remark::DescriptionsWanted(wanted).text());
    }
    let links = bodies.iter().flat_map(|body| &body.links_left_out);
    remarks.extend(links.map(|link| Remark::LinkLeftOut(link.clone()).text()));
    remarks
}

/// Returns the title, with the subtitle where front matter has no key for that.
pub fn title_of(piece: &Piece) -> Option<String> {
    let Title { text, subtitle, .. } = piece.title.as_ref()?;
    Some(match subtitle {
        Some(subtitle) if !has_subtitle() => format!("{text}——{subtitle}"),
        _ => text.clone(),
    })
}

fn has_subtitle() -> bool {
    KEYS.iter().any(|key| key.name == "subtitle")
}

/// What front matter depends on beside the text.
struct Fronts<'a> {
    filed: &'a Filed,
    /// The numbers of other documents.
    used: &'a BTreeSet<DocNumber>,
    section: Option<&'a Section>,
    language: Language,
}

impl Fronts<'_> {
    fn of_main(
        &self,
        piece: &Piece,
        attached: &[Piece],
        paths: &[String],
        remarks: &mut Vec<Text>,
    ) -> FrontMatterBuilder {
        let mut front = self.begin(piece);
        let in_use = piece.number.as_ref().filter(|number| self.used.contains(number));
        if let Some(number) = &piece.number {
            front = match in_use {
                Some(number) => {
                    remarks.push(messages::number_in_use(number));
                    front.guess("number", &number.to_string())
                }
                None => front.text("number", &number.to_string()),
            };
        }
        let numbered = piece.number.as_ref().filter(|_| in_use.is_none());
        let by_number = numbered.and_then(|n| self.filed.config.issuers.of_code(&n.code));
        let by_number = by_number.map(|(issuer, _)| issuer.name.value.clone());
        front = self.date(front, piece, remarks);
        front = self.issuers(front, piece, by_number.as_deref(), remarks);
        if !piece.recipients.is_empty() {
            front = front.list("recipients", &texts(&piece.recipients));
        }
        if !piece.copies.is_empty() {
            front = front.list("copies", &texts(&piece.copies));
        }
        let targets: Vec<(String, &str)> = attached
            .iter()
            .zip(paths.iter().skip(1))
            .filter_map(|(piece, path)| Some((title_of(piece)?, path.strip_prefix("content/")?)))
            .collect();
        let maps: Vec<[(&str, &str); 2]> = targets
            .iter()
            .map(|(title, path)| [("title", &**title), ("document", *path)])
            .collect();
        if !maps.is_empty() {
            let maps: Vec<&[(&str, &str)]> = maps.iter().map(|map| &map[..]).collect();
            front = front.maps("attachments", &maps);
        }
        for title in piece.listed.iter().skip(attached.len()) {
            front = front.guess("attachments", title);
        }
        if let Some(note) = &piece.note {
            front = front.text("note", note);
        }
        for line in &piece.left {
            remarks.push(Remark::LeftAsComment(line.clone()).text());
            front = front.comment(line);
        }
        front
    }

    fn of_attached(&self, piece: &Piece, main: &Piece) -> FrontMatterBuilder {
        let mut front = self.begin(piece);
        front = match piece.date.or(main.date).or(main.published) {
            Some(date) => front.date("date", date),
            None => front.wanted("date"),
        };
        let main_number = main.number.as_ref();
        let by_number = main_number.and_then(|n| self.filed.config.issuers.of_code(&n.code));
        let by_number = by_number.map(|(issuer, _)| issuer.name.value.clone());
        if self.is_issued() {
            let names = [&piece.signature, &main.issuers, &main.signature];
            let own = names.into_iter().find(|names| !names.is_empty()).cloned();
            let own =
                if piece.signature.is_empty() { by_number.map(|n| vec![n]).or(own) } else { own };
            let first = self.filed.config.issuers.first().map(|i| vec![i.name.value.clone()]);
            if let Some(names) = own.or(first) {
                front = with_names(front, "issuer", &names);
            }
        }
        if !piece.recipients.is_empty() {
            front = front.list("recipients", &texts(&piece.recipients));
        }
        if let Some(note) = &piece.note {
            front = front.text("note", note);
        }
        for line in piece.left.iter().chain(&piece.copies).chain(&piece.listed) {
            front = front.comment(line);
        }
        front
    }

    fn begin(&self, piece: &Piece) -> FrontMatterBuilder {
        let front = FrontMatterBuilder::new(self.language);
        let front = match title_of(piece) {
            Some(title) => front.text("title", &title),
            None => front.wanted("title"),
        };
        match piece.title.as_ref().and_then(|title| title.subtitle.as_ref()) {
            Some(subtitle) if has_subtitle() => front.text("subtitle", subtitle),
            _ => front,
        }
    }

    fn is_issued(&self) -> bool {
        self.section.is_none_or(|section| section.kind.is_issued())
    }

    /// Adds 成文日期. A web page without one has the day of its publication.
    fn date(
        &self,
        front: FrontMatterBuilder,
        piece: &Piece,
        remarks: &mut Vec<Text>,
    ) -> FrontMatterBuilder {
        match (piece.date, piece.published) {
            (Some(date), Some(published)) if published > date => {
                front.date("date", date).date("published", published)
            }
            (Some(date), _) => front.date("date", date),
            (None, Some(published)) => {
                remarks.push(Remark::DateOfPage.text());
                front.date("date", published)
            }
            (None, None) => match piece.likely_date {
                Some(date) => front.guess("date", &date.to_string()),
                None => front.wanted("date"),
            },
        }
    }

    /// Adds 发文机关 and 署名, as far as the number does not say them.
    fn issuers(
        &self,
        front: FrontMatterBuilder,
        piece: &Piece,
        by_number: Option<&str>,
        remarks: &mut Vec<Text>,
    ) -> FrontMatterBuilder {
        if !self.is_issued() {
            return front;
        }
        let typed = if piece.issuers.is_empty() { &piece.signature } else { &piece.issuers };
        let is_of_number = typed.is_empty() || typed.iter().map(|n| &**n).eq(by_number);
        let mut front = match by_number {
            Some(_) if is_of_number => front,
            _ if !typed.is_empty() => with_names(front, "issuer", typed),
            _ => {
                remarks.push(Remark::IssuerUnknown.text());
                let title = title_of(piece).unwrap_or_default();
                let in_title = self.filed.config.issuers.names().find(|n| title.contains(n));
                let first = self.filed.config.issuers.first().map(|issuer| &*issuer.name.value);
                match in_title.or(first) {
                    Some(name) => front.guess("issuer", name),
                    None => front.wanted("issuer"),
                }
            }
        };
        let issuers: Vec<&str> = match by_number {
            Some(name) if is_of_number => vec![name],
            _ => texts(typed),
        };
        if !piece.signature.is_empty() && texts(&piece.signature) != issuers {
            front = front.list("signature", &texts(&piece.signature));
        }
        front
    }
}

fn with_known(front: FrontMatterBuilder, known: &Known) -> FrontMatterBuilder {
    let mut front = front;
    for (key, values) in [("topics", &known.topics), ("aliases", &known.aliases)] {
        if !values.is_empty() {
            front = front.list(key, &texts(values));
        }
    }
    front
}

fn with_names(front: FrontMatterBuilder, key: &str, names: &[String]) -> FrontMatterBuilder {
    match names {
        [only] => front.text(key, only),
        names => front.list(key, &texts(names)),
    }
}

fn texts(values: &[String]) -> Vec<&str> {
    values.iter().map(String::as_str).collect()
}

/// Returns what was recognised, for a line of the report.
fn understood(recognised: &Recognised, bodies: &[Written]) -> Vec<Text> {
    let main = &recognised.main;
    let mut parts = Vec::new();
    if let Some(title) = title_of(main) {
        parts.push(text!("标题《{title}》", "title “{title}”"));
    }
    if let Some(number) = &main.number {
        parts.push(text!("文号 {number}", "number {number}"));
    }
    if let Some(date) = main.date {
        let zh = date::in_chinese(date);
        parts.push(text!("成文日期 {zh}", "date {date}"));
    }
    let mut counted = |zh: &str, en: &str, count: usize| {
        if count > 0 {
            parts.push(text!("{zh} {count}", "{en} {count}"));
        }
    };
    counted("主送", "recipients", main.recipients.len());
    counted("附件", "attachments", main.listed.len().max(recognised.attached.len()));
    let lines = || bodies.iter().flat_map(|body| body.text.lines());
    counted("小标题", "headings", lines().filter(|line| line.starts_with("##")).count());
    let tables = lines().filter(|line| line.starts_with("| --- |") || *line == "<table>");
    counted("表格", "tables", tables.count());
    counted("脚注", "footnotes", lines().filter(|line| line.starts_with("[^")).count());
    counted("图片", "pictures", bodies.iter().map(|body| body.pictures.len()).sum());
    counted("正文字数", "characters", bodies.iter().map(|body| body.text.chars().count()).sum());
    parts
}
