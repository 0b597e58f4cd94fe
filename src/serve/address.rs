//! Decodes what a browser asks for, and checks whom it asks.

use percent_encoding::percent_decode_str;

/// Decodes the path of an address; `None` if an escape is malformed or the result is not UTF-8.
pub fn decode(path: &str) -> Option<String> {
    let is_escape = |rest: &str| {
        rest.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    if !path.split('%').skip(1).all(is_escape) {
        return None;
    }
    percent_decode_str(path).decode_utf8().ok().map(|path| path.into_owned())
}

/// Returns whether a `Host` header names this machine. Any other name belongs to a foreign site
/// that has been pointed at this machine to read what is shown here (DNS rebinding).
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
    fn paths_are_decoded_and_malformed_escapes_are_rejected() {
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
    fn only_names_of_this_machine_are_local() {
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
