//! Headers by which a web server repeats the policy of the pages, adds what a page cannot say itself, and lets browsers keep
//! files that are named by a digest of their bytes.

use super::host_rules::{WebServer, encoded, regex_escaped};
use super::output::{Make, Output};
use crate::config::Config;
use crate::content_policy::CONTENT_POLICY;
use crate::source::Tree;
use std::fmt::Write;

/// The file of headers that Cloudflare Pages and Netlify read.
const HEADERS: &str = "/_headers";
/// For a file whose address holds a digest.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// For all else: kept, and asked for each time whether it is still so.
const ASKED_AGAIN: &str = "no-cache";

/// `_headers`, unless the site has one of its own.
pub(super) fn outputs(tree: &Tree) -> Option<Output<'static>> {
    let is_own = tree.assets.contains_key("static/_headers");
    let make = Make::from_site(|site| headers_file(&site.config));
    (!is_own).then(|| Output::generated(HEADERS, make))
}

/// The headers of every file. Some browsers show a PDF file by a plugin of its own address, which a page needs nowhere;
/// what the page itself refuses stays refused.
fn headers(config: &Config) -> Vec<(&'static str, String)> {
    let policy = CONTENT_POLICY.replace("object-src 'none'", "object-src 'self'");
    let mut headers = vec![
        ("Content-Security-Policy", format!("{policy}; frame-ancestors 'self'")),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
        (
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()".to_owned(),
        ),
    ];
    if config.base_url.origin.starts_with("https://") {
        headers.push(("Strict-Transport-Security", "max-age=31536000".to_owned()));
    }
    headers
}

/// These hosts have browsers ask again unless a rule says otherwise. A second `Cache-Control` would be appended to a first.
fn headers_file(config: &Config) -> String {
    let base = encoded(&config.base_url.path);
    let mut rules = format!("{base}*\n");
    for (name, value) in headers(config) {
        let _ = writeln!(rules, "  {name}: {value}");
    }
    for named in ["assets/:digest/*", "assets/accent-*", "cards/*", "pictures/*"] {
        let _ = writeln!(rules, "{base}{named}\n  Cache-Control: {FOR_EVER}");
    }
    rules
}

/// The headers for a web server, below the path of the site only: other things may stand on the same host.
pub fn host_headers(server: WebServer, config: &Config) -> String {
    let base = regex_escaped(&config.base_url.path);
    let digest = "[0-9a-f]{6,}";
    let named = format!(
        "^{base}(?:assets/(?:accent-)?{digest}[/.]|cards/{digest}\\.png$|pictures/{digest}-[0-9]+\\.(?:jpg|png)$|search/(?:[0-9]+/[a-z]-{digest}/[0-9]+|[a-z]+-{digest})\\.bin$)"
    );
    let mut rules = String::from("# 安全与缓存的响应头 / headers for safety and caches\n");
    let headers = headers(config);
    match server {
        WebServer::Nginx => {
            let variable =
                |name: &str| format!("$gongbao_{}", name.to_lowercase().replace('-', "_"));
            let cache = variable("Cache-Control");
            for (name, _) in &headers {
                let _ = writeln!(rules, "set {} \"\";", variable(name));
            }
            let _ = writeln!(rules, "set {cache} \"\";\nif ($uri ~ \"^{base}\") {{");
            for (name, value) in &headers {
                let _ = writeln!(rules, "  set {} \"{value}\";", variable(name));
            }
            let _ = writeln!(rules, "  set {cache} \"{ASKED_AGAIN}\";\n}}");
            let _ =
                writeln!(rules, "if ($uri ~ \"{named}\") {{\n  set {cache} \"{FOR_EVER}\";\n}}");
            for (name, _) in &headers {
                let _ = writeln!(rules, "add_header {name} {} always;", variable(name));
            }
            let _ = writeln!(rules, "add_header Cache-Control {cache};");
        }
        WebServer::Caddy => {
            let _ = writeln!(rules, "@gongbao path_regexp \"^{base}\"\nheader @gongbao {{");
            for (name, value) in &headers {
                let _ = writeln!(rules, "  {name} \"{value}\"");
            }
            let _ = writeln!(rules, "}}\n@gongbao_named {{\n  file\n  path_regexp \"{named}\"\n}}");
            let _ = writeln!(
                rules,
                "@gongbao_asked {{\n  path_regexp \"^{base}\"\n  not {{\n    file\n    path_regexp \"{named}\"\n  }}\n}}"
            );
            let _ = writeln!(rules, "header @gongbao_named Cache-Control \"{FOR_EVER}\"");
            let _ = writeln!(rules, "header @gongbao_asked Cache-Control \"{ASKED_AGAIN}\"");
        }
    }
    rules
}
