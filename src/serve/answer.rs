//! The answer to one request: a file of the site, a redirect, or what the preview adds.

use crate::output::OutPath;
use crate::serve::address::{decode, is_local};
use crate::serve::content_type::content_type;
use crate::serve::preview_site::{Edition, PreviewSite};
use crate::serve::range::part;
use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, HOST, HeaderName, LOCATION,
    RANGE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::Response;
use std::ops::Range;

/// Where the preview's own files lie; nothing of a site begins so.
const OWN: &str = "/__gongbao/";
/// The address at which changes are reported.
pub const EVENTS: &str = "/__gongbao/events";

const SCRIPT: &str = include_str!("reload.js");

/// What is to be answered.
pub enum Answer {
    Whole(Response),
    /// A stream of events, from now on.
    Events,
}

/// Answers a request.
pub fn answer(site: &PreviewSite, method: &Method, uri: &Uri, headers: &HeaderMap) -> Answer {
    let header = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    // Of two hosts nobody knows which one is meant.
    let hosts = headers.get_all(HOST).iter().count();
    if hosts != 1 || !header(HOST).is_some_and(is_local) {
        return Answer::Whole(plain(StatusCode::FORBIDDEN, "only this machine may ask"));
    }
    if method != Method::GET && method != Method::HEAD {
        let mut refused = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD");
        refused.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Answer::Whole(refused);
    }
    match uri.path() {
        EVENTS => Answer::Events,
        path => Answer::Whole(match path.strip_prefix(OWN) {
            Some("reload.js") => {
                respond(StatusCode::OK, "reload.js", Bytes::from_static(SCRIPT.as_bytes()))
            }
            Some("overlay.css") => {
                respond(StatusCode::OK, "overlay.css", Bytes::from_static(site.styles.as_bytes()))
            }
            Some(_) => plain(StatusCode::NOT_FOUND, "no such address"),
            None => page(site, uri, header(RANGE)),
        }),
    }
}

/// Answers with what the site has at an address.
fn page(site: &PreviewSite, uri: &Uri, range: Option<&str>) -> Response {
    let edition = site.edition();
    let Some(path) = decode(uri.path()) else {
        return plain(StatusCode::BAD_REQUEST, "the address is badly written");
    };
    let Some(inside) = path.strip_prefix(&site.plain) else {
        // The site lies deeper on its host: lead there who asks for the host, or for the site
        // without its last stroke.
        return if path == "/" || path == site.plain.trim_end_matches('/') {
            redirect(StatusCode::TEMPORARY_REDIRECT, &site.base, uri)
        } else {
            missing(&edition)
        };
    };
    let file = |path: &str| {
        let path = OutPath::new(path)?;
        edition.files.get(&path).cloned().map(|bytes| (path, bytes))
    };
    if inside.is_empty() || inside.ends_with('/') {
        return match file(&format!("{inside}index.html")) {
            Some((path, bytes)) => show(StatusCode::OK, &path, bytes, &edition),
            None => missing(&edition),
        };
    }
    if let Some((path, bytes)) = file(inside) {
        if let Some(part) = range.and_then(|range| part(range, bytes.len())) {
            return partial(&path, &bytes, part);
        }
        return show(StatusCode::OK, &path, bytes, &edition);
    }
    if file(&format!("{inside}/index.html")).is_some() {
        let folder = format!("{}/", uri.path());
        return redirect(StatusCode::PERMANENT_REDIRECT, &folder, uri);
    }
    missing(&edition)
}

/// Answers that there is nothing, with the site's own page for that.
fn missing(edition: &Edition) -> Response {
    let page = OutPath::new("404.html");
    match page.and_then(|page| edition.files.get(&page).cloned().map(|bytes| (page, bytes))) {
        Some((page, bytes)) => show(StatusCode::NOT_FOUND, &page, bytes, edition),
        None => {
            // No build has succeeded yet, or the theme lacks this page. It reloads all the same.
            let page = add("<!doctype html><title>404</title><body><p>404</p></body>", edition);
            respond(StatusCode::NOT_FOUND, "404.html", page)
        }
    }
}

fn show(status: StatusCode, path: &OutPath, bytes: Bytes, edition: &Edition) -> Response {
    let name = path.as_str();
    match std::str::from_utf8(&bytes) {
        Ok(html) if path.is_page() => respond(status, name, add(html, edition)),
        _ => respond(status, name, bytes),
    }
}

/// Answers with a part of a file, as it is.
fn partial(path: &OutPath, bytes: &Bytes, part: Range<usize>) -> Response {
    let length = bytes.len();
    let (status, content_range) = if part.is_empty() {
        (StatusCode::RANGE_NOT_SATISFIABLE, format!("bytes */{length}"))
    } else {
        let last = part.end - 1;
        (StatusCode::PARTIAL_CONTENT, format!("bytes {}-{last}/{length}", part.start))
    };
    let mut response = respond(status, path.as_str(), bytes.slice(part));
    // Digits and strokes are a header.
    if let Ok(content_range) = HeaderValue::from_str(&content_range) {
        response.headers_mut().insert(CONTENT_RANGE, content_range);
    }
    response
}

/// Adds the script, and what covers the page, to a page.
fn add(html: &str, edition: &Edition) -> Bytes {
    let lower = html.to_ascii_lowercase();
    let end = lower.rfind("</body>").unwrap_or(html.len());
    let (before, after) = html.split_at(end);
    let cover = edition.overlay.as_ref().map_or(String::new(), |overlay| {
        format!("<link rel=\"stylesheet\" href=\"{OWN}overlay.css\">\n{overlay}")
    });
    let name = edition.name();
    let script = format!("<script src=\"{OWN}reload.js\" data-edition=\"{name}\"></script>\n");
    Bytes::from([before, &cover, &script, after].concat())
}

fn redirect(status: StatusCode, path: &str, uri: &Uri) -> Response {
    let query = uri.query().map_or(String::new(), |query| format!("?{query}"));
    let mut response = plain(status, "");
    // What came as an address can be sent as one.
    if let Ok(location) = HeaderValue::from_str(&format!("{path}{query}")) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    respond(status, "text.txt", Bytes::from_static(text.as_bytes()))
}

fn respond(status: StatusCode, name: &str, bytes: Bytes) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
