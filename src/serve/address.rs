//! From what a browser asks for to a file of the site.

/// Decodes the path of an address; `None` if it is no UTF-8 or badly written.
pub fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let high = char::from(rest.next()?).to_digit(16)?;
        let low = char::from(rest.next()?).to_digit(16)?;
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

/// Tells whether a `Host` header names this machine. Any other name is a foreign site that has
/// been pointed at this machine so as to read what is shown here.
pub fn is_local(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1" || name == "[::1]"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded() {
        assert_eq!(decode("/a/b.html").as_deref(), Some("/a/b.html"));
        assert_eq!(
            decode("/%E9%B2%81%E5%8C%BB%E5%8D%8F%E5%8F%91%E3%80%942026%e3%80%951%E5%8F%B7/")
                .as_deref(),
            Some("/鲁医协发〔2026〕1号/")
        );
        assert_eq!(decode("/100%25").as_deref(), Some("/100%"));
        for bad in ["/%", "/%4", "/%zz", "/%+1", "/%FF", "/%E9%B2"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_this_machine_is_local() {
        for host in ["localhost", "LocalHost:1111", "127.0.0.1", "127.0.0.1:80", "[::1]:3000"] {
            assert!(is_local(host), "{host}");
        }
        for host in [
            "",
            "example.org",
            "localhost.example.org:80",
            "127.0.0.1.nip.io",
            "::1",
            "[::2]",
            "10.0.0.1",
        ] {
            assert!(!is_local(host), "{host}");
        }
    }
}
