//! The few filters that templates need. Each returns a value made from its input alone.

use crate::phrases;
use tera::{Kwargs, State, Tera, Value};

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("han_breaks", han_breaks);
    tera.register_filter("han_length", han_length);
    tera.register_filter("host", host);
}

/// A title as HTML whose words stay whole at the end of a line.
fn han_breaks(title: &str, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&phrases::unbroken(title))
}

/// The width of a line of type in Han characters, rounded up; Latin letters count half.
fn han_length(text: &str, _: Kwargs, _: &State) -> usize {
    phrases::width(text).div_ceil(2)
}

/// The host of an address: `https://example.org/portal` → `example.org`.
fn host(address: &str, _: Kwargs, _: &State) -> String {
    let after = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = after.split('/').next().unwrap_or_default();
    // The address of an IPv6 host has colons of its own, between brackets.
    match host.find(']') {
        Some(end) => host[..=end].to_owned(),
        None => host.split(':').next().unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use tera::{Context, Tera};

    fn render(template: &str, value: &str) -> String {
        let mut tera = Tera::default();
        super::register(&mut tera);
        tera.add_raw_template("t.html", template).unwrap();
        let mut context = Context::new();
        context.insert("it", value);
        tera.render("t.html", &context).unwrap()
    }

    #[test]
    fn titles_are_escaped_and_marked() {
        assert_eq!(
            render("{{ it | han_breaks }}", "关于<b>的通知"),
            "<span class=\"nb\">关于</span>&lt;b&gt;的<span class=\"nb\">通知</span>"
        );
    }

    #[test]
    fn lengths_count_latin_as_half() {
        assert_eq!(render("{{ it | han_length }}", "协会2026"), "4");
    }

    #[test]
    fn hosts_are_cut_from_addresses() {
        assert_eq!(render("{{ it | host }}", "https://example.org:8080/portal"), "example.org");
        assert_eq!(render("{{ it | host }}", "example.org"), "example.org");
    }
}
