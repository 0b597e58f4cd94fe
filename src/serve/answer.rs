//! The answer to one request: a file of the site, a redirect, or what the preview adds.

use crate::content_type::content_type;
use crate::output::OutPath;
use crate::serve::access::{Access, Admission, Token, without_token};
use crate::serve::address::decode;
use crate::serve::messages;
use crate::serve::preview_site::{PreviewSite, Snapshot};
use crate::serve::range::requested_range;
use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, HeaderName, LOCATION, RANGE,
    SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::Response;
use std::io;
use std::ops::Range;

/// The address of the preview's own files; no file of a site has an address below it.
const OWN: &str = "/__gongbao/";
/// The address at which changes are reported.
const EVENTS: &str = "/__gongbao/events";

const SCRIPT: &str = include_str!("reload.js");

pub enum Answer {
    Response(Response),
    /// The stream of changes, from now on.
    Events,
    /// A file of the search index, which must be made first.
    NeedsIndex,
}

/// Returns the answer to a request.
pub fn answer(site: &PreviewSite, method: &Method, uri: &Uri, headers: &HeaderMap) -> Answer {
    let header = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let admission = site.access.admission(uri, headers);
    if admission == Admission::Refused {
        let why = match site.access {
            Access::ThisMachine => messages::ONLY_THIS_MACHINE,
            Access::Token(_) => messages::ONLY_WITH_TOKEN,
        };
        return Answer::Response(text(StatusCode::FORBIDDEN, why));
    }
    if method != Method::GET && method != Method::HEAD {
        let mut refused = text(StatusCode::METHOD_NOT_ALLOWED, messages::ONLY_READING);
        refused.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Answer::Response(refused);
    }
    if let Some(token) = site.access.token().filter(|_| admission == Admission::Welcome) {
        return Answer::Response(welcome(token, uri));
    }
    match uri.path() {
        EVENTS => Answer::Events,
        path => match path.strip_prefix(OWN) {
            Some(own) => Answer::Response(own_file(own, site)),
            None => {
                site_file(site, uri, header(RANGE)).map_or(Answer::NeedsIndex, Answer::Response)
            }
        },
    }
}

/// Returns a file that the preview adds to the site.
fn own_file(name: &str, site: &PreviewSite) -> Response {
    match name {
        "reload.js" => respond(StatusCode::OK, name, Bytes::from_static(SCRIPT.as_bytes())),
        "overlay.css" => respond(StatusCode::OK, name, Bytes::from_static(site.styles.as_bytes())),
        _ => text(StatusCode::NOT_FOUND, messages::NO_SUCH_ADDRESS),
    }
}

/// Returns what the site has at an address; `None` if that is a file of an index that has not been
/// made yet.
fn site_file(site: &PreviewSite, uri: &Uri, range: Option<&str>) -> Option<Response> {
    let snapshot = site.snapshot();
    let inside =
        decode(uri.path()).and_then(|path| OutPath::new(path.strip_prefix(&site.decoded_base)?));
    if inside.is_some_and(|path| snapshot.lacks_index(&path)) {
        return None;
    }
    Some(file_of(&snapshot, site, uri, range))
}

fn file_of(snapshot: &Snapshot, site: &PreviewSite, uri: &Uri, range: Option<&str>) -> Response {
    let Some(path) = decode(uri.path()) else {
        return text(StatusCode::BAD_REQUEST, messages::MALFORMED_ADDRESS);
    };
    let Some(inside) = path.strip_prefix(&site.decoded_base) else {
        // The site has a path on its host: redirect from the root of the host, and from that path
        // without its final slash.
        return if path == "/" || path == site.decoded_base.trim_end_matches('/') {
            redirect(StatusCode::TEMPORARY_REDIRECT, &site.base, uri)
        } else {
            not_found(snapshot)
        };
    };
    let is_folder = inside.is_empty() || inside.ends_with('/');
    let named = if is_folder { format!("{inside}index.html") } else { inside.to_owned() };
    let file = OutPath::new(&named).and_then(|path| Some((snapshot.file(&path)?, path)));
    if let Some((file, path)) = file {
        return match file.read() {
            Ok(bytes) => match range.and_then(|range| requested_range(range, bytes.len())) {
                Some(range) if !is_folder => partial_file(&path, &bytes, range),
                _ => whole_file(StatusCode::OK, &path, bytes, snapshot),
            },
            // It has gone from the disk a moment ago.
            Err(error) if error.kind() == io::ErrorKind::NotFound => not_found(snapshot),
            Err(_) => no_page(StatusCode::INTERNAL_SERVER_ERROR, snapshot),
        };
    }
    let index = OutPath::new(&format!("{inside}/index.html"));
    if !is_folder && index.is_some_and(|index| snapshot.file(&index).is_some()) {
        let folder = format!("{}/", uri.path());
        return redirect(StatusCode::PERMANENT_REDIRECT, &folder, uri);
    }
    if let Some(moved) = snapshot.moved(inside) {
        // Not for ever: the next edit may give the number to another document.
        let address = format!("{}{moved}", site.base);
        return redirect(StatusCode::TEMPORARY_REDIRECT, &address, uri);
    }
    not_found(snapshot)
}

