//! Finds the article of a page, its title and the day of its publication.

use crate::date::{self, Parsed};
use crate::html_tree::{ROOT, Tree};
use jiff::civil::Date;

/// The ids and classes that publishing systems of Chinese sites give to the text of an article.
const ARTICLES: [&str; 14] = [
    "js_content",
    "UCAP-CONTENT",
    "zoom",
    "Zoom",
    "TRS_Editor",
    "trs_editor_view",
    "artibody",
    "article-content",
    "article_content",
    "v_news_content",
    "wp_articlecontent",
    "entry-content",
    "post-content",
    "news_content",
];

/// Elements whose text is none of the article's. Old portals enclose the whole page in a `form`.
const SKIPPED: [&str; 19] = [
    "head", "script", "style", "noscript", "template", "nav", "header", "footer", "aside",
    "button", "select", "textarea", "input", "iframe", "svg", "video", "audio", "object", "title",
];

/// Returns whether a node and all below it shows no text of an article.
pub(super) fn is_skipped(tree: &Tree, node: usize) -> bool {
    let is_hidden = || {
        let style = tree.attribute(node, "style").unwrap_or_default().replace(' ', "");
        style.contains("display:none") || tree.attribute(node, "hidden").is_some()
    };
    tree.name(node).is_some_and(|name| SKIPPED.contains(&name)) || is_hidden()
}

/// Returns the element that holds the article.
pub(super) fn root(tree: &Tree) -> usize {
    let all = tree.below(ROOT, |_, _| false);
    let is_named = |node: usize, name: &str| {
        let classes = tree.attribute(node, "class").unwrap_or_default();
        tree.attribute(node, "id") == Some(name) || classes.split_whitespace().any(|c| c == name)
    };
    let has_text = |node: &usize| tree.text_below(*node, is_skipped).trim().chars().count() > 10;
    let named = ARTICLES
        .iter()
        .find_map(|name| all.iter().copied().filter(|node| is_named(*node, name)).find(has_text));
    let body = all.iter().copied().find(|node| tree.name(*node) == Some("body"));
    named.unwrap_or_else(|| densest(tree, body.unwrap_or(ROOT)))
}

/// Descends as long as one part holds most of the text that is no link.
fn densest(tree: &Tree, from: usize) -> usize {
    const DEEPEST: usize = 100;
    let mut at = from;
    for _ in 0..DEEPEST {
        let whole = plain_length(tree, at);
        let inner = tree.children(at).iter().copied().filter(|node| !is_skipped(tree, *node));
        let heavy = inner.max_by_key(|node| plain_length(tree, *node));
        match heavy {
            Some(node)
                if plain_length(tree, node) * 5 >= whole * 4
                    && whole > 0
                    && tree.name(node).is_some_and(is_container) =>
            {
                at = node;
            }
            _ => break,
        }
    }
    at
}

fn is_container(name: &str) -> bool {
    ["div", "section", "article", "main", "body", "td", "tr", "tbody", "table", "center", "form"]
        .contains(&name)
}

/// Returns how many characters below a node are no link, in the article or not.
fn plain_length(tree: &Tree, node: usize) -> usize {
    let is_link = |tree: &Tree, node: usize| is_skipped(tree, node) || tree.name(node) == Some("a");
    tree.text_below(node, is_link).chars().filter(|c| !c.is_whitespace()).count()
}

