//! `site.yaml`: what the association says of its portal, every value with its place.

mod base;
mod faults;

pub use base::BaseUrl;

use crate::diagnostic::Told;
use crate::number;
use crate::source::{Source, Span, Spanned};
use crate::yaml::{self, Fields, Key, Node, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Config {
    pub source: Option<Arc<Source>>,
    pub title: String,
    pub description: String,
    pub base_url: BaseUrl,
    pub language: String,
    /// Offset from UTC as RFC 3339 writes it: `+08:00`.
    pub time_zone: String,
    pub theme: String,
    /// A line on every page: 演示内容 …
    pub announcement: Option<String>,
    /// In the order of the site.
    pub issuers: Vec<Issuer>,
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

/// 发文机关: who issues documents, and under which 代字.
#[derive(Clone, Debug)]
pub struct Issuer {
    pub name: Spanned<String>,
    pub code: Option<Spanned<String>>,
    pub slug: Spanned<String>,
    /// Serials given but not published, by year.
    pub withheld: BTreeMap<u16, BTreeSet<u32>>,
}

#[derive(Clone, Debug)]
pub struct NavigationItem {
    pub title: String,
    pub url: Spanned<String>,
}

const KEYS: &[Key] = &[
    Key { name: "title", zh: "标题", example: "title: 山东省医院协会出版物门户" },
    Key {
        name: "description", zh: "说明", example: "description: 通知、会讯、报告、倡议"
    },
    Key { name: "base_url", zh: "网址", example: "base_url: https://example.org/" },
    Key { name: "language", zh: "语言", example: "language: zh-CN" },
    Key { name: "time_zone", zh: "时区", example: "time_zone: \"+08:00\"" },
    Key { name: "theme", zh: "主题样式", example: "theme: official" },
    Key { name: "announcement", zh: "提示", example: "announcement: 演示内容" },
    Key {
        name: "issuers",
        zh: "发文机关",
        example: "issuers: [{code: 鲁医协发, name: 山东省医院协会, slug: lyxf}]",
    },
    Key {
        name: "navigation",
        zh: "导航",
        example: "navigation: [{title: 通知公告, url: /notices/}]",
    },
    Key { name: "topics", zh: "主题", example: "topics: {高质量发展: gaozhiliang}" },
    Key {
        name: "synonyms", zh: "同义词", example: "synonyms: {卫健委: [卫生健康委员会]}"
    },
    Key { name: "site_code", zh: "网站标识码", example: "site_code: \"3700000001\"" },
    Key { name: "icp", zh: "ICP备案号", example: "icp: 鲁ICP备00000000号" },
    Key {
        name: "police_record",
        zh: "公安备案号",
        example: "police_record: 鲁公网安备 00000000000000号",
    },
    Key { name: "card", zh: "分享图", example: "card: {font: fonts/SourceHanSerif.otf}" },
    Key { name: "raw_html", zh: "原始HTML", example: "raw_html: sanitised" },
    Key { name: "paper", zh: "纸质版", example: "paper: true" },
    Key { name: "extra", zh: "附加", example: "extra: {phone: 0531-00000000}" },
];

const ISSUER_KEYS: &[Key] = &[
    Key { name: "name", zh: "名称", example: "name: 山东省医院协会" },
    Key { name: "code", zh: "代字", example: "code: 鲁医协发" },
    Key { name: "slug", zh: "短名", example: "slug: lyxf" },
    Key { name: "withheld", zh: "不公开", example: "withheld: {2026: \"2-6\"}" },
];

const NAVIGATION_KEYS: &[Key] = &[
    Key { name: "title", zh: "标题", example: "title: 通知公告" },
    Key { name: "url", zh: "网址", example: "url: /notices/" },
];

const CARD_KEYS: &[Key] =
    &[Key { name: "font", zh: "字体", example: "font: fonts/SourceHanSerif.otf" }];

const RAW_HTML: &[(&str, &[&str])] = &[("sanitised", &["净化"]), ("trusted", &["信任"])];

/// Reads the settings. Even a faulty file gives a usable value, so that the documents are
/// checked in the same run.
pub fn read(source: Option<&Arc<Source>>) -> Told<Config> {
    let Some(source) = source else {
        return Told::new(Config::empty(), vec![faults::no_site()]);
    };
    let known: Vec<&str> = [KEYS, ISSUER_KEYS, NAVIGATION_KEYS, CARD_KEYS]
        .iter()
        .flat_map(|keys| keys.iter().flat_map(|key| [key.name, key.zh]))
        .collect();
    let mut told = Vec::new();
    if let Some(encoding) = source.foreign_encoding {
        told.push(yaml::not_utf8(source, encoding));
    }
    let start = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
    let node = yaml::read(source, start..source.text.len(), &known).tell(&mut told);
    let mut fields = Fields::of_block(source, node, KEYS, start);
    let empty = Config::empty();
    let title = fields.required_text("title").map(|title| title.value);
    let config = Config {
        source: Some(Arc::clone(source)),
        title: title.unwrap_or_default(),
        description: fields.text("description").map(|d| d.value).unwrap_or_default(),
        base_url: base_url(&mut fields).unwrap_or(empty.base_url),
        language: fields.text("language").map_or(empty.language, |l| l.value),
        time_zone: time_zone(&mut fields).unwrap_or(empty.time_zone),
        theme: theme(&mut fields).unwrap_or(empty.theme),
        announcement: fields.text("announcement").map(|a| a.value),
        issuers: issuers(&mut fields),
        navigation: navigation(&mut fields),
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
    told.extend(fields.told);
    Told::new(config, told)
}

impl Config {
    fn empty() -> Config {
        Config {
            source: None,
            title: String::new(),
            description: String::new(),
            base_url: BaseUrl::default(),
            language: "zh-CN".to_owned(),
            time_zone: "+08:00".to_owned(),
            theme: "official".to_owned(),
            announcement: None,
            issuers: Vec::new(),
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

    /// The issuer whose 代字 a document number carries.
    pub fn issuer_of_code(&self, code: &str) -> Option<&Issuer> {
        self.issuers.iter().find(|i| i.code.as_ref().is_some_and(|known| known.value == code))
    }

    pub fn issuer_named(&self, name: &str) -> Option<&Issuer> {
        self.issuers.iter().find(|issuer| issuer.name.value == name)
    }
}

/// A slug as it may stand in an address: letters, digits, hyphens, Han characters.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 120
        && text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

fn base_url(fields: &mut Fields) -> Option<BaseUrl> {
    let typed = fields.required_text("base_url")?;
    let parsed = BaseUrl::parse(&typed.value);
    if parsed.is_none() {
        fields.told.push(faults::base_url(typed.span, &typed.value));
    }
    parsed
}

fn time_zone(fields: &mut Fields) -> Option<String> {
    let typed = fields.text("time_zone")?;
    let bytes = typed.value.as_bytes();
    let right = bytes.len() == 6
        && matches!(bytes[0], b'+' | b'-')
        && bytes[3] == b':'
        && typed.value[1..3].parse::<u8>().is_ok_and(|hours| hours <= 14)
        && typed.value[4..6].parse::<u8>().is_ok_and(|minutes| minutes < 60);
    if right {
        return Some(typed.value);
    }
    fields.told.push(faults::time_zone(typed.span, &typed.value));
    None
}

fn theme(fields: &mut Fields) -> Option<String> {
    let typed = fields.text("theme")?;
    if is_slug(&typed.value) {
        return Some(typed.value);
    }
    fields.told.push(faults::slug(typed.span, &typed.value));
    None
}

fn issuers(fields: &mut Fields) -> Vec<Issuer> {
    let mut issuers: Vec<Issuer> = Vec::new();
    for mut group in fields.groups("issuers", ISSUER_KEYS) {
        let name = group.required_text("name");
        let code = group.text("code").and_then(|typed| code(&mut group, typed));
        let slug = group.required_text("slug").and_then(|slug| {
            if is_slug(&slug.value) {
                return Some(slug);
            }
            group.told.push(faults::slug(slug.span, &slug.value));
            None
        });
        let withheld = withheld(&mut group);
        fields.hear(group);
        let (Some(name), Some(slug)) = (name, slug) else { continue };
        let issuer = Issuer { name, code, slug, withheld };
        let twin = issuers.iter().find_map(|other| issuer.shares_with(other));
        match twin {
            Some((again, first)) => fields.told.push(faults::issuer_twice(again, first)),
            None => issuers.push(issuer),
        }
    }
    issuers
}

impl Issuer {
    /// Where this issuer repeats another's name, code or slug.
    fn shares_with(&self, other: &Issuer) -> Option<(Spanned<String>, Span)> {
        let code = self.code.as_ref().zip(other.code.as_ref());
        [(&self.name, &other.name), (&self.slug, &other.slug)]
            .into_iter()
            .chain(code)
            .find(|(mine, theirs)| mine.value == theirs.value)
            .map(|(mine, theirs)| (mine.clone(), theirs.span.clone()))
    }
}

fn code(fields: &mut Fields, typed: Spanned<String>) -> Option<Spanned<String>> {
    match number::canonical_code(&typed.value) {
        Some(code) => Some(Spanned::new(code, typed.span)),
        None => {
            fields.told.push(faults::code(typed.span, &typed.value));
            None
        }
    }
}

/// `withheld: {2026: "2-6, 9"}`.
fn withheld(fields: &mut Fields) -> BTreeMap<u16, BTreeSet<u32>> {
    let mut years = BTreeMap::new();
    for (year, value) in entries(fields, "withheld") {
        let serials = match &value.value {
            Value::Text(text) | Value::Number(text) => serials(text),
            _ => None,
        };
        match (year.value.trim().parse::<u16>().ok(), serials) {
            (Some(year), Some(serials)) => {
                years.insert(year, serials);
            }
            _ => fields.told.push(faults::withheld(value.span)),
        }
    }
    years
}

/// `2-6, 9, 12-13` as numbers; at most 100,000 of them.
fn serials(text: &str) -> Option<BTreeSet<u32>> {
    let mut serials = BTreeSet::new();
    for part in text.split([',', '，', '、', ' ']).map(str::trim).filter(|part| !part.is_empty())
    {
        let (from, to) = part.split_once(['-', '—', '–', '至']).unwrap_or((part, part));
        let (from, to): (u32, u32) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        if from == 0 || to < from || to - from > 100_000 {
            return None;
        }
        serials.extend(from..=to);
    }
    Some(serials)
}

fn card_font(fields: &mut Fields) -> Option<Spanned<String>> {
    let mut card = fields.group("card", CARD_KEYS)?;
    let font = card.required_text("font");
    fields.hear(card);
    font
}

fn navigation(fields: &mut Fields) -> Vec<NavigationItem> {
    let mut items = Vec::new();
    for mut group in fields.groups("navigation", NAVIGATION_KEYS) {
        let title = group.required_text("title");
        let url = group.required_text("url");
        fields.hear(group);
        if let (Some(title), Some(url)) = (title, url) {
            items.push(NavigationItem { title: title.value, url });
        }
    }
    items
}

fn topic_slugs(fields: &mut Fields) -> BTreeMap<String, String> {
    let mut slugs = BTreeMap::new();
    for (topic, value) in entries(fields, "topics") {
        match value.value {
            Value::Text(slug) if is_slug(&slug) => {
                slugs.insert(topic.value, slug);
            }
            _ => fields.told.push(faults::slug(value.span, &topic.value)),
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
                    fields.told.push(faults::synonym(item.span));
                    None
                }
            })
            .collect();
        synonyms.insert(word.value, words);
    }
    synonyms
}

/// The entries of a map whose keys are the editor's own.
fn entries(fields: &mut Fields, name: &str) -> Vec<(Spanned<String>, Node)> {
    match fields.take(name) {
        Some(Node { value: Value::Map(entries), .. }) => entries,
        Some(node) => {
            fields.told.push(faults::entries(node.span, name));
            Vec::new()
        }
        None => Vec::new(),
    }
}
