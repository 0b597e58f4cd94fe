//! Writes the corpus as a site of gongbao.

use super::document::{CATEGORIES, Document, ISSUERS};
use super::files::{Files, front_matter_list};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::io;

pub fn write(files: &Files, documents: &[Document]) -> io::Result<()> {
    let mut site = String::from("title: 测试门户\nbase_url: https://example.org/\nissuers:\n");
    for issuer in &ISSUERS {
        let _ = writeln!(site, "  - name: {}\n    slug: {}\n    codes:", issuer.name, issuer.slug);
        for (code, slug) in issuer.codes {
            let _ = writeln!(site, "      - {{code: {code}, slug: {slug}}}");
        }
    }
    files.write("site.yaml", &site)?;
    for (folder, title, kind) in CATEGORIES {
        let section = format!("---\ntitle: {title}\nkind: {kind}\n---\n");
        files.write(&format!("content/{folder}/_index.md"), &section)?;
    }
    let mut issues = BTreeSet::new();
    for document in documents {
        if let Some((year, number, _)) = document.issue
            && issues.insert((year, number))
        {
            let (_, month, day) = document.date;
            let issue = format!(
                "---\ntitle: 会讯{year}年第{number}期\ndate: {year}-{month:02}-{day:02}\n\
                 issue: {{year: {year}, number: {number}}}\n---\n\n本期内容如下。\n"
            );
            files.write(&format!("content/newsletters/{year}-{number}/index.md"), &issue)?;
        }
        let path = path(document);
        let text = format!(
            "{}\n{}",
            front_matter(document, documents),
            document.body(documents, address, "/notices/2001/missing/")
        );
        files.write(&path, &text)?;
        if let Some((name, attachment)) = &document.attachment {
            files.write(&path.replace("index.md", name), attachment)?;
        }
    }
    Ok(())
}

fn path(document: &Document) -> String {
    let (folder, name) = (CATEGORIES[document.category].0, &document.name);
    match (document.issue, &document.attachment) {
        (Some((year, number, _)), _) => format!("content/{folder}/{year}-{number}/{name}.md"),
        (None, Some(_)) => format!("content/{folder}/{name}/index.md"),
        (None, None) => format!("content/{folder}/{name}.md"),
    }
}

fn front_matter(document: &Document, all: &[Document]) -> String {
    let (year, month, day) = document.date;
    let mut front = format!("---\ntitle: {}\ndate: {year}-{month:02}-{day:02}\n", document.title);
    match document.number {
        Some(number) => {
            let _ = writeln!(front, "number: {}", number.text());
        }
        None => {
            let _ = writeln!(front, "issuer: {}", ISSUERS[document.issuer].name);
        }
    }
    let _ = writeln!(front, "topics: {}", front_matter_list(&document.topics));
    if CATEGORIES[document.category].2 == "notice" {
        front.push_str("recipients: [各会员单位]\n");
    }
    if let Some((key, other)) = document.relation
        && let Some(number) = all[other].number
    {
        let _ = writeln!(front, "{key}: {}", number.text());
    }
    if let Some((_, _, column)) = document.issue {
        let _ = writeln!(front, "column: {column}");
    }
    if let Some((name, _)) = document.attachment {
        let _ = writeln!(front, "attachments: [{{title: 附表, file: {name}}}]");
    }
    front + "---\n"
}

fn address(document: &Document) -> String {
    let name = &document.name;
    match (document.number, document.issue) {
        (Some(number), _) => format!("/{}/{}/{}/", number.slug, number.year, number.serial),
        (None, Some((year, number, _))) => format!("/newsletters/{year}/{number}/{name}/"),
        (None, None) => format!("/{}/{}/{name}/", CATEGORIES[document.category].0, document.date.0),
    }
}
