//! Who issued a document, and under which issuers of site.yaml it is filed.

use super::{Filing, faults};
use crate::config::{Config, Issuers};
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Document;
use crate::source::Spanned;
use pinyin::ToPinyin;
use std::sync::Arc;

/// The issuers of one document.
#[derive(Clone, Debug, Default)]
pub(super) struct Issued {
    /// Names as the document bears them, the lead first.
    pub names: Vec<String>,
    /// Names of today: of its issuers, and of the one to whose series its number belongs.
    pub filed_under: Vec<String>,
}

/// Who issued it: as typed, else by the 代字 of its number, else as its issue says, else the
/// first issuer of the site.
pub(super) fn issued(
    document: &Document,
    bundle: Option<(&str, &Arc<Document>)>,
    filing: &Filing,
    diagnostics: &mut Vec<Diagnostic>,
) -> Issued {
    let issuers = &filing.config.issuers;
    let typed = typed_names(document, issuers, diagnostics);
    for name in &typed {
        check_name(name, filing.config, diagnostics);
    }
    check_number(document, &typed, filing.config, diagnostics);
    let by_code = document.front.number.as_ref().and_then(|n| issuers.of_code(&n.value.code));
    let by_code = by_code.map(|(issuer, _)| issuer.name.value.clone());
    let head = bundle.map(|(_, head)| head).filter(|h| h.source.path != document.source.path);
    let names: Vec<String> = match (&*typed, &by_code, head) {
        ([_, ..], _, _) => typed.iter().map(|name| name.value.clone()).collect(),
        ([], Some(name), _) => vec![name.clone()],
        ([], None, Some(head)) => issued(head, None, filing, &mut Vec::new()).names,
        ([], None, None) => {
            issuers.first().map(|issuer| issuer.name.value.clone()).into_iter().collect()
        }
    };
    let mut filed_under: Vec<String> = Vec::new();
    for name in names.iter().chain(&by_code) {
        let today = issuers.named(name).map_or(name, |issuer| &issuer.name.value);
        if !filed_under.contains(today) {
            filed_under.push(today.clone());
        }
    }
    Issued { names, filed_under }
}

/// The names as typed; several in one text are reported and taken apart.
fn typed_names(
    document: &Document,
    issuers: &Issuers,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Spanned<String>> {
    let typed = &document.front.issuer;
    let mut names = Vec::new();
    for text in typed {
        let parts = parts(&text.value, issuers);
        if parts.len() > 1 {
            diagnostics.push(faults::issuers_in_one(text, &parts, document, typed.len() == 1));
        }
        names.extend(parts.into_iter().map(|part| Spanned::new(part, text.span.clone())));
    }
    names
}

/// What a text names: one issuer, or several with marks between them. Words and spaces part names
/// only where each part is known.
fn parts(text: &str, issuers: &Issuers) -> Vec<String> {
    let split = |marks: &[char]| -> Vec<String> {
        let parts = text.split(marks).map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let whole = || vec![text.to_owned()];
    if issuers.named(text).is_some() {
        return whole();
    }
    let by_marks = split(&['、', '，', ',', '；', ';']);
    if by_marks.len() > 1 {
        return by_marks;
    }
    let by_words = split(&[' ', '\u{3000}', '和', '与', '及', '/', '\n']);
    match by_words.len() > 1 && by_words.iter().all(|part| issuers.named(part).is_some()) {
        true => by_words,
        false => whole(),
    }
}

/// A name that nobody has, but nearly: it would be filed under a body that does not exist.
fn check_name(name: &Spanned<String>, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let issuers = &config.issuers;
    if issuers.is_complete && issuers.named(&name.value).is_none() {
        let meant = meant(&name.value, issuers);
        if !meant.is_empty() {
            diagnostics.push(faults::issuer_misspelt(name, &meant, config));
        }
    }
}

/// The names that a misspelt or shortened one may stand for.
fn meant<'a>(typed: &str, issuers: &'a Issuers) -> Vec<&'a str> {
    let slips: Vec<&str> = issuers.names().filter(|known| is_slip(typed, known)).collect();
    if !slips.is_empty() {
        return slips;
    }
    let is_name = typed.chars().count() >= 3;
    issuers
        .names()
        .filter(|known| is_name && (known.ends_with(typed) || known.starts_with(typed)))
        .collect()
}

/// Whether one name is the other with one character too many, too few, wrong, or two changed about.
/// A wrong character in the name of the place makes it the body of another place: 济南市, 济宁市.
fn is_slip(typed: &str, known: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), known.chars().collect());
    if a.len().abs_diff(b.len()) > 1 || a.len() < 3 {
        return false;
    }
    let before = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (rest_a, rest_b) = (&a[before..], &b[before..]);
    match (rest_a, rest_b) {
        ([], []) => false,
        ([wrong, behind_a @ ..], [right, behind_b @ ..]) if behind_a == behind_b => {
            let place = b.iter().position(|c| "省市县区州".contains(*c)).unwrap_or(1);
            before > place || sounds_alike(*wrong, *right)
        }
        ([x, y, behind_a @ ..], [u, v, behind_b @ ..]) if x == v && y == u => behind_a == behind_b,
        _ => rest_a.get(1..) == Some(rest_b) || rest_b.get(1..) == Some(rest_a),
    }
}

fn sounds_alike(a: char, b: char) -> bool {
    let sound = |c: char| c.to_pinyin().map(|pinyin| pinyin.plain());
    sound(a).is_some() && sound(a) == sound(b)
}

/// The number against who issued it. A number of another body may stand where that body issued
/// the document; a code that nobody knows may not stand with an issuer of the site.
fn check_number(
    document: &Document,
    typed: &[Spanned<String>],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let issuers = &config.issuers;
    let Some(number) = &document.front.number else { return };
    let is_ours = |name: &str| issuers.named(name).is_some() || !meant(name, issuers).is_empty();
    match issuers.of_code(&number.value.code) {
        Some((lead, _)) => {
            let is_lead = |name: &Spanned<String>| {
                issuers.named(&name.value).is_some_and(|i| i.name.value == lead.name.value)
                    || meant(&name.value, issuers).contains(&&*lead.name.value)
            };
            if !typed.is_empty() && !typed.iter().any(is_lead) {
                diagnostics.push(faults::lead_not_issuer(number, &typed[0], &lead.name.value));
            }
        }
        None => {
            let from_outside = typed.iter().any(|name| !is_ours(&name.value));
            if issuers.is_complete && !from_outside {
                let code = &number.value.code;
                let near = nearest(code, issuers.codes());
                diagnostics.push(faults::unknown_code(
                    number,
                    document,
                    typed.first(),
                    config,
                    near,
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn slips_are_told_from_other_bodies() {
        let known = "山东省医院协会";
        for slip in [
            "山东医院协会",
            "山东省医院协会会",
            "山东省医院会协",
            "山东省医院学会",
            "山冬省医院协会",
            "山东省 医院协会",
        ] {
            assert!(is_slip(slip, known), "{slip}");
        }
        for other in ["山东省医院协会", "山西省医院协会", "上海市医院协会", "山东省医学会", "协会"]
        {
            assert!(!is_slip(other, known), "{other}");
        }
        assert!(!is_slip("济宁市医院协会", "济南市医院协会"));
    }
}
