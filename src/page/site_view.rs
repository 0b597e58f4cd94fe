//! `config`: the site as every page sees it.

use super::links::issuer_link;
use super::site::Site;
use crate::address::{navigation_href, url};
use crate::config::{Imprint, NamedLink, NavigationItem, TextLink};
use crate::content_policy::CONTENT_POLICY;
use crate::document::Kind;
use crate::document::section::Section;
use crate::register::DocId;
use crate::view::{
    CategoryLink, ContactView, FeedLink, LinkView, LogoView, NavigationView, SiteView,
    TextLinkView, WechatView,
};
use std::collections::BTreeMap;

/// `config`: the site as every page sees it.
pub fn site_view(site: &Site, assets: &BTreeMap<String, String>) -> SiteView {
    let Site { config, addresses, .. } = site;
    let assets = assets.iter().map(|(name, at)| (name.clone(), addresses.href(&format!("/{at}"))));
    let categories: Vec<CategoryLink> = category_links(site);
    let words = site.words();
    let navigation = if config.navigation.is_empty() {
        categories.iter().map(to_category).collect()
    } else {
        config.navigation.iter().filter_map(|item| navigation(site, item)).collect()
    };
    let announcement = config.announcement.as_ref().filter(|line| line.is_shown_on(site.today));
    let imprint = &config.imprint;
    let record = imprint.police_record.as_ref();
    SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        base_url: addresses.permalink("/").trim_end_matches('/').to_owned(),
        base_path: addresses.href("/"),
        language: config.language.clone(),
        announcement: announcement.map(|line| line.text.clone()),
        announcement_url: announcement
            .and_then(|line| Some(named_link(site, line.link.as_ref()?).url)),
        build_date: site.today.to_string(),
        navigation,
        categories,
        issuers: config
            .issuers
            .iter()
            .map(|issuer| issuer_link(site, &issuer.name.value))
            .collect(),
        topics_url: addresses.href(url::TOPICS),
        search_url: addresses.href(url::SEARCH),
        opensearch_url: addresses.href(url::OPENSEARCH),
        updates_url: addresses.href(url::UPDATES),
        subscribe_url: addresses.href(url::SUBSCRIBE),
        statistics_url: addresses.href(url::STATISTICS),
        in_force_url: addresses.href(url::IN_FORCE),
        events_url: (!site.register.lists.events.is_empty()).then(|| addresses.href(url::EVENTS)),
        standards_url: (!site.register.by_standard.is_empty())
            .then(|| addresses.href(url::STANDARDS)),
        feeds: feeds(site, &config.title, url::HOME),
        data: vec![
            feed_link(site, &words.catalogue("JSON"), url::CATALOGUE_JSON, "application/json"),
            feed_link(site, &words.catalogue("CSV"), url::CATALOGUE_CSV, "text/csv"),
        ],
        about_data: vec![
            feed_link(
                site,
                words.catalogue_schema(),
                url::CATALOGUE_SCHEMA,
                "application/schema+json",
            ),
            feed_link(site, words.data_catalogue(), url::DATA_CATALOGUE, "application/ld+json"),
        ],
        site_code: imprint.site_code.clone(),
        icp: imprint.icp.clone(),
        police_record: record.map(|record| record.text.clone()),
        police_record_url: record.and_then(|record| record.url.clone()),
        logo: logo(site),
        contact: contact(imprint),
        wechat: wechat(site),
        copyright: imprint.copyright.clone(),
        friend_links: links(site, &imprint.friend_links),
        assets: assets.collect(),
        content_policy: CONTENT_POLICY,
        extra: config.extra.clone(),
    }
}

fn logo(site: &Site) -> Option<LogoView> {
    let pictures = site.pictures.logo.as_ref()?;
    let href = |address: &String| site.addresses.href(address);
    Some(LogoView {
        url: href(&pictures.address),
        dark_url: href(pictures.dark_address.as_ref().unwrap_or(&pictures.address)),
        width: pictures.width,
        height: pictures.height,
        has_name: site.config.logo.as_ref().is_some_and(|logo| logo.has_name),
    })
}

fn wechat(site: &Site) -> Option<WechatView> {
    let qr_url = site.addresses.href(site.pictures.wechat.as_ref()?);
    Some(WechatView { name: site.config.wechat.as_ref()?.name.clone(), qr_url })
}

fn contact(imprint: &Imprint) -> ContactView {
    let links = |links: &[TextLink]| -> Vec<TextLinkView> {
        let view =
            |link: &TextLink| TextLinkView { title: link.text.clone(), url: link.url.clone() };
        links.iter().map(view).collect()
    };
    let Imprint { organizer, address, postcode, phones, emails, office_hours, .. } = imprint;
    ContactView {
        organizer: organizer.clone(),
        address: address.clone(),
        postcode: postcode.clone(),
        phones: links(phones),
        emails: links(emails),
        office_hours: office_hours.clone(),
    }
}

/// The links of a list of site.yaml.
fn links(site: &Site, listed: &[NamedLink]) -> Vec<LinkView> {
    listed.iter().map(|item| named_link(site, item)).collect()
}

fn named_link(site: &Site, item: &NamedLink) -> LinkView {
    let url = navigation_href(&item.url.value, &site.config, &site.addresses);
    LinkView { title: item.title.clone(), url }
}

/// An entry of the navigation that only leads to a category.
fn to_category(category: &CategoryLink) -> NavigationView {
    let CategoryLink { title, url, .. } = category;
    NavigationView { title: title.clone(), url: url.clone(), children: Vec::new() }
}

fn navigation(site: &Site, item: &NavigationItem) -> Option<NavigationView> {
    Some(NavigationView {
        title: item.title.clone(),
        url: named_link(site, item.links().next()?).url,
        children: links(site, &item.children),
    })
}

fn category_links(site: &Site) -> Vec<CategoryLink> {
    let lists = &site.register.lists.categories;
    let address = |section: &Section, documents: &[DocId]| match documents {
        // Nobody wants a list of one page, which says nothing itself.
        [only] if section.kind == Kind::Page && section.is_bare() => {
            site.addresses.document(*only).to_owned()
        }
        _ => url::section(&section.address),
    };
    site.register
        .sections
        .iter()
        .zip(lists)
        .filter(|(section, _)| !section.folder.is_empty())
        .map(|(section, documents)| CategoryLink {
            title: section.title.clone(),
            url: site.addresses.href(&address(section, documents)),
            kind: section.kind.key().to_owned(),
            slug: section.folder.clone(),
            count: documents.len(),
        })
        .collect()
}

/// The feeds of a list: Atom and JSON.
pub(super) fn feeds(site: &Site, title: &str, list: &str) -> Vec<FeedLink> {
    vec![
        feed_link(site, title, &url::atom_feed(list), "application/atom+xml"),
        feed_link(site, title, &url::json_feed(list), "application/feed+json"),
    ]
}

fn feed_link(site: &Site, title: &str, address: &str, media_type: &str) -> FeedLink {
    FeedLink {
        title: title.to_owned(),
        url: site.addresses.href(address),
        media_type: media_type.to_owned(),
    }
}
