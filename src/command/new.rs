//! `gongbao new CATEGORY TITLE`: a document from a template, numbered.

use super::{Outcome, Voice, desk, now, places, print};
use crate::disk;
use crate::document::section::Kind;
use crate::number::DocNumber;
use crate::page::url::slug_of;
use anyhow::bail;
use clap::ArgMatches;
use std::path::Path;

pub(super) fn run(matches: &ArgMatches, voice: &Voice) -> anyhow::Result<Outcome> {
    let places = places(matches);
    let tree = disk::read(&places.root, &places.output)?;
    let now = now(matches, &tree)?;
    let text = |name| matches.get_one::<String>(name);
    let category = text("category").map_or("", |c| c.trim_matches('/'));
    let category = category.strip_prefix("content/").unwrap_or(category);
    let title = text("title").map_or("", |title| title.trim());
    if title.is_empty() || title.contains(['\n', '\r']) {
        bail!("标题要写成一行（the title is one line of text）");
    }
    let (path, content) = desk::with_filing(&tree, now, |filing| {
        let Some(section) = filing.sections.iter().find(|s| s.folder == category) else {
            let all: Vec<&str> = filing.sections.iter().map(|s| s.folder.as_str()).collect();
            bail!("没有分类 {category}（no such category）；有：{}", all.join("、"));
        };
        let number = match text("number").map(String::as_str) {
            None => None,
            Some("next") => {
                let code = desk::code(filing.config, text("code"))?;
                Some(desk::next(filing, &code))
            }
            Some(typed) => match DocNumber::parse(typed) {
                Some(number) if desk::used(filing).contains(&number) => {
                    bail!(
                        "{number} 已经用过（is taken）；下一个：{}",
                        desk::next(filing, &number.code)
                    )
                }
                Some(number) => Some(number),
                None => bail!("“{typed}”不是发文字号（no document number）；或写 next"),
            },
        };
        let issuer = match (&number, filing.config.issuers.first()) {
            (None, Some(issuer)) if section.kind != Kind::Page => Some(issuer.name.value.clone()),
            _ => None,
        };
        let name = file_name(number.as_ref(), title, filing.config);
        let path = format!("content/{category}/{name}.md");
        Ok((path, template(title, number.as_ref(), issuer.as_deref(), &now.date.to_string())))
    })?;
    disk::create_new(&places.root, Path::new(&path), content.as_bytes())?;
    print(&format!("{path}\n"))?;
    voice.say(
        "写好后删去 draft: true 那一行，再运行 gongbao check；在那之前这份文件不发布，gongbao serve 里看得到",
        "when it is written, delete the line `draft: true` and run gongbao check; until then it is not published, and shown by gongbao serve",
    );
    Ok(Outcome::Done)
}

/// `lyxf-2026-9` for a numbered document, else the title in pinyin.
fn file_name(number: Option<&DocNumber>, title: &str, config: &crate::config::Config) -> String {
    let numbered = number.and_then(|n| Some((n, config.issuer_of_code(&n.code)?)));
    match numbered {
        Some((number, issuer)) => {
            format!("{}-{}-{}", issuer.slug.value, number.year, number.serial)
        }
        None => slug_of(title),
    }
}

fn template(title: &str, number: Option<&DocNumber>, issuer: Option<&str>, date: &str) -> String {
    let quoted = format!("'{}'", title.replace('\'', "''"));
    let number = number.map(|number| format!("number: {number}\n")).unwrap_or_default();
    let issuer = issuer.map(|issuer| format!("issuer: {issuer}\n")).unwrap_or_default();
    format!(
        "---\ntitle: {quoted}\n{number}{issuer}date: {date}\nrecipients: [各会员单位]\ntopics: []\ndraft: true\n---\n\n\
         正文从这里开始。\n\n## 一、第一部分\n\n## 二、第二部分\n"
    )
}
