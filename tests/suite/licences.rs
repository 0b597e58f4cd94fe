//! Licences and sources of the dependencies are those of `deny.toml`, checked without cargo-deny, which
//! would have to be installed first. `just deny` runs it for every platform.

use serde_json::Value as Json;
use std::fs;
use std::process::Command;

/// Returns the strings of a list in deny.toml, between `<name> = [` and `]`.
fn listed(settings: &str, name: &str) -> Vec<String> {
    let start = format!("\n{name} = [");
    let (_, list) = settings.split_once(&start).unwrap_or_else(|| panic!("no list {name}"));
    let (list, _) = list.split_once("\n]").expect("an end of the list");
    list.lines().filter_map(|line| Some(line.split('"').nth(1)?.to_owned())).collect()
}

/// Returns whether an SPDX licence expression can be met with allowed licences.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    let met = any(&mut words, allowed);
    met && words.next().is_none()
}

type Rest<'a, 'b> = &'a mut std::iter::Peekable<std::str::SplitWhitespace<'b>>;

fn any(words: Rest, allowed: &[String]) -> bool {
    let mut met = all(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= all(words, allowed);
    }
    met
}

fn all(words: Rest, allowed: &[String]) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: Rest, allowed: &[String]) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let met = any(words, allowed);
        return words.next_if_eq(&")").is_some() && met;
    }
    let Some(licence) = words.next() else { return false };
    // An exception only grants more.
    if words.next_if_eq(&"WITH").is_some() {
        words.next();
    }
    allowed.iter().any(|allowed| allowed == licence)
}

#[test]
fn licence_expressions_follow_spdx() {
    let allowed = ["MIT".to_owned(), "Unicode-3.0".to_owned()];
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("MIT OR Apache-2.0", true),
        ("MIT/Apache-2.0", true),
        ("Apache-2.0 OR GPL-3.0-only", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("(MIT OR Apache-2.0) AND GPL-3.0-only", false),
        ("GPL-3.0-only AND Unicode-3.0 OR MIT", true),
        ("", false),
        ("MIT MIT", false),
    ] {
        assert_eq!(is_met(expression, &allowed), met, "{expression}");
    }
}

#[test]
fn dependencies_have_allowed_licences_and_sources() {
    let settings = fs::read_to_string("deny.toml").expect("deny.toml");
    let (allowed, banned) = (listed(&settings, "allow"), listed(&settings, "deny"));
    assert!(allowed.contains(&"MIT".to_owned()) && banned.contains(&"openssl-sys".to_owned()));
    let rustc = Command::new("rustc").arg("-vV").output().expect("rustc");
    let rustc = String::from_utf8(rustc.stdout).expect("text");
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    // The packages are here, because they have just been built.
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--format-version", "1"])
        .args(["--filter-platform", host])
        .output()
        .expect("cargo");
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: Json = serde_json::from_slice(&metadata.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 50);
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_met(licence, &allowed), "{name}: `{licence}` is not allowed by deny.toml");
        assert!(!banned.iter().any(|banned| banned == name), "{name} is banned by deny.toml");
        let source = package["source"].as_str();
        let is_ours = source.is_none() && name == "gongbao";
        let is_known = source.is_some_and(|s| s.contains("github.com/rust-lang/crates.io-index"));
        assert!(is_ours || is_known, "{name} comes from {source:?}");
    }
}
