//! The address of the site on the web: an origin, and a path on it.

use url::{Host, Url};

/// An address such as `https://host/portal/`, in two parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// `https://host`, without a slash at the end; empty if unknown. ASCII, as it is printed.
    pub origin: String,
    /// `/` or `/portal/`: plain text, to be percent-encoded where it is printed.
    pub path: String,
}

impl Default for BaseUrl {
    fn default() -> BaseUrl {
        BaseUrl { origin: String::new(), path: "/".to_owned() }
    }
}

impl BaseUrl {
    /// Reads an address; a missing slash at the end is added. A query, a fragment and a name with
    /// a password are refused, and so is everything that the URL standard would repair silently.
    pub fn parse(text: &str) -> Option<BaseUrl> {
        let text = text.trim();
        let is_repaired =
            |c: char| c.is_whitespace() || c.is_control() || "\\\"<>`{}|^".contains(c);
        let (scheme, rest) = text.split_once("://")?;
        if text.contains(is_repaired) || rest.starts_with('/') || scheme.contains(':') {
            return None;
        }
        let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let is_bare = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        let host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let is_host = match url.host()? {
            Host::Domain(name) => name.chars().all(host),
            Host::Ipv4(_) | Host::Ipv6(_) => true,
        };
        if !is_bare || !is_host {
            return None;
        }
        // The path as typed, because the library has resolved `.` and `..` already.
        let typed = rest.split_once('/').map_or("", |(_, path)| path).trim_matches('/');
        let mut path = String::from("/");
        for part in typed.split('/').filter(|_| !typed.is_empty()) {
            let plain = percent_encoding::percent_decode_str(part).decode_utf8().ok()?;
            let is_name = !plain.is_empty() && plain != "." && plain != "..";
            if !is_name || plain.contains('/') || plain.contains(is_repaired) {
                return None;
            }
            path.push_str(&plain);
            path.push('/');
        }
        Some(BaseUrl { origin: url.origin().ascii_serialization(), path })
    }

    /// Returns the host without its port, which page tags call SiteDomain.
    pub fn domain(&self) -> &str {
        host_of(&self.origin)
    }

    /// Returns whether this is the address of a new site, or another that is reserved for examples
    /// (RFC 2606).
    pub fn is_example(&self) -> bool {
        let domain = self.domain();
        let last = domain.rsplit('.').next().unwrap_or_default();
        let two = domain.rmatch_indices('.').nth(1).map_or(domain, |(at, _)| &domain[at + 1..]);
        ["example.org", "example.com", "example.net"].contains(&two) || last == "example"
    }
}

/// Returns the host of an origin, without a port; an IPv6 address keeps its brackets.
fn host_of(origin: &str) -> &str {
    let host = origin.split_once("://").map_or("", |(_, host)| host);
    match host.find(']') {
        Some(end) => &host[..=end],
        None => host.split(':').next().unwrap_or(host),
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn address_is_parsed_into_origin_and_path() {
        let parts = |text| BaseUrl::parse(text).map(|base| (base.origin, base.path));
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(parts("https://example.org/"), pair("https://example.org", "/"));
        assert_eq!(parts("https://example.org"), pair("https://example.org", "/"));
        assert_eq!(parts("HTTPS://Example.org:443/"), pair("https://example.org", "/"));
        assert_eq!(parts("http://h:81/a/b"), pair("http://h:81", "/a/b/"));
        assert_eq!(parts("https://h/%E9%97%A8/"), pair("https://h", "/门/"));
        assert_eq!(parts("https://h/门"), pair("https://h", "/门/"));
        assert_eq!(parts("https://协会.中国/"), pair("https://xn--6oq65h.xn--fiqs8s", "/"));
        assert_eq!(parts("http://[::1]:8080/a/"), pair("http://[::1]:8080", "/a/"));
        for wrong in [
            "example.org",
            "https://",
            "https:///x",
            "https:example.org",
            "ftp://x/",
            "https://x/?q",
            "https://x/#f",
            "https://x/../y",
            "https://x/%2e%2e/y",
            "https://x/a%2Fb",
            "https://x/a//b",
            "https://x/%FF/",
            "https://x/a b/",
            "https://a&b/",
            "https://u:p@h/",
            "https://u@h/",
            "https:\\\\h\\",
            "https：//example.org/",
            "https://[::1/",
            "https://h\\a/",
            "https://h/a\\b/",
            "https://h/a%20b/",
            "https:x://h/",
            "https://h:99999/",
            "javascript://x/%0aalert(1)",
        ] {
            assert_eq!(parts(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn domain_has_no_port() {
        let domain = |text| BaseUrl::parse(text).map(|base| base.domain().to_owned());
        assert_eq!(domain("https://h.example:81/a/").as_deref(), Some("h.example"));
        assert_eq!(domain("http://[::1]:81/").as_deref(), Some("[::1]"));
        assert_eq!(domain("http://[2001:db8::1]/").as_deref(), Some("[2001:db8::1]"));
        assert_eq!(BaseUrl::default().domain(), "");
    }

    #[test]
    fn addresses_reserved_for_examples_are_recognised() {
        let is_example = |text| BaseUrl::parse(text).is_some_and(|base| base.is_example());
        for yes in [
            "https://example.org/",
            "https://www.example.com/a/",
            "http://x.example/",
            "https://example.net:8/",
        ] {
            assert!(is_example(yes), "{yes}");
        }
        for no in [
            "https://sdha.org.cn/",
            "https://myexample.org/",
            "https://example.org.cn/",
            "http://localhost/",
        ] {
            assert!(!is_example(no), "{no}");
        }
    }
}
