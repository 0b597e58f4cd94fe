//! The description of the search (OpenSearch 1.1), by which a browser searches the site from its
//! address bar.

use super::output::{Make, Output};
use crate::address::url;
use crate::invisible;
use crate::page::Site;
use quick_xml::escape::escape;

/// The longest names and the longest description, in characters, that OpenSearch allows.
const SHORT_NAME: usize = 16;
const LONG_NAME: usize = 48;
const DESCRIPTION: usize = 1024;

pub(super) fn output() -> Output<'static> {
    Output::generated(url::OPENSEARCH, Make::from_site(description))
}

fn description(site: &Site) -> String {
    let config = &site.config;
    let text = |text: &str, length| {
        let plain = invisible::without_harmful(text);
        escape(cut(&plain, length)).into_owned()
    };
    let title = &config.title;
    let about = if config.description.is_empty() { title } else { &config.description };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n\
         <LongName>{}</LongName>\n\
         <Description>{}</Description>\n\
         <Language>{}</Language>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         <Url type=\"text/html\" template=\"{}?q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n",
        text(title, SHORT_NAME),
        text(title, LONG_NAME),
        text(about, DESCRIPTION),
        config.language,
        escape(site.addresses.permalink(url::SEARCH)),
    )
}

/// Returns the text, or as much of it as fits, with an ellipsis.
fn cut(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let start: String = text.chars().take(length - 1).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn text_is_cut_to_as_many_characters_as_are_allowed() {
        assert_eq!(cut("出版物门户", 5), "出版物门户");
        assert_eq!(cut("出版物门户", 4), "出版物…");
        assert_eq!(cut("出版 物门户", 4), "出版…");
        assert_eq!(cut("", 4), "");
    }
}
