//! Formats diagnostics as JSON, for text editors and scripts.

use crate::diagnostic::Diagnostic;
use crate::invisible;
use crate::report::place::Places;
use crate::report::wording::severity_name;
use crate::source::{Span, Tree};
use serde_json::{Map, Value, json};

/// Formats diagnostics as one JSON document: an array with an object for each.
pub fn text(diagnostics: &[Diagnostic], tree: &Tree) -> String {
    let mut places = Places::new(tree);
    let all = diagnostics.iter().map(|diagnostic| object(diagnostic, &mut places)).collect();
    invisible::escape_in_json(format!("{:#}\n", Value::Array(all)))
}

fn object(diagnostic: &Diagnostic, places: &mut Places) -> Value {
    let words = |text: &crate::diagnostic::Text| json!({"zh": text.zh, "en": text.en});
    let mut object = place(diagnostic.at.as_ref(), places);
    object.insert("id".into(), diagnostic.id.into());
    object.insert("severity".into(), severity_name(diagnostic.severity).into());
    object.insert("message".into(), words(&diagnostic.message));
    object.insert("label".into(), diagnostic.label.as_ref().map(words).into());
    object.insert("help".into(), diagnostic.help.as_ref().map(words).into());
    let also = diagnostic.also.iter().map(|(span, label)| {
        let mut object = place(Some(span), places);
        object.insert("label".into(), words(label));
        Value::Object(object)
    });
    object.insert("also".into(), also.collect());
    let fix = diagnostic.fix.iter().map(|edit| {
        let mut object = place(Some(&edit.span), places);
        object.insert("text".into(), edit.text.as_str().into());
        Value::Object(object)
    });
    object.insert("fix".into(), fix.collect());
    Value::Object(object)
}

/// Returns the fields of a place; each is null if there is none.
fn place(span: Option<&Span>, places: &mut Places) -> Map<String, Value> {
    let found = span.and_then(|span| places.find(span));
    let fields = [
        ("file", span.map(|span| span.file.as_str()).into()),
        ("line", found.map(|place| place.line).into()),
        ("column", found.map(|place| place.column).into()),
        ("end_line", found.map(|place| place.end_line).into()),
        ("end_column", found.map(|place| place.end_column).into()),
        ("byte_start", span.map(|span| span.start).into()),
        ("byte_end", span.map(|span| span.end).into()),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::place::tests::{span, tree};
    use crate::text;

    #[test]
    fn every_field_is_present_even_if_null() {
        let tree = tree(&[("a.md", "标题：\"甲\"\n"), ("b.md", "乙")]);
        let diagnostic = Diagnostic::error("quotes", text!("引\"号", "quotes"))
            .at(span(&tree, "a.md", "\"甲\""))
            .label(text!("这里", "here"))
            .also(span(&tree, "b.md", "乙"), text!("那里", "there"))
            .help(text!("改", "fix"))
            .fix(span(&tree, "a.md", "："), ": ");
        let bare = Diagnostic::warning("bare", text!("无处", "nowhere"));
        let json: Value = serde_json::from_str(&text(&[diagnostic, bare], &tree)).unwrap();
        assert_eq!(
            json[0],
            json!({
                "id": "quotes", "severity": "error",
                "message": {"zh": "引\"号", "en": "quotes"},
                "file": "a.md", "line": 1, "column": 4, "end_line": 1, "end_column": 7,
                "byte_start": 9, "byte_end": 14,
                "label": {"zh": "这里", "en": "here"},
                "also": [{
                    "file": "b.md", "line": 1, "column": 1, "end_line": 1, "end_column": 2,
                    "byte_start": 0, "byte_end": 3, "label": {"zh": "那里", "en": "there"},
                }],
                "help": {"zh": "改", "en": "fix"},
                "fix": [{
                    "file": "a.md", "line": 1, "column": 3, "end_line": 1, "end_column": 4,
                    "byte_start": 6, "byte_end": 9, "text": ": ",
                }],
            })
        );
        for field in ["file", "line", "column", "end_line", "byte_start", "label", "help"] {
            assert_eq!(json[1].get(field), Some(&Value::Null), "{field}");
        }
        assert_eq!(json[1]["also"], json!([]));
        assert_eq!(text(&[], &tree), "[]\n");
    }
}
