//! The examples of the CommonMark specification 0.31.2, each as the body of a document, and those of
//! `docs/markdown.md`, which says where a body means something else.

mod normal;

use gongbao::document;
use gongbao::markdown::{self, Labels, RawHtml, Resolved};
use gongbao::source::{SitePath, Source};
use normal::normal;
use std::fs;
use std::sync::Arc;

/// The examples that come out otherwise than the specification says, by the rule of `docs/markdown.md`.
/// That headings begin at level two and have ids is no difference here: see [`normal`].
const DIFFERENT: &[(&str, &[usize])] = &[
    ("Indents are paragraphs, not code", &[25]),
    ("Headings without text are not shown", &[79]),
    ("Links without an address are text", &[200, 485, 486, 487, 567]),
    ("A picture with a title is a figure", &[572, 573, 576, 577, 584, 585, 586, 588, 589, 591]),
    ("A table typed as HTML is a region", &[149, 160]),
    ("Addresses in the text are links", &[602, 608, 611, 612]),
];

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

/// Renders a body as the page of its document shows it, with its links as they are typed.
fn rendered(body: &str, raw: RawHtml) -> String {
    let text = format!("---\ntitle: 标题\ndate: 2026-03-15\n---\n{body}");
    let source = Arc::new(Source::decode(SitePath::new("content/notices/a.md"), text.as_bytes()));
    let document = document::parse(&source, raw, &document::DeclaredFields::default())
        .value
        .expect("a document");
    let resolved = Resolved::default();
    markdown::html(&source, document.body, &resolved, raw, Labels::CHINESE)
}

#[test]
fn examples_of_the_specification_come_out_as_it_says() {
    let docs = fs::read_to_string("docs/markdown.md").expect("the rules");
    for (rule, _) in DIFFERENT {
        assert!(docs.contains(&format!("\n## {rule}\n")), "no heading {rule}");
    }
    let examples = examples();
    let mut equal = 0;
    let mut wrong = Vec::new();
    for Example { number, section, markdown, html } in &examples {
        let (ours, theirs) = (normal(&rendered(markdown, RawHtml::Trusted)), normal(html));
        equal += usize::from(ours == theirs);
        let rule = DIFFERENT.iter().find(|(_, numbers)| numbers.contains(number));
        match rule {
            None if ours != theirs => {
                wrong.push(format!("{number} ({section})\n{markdown}--\n{theirs}\n--\n{ours}"));
            }
            Some((rule, _)) if ours == theirs => {
                wrong.push(format!("{number} is equal, and listed under: {rule}"));
            }
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert_eq!((equal, examples.len()), (629, 652));
    for file in ["docs/markdown.md", "docs/markdown.zh-CN.md"] {
        let text = fs::read_to_string(file).expect("the rules");
        assert!(text.contains("652") && text.contains("629"), "the figures of {file}");
    }
}

#[test]
fn examples_without_html_are_the_same_if_html_is_sanitised() {
    let plain: Vec<Example> =
        examples().into_iter().filter(|example| !example.markdown.contains('<')).collect();
    assert!(plain.len() > 400, "{}", plain.len());
    for Example { number, markdown, .. } in &plain {
        let is_same =
            rendered(markdown, RawHtml::Sanitised) == rendered(markdown, RawHtml::Trusted);
        assert!(is_same, "{number}: {markdown}");
    }
}

/// A pair of blocks in a text: what is typed, what comes out, and where the second lies.
struct Pair {
    typed: String,
    html: String,
    at: std::ops::Range<usize>,
}

fn pairs(text: &str) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find("```markdown\n") {
        let fence = text[..from + found + 3].rsplit('\n').next().unwrap_or_default();
        let start = from + found + "```markdown\n".len();
        let end = start + text[start..].find(&format!("\n{fence}\n")).expect("the fence closes");
        let opens = format!("\n{fence}\n\n```html\n");
        assert!(text[end..].starts_with(&opens), "no HTML below {}", &text[start..end]);
        let html = end + opens.len();
        let closes = html + text[html..].find("```\n").expect("the fence closes");
        let typed = text[start..end].to_owned();
        pairs.push(Pair { typed, html: text[html..closes].to_owned(), at: html..closes });
        from = closes;
    }
    pairs
}

/// With `BLESS=1` the HTML is written anew, as for `tests/faults`.
#[test]
fn examples_of_our_own_rules_are_true() {
    let files = ["docs/markdown.md", "docs/markdown.zh-CN.md"];
    let mut typed: Vec<Vec<String>> = Vec::new();
    for file in files {
        let mut text = fs::read_to_string(file).expect("the rules");
        let pairs = pairs(&text);
        for pair in pairs.iter().rev() {
            let html = rendered(&pair.typed, RawHtml::Sanitised);
            let html = format!("{}\n", html.trim_end());
            if std::env::var_os("BLESS").is_some() {
                text.replace_range(pair.at.clone(), &html);
            } else {
                assert_eq!(pair.html, html, "{file}: {}", pair.typed);
            }
        }
        if std::env::var_os("BLESS").is_some() {
            fs::write(file, text).expect("the rules are written");
        }
        typed.push(pairs.into_iter().map(|pair| pair.typed).collect());
    }
    assert!(typed[0].len() > 20);
    assert_eq!(typed[0], typed[1], "both languages have the same examples");
}
