//! What stands in `<head>`: canonical address, Open Graph, Dublin Core, page tags. What it
//! says as schema.org is in [`super::structured_data`].

use super::cards;
use super::dates::{date_of, published_of};
use super::site::Site;
use super::site_view::feeds;
use super::structured_data;
use super::summary::summary;
use crate::address::url;
use crate::register::DocId;
use crate::view::{FeedLink, Head, MetaTag};

/// A list, as its head names it.
pub(super) struct Subject<'a> {
    pub title: &'a str,
    /// The column of the site that it is or belongs to: its title without year and page.
    pub column: &'a str,
    pub address: &'a str,
    pub description: &'a str,
    pub indexed: bool,
    pub feeds: Vec<FeedLink>,
}

/// The head of a page that lists.
pub(super) fn of_list(site: &Site, subject: &Subject) -> Head {
    let config = &*site.config;
    let title = match subject.title {
        "" => config.title.clone(),
        title => format!("{title} - {}", config.title),
    };
    let description = match subject.description {
        "" => config.description.clone(),
        description => description.to_owned(),
    };
    let permalink = site.addresses.permalink(subject.address);
    let mut tags = site_tags(site);
    if subject.indexed {
        let column = if subject.column.is_empty() { site.words().home() } else { subject.column };
        tags.push(tag("ColumnName", column));
        tags.push(tag("ColumnDescription", &description));
        tags.push(tag("ColumnKeywords", column));
        tags.push(tag("ColumnType", column));
    }
    let json_ld = (subject.address == url::HOME).then(|| structured_data::of_site(site));
    let heading = if subject.title.is_empty() { &config.title } else { subject.title };
    Head {
        heading: heading.to_owned(),
        title,
        description,
        canonical: permalink,
        og_type: "website".to_owned(),
        card: None,
        json_ld,
        tags,
        feeds: subject.feeds.clone(),
        indexed: subject.indexed,
    }
}

/// The head of a document.
pub(super) fn of_document(site: &Site, id: DocId) -> Head {
    let (register, config) = (&site.register, &site.config);
    let entry = register.entry(id);
    let section = register.section_of(id);
    let front = &entry.document.front;
    let permalink = site.addresses.permalink(site.addresses.document(id));
    let description = summary(register, id);
    let date = date_of(register, id).map(|date| date.to_string());
    let published = published_of(register, id);
    let topics: Vec<&str> = front.topics.iter().map(|topic| &*topic.value).collect();
    let number = entry.number().map(ToString::to_string);

    let mut tags = site_tags(site);
    tags.push(tag("ColumnName", &section.title));
    tags.push(tag("ColumnType", &section.title));
    tags.push(tag("ArticleTitle", entry.title()));
    if let Some(moment) = published {
        let time = moment
            .time
            .map_or("00:00".to_owned(), |time| format!("{:02}:{:02}", time.hour(), time.minute()));
        tags.push(tag("PubDate", &format!("{} {time}", moment.date)));
    }
    tags.push(tag("ContentSource", &entry.issuers.join("、")));
    if !topics.is_empty() {
        tags.push(tag("Keywords", &topics.join(";")));
    }
    tags.push(tag("Author", &entry.issuers.join("、")));
    tags.push(tag("Description", &description));
    tags.push(tag("Url", &permalink));

    tags.push(tag("DC.title", entry.title()));
    for issuer in &entry.issuers {
        tags.push(tag("DC.creator", issuer));
    }
    tags.push(tag("DC.publisher", &config.title));
    if let Some(date) = &date {
        tags.push(tag("DC.date", date));
    }
    tags.push(tag("DC.identifier", number.as_deref().unwrap_or(&permalink)));
    tags.push(tag("DC.language", &config.language));
    tags.push(tag("DC.type", front.genre.as_deref().unwrap_or(&section.title)));
    for topic in &topics {
        tags.push(tag("DC.subject", topic));
    }

    let title = site.words().marked_title(entry.title(), entry);
    Head {
        title: format!("{title} - {}", config.title),
        heading: title,
        description,
        canonical: permalink,
        og_type: "article".to_owned(),
        card: cards::view(site, id),
        json_ld: Some(structured_data::of_document(site, id)),
        tags,
        feeds: feeds(site, &section.title, &url::section(&section.address)),
        indexed: true,
    }
}

/// The page tags that name the site (《政府网站网页标签规范》).
fn site_tags(site: &Site) -> Vec<MetaTag> {
    let config = &*site.config;
    let mut tags = vec![tag("SiteName", &config.title)];
    if !config.base_url.domain().is_empty() {
        tags.push(tag("SiteDomain", config.base_url.domain()));
    }
    if let Some(code) = &config.imprint.site_code {
        tags.push(tag("SiteIDCode", code));
    }
    tags
}

fn tag(name: &'static str, content: &str) -> MetaTag {
    MetaTag { name, content: content.to_owned() }
}
