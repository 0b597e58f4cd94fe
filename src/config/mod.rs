//! `site.yaml`: what the association says of its portal, every value with its place.

mod base;
mod faults;
mod issuers;
mod values;

pub use base::BaseUrl;
pub use faults::BASE_URL_EXAMPLE;
pub use issuers::{Issuer, Issuers, Series};

use crate::diagnostic::{Checked, Diagnostic};
use crate::invisible;
use crate::source::{Source, Spanned};
use crate::yaml::{self, Choice, Fields, Key, KeyNames, Node, Value};
use issuers::{ISSUER_KEYS, SERIES_KEYS};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Config {
    pub source: Option<Arc<Source>>,
    /// How site.yaml names its keys, for messages.
    pub key_names: KeyNames,
    pub title: String,
    pub description: String,
    pub base_url: BaseUrl,
    pub language: String,
    /// Offset from UTC as RFC 3339 writes it: `+08:00`.
    pub time_zone: String,
    pub theme: String,
    /// A line on every page: 演示内容 …
    pub announcement: Option<String>,
    pub issuers: Issuers,
    pub navigation: Vec<NavigationItem>,
    /// Slugs of topics that should not be made from their pinyin.
    pub topic_slugs: BTreeMap<String, String>,
    /// Words that search takes for one another.
    pub synonyms: BTreeMap<String, Vec<String>>,
    /// 网站标识码, ICP备案号, 公安备案号: printed at the foot and in the page tags.
    pub site_code: Option<String>,
    pub icp: Option<String>,
    pub police_record: Option<String>,
    /// The font that cards are drawn with; without one there are none.
    pub card_font: Option<Spanned<String>>,
    pub trust_html: bool,
    /// Whether a PDF lies beside each document.
    pub paper: bool,
    pub extra: serde_json::Value,
}

#[derive(Clone, Debug)]
pub struct NavigationItem {
    pub title: String,
    pub url: Spanned<String>,
    /// What the key of the address is called, as it was typed.
    pub url_key: &'static str,
}

pub const KEYS: &[Key] = &[
    Key::new("title", "标题", "山东省医院协会出版物门户").aliases(&[
        "名称",
        "站名",
        "网站名称",
        "站点名称",
        "name",
    ]),
    Key::new("description", "说明", "通知、会讯、报告、倡议").aliases(&["描述", "简介", "介绍"]),
    Key::new("base_url", "网址", "https://example.org/").aliases(&[
        "域名",
        "网站地址",
        "站点地址",
        "url",
        "baseurl",
        "base-url",
        "site_url",
    ]),
    Key::new("language", "语言", "zh-CN").aliases(&["lang", "languagecode"]),
    Key::new("time_zone", "时区", "\"+08:00\"").aliases(&["timezone", "tz"]),
    Key::new("theme", "主题样式", "official").aliases(&["主题风格", "模板"]),
    Key::new("announcement", "提示", "演示内容").aliases(&["公告", "通告", "提示语", "notice"]),
    Key::new("issuers", "发文机关", "[{name: 山东省医院协会, code: 鲁医协发, slug: lyxf}]")
        .zh_example("[{名称: 山东省医院协会, 代字: 鲁医协发, 短名: lyxf}]")
        .aliases(&["issuer", "发文单位", "机关"]),
    Key::new("navigation", "导航", "[{title: 通知公告, url: /notices/}]")
        .zh_example("[{标题: 通知公告, 网址: /notices/}]")
        .aliases(&["导航栏", "菜单", "menu", "nav"]),
    Key::new("topics", "主题", "{高质量发展: gaozhiliang}"),
    Key::new("synonyms", "同义词", "{卫健委: [卫生健康委员会]}"),
    Key::new("site_code", "网站标识码", "\"3700000001\""),
    Key::new("icp", "ICP备案号", "鲁ICP备00000000号").aliases(&["备案号", "icp备案", "备案"]),
    Key::new("police_record", "公安备案号", "鲁公网安备 00000000000000号").aliases(&[
        "公安备案",
        "网安备案",
        "公网安备",
    ]),
    Key::new("card", "分享图", "{font: fonts/SourceHanSerif.otf}")
        .zh_example("{字体: fonts/SourceHanSerif.otf}"),
    Key::new("raw_html", "原始HTML", "sanitised").zh_example("净化"),
    Key::new("paper", "纸质版", "true").zh_example("是").aliases(&["打印", "pdf"]),
    Key::new("extra", "附加", "{phone: 0531-00000000}").zh_example("{电话: 0531-00000000}"),
];

const NAVIGATION_KEYS: &[Key] =
    &[Key::new("title", "标题", "通知公告"), Key::new("url", "网址", "/notices/")];

const CARD_KEYS: &[Key] = &[Key::new("font", "字体", "fonts/SourceHanSerif.otf")];

const RAW_HTML: &[Choice] = &[("sanitised", &["净化"]), ("trusted", &["信任"])];