/// Returns the title: as the page declares it, else its first heading.
pub(super) fn title(tree: &Tree, root: usize) -> Option<String> {
    let all = tree.below(ROOT, |_, _| false);
    let clean = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(text).filter(|text| (2..=120).contains(&text.chars().count()))
    };
    let by_id = all.iter().find(|node| tree.attribute(**node, "id") == Some("activity-name"));
    if let Some(title) = by_id.and_then(|node| clean(&tree.text_below(*node, |_, _| false))) {
        return Some(title);
    }
    let declared = ["ArticleTitle", "og:title", "twitter:title"];
    if let Some(title) = declared.iter().find_map(|name| clean(&meta(tree, &all, name)?)) {
        return Some(title);
    }
    let inside = tree.below(root, is_skipped);
    let heading = |nodes: &[usize]| {
        let first = nodes.iter().find(|node| tree.name(**node) == Some("h1"))?;
        clean(&tree.text_below(*first, is_skipped))
    };
    if let Some(title) = heading(&inside).or_else(|| heading(&all)) {
        return Some(title);
    }
    let title = all.iter().find(|node| tree.name(**node) == Some("title"))?;
    let text = tree.text_below(*title, |_, _| false);
    // Most sites add their name.
    let first = text.split(['_', '|', '-', '–']).next()?;
    clean(first).filter(|title| title.chars().count() >= 6)
}

fn meta(tree: &Tree, all: &[usize], name: &str) -> Option<String> {
    let is_it = |node: &&usize| {
        tree.name(**node) == Some("meta")
            && ["name", "property"].iter().any(|key| {
                tree.attribute(**node, key).is_some_and(|value| value.eq_ignore_ascii_case(name))
            })
    };
    let content = tree.attribute(*all.iter().find(is_it)?, "content")?.trim();
    (!content.is_empty()).then(|| content.to_owned())
}

/// Returns how many characters of the article are no link, and how many are.
pub(super) fn lengths(tree: &Tree, root: usize) -> (usize, usize) {
    let all = tree.text_below(root, is_skipped).chars().filter(|c| !c.is_whitespace()).count();
    let plain = plain_length(tree, root);
    (plain, all - plain.min(all))
}

/// Returns the text of the whole page without white space.
pub(super) fn text(tree: &Tree) -> String {
    let is_code = |tree: &Tree, node: usize| {
        tree.name(node).is_some_and(|name| ["script", "style", "head"].contains(&name))
    };
    tree.text_below(ROOT, is_code).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Returns the day on which the article was published, as the page declares it or as it says in its text, which has no
/// white space here.
pub(super) fn published(tree: &Tree, html: &str, text: &str) -> Option<Date> {
    let all = tree.below(ROOT, |_, _| false);
    let declared = ["PubDate", "publishdate", "article:published_time", "pubdate"];
    let by_meta = declared.iter().find_map(|name| day(&meta(tree, &all, name)?));
    let by_id = || {
        let node = all.iter().find(|node| tree.attribute(**node, "id") == Some("publish_time"))?;
        day(&tree.text_below(*node, |_, _| false))
    };
    // WeChat writes it into a script.
    let by_script = || {
        let rest = html.split("createTime = '").nth(1)?;
        day(rest.split('\'').next()?)
    };
    by_meta.or_else(by_id).or_else(by_script).or_else(|| by_label(text))
}

/// Returns the day after `发布时间：` and its like.
fn by_label(text: &str) -> Option<Date> {
    const LABELS: [&str; 5] = ["发布时间", "发布日期", "发文时间", "更新时间", "日期"];
    LABELS.iter().find_map(|label| {
        let rest = &text[text.find(label)? + label.len()..];
        let rest = rest.trim_start_matches(['：', ':', '[', '【', ' ']);
        let is_part = |c: &char| c.is_ascii_digit() || "-/.年月日".contains(*c);
        let typed: String = rest.chars().take_while(is_part).take(11).collect();
        // Without white space, the hour follows the day at once.
        let typed = match typed.find('日') {
            Some(end) => typed[..end + '日'.len_utf8()].to_owned(),
            None => typed.chars().take(10).collect(),
        };
        day(&typed.replace(['/', '.'], "-"))
    })
}

fn day(text: &str) -> Option<Date> {
    match date::parse(text.trim()) {
        Parsed::Standard(typed) | Parsed::Nonstandard(typed) => Some(typed.moment.date),
        _ => None,
    }
}
