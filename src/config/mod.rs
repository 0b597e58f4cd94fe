//! `site.yaml`: the settings of the portal.
//!
//! Every value is checked where it is read, and keeps its place where later stages report on it.

mod accent;
mod announcement;
mod base;
mod entries;
mod faults;
mod history;
mod home;
mod imprint;
mod issuers;
mod keys;
mod links;
mod logo;
mod severities;
mod slug;
mod values;

pub use accent::Accent;
pub use announcement::Announcement;
pub use base::BaseUrl;
pub use faults::BASE_URL_EXAMPLE;
pub use history::HistorySettings;
pub use home::HomeSection;
pub use imprint::{Imprint, TextLink};
pub use issuers::{Issuer, Issuers, Series};
pub use keys::KEYS;
pub use links::{NamedLink, NavigationItem};
pub use logo::{Logo, WechatAccount};
pub use severities::Severities;
pub use slug::is_slug;

use crate::diagnostic::{Checked, Diagnostic};
use crate::markdown::RawHtml;
use crate::source::{Source, Spanned};
use crate::yaml::{self, Fields, KeyNames, Keys};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Config {
    pub source: Option<Arc<Source>>,
    /// The names of the keys for messages.
    pub key_names: KeyNames,
    pub title: String,
    pub description: String,
    pub base_url: BaseUrl,
    pub language: String,
    /// Offset from UTC as RFC 3339 writes it: `+08:00`.
    pub time_zone: String,
    pub theme: String,
    pub announcement: Option<Announcement>,
    pub issuers: Issuers,
    pub navigation: Vec<NavigationItem>,
    /// The sections of the home page, in their order.
    pub home: Vec<HomeSection>,
    /// Slugs of topics that should not be made from their pinyin.
    pub topic_slugs: BTreeMap<String, String>,
    /// Words that search treats as equal.
    pub synonyms: BTreeMap<String, Vec<String>>,
    pub logo: Option<Logo>,
    pub wechat: Option<WechatAccount>,
    /// The colour of the site.
    pub accent: Option<Accent>,
    pub imprint: Imprint,
    /// The font of the cards; without one there are no cards.
    pub card_font: Option<Spanned<String>>,
    pub raw_html: RawHtml,
    /// Whether each document is published as a PDF, too.
    pub paper: bool,
    /// The history of the documents, if pages show it.
    pub history: Option<HistorySettings>,
    pub severities: Severities,
    pub extra: serde_json::Value,
}

/// Reads the settings. Even a faulty file gives a usable value, so that the documents are
/// checked in the same run.
pub fn read(source: Option<&Arc<Source>>) -> Checked<Config> {
    let Some(source) = source else {
        return Checked::new(Config::empty(), vec![faults::no_site()]);
    };
    let known = Keys::new(KEYS).names();
    let mut diagnostics = yaml::not_utf8(source, &known);
    let start = if source.text.starts_with('\u{feff}') { 3 } else { 0 };
    let node = yaml::read(source, start..source.text.len(), &known).collect_into(&mut diagnostics);
    let mut fields = Fields::of_block(source, node, KEYS, start);
    let empty = Config::empty();
    let title = fields.text("title").map(|title| title.value);
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
        announcement: announcement::read(&mut fields),
        issuers: issuers::read(&mut fields),
        navigation: links::navigation(&mut fields),
        home: home::read(&mut fields),
        topic_slugs: values::topic_slugs(&mut fields),
        synonyms: values::synonyms(&mut fields),
        logo: logo::logo(&mut fields),
        wechat: logo::wechat(&mut fields),
        accent: accent::read(&mut fields),
        imprint: imprint::read(&mut fields),
        card_font: values::card_font(&mut fields),
        raw_html: match fields.choice("raw_html") {
            Some(choice) if choice.value == "trusted" => RawHtml::Trusted,
            _ => RawHtml::Sanitised,
        },
        paper: fields.boolean("paper").is_some_and(|paper| paper.value),
        history: history::read(&mut fields),
        severities: severities::read(&mut fields),
        extra: fields.take("extra").map_or(serde_json::Value::Null, |node| yaml::json(&node)),
    };
    // An unknown key may have been meant as `issuers`.
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
            home: HomeSection::ALL.to_vec(),
            topic_slugs: BTreeMap::new(),
            synonyms: BTreeMap::new(),
            logo: None,
            wechat: None,
            accent: None,
            imprint: Imprint::default(),
            card_font: None,
            raw_html: RawHtml::Sanitised,
            paper: false,
            history: None,
            severities: Severities::default(),
            extra: serde_json::Value::Null,
        }
    }
}
