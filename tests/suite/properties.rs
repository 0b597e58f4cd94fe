//! Configuration that all property tests share.

use proptest::test_runner::Config;

/// Runs a property as often as `PROPTEST_CASES` says, or else this many times.
pub fn cases(usual: u32) -> Config {
    let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    Config { cases: wanted.unwrap_or(usual), ..Config::default() }
}
