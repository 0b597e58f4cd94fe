//! Formats diagnostics as SARIF 2.1.0, which code scanning services read.

use crate::diagnostic::{Diagnostic, Edit, Text};
use crate::explain;
use crate::invisible;
use crate::language::Language;
use crate::report::place::Places;
use crate::report::wording::severity_name;
use crate::source::{SitePath, Span, Tree};
use crate::target::percent_encoded;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Formats diagnostics as one SARIF document. `root` is the folder of the site inside the
/// repository, empty if they are the same.
pub fn text(diagnostics: &[Diagnostic], tree: &Tree, language: Language, root: &str) -> String {
    let mut places = Places::new(tree);
    let ids: BTreeSet<&str> = diagnostics.iter().map(|diagnostic| diagnostic.id).collect();
    let rules: Vec<Value> = ids.iter().map(|id| rule(id, language)).collect();
    let result = |diagnostic| result(diagnostic, &mut places, language, root);
    let results: Vec<Value> = diagnostics.iter().map(result).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "gongbao",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    invisible::escape_in_json(format!("{document:#}\n"))
}

/// Returns what a rule is; in Chinese with cause and cure from the handbook, which is in Chinese.
fn rule(id: &str, language: Language) -> Value {
    match explain::entry(id) {
        Some(entry) if language == Language::Chinese => json!({
            "id": id,
            "shortDescription": {"text": entry.summary()},
            "help": {"text": entry.plain()},
        }),
        _ => json!({"id": id}),
    }
}

fn result(diagnostic: &Diagnostic, places: &mut Places, language: Language, root: &str) -> Value {
    let mut message = diagnostic.message.in_language(language).to_owned();
    if let Some(help) = &diagnostic.help {
        message.push_str(&format!(
            "\n{}: {}",
            language.pick("帮助", "help"),
            help.in_language(language)
        ));
    }
    let locations: Vec<Value> = diagnostic
        .at
        .iter()
        .map(|span| location(span, diagnostic.label.as_ref(), places, language, root))
        .collect();
    let related: Vec<Value> = diagnostic
        .also
        .iter()
        .map(|(span, label)| location(span, Some(label), places, language, root))
        .collect();
    let mut result = json!({
        "ruleId": diagnostic.id,
        "level": severity_name(diagnostic.severity),
        "message": {"text": message},
        "locations": locations,
        "relatedLocations": related,
    });
    if !diagnostic.fix.is_empty() {
        result["fixes"] = json!([{"artifactChanges": changes(&diagnostic.fix, places, root)}]);
    }
    result
}

fn location(
    span: &Span,
    label: Option<&Text>,
    places: &mut Places,
    language: Language,
    root: &str,
) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(root, &span.file)}});
    if let Some(region) = region(span, places) {
        physical["region"] = region;
    }
    let mut location = json!({"physicalLocation": physical});
    if let Some(label) = label {
        location["message"] = json!({"text": label.in_language(language)});
    }
    location
}

fn region(span: &Span, places: &mut Places) -> Option<Value> {
    let place = places.find(span)?;
    Some(json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }))
}

fn changes(fix: &[Edit], places: &mut Places, root: &str) -> Vec<Value> {
    let mut by_file: BTreeMap<&SitePath, Vec<Value>> = BTreeMap::new();
    for edit in fix {
        if let Some(region) = region(&edit.span, places) {
            let replacement =
                json!({"deletedRegion": region, "insertedContent": {"text": edit.text}});
            by_file.entry(&edit.span.file).or_default().push(replacement);
        }
    }
    let change = |(file, replacements)| json!({"artifactLocation": {"uri": uri(root, file)}, "replacements": replacements});
    by_file.into_iter().map(change).collect()
}

/// Returns a path as a URI relative to the top of the repository.
fn uri(root: &str, file: &SitePath) -> String {
    let slash = if root.is_empty() { "" } else { "/" };
    percent_encoded(&format!("{root}{slash}{file}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::place::tests::{span, tree};
    use crate::text;

    #[test]
    fn sarif_document_has_rules_results_and_fixes() {
        let tree = tree(&[("content/通知.md", "标题：甲\n"), ("b.md", "乙")]);
        let diagnostic = Diagnostic::error("colon", text!("冒号", "colon"))
            .at(span(&tree, "content/通知.md", "："))
            .label(text!("这里", "here"))
            .also(span(&tree, "b.md", "乙"), text!("那里", "there"))
            .help(text!("改", "fix"))
            .fix(span(&tree, "content/通知.md", "："), ": ");
        let bare = Diagnostic::warning("bare", text!("无处", "nowhere"));
        let json: Value =
            serde_json::from_str(&text(&[diagnostic.clone(), bare], &tree, Language::English, ""))
                .unwrap();
        assert_eq!(json["version"], "2.1.0");
        let run = &json["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"], json!([{"id": "bare"}, {"id": "colon"}]));
        let uri = "content/%E9%80%9A%E7%9F%A5.md";
        let region = json!({"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 4});
        assert_eq!(
            run["results"][0],
            json!({
                "ruleId": "colon", "level": "error", "message": {"text": "colon\nhelp: fix"},
                "locations": [{
                    "physicalLocation": {"artifactLocation": {"uri": uri}, "region": region},
                    "message": {"text": "here"},
                }],
                "relatedLocations": [{
                    "physicalLocation": {
                        "artifactLocation": {"uri": "b.md"},
                        "region":
                            {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2},
                    },
                    "message": {"text": "there"},
                }],
                "fixes": [{"artifactChanges": [{
                    "artifactLocation": {"uri": uri},
                    "replacements":
                        [{"deletedRegion": region, "insertedContent": {"text": ": "}}],
                }]}],
            })
        );
        assert_eq!(run["results"][1]["locations"], json!([]));
        assert_eq!(run["results"][1].get("fixes"), None);
        let inside = text(&[diagnostic], &tree, Language::English, ".portal");
        assert_eq!(inside.matches("\"uri\": \".portal/content/").count(), 2, "{inside}");
    }
}
