//! Addresses within an old portal.

use crate::target::percent_decoded;

/// Returns the path that a link of a page leads to within the portal, decoded and without query and fragment; `None` if it
/// leads elsewhere or nowhere. `page` is the path of the page, `hosts` are the names of the portal.
pub fn resolved(page: &str, typed: &str, hosts: &[String]) -> Option<String> {
    let typed = typed.trim();
    let path = match of_host(typed) {
        Some((host, path)) if is_of(host, hosts) => path,
        Some(_) => return None,
        None if has_scheme(typed) => return None,
        None => typed,
    };
    let path = path.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return None;
    }
    let path = percent_decoded(&path.replace('\\', "/"))?;
    let mut parts: Vec<&str> = if path.starts_with('/') {
        Vec::new()
    } else {
        page.split('/').filter(|part| !part.is_empty()).collect()
    };
    if !path.starts_with('/') && !page.ends_with('/') {
        parts.pop();
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let end = if path.ends_with('/') && !parts.is_empty() { "/" } else { "" };
    Some(format!("/{}{end}", parts.join("/")))
}

/// Returns whether a host is one of the portal's, with or without `www.`.
pub fn is_of(host: &str, hosts: &[String]) -> bool {
    let bare = |host: &str| {
        let host = host.to_lowercase();
        host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
    };
    hosts.iter().any(|known| bare(known) == bare(host))
}

/// Splits a whole address into its host and its path.
fn of_host(typed: &str) -> Option<(&str, &str)> {
    let lower = typed.get(..8.min(typed.len())).unwrap_or_default().to_ascii_lowercase();
    let start = ["https://", "http://", "//"].into_iter().find(|start| lower.starts_with(start))?;
    let rest = &typed[start.len()..];
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let path = if path.is_empty() { "/" } else { path };
    Some((host.split(':').next().unwrap_or(host), path))
}

fn has_scheme(typed: &str) -> bool {
    let scheme = typed.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_a_page_lead_to_paths_of_the_portal() {
        let hosts = ["old.test".to_owned()];
        let of = |typed| resolved("/art/2020/a.html", typed, &hosts);
        for (typed, path) in [
            ("b.html", "/art/2020/b.html"),
            ("../2019/c.html?id=1#x", "/art/2019/c.html"),
            ("/up/a%20b.doc", "/up/a b.doc"),
            ("http://www.OLD.test/d.html", "/d.html"),
            ("//old.test:80/d/", "/d/"),
            ("https://old.test", "/"),
            ("../../../../e.html", "/e.html"),
            ("..\\f.doc", "/art/f.doc"),
        ] {
            assert_eq!(of(typed).as_deref(), Some(path), "{typed}");
        }
        for elsewhere in
            ["https://other.test/a", "mailto:a@old.test", "javascript:void(0)", "#top", "?id=3", ""]
        {
            assert_eq!(of(elsewhere), None, "{elsewhere}");
        }
    }
}
