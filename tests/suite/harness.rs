//! A site in memory: `Site::basic().edit("content/notices/a.md", …).build().page("/lyxf/2026/1/")`.

use gongbao::build::{Built, Memos, Options, Parts, build};
use gongbao::date::{self, Moment, Parsed};
use gongbao::diagnostic::Diagnostic;
use gongbao::export::{Engine, engine_documents, engine_settings};
use gongbao::language::Language;
use gongbao::output::{MemorySink, NullSink};
use gongbao::report::{Extent, terminal};
use gongbao::source::{SitePath, Source, Tree};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

#[derive(Clone)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
    pub options: Options,
}

pub struct Outcome {
    pub built: Built,
    pub files: BTreeMap<String, Vec<u8>>,
    tree: Tree,
}

/// The day on which the sites of tests are built.
pub fn today() -> Date {
    Date::constant(2026, 11, 22)
}

pub const SITE: &str = "title: 测试门户
base_url: https://example.org/
issuers:
  - {name: 山东省医院协会, code: 鲁医协发, slug: lyxf}
  - {name: 山东省社会办医疗机构协会, code: 鲁社医协发, slug: lsyxf}
";

impl Site {
    /// A site with two issuers, four categories and no documents.
    pub fn basic() -> Site {
        let mut site =
            Site { files: BTreeMap::new(), options: Options::at(Moment::from_date(today())) };
        site = site.edit("site.yaml", SITE);
        for (folder, title, kind) in [
            ("notices", "通知公告", "notice"),
            ("newsletters", "会讯", "newsletter"),
            ("reports", "报告", "report"),
            ("initiatives", "倡议", "initiative"),
        ] {
            let text = format!("---\ntitle: {title}\nkind: {kind}\n---\n");
            site = site.edit(&format!("content/{folder}/_index.md"), &text);
        }
        site
    }

    /// The basic site with one valid notice, 鲁医协发〔2026〕1号.
    pub fn with_notice() -> Site {
        Site::basic().notice("one", "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15", "正文。")
    }

    /// A site without any file.
    pub fn empty() -> Site {
        Site { files: BTreeMap::new(), ..Site::basic() }
    }

    /// Adds or replaces a file.
    pub fn edit(self, path: &str, text: &str) -> Site {
        self.bytes(path, text.as_bytes())
    }

    pub fn bytes(mut self, path: &str, bytes: &[u8]) -> Site {
        self.files.insert(path.to_owned(), bytes.to_vec());
        self
    }

    pub fn bytes_of(&self, path: &str) -> Option<Vec<u8>> {
        self.files.get(path).cloned()
    }

