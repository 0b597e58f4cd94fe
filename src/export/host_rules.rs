//! Rules by which a web server leads from a number to its document, `/鲁医协发〔2026〕1号/` to `/lyxf/2026/1/`: one for each code.
//!
//! Without them the script of `404.html` does the same, one answer later. A server's rules understand every bracket, `第` and
//! spaces; digits of full width and the rest are left to the script.

use super::output::{Make, Output};
use crate::config::Config;
use crate::page::Site;
use crate::source::Tree;
use crate::target::percent_encoded;
use std::fmt::Write;

/// The file of rules that Cloudflare Pages, Netlify and GitLab Pages read.
pub const REDIRECTS: &str = "/_redirects";
/// Cloudflare reads at most a hundred rules with placeholders.
const MAX_REDIRECTS: usize = 100;

/// Opening and closing brackets, the standard ones first.
const BRACKETS: [(&str, &str); 6] =
    [("〔", "〕"), ("[", "]"), ("(", ")"), ("（", "）"), ("［", "］"), ("【", "】")];

/// The web servers for which there are rules to include.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebServer {
    Nginx,
    Caddy,
}

/// `_redirects`, unless the site has one of its own.
pub(super) fn outputs(tree: &Tree) -> Option<Output<'static>> {
    let is_own = tree.assets.contains_key("static/_redirects");
    (!is_own).then(|| Output::generated(REDIRECTS, Make::from_site(redirects)))
}

/// A placeholder stands for a part of a segment on Cloudflare and GitLab. Netlify knows whole segments only, and skips these
/// rules.
fn redirects(site: &Site) -> String {
    let base = &site.config.base_url.path;
    let spellings = BRACKETS.iter().flat_map(|brackets| ["/", ""].map(|end| (brackets, end)));
    let rules = spellings.flat_map(|((open, close), end)| {
        codes(&site.config).map(move |(code, slug)| {
            let (base, code, sign) = (encoded(base), encoded(code), encoded("号"));
            let (open, close) = (encoded(open), encoded(close));
            let from = format!("{base}{code}{open}:year{close}:serial{sign}{end}");
            format!("{from} {base}{slug}/:year/:serial/ 301\n")
        })
    });
    rules.take(MAX_REDIRECTS).collect()
}

/// Percent-encodes as browsers do, which leave brackets as they are.
fn encoded(part: &str) -> String {
    if part.is_ascii() { part.to_owned() } else { percent_encoded(part) }
}

/// Returns the rules of a site for a web server, to be included where the site is served.
pub fn host_rules(server: WebServer, config: &Config) -> String {
    let any = |of: fn(&(&'static str, &'static str)) -> &'static str| {
        let brackets = BRACKETS.iter().map(|pair| match of(pair) {
            ascii if ascii.is_ascii() => format!("\\{ascii}"),
            other => other.to_owned(),
        });
        format!("(?:{})", brackets.collect::<Vec<_>>().join("|"))
    };
    // By bytes, not by characters: a set of characters would need a mode that not every server has.
    let (open, close) = (any(|pair| pair.0), any(|pair| pair.1));
    let base = &config.base_url.path;
    let mut rules = String::from(
        "# 发文字号作网址：转到文件 / addresses that are document numbers lead to the document\n",
    );
    for (code, slug) in codes(config) {
        let code = code.replace(['(', ')'], ".");
        let number = format!(
            "^{base}{code} *{open} *([0-9]{{4}})(?:年)? *{close} *(?:第)? *0*([0-9]+) *(?:号)?/?$"
        );
        let to = percent_encoded(&format!("{base}{slug}/"));
        let _ = match server {
            WebServer::Nginx => writeln!(rules, "rewrite \"{number}\" {to}$1/$2/ permanent;"),
            WebServer::Caddy => writeln!(
                rules,
                "@{slug} path_regexp {slug} \"{number}\"\nredir @{slug} {to}{{re.{slug}.1}}/{{re.{slug}.2}}/ permanent"
            ),
        };
    }
    rules
}

/// The codes of the site with the slugs of their registers.
fn codes(config: &Config) -> impl Iterator<Item = (&str, &str)> {
    let series = config.issuers.iter().flat_map(|issuer| &issuer.series);
    series.map(|series| (&*series.code.value, &*series.slug.value))
}
