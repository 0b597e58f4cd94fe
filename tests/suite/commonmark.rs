//! The examples of the CommonMark specification 0.31.2, each as the body of a document.

mod normal;

use gongbao::document;
use gongbao::markdown::{self, Labels, RawHtml, Resolved};
use gongbao::source::{SitePath, Source};
use normal::normal;
use std::sync::Arc;

struct Example {
    number: usize,
    section: String,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let json = include_str!("../fixtures/commonmark/examples.json");
    let rows: Vec<(usize, String, String, String)> = serde_json::from_str(json).expect("examples");
    let example = |(number, section, markdown, html)| Example { number, section, markdown, html };
    rows.into_iter().map(example).collect()
}

/// Renders a body as the page of its document shows it.
pub fn rendered(body: &str, raw: RawHtml) -> String {
    let text = format!("---\ntitle: 标题\ndate: 2026-03-15\n---\n{body}");
    let source = Arc::new(Source::decode(SitePath::new("content/notices/a.md"), text.as_bytes()));
    let document = document::parse(&source, raw).value.expect("a document");
    let resolved = Resolved::default();
    markdown::html(&source, document.body, &resolved, raw, Labels::CHINESE)
}

#[test]
fn examples_of_the_specification_come_out_as_it_says() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let mut equal = 0;
    for example in &examples {
        let ours = normal(&rendered(&example.markdown, RawHtml::Trusted));
        let theirs = normal(&example.html);
        if ours == theirs {
            equal += 1;
            continue;
        }
        println!(
            "== {} {}\n{}--\n{}\n{}\n",
            example.number, example.section, example.markdown, theirs, ours
        );
    }
    println!("equal {equal}");
}
