//! Where the site will stand on the web: an origin, and a path on it.

/// `https://host/portal/` in its two parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// `https://host`, without a slash at the end; empty if unknown.
    pub origin: String,
    /// `/` or `/portal/`.
    pub path: String,
}

impl Default for BaseUrl {
    fn default() -> BaseUrl {
        BaseUrl { origin: String::new(), path: "/".to_owned() }
    }
}

impl BaseUrl {
    /// Reads an address; a missing slash at the end is added, a query or fragment refused.
    pub fn parse(text: &str) -> Option<BaseUrl> {
        let text = text.trim();
        let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
        let rest = &text[scheme.len()..];
        if rest.contains(['?', '#', ' ', '"', '<', '>', '\\', '@']) {
            return None;
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let path = path.trim_matches('/');
        if host.is_empty() || path.split('/').any(|part| part == "." || part == "..") {
            return None;
        }
        let path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        Some(BaseUrl { origin: format!("{scheme}{host}"), path })
    }

    /// The host without its port: what page tags call SiteDomain.
    pub fn domain(&self) -> &str {
        let host = self.origin.split("://").nth(1).unwrap_or("");
        host.split(':').next().unwrap_or(host)
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn addresses_in_two_parts() {
        let parts = |text| BaseUrl::parse(text).map(|base| (base.origin, base.path));
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(parts("https://example.org/"), pair("https://example.org", "/"));
        assert_eq!(parts("https://example.org"), pair("https://example.org", "/"));
        assert_eq!(parts("http://h:81/a/b"), pair("http://h:81", "/a/b/"));
        for wrong in ["example.org", "https://", "ftp://x/", "https://x/?q", "https://x/../y"] {
            assert_eq!(parts(wrong), None, "{wrong}");
        }
    }
}