    /// Adds the files of a folder of this repository below a path of the site.
    pub fn with_folder(mut self, folder: &Path, path: &str) -> Site {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry").path();
            let name = entry.file_name().unwrap_or_default().to_string_lossy();
            let path = format!("{path}/{name}");
            self = if entry.is_dir() {
                self.with_folder(&entry, &path)
            } else {
                self.bytes(&path, &fs::read(&entry).expect("a file"))
            };
        }
        self
    }

    pub fn remove(mut self, path: &str) -> Site {
        self.files.remove(path);
        self
    }

    /// Adds a notice `content/notices/<name>.md` with a title, further front matter and a body.
    pub fn notice(self, name: &str, front: &str, body: &str) -> Site {
        let text = format!("---\ntitle: 关于{name}的通知\n{front}\n---\n\n{body}\n");
        self.edit(&format!("content/notices/{name}.md"), &text)
    }

    /// Sets the day or the moment of the build.
    pub fn on(mut self, date: &str) -> Site {
        let Parsed::Standard(typed) = date::parse(date) else { panic!("{date} is no date") };
        self.options.now = typed.moment;
        self
    }

    pub fn tree(&self) -> Tree {
        let mut texts = BTreeMap::new();
        let mut assets = BTreeMap::new();
        for (path, bytes) in &self.files {
            let site_path = SitePath::new(path);
            let top = path.split('/').next().unwrap_or_default();
            let is_text = match (top, &*site_path.extension()) {
                ("static", _) => false,
                ("templates" | "themes", "html" | "xml" | "txt" | "css" | "js") => true,
                (_, extension) => matches!(extension, "md" | "yaml" | "yml"),
            };
            if is_text {
                texts.insert(site_path.clone(), Arc::new(Source::decode(site_path, bytes)));
            } else {
                assets.insert(site_path, bytes.len() as u64);
            }
        }
        let files = self.files.clone();
        let read = move |path: &SitePath| {
            files.get(path.as_str()).cloned().ok_or_else(|| io::Error::other("no such file"))
        };
        Tree { texts, assets, read: Arc::new(read) }
    }

    pub fn build(&self) -> Outcome {
        self.build_with(&mut Memos::disabled())
    }

    pub fn build_with(&self, memos: &mut Memos) -> Outcome {
        let tree = self.tree();
        let files = MemorySink::default();
        let mut built = build(&tree, &self.options, memos, &files).expect("memory takes all files");
        // The sites of tests have an example address, which is always reported.
        built.diagnostics.retain(|diagnostic| diagnostic.id != gongbao::config::BASE_URL_EXAMPLE);
        let files = files
            .into_files()
            .into_iter()
            .map(|(path, bytes)| (path.as_str().to_owned(), bytes))
            .collect();
        Outcome { built, files, tree }
    }

    /// The site itself, without its files.
    pub fn site_only(&self) -> Built {
        let options = Options { parts: Parts::SiteOnly, ..self.options.clone() };
        let built = build(&self.tree(), &options, &mut Memos::disabled(), &NullSink);
        built.expect("nothing is written")
    }

    /// What a search engine is given: the settings of its index, and all lines of the documents.
    pub fn for_engine(&self, engine: Engine) -> (String, String) {
        let site = self.site_only().site.expect("the site was wanted");
        (engine_settings(&site, engine), engine_documents(&site, engine).collect())
    }
}

impl Outcome {
    /// The HTML at an address.
    pub fn page(&self, address: &str) -> String {
        let path = format!("{}index.html", address.trim_start_matches('/'));
        self.text(&path)
    }

    pub fn text(&self, path: &str) -> String {
        let bytes = self.files.get(path);
        let bytes = bytes.unwrap_or_else(|| {
            panic!("no {path} among {:?}\n{}", self.files.keys(), self.report())
        });
        String::from_utf8(bytes.clone()).expect("text")
    }

    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The ids of all diagnostics, in order.
    pub fn ids(&self) -> Vec<&'static str> {
        self.built.diagnostics.iter().map(|diagnostic| diagnostic.id).collect()
    }

    pub fn diagnostic(&self, id: &str) -> &Diagnostic {
        let found = self.built.diagnostics.iter().find(|diagnostic| diagnostic.id == id);
        found.unwrap_or_else(|| panic!("no {id}:\n{}", self.report()))
    }

    /// The report that an editor sees in Chinese.
    pub fn report(&self) -> String {
        self.report_in(Language::Chinese)
    }

    pub fn report_in(&self, language: Language) -> String {
        terminal::text(
            &self.built.diagnostics,
            &self.tree,
            language,
            Extent::Few,
            terminal::Paint::Plain,
        )
    }

    /// The text of a file of the site.
    pub fn source(&self, path: &str) -> &str {
        self.tree.text(path).map_or("", |source| &*source.text)
    }

    /// The text of a file of the site after all fixes that are reported for it.
    pub fn fixed(&self, path: &str) -> String {
        let fixes = self.built.diagnostics.iter().flat_map(|diagnostic| &diagnostic.fix);
        let mut edits: Vec<_> = fixes.filter(|edit| edit.span.file.as_str() == path).collect();
        edits.sort_by_key(|edit| std::cmp::Reverse((edit.span.start, edit.span.end)));
        let mut text = self.source(path).to_owned();
        for edit in edits {
            text.replace_range(edit.span.range(), &edit.text);
        }
        text
    }

    pub fn catalogue(&self) -> serde_json::Value {
        serde_json::from_str(&self.text("data/documents.json")).expect("JSON")
    }
}
