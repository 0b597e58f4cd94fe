//! Who may look at the preview: this machine alone, or whoever has the token that it shows.

use crate::serve::address::is_local;
use axum::http::header::{COOKIE, HOST};
use axum::http::{HeaderMap, Uri};
use std::fmt::Write;
use std::io;

/// Who may look.
pub enum Access {
    /// Browsers on this machine.
    ThisMachine,
    /// Whoever has the token, from anywhere in the network.
    Token(Token),
}

/// A secret that nobody guesses: 128 bits of chance, as hexadecimal digits.
pub struct Token(String);

/// What a request may do.
#[derive(Debug, PartialEq, Eq)]
pub enum Admission {
    Admitted,
    /// It brings the token in its address: the browser is to keep it and to ask again without it.
    Welcome,
    Refused,
}

/// The parameter in which an address carries the token, and the cookie in which a browser keeps it.
const NAME: &str = "token";

impl Token {
    /// Makes a new token, from the randomness of the system.
    pub fn new() -> io::Result<Token> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        let mut text = String::new();
        for byte in bytes {
            // Writing into a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Ok(Token(text))
    }

    /// Returns an address with the token.
    pub fn added_to(&self, address: &str) -> String {
        format!("{address}?{NAME}={}", self.0)
    }

    /// Returns the cookie in which a browser keeps the token. What pages of other sites embed is asked for without it; a link to
    /// the preview, in a letter say, works.
    pub fn cookie(&self) -> String {
        format!("{NAME}={}; Path=/; HttpOnly; SameSite=Lax", self.0)
    }

    /// Compares hashes, which takes the same time wherever two texts differ.
    fn is(&self, text: &str) -> bool {
        blake3::hash(text.as_bytes()) == blake3::hash(self.0.as_bytes())
    }
}

impl Access {
    /// Decides on a request.
    pub fn admission(&self, uri: &Uri, headers: &HeaderMap) -> Admission {
        let text = |name| headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        // With two hosts it is unclear which one is meant.
        if headers.get_all(HOST).iter().count() != 1 {
            return Admission::Refused;
        }
        match self {
            Access::ThisMachine if text(HOST).any(is_local) => Admission::Admitted,
            Access::ThisMachine => Admission::Refused,
            Access::Token(token) => {
                let of_query = parts(uri.query().unwrap_or_default(), '&').any(|it| token.is(it));
                let kept = text(COOKIE).any(|line| parts(line, ';').any(|it| token.is(it)));
                match (of_query, kept) {
                    (true, _) => Admission::Welcome,
                    (false, true) => Admission::Admitted,
                    (false, false) => Admission::Refused,
                }
            }
        }
    }

    pub fn token(&self) -> Option<&Token> {
        match self {
            Access::ThisMachine => None,
            Access::Token(token) => Some(token),
        }
    }
}

/// Returns the values that stand under the name of the token.
fn parts(line: &str, separator: char) -> impl Iterator<Item = &str> {
    let parts = line.split(separator).filter_map(|part| part.trim().split_once('='));
    parts.filter(|(name, _)| *name == NAME).map(|(_, value)| value)
}

/// Returns the address without the token.
pub fn without_token(uri: &Uri) -> String {
    let query = uri.query().unwrap_or_default().split('&');
    let rest: Vec<&str> =
        query.filter(|part| !part.is_empty() && part.split('=').next() != Some(NAME)).collect();
    if rest.is_empty() {
        uri.path().to_owned()
    } else {
        format!("{}?{}", uri.path(), rest.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    fn headers(lines: &[(HeaderName, &str)]) -> HeaderMap {
        let lines = lines
            .iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_str(value).expect("a header")));
        lines.collect()
    }

    #[test]
    fn tokens_are_long_and_differ() {
        let (one, other) = (Token::new().expect("a token"), Token::new().expect("a token"));
        assert_eq!(one.0.len(), 32);
        assert_ne!(one.0, other.0);
    }

    #[test]
    fn only_who_brings_the_token_is_admitted_from_the_network() {
        let access = Access::Token(Token("abc".to_owned()));
        let ask = |uri: &str, lines: &[(HeaderName, &str)]| {
            let uri: Uri = uri.parse().expect("an address");
            access.admission(&uri, &headers(lines))
        };
        let host = (HOST, "192.168.1.5:4000");
        assert_eq!(ask("/?token=abc", std::slice::from_ref(&host)), Admission::Welcome);
        assert_eq!(ask("/a/?q=1&token=abc", std::slice::from_ref(&host)), Admission::Welcome);
        let kept = |cookie| [host.clone(), (COOKIE, cookie)];
        assert_eq!(ask("/", &kept("token=abc")), Admission::Admitted);
        assert_eq!(ask("/", &kept("a=b; token=abc; c=d")), Admission::Admitted);
        for cookie in ["token=ab", "token=abcd", "Token=abc", "xtoken=abc", "abc", ""] {
            assert_eq!(ask("/", &kept(cookie)), Admission::Refused, "{cookie}");
        }
        for uri in ["/", "/?token=", "/?token=ab", "/?xtoken=abc", "/?q=token=abc", "/token=abc"] {
            assert_eq!(ask(uri, std::slice::from_ref(&host)), Admission::Refused, "{uri}");
        }
        // Not even a browser on this machine, which every user of it may have.
        assert_eq!(ask("/", &[(HOST, "localhost")]), Admission::Refused);
        assert_eq!(ask("/?token=abc", &[host.clone(), (HOST, "b")]), Admission::Refused);
    }

    #[test]
    fn address_is_asked_again_without_the_token() {
        let without = |uri: &str| without_token(&uri.parse().expect("an address"));
        assert_eq!(without("/portal/?token=abc"), "/portal/");
        assert_eq!(without("/search/?q=%E5%8C%BB&token=abc&page=2"), "/search/?q=%E5%8C%BB&page=2");
    }
}
