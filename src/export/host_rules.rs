//! Rules by which a web server leads from a number to its document, `/鲁医协发〔2026〕1号/` to `/lyxf/2026/1/`: one for each code.
//!
//! Without them the script of `404.html` does the same, one answer later. A server's rules understand every bracket, `第` and
//! spaces; digits of full width and the rest are left to the script. What lies at an address comes first: the old address of a
//! document may look like a number.

use super::output::{Make, Output};
use crate::address::{address_of_number, url};
use crate::config::Config;
use crate::page::Site;
use crate::source::Tree;
use crate::target::percent_encoded;
use std::fmt::Write;

/// The file of rules that Cloudflare Pages, Netlify and GitLab Pages read.
pub const REDIRECTS: &str = "/_redirects";
/// Cloudflare reads at most a hundred rules with placeholders.
const MAX_PLACEHOLDER_RULES: usize = 100;

/// Opening and closing brackets, the standard ones first.
const BRACKETS: [(&str, &str); 6] =
    [("〔", "〕"), ("[", "]"), ("(", ")"), ("（", "）"), ("［", "］"), ("【", "】")];

/// The web servers for which there are rules to include.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebServer {
    Nginx,
    Caddy,
}

/// `_redirects`, unless the site has one of its own or no code.
pub(super) fn outputs(tree: &Tree, config: &Config) -> Option<Output<'static>> {
    let is_own = tree.assets.contains_key("static/_redirects");
    let has_codes = codes(config).next().is_some();
    (!is_own && has_codes).then(|| Output::generated(REDIRECTS, Make::from_site(redirects)))
}

/// The rules for `_redirects`. These hosts follow a rule even where a file lies, so old addresses that
/// look like numbers come first.
///
/// A placeholder stands for a part of a segment on Cloudflare and GitLab. Netlify knows whole segments only, and skips these
/// rules.
fn redirects(site: &Site) -> String {
    let base = &site.config.base_url.path;
    let mut rules = old_numbers(site);
    let spellings = BRACKETS.iter().flat_map(|brackets| ["/", ""].map(|end| (brackets, end)));
    let by_code = spellings.flat_map(|((open, close), end)| {
        codes(&site.config).map(move |(code, slug)| {
            let (base, code, sign) = (encoded(base), encoded(code), encoded("号"));
            let (open, close) = (encoded(open), encoded(close));
            let from = format!("{base}{code}{open}:year{close}:serial{sign}{end}");
            format!("{from} {base}{slug}/:year/:serial/ 301\n")
        })
    });
    rules.extend(by_code.take(MAX_PLACEHOLDER_RULES));
    rules
}

/// A rule for each old address that is a number with a code of the site.
fn old_numbers(site: &Site) -> String {
    let base = &site.config.base_url.path;
    let mut rules = String::new();
    for id in site.register.ids() {
        for typed in &site.register.entry(id).document.front.aliases {
            let Some(from) = url::alias(&typed.value) else { continue };
            if address_of_number(&from, &site.config).is_some() {
                let (base, from) = (encoded(base), encoded(from.trim_matches('/')));
                let to = site.addresses.href(site.addresses.document(id));
                for end in ["/", ""] {
                    let _ = writeln!(rules, "{base}{from}{end} {to} 301");
                }
            }
        }
    }
    rules
}

/// Percent-encodes as browsers do, which leave brackets as they are.
pub(super) fn encoded(part: &str) -> String {
    percent_encoded(part)
        .replace("%28", "(")
        .replace("%29", ")")
        .replace("%5B", "[")
        .replace("%5D", "]")
}

/// Returns the rules of a site for a web server, to be included where the site is served.
pub fn host_rules(server: WebServer, config: &Config) -> String {
    // By bytes, not by characters: a set of characters would need a mode that not every server has.
    let any = |of: fn(&(&'static str, &'static str)) -> &'static str| {
        let brackets = BRACKETS.iter().map(|pair| regex_escaped(of(pair)));
        format!("(?:{})", brackets.collect::<Vec<_>>().join("|"))
    };
    let (open, close) = (any(|pair| pair.0), any(|pair| pair.1));
    let base = &config.base_url.path;
    let mut rules = String::from(
        "# 发文字号作网址：转到文件 / addresses that are document numbers lead to the document\n",
    );
    if server == WebServer::Nginx {
        rules.push_str("if (!-e $request_filename) {\n");
    }
    for (code, slug) in codes(config) {
        let (base_pattern, code) = (regex_escaped(base), code_pattern(code));
        let number = format!(
            "^{base_pattern}{code} *{open} *([0-9]{{4}})(?:年)? *{close} *(?:第)? *0*([0-9]+) *(?:号)?/?$"
        );
        let to = percent_encoded(&format!("{base}{slug}/"));
        let _ = match server {
            WebServer::Nginx => writeln!(rules, "  rewrite \"{number}\" {to}$1/$2/ permanent;"),
            WebServer::Caddy => writeln!(
                rules,
                "@{slug} {{\n  not file\n  path_regexp {slug} \"{number}\"\n}}\nredir @{slug} {to}{{re.{slug}.1}}/{{re.{slug}.2}}/ permanent"
            ),
        };
    }
    if server == WebServer::Nginx {
        rules.push_str("}\n");
    }
    rules
}

/// A pattern for a code, in which brackets may be typed in either width.
fn code_pattern(code: &str) -> String {
    let parts = code.chars().map(|c| match c {
        '(' | '（' => "(?:\\(|（)".to_owned(),
        ')' | '）' => "(?:\\)|）)".to_owned(),
        c => regex_escaped(c.encode_utf8(&mut [0; 4])),
    });
    parts.collect()
}

/// Escapes what has a meaning in a regular expression, and what would end a quoted one.
pub(super) fn regex_escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '/' | '-' | '_' | '~') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The codes of the site with the slugs of their registers.
fn codes(config: &Config) -> impl Iterator<Item = (&str, &str)> {
    let series = config.issuers.iter().flat_map(|issuer| &issuer.series);
    series.map(|series| (&*series.code.value, &*series.slug.value))
}