/// Returns the site's own page for a missing address.
fn not_found(snapshot: &Snapshot) -> Response {
    let page = OutPath::new("404.html");
    match page.and_then(|page| Some((snapshot.file(&page)?.read().ok()?, page))) {
        Some((bytes, page)) => whole_file(StatusCode::NOT_FOUND, &page, bytes, snapshot),
        // No build has succeeded yet, or the theme lacks this page.
        None => no_page(StatusCode::NOT_FOUND, snapshot),
    }
}

/// Returns a page without a text, for one that cannot be made. It has the overlay that says why, and
/// reloads when that changes.
fn no_page(status: StatusCode, snapshot: &Snapshot) -> Response {
    let code = status.as_u16();
    let html = format!("<!doctype html><title>{code}</title><body><p>{code}</p></body>");
    respond(status, "index.html", with_script(&html, snapshot))
}

fn whole_file(status: StatusCode, path: &OutPath, bytes: Bytes, snapshot: &Snapshot) -> Response {
    let name = path.as_str();
    match std::str::from_utf8(&bytes) {
        Ok(html) if path.is_page() => respond(status, name, with_script(html, snapshot)),
        _ => respond(status, name, bytes),
    }
}

/// Returns a range of a file, without anything added.
fn partial_file(path: &OutPath, bytes: &Bytes, range: Range<usize>) -> Response {
    let length = bytes.len();
    let (status, content_range) = if range.is_empty() {
        (StatusCode::RANGE_NOT_SATISFIABLE, format!("bytes */{length}"))
    } else {
        let last = range.end - 1;
        (StatusCode::PARTIAL_CONTENT, format!("bytes {}-{last}/{length}", range.start))
    };
    let mut response = respond(status, path.as_str(), bytes.slice(range));
    // It is ASCII, so it is always a valid header.
    if let Ok(content_range) = HeaderValue::from_str(&content_range) {
        response.headers_mut().insert(CONTENT_RANGE, content_range);
    }
    response
}

/// Adds the script that reloads a page, and the overlay, to a page.
fn with_script(html: &str, snapshot: &Snapshot) -> Bytes {
    const END: &[u8] = b"</body>";
    let mut ends = html.as_bytes().windows(END.len()).rev();
    let after = ends.position(|window| window.eq_ignore_ascii_case(END));
    let end = after.map_or(html.len(), |after| html.len() - END.len() - after);
    let (before, after) = html.split_at(end);
    let overlay = snapshot.overlay.as_ref().map_or(String::new(), |overlay| {
        format!("<link rel=\"stylesheet\" href=\"{OWN}overlay.css\">\n{overlay}")
    });
    let version = snapshot.version();
    let script = format!("<script src=\"{OWN}reload.js\" data-version=\"{version}\"></script>\n");
    Bytes::from([before, &overlay, &script, after].concat())
}

fn redirect(status: StatusCode, path: &str, uri: &Uri) -> Response {
    let query = uri.query().map_or(String::new(), |query| format!("?{query}"));
    let mut response = text(status, "");
    // It comes from an address that was received, so it is always a valid header.
    if let Ok(location) = HeaderValue::from_str(&format!("{path}{query}")) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

/// Lets the browser keep the token and ask again without it, so that the address can be shown and shared.
fn welcome(token: &Token, uri: &Uri) -> Response {
    let mut response = text(StatusCode::SEE_OTHER, "");
    let headers = [(LOCATION, without_token(uri)), (SET_COOKIE, token.cookie())];
    for (name, value) in headers {
        // Both come from what was received as a header, or are ASCII.
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn text(status: StatusCode, text: &'static str) -> Response {
    respond(status, "text.txt", Bytes::from_static(text.as_bytes()))
}

/// Returns a response with the content type of a file of this name.
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
