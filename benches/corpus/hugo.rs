//! Writes the corpus as a site of Hugo, with a theme that shows what a reader of such a portal needs: lists with pages, topics,
//! feeds, the facts of a document, its neighbours.

use super::document::{CATEGORIES, Document, ISSUERS};
use super::files::{Files, front_matter_list};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::io;

const LAYOUTS: [(&str, &str); 6] = [
    ("baseof.html", include_str!("hugo/baseof.html")),
    ("home.html", include_str!("hugo/home.html")),
    ("list.html", include_str!("hugo/list.html")),
    ("single.html", include_str!("hugo/single.html")),
    ("terms.html", include_str!("hugo/terms.html")),
    ("404.html", include_str!("hugo/404.html")),
];

pub fn write(files: &Files, documents: &[Document]) -> io::Result<()> {
    files.write("hugo.toml", include_str!("hugo/hugo.toml"))?;
    for (name, layout) in LAYOUTS {
        files.write(&format!("layouts/_default/{name}"), layout)?;
    }
    for (folder, title, _) in CATEGORIES {
        files.write(
            &format!("content/{folder}/_index.md"),
            &format!("---\ntitle: {title}\n---\n"),
        )?;
    }
    let mut issues = BTreeSet::new();
    for document in documents {
        if let Some((year, number, _)) = document.issue
            && issues.insert((year, number))
        {
            let issue = format!("---\ntitle: 会讯{year}年第{number}期\n---\n\n本期内容如下。\n");
            files.write(&format!("content/newsletters/{year}-{number}/_index.md"), &issue)?;
        }
        let folder = folder(document);
        let text = format!(
            "{}\n{}",
            front_matter(document),
            document.body(documents, self::folder, "/notices/missing/")
        );
        match &document.attachment {
            Some((name, attachment)) => {
                files.write(&format!("content{folder}index.md"), &text)?;
                files.write(&format!("content{folder}{name}"), attachment)?;
            }
            None => files.write(&format!("content{}.md", folder.trim_end_matches('/')), &text)?,
        }
    }
    Ok(())
}

/// The address of a document, which is also the place of its file.
fn folder(document: &Document) -> String {
    let (category, name) = (CATEGORIES[document.category].0, &document.name);
    match document.issue {
        Some((year, number, _)) => format!("/{category}/{year}-{number}/{name}/"),
        None => format!("/{category}/{name}/"),
    }
}

fn front_matter(document: &Document) -> String {
    let (year, month, day) = document.date;
    let mut front = format!("---\ntitle: {}\ndate: {year}-{month:02}-{day:02}\n", document.title);
    let _ = writeln!(front, "topics: {}", front_matter_list(&document.topics));
    let _ = writeln!(front, "params:\n  issuer: {}", ISSUERS[document.issuer].name);
    if let Some(number) = document.number {
        let _ = writeln!(front, "  number: {}", number.text());
    }
    if let Some((_, _, column)) = document.issue {
        let _ = writeln!(front, "  column: {column}");
    }
    front + "---\n"
}
