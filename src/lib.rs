//! gongbao (公报): a static site generator for the publications portal of an association.
//!
//! Editors commit Markdown files with YAML front matter. Readers get a static website of notices,
//! newsletters, reports and initiatives, filed under document numbers such as 鲁医协发〔2026〕1号,
//! with search, feeds and addresses that do not change.
//!
//! # The pipeline
//!
//! A build goes through six stages. [`build::build`] calls them in this order and is the best place
//! to begin reading.
//!
//! | stage | what happens | begin at |
//! |---|---|---|
//! | read | the files of the site become a [`source::Tree`] | [`disk::read`] |
//! | parse | each Markdown file becomes a [`document::Document`], independently of the others | [`document::parse`] |
//! | file | the documents become a [`register::Register`]: numbers, relations, validity, lists | [`register::file`] |
//! | compose | the register becomes a list of pages, each with its address; links are resolved | [`page::compose`], [`address::Links`] |
//! | render | each page becomes a [`view::View`], and a template makes HTML of it | [`page::view`], [`theme::Theme`] |
//! | publish | pages and all other files ([`export::outputs`]) go to an [`output::Sink`] | [`disk::Publication`] |
//!
//! Drafts and internal documents end with `file`: the register holds public documents only.
//! `gongbao serve` runs the same build on every change; what is slow is answered from a
//! [`memo::Memo`] where nothing has changed. No stage reads a clock, git or the environment: what a
//! build depends on, beside the content, is in [`build::Options`].
//!
//! # The modules
//!
//! From the bottom up: a module imports only from modules above it in this table. ARCHITECTURE.md
//! says exactly which, and `tests/suite/imports.rs` checks it.
//!
//! | module | what it is for |
//! |---|---|
//! | [`language`] | Chinese or English, for messages and for keys |
//! | [`source`] | the files of a site as they were read, and places in them |
//! | [`stage`] | the stages of a build, for whoever observes them |
//! | [`output`] | paths in the output, and the sink that takes finished files |
//! | [`mod@content_type`] | the content types of files |
//! | [`mod@content_policy`] | the Content-Security-Policy of all pages |
//! | [`integrity`] | `manifest.json`: the SHA-256 of every published file |
//! | [`mod@failure`] | what stops the program, in both languages |
//! | [`explain`] | cause and cure of every message, from the handbook |
//! | [`date`] | dates and moments as documents carry them |
//! | [`invisible`] | characters that cannot be seen, and how they are shown |
//! | [`han`] | which characters are Han, Chinese punctuation or of full width |
//! | [`lines`] | lines that a page has cut, joined to paragraphs |
//! | [`html_tree`] | HTML, parsed as browsers do
//! | [`organisation`] | names of organisations, by their endings |
//! | [`number`] | 发文字号: parsed, found in texts, ordered, displayed |
//! | [`personal`] | numbers that belong to a person |
//! | [`phrases`] | where the line of a Chinese title may break |
//! | [`search`] | the search index: written by a build, read by `gongbao search` |
//! | [`view`] | everything that a template may see, as plain data |
//! | [`mod@picture_size`] | how large a picture is |
//! | [`scheme`] | the URL schemes that a link may have |
//! | [`target`] | the target of a link as it was typed, split into its parts |
//! | [`cli`] | commands, options and their help |
//! | [`diagnostic`] | what is wrong with the content, as a value |
//! | [`yaml`] | YAML as editors type it, read in spite of mistakes |
//! | [`allow`] | warnings that an editor has accepted |
//! | [`media`] | pictures of documents: without their metadata, and in several sizes |
//! | [`memo`] | the results of the last build, by fingerprint |
//! | [`report`] | diagnostics as text for the terminal, HTML, JSON, SARIF or GitHub |
//! | [`markdown`] | the outline of a text, and its HTML |
//! | [`card`] | the picture of a document for where its address is shared |
//! | [`comparison`] | what has changed between two texts |
//! | [`config`] | `site.yaml` |
//! | [`document`] | one Markdown file: front matter and outline |
//! | [`history`] | what git knows of the files: when they came and changed |
//! | [`mod@schema`] | JSON Schema of front matter and `site.yaml`, for other programs |
//! | [`data_table`] | tables that lie beside a page as files of data |
//! | [`word_list`] | `words.yaml`: words that a site writes otherwise |
//! | [`inspect`] | checks over the text of documents |
//! | [`import`] | documents of other programs, read as drafts |
//! | [`register`] | all documents together: numbers, relations, validity, lists |
//! | [`words`] | the words of the domain in the languages of a site |
//! | [`address`] | which page has which address, and where links lead |
//! | [`page`] | every page of the site, and its view |
//! | [`theme`] | templates and static files: from a view to HTML |
//! | [`export`] | everything that is published beside pages: feeds, catalogue, sitemaps, files |
//! | [`wechat`] | a document for the editor of a WeChat account, with inlined styles
//! | [`disk`] | the only module that reads and writes files |
//! | [`paper`] | PDF files, printed by an installed browser |
//! | [`serve`] | the HTTP server of the preview |
//! | [`mod@build`] | the pipeline |
//! | [`command`] | the commands: they join the pipeline, the disk and the terminal |
//!
//! # Two kinds of trouble
//!
//! What is wrong with the **content** is a [`diagnostic::Diagnostic`]. Stages return diagnostics
//! beside their result, as a [`diagnostic::Checked`], and go on; so one run reports what is wrong in
//! all files. Each has a place, a message in both languages, and the edit that corrects it if that is
//! certain. With any error among them nothing is published.
//!
//! What is wrong with the **machine** (a full disk, a port in use) is an error: it stops the command.
//! Each link of its chain that people should read is a [`failure::Failure`].
//!
//! # Glossary
//!
//! | term | meaning | type |
//! |---|---|---|
//! | 发文字号 | the number of a document: 机关代字 (code), 年份 (year), 顺序号 (serial) | [`number::DocNumber`] |
//! | 标准编号 | the number of a standard: T/SDHA 001—2026 | [`number::StandardNumber`] |
//! | 发文机关 | who issues a document | [`config::Issuer`] |
//! | 机关代字 | the code that begins the numbers of a series; an issuer may have several | [`config::Series`] |
//! | 发文登记 | all public documents of the site | [`register::Register`] |
//! | 未公开 | a number that was given and whose document is not public | [`config::Series::withheld`] |
//! | 分类 | a category: a folder of the content with an `_index.md` | [`document::section::Section`] |
//! | 通知公告 会讯 报告 倡议 | the kind of a category | [`document::Kind`] |
//! | 文种 | the genre of a document (通知, 函, 纪要 …), typed or taken from its title | [`document::FrontMatter::genre`] |
//! | 成文日期, 发布日期 | the day that a document bears; the moment from which it is public | [`document::FrontMatter`] |
//! | 转发 印发 修改 废止 撤销 代替 答复 解读 | what one document does to another | [`document::RelationKind`] |
//! | 有效性 | whether a document is in force; derived from relations and dates | [`register::ValidityKind`] |
//! | 编 章 节 条 项 | the provisions of a rule: its divisions, articles and items | [`markdown::Provision`] |
//! | 版本 | an edition of a rule: a document whose text another one replaces | [`register::Register::editions`] |
//! | 期, 栏目 | an issue of a newsletter, and a column of its articles | [`document::Issue`] |
//! | 主题 | a topic, which has a list of its documents | [`register::Lists`] |
//! | 版式 | the form of a printed document by GB/T 9704-2012 | [`view::DocumentView::form`] |

