//! `gongbao migrate FOLDER|EXPORT.xml`: an old portal becomes content. Its pages, or the posts of WordPress, are imported, with their
//! old addresses as aliases; links among them lead to the new documents, files that they link to lie beside them.

mod links;
mod messages;

use super::arguments::{folders, now};
use super::console::{Console, write_out};
use super::filing::Filed;
use super::import::draft::{self, Draft, Known, Names, Places, title_of};
use super::import::kind_of;
use super::messages::no_category;
use super::new::section_named;
use super::outcome::Outcome;
use crate::address::alias_address;
use crate::disk;
use crate::document::section::Section;
use crate::failure::Explain;
use crate::import::portal::{self, Entry, Left};
use crate::import::{self, PictureSource, Recognised, Title};
use crate::number::DocNumber;
use clap::ArgMatches;
use links::{Files, Links, is_page};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The most topics of one document: tags of blogs are many.
const MAX_TOPICS: usize = 8;

/// An old portal, read.
struct Portal {
    entries: Vec<Entry>,
    /// What becomes no document, by its address or title.
    left: Vec<(String, Left)>,
    files: Files,
    /// The names of its host.
    hosts: Vec<String>,
}

/// A document that is being made.
struct Moved {
    entry: Entry,
    recognised: Recognised,
    section: Arc<Section>,
    known: Known,
    /// Files that will lie beside it: their paths in the old portal, and their names.
    files: Vec<(String, String)>,
}

/// What has been made.
#[derive(Default)]
struct Counts {
    documents: usize,
    drafts: usize,
    files: usize,
    without_alias: usize,
}

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let folders = folders(matches);
    let tree = disk::read(&folders.root, &folders.output)?;
    let filed = Filed::read(&tree, now(matches, &tree)?);
    let into = matches.get_one::<String>("into").map(|into| into.trim().trim_matches('/'));
    let into = match into {
        Some(into) => {
            let section = section_named(&filed, into.strip_prefix("content/").unwrap_or(into));
            Some(section.explain(|| no_category(into, &filed.heads.sections))?)
        }
        None => None,
    };
    let Portal { entries, mut left, files, hosts } = read(matches)?;

    let issuers: Vec<&str> = filed.config.issuers.names().collect();
    let recognised: Vec<(Entry, Recognised)> = entries
        .into_par_iter()
        .map(|mut entry| {
            let recognised = import::recognise(std::mem::take(&mut entry.flow), &issuers);
            (entry, recognised)
        })
        .collect();
    let mut links = Links::new(hosts, files);
    let mut moved = Vec::new();
    for (entry, recognised) in recognised {
        match section_of(&entry, &recognised, &filed, into) {
            Some(section) => moved.push(begin(entry, recognised, section, &links)),
            None => left.push((entry.address, Left::Homeless)),
        }
    }
    let mut names = Names::default();
    let places: Vec<Places> = moved
        .iter()
        .map(|it| {
            let section = Some(&*it.section);
            draft::places(&it.recognised, &it.known, &filed, &tree, section, &mut names)
        })
        .collect();
    for (it, places) in moved.iter().zip(&places) {
        links.add_page(&it.entry.address, &places.paths[0]);
    }

    let is_dry = matches.get_flag("dry-run");
    let mut used: BTreeSet<DocNumber> = filed.used_numbers();
    let mut counts = Counts::default();
    let mut dead: BTreeSet<(String, String)> = BTreeSet::new();
    for (mut it, places) in moved.into_iter().zip(&places) {
        it.recognised.links =
            links.of(&it.entry, &it.recognised, &it.files, &places.paths[0], &mut dead);
        let section = Some(&*it.section);
        let draft = draft::draft(&it.recognised, &it.known, places, &filed, &used, section);
        used.extend(it.recognised.main.number.clone());
        if !is_dry {
            write(&it, &draft, &links.files, &folders.root)?;
        }
        counts.documents += 1;
        counts.drafts += usize::from(!it.known.is_certain);
        counts.files += it.files.len();
        counts.without_alias += usize::from(it.known.aliases.is_empty());
        write_out(&format!("{}\t{}\n", it.entry.address, places.paths[0]))?;
    }
    for (address, why) in &left {
        let why = messages::left(why).in_language(console.language).to_owned();
        write_out(&format!("{address}\t-\t{why}\n"))?;
    }
    report(&counts, &left, &dead, is_dry, console);
    Ok(Outcome::Success)
}

/// Reads the old portal: a folder of pages, or an export.
fn read(matches: &ArgMatches) -> anyhow::Result<Portal> {
    let source = matches.get_one::<PathBuf>("source").explain(messages::no_source)?;
    let site = matches.get_one::<String>("site");
    let mut hosts: Vec<String> = site.and_then(|site| host_of(site)).into_iter().collect();
    if disk::is_folder(source) {
        let files = Files::below(source)?;
        let pages: Vec<&String> = files.paths().filter(|path| is_page(path)).collect();
        let read: Vec<Result<Entry, (String, Left)>> = pages
            .par_iter()
            .map(|path| {
                let bytes = disk::read_file(&source.join(path), import::MAX_FILE_BYTES);
                let address = address_of(path);
                let left = |why| (address.clone(), why);
                let unreadable = |_| left(Left::Unreadable(messages::cannot_read(Path::new(path))));
                let bytes = bytes.map_err(unreadable)?;
                portal::read_page(&address, &bytes).map_err(left)
            })
            .collect();
        let (mut entries, mut left) = (Vec::new(), Vec::new());
        for page in read {
            match page {
                Ok(entry) => entries.push(entry),
                Err(why) => left.push(why),
            }
        }
        return Ok(Portal { entries, left, files, hosts });
    }
    let bytes = disk::read_file(source, import::MAX_FILE_BYTES * 10)?;
    let export = portal::read_wordpress(&bytes).explain(|| messages::cannot_read(source))?;
    hosts.extend(export.hosts);
    let files = match matches.get_one::<PathBuf>("files") {
        Some(folder) => Files::below(folder)?,
        None => Files::default(),
    };
    let left = export.unreadable.into_iter().map(|title| (title, Left::Empty)).collect();
    Ok(Portal { entries: export.entries, left, files, hosts })
}

