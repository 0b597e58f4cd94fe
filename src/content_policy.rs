//! The Content-Security-Policy of every page: what a browser may load and run there.

/// Everything comes from the site itself and nothing is inline. `data:` is for pictures that editors paste into a text. By Trusted Types no
/// script makes markup or a script's address of a text. The search page has forms of two public search engines.
pub const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; worker-src 'self'; media-src 'self'; frame-src 'self'; manifest-src 'self'; object-src 'none'; \
    base-uri 'self'; form-action 'self' https://www.baidu.com https://cn.bing.com; require-trusted-types-for 'script'";