pub mod address;
pub mod allow;
pub mod build;
pub mod card;
pub mod cli;
pub mod command;
pub mod comparison;
pub mod config;
pub mod content_policy;
pub mod content_type;
pub mod data_table;
pub mod date;
pub mod diagnostic;
pub mod disk;
pub mod document;
pub mod explain;
pub mod export;
pub mod failure;
pub mod han;
pub mod history;
pub mod html_tree;
pub mod import;
pub mod inspect;
pub mod integrity;
pub mod invisible;
pub mod language;
pub mod lines;
pub mod markdown;
pub mod media;
pub mod memo;
pub mod number;
pub mod organisation;
pub mod output;
pub mod page;
pub mod paper;
pub mod personal;
pub mod phrases;
pub mod picture_size;
pub mod register;
pub mod report;
pub mod schema;
pub mod scheme;
pub mod search;
pub mod serve;
pub mod source;
pub mod stage;
pub mod target;
pub mod theme;
pub mod view;
pub mod wechat;
pub mod word_list;
pub mod words;
pub mod yaml;

#[cfg(test)]
mod tests {
    /// The first cells of the table behind a text, without links and code marks.
    fn first_cells<'a>(text: &'a str, behind: &str) -> Vec<&'a str> {
        let (_, section) = text.split_once(behind).unwrap();
        let lines = section.lines().map(|line| line.trim_start_matches("//! "));
        let rows = lines.skip_while(|line| !line.starts_with("|---")).skip(1);
        let cells = rows.map_while(|line| line.strip_prefix("| ")?.split(" | ").next());
        cells.map(|cell| cell.trim_matches(['[', ']', '`']).trim_start_matches("mod@")).collect()
    }

    #[test]
    fn tour_has_the_modules_of_the_import_table_in_its_order() {
        let tour = first_cells(include_str!("lib.rs"), "# The modules");
        assert!(tour.contains(&"build"), "{tour:?}");
        let table = include_str!("../ARCHITECTURE.md");
        assert_eq!(tour, first_cells(table, " | may import |"));
    }
}