/// Reads the settings. Even a faulty file gives a usable value, so that the documents are
/// checked in the same run.
pub fn read(source: Option<&Arc<Source>>) -> Checked<Config> {
    let Some(source) = source else {
        return Checked::new(Config::empty(), vec![faults::no_site()]);
    };
    let known: Vec<&str> = [KEYS, ISSUER_KEYS, SERIES_KEYS, NAVIGATION_KEYS, CARD_KEYS]
        .iter()
        .flat_map(|keys| keys.iter().flat_map(|key| [key.name, key.zh]))
        .collect();
    let mut diagnostics = yaml::not_utf8(source, &known);
    let start = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
    let node = yaml::read(source, start..source.text.len(), &known).collect_into(&mut diagnostics);
    let mut fields = Fields::of_block(source, node, KEYS, start);
    let empty = Config::empty();
    let title = fields.required_text("title").map(|title| title.value);
    let unreadable = diagnostics.iter().any(Diagnostic::is_error);
    let mut config = Config {
        source: Some(Arc::clone(source)),
        key_names: fields.key_names,
        title: title.unwrap_or_default(),
        description: fields.text("description").map(|d| d.value).unwrap_or_default(),
        base_url: values::base_url(&mut fields).unwrap_or(empty.base_url),
        language: values::language(&mut fields).unwrap_or(empty.language),
        time_zone: values::time_zone(&mut fields).unwrap_or(empty.time_zone),
        theme: values::theme(&mut fields).unwrap_or(empty.theme),
        announcement: fields.text("announcement").map(|a| a.value),
        issuers: issuers::read(&mut fields),
        navigation: values::navigation(&mut fields),
        topic_slugs: topic_slugs(&mut fields),
        synonyms: synonyms(&mut fields),
        site_code: fields.text("site_code").map(|code| code.value),
        icp: fields.text("icp").map(|icp| icp.value),
        police_record: fields.text("police_record").map(|record| record.value),
        card_font: card_font(&mut fields),
        trust_html: fields.choice("raw_html", RAW_HTML).is_some_and(|c| c.value == "trusted"),
        paper: fields.boolean("paper").is_some_and(|paper| paper.value),
        extra: fields.take("extra").map_or(serde_json::Value::Null, |node| yaml::json(&node)),
    };
    // A key that nobody knows may have been `issuers`.
    let misspelt =
        config.issuers.first().is_none() && fields.diagnostics.iter().any(Diagnostic::is_error);
    config.issuers.is_complete &= !unreadable && !misspelt;
    diagnostics.extend(fields.diagnostics);
    Checked::new(config, diagnostics)
}

impl Config {
    fn empty() -> Config {
        Config {
            source: None,
            key_names: KeyNames::unknown(KEYS),
            title: String::new(),
            description: String::new(),
            base_url: BaseUrl::default(),
            language: "zh-CN".to_owned(),
            time_zone: "+08:00".to_owned(),
            theme: "official".to_owned(),
            announcement: None,
            issuers: Issuers::default(),
            navigation: Vec::new(),
            topic_slugs: BTreeMap::new(),
            synonyms: BTreeMap::new(),
            site_code: None,
            icp: None,
            police_record: None,
            card_font: None,
            trust_html: false,
            paper: false,
            extra: serde_json::Value::Null,
        }
    }
}

/// A slug as it may stand in an address: letters, digits, hyphens, Han characters.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 120
        && text.chars().all(|c| c.is_alphanumeric() && invisible::is_visible(c) || "-_".contains(c))
}

fn card_font(fields: &mut Fields) -> Option<Spanned<String>> {
    let mut card = fields.group("card", CARD_KEYS)?;
    let font = card.required_text("font");
    fields.merge(card);
    font
}

fn topic_slugs(fields: &mut Fields) -> BTreeMap<String, String> {
    let mut slugs = BTreeMap::new();
    for (topic, value) in entries(fields, "topics") {
        match value.value {
            Value::Text(slug) if is_slug(&slug) => {
                slugs.insert(topic.value, slug);
            }
            _ => fields.diagnostics.push(faults::topic_slug(
                value.span,
                &fields.key_names,
                &topic.value,
            )),
        }
    }
    slugs
}

fn synonyms(fields: &mut Fields) -> BTreeMap<String, Vec<String>> {
    let mut synonyms = BTreeMap::new();
    for (word, value) in entries(fields, "synonyms") {
        let items = match value.value {
            Value::List(items) => items,
            _ => vec![value],
        };
        let words: Vec<String> = items
            .into_iter()
            .filter_map(|item| match item.value {
                Value::Text(text) => Some(text),
                _ => {
                    fields.diagnostics.push(faults::synonym(item.span, &fields.key_names));
                    None
                }
            })
            .collect();
        synonyms.insert(word.value, words);
    }
    synonyms
}

/// The entries of a map whose keys are the editor's own.
fn entries(fields: &mut Fields, name: &'static str) -> Vec<(Spanned<String>, Node)> {
    match fields.take(name) {
        Some(Node { value: Value::Map(entries), .. }) => entries,
        Some(node) => {
            fields.diagnostics.push(faults::entries(node.span, &fields.key_names, name));
            Vec::new()
        }
        None => Vec::new(),
    }
}