/// Returns the address of a page that was saved at a path: that of its folder for `index.html`.
fn address_of(path: &str) -> String {
    let folder = path.strip_suffix("index.html").or_else(|| path.strip_suffix("index.htm"));
    match folder.filter(|folder| folder.is_empty() || folder.ends_with('/')) {
        Some(folder) => format!("/{folder}"),
        None => format!("/{path}"),
    }
}

fn host_of(site: &str) -> Option<String> {
    let rest = site.split_once("://").map_or(site, |(_, rest)| rest);
    let host = rest.split(['/', ':']).next()?.to_lowercase();
    (!host.is_empty()).then_some(host)
}

/// Returns the category of a document: the one that was named, else the innermost of its columns that is one, else by its genre.
fn section_of(
    entry: &Entry,
    recognised: &Recognised,
    filed: &Filed,
    into: Option<&Arc<Section>>,
) -> Option<Arc<Section>> {
    let by_column = || entry.columns.iter().find_map(|column| section_named(filed, column));
    let by_genre = || {
        let title = title_of(&recognised.main).unwrap_or_default();
        filed.heads.sections.iter().find(|section| section.kind == kind_of(&title))
    };
    into.or_else(by_column).or_else(by_genre).cloned()
}

/// Finds out what is known of a document beside its text.
fn begin(entry: Entry, mut recognised: Recognised, section: Arc<Section>, links: &Links) -> Moved {
    // A draft without a title would keep the site from being built.
    let name = entry.address.trim_matches('/').rsplit('/').next().filter(|name| !name.is_empty());
    recognised.main.title.get_or_insert_with(|| Title {
        text: name.unwrap_or("无标题").to_owned(),
        is_guess: true,
        ..Title::default()
    });
    let main = &recognised.main;
    let has_title = main.title.as_ref().is_some_and(|title| !title.is_guess);
    let has_date = main.date.or(main.published).is_some();
    let mut files = Vec::new();
    let mut taken = BTreeSet::new();
    for typed in recognised.typed_links() {
        if let Some(path) = links.file(&entry.address, typed)
            && !files.iter().any(|(known, _)| *known == path)
        {
            let name = links::file_name(&path, &mut taken);
            files.push((path, name));
        }
    }
    let mut topics = entry.topics.clone();
    topics.truncate(MAX_TOPICS);
    let known = Known {
        aliases: alias_address(&entry.address).into_iter().collect(),
        topics,
        is_certain: has_title && has_date && !entry.is_draft,
        has_files: !files.is_empty(),
    };
    Moved { entry, recognised, section, known, files }
}

/// Writes a document with its pictures and files.
fn write(it: &Moved, draft: &Draft, files: &Files, root: &Path) -> anyhow::Result<()> {
    for document in &draft.documents {
        disk::create_new(root, Path::new(&document.path), document.text.as_bytes())?;
        for (index, path) in &document.pictures {
            let picture = it.recognised.pictures.get(*index).map(|picture| &picture.source);
            let bytes = match picture {
                Some(PictureSource::Bytes(bytes)) => Some(bytes.clone()),
                Some(PictureSource::Beside(typed)) => files.picture(&it.entry.address, typed),
                None => None,
            };
            // One that is missing is reported by `check`.
            if let Some(bytes) = bytes {
                disk::create_new(root, Path::new(path), &bytes)?;
            }
        }
    }
    let Some(folder) = draft.documents.first().and_then(|it| it.path.strip_suffix("index.md"))
    else {
        return Ok(());
    };
    for (path, name) in &it.files {
        disk::create_new(root, Path::new(&format!("{folder}{name}")), &files.read(path)?)?;
    }
    Ok(())
}

/// Says what was made, and what was not.
fn report(
    counts: &Counts,
    left: &[(String, Left)],
    dead: &BTreeSet<(String, String)>,
    is_dry: bool,
    console: &Console,
) {
    console.status(&messages::migrated(counts.documents, counts.drafts, counts.files, is_dry));
    if counts.without_alias > 0 {
        console.status(&messages::without_alias(counts.without_alias));
    }
    let count = |is: fn(&Left) -> bool| left.iter().filter(|(_, why)| is(why)).count();
    let lists = count(|why| matches!(why, Left::List));
    let empty = count(|why| matches!(why, Left::Empty));
    let unreadable = count(|why| matches!(why, Left::Unreadable(_)));
    let homeless = count(|why| matches!(why, Left::Homeless));
    if !left.is_empty() {
        console.status(&messages::not_migrated(lists, empty, unreadable, homeless));
    }
    if !dead.is_empty() {
        let first: Vec<String> =
            dead.iter().take(5).map(|(from, to)| format!("{from} → {to}")).collect();
        console.status(&messages::dead_links(dead.len(), &first));
    }
    console.status(&messages::next_steps());
}
